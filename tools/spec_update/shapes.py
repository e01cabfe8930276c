"""Schemas in a form that can be compared: references followed, ``allOf`` merged, the dialects of 3.0 and 3.1 made one.

A reference is followed only when somebody looks, so a schema may contain itself. Only references inside the document
are followed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import attrs

from tools.documents import canonical_json, references

Node: TypeAlias = Mapping[str, Any]

EVERY_TYPE: Final = frozenset({"null", "boolean", "integer", "fraction", "string", "array", "object"})
LOWER_LIMITS: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER_LIMITS: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
# Keywords that say how a schema is to be read by people; they change no value that is allowed.
PROSE: Final = frozenset({"title", "description", "summary", "example", "examples", "externalDocs", "$comment", "tags"})
_SCHEMAS: Final = "#/components/schemas/"
_FACTS: Final = frozenset({*LOWER_LIMITS, *UPPER_LIMITS, "multipleOf", "pattern", "format", "default", "uniqueItems"})
_READ: Final = _FACTS | frozenset(
    {"type", "nullable", "enum", "const", "properties", "required", "additionalProperties", "items", "allOf", "oneOf"}
    | {"anyOf", "$ref", "deprecated", "readOnly", "writeOnly"}
)


@attrs.frozen(eq=False)
class Shape:
    """What values a schema allows."""

    types: frozenset[str]
    """The JSON types; ``number`` counts as two, ``integer`` and ``fraction``."""
    enum: tuple[Any, ...] | None
    facts: Mapping[str, Any]
    """Limits, pattern, format, default; what means nothing, such as ``minLength: 0``, is left out."""
    properties: Mapping[str, Node]
    required: frozenset[str]
    additional: Node | bool
    """Whether fields that are not named may come, or the schema that they have."""
    items: Node | None
    options: tuple[Node, ...]
    """The alternatives of ``oneOf`` or ``anyOf``."""
    flags: frozenset[str]
    """Which of deprecated, readOnly and writeOnly are said."""
    rest: Mapping[str, Any]
    """Keywords that are not understood here, each as text with all that it refers to."""

    @property
    def is_only_options(self) -> bool:
        """Tell whether the schema says nothing beside its alternatives."""
        return bool(self.options) and not (self.properties or self.enum or self.items or self.facts or self.rest)


class Schemas:
    """The schemas of one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._shapes: dict[int, tuple[Node, Shape]] = {}
        self._followed: dict[int, tuple[Any, tuple[str | None, Node]]] = {}
        self._places: dict[str, Any] = {}

    def follow(self, node: Any) -> tuple[str | None, Node]:
        """Follow references until a schema stands there; give the name of the last component met, and the schema.

        A reference that leads round in a circle, or nowhere, gives an empty schema.
        """
        found = self._followed.get(id(node))
        if found is None:  # as with shapes
            found = self._followed[id(node)] = (node, self._follow(node))
        return found[1]

    def _follow(self, node: Any) -> tuple[str | None, Node]:
        name, seen = None, set[str]()
        while isinstance(node, dict) and isinstance(reference := node.get("$ref"), str):
            if reference in seen or set(node) - {"$ref"} - PROSE - {key for key in node if key.startswith("x-")}:
                break
            seen.add(reference)
            name, node = reference.rpartition("/")[2], self._at(reference)
        node = _as_schema(node)
        if isinstance(node.get("$ref"), str) and node["$ref"] in seen:
            return name, {}
        # A wrapper around one reference, which 3.0 needs to say anything beside it, is the same schema.
        inner = node.get("allOf")
        if name is None and isinstance(inner, list) and len(inner) == 1 and _says_nothing(node, but="allOf"):
            return self.follow(inner[0])
        return name, node

    def shape(self, node: Any) -> Shape:
        """Give the shape of a schema; the same object each time."""
        node = _as_schema(node)
        found = self._shapes.get(id(node))
        if found is None:  # the schema is kept beside its shape, so that no other takes over its id
            found = self._shapes[id(node)] = (node, self._merge(self._parts(node, ())))
        return found[1]

    def everything(self, node: Any) -> str:
        """Write out what is not understood, with all that it refers to, to be compared as text."""
        texts: dict[str, str] = {}
        waiting = [("", node)]
        while waiting:
            name, node = waiting.pop()
            if name not in texts:
                texts[name] = canonical_json(without_prose(node))
                waiting += [(reference, self._at(reference)) for reference in references(node)]
        return "".join(f"{name}={texts[name]}" for name in sorted(texts))

    def reached(self, node: Any) -> set[str]:
        """Name the component schemas that something refers to, directly or by way of others."""
        found: set[str] = set()
        waiting = list(references(node))
        while waiting:
            if (reference := waiting.pop()) not in found:
                found.add(reference)
                waiting += references(self._at(reference))
        return {one.removeprefix(_SCHEMAS) for one in found if one.startswith(_SCHEMAS)}

    def _at(self, reference: str) -> Any:
        if reference not in self._places:
            self._places[reference] = self._find(reference)
        return self._places[reference]

    def _find(self, reference: str) -> Any:
        place: Any = self._document
        for part in reference.removeprefix("#/").split("/"):
            key = part.replace("~1", "/").replace("~0", "~")
            if not isinstance(place, dict) or key not in place:
                return {}
            place = place[key]
        return place

    def _parts(self, node: Any, inside: tuple[int, ...]) -> list[Node]:
        """List the schemas that have to hold at once: the schema itself, what it refers to, and its ``allOf``."""
        node = _as_schema(node)
        if id(node) in inside:
            return []
        parts, inside = [node], (*inside, id(node))
        if isinstance(reference := node.get("$ref"), str):
            parts += self._parts(self._at(reference), inside)
        for inner in _as_list(node.get("allOf")):
            parts += self._parts(inner, inside)
        # `anyOf: [X, {type: "null"}]` is how 3.1 says what 3.0 says by `nullable`.
        for options in map(_as_list, (node.get("oneOf"), node.get("anyOf"))):
            if len(options) == 2 and len(others := [option for option in options if not _is_null(option)]) == 1:
                parts += [{"nullable": True}, *self._parts(others[0], inside)]
        return parts

    def _merge(self, parts: Sequence[Node]) -> Shape:
        properties: dict[str, list[Node]] = {}
        for part in parts:
            for name, schema in _as_schema(part.get("properties")).items():
                properties.setdefault(str(name), []).append(_as_schema(schema))
        rest: dict[str, Any] = {
            key: self.everything(part[key]) for part in parts for key in part if not _understood(key)
        }
        options = [found for part in parts for found in _options(part)]
        if len(options) > 1:  # two sets of alternatives at once: taken as they stand, compared as a whole
            rest["alternatives"], options = self.everything(options), []
        return Shape(
            types=_all_types(parts, options),
            enum=_enum(parts),
            facts=_facts(parts),
            properties={name: _one(schemas) for name, schemas in properties.items()},
            required=frozenset(str(name) for part in parts for name in _as_list(part.get("required"))),
            additional=_additional(parts),
            items=_one([_as_schema(part["items"]) for part in parts if "items" in part], None),
            options=tuple(options[0]) if options else (),
            flags=frozenset(
                flag for part in parts for flag in ("deprecated", "readOnly", "writeOnly") if part.get(flag)
            ),
            rest=rest,
        )


