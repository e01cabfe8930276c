"""Fields of answers that a document describes and no reader of ours takes yet: listed, so that nobody overlooks them.

Such a field reaches users in ``extra`` of its model. That is enough to keep an update that adds it, as long as it is
told: ``spec/<api>/unread.toml`` lists the fields by model, the report of the update and the coverage page show them,
and ``tests/core/test_reading.py`` fails if a field is neither read nor listed, or listed though it is read.

``python -m tools.spec_update.unread`` writes the lists of this tree. It asks the readers: each reads an answer that has
everything which the document describes, and what it leaves over is what it does not take.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

__all__ = ["find_unread", "read_unread", "unread_names", "write_unread"]

Unread: TypeAlias = Mapping[str, list[str]]
"""Fields as the document names them, by the model that would have them."""

ROOT: Final = Path(__file__).resolve().parents[2]
NAME: Final = "unread.toml"
_HEAD: Final = """\
# Fields of answers that the document describes and that no reader takes yet; they arrive in `extra` of the model.
# Written by `python -m tools.spec_update.unread`, which an update runs. When you write the reader, delete the line.
"""
_SUCCESS: Final = "2"


def read_unread(root: Path, api: str) -> Unread:
    """Read the list of one API; without a file everything is read."""
    path = root / "spec" / api / NAME
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def unread_names(unread: Unread) -> list[str]:
    """Name the fields as ``Model.field``."""
    return [f"{model}.{field}" for model, fields in sorted(unread.items()) for field in sorted(fields)]


def write_unread(root: Path, api: str, unread: Unread) -> None:
    """Write the list of one API, or no file where there is nothing to list."""
    path = root / "spec" / api / NAME
    if not unread:
        path.unlink(missing_ok=True)
        return
    # A JSON text of ASCII is a TOML text as well.
    lines = [f"{model} = {json.dumps(sorted(fields))}\n" for model, fields in sorted(unread.items())]
    path.write_text(_HEAD + "".join(lines), encoding="utf-8")


def find_unread(document: Mapping[str, Any]) -> Unread:
    """Find what the readers leave over of answers that have everything which ``document`` describes."""
    from smartbuildings._core.drift import DriftReport
    from smartbuildings._core.drift_places import PLACES

    readers = _readers_by_model()
    found: dict[str, set[str]] = {}
    for model, places in PLACES.items():
        for operation_id, way in places:
            data = _example(operation_id, document)
            if way or data is None or model not in readers:
                continue
            leftovers = []
            for read in readers[model]:
                drift = DriftReport()
                read(data, drift)
                leftovers.append({(one.model, one.field) for one in drift.entries if one.kind == "unknown field"})
            # Several readers may read one model, each from the answers that it is for: what one takes is read.
            for name, field in set.intersection(*leftovers):
                found.setdefault(name, set()).add(field)
    return {model: sorted(fields) for model, fields in sorted(found.items())}


def _readers_by_model() -> dict[str, list[Any]]:
    """Find the readers of whole answers by the name under which they note drift."""
    from smartbuildings._core.drift import DriftReport
    from smartbuildings.ecobee import reading

    found: dict[str, list[Any]] = {}
    for name in reading.__all__:
        read = getattr(reading, name)
        if name.startswith("read_"):
            drift = DriftReport()
            read({"probe": True}, drift)
            for one in drift.entries:
                if one.field == "probe":
                    found.setdefault(one.model, []).append(read)
    return found


def _example(operation_id: str, document: Mapping[str, Any]) -> Any:
    """Make up ``data`` of an operation's answer with every field that is described; None if it has no such answer."""
    for item in document.get("paths", {}).values():
        for operation in item.values():
            if isinstance(operation, Mapping) and operation.get("operationId") == operation_id:
                for status, answer in operation.get("responses", {}).items():
                    media = answer.get("content", {}).get("application/json", {})
                    if status.startswith(_SUCCESS) and "schema" in media:
                        whole = _made(media["schema"], document, ())
                        return whole.get("data") if isinstance(whole, dict) else None
    return None


def _made(schema: Any, document: Mapping[str, Any], around: tuple[str, ...]) -> Any:
    if not isinstance(schema, Mapping):
        return {}
    reference = schema.get("$ref")
    if isinstance(reference, str):
        name = reference.rpartition("/")[2]
        target = document.get("components", {}).get("schemas", {}).get(name)
        return {} if name in around else _made(target, document, (*around, name))
    parts = [_made(part, document, around) for part in _parts(schema)]
    if "properties" in schema or any(isinstance(part, dict) for part in parts):
        own = {name: _made(inner, document, around) for name, inner in schema.get("properties", {}).items()}
        return {name: value for part in [*parts, own] if isinstance(part, dict) for name, value in part.items()}
    if parts:
        return parts[0]
    if schema.get("enum"):
        return schema["enum"][0]
    match schema.get("type"):
        case "boolean":
            return True
        case "integer" | "number":
            return schema.get("minimum", 5)
        case "array":
            return [_made(schema.get("items"), document, around)]
        case "string":
            return "text"
        case _:
            return {}


def _parts(schema: Mapping[str, Any]) -> Iterator[Any]:
    for key in ("allOf", "oneOf", "anyOf"):
        yield from schema.get(key, ())


def main() -> int:
    """Write the lists of the tree that this file is in."""
    for path in sorted((ROOT / "generated" / "smartbuildings_api").glob("*/openapi.json")):
        api = path.parent.name.replace("_", "-")
        write_unread(ROOT, api, find_unread(json.loads(path.read_text(encoding="utf-8"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
