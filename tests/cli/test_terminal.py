"""What somebody at a terminal sees: progress on stderr, a question before settings are lost."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

pty = pytest.importorskip("pty")


def at_a_terminal(environment: dict[str, str], *arguments: str, typed: str = "") -> tuple[int, str, str]:
    """Run a command with stdin and stderr on a terminal and stdout on a pipe; give code, stdout and what was shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "smartbuildings", *arguments]
    shown: list[bytes] = []
    with subprocess.Popen(
        command, env=environment | {"TERM": "xterm"}, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, text=True
    ) as process:
        os.close(theirs)
        if typed:
            os.write(ours, typed.encode())
        try:
            while part := os.read(ours, 65536):
                shown.append(part)
        except OSError:
            pass  # That is how a terminal says that nobody is at its other end any more.
        assert process.stdout is not None
        out = process.stdout.read()
    os.close(ours)
    return process.returncode, out, b"".join(shown).decode()


def test_progress_is_shown_on_a_terminal_and_stdout_stays_clean(environment: dict[str, str], server: Any) -> None:
    code, out, shown = at_a_terminal(environment, "status", "--json")
    assert code == 0
    assert out.startswith("[\n")
    assert out.endswith("]\n")
    assert "Reading thermostats" in shown
    assert "24/24" in shown


def test_a_long_wait_is_told(environment: dict[str, str], server: Any) -> None:
    server.fault("rate_limited", retry_after=2, operation="getBuildingIds")
    code, _, shown = at_a_terminal(environment, "quota")
    assert code == 0
    assert "Waiting 2 s: status 429." in shown


@pytest.mark.parametrize(("typed", "code", "writes"), [("511134833204\n", 0, 1), ("yes\n", 2, 0)])
def test_switching_resident_mode_off_asks_for_the_id(
    environment: dict[str, str], server: Any, thermostat: str, typed: str, code: int, writes: int
) -> None:
    ended, _, shown = at_a_terminal(environment, "resident-mode", thermostat, "off", typed=typed)
    assert "Type the thermostat's id to go on" in shown
    assert ended == code
    assert len(server.seen("setResidentMode")) == writes