def without_prose(value: Any) -> Any:
    """Give a value without what is said to people in it, and without extensions."""
    if isinstance(value, dict):
        # Below `properties` the keys are names of fields, of which one may well be called `title`.
        return {
            key: {name: without_prose(inner) for name, inner in item.items()}
            if key == "properties" and isinstance(item, dict)
            else without_prose(item)
            for key, item in value.items()
            if key not in PROSE and not str(key).startswith("x-")
        }
    return [without_prose(item) for item in value] if isinstance(value, list) else value


def _as_schema(value: Any) -> Node:
    # `true` and `false` are schemas in 3.1.
    return value if isinstance(value, dict) else {"not": {}} if value is False else {}


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _understood(key: str) -> bool:
    return key in _READ or key in PROSE or key.startswith("x-")


def _says_nothing(node: Node, *, but: str) -> bool:
    return but in node and all(key == but or key in PROSE or key.startswith("x-") for key in node)


def _types_of(node: Node) -> frozenset[str]:
    told = node.get("type")
    names = {str(name) for name in (told if isinstance(told, list) else [told] if told else [])}
    if not names and node.get("properties"):
        names = {"object"}  # what authors mean who describe fields and leave the type out
    if not names and "items" in node:
        names = {"array"}
    if "number" in names:
        names = (names - {"number"}) | {"integer", "fraction"}
    if names and node.get("nullable") is True:
        names.add("null")
    return frozenset(names)


