"""Turn one OpenAPI document into one package, with openapi-python-client behind our templates.

The templates in ``tools/templates`` are not a public interface of the generator. So its version is pinned exactly and
checked, the templates say only what differs (they include the generator's own under ``original/``), and what comes out
is inspected: every operation of the document has to be there with a typed success answer.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

TEMPLATES: Final = Path(__file__).with_name("templates")
METHODS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
# The generator's own hooks lint by ruff's defaults, which since 0.17 rewrite `*args: Any` and break typing. The other
# options keep a ruff configuration or a .gitignore that happens to lie above the temporary folder from having a say.
POST_HOOKS: Final = [
    "ruff check --isolated --no-cache --no-respect-gitignore --fix-only --quiet --select F,I,UP .",
    "ruff format --isolated --no-cache --no-respect-gitignore --quiet .",
]


class GeneratorError(Exception):
    """The generator is not the pinned one, dropped something, or wrote an operation without a typed success answer."""


class Operation(NamedTuple):
    """An operation of a document, and whether any of its success answers has a body."""

    name: str
    has_body: bool


def pinned_versions(pyproject: Path) -> dict[str, str]:
    """Read from ``pyproject.toml`` the exact versions of the tools that decide what the output looks like."""
    groups = tomllib.loads(pyproject.read_text(encoding="utf-8"))["dependency-groups"]
    lines = [line for group in groups.values() for line in group if isinstance(line, str)]
    pins = dict(line.split("==") for line in lines if "==" in line)
    return {name: pins[name] for name in ("openapi-python-client", "ruff")}


def check_versions(pins: Mapping[str, str]) -> None:
    """Raise unless the installed tools are the pinned ones: other versions write other code."""
    for name, pin in pins.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "not installed"
        if installed != pin:
            raise GeneratorError(f"{name} is {installed}; generating takes {pin}. Run: pip install {name}=={pin}")


def generate_package(document: Mapping[str, Any], package: Path) -> None:
    """Generate ``package`` (a folder that does not exist yet) from ``document``.

    Raises:
        GeneratorError: the generator failed or warned, or an operation lacks a typed success answer.
    """
    with TemporaryDirectory() as folder:
        work = Path(folder)
        _lay_out_templates(work / "templates")
        (work / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
        (work / "config.json").write_text(json.dumps({"post_hooks": POST_HOOKS}), encoding="utf-8")
        _run(work)
        _check_answers(document, work / "package")
        shutil.copytree(work / "package", package)


def operations(document: Mapping[str, Any]) -> Iterator[Operation]:
    """List the operations of ``document``."""
    for path, item in document["paths"].items():
        for method in item.keys() & METHODS:
            operation = item[method]
            if "operationId" not in operation:
                raise GeneratorError(f"{method.upper()} {path} has no operationId, which names the generated module.")
            successes = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
            if not successes:
                raise GeneratorError(f"{operation['operationId']} has no success answer.")
            has_body = any("content" in answer or "$ref" in answer for answer in successes)
            yield Operation(operation["operationId"], has_body)


def _lay_out_templates(folder: Path) -> None:
    import openapi_python_client  # slow, and only needed for the place of its templates

    shutil.copytree(TEMPLATES, folder)
    shutil.copytree(Path(openapi_python_client.__file__).with_name("templates"), folder / "original")


def _run(work: Path) -> None:
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
    command += ["--path", "openapi.json", "--config", "config.json", "--custom-template-path", "templates"]
    command += ["--output-path", "package"]
    here = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])  # this environment's ruff
    environment = os.environ | {"PATH": here, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise GeneratorError(f"openapi-python-client failed or warned:\n{done.stdout}{done.stderr}")


def _check_answers(document: Mapping[str, Any], package: Path) -> None:
    from openapi_python_client.strings import PythonIdentifier, snake_case  # as above

    modules = {module.stem: module for module in (package / "api").glob("*/*.py") if module.stem != "__init__"}
    models = _model_names(package)
    for operation in operations(document):
        module = modules.pop(PythonIdentifier(snake_case(operation.name), "field_"), None)
        if module is None:
            raise GeneratorError(f"{operation.name} was dropped by the generator: no module was written for it.")
        answer = _answer_type(module)
        if answer != "None" if not operation.has_body else answer not in models:
            raise GeneratorError(f"{operation.name} has no typed success answer: its function returns {answer}.")
    if modules:
        raise GeneratorError(f"The generator wrote modules that no operation asked for: {', '.join(sorted(modules))}.")


def _answer_type(module: Path) -> str:
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AsyncFunctionDef) and node.name == "asyncio_detailed" and node.returns:
            return ast.unparse(node.returns).removeprefix("Response[").removesuffix("]")
    return "nothing"


def _model_names(package: Path) -> set[str]:
    """List the generated classes with a declared field: not Any, not a union, not an empty object."""
    names: set[str] = set()
    for module in (package / "models").glob("*.py"):
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                fields = [field.target for field in node.body if isinstance(field, ast.AnnAssign)]
                if any(isinstance(field, ast.Name) and field.id != "additional_properties" for field in fields):
                    names.add(node.name)
    return names
