"""Rate limits: each row of the vendor's table is a window of its own, counted by principal or by device.

The rows are read from the document (``x-rate-limits``). Operations that share a row, such as the three that read a
status, share its window. A window begins with the first request in it, and attempts while it is full count, too. The
windows go by real seconds, as they protect a server from real traffic.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from smartbuildings.sandbox.http.document import Operation
from smartbuildings.sandbox.http.messages import Response

from .wording import too_many

__all__ = ["RateLimits", "RateRow"]

_MOST_WINDOWS: Final = 100_000


@attrs.frozen
class RateRow:
    """One row of the vendor's table."""

    limit: int
    """Requests allowed in a window."""
    window_s: float
    """Length of the window."""
    per: str = "principal"
    """``principal`` (the installed app, or the user of a personal token), ``device`` or ``room``."""


# "x-ratelimit-* on every response" is documented; numbers for these operations are not.
_UNDOCUMENTED: Final = RateRow(250, 60.0)


@attrs.define
class _Window:
    started: float
    attempts: int = 0


class RateLimits:
    """Counts requests by the rows of the vendor's table.

    Args:
        enforced: whether a full window refuses requests; the headers are sent either way.
        in_seconds: send ``x-ratelimit-reset`` in seconds, as another page of the vendor has it, not in milliseconds.
        rows: rows by operationId in place of the document's.
        monotonic: where seconds come from; tests replace it.
    """

    def __init__(
        self,
        *,
        enforced: bool = True,
        in_seconds: bool = False,
        rows: Mapping[str, RateRow] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.enforced = enforced
        """Whether a full window refuses requests."""
        self.in_seconds = in_seconds
        """Whether the reset header counts seconds."""
        self.rows = dict(rows or {})
        """Rows by operationId in place of the document's."""
        self._monotonic = monotonic
        self._windows: dict[tuple[object, ...], _Window] = {}

    def take(self, operation: Operation, principal: str, target: str) -> tuple[Mapping[str, str], Response | None]:
        """Count one request; return its headers, with a refusal if its window is full."""
        row = self.row(operation)
        own = operation.operation_id if operation.operation_id in self.rows else operation.described["tags"][0]
        key = (own, row, principal if row.per == "principal" else target)
        now = self._monotonic()
        window = self._windows.get(key)
        if window is None or now - window.started >= row.window_s:
            if len(self._windows) >= _MOST_WINDOWS:
                del self._windows[next(iter(self._windows))]
            window = self._windows[key] = _Window(now)
        window.attempts += 1
        left_ms = max(1, math.ceil((window.started + row.window_s - now) * 1000))
        headers = {
            "x-ratelimit-limit": str(row.limit),
            "x-ratelimit-remaining": str(max(0, row.limit - window.attempts)),
            "x-ratelimit-reset": str(math.ceil(left_ms / 1000) if self.in_seconds else left_ms),
        }
        is_full = self.enforced and window.attempts > row.limit
        return headers, too_many(window.attempts, row.limit, left_ms) if is_full else None

    def row(self, operation: Operation) -> RateRow:
        """Return the row that counts an operation."""
        if operation.operation_id in self.rows:
            return self.rows[operation.operation_id]
        documented = operation.described.get("x-rate-limits")
        if not documented:
            return _UNDOCUMENTED
        return RateRow(int(documented[0]["limit"]), float(documented[0]["windowSeconds"]), documented[0]["per"])

    def reset(self) -> None:
        """Forget every request counted so far."""
        self._windows.clear()
