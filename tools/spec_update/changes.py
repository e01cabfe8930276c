"""What a change between two documents is: one thing that differs, where, in which direction, and how bad that is.

How bad is told from the side of those who use the API. ``breaking``: a call that was right is refused, or an answer
comes that a strict decoder refuses, or something that was used is gone. ``additive``: more can be said or is told, and
nothing that was right becomes wrong. ``safe``: neither a caller nor a decoder can notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal, TypeAlias

import attrs

Severity: TypeAlias = Literal["breaking", "additive", "safe"]
Direction: TypeAlias = Literal["request", "answer"]
Effect: TypeAlias = Literal["narrower", "wider", "changed"]

SEVERITIES: Final[tuple[Severity, ...]] = ("breaking", "additive", "safe")

_SEVERITY: Final[dict[tuple[Direction, Effect], Severity]] = {
    # Who sends may keep to the narrower of two rules, so only a narrower one can be broken by an old call.
    ("request", "narrower"): "breaking",
    ("request", "wider"): "additive",
    ("request", "changed"): "breaking",
    # Who reads is prepared for what was promised, so only a wider promise can bring what an old reader refuses.
    ("answer", "narrower"): "safe",
    ("answer", "wider"): "breaking",
    ("answer", "changed"): "breaking",
}


def severity_of(direction: Direction, effect: Effect) -> Severity:
    """Tell how bad it is that the values allowed in one direction became fewer, more, or others."""
    return _SEVERITY[direction, effect]


@attrs.frozen
class Change:
    """One thing that differs between two documents."""

    kind: str
    """What happened, from a small vocabulary: ``operation added``, ``field removed``, ``limit changed`` ..."""
    severity: Severity
    """How bad it is for those who use the API."""
    sentence: str
    """The change in words, with the names that the documents use."""
    operations: tuple[str, ...] = ()
    """The operations concerned: operationIds of the old document, of the new one only for an added operation. Empty:
    the change concerns the document as a whole."""
    direction: Direction | None = None
    """Whether it is about what is sent or about what comes back; None for neither, such as a path."""
    schema: str | None = None
    """The component schema (by its old name) in which it happened; None for an inline schema or no schema at all."""
    fields: tuple[str, ...] = ()
    """The way to the field, by the names on the wire from the schema or from the body; ``[]`` is an item of a list."""
    before: Any = None
    """What was there, as JSON; None if nothing was."""
    after: Any = None
    """What is there now, as JSON; None if nothing is. Of a rename both are the names."""

    @property
    def field(self) -> str | None:
        """The name on the wire of the field itself, or None if the change is not about a field."""
        named = [name for name in self.fields if name != "[]"]
        return named[-1] if named else None

    def as_json(self) -> dict[str, Any]:
        """Give the change as an object for machines."""
        return attrs.asdict(self)


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Sort changes for a reader: the worst first, then by operation and field."""

    def key(change: Change) -> tuple[Any, ...]:
        rank = SEVERITIES.index(change.severity)
        return rank, change.operations[:1], change.kind, change.schema or "", change.fields, change.sentence

    return sorted(changes, key=key)
