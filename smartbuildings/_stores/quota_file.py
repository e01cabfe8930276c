"""The count of requests in a file (SQLite), for the processes of one machine."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs

from smartbuildings._core.hiding import never_raises
from smartbuildings._core.quota_scopes import QuotaScope
from smartbuildings._core.quota_windows import QuotaState
from smartbuildings._stores.causes import is_busy, of_os_error, of_sqlite_error
from smartbuildings._stores.forks import no_fork
from smartbuildings.errors import ConfigurationError, DeadlineExceeded

__all__ = ["SharedQuota"]

T = TypeVar("T")

_BUSY_TIMEOUT_S: Final = 10.0
"""How long a step waits for other processes if the caller does not say."""
_SLICE_S: Final = 0.02
"""How long SQLite itself waits for them: a fork in this process has to wait for that."""
_PAUSE_S: Final = 0.005
"""How long a step leaves SQLite to other threads, and a fork to happen, before it tries again."""


class SharedQuota:
    """One count for every process of this machine that names the same file (SQLite).

    Args:
        path: The database file; it is created, readable by its owner only, together with its folder.

    Raises:
        ConfigurationError: the file cannot be used; the message names the cause and what helps.
    """

    has_time_limit: Final = True
    """Whether its methods take ``within_s``."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(of_os_error(error)) from error
        with contextlib.suppress(DeadlineExceeded):  # Locked by another process, which can use it, then.
            self.scopes(within_s=0.0)

    def update(
        self,
        scopes: Sequence[QuotaScope],
        change: Callable[[Sequence[QuotaState], float], T],
        *,
        within_s: float = _BUSY_TIMEOUT_S,
    ) -> T:
        """Change the states of the scopes in one transaction, safe between threads and processes.

        Args:
            scopes: Whose states to change.
            change: Called with the states, and again with them as they were if another process had locked the file.
            within_s: How long to wait for other processes, in seconds.

        Raises:
            ConfigurationError: the file cannot be used; the message names the cause and what helps.
            DeadlineExceeded: another process kept the file locked all the time.
        """
        return self._run(lambda database: _change(database, scopes, change), within_s)

    def scopes(self, *, within_s: float = _BUSY_TIMEOUT_S) -> Sequence[QuotaScope]:
        """List the scopes that anything is known of.

        Raises:
            ConfigurationError: the file cannot be used; the message names the cause and what helps.
            DeadlineExceeded: another process kept the file locked all the time.
        """
        rows = self._run(lambda database: database.execute("SELECT scope FROM quota_scopes").fetchall(), within_s)
        return tuple(QuotaScope(*json.loads(scope)) for (scope,) in rows)

    def _run(self, step: Callable[[Any], T], within_s: float) -> T:
        give_up_at = time.monotonic() + within_s
        while True:
            with no_fork():
                import sqlite3  # Here, since most programs never need it and importing it takes milliseconds.

                try:
                    return self._transaction(step)
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

    def _transaction(self, step: Callable[[Any], T]) -> T:
        import sqlite3

        if not self._path.exists():  # At first, or because it was removed since.
            self._path.touch(mode=0o600, exist_ok=True)
        # A connection per step: SQLite connections must not cross a fork, and opening one costs little. Closing it
        # rolls back what was not committed; a ROLLBACK of ours could fail, and hide the error that it follows.
        with contextlib.closing(sqlite3.connect(self._path, timeout=_SLICE_S, isolation_level=None)) as database:
            # No waiting for the disk: after a power cut the count of the last second is worth nothing anyway.
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN IMMEDIATE")
            # Version 0.1 kept a single state in a table named "quota", which is left to processes that still run it.
            database.execute(
                "CREATE TABLE IF NOT EXISTS quota_scopes (scope TEXT PRIMARY KEY, state TEXT, idle_at REAL) "
                "WITHOUT ROWID"
            )
            result = step(database)
            database.execute("COMMIT")
        return result

    def _unusable(self, said: str) -> ConfigurationError:
        return ConfigurationError(f"The shared quota {self._path} cannot be used: {said}")


def _change(database: Any, scopes: Sequence[QuotaScope], change: Callable[[Sequence[QuotaState], float], T]) -> T:
    """Change the states that a database keeps. Times are epoch seconds: processes share no other clock for long."""
    now = time.time()
    keys = [json.dumps(attrs.astuple(scope)) for scope in scopes]
    query = "SELECT state FROM quota_scopes WHERE scope = ?"
    rows = [database.execute(query, (key,)).fetchone() for key in keys]
    states = [QuotaState() if row is None else _state(row[0]) for row in rows]
    result = change(states, now)
    for scope, key, row, state in zip(scopes, keys, rows, states, strict=True):
        text = json.dumps(state.to_json())
        if row is None:  # So there are never more than twice as many as were needed at once.
            database.execute("DELETE FROM quota_scopes WHERE idle_at < ?", (now,))
        if row is None or text != row[0]:
            idle_at = None if scope.is_kept else state.idle_at(now)
            database.execute("INSERT OR REPLACE INTO quota_scopes VALUES (?, ?, ?)", (key, text, idle_at))
    return result


def _state(text: str) -> QuotaState:
    """Read a kept state; one of another version counts as none: the next response restores it."""
    try:
        return QuotaState.from_json(json.loads(text))
    except (ValueError, TypeError, KeyError):
        return QuotaState()
