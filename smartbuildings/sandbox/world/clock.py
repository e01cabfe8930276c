"""The sandbox's own time: it starts where it is told, runs at any speed, and can be stopped or pushed ahead.

Everything that happens in the emulated buildings (schedules, temperatures, token lifetimes) goes by this clock. Only
the request quota does not: it protects a server from real traffic, so it counts real seconds.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

__all__ = ["DEFAULT_START", "SandboxClock"]

# A Monday in January, mid-morning in North America: heating runs, and the workday has begun.
DEFAULT_START: Final = datetime(2026, 1, 12, 15, 0, tzinfo=UTC)
"""The moment at which a sandbox's clock begins: a Monday in January, mid-morning in North America."""

# The calendar of datetime ends in 9999; a clock that cannot get there cannot overflow in the middle of a response.
_LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC).timestamp()


class SandboxClock:
    """A clock in its own time.

    Args:
        start: the first moment; naive values are refused.
        speed: sandbox seconds per real second. 0 stops the clock, which then moves only by ``advance``.
        monotonic: where real seconds come from; tests replace it.
    """

    def __init__(
        self,
        start: datetime = DEFAULT_START,
        speed: float = 1.0,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if start.tzinfo is None:
            raise ValueError("The sandbox clock needs a start with a time zone, for example datetime(..., tzinfo=UTC).")
        self._monotonic = monotonic
        self._anchor = start.timestamp()
        self._anchored_at = monotonic()
        self._speed = _checked_speed(speed)

    @property
    def speed(self) -> float:
        """Sandbox seconds per real second. Setting it does not move the present moment."""
        return self._speed

    @speed.setter
    def speed(self, value: float) -> None:
        speed = _checked_speed(value)
        self.set(self.timestamp())
        self._speed = speed

    def timestamp(self) -> float:
        """Return the present moment in seconds since 1970."""
        return min(self._anchor + (self._monotonic() - self._anchored_at) * self._speed, _LATEST)

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.fromtimestamp(self.timestamp(), UTC)

    def advance(self, by: float | timedelta) -> datetime:
        """Jump ahead and return the new moment. Time does not run backwards: a negative ``by`` raises ValueError."""
        seconds = by.total_seconds() if isinstance(by, timedelta) else float(by)
        if not (math.isfinite(seconds) and seconds >= 0):
            raise ValueError(f"The sandbox clock cannot advance by {by}. Give a number of seconds that is 0 or more.")
        self.set(self.timestamp() + seconds)
        return self.now()

    def set(self, timestamp: float) -> None:
        """Continue from ``timestamp``; used when saved state is restored."""
        self._anchor = min(timestamp, _LATEST)
        self._anchored_at = self._monotonic()


def _checked_speed(speed: float) -> float:
    if not (math.isfinite(speed) and speed >= 0):
        raise ValueError(f"The sandbox clock cannot run at speed {speed}. Give 0 (stopped) or more; 1 is real time.")
    return float(speed)
