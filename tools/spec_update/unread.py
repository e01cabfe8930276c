"""Fields of answers that a document describes and no reader of ours takes yet: listed, so that nobody overlooks them.

Such a field reaches users in ``extra`` of its model. That is enough to keep an update that adds it, as long as it is
told: ``spec/<api>/unread.toml`` lists the fields by model, the report of the update and the coverage page show them,
and ``tests/core/test_reading.py`` fails if a field is neither read nor listed, or listed though it is read.

``python -m tools.spec_update.unread`` writes the lists of this tree: what the document describes and has no row.
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
# Written by `python -m tools.spec_update.unread`, which an update runs. When you write its row, delete the line.
"""


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
    """Find the fields that ``document`` describes where a model is read, and that the model has no row for."""
    from smartbuildings._core.drift_places import places_of
    from smartbuildings.ecobee import operations
    from smartbuildings.ecobee.drift_places import PLACES

    read: dict[str, set[str]] = {}
    for operation in vars(operations).values():
        if isinstance(operation, operations.Operation):
            for model, wire_names, _ in operation.reader.places():
                read.setdefault(model, set()).update(wire_names)
    found = {}
    for model, names in sorted(read.items()):
        described = {
            name for place in places_of(model, document, PLACES) for name in _described(place.schema, document)
        }
        if described - names:
            found[model] = sorted(described - names)
    return found


def _described(schema: Mapping[str, Any], document: Mapping[str, Any], around: tuple[str, ...] = ()) -> Iterator[str]:
    """Give the names of a schema's properties, those of its parts included."""
    yield from schema.get("properties", ())
    for key in ("allOf", "oneOf", "anyOf"):
        for part in schema.get(key, ()):
            name = part.get("$ref", "").rpartition("/")[2]
            if name not in around:
                target = document.get("components", {}).get("schemas", {}).get(name, part)
                yield from _described(target, document, (*around, name) if name else around)


def main() -> int:
    """Write the lists of the tree that this file is in."""
    for path in sorted((ROOT / "generated" / "smartbuildings_api").glob("*/openapi.json")):
        api = path.parent.name.replace("_", "-")
        write_unread(ROOT, api, find_unread(json.loads(path.read_text(encoding="utf-8"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
