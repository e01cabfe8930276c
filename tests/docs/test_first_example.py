"""The first example of the README and of the first page, as a newcomer runs it: the command as shown, then the code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from filelock import FileLock

from .pages import ROOT, examples

pytestmark = pytest.mark.skipif(not (ROOT / "README.md").exists(), reason="the tests run away from the repository")

_COMMAND: Final = "smartbuildings sandbox --vendor all"
_EXPORT: Final = re.compile(r"export (\w+)=(\S+)")
_LINES_TO_PASTE: Final = 14
_ON_ANOTHER_DAY: Final = """
import sys
from datetime import datetime
import time

import smartbuildings.sandbox.world.clock as clock
import smartbuildings.sandbox.command as command

today = datetime.fromisoformat(sys.argv.pop(1))
late = today.timestamp() - time.time()


class Datetime(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.fromtimestamp(time.time(), tz)


real = time.time
time.time = lambda: real() + late
command.datetime = clock.datetime = Datetime

from smartbuildings.cli import main

sys.exit(main(sys.argv[1:]))
"""
"""Runs the command on a day of the caller's choice."""


@contextmanager
def _started(home: Path, *command: str, lines: int = _LINES_TO_PASTE) -> Iterator[dict[str, str]]:
    """Run a command that serves a sandbox, and return the environment of a reader who pasted what it prints."""
    ours = ("NEST_", "SMARTBUILDINGS_", "SMARTTHINGS_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    environment |= {"PATH": path, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "XDG_STATE_HOME": str(home)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            pasted: dict[str, str] = {}
            while len(pasted) < lines:
                line = process.stdout.readline()
                assert line, f"{' '.join(command)} ended with exit code {process.wait()}"
                pasted.update(_EXPORT.findall(line))
            yield environment | pasted
        finally:
            process.terminate()


def _run(code: str, folder: Path, environment: dict[str, str]) -> str:
    script = folder / "example.py"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _blocks(page: str) -> list[tuple[str, str]]:
    """Read what the page shows of the ten lines, in both flavours: the code, and what it prints."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = [each.parsed for each in examples(text, page) if not each.parsed.is_shell and each.parsed.output]
    return [(str(block.code), block.output) for block in found if "set to 70 °F" in block.code]


@pytest.mark.parametrize("page", ["README.md", "docs/index.md"])
def test_the_ten_lines_print_what_the_page_shows_with_the_sandbox_as_the_page_starts_it(
    page: str, tmp_path: Path
) -> None:
    blocks = _blocks(page)
    assert len(blocks) == 2, "sync and async"
    assert f"`{_COMMAND}`" in (ROOT / page).read_text(encoding="utf-8")

    # The command is run as it is shown, so on the one port that it has without an option.
    with (
        FileLock(Path(tempfile.gettempdir()) / "smartbuildings-port-8765.lock"),
        _started(tmp_path, *_COMMAND.split()) as environment,
    ):
        for code, shown in blocks:
            assert shown.count("set to 70 °F") == 8
            assert _run(code, tmp_path, environment) == shown


@pytest.mark.parametrize("day", ["2026-01-01T00:00+00:00", "2026-07-15T12:00+00:00", "2027-11-26T23:59+00:00"])
def test_the_sandbox_is_the_same_on_every_day_of_the_year(day: str, tmp_path: Path) -> None:
    code, shown = _blocks("README.md")[0]

    with _started(
        tmp_path, sys.executable, "-c", _ON_ANOTHER_DAY, day, *_COMMAND.split()[1:], "--port", "0"
    ) as environment:
        assert _run(code, tmp_path, environment) == shown


def test_without_an_option_the_sandbox_is_that_of_ecobee(tmp_path: Path) -> None:
    code, shown = _blocks("README.md")[0]
    command = "smartbuildings sandbox"

    with (
        FileLock(Path(tempfile.gettempdir()) / "smartbuildings-port-8765.lock"),
        _started(tmp_path, *command.split(), lines=3) as environment,
    ):
        printed = _run(code, tmp_path, environment)

    assert printed.splitlines() == [line for line in shown.splitlines() if line.startswith("ecobee, ")]
    assert len(printed.splitlines()) == 6
