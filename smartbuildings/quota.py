"""The vendor's limits on requests: what is known of them, and who keeps count.

A client waits before it would pass a limit. It keeps a count for each scope that the vendor counts in: an address, an
account, a project, an endpoint, or a device at an endpoint. By default each client keeps its own counts; processes on
one machine share them (ecobee counts per IP address) with ``SharedQuota(path)``.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, cast

import attrs

from smartbuildings._core.hiding import never_raises
from smartbuildings._core.quota_scopes import Counted, QuotaRule, QuotaRules, QuotaScope, Reading
from smartbuildings._core.quota_windows import QuotaState, reserve
from smartbuildings._stores.forks import renew_in_child
from smartbuildings.errors import SmartBuildingsError

if TYPE_CHECKING:
    from smartbuildings._stores.quota_file import SharedQuota

__all__ = ["MemoryQuota", "Quota", "QuotaBook", "QuotaScope", "QuotaWindow", "Reservation", "SharedQuota"]

T = TypeVar("T")
Change = Callable[[Sequence[QuotaState], float], T]

_logger = logging.getLogger("smartbuildings")
_BUSY_TIMEOUT_S: Final = 10.0
"""How long a step waits for other processes if the caller does not say."""
_LOOK_S: Final = 0.1
"""How long ``windows`` waits for other processes: it may be read in an event loop."""
_FEW: Final = 64
"""Up to how many scopes are kept without a thought of those that are over."""
_TOO_MANY_REQUESTS: Final = 429


@attrs.frozen
class QuotaWindow:
    """One of the vendor's limits, as the last response reported it or as it is declared."""

    name: str
    """``hour``, ``minute``, ``second``, or ``window`` where the vendor does not name it."""
    limit: int
    """How many requests the window allows."""
    remaining: int
    """How many of them are left, those in progress subtracted."""
    resets_in_s: float | None
    """Seconds until the window is expected to reset, or until a declared one allows one more request; ``None`` when no
    request was counted since the last reset."""
    scope: QuotaScope
    """What the limit is counted for."""


class QuotaBook(Protocol):
    """Who keeps the counts: a ``QuotaState`` for each scope.

    Calls are made in worker threads, and given up at the deadline. An implementation that never waits for a disk or
    network may set the class attribute ``blocks = False`` and is then called directly. One that several machines share
    keeps the scopes whose ``is_of_this_machine`` is true apart for each machine.
    """

    def update(self, scopes: Sequence[QuotaScope], change: Callable[[Sequence[QuotaState], float], T]) -> T:
        """Return ``change(states, now)``, which changes the states of the scopes in place, all in one step."""
        ...

    def scopes(self) -> Sequence[QuotaScope]:
        """List the scopes that anything is known of."""
        ...

    def after_fork(self) -> None:
        """Replace what cannot be shared with a parent process."""
        ...


class MemoryQuota:
    """The counts of one client, or of several that are given the same object."""

    blocks: Final = False
    """Whether ``update`` may wait: it never does."""

    def __init__(self) -> None:
        self._states: dict[QuotaScope, QuotaState] = {}
        self._tidy_above = _FEW
        self._lock = threading.Lock()
        renew_in_child(self)  # At once, since ``windows`` may be read in a child before anything else is called.

    def update(self, scopes: Sequence[QuotaScope], change: Callable[[Sequence[QuotaState], float], T]) -> T:
        """Change the states in one step, safe between threads."""
        with self._lock:
            now, known = time.monotonic(), self._states
            if len(scopes) == 1 and (state := known.get(scopes[0])) is not None:  # The common case, a little faster.
                return change((state,), now)
            if len(known) > self._tidy_above:
                known = self._tidy(now)
            return change([known.get(scope) or known.setdefault(scope, QuotaState()) for scope in scopes], now)

    def scopes(self) -> Sequence[QuotaScope]:
        """List the scopes that anything is known of."""
        with self._lock:
            return tuple(self._states)

    def after_fork(self) -> None:
        """Replace the lock, which another thread of the parent may have held."""
        self._lock = threading.Lock()

    def _tidy(self, now: float) -> dict[QuotaScope, QuotaState]:
        """Drop the scopes whose windows have ended."""
        self._states = {one: state for one, state in self._states.items() if one.is_kept or state.idle_at(now) > now}
        # Before the next time, as many are added as there are now: so each is looked at twice in its life, or so.
        self._tidy_above = max(_FEW, 2 * len(self._states))
        return self._states


