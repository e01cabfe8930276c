"""Where the models are described: from the name of a model and of a field to the schema in an API's document.

A place is written as a JSONPath that depends on neither prose nor positions nor the order of keys, so that it can be
the target of an overlay's action.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import attrs

__all__ = ["Place", "Places", "item_of", "places_of", "property_of"]

_Schema: TypeAlias = Mapping[str, Any]

Places: TypeAlias = Mapping[str, tuple[tuple[str, str], ...]]
"""Where a vendor's models are read from, by the name that drift calls them: operations, and the way into the body."""

_REFERENCE: Final = "#/components/schemas/"
_PLAIN_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


@attrs.frozen
class Place:
    """A schema and the JSONPath by which it is found."""

    path: str
    schema: Mapping[str, Any] = attrs.field(repr=False)
    is_shared: bool = False
    """Whether other fields refer to it as well."""


def places_of(model: str, document: Mapping[str, Any], places: Places) -> list[Place]:
    """Find where a model is described; nowhere if this version of the API does not have it."""
    found = [_place(operation_id, way.split(), document) for operation_id, way in places.get(model, ())]
    return list({place.path: place for place in found if place is not None}.values())


def _place(operation_id: str, way: Sequence[str], document: Mapping[str, Any]) -> Place | None:
    place = _answer(operation_id, document)
    for step in way:
        if place is None:
            return None
        place = item_of(place, document) if step == "[]" else property_of(place, step, document)
    return place


def _answer(operation_id: str, document: Mapping[str, Any]) -> Place | None:
    for item in document.get("paths", {}).values():
        for operation in item.values():
            if not isinstance(operation, Mapping) or operation.get("operationId") != operation_id:
                continue
            for status, answer in operation.get("responses", {}).items():
                schema = answer.get("content", {}).get("application/json", {}).get("schema")
                if status.startswith("2") and schema is not None:
                    path = f"$.paths.*[?@.operationId == '{operation_id}'].responses['{status}'].content"
                    return _followed(f"{path}['application/json'].schema", schema, document)
    return None


def property_of(place: Place, name: str, document: Mapping[str, Any]) -> Place | None:
    """Find a property where it is described: in the schema itself, or in a part of its ``allOf``."""
    own = place.schema.get("properties", {})
    if name in own:
        return _followed(f"{place.path}.properties{_step(name)}", own[name], document)
    for part in place.schema.get("allOf", ()):
        # No target depends on positions in a list: a part is named by what it refers to, or by what is in it.
        path = f"{place.path}.allOf[?@.properties{_step(name)}]"
        found = property_of(_followed(path, part, document), name, document)
        if found is not None:
            return found
    return None


def item_of(place: Place, document: Mapping[str, Any]) -> Place:
    """Find what the items of a list are; anything else stays as it is."""
    items = place.schema.get("items")
    return place if items is None else _followed(f"{place.path}.items", items, document)


def _followed(path: str, schema: _Schema, document: Mapping[str, Any]) -> Place:
    """Follow a reference, also one that is alone in ``allOf`` because it has a description beside it."""
    is_shared = False
    for _ in range(len(document.get("components", {}).get("schemas", {})) + 1):
        parts = schema.get("allOf", ())
        inner = parts[0] if len(parts) == 1 and "properties" not in schema else schema
        reference = inner.get("$ref", "")
        name = reference.removeprefix(_REFERENCE)
        if not reference.startswith(_REFERENCE) or name not in document["components"]["schemas"]:
            break
        path, schema, is_shared = f"$.components.schemas{_step(name)}", document["components"]["schemas"][name], True
    return Place(path, schema, is_shared)


def _step(name: str) -> str:
    if _PLAIN_NAME.fullmatch(name):
        return f".{name}"
    escaped = "".join(f"\\{each}" if each in "'\\" else each for each in name)
    return "['" + "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in escaped) + "']"
