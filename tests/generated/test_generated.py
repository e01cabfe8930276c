"""What the generated packages promise, whichever document they were generated from."""

from __future__ import annotations

import ast
import enum
import hashlib
import importlib
import inspect
import json
import pickle
import pkgutil
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import smartbuildings_api

ECOBEE = ["ecobee_v1", "ecobee_v2"]
APIS = [*ECOBEE, "smartthings", "smartthings_enterprise", "nest_sdm"]
LOCK = Path(__file__).resolve().parents[2] / "spec" / "lock.toml"
METHODS = {"get", "put", "post", "delete", "patch"}


def document(api: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(f"smartbuildings_api.{api}").joinpath("openapi.json").read_text("utf-8"))
    return found


def modules(package: str) -> list[Any]:
    parent = importlib.import_module(f"smartbuildings_api.{package}")
    names = [
        module.name for module in pkgutil.walk_packages(parent.__path__, f"{parent.__name__}.") if not module.ispkg
    ]
    return [importlib.import_module(name) for name in names]


def operations(api: str) -> dict[str, dict[str, Any]]:
    items = [item for path in document(api)["paths"].values() for method, item in path.items() if method in METHODS]
    return {item["operationId"]: item for item in items}


def tags(api: str) -> list[str]:
    return [tag["name"] for tag in document(api)["tags"]]


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.title, others))


def models(api: str) -> list[Any]:
    found = [cls for module in modules(f"{api}.models") for cls in vars(module).values() if inspect.isclass(cls)]
    return [cls for cls in found if cls.__module__.startswith(f"smartbuildings_api.{api}.models.")]


def enums(api: str) -> list[Any]:
    return [cls for cls in models(api) if issubclass(cls, enum.Enum)]


@pytest.mark.parametrize(
    ("api", "count"), [("ecobee_v1", 25), ("ecobee_v2", 37), ("smartthings", 41), ("smartthings_enterprise", 20)]
)
def test_every_operation_has_its_module_and_its_typed_answer(api: str, count: int) -> None:
    found = {camel(module.__name__.rpartition(".")[2]): module for module in modules(f"{api}.api")}
    assert found.keys() == operations(api).keys()
    assert len(found) == count
    for name, module in found.items():
        has_body = any(
            "content" in answer for status, answer in operations(api)[name]["responses"].items() if status < "3"
        )
        answer = inspect.signature(module.asyncio_detailed).return_annotation.__args__[0]
        assert answer is inspect.signature(module.sync_detailed).return_annotation.__args__[0]
        assert (answer in models(api)) if has_body else (answer is type(None)), name


@pytest.mark.parametrize("api", APIS)
def test_every_enum_survives_a_value_that_nobody_knows_yet(api: str) -> None:
    assert enums(api)
    for cls in enums(api):
        unknown = "brandNew" if issubclass(cls, str) else 12345
        value = cls(unknown)
        assert value == unknown
        assert value.value == pickle.loads(pickle.dumps(value)) == unknown
        assert value not in list(cls)


# The fields that no repr shows: credentials, and where somebody lives.
HIDDEN = {
    "ecobee_v1": {"access_token", "client_secret", "latitude", "longitude"},
    "ecobee_v2": {"access_token", "client_secret", "latitude", "longitude", "passcode"},
    "smartthings": {"access_token", "refresh_token", "latitude", "longitude", "TokenRequest.code"},
    "smartthings_enterprise": {"token", "key"},
    "nest_sdm": {"access_token", "refresh_token", "client_secret", "TokenRequest.code"},
}
SOUNDS_SECRET = re.compile("token|key|jwt|secret|pass|auth|cred|latitude|longitude")
SOUND_SO_ONLY = {"token_type", "key_id", "passcode_protected", "refresh_token_expires_in"}


@pytest.mark.parametrize("api", APIS)
def test_no_repr_shows_a_secret(api: str) -> None:
    seen = set()
    for cls in (cls for cls in models(api) if hasattr(cls, "__attrs_attrs__")):
        names = {field.name for field in cls.__attrs_attrs__}
        hidden = {name for name in names if {name, f"{cls.__name__}.{name}"} & HIDDEN[api]}
        seen |= {name if name in HIDDEN[api] else f"{cls.__name__}.{name}" for name in hidden}
        filled = cls.__new__(cls)
        for name in names:
            setattr(filled, name, f"<value of {name}>")
        shown = {name for name in names if f"<value of {name}>" in repr(filled)}
        assert shown == names - hidden - ({"additional_properties"} if hidden else set()), cls.__name__
        assert not {name for name in shown - SOUND_SO_ONLY if SOUNDS_SECRET.search(name)}, cls.__name__
    assert seen == HIDDEN[api]


@pytest.mark.parametrize("api", ECOBEE)
def test_null_data_and_missing_fields_are_read(api: str) -> None:
    envelopes = [cls for cls in models(api) if {"status", "data"} <= getattr(cls, "__annotations__", {}).keys()]
    assert envelopes
    for cls in envelopes:
        odd: tuple[object, ...] = (None, {}, {"unheardOf": [1]}, [])
        for data in odd:
            answer = {"status": "success", "data": data}
            assert cls.from_dict(answer).to_dict() == answer, cls.__name__


