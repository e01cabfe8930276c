"""A shared quota whose file cannot be used says why, and what helps against that cause."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from smartbuildings import SharedQuota
from smartbuildings._core.quota_scopes import QuotaScope, WindowHeaders
from smartbuildings._core.quota_windows import QuotaState
from smartbuildings._stores.causes import of_os_error
from smartbuildings.errors import ConfigurationError, DeadlineExceeded

QUOTA = "The shared quota"


SCOPE = [QuotaScope("ecobee", "address")]


def look(states: Sequence[QuotaState], now: float) -> int:
    return len(states[0].in_progress)


def grow(states: Sequence[QuotaState], now: float) -> None:
    """Make the state larger than the one page of the table that it has so far."""
    states[0].in_progress += [now] * 5000


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite itself run out of space, as it does when the disk is full."""
    connect = sqlite3.connect

    def connect_small(*args: Any, **how: Any) -> sqlite3.Connection:
        database: sqlite3.Connection = connect(*args, **how)
        database.execute("PRAGMA max_page_count = 2")
        return database

    monkeypatch.setattr(sqlite3, "connect", connect_small)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_is_named_and_removing_the_file_is_not_advised(tmp_path: Path) -> None:
    quota = SharedQuota(tmp_path / "quota.db")

    with pytest.raises(ConfigurationError, match=f"{QUOTA} .*the disk is full.*Free some space") as caught:
        quota.update(SCOPE, grow)

    assert "emove" not in str(caught.value)
    assert quota.update(SCOPE, look) == 0


def test_a_disk_that_reports_an_error_is_named(tmp_path: Path) -> None:
    script = """
import resource, sys
from smartbuildings import SharedQuota
from smartbuildings._core.quota_scopes import QuotaScope, WindowHeaders
from smartbuildings.errors import ConfigurationError

resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
try:
    SharedQuota(sys.argv[1])
except ConfigurationError as error:
    print(error)
"""
    pytest.importorskip("resource", reason="Windows has no such limits")
    command = [sys.executable, "-c", script, str(tmp_path / "quota.db")]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout

    assert "the disk reported an error" in said
    assert "file size limit" in said
    assert "emove" not in said


def test_a_damaged_file_is_named_and_may_be_removed(tmp_path: Path) -> None:
    path = tmp_path / "quota.db"
    path.write_bytes(b"This is no database. " * 100)

    with pytest.raises(ConfigurationError, match=r"damaged or belongs to another program.*remove it"):
        SharedQuota(path)


def test_a_database_of_another_program_is_named_and_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "quota.db")) as other:
        other.execute("CREATE TABLE quota_scopes (of_another_kind TEXT)")

    with pytest.raises(ConfigurationError, match=r"tables of another program.*Name another file") as caught:
        SharedQuota(tmp_path / "quota.db")

    assert "emove" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    SharedQuota(tmp_path / "quota.db")
    (tmp_path / "quota.db").chmod(0o400)

    with pytest.raises(ConfigurationError, match=r"may not write there.*write access") as caught:
        SharedQuota(tmp_path / "quota.db").update(SCOPE, grow)

    assert "emove" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "said"),
    [(28, "the disk is full.*Free some space"), (13, "may not write.*write access"), (30, "read-only.*Name a place")],
)
def test_each_cause_that_the_operating_system_reports_has_its_own_advice(code: int, said: str) -> None:
    import re

    assert re.search(said, of_os_error(OSError(code, os.strerror(code))))


def test_a_locked_file_is_waited_for_as_long_as_told_and_named(tmp_path: Path) -> None:
    quota = SharedQuota(tmp_path / "quota.db")
    with closing(sqlite3.connect(tmp_path / "quota.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        started = time.monotonic()

        with pytest.raises(DeadlineExceeded, match=r"another process keeps it locked.*Do not remove"):
            quota.update(SCOPE, look, within_s=0.3)

        assert 0.3 <= time.monotonic() - started < 2
        SharedQuota(tmp_path / "quota.db")  # It is in use, so it can be used.
    assert quota.update(SCOPE, look) == 0


def test_a_file_that_is_removed_while_it_is_used_is_made_anew(tmp_path: Path) -> None:
    quota = SharedQuota(tmp_path / "quota.db")
    (tmp_path / "quota.db").unlink()

    assert quota.update(SCOPE, look) == 0

    assert (tmp_path / "quota.db").stat().st_mode & 0o777 == 0o600 or sys.platform == "win32"


def test_the_file_of_an_earlier_version_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "quota.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.execute("CREATE TABLE quota (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT)")
        old.execute(
            """INSERT INTO quota VALUES (1, '{"windows": [["hour", 9, 0, 9e9, 0, false, 0]], "in_progress": []}')"""
        )

    quota = SharedQuota(path)

    assert quota.scopes() == ()
    assert quota.update(SCOPE, look) == 0


def test_each_scope_has_a_row_and_those_that_ended_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_800_000_000.0
    monkeypatch.setattr("smartbuildings._stores.quota_file.time.time", lambda: now)
    quota = SharedQuota(tmp_path / "quota.db")
    headers = WindowHeaders("window", "limit", "remaining", reset="reset")
    for number in range(30):
        now += 10.0
        scope = QuotaScope("smartthings", "endpoint and device", device=str(number))
        quota.update([scope], lambda states, at: states[0].observe([(headers, 9, 5, 55.0)], at, sent_at=at))
    quota.update(SCOPE, grow)

    kept = {scope.device for scope in quota.scopes()}

    assert kept == {"", "24", "25", "26", "27", "28", "29"}
    newest = QuotaScope("smartthings", "endpoint and device", device="29")
    assert quota.update([newest, *SCOPE], lambda states, at: states[0].windows["window"].remaining) == 5


def test_a_state_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    quota = SharedQuota(tmp_path / "quota.db")
    quota.update(SCOPE, grow)
    with closing(sqlite3.connect(tmp_path / "quota.db", isolation_level=None)) as other:
        other.execute("UPDATE quota_scopes SET state = '{}'")

    assert quota.update(SCOPE, look) == 0
