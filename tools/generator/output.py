"""Turn the worker's report, and a look at what it wrote, into rejections.

openapi-python-client ends well even when it drops a part of the document. So every operation has to have its module,
and every function a typed return.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tools.generator.reduction import operations
from tools.generator.rejections import SKIP_IT, Rejection, operation_name

_CURES: Final = [
    ("duplicate (models|enums|Enums)", "Give one of the two schemas a `title` of its own in the overlay."),
    ("[Ii]nvalid default|default value", "Remove the default in the overlay."),
]
_MODEL_IMPORT: Final = re.compile(r"^ *from \.{2,3}models\.(\w+) import ", re.MULTILINE)
_OF_OPERATION: Final = re.compile(r"parsing (?P<method>[A-Z]+) (?P<path>\S+) within ")
_OF_SCHEMA: Final = re.compile(r"Unable to process schema (?P<name>.+?):?$")


def rejections_of(document: Mapping[str, Any], report: Mapping[str, Any], package: Path) -> list[Rejection]:
    """List what of ``document`` is not in ``package`` as it should be."""
    names = {
        (method, path): operation_name(method, path, told["operationId"]) for method, path, told in operations(document)
    }
    found = [_rejection(error, names) for error in report["errors"]]
    if "modules" not in report or not (package / "api").is_dir():
        return found
    found += _missing_models(package)
    told = {each.place.partition(",")[0] for each in found}
    modules, empty = _modules(document), _empty_models(package / "models")
    for module, owners in modules.items():
        if len(owners) > 1:
            places = " and ".join(names[owner] for owner in owners)
            reason = f"both would be the module api/{module}.py"
            found.append(
                Rejection(places, reason, "Rename one operationId in the overlay, or skip one operation there.")
            )
        elif names[owners[0]] not in told:
            found += _problems(names[owners[0]], package / "api" / f"{module}.py", empty)
    return found


def _rejection(error: Mapping[str, str], names: Mapping[tuple[str, str], str]) -> Rejection:
    if "reason" in error:
        operation = names.get((error.get("method", ""), error.get("path", "")))
        place = ", ".join(filter(None, [operation, error["place"]])) or "the document"
        return Rejection(place, error["reason"], error.get("cure", SKIP_IT))
    header, detail = error["header"].strip(), error["detail"].strip()
    reason = detail or header
    place = "the document"
    if of_operation := _OF_OPERATION.search(header):
        place = names[of_operation["method"].lower(), of_operation["path"]]
    elif of_schema := _OF_SCHEMA.search(header):
        place = f"schema {of_schema['name']}"
    elif detail:
        reason = f"{header.rstrip(': ')}: {detail}"
    cure = next((cure for pattern, cure in _CURES if re.search(pattern, reason)), SKIP_IT)
    return Rejection(place, reason, cure)


def _modules(document: Mapping[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """Return the operations that each module is for, by the generator's own rules for names."""
    from openapi_python_client.strings import PythonIdentifier  # slow, so not at the top

    modules = defaultdict(list)
    for method, path, told in operations(document):
        tag = PythonIdentifier((told.get("tags") or ["default"])[0], "tag")
        modules[f"{tag}/{PythonIdentifier(told['operationId'], 'field_')}"].append((method, path))
    return modules


def _problems(place: str, module: Path, empty: set[str]) -> Iterator[Rejection]:
    if not module.is_file():
        yield Rejection(place, "the generator wrote no module for it")
        return
    returns = _return_type(module)
    names = {node.id for node in ast.walk(ast.parse(returns)) if isinstance(node, ast.Name)}
    if returns == "Any":
        yield Rejection(place, "its success response has no type")
    for name in sorted(names & empty):
        yield Rejection(
            place,
            f"its success response, {name}, can hold nothing: an object without properties that allows no others",
            "Describe it in the overlay.",
        )


def _missing_models(package: Path) -> Iterator[Rejection]:
    """Report models that are imported and were not written: the library drops one whose name another has."""
    written = {module.stem for module in (package / "models").glob("*.py")}
    for module in sorted([*package.glob("api/*/*.py"), *package.glob("models/*.py")]):
        imported = _MODEL_IMPORT.findall(module.read_text(encoding="utf-8"))
        for name in sorted({*imported} - written):
            place = f"{module.parent.name}/{module.name}"
            cure = "Give the schema that the name is made of a `title` of its own in the overlay."
            yield Rejection(place, f"it needs models/{name}.py, which the generator did not write", cure)


def _return_type(module: Path) -> str:
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AsyncFunctionDef) and node.name == "asyncio_detailed" and node.returns:
            return ast.unparse(node.returns).removeprefix("Response[").removesuffix("]")
    return "Any"


def _empty_models(models: Path) -> set[str]:
    """List the classes without a single field."""
    names: set[str] = set()
    for module in models.glob("*.py"):
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not any(
                isinstance(each, (ast.AnnAssign, ast.Assign)) for each in node.body
            ):
                names.add(node.name)
    return names
