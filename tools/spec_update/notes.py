"""How two shapes differ in themselves, without what is inside them: types, values, limits, presence.

Each finding says in which sense the values that are allowed became fewer, more or others; the direction, known by who
asks, decides how bad that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from tools.spec_update.changes import Direction, Effect, Severity, severity_of
from tools.spec_update.keywords import EVERY_TYPE, LOWER_LIMITS, UPPER_LIMITS
from tools.spec_update.shapes import Shape
from tools.spec_update.values import same

_LIMIT_WORDS: Final = {
    "minimum": "lower limit",
    "exclusiveMinimum": "lower limit (itself excluded)",
    "maximum": "upper limit",
    "exclusiveMaximum": "upper limit (itself excluded)",
    "minLength": "least length",
    "maxLength": "greatest length",
    "minItems": "least number of items",
    "maxItems": "greatest number of items",
    "minProperties": "least number of fields",
    "maxProperties": "greatest number of fields",
    "multipleOf": "step",
    "pattern": "pattern",
    "format": "format",
    "uniqueItems": "rule that no item comes twice",
}
# Each format with those whose values it holds.
_HOLDS: Final = {"int64": {"int32", "uint32"}, "double": {"float"}, "uint64": {"uint32"}}


@attrs.frozen
class Note:
    """One finding at one place; ``what`` is the sentence about it up to the place, with ``{it}`` for the field."""

    kind: str
    severity: Severity
    what: str
    field: str | None = None
    """The name of a field inside the place, if it is about one."""
    before: Any = None
    after: Any = None


def shape_notes(old: Shape, new: Shape, direction: Direction) -> Iterator[Note]:
    """Compare everything of two shapes but their fields, items and alternatives."""
    yield from _types(old, new, direction)
    yield from _values(old, new, direction)
    for key in sorted(old.facts.keys() | new.facts.keys()):
        if key == "default":
            yield from _default(old, new, direction)
        elif note := _limit(key, old.facts.get(key), new.facts.get(key), direction):
            yield note
    if "deprecated" in new.flags - old.flags:
        yield Note("deprecated", "additive", "{it} is deprecated now", before=False, after=True)
    elif "deprecated" in old.flags - new.flags:
        yield Note("no longer deprecated", "safe", "{it} is no longer deprecated", before=True, after=False)
    for key in sorted(old.rest.keys() | new.rest.keys()):
        if not same(old.rest.get(key), new.rest.get(key)):
            what = f"`{key}` of {{it}} differs, which this comparison cannot judge: look at it,"
            yield Note("not judged", "breaking", what, before=old.rest.get(key), after=new.rest.get(key))


def shown(value: Any) -> str:
    """Write a value as code in Markdown; a pattern may hold the very sign that ends code."""
    text = str(value) if value != "" else '""'
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def type_words(types: frozenset[str]) -> str:
    """Name types as a document does."""
    if types >= EVERY_TYPE - {"null"}:
        return "anything" if "null" in types else "anything but null"
    names = types - {"fraction", "integer"} if "fraction" in types else types
    return " or ".join(sorted(names) + ["number"] * ("fraction" in types)) or "nothing"


def _types(old: Shape, new: Shape, direction: Direction) -> Iterator[Note]:
    lost, gained = old.types - new.types, new.types - old.types
    if not lost and not gained:
        return
    before, after = type_words(old.types), type_words(new.types)
    is_other = (lost and gained) or not old.types or not new.types  # no type at all: parts contradict each other
    effect: Effect = "changed" if is_other else "narrower" if lost else "wider"
    if lost | gained == {"null"}:
        what = "{it} may be null now" if gained else "{it} may no longer be null"
        yield Note("null changed", severity_of(direction, effect), what, before="null" in lost, after="null" in gained)
        return
    yield Note(
        "type changed", severity_of(direction, effect), f"{{it}} is {after} now, and was {before},", None, before, after
    )


def _values(old: Shape, new: Shape, direction: Direction) -> Iterator[Note]:
    if old.enum is None and new.enum is None:
        return
    if old.enum is None or new.enum is None:
        effect: Effect = "narrower" if old.enum is None else "wider"
        listed = ", ".join(shown(value) for value in (new.enum or old.enum or ())[:12])
        what = (
            f"{{it}} is limited to {listed} now" if new.enum is not None else f"{{it}} is no longer limited to {listed}"
        )
        yield Note(
            "values changed", severity_of(direction, effect), what, before=_plain(old.enum), after=_plain(new.enum)
        )
        return
    for value in old.enum:
        if not any(same(value, other) for other in new.enum):
            yield Note(
                "value removed",
                severity_of(direction, "narrower"),
                f"{shown(value)} is no longer a value of {{it}}",
                None,
                value,
            )
    for value in new.enum:
        if not any(same(value, other) for other in old.enum):
            severity = severity_of(direction, "wider")
            yield Note("value added", severity, f"{shown(value)} is a new value of {{it}}", None, None, value)


def _default(old: Shape, new: Shape, direction: Direction) -> Iterator[Note]:
    had, has = "default" in old.facts, "default" in new.facts
    before, after = old.facts.get("default"), new.facts.get("default")
    if had and has and same(before, after):
        return
    if not had:
        severity: Severity = "additive" if direction == "request" else "safe"
        what = f"{{it}} counts as {shown(after)} now if it is left out,"
    elif not has:
        severity, what = "breaking", f"{{it}} no longer counts as {shown(before)} if it is left out,"
    else:
        severity, what = (
            "breaking",
            f"{{it}} counts as {shown(after)} now if it is left out, and no longer as {shown(before)},",
        )
    yield Note("default changed", severity, what, before=before, after=after)


def _limit(key: str, before: Any, after: Any, direction: Direction) -> Note | None:
    if same(before, after):
        return None
    severity = severity_of(direction, _effect(key, before, after))
    word = _LIMIT_WORDS.get(key, key)
    if before is None:
        what = f"{{it}} has a {word} now, {shown(after)},"
    elif after is None:
        what = f"{{it}} no longer has the {word} {shown(before)}"
    else:
        what = f"the {word} of {{it}} is {shown(after)} now, and was {shown(before)},"
    kind = f"{key} changed" if key in ("pattern", "format") else "limit changed"
    return Note(kind, severity, what, None, before, after)


def _effect(key: str, before: Any, after: Any) -> Effect:
    if before is None or after is None:
        return "narrower" if before is None else "wider"
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (before, after))
    if key in LOWER_LIMITS and numbers:
        return "narrower" if after > before else "wider"
    if key in UPPER_LIMITS and numbers:
        return "narrower" if after < before else "wider"
    if key == "multipleOf" and numbers and before > 0 and after > 0:
        return "narrower" if _is_multiple(after, before) else "wider" if _is_multiple(before, after) else "changed"
    if key == "format":
        return (
            "wider"
            if before in _HOLDS.get(str(after), ())
            else "narrower"
            if after in _HOLDS.get(str(before), ())
            else "changed"
        )
    return "changed"


def _is_multiple(number: float, step: float) -> bool:
    return abs(number / step - round(number / step)) < 1e-9


def _plain(values: tuple[Any, ...] | None) -> list[Any] | None:
    return None if values is None else list(values)