@attrs.define(eq=False)
class Reservation:
    """One unit taken in each scope that a request counts in, or the wait that is needed first."""

    _quota: Quota
    _counted: Counted
    _taken_at: float
    window: str
    """The window to wait for; empty when the request may go."""
    wait_s: float
    """How long to wait, in seconds, before trying again; 0 when the request may go now."""

    def complete(
        self,
        status: int | None = None,
        headers: Sequence[tuple[bytes, bytes]] = (),
        content: bytes = b"",
        *,
        within_s: float = _BUSY_TIMEOUT_S,
    ) -> None:
        """Note that the request is no longer in progress. Raises nothing: the response must not be lost over it.

        Args:
            status: That of the response, if there was one.
            headers: Its headers, raw.
            content: Its body.
            within_s: How long to wait for other processes, in seconds.
        """
        readings = self._quota.rules.read(headers) if status is not None else []
        refused, wait_s = None, None
        if status == _TOO_MANY_REQUESTS and not readings:
            refused = self._counted.refused(content)
            if refused is not None:
                named = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
                wait_s = self._quota.rules.asked_wait_s(named, content, now_epoch_s=time.time())

        def close(states: Sequence[QuotaState], now: float) -> None:
            for rule, state in zip(self._counted.rules, states, strict=True):
                state.complete(self._taken_at, _within(rule, readings) if rule.is_reported else (), now)
                if rule is refused:
                    state.refuse(wait_s, now, sent_at=self._taken_at)
                elif state.refusals and status is not None and status != _TOO_MANY_REQUESTS:
                    state.accept()

        self._quietly(close, within_s)

    def cancel(self) -> None:
        """Return the units of a request that was not sent; harmless if nothing was taken."""
        if self.wait_s > 0:
            return

        def give_back(states: Sequence[QuotaState], now: float) -> None:
            for state in states:
                state.cancel(self._taken_at)

        self._quietly(give_back, _BUSY_TIMEOUT_S)

    def _quietly(self, change: Callable[[Sequence[QuotaState], float], None], within_s: float) -> None:
        try:
            self._quota.update(self._counted, change, within_s)
        except Exception:
            # An open reservation is forgotten in time; a response, perhaps to a write, must not be lost over it.
            _logger.warning("The quota could not be counted", exc_info=True)


def _within(rule: QuotaRule, readings: Sequence[Reading]) -> Sequence[Reading]:
    """Return what was reported of a row, with no end further away than its window is long."""
    longest = max((limit.period_s for limit in rule.limits), default=None)
    if longest is None:
        return readings
    return [
        (headers, limit, remaining, None if ends_in_s is None else min(ends_in_s, longest))
        for headers, limit, remaining, ends_in_s in readings
    ]


