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
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

import attrs

from smartbuildings._core.quota_windows import QuotaState
from smartbuildings.errors import ConfigurationError

if TYPE_CHECKING:
    import sqlite3

__all__ = ["MemoryQuota", "Quota", "QuotaBook", "QuotaWindow", "SharedQuota"]

T = TypeVar("T")
_logger = logging.getLogger("smartbuildings")
_BUSY_TIMEOUT_S: Final = 10.0


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
    """Who keeps the count. An implementation runs the function on the state and keeps what it gives, as one step."""

    def update(self, change: Callable[[QuotaState, float], tuple[QuotaState, T]]) -> T:
        """Replace the state by the first thing that ``change(state, now)`` gives, and return the second."""
        ...

    def after_fork(self) -> None:
        """Replace what cannot be shared with a parent process."""
        ...


class MemoryQuota:
    """The count of one client, or of several that are given the same object."""

    def __init__(self) -> None:
        self._state = QuotaState()
        self._lock = threading.Lock()

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
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600, exist_ok=True)
        except OSError as error:
            msg = f"The shared quota {self._path} cannot be used: {error.strerror}. Name another file."
            raise ConfigurationError(msg) from error
        with self._transaction() as database:
            database.execute("CREATE TABLE IF NOT EXISTS quota (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT)")

    def update(self, change: Callable[[QuotaState, float], tuple[QuotaState, T]]) -> T:
        """Replace the state in one transaction, safe between threads and processes.

        Raises:
            ConfigurationError: the file cannot be used.
        """
        with self._transaction() as database:
            row = database.execute("SELECT state FROM quota WHERE id = 1").fetchone()
            before = QuotaState() if row is None else _state(row[0])
            # Processes share no monotonic clock that survives a reboot, so the shared state is kept in epoch seconds.
            after, result = change(before, time.time())
            if after != before or row is None:
                database.execute("INSERT OR REPLACE INTO quota VALUES (1, ?)", (json.dumps(after.to_json()),))
        return result

    def after_fork(self) -> None:
        """Do nothing: no connection is kept between calls."""

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        import sqlite3  # Here, since most programs never need it and importing it takes milliseconds.

        try:
            # A connection per step: SQLite connections must not cross a fork, and opening one costs little.
            with contextlib.closing(
                sqlite3.connect(self._path, timeout=_BUSY_TIMEOUT_S, isolation_level=None)
            ) as database:
                # No waiting for the disk: after a power cut the count of the last second is worth nothing anyway.
                database.execute("PRAGMA synchronous = OFF")
                database.execute("BEGIN IMMEDIATE")
                try:
                    yield database
                except BaseException:
                    database.execute("ROLLBACK")
                    raise
                database.execute("COMMIT")
        except sqlite3.Error as error:
            msg = f"The shared quota {self._path} cannot be used: {error}. Remove the file, or name another one."
            raise ConfigurationError(msg) from error


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

    @property
    def windows(self) -> tuple[QuotaWindow, ...]:
        """The windows that answers have told of so far; empty before the first answer."""

        def look(state: QuotaState, now: float) -> tuple[QuotaState, tuple[QuotaWindow, ...]]:
            pending = len(state.under_way)
            return state, tuple(
                QuotaWindow(w.name, w.limit, w.limit if over else max(0, w.remaining - pending), ends)
                for w in state.windows
                for over in [w.is_past(now) or w.has_ended]
                for ends in [None if w.ends_at is None or over else w.ends_at - now]
            )

        return self._book.update(look)

    def __repr__(self) -> str:
        told = ", ".join(f"{w.name} {w.remaining}/{w.limit}" for w in self.windows)
        return f"Quota({told or 'nothing told yet'})"

    def reserve(self) -> tuple[float, str, float]:
        """Take one unit; returns a receipt for ``settle``, and the window to wait for with the seconds (0: go now)."""

        def take(state: QuotaState, now: float) -> tuple[QuotaState, tuple[float, str, float]]:
            after, name, wait = state.reserve(now, time.time())
            return after, (now, name, wait)

        return self._book.update(take)

    def settle(self, receipt: float, headers: Mapping[str, str] | None) -> None:
        """Close a reservation, with the headers of the answer where one came. Raises nothing: the answer is here."""

        def close(state: QuotaState, now: float) -> tuple[QuotaState, None]:
            seen = state if headers is None else state.observe(headers, now, sent_at=receipt)
            return seen.release(receipt), None

        try:
            self._book.update(close)
        except Exception:
            # An unclosed reservation is forgotten in time; an answer, perhaps to a write, must not be lost over it.
            _logger.warning("The quota could not be counted", exc_info=True)

    def spent_for(self) -> float | None:
        """Seconds until a spent window resets; ``None`` when none is known to be spent."""
        return self._book.update(lambda state, now: (state, state.spent(now, time.time())))

    def after_fork(self) -> None:
        """Prepare for use in a forked process."""
        self._book.after_fork()
