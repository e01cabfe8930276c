"""The steps of an update that run our own tools on the working copy: generate, derive, check types, test."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from tools import generate, unasync
from tools.spec_update.report import Step

_SHOWN_LINES: Final = 25

Say = Callable[[str], None]


# The environment has a tree of this project installed in place. Without this, a module that the update removed from the
# copy would still be found there, and neither types nor tests would miss it.
_SITE: Final = """\
import os, sys
ours = [os.path.join(path, name) for path in sys.path for name in ("smartbuildings", "smartbuildings_api")]
trees = {{os.path.dirname(path) for path in ours if os.path.isdir(path)}}
sys.path[:] = [
    path for path in sys.path if path not in trees or path.startswith({folder!r}) or path.endswith("-packages")
]
"""


def build_and_check(folder: Path, say: Say, test_arguments: Sequence[str]) -> list[Step]:
    """Run every step in ``folder``, the working copy, until one fails."""
    if (folder / "smartbuildings").is_dir():
        hide_installed_tree(folder)
    typed = [name for name in ("smartbuildings", "generated", "tools") if (folder / name).is_dir()]
    python = sys.executable
    work: list[tuple[str, Callable[[], str | None] | None]] = [
        ("generate", lambda: _ours(lambda: generate.main([], root=folder))),
        ("derive", lambda: _ours(lambda: unasync.main([], root=folder))),
        (
            "check types",
            (lambda: run([python, "-m", "mypy", "--strict", *typed], folder)) if len(typed) > 1 else None,
        ),
        (
            "test",
            # The tests of this command itself say nothing about a document, and would start it once more.
            (lambda: run([python, "-m", "pytest", "-x", "--ignore=tests/spec_update", *test_arguments], folder))
            if (folder / "tests").is_dir()
            else None,
        ),
    ]
    steps: list[Step] = []
    for name, do in work:
        if any(step.outcome == "failed" for step in steps):
            steps.append(Step(name, "not done", "A step before it failed."))
        elif do is None:
            steps.append(Step(name, "not done", "There is nothing here to do it with."))
        else:
            steps.append(_timed(name, do, say))
    return steps


def hide_installed_tree(folder: Path) -> None:
    """Keep what runs in the working copy from finding our packages anywhere else."""
    site = folder.parent / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(_SITE.format(folder=str(folder)), encoding="utf-8")


def _timed(name: str, do: Callable[[], str | None], say: Say) -> Step:
    say(f"{name} ...")
    begin = time.monotonic()
    problem = do()
    seconds = time.monotonic() - begin
    say(f"{name}: {'failed' if problem is not None else 'done'} in {seconds:.0f} s")
    return Step(name, "done" if problem is None else "failed", problem or "", seconds)


def _ours(do: Callable[[], int]) -> str | None:
    """Run one of our own tools in this process; give what it complained about."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = do()
    return None if code == 0 else _end(told.getvalue())


def run(command: Sequence[str], folder: Path) -> str | None:
    """Run a program in the working copy; give what it said if it fails. What interrupts us ends it and its children."""
    paths = os.pathsep.join(map(str, (folder, folder / "generated", folder.parent / "site")))
    environment = os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            code = process.wait()
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        if code == 0:
            return None
        output.seek(0)
        told = _end(output.read().decode("utf-8", "replace").replace(f"{folder}{os.sep}", ""))
        return told if code > 0 else f"It was ended by signal {-code}.\n{told}"


def _end(text: str) -> str:
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(lines[-_SHOWN_LINES:]) or "It said nothing."
