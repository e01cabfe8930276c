"""Rate limits without a header: by method, by trait command, and by thermostat.

The rows are read from the document (``x-rate-limits``). A window begins with the first call in it; a refused call is
not counted. The windows go by real seconds, as they protect a server from real traffic.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from smartbuildings.sandbox.http.document import Operation
from smartbuildings.sandbox.http.messages import Response

from .wording import rate_limited

__all__ = ["METHOD", "THERMOSTAT", "TRAIT_COMMAND", "LimitRow", "NestLimits"]

METHOD: Final = "user and project"
"""A row that counts the calls of a method."""
TRAIT_COMMAND: Final = "user, project, device and command"
"""A row that counts one command of one device."""
THERMOSTAT: Final = "thermostat"
"""A row that counts every command to a thermostat, whichever project sends it."""

_HOUR_S: Final = 3600.0
_MOST_WINDOWS: Final = 100_000


@attrs.frozen
class LimitRow:
    """One row of the vendor's table."""

    limit: int
    """Calls allowed in a window."""
    window_s: float
    """Length of the window."""
    per: str = METHOD
    """What is counted together, in the words of the document."""


@attrs.define
class _Window:
    started: float
    calls: int = 0


class NestLimits:
    """Counts calls by the rows of the vendor's table.

    Args:
        enforced: whether a full window refuses calls.
        rows: rows by operationId in place of the document's.
        monotonic: where seconds come from; tests replace it.
    """

    def __init__(
        self,
        *,
        enforced: bool = True,
        rows: Mapping[str, tuple[LimitRow, ...]] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.enforced = enforced
        """Whether a full window refuses calls."""
        self.rows = dict(rows or {})
        """Rows by operationId in place of the document's."""
        self._monotonic = monotonic
        self._windows: dict[tuple[object, ...], _Window] = {}

    def take(self, operation: Operation, thermostat: int | None = None, command: str | None = None) -> Response | None:
        """Count one call, unless a window is full: then return its refusal.

        Args:
            operation: the operation that is called.
            thermostat: which thermostat the call commands; None for other calls.
            command: the vendor's name of the command in its messages; None for other calls.
        """
        method = operation.operation_id[0].upper() + operation.operation_id[1:]
        windows: list[_Window] = []
        key: tuple[object, ...]
        for row in self._rows(operation):
            if row.per == METHOD:
                key, by = (method,), f"{method} API for the user"
            elif thermostat is None or command is None:
                continue
            elif row.per == TRAIT_COMMAND:
                key, by = (method, thermostat, command), f"{command} command for the user"
            else:
                key, by = (THERMOSTAT, thermostat), "Thermostat"
            window = self._window((*key, row.window_s), row.window_s)
            if self.enforced and window.calls >= row.limit:
                return rate_limited(by)
            windows.append(window)
        for window in windows:
            window.calls += 1
        return None

    def spend_elsewhere(self, thermostat: int, commands: int) -> None:
        """Count commands of another project against the hour of a thermostat."""
        self._window((THERMOSTAT, thermostat, _HOUR_S), _HOUR_S).calls += commands

    def reset(self) -> None:
        """Forget every call counted so far."""
        self._windows.clear()

    def _rows(self, operation: Operation) -> tuple[LimitRow, ...]:
        if operation.operation_id in self.rows:
            return self.rows[operation.operation_id]
        documented = operation.described.get("x-rate-limits", ())
        return tuple(LimitRow(int(row["limit"]), float(row["windowSeconds"]), row["per"]) for row in documented)

    def _window(self, key: tuple[object, ...], length_s: float) -> _Window:
        now = self._monotonic()
        window = self._windows.get(key)
        if window is None or now - window.started >= length_s:
            if len(self._windows) >= _MOST_WINDOWS:
                del self._windows[next(iter(self._windows))]
            window = self._windows[key] = _Window(now)
        return window