@pytest.mark.parametrize(("api", "model"), [*((api, "set_point") for api in ECOBEE), ("smartthings", "viper")])
def test_importing_one_model_imports_no_other(api: str, model: str) -> None:
    code = f"import sys, smartbuildings_api.{api}.models.{model} as m; "
    code += "print([n for n in sys.modules if n.startswith(m.__package__ + '.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == [f"smartbuildings_api.{api}.models.{model}"]


@pytest.mark.parametrize("api", APIS)
def test_importing_the_builders_of_a_tag_imports_neither_httpx_nor_models(api: str) -> None:
    code = (
        f"import sys; from smartbuildings_api.{api}.api import {', '.join(tags(api))}\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('httpx', 'attr', 'attrs')"
        " or name.startswith('smartbuildings_api') and name.split('.')[2:3] not in ([], ['api'])])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    for tag in tags(api):
        source = files(f"smartbuildings_api.{api}.api.{tag}").joinpath("__init__.py").read_text("utf-8")
        imported = [node.module for node in ast.parse(source).body if isinstance(node, ast.ImportFrom)]
        assert imported == ["collections.abc", "typing", "urllib.parse"]


@pytest.mark.parametrize("api", APIS)
def test_there_is_a_builder_for_every_operation_that_fills_in_its_path(api: str) -> None:
    packages = [importlib.import_module(f"smartbuildings_api.{api}.api.{tag}") for tag in tags(api)]
    builders = {name: build for package in packages for name, build in package.BUILDERS.items()}
    assert builders.keys() == operations(api).keys()
    for path, item in document(api)["paths"].items():
        for method in METHODS & item.keys():
            parts = path.replace("{", "}").split("}")
            given = [f"{name} /?" for name in parts[1::2]]
            parts[1::2] = [f"{name}%20%2F%3F" for name in parts[1::2]]
            body = {"body": object()} if "requestBody" in item[method] else {}
            built = builders[item[method]["operationId"]](*given, **body)
            has_query = any(each["in"] == "query" for each in item[method].get("parameters", []))
            assert built == (method.upper(), "".join(parts), {} if has_query else None, body.get("body"))


@pytest.mark.parametrize("api", APIS)
def test_each_generated_function_has_its_path_from_a_builder(api: str) -> None:
    for module in modules(f"{api}.api"):
        source = inspect.getsource(module._get_kwargs)
        assert f"build_{module.__name__.rpartition('.')[2]}(" in source
        assert '"/' not in source


@pytest.mark.parametrize("api", APIS)
def test_the_client_classes_are_still_in_the_package(api: str) -> None:
    package = importlib.import_module(f"smartbuildings_api.{api}")
    client = importlib.import_module(f"smartbuildings_api.{api}.client")
    assert (package.AuthenticatedClient, package.Client) == (client.AuthenticatedClient, client.Client)
    with pytest.raises(AttributeError, match="has no attribute 'Other'"):
        _ = package.Other


def test_the_package_is_typed() -> None:
    assert files(smartbuildings_api).joinpath("py.typed").is_file()


# What an operation needs: a scope, a role where there are no scopes, or the credentials that get a token.
SCHEMES = {
    "ecobee_v1": "smartbuildings_auth",
    "ecobee_v2": "smartbuildings_auth",
    "smartthings": "oauth",
    "nest_sdm": "google",
}
CREDENTIALS: dict[str, list[dict[str, list[str]]]] = {
    "issueToken": [{"client": []}],
    "issueServiceToken": [{"key": []}],
    "exchangeToken": [],
    "exchangeWorksWithNestCode": [],
}


@pytest.mark.parametrize("api", APIS)
def test_the_shipped_document_keeps_its_error_answers_and_its_scopes(api: str) -> None:
    shipped = document(api)
    for name, operation in operations(api).items():
        assert {"401", "403", "429"} <= operation["responses"].keys(), name
        # OpenAPI: an operation without `security` has that of the document.
        security = operation["security"] if "security" in operation else shipped["security"]
        if name in CREDENTIALS:
            assert security == CREDENTIALS[name]
        elif api == "smartthings_enterprise":
            assert security == [{"service": []}], name
            assert operation["x-roles"], name
        elif name != "getToken":
            assert {scheme for each in security for scheme in each} == {SCHEMES[api]}, name
            assert security[0][SCHEMES[api]] or api == "smartthings", name


@pytest.mark.skipif(not LOCK.exists(), reason="the package is tested without its repository")
def test_the_tree_is_the_one_that_was_locked() -> None:
    lock = tomllib.loads(LOCK.read_text(encoding="utf-8"))["output"]
    root = Path(str(files(smartbuildings_api)))
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    names = sorted(name for name in found if "__pycache__" not in name)
    hashes = {name: hashlib.sha256(found[name].read_bytes().replace(b"\r\n", b"\n")).hexdigest() for name in names}
    tree = hashlib.sha256("".join(f"{name}\0{hashes[name]}\n" for name in names).encode()).hexdigest()
    assert (len(names), tree) == (lock["files"], lock["tree"]), "generated code is not edited: python -m tools.generate"
