"""What answers contained that this release does not expect: collected once each, for people to look at.

Reading never fails over such a thing; it notes it here. Values are noted only for enumerations, cut to a length;
of everything else just the shape is kept, so that no secret gets into a report.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

__all__ = ["Drift", "DriftKind", "DriftReport", "read_drift", "shape_of"]

DriftKind: TypeAlias = Literal[
    "unknown field",
    "unknown value",
    "wrong type",
    "number as text",
    "boolean as text",
    "unreadable value",
    "implausible value",
    "time without offset",
    "missing field",
]
"""What was unexpected.

``number as text``, ``boolean as text``: the value was read all the same. ``unreadable value``: the type is right, the
content is not (a date that is none). ``implausible value``: a number that cannot be real, such as 999 °F in a room.
``time without offset``: read as a local time of the building.
"""

# A server that invents a field per answer must not fill the memory.
_MOST_ENTRIES: Final = 1000
_LONGEST_NAME: Final = 64
_KINDS: Final = frozenset(get_args(DriftKind))


@attrs.frozen
class Drift:
    """One thing that an answer contained and this release does not expect."""

    model: str
    """The model that was read, such as ``ThermostatStatus``."""
    field: str
    """The field as the API names it; empty for the whole object."""
    kind: DriftKind
    """What was unexpected."""
    detail: str
    """For ``unknown value`` the value, else the type of the value (``text``, ``number``, ``array`` ...)."""

    def __str__(self) -> str:
        return f"{self.model}{'.' if self.field else ''}{self.field}: {self.kind} ({self.detail})"


class DriftReport:
    """Collects drift, each finding once; safe to share between threads.

    Args:
        on_new: called with each new finding, outside of any lock, in the thread that found it.
    """

    def __init__(self, on_new: Callable[[Drift], None] | None = None) -> None:
        self._on_new = on_new
        self._lock = threading.Lock()
        self._entries: dict[tuple[str, str, str, str], Drift] = {}

    @property
    def entries(self) -> tuple[Drift, ...]:
        """The findings so far, oldest first."""
        with self._lock:
            return tuple(self._entries.values())

    def note(self, model: str, field: str, kind: DriftKind, detail: str) -> None:
        """Keep one finding, unless it is known already or the report is full."""
        key = (model, _cut(field), kind, _cut(detail))
        if key in self._entries:  # the usual case, and reading a dict needs no lock
            return
        with self._lock:
            if key in self._entries or len(self._entries) >= _MOST_ENTRIES:
                return
            found = self._entries[key] = Drift(model, key[1], kind, key[3])
        if self._on_new is not None:
            self._on_new(found)

    def to_json(self) -> str:
        """Write the findings as JSON, for a file that ``smartbuildings drift FILE`` reads.

        Like the findings themselves it holds names of models and fields, shapes, and unknown values of enumerations.

        Example:
            >>> from pathlib import Path
            >>> Path("drift.json").write_text(sb.drift.to_json(), encoding="utf-8") > 0
            True
        """
        return json.dumps({"drift": [attrs.asdict(each) for each in self.entries]}, indent=2) + "\n"


def read_drift(text: str) -> list[Drift]:
    """Read what ``DriftReport.to_json`` wrote; more than it writes beside it is left alone.

    Raises:
        ValueError: it is something else; the message says what, in a few words.
    """
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    rows = found.get("drift") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        raise ValueError("it has no list `drift` at its top")
    return [_entry(row) for row in rows]


def _entry(row: Any) -> Drift:
    names = ("model", "field", "kind", "detail")
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in names):
        raise ValueError(f"an entry of `drift` needs the texts {', '.join(names)}")
    if row["kind"] not in _KINDS:
        raise ValueError(f"{_cut(row['kind'])!r} is not a kind of drift")
    return Drift(row["model"], _cut(row["field"]), row["kind"], _cut(row["detail"]))


def shape_of(value: object) -> str:
    """Name the JSON type of a value, and nothing more of it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, Mapping):
        return "object"
    if isinstance(value, list | tuple):
        return "array"
    return type(value).__name__


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"