class Quota:
    """The quota of one client: read it with ``windows``."""

    def __init__(
        self, book: QuotaBook | Quota | None = None, *, rules: QuotaRules, account: str = "", project: str = ""
    ) -> None:
        if isinstance(book, Quota):  # What another client shows as its quota: both then keep the same counts.
            book = book._book
        self._book: QuotaBook = MemoryQuota() if book is None else book
        self.rules: Final = rules
        """How the vendor counts."""
        self._account, self._project = account, project
        self._counted_always = rules.counted(account=account, project=project)
        self.blocks: bool = getattr(self._book, "blocks", True)
        """Whether its steps may wait for a file or a server."""
        self._has_time_limit: bool = getattr(self._book, "has_time_limit", False)

    @property
    def windows(self) -> tuple[QuotaWindow, ...]:
        """The windows known so far, scope by scope; empty before the first response.

        Raises:
            DeadlineExceeded: another process keeps the file of a ``SharedQuota`` locked.
        """
        book = self._book
        known = cast("SharedQuota", book).scopes(within_s=_LOOK_S) if self._has_time_limit else book.scopes()
        rows = [(scope, rule) for scope in known for rule in [self.rules.rule_of(scope)] if rule is not None]
        counted = Counted(tuple(scope for scope, _ in rows), tuple(rule for _, rule in rows))

        def look(states: Sequence[QuotaState], now: float) -> tuple[QuotaWindow, ...]:
            return tuple(
                window
                for scope, state in zip(counted.scopes, states, strict=True)
                for window in _shown(scope, state, now)
            )

        return self.update(counted, look, _LOOK_S)

    @never_raises
    def __repr__(self) -> str:
        try:
            shown = ", ".join(f"{w.name} {w.remaining}/{w.limit}" for w in self.windows)
        except SmartBuildingsError:
            return f"Quota({self._book!r} cannot be read now)"
        return f"Quota({shown or 'nothing reported yet'})"

    def counted(self, operation: str = "", device: str = "") -> Counted:
        """List the scopes that an operation on a device counts in."""
        if operation not in self.rules.operations:
            return self._counted_always
        return self.rules.counted(operation, account=self._account, project=self._project, device=device)

    def reserve(self, counted: Counted, within_s: float) -> Reservation:
        """Take one unit in each scope, or in none where one of them has no room."""

        def take(states: Sequence[QuotaState], now: float) -> Reservation:
            return Reservation(self, counted, now, *reserve(states, now, time.time()))

        return self.update(counted, take, within_s)

    def spent_for(self, counted: Counted, within_s: float) -> float | None:
        """Return the seconds until the last spent window of the scopes resets; ``None`` if none is known to be."""

        def look(states: Sequence[QuotaState], now: float) -> float | None:
            waits = [state.spent(now, time.time()) for state in states]
            return max((wait for wait in waits if wait is not None), default=None)

        return self.update(counted, look, within_s)

    def after_fork(self) -> None:
        """Prepare for use in a forked process."""
        self._book.after_fork()

    def update(self, counted: Counted, change: Change[T], within_s: float) -> T:
        """Change the states of the scopes that a request counts in, in one step."""
        book = self._book
        step = _declaring(counted, change) if counted.has_limits else change
        if self._has_time_limit:
            return cast("SharedQuota", book).update(counted.scopes, step, within_s=within_s)
        return book.update(counted.scopes, step)

    @property
    def book_name(self) -> str:
        """What keeps the count, for errors."""
        return repr(self._book)


def _declaring(counted: Counted, change: Change[T]) -> Change[T]:
    """Give the states their declared limits first, since books do not keep what is declared."""

    def step(states: Sequence[QuotaState], now: float) -> T:
        for rule, state in zip(counted.rules, states, strict=True):
            if state.limits is not rule.limits:
                state.declare(rule.limits)
        return change(states, now)

    return step


def _shown(scope: QuotaScope, state: QuotaState, now: float) -> list[QuotaWindow]:
    pending = len(state.in_progress)
    shown = []
    for w in state.windows.values():
        over = w.is_past(now) or w.has_ended
        ends = None if w.ends_at is None or over else w.ends_at - now
        shown.append(QuotaWindow(w.name, w.limit, w.limit if over else max(0, w.remaining - pending), ends, scope))
    for limit, used, ends in state.used(now):
        shown.append(QuotaWindow(limit.name, limit.requests, max(0, limit.requests - used - pending), ends, scope))
    return shown


def __getattr__(name: str) -> Any:
    """Load the count that needs a file when it is asked for."""
    if name == "SharedQuota":
        from smartbuildings._stores.quota_file import SharedQuota

        return SharedQuota
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
