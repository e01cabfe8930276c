"""Equality of JSON values, and of documents without what is written for people."""

from __future__ import annotations

from typing import Any, Final

from tools.documents import canonical_json

# Keywords that say how something is to be read by people; they change no value that is allowed.
PROSE: Final = frozenset({"title", "description", "summary", "example", "examples", "externalDocs", "$comment", "tags"})
# Below these the keys are names that an author chose, of which one may well be `title`.
_NAMES: Final = frozenset(
    {"properties", "patternProperties", "dependentSchemas", "dependentRequired", "$defs", "definitions", "mapping"}
    | {"scopes", "variables", "headers", "encoding", "links", "callbacks", "parameters", "content", "responses"}
)


def same(one: Any, two: Any) -> bool:
    """Return whether two JSON values are the same; True is not 1, and 1 is 1.0."""
    return one is two or (one == two and value_key(one) == value_key(two))


def value_key(value: Any) -> str:
    """Return a text that only the same JSON values share."""
    return canonical_json(_with_plain_numbers(value))


def without_prose(value: Any) -> Any:
    """Return a value without the parts that are written for people, and without extensions."""
    if isinstance(value, dict):
        return {
            key: {name: without_prose(inner) for name, inner in item.items()}
            if key in _NAMES and isinstance(item, dict)
            else without_prose(item)
            for key, item in value.items()
            if key not in PROSE and not str(key).startswith("x-")
        }
    return [without_prose(item) for item in value] if isinstance(value, list) else value


def says_nothing(key: object) -> bool:
    """Return whether a keyword is for people or an extension."""
    return key in PROSE or str(key).startswith("x-")


def _with_plain_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_plain_numbers(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_with_plain_numbers(inner) for inner in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