def _all_types(parts: Sequence[Node], options: Sequence[Sequence[Node]]) -> frozenset[str]:
    told = [types for part in parts if (types := _types_of(part))]
    # Alternatives that are nothing but types are a list of types.
    told += [frozenset().union(*map(_types_of, found)) for part in parts for found in _type_options(part)]
    if not told:
        null = not options or any(part.get("nullable") is True for part in parts)
        return EVERY_TYPE if null else EVERY_TYPE - {"null"}
    # In 3.0 a wrapper says `nullable` for what it wraps, which itself does not: one word is enough.
    null = any(part.get("nullable") is True for part in parts)
    return frozenset.intersection(*told) | ({"null"} if null else set())


def _is_null(option: Any) -> bool:
    return _types_of(_as_schema(option)) == {"null"}


def _alternatives(part: Node) -> list[list[Node]]:
    told = [[_as_schema(option) for option in _as_list(part.get(word))] for word in ("oneOf", "anyOf")]
    return [options for options in told if options and sum(not _is_null(option) for option in options) > 1]


def _type_options(part: Node) -> list[list[Node]]:
    return [options for options in _alternatives(part) if all(_says_nothing(one, but="type") for one in options)]


def _options(part: Node) -> list[list[Node]]:
    only_types = _type_options(part)
    return [options for options in _alternatives(part) if options not in only_types]


def _enum(parts: Sequence[Node]) -> tuple[Any, ...] | None:
    told = [_as_list(part["enum"]) for part in parts if isinstance(part.get("enum"), list)]
    told += [[part["const"]] for part in parts if "const" in part]
    if not told:
        return None
    return tuple(value for value in told[0] if value is not None and all(value in other for other in told[1:]))


def _facts(parts: Sequence[Node]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for part in parts:
        for key in sorted(_FACTS & part.keys()):
            value = part[key]
            facts[key] = _both(key, facts[key], value) if key in facts else value
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if facts.get(exclusive) is True and limit in facts:  # 3.0 says it by a boolean, 3.1 by the limit itself
            facts[exclusive] = facts.pop(limit)
        elif isinstance(facts.get(exclusive), bool):
            del facts[exclusive]
    for nothing in ("minLength", "minItems", "minProperties", "uniqueItems"):
        if not facts.get(nothing, True):
            del facts[nothing]
    return facts


def _both(key: str, one: Any, two: Any) -> Any:
    """Give what holds if two schemas, of which the outer one comes first, say the same keyword."""
    if one == two or key in ("default", "format"):
        return one
    if key in LOWER_LIMITS and _is_number(one) and _is_number(two):
        return max(one, two)
    if key in UPPER_LIMITS and _is_number(one) and _is_number(two):
        return min(one, two)
    return [one, two]  # two patterns at once: compared as a whole


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _additional(parts: Sequence[Node]) -> Node | bool:
    told = [part["additionalProperties"] for part in parts if "additionalProperties" in part]
    if any(value is False for value in told):
        return False
    return _one([value for value in told if isinstance(value, dict) and value], None) or True


def _one(schemas: Sequence[Node], nothing: Any = None) -> Any:
    """Give one schema for several that have to hold at once."""
    return nothing if not schemas else schemas[0] if len(schemas) == 1 else {"allOf": list(schemas)}
