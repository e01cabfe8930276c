"""What an error means for a sweep, which does the same with each of many things: is it about one of them, or about all?

The one list of these errors: ``statuses()``, bulk changes and the command line all use it. ``SweepState`` adds what
depends on the errors before: it opens a circuit breaker when the vendor stops responding, and ends the sweep when no
further call can succeed. Pure: the waiting and the calls are in ``_async/sweep.py``.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from enum import Enum
from typing import Final, Generic, TypeVar

import attrs

from smartbuildings.errors import (
    ConnectionFailed,
    InvalidRequest,
    OutcomeUnknown,
    RateLimited,
    ServerError,
    SmartBuildingsError,
    StatusError,
    Unauthorized,
    UnreadableResponse,
)
from smartbuildings.retry import RetryPolicy

__all__ = ["Concern", "Outcome", "SweepState", "concern_of"]

T = TypeVar("T")
R = TypeVar("R")

FAILURES_TO_OPEN: Final = 5
"""How many things in a row have to get no response before the circuit breaker opens."""
FAILURES_TO_SUSPECT: Final = 2
"""How many before each further call is sent only once: with 3 at a time, an outage then costs about 20 requests."""
PROBES: Final = 5
"""How many single requests look whether the vendor is back; with the default backoff they take half a minute."""


class Concern(Enum):
    """Which things of a sweep an error is about."""

    ONE = "one"
    """The thing that met it: it is returned beside that one."""
    ONE_UNLESS_REPEATED = "one, unless repeated"
    """That thing; all of them if the next thing meets the same."""
    VENDOR = "vendor"
    """Possibly all: no response, or a 5xx. The circuit breaker counts these."""
    ALL = "all"
    """All: no further call can succeed, so the sweep ends."""


_CONCERNS: Final[tuple[tuple[type[SmartBuildingsError], Concern], ...]] = (
    (Unauthorized, Concern.ONE_UNLESS_REPEATED),
    (RateLimited, Concern.ONE_UNLESS_REPEATED),
    (ServerError, Concern.VENDOR),
    (ConnectionFailed, Concern.VENDOR),
    (OutcomeUnknown, Concern.VENDOR),
    (StatusError, Concern.ONE),
    (UnreadableResponse, Concern.ONE),
    (InvalidRequest, Concern.ONE),
)
"""From the most particular class to the most general. Every other error (token, settings) is about all."""


def concern_of(error: SmartBuildingsError) -> Concern:
    """Return which things an error is about."""
    if isinstance(error, RateLimited) and not error.was_sent:
        return Concern.ALL  # Known here without a request: it holds for each further call as well.
    return next((concern for kind, concern in _CONCERNS if isinstance(error, kind)), Concern.ALL)


@attrs.frozen
class Outcome(Generic[T, R]):
    """What became of one of many things."""

    of: T
    """Which one."""
    found: R | None
    """The result; ``None`` if there is an error."""
    error: SmartBuildingsError | None = None
    """Why there is no result."""


class SweepState:
    """Follows the results of a sweep and decides how it goes on. Safe between threads.

    Args:
        retry: The client's policy: probes wait by its backoff.
    """

    def __init__(self, retry: RetryPolicy) -> None:
        self._retry = retry
        self._lock = threading.Lock()
        self._failing: set[Hashable] = set()
        self._probes = 0
        self._refused: tuple[type[SmartBuildingsError], Hashable] | None = None
        self._last: SmartBuildingsError | None = None
        self.ended: SmartBuildingsError | None = None
        """The error that ended the sweep."""

    @property
    def is_open(self) -> bool:
        """Whether the circuit breaker is open: only probes may be sent."""
        return len(self._failing) >= FAILURES_TO_OPEN

    @property
    def may_start(self) -> bool:
        """Whether a further call may start."""
        return self.ended is None and not self.is_open

    @property
    def attempts(self) -> int | None:
        """How many times the next call may be sent; ``None`` for as often as the client does."""
        return 1 if len(self._failing) >= FAILURES_TO_SUSPECT else None

    @property
    def failures(self) -> int:
        """How many things in a row got no response, probes included."""
        return len(self._failing)

    @property
    def reason(self) -> str:
        """The last failure, in words."""
        return str(self._last)

    def is_failing(self, key: Hashable) -> bool:
        """Return whether this thing is among those that got no response."""
        return key in self._failing

    def responded(self) -> None:
        """Note that the vendor responded, which closes the circuit breaker."""
        with self._lock:
            self._refused = None
            self._close()

    def failed(self, key: Hashable, error: SmartBuildingsError) -> bool:
        """Note an error; return whether it belongs to this thing alone. If not, the sweep has ended.

        Args:
            key: Which thing met it: the same thing failing twice says nothing about the others.
            error: What it met.
        """
        concern = concern_of(error)
        with self._lock:
            if concern is Concern.VENDOR:
                self._refused = None
                self._failing.add(key)
                self._last = error
                return True
            if concern is Concern.ALL or (concern is Concern.ONE_UNLESS_REPEATED and self._is_repeated(key, error)):
                self.ended = self.ended or error
                return False
            self._refused = (type(error), key) if concern is Concern.ONE_UNLESS_REPEATED else None
            self._close()
            return True

    def wait_before_probe(self) -> float | None:
        """Return how many seconds to wait before the next probe; ``None`` if there have been enough."""
        if self._probes >= PROBES:
            return None
        self._probes += 1
        return min(self._retry.cap_s, self._retry.base_s * 2.0**self._probes)

    def not_tried(self) -> ConnectionFailed:
        """Make the error for a thing that was not tried, because the vendor does not respond."""
        error = ConnectionFailed(
            f"Not tried, and nothing was sent: the vendor did not respond to {self.failures} others in a row. "
            f"Try again later. The last failure: {self.reason}"
        )
        error.__cause__ = self._last
        return error

    def _is_repeated(self, key: Hashable, error: SmartBuildingsError) -> bool:
        return self._refused is not None and self._refused[0] is type(error) and self._refused[1] != key

    def _close(self) -> None:
        self._failing.clear()
        self._probes = 0
