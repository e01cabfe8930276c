"""The vendor's limits on requests: what is known of them, and who keeps count.

A client learns the windows from the headers of every answer and waits before it would pass one. By default each client
keeps its own count; processes on one machine share one (ecobee counts per IP address) with ``SharedQuota(path)``.
"""

from __future__ import annotations

import contextlib
import json
import logging
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol, TypeVar

import attrs

from smartbuildings._core.hiding import never_raises
from smartbuildings._core.quota_windows import QuotaState
from smartbuildings._stores.causes import is_busy, of_os_error, of_sqlite_error
from smartbuildings._stores.forks import no_fork, renew_in_child
from smartbuildings.errors import ConfigurationError, DeadlineExceeded, SmartBuildingsError

__all__ = ["MemoryQuota", "Quota", "QuotaBook", "QuotaWindow", "SharedQuota"]

T = TypeVar("T")
_logger = logging.getLogger("smartbuildings")
_BUSY_TIMEOUT_S: Final = 10.0
"""How long a step waits for other processes if the caller does not say."""
_LOOK_S: Final = 0.1
"""How long ``windows`` waits for other processes: it may be read in an event loop."""
_SLICE_S: Final = 0.02
"""How long SQLite itself waits for them: a fork in this process has to wait for that."""
_PAUSE_S: Final = 0.005
"""How long a step leaves SQLite to other threads, and a fork to happen, before it tries again."""


@attrs.frozen
class QuotaWindow:
    """One of the vendor's limits, as the last answer told it."""

    name: str
    """``hour``, ``minute``, ``second``, or ``window`` where the vendor does not name it."""
    limit: int
    """How many requests the window allows."""
    remaining: int
    """How many of them are left, those under way taken off."""
    resets_in_s: float | None
    """Seconds until the window is expected to reset; ``None`` when no answer has told anything since the last reset."""


class QuotaBook(Protocol):
    """Who keeps the count. An implementation runs the function on the state and keeps what it gives, as one step.

    Calls are made in worker threads, and given up at the deadline. An implementation that never waits for a disk or
    network may set the class attribute ``blocks = False`` and is then called directly.
    """

    def update(self, change: Callable[[QuotaState, float], tuple[QuotaState, T]]) -> T:
        """Replace the state by the first thing that ``change(state, now)`` gives, and return the second."""
        ...

    def after_fork(self) -> None:
        """Replace what cannot be shared with a parent process."""
        ...


class MemoryQuota:
    """The count of one client, or of several that are given the same object."""

    blocks: Final = False
    """Whether ``update`` may wait: it never does."""

    def __init__(self) -> None:
        self._state = QuotaState()
        self._lock = threading.Lock()
        renew_in_child(self)  # At once, since ``windows`` may be read in a child before anything else is called.

    def update(self, change: Callable[[QuotaState, float], tuple[QuotaState, T]]) -> T:
        """Replace the state in one step, safe between threads."""
        with self._lock:
            self._state, result = change(self._state, time.monotonic())
        return result

    def after_fork(self) -> None:
        """Replace the lock, which another thread of the parent may have held."""
        self._lock = threading.Lock()


