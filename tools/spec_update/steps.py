"""The steps of an update that run our own tools on the working copy: generate, derive, types, coverage, tests."""

from __future__ import annotations

import contextlib
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from tools import generate, unasync
from tools.spec_update.coverage import PAGE, coverage_page, problems
from tools.spec_update.report import Step
from tools.spec_update.usage import Usage, read_usage

_SHOWN_LINES: Final = 25
_TELL_EVERY_S: Final = 10.0
_LOOK_AT_BYTES: Final = 4096
_SUPERVISE: Final = Path(__file__).with_name("supervise.py")
_TYPE_ERROR: Final = re.compile(r"^([^:\n]+:)\d+(: error: .*)$", re.MULTILINE)
"""An error of mypy, without its line, which moves."""
_FAILED_TEST: Final = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)
_PERCENT: Final = re.compile(rb"\[\s*(\d+%)\]\s*$", re.MULTILINE)
"""How pytest ends a line of dots."""

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


def build_and_check(folder: Path, root: Path, name: str, say: Say, test_arguments: Sequence[str]) -> list[Step]:
    """Run every step in the working copy until one fails.

    Only the API that is updated is generated, and what types, coverage or tests find in the tree without the update as
    well does not fail a step: an unfinished API beside it holds up no update.

    Args:
        folder: The working copy.
        root: The tree that it was copied from.
        name: The API, by its folder below ``spec/``.
        say: Called with each line of progress.
        test_arguments: More arguments for pytest.
    """
    is_ours = (folder / "smartbuildings").is_dir()
    if is_ours:
        hide_installed_tree(folder)
    python = sys.executable
    # What the document can change: the generated code, what calls it, and what users may rely on.
    typed = [name for name in ("smartbuildings", "generated", "tests/typing") if (folder / name).is_dir()]
    mypy = [python, "-m", "mypy", "--strict", f"--cache-dir={folder.parent / 'mypy'}", *typed]
    # The tests of this command itself say nothing about a document, and would start it once more.
    # The end of the output is shown: no logs there. A cache would be written into the tree that is compared with.
    options = ["--maxfail=25", "-p", "no:cacheprovider", "--show-capture=no", "--ignore=tests/spec_update"]
    pytest = [python, "-m", "pytest", *options, *test_arguments]

    def compared(command: Sequence[str], found: re.Pattern[str], step: str) -> str | None:
        return run_and_compare(command, folder, root, found, _teller(step, say))

    usage = cache(lambda: read_usage(folder))  # nothing changes between the steps that look at it
    work: list[tuple[str, Callable[[], str | None] | None]] = [
        ("generate", lambda: _ours(lambda: generate.main(["--only", name], root=folder))),
        ("derive", lambda: _derive(folder, usage if is_ours else None)),
        ("check types", (lambda: compared(mypy, _TYPE_ERROR, "check types")) if is_ours else None),
        ("check coverage", (lambda: _new_problems(usage(), folder, root)) if is_ours else None),
        ("test", (lambda: compared(pytest, _FAILED_TEST, "test")) if (folder / "tests").is_dir() else None),
    ]
    steps: list[Step] = []
    for step, do in work:
        if any(one.outcome == "failed" for one in steps):
            steps.append(Step(step, "not done", "A step before it failed."))
        elif do is None:
            steps.append(Step(step, "not done", "There is nothing here to do it with."))
        else:
            steps.append(_timed(step, do, say))
    return steps


def _new_problems(usage: Usage, folder: Path, root: Path) -> str | None:
    found = problems(usage, folder)
    if found:
        known = set(problems(read_usage(root), root))
        found = [problem for problem in found if problem not in known]
    return "\n".join(found) or None


def _derive(folder: Path, usage: Callable[[], Usage] | None) -> str | None:
    """Write what follows from the generated code: the sync side, the lists of unread fields, the coverage page."""
    problem = _ours(lambda: unasync.main([], root=folder))
    if problem is not None or usage is None:
        return problem
    problem = run([sys.executable, "-m", "tools.spec_update.unread"], folder)
    if problem is None and (folder / PAGE).parent.is_dir():
        (folder / PAGE).write_text(coverage_page(usage()), encoding="utf-8")
    return problem


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


def run(command: Sequence[str], folder: Path, tell: Callable[[bytes], None] = lambda end: None) -> str | None:
    """Run a program in the working copy; return the end of its output if it fails.

    While it runs, ``tell`` is given the end of its output every few seconds.
    """
    code, output = _run(command, folder, tell)
    return None if code == 0 else _failure(code, output)


def run_and_compare(
    command: Sequence[str], folder: Path, root: Path, found: re.Pattern[str], tell: Callable[[bytes], None]
) -> str | None:
    """Run a check in the working copy; what it finds in the tree without the update as well is not held against it.

    Args:
        command: The check.
        folder: The working copy.
        root: The tree that it was copied from.
        found: Matches one finding in the output; its groups name it.
        tell: As for ``run``.
    """
    code, output = _run(command, folder, tell)
    findings = set(found.findall(output))
    if code == 0:
        return None
    if code > 0 and findings and findings <= set(found.findall(_run(command, root, tell)[1])):
        return None
    return _failure(code, output)


def _run(command: Sequence[str], folder: Path, tell: Callable[[bytes], None]) -> tuple[int, str]:
    """Run a program; return its exit code and its output. Whatever ends this process ends it and its children."""
    paths = os.pathsep.join(map(str, (folder, folder / "generated", folder.parent / "site")))
    # On a CI machine pytest would write each message whole into its summary, which then no longer fits what is shown.
    inherited = {name: value for name, value in os.environ.items() if name not in ("CI", "BUILD_NUMBER")}
    environment = inherited | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
    supervised = [sys.executable, "-I", "-S", str(_SUPERVISE), *command]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            supervised,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = _wait(process, lambda: tell(_tail(output.fileno())))
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        finally:
            assert process.stdin is not None
            process.stdin.close()
        output.seek(0)
        return code, output.read().decode("utf-8", "replace").replace(f"{folder}{os.sep}", "")


def _failure(code: int, output: str) -> str:
    return _end(output) if code > 0 else f"It was ended by signal {-code}.\n{_end(output)}"


def _wait(process: subprocess.Popen[bytes], tell: Callable[[], None]) -> int:
    while True:
        try:
            return process.wait(_TELL_EVERY_S)
        except subprocess.TimeoutExpired:
            tell()


def _tail(file: int) -> bytes:
    """Read the end of a file without moving to it: the place is shared with the process that writes."""
    size = os.fstat(file).st_size
    return os.pread(file, _LOOK_AT_BYTES, max(0, size - _LOOK_AT_BYTES))


def _teller(name: str, say: Say) -> Callable[[bytes], None]:
    """Make what tells somebody who waits how long it has been, and how much is done if the program says so."""
    begin = time.monotonic()

    def tell(end: bytes) -> None:
        found = _PERCENT.findall(end)
        say(f"{name}: {time.monotonic() - begin:.0f} s{f', {found[-1].decode()} done' if found else ''}")

    return tell


def _end(text: str) -> str:
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(lines[-_SHOWN_LINES:]) or "It said nothing."
