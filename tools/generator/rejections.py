"""A part of a document that no code can be generated from: where it is, what is wrong with it, and the cure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

SKIP: Final = "x-smartbuildings-skip"
"""An overlay sets it on an operation, with the reason: no code is generated, and the coverage table shows it."""
CORRECT_IT: Final = "Correct it in the overlay."
SKIP_IT: Final = f"Correct it in the overlay, or skip the operation there: `update: {{{SKIP}: the reason}}`."
_SHOWN: Final = 300


class Rejection(NamedTuple):
    """One reason why a document is rejected; ``str()`` makes one line of it."""

    place: str
    reason: str
    cure: str = SKIP_IT

    def __str__(self) -> str:
        reason = " ".join(self.reason.split()).rstrip(".")
        shown = reason if len(reason) <= _SHOWN else reason[:_SHOWN] + " ..."
        return f"{self.place}: {shown}. {self.cure}"


def one_line_each(rejections: Iterable[Rejection]) -> str:
    """Write rejections as lines, each once."""
    return "\n".join(dict.fromkeys(map(str, rejections)))


def operation_name(method: str, path: str, operation_id: object = None) -> str:
    """Name an operation as people look for it: by request, and by id if it has one."""
    request = f"{method.upper()} {path}"
    return f"{operation_id} ({request})" if isinstance(operation_id, str) else request
