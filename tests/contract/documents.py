"""The shipped documents as a judge of answers: read here anew, so that the sandbox's reading of them is judged too."""

from __future__ import annotations

import importlib
import importlib.resources
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any, get_type_hints

import attrs
import jsonschema_rs

PACKAGES = {
    "ecobee": ("ecobee_v1", "ecobee_v2"),
    "nest": ("nest_sdm",),
    "smartthings": ("smartthings",),
    "smartthings_enterprise": ("smartthings_enterprise",),
}
JSON = "application/json"
METHODS = ("get", "post", "put", "patch", "delete")


@attrs.frozen
class Operation:
    """One operation of one document, with the generated function that makes it."""

    package: str
    id: str
    method: str
    path: str
    described: Mapping[str, Any] = attrs.field(repr=False, eq=False)

    @property
    def version(self) -> str:
        return self.package.rpartition("_")[2]

    @property
    def module_name(self) -> str:
        tag = self.described["tags"][0]
        return f"smartbuildings_api.{self.package}.api.{tag}.{_snake(self.id)}"

    @property
    def module(self) -> ModuleType:
        return importlib.import_module(self.module_name)

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def scopes(self) -> frozenset[str]:
        security = self.described.get("security", ())
        return frozenset(scope for scheme in security for scopes in scheme.values() for scope in scopes)

    @property
    def takes_body(self) -> bool:
        return "requestBody" in self.described

    def body(self, wire: Mapping[str, Any]) -> Any:
        """Make the generated body of this operation."""
        return self._body_class().from_dict(wire)

    def _body_class(self) -> Any:
        hint = get_type_hints(self.module.sync_detailed, vars(self.module))["body"]
        return next((part for part in getattr(hint, "__args__", (hint,)) if hasattr(part, "from_dict")), hint)

    def complaints(self, status: int | str, content: bytes, media_type: str = JSON) -> list[str]:
        """Say what is wrong with an answer, held against the document."""
        answers = self.described["responses"]
        if str(status) not in answers:
            return [f"the document has no status {status} here"]
        answer = _resolved(self.package, answers[str(status)])
        if "content" not in answer:
            return ["a body, where the document has none"] if content else []
        if media_type not in answer["content"]:
            return [f"the document has no {media_type} here"]
        if media_type != JSON:
            return []
        schema = answer["content"][JSON]["schema"]
        validator = jsonschema_rs.Draft4Validator(
            {"allOf": [_json_schema(schema)], "components": _components(self.package)}, validate_formats=True
        )
        return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(json.loads(content))]


def operations(vendor: str = "ecobee") -> list[Operation]:
    """List every operation of every document of a vendor, or of one of its APIs."""
    return [operation for package in PACKAGES[vendor] for operation in _operations(package)]


def _operations(package: str) -> Iterator[Operation]:
    for path, item in document(package)["paths"].items():
        for method in METHODS:
            if method in item:
                yield Operation(package, item[method]["operationId"], method.upper(), path, item[method])


@cache
def document(package: str) -> dict[str, Any]:
    """Read a document as it ships."""
    file = importlib.resources.files("smartbuildings_api") / package / "openapi.json"
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


@cache
def _components(package: str) -> Any:
    return _json_schema(document(package)["components"])


def _resolved(package: str, thing: Any) -> Any:
    while "$ref" in thing:
        found: Any = document(package)
        for part in thing["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        thing = found
    return thing


def _json_schema(schema: Any) -> Any:
    """Translate OpenAPI 3.0's ``nullable``; what else it adds to JSON Schema does not judge values."""
    if isinstance(schema, list):
        return [_json_schema(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {name: _json_schema(part) for name, part in schema.items() if name != "nullable"}
    return {"anyOf": [{"enum": [None]}, plain]} if schema.get("nullable") is True else plain


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def named(operation: Operation) -> str:
    """Name a test's case."""
    return f"{operation.version}-{operation.id}"
