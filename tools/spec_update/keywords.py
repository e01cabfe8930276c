"""What the keywords of schemas say together that have to hold at once: types, values, limits, alternatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from tools.spec_update.values import same, says_nothing

Node: TypeAlias = Mapping[str, Any]

EVERY_TYPE: Final = frozenset({"null", "boolean", "integer", "fraction", "string", "array", "object"})
LOWER_LIMITS: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER_LIMITS: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
SCHEMAS: Final = "#/components/schemas/"
_FACTS: Final = frozenset({*LOWER_LIMITS, *UPPER_LIMITS, "multipleOf", "pattern", "format", "default", "uniqueItems"})
_READ: Final = _FACTS | frozenset(
    {"type", "nullable", "enum", "const", "properties", "required", "additionalProperties", "items", "allOf", "oneOf"}
    | {"anyOf", "$ref", "deprecated", "readOnly", "writeOnly", "discriminator"}
)
# A keyword with another kind of value is not understood, whatever its name.
_KINDS: Final[Mapping[str, type | tuple[type, ...]]] = {
    **dict.fromkeys(("properties", "discriminator"), dict),
    **dict.fromkeys(("enum", "required", "allOf", "oneOf", "anyOf"), list),
    **dict.fromkeys(("items", "additionalProperties"), (dict, bool)),
    **dict.fromkeys(("nullable", "deprecated", "readOnly", "writeOnly", "uniqueItems"), bool),
    **dict.fromkeys(("$ref", "pattern", "format"), str),
    "type": (str, list),
}


def as_schema(value: Any) -> Node:
    """Return a schema as an object; `true` and `false` are schemas in 3.1."""
    return value if isinstance(value, dict) else {"not": {}} if value is False else {}


def as_list(value: Any) -> list[Any]:
    """Return a value that is a list, or else an empty one."""
    return value if isinstance(value, list) else []


def is_understood(key: str, value: Any) -> bool:
    """Return whether the comparison has a rule for a keyword with such a value."""
    return says_nothing(key) or (key in _READ and isinstance(value, _KINDS.get(key, object)))


def has_only(node: Node, word: str) -> bool:
    """Return whether a schema says nothing but one keyword."""
    return word in node and all(key == word or says_nothing(key) for key in node)


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


def all_types(parts: Sequence[Node], options: Sequence[Sequence[Node]]) -> frozenset[str]:
    """Return the types that all of the schemas allow."""
    told = [types for part in parts if (types := _types_of(part))]
    # Alternatives that are nothing but types are a list of types.
    told += [frozenset().union(*map(_types_of, found)) for part in parts for found in _type_options(part)]
    if not told:
        null = not options or any(part.get("nullable") is True for part in parts)
        return EVERY_TYPE if null else EVERY_TYPE - {"null"}
    # In 3.0 a wrapper says `nullable` for what it wraps, which itself does not: one word is enough.
    null = any(part.get("nullable") is True for part in parts)
    return frozenset.intersection(*told) | ({"null"} if null else set())


def is_null(option: Any) -> bool:
    """Return whether an alternative is null and nothing else."""
    return _types_of(as_schema(option)) == {"null"}


def alternatives(part: Node, *words: str) -> list[list[Node]]:
    """Return each list of at least two alternatives that a schema has, without null."""
    told = [[as_schema(option) for option in as_list(part.get(word))] for word in words or ("oneOf", "anyOf")]
    return [others for options in told if len(others := [one for one in options if not is_null(one)]) > 1]


def _type_options(part: Node) -> list[list[Node]]:
    return [options for options in alternatives(part) if all(has_only(one, "type") for one in options)]


def all_options(part: Node) -> list[list[Node]]:
    """Return the lists of alternatives, without those that only list types."""
    only_types = _type_options(part)
    return [options for options in alternatives(part) if options not in only_types]


def one_enum(parts: Sequence[Node]) -> tuple[Any, ...] | None:
    """Return the values that all of the schemas list; None if none of them lists values."""
    told = [as_list(part["enum"]) for part in parts if isinstance(part.get("enum"), list)]
    told += [[part["const"]] for part in parts if "const" in part]
    if not told:
        return None
    return tuple(value for value in told[0] if all(any(same(value, one) for one in other) for other in told[1:]))


def all_facts(parts: Sequence[Node]) -> dict[str, Any]:
    """Return limits, pattern, format and default of schemas that have to hold at once."""
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
    if same(one, two) or key == "default":
        return one
    if key in LOWER_LIMITS and _is_number(one) and _is_number(two):
        return max(one, two)
    if key in UPPER_LIMITS and _is_number(one) and _is_number(two):
        return min(one, two)
    return [one, two]  # two patterns at once: compared as a whole


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def additional_fields(parts: Sequence[Node]) -> Node | bool:
    """Return whether fields without a name may come, or the schema that they have."""
    told = [part["additionalProperties"] for part in parts if "additionalProperties" in part]
    if any(value is False for value in told):
        return False
    return all_of([value for value in told if isinstance(value, dict) and value], None) or True


def all_of(schemas: Sequence[Node], nothing: Any = None) -> Any:
    """Give one schema for several that have to hold at once."""
    return nothing if not schemas else schemas[0] if len(schemas) == 1 else {"allOf": list(schemas)}