class SharedQuota:
    """One count for every process of this machine that names the same file (SQLite).

    Args:
        path: The database file; it is created, readable by its owner only, together with its folder.

    Raises:
        ConfigurationError: the file cannot be used; the message names the cause and what helps.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(of_os_error(error)) from error
        with contextlib.suppress(DeadlineExceeded):  # Locked by another process, which can use it, then.
            self.update(lambda state, now: (state, None), within_s=0.0)

    def update(
        self, change: Callable[[QuotaState, float], tuple[QuotaState, T]], *, within_s: float = _BUSY_TIMEOUT_S
    ) -> T:
        """Replace the state in one transaction, safe between threads and processes.

        Args:
            change: Returns the next state and the result. It is called again if the file was locked by another process.
            within_s: How long to wait for other processes, in seconds.

        Raises:
            ConfigurationError: the file cannot be used; the message names the cause and what helps.
            DeadlineExceeded: another process kept the file locked all the time.
        """
        give_up_at = time.monotonic() + within_s
        while True:
            with no_fork():
                import sqlite3  # Here, since most programs never need it and importing it takes milliseconds.

                try:
                    return self._step(change)
                except OSError as error:
                    raise self._unusable(of_os_error(error)) from error
                except sqlite3.Error as error:
                    said = of_sqlite_error(error, self._path)
                    if not is_busy(error):
                        raise self._unusable(said) from error
                    if time.monotonic() >= give_up_at:
                        msg = f"The shared quota {self._path} could not be used in {within_s:.1f} s: {said}"
                        raise DeadlineExceeded(msg) from error
            time.sleep(_PAUSE_S)

    def after_fork(self) -> None:
        """Do nothing: no connection is kept between calls, and no fork happens during one."""

    @never_raises
    def __repr__(self) -> str:
        return f"SharedQuota({str(self._path)!r})"

    def _step(self, change: Callable[[QuotaState, float], tuple[QuotaState, T]]) -> T:
        import sqlite3

        if not self._path.exists():  # At first, or because it was removed since.
            self._path.touch(mode=0o600, exist_ok=True)
        # A connection per step: SQLite connections must not cross a fork, and opening one costs little. Closing it
        # rolls back what was not committed; a ROLLBACK of ours could fail, and hide the error that it follows.
        with contextlib.closing(sqlite3.connect(self._path, timeout=_SLICE_S, isolation_level=None)) as database:
            # No waiting for the disk: after a power cut the count of the last second is worth nothing anyway.
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN IMMEDIATE")
            database.execute("CREATE TABLE IF NOT EXISTS quota (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT)")
            row = database.execute("SELECT state FROM quota WHERE id = 1").fetchone()
            before = QuotaState() if row is None else _state(row[0])
            # Processes share no monotonic clock that survives a reboot, so the shared state is kept in epoch seconds.
            after, result = change(before, time.time())
            if after != before or row is None:
                database.execute("INSERT OR REPLACE INTO quota VALUES (1, ?)", (json.dumps(after.to_json()),))
            database.execute("COMMIT")
        return result

    def _unusable(self, said: str) -> ConfigurationError:
        return ConfigurationError(f"The shared quota {self._path} cannot be used: {said}")


def _state(text: str) -> QuotaState:
    """Read a kept state; one of another version counts as none: the next answer tells it anew."""
    try:
        return QuotaState.from_json(json.loads(text))
    except (ValueError, TypeError, KeyError):
        return QuotaState()


class Quota:
    """The quota of one client: read it with ``windows``."""

    def __init__(self, book: QuotaBook | Quota | None = None) -> None:
        if isinstance(book, Quota):  # What another client shows as its quota: both then keep one count.
            book = book._book
        self._book: QuotaBook = MemoryQuota() if book is None else book
        self.blocks: bool = getattr(self._book, "blocks", True)
        """Whether its steps may wait for a file or a server."""

    @property
    def windows(self) -> tuple[QuotaWindow, ...]:
        """The windows that answers have told of so far; empty before the first answer.

        Raises:
            DeadlineExceeded: another process keeps the file of a ``SharedQuota`` locked.
        """

        def look(state: QuotaState, now: float) -> tuple[QuotaState, tuple[QuotaWindow, ...]]:
            pending = len(state.under_way)
            return state, tuple(
                QuotaWindow(w.name, w.limit, w.limit if over else max(0, w.remaining - pending), ends)
                for w in state.windows
                for over in [w.is_past(now) or w.has_ended]
                for ends in [None if w.ends_at is None or over else w.ends_at - now]
            )

        return self._update(look, _LOOK_S)

    @never_raises
    def __repr__(self) -> str:
        try:
            told = ", ".join(f"{w.name} {w.remaining}/{w.limit}" for w in self.windows)
        except SmartBuildingsError:
            return f"Quota({self._book!r} cannot be read now)"
        return f"Quota({told or 'nothing told yet'})"

    def reserve(self, within_s: float) -> tuple[float, str, float]:
        """Take one unit; returns a receipt for ``settle``, and the window to wait for with the seconds (0: go now)."""

        def take(state: QuotaState, now: float) -> tuple[QuotaState, tuple[float, str, float]]:
            after, name, wait = state.reserve(now, time.time())
            return after, (now, name, wait)

        return self._update(take, within_s)

    def settle(self, receipt: float, headers: Mapping[str, str] | None, within_s: float = _BUSY_TIMEOUT_S) -> None:
        """Close a reservation, with the headers of the answer where one came. Raises nothing: the answer is here."""

        def close(state: QuotaState, now: float) -> tuple[QuotaState, None]:
            seen = state if headers is None else state.observe(headers, now, sent_at=receipt)
            return seen.release(receipt), None

        try:
            self._update(close, within_s)
        except Exception:
            # An unclosed reservation is forgotten in time; an answer, perhaps to a write, must not be lost over it.
            _logger.warning("The quota could not be counted", exc_info=True)

    def take_back(self, reserved: tuple[float, str, float]) -> None:
        """Give back what ``reserve`` returned after its call had ended."""
        receipt, _, wait_s = reserved
        if wait_s <= 0:
            self.settle(receipt, None)

    def spent_for(self, within_s: float) -> float | None:
        """Seconds until a spent window resets; ``None`` when none is known to be spent."""
        return self._update(lambda state, now: (state, state.spent(now, time.time())), within_s)

    def after_fork(self) -> None:
        """Prepare for use in a forked process."""
        self._book.after_fork()

    def _update(self, change: Callable[[QuotaState, float], tuple[QuotaState, T]], within_s: float) -> T:
        if isinstance(self._book, SharedQuota):
            return self._book.update(change, within_s=within_s)
        return self._book.update(change)

    @property
    def book_name(self) -> str:
        """What keeps the count, for errors."""
        return repr(self._book)
