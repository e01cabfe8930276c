"""Schemas in a form that can be compared: references followed, ``allOf`` merged, the dialects of 3.0 and 3.1 made one.

A reference is followed only when somebody looks, so a schema may contain itself. Only references inside the document
are followed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import attrs

from tools.documents import canonical_json, references
from tools.spec_update.changes import Direction
from tools.spec_update.keywords import (
    SCHEMAS,
    Node,
    additional_fields,
    all_facts,
    all_of,
    all_options,
    all_types,
    alternatives,
    as_list,
    as_schema,
    has_only,
    is_null,
    is_understood,
    one_enum,
)
from tools.spec_update.ledger import Ledger
from tools.spec_update.values import value_key, without_prose

_ENTRIES: Final = ("properties", "required", "type", "allOf", "oneOf", "anyOf", "discriminator")
_ENTERED_APART: Final = frozenset({*_ENTRIES, "items", "additionalProperties", "$ref"})


@attrs.frozen(eq=False)
class Shape:
    """What values a schema allows."""

    parts: tuple[Node, ...]
    """The schemas that have to hold at once."""
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
    """The alternatives of ``oneOf`` or ``anyOf``, if there are at least two besides null."""
    mode: str | None
    """``oneOf`` or ``anyOf``, where there are alternatives."""
    discriminator: str | None
    """The name of the field that tells which alternative a value is."""
    kinds: Mapping[str, str]
    """By the value of that field the component that it means, as a reference."""
    flags: frozenset[str]
    """Which of deprecated, readOnly and writeOnly are said."""
    rest: Mapping[str, Any]
    """Keywords that are not understood here, each as text with all that it refers to."""

    @property
    def is_only_options(self) -> bool:
        """Tell whether the schema says nothing beside its alternatives."""
        says_more = self.properties or self.enum or self.items or self.facts or self.rest or self.required
        return bool(self.options) and not says_more and self.additional is True

    @property
    def own(self) -> str:
        """The shape without the schemas inside it and without presence of fields: equal texts allow the same values."""
        enum = None if self.enum is None else sorted({value_key(value) for value in self.enum})
        return value_key([sorted(self.types), enum, dict(self.facts), self.mode, self.discriminator, dict(self.rest)])


class Schemas:
    """The schemas of one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._shapes: dict[int, tuple[Node, Shape]] = {}
        self._followed: dict[int, tuple[Any, tuple[str | None, Node], tuple[Any, ...]]] = {}
        self._places: dict[str, Any] = {}

    def follow(self, node: Any) -> tuple[str | None, Node]:
        """Follow references until a schema stands there; give the name of the last component met, and the schema.

        A reference that leads round in a circle, or nowhere, gives an empty schema.
        """
        return self._followed_from(node)[1]

    def way(self, node: Any) -> tuple[Any, ...]:
        """Return the references and wrappers that ``follow`` passes."""
        return self._followed_from(node)[2]

    def _followed_from(self, node: Any) -> tuple[Any, tuple[str | None, Node], tuple[Any, ...]]:
        found = self._followed.get(id(node))
        if found is None:  # as with shapes
            found = self._followed[id(node)] = (node, *self._follow(node))
        return found

    def _follow(self, node: Any) -> tuple[tuple[str | None, Node], tuple[Any, ...]]:
        name, way, seen = None, list[Any](), set[str]()
        while isinstance(node, dict) and isinstance(reference := node.get("$ref"), str):
            if reference in seen or not has_only(node, "$ref"):
                break
            seen.add(reference)
            way.append(node)
            name, node = reference.rpartition("/")[2], self._at(reference)
        node = as_schema(node)
        if isinstance(node.get("$ref"), str) and node["$ref"] in seen:
            return (name, {}), tuple(way)
        # A wrapper around one schema, which 3.0 needs to say anything beside a reference, is the same schema.
        for word in ("allOf", "oneOf", "anyOf"):
            inner = node.get(word)
            if name is None and isinstance(inner, list) and len(inner) == 1 and has_only(node, word):
                _, found, rest = self._followed_from(inner[0])
                return found, (node, inner, *rest)
        return (name, node), tuple(way)

    def shape(self, node: Any) -> Shape:
        """Give the shape of a schema; the same object each time."""
        node = as_schema(node)
        found = self._shapes.get(id(node))
        if found is None:  # the schema is kept beside its shape, so that no other takes over its id
            found = self._shapes[id(node)] = (node, self._merge(self._parts(node, ())))
        return found[1]

    def enter(self, shape: Shape, ledger: Ledger, direction: Direction) -> None:
        """Enter in a ledger what of the document a shape was made of; the schemas inside it are compared apart."""
        for part in shape.parts:
            ledger.compare(direction, part, *(part.get(key) for key in _ENTRIES))
            ledger.compare(direction, as_schema(part.get("discriminator")).get("mapping"))
            if shape.additional is True:  # an empty schema says as much as `true`
                ledger.compare(direction, part.get("additionalProperties"))
            ledger.settle(direction, *(part[key] for key in part if key not in _ENTERED_APART))
            for options in map(as_list, (part.get("oneOf"), part.get("anyOf"))):
                whole = "alternatives" in shape.rest
                ledger.settle(direction, *(one for one in options if whole or has_only(as_schema(one), "type")))

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
        return {one.removeprefix(SCHEMAS) for one in found if one.startswith(SCHEMAS)}

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
        node = as_schema(node)
        if id(node) in inside:
            return []
        parts, inside = [node], (*inside, id(node))
        if isinstance(reference := node.get("$ref"), str):
            parts += self._parts(self._at(reference), inside)
        for inner in as_list(node.get("allOf")):
            parts += self._parts(inner, inside)
        # `anyOf: [X, {type: "null"}]` is how 3.1 says what 3.0 says by `nullable`; and one alternative is none.
        for options in map(as_list, (node.get("oneOf"), node.get("anyOf"))):
            others = [option for option in options if not is_null(option)]
            if options and len(others) < len(options) and others:
                parts.append({"nullable": True})
            if options and len(others) < 2:
                parts += self._parts((others or options)[0], inside)
        return parts

    def _merge(self, parts: Sequence[Node]) -> Shape:
        properties: dict[str, list[Node]] = {}
        for part in parts:
            for name, schema in as_schema(part.get("properties")).items():
                properties.setdefault(str(name), []).append(as_schema(schema))
        told: dict[str, list[str]] = {}
        for part in parts:
            for key in part:
                if not is_understood(key, part[key]):
                    told.setdefault(key, []).append(self.everything(part[key]))
        rest: dict[str, Any] = {key: "".join(sorted(texts)) for key, texts in told.items()}
        options = [found for part in parts for found in all_options(part)]
        mode = next((word for part in parts for word in ("oneOf", "anyOf") if alternatives(part, word)), None)
        if len(options) > 1:  # two sets of alternatives at once: compared as a whole
            rest["alternatives"], options = self.everything(options), []
        discriminators = [part for part in parts if isinstance(part.get("discriminator"), dict)]
        if len({self.everything(part["discriminator"]) for part in discriminators}) > 1:
            rest["discriminator"] = self.everything([part["discriminator"] for part in discriminators])
        elif discriminators and discriminators[0]["discriminator"].keys() - {"propertyName", "mapping"}:
            rest["discriminator"] = self.everything(discriminators[0]["discriminator"])
        return Shape(
            parts=tuple(parts),
            types=all_types(parts, options),
            enum=one_enum(parts),
            facts=all_facts(parts),
            properties={name: all_of(schemas) for name, schemas in properties.items()},
            required=frozenset(str(name) for part in parts for name in as_list(part.get("required"))),
            additional=additional_fields(parts),
            items=all_of([as_schema(part["items"]) for part in parts if "items" in part], None),
            options=tuple(options[0]) if options else (),
            mode=mode if options else None,
            discriminator=discriminators[0]["discriminator"].get("propertyName") if discriminators else None,
            kinds=self._kinds(discriminators[0], options[0] if options else [], is_first=discriminators[0] is parts[0])
            if discriminators
            else {},
            flags=frozenset(
                flag for part in parts for flag in ("deprecated", "readOnly", "writeOnly") if part.get(flag)
            ),
            rest=rest,
        )

    def _kinds(self, part: Node, options: Sequence[Node], *, is_first: bool) -> dict[str, str]:
        """Complete the mapping of a discriminator: who is not named in it goes by the name of the component."""
        if not options and not is_first:
            return {}  # an heir has the field, and none of the other heirs is a form of it
        mapping = part["discriminator"].get("mapping")
        given = {
            str(value): str(name) if "/" in str(name) else f"{SCHEMAS}{name}"
            for value, name in (mapping if isinstance(mapping, dict) else {}).items()
        }
        known = [option["$ref"] for option in options if isinstance(option.get("$ref"), str)]
        known = known or self._heirs.get(id(part), [])
        return given | {one.rpartition("/")[2]: one for one in known if one not in given.values()}

    @cached_property
    def _heirs(self) -> dict[int, list[str]]:
        """The components that extend a schema by ``allOf``, by the identity of the schema."""
        found: dict[int, list[str]] = {}
        components = as_schema(as_schema(self._document.get("components")).get("schemas"))
        for name, schema in components.items():
            for inner in as_list(as_schema(schema).get("allOf")):
                if isinstance(inner, dict) and "$ref" in inner:
                    found.setdefault(id(self.follow(inner)[1]), []).append(f"{SCHEMAS}{name}")
        return found
