"""Whatever ends an update before its end: the tree is as it was, nothing runs on, and nothing is left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.spec_update.conftest import Tree
from tools.compare import files_under
from tools.generate import ROOT
from tools.generate import main as generate
from tools.spec_update import working_copy as module
from tools.spec_update.working_copy import (
    TreeChanged,
    WorkingCopy,
    install,
    recover,
    remove_abandoned,
    working_copy,
)

SLOW_TEST = """
import os, pathlib, time

def test_slow():
    pathlib.Path({pid!r}).write_text(str(os.getpid()))
    time.sleep(60)
"""


def new_field(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["token"]["properties"]["scope"] = {"type": "string"}


def wait_for(process: subprocess.Popen[str], line: str) -> None:
    assert process.stderr is not None
    for told in process.stderr:
        if told.startswith(line):
            return
    raise AssertionError(f"it ended before {line!r}")


@pytest.mark.parametrize("stage", ["compare ...", "generate ...", "keep ..."])
def test_interrupted_at_any_stage_the_tree_is_as_it_was(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = tree.files()
    with tree.start(tree.candidate(new_field)) as process:
        wait_for(process, stage)
        process.send_signal(signal.SIGINT)
        code = process.wait(30)
    if code == 11 and stage == "keep ...":  # the signal came too late: then all of it is there, and it says so
        assert generate(["--check"], root=tree.root) == 0
    else:
        assert code in (130, -signal.SIGINT)
        assert tree.files() == before
    assert not list(tmp_path.glob("spec-update-*"))
    assert not list(tree.root.glob(".spec-update-*"))


def test_terminated_while_testing_the_tests_end_too(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    pid_file = tmp_path / "pid"
    (tree.root / "tests").mkdir()
    (tree.root / "tests" / "test_slow.py").write_text(SLOW_TEST.format(pid=str(pid_file)), encoding="utf-8")
    before = tree.files()
    with tree.start(tree.candidate(new_field)) as process:
        end = time.monotonic() + 30
        while not (pid_file.exists() and pid_file.read_text()) and time.monotonic() < end:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 143
    assert tree.files() == before
    assert_ends(int(pid_file.read_text()))
    assert not list(tmp_path.glob("spec-update-*"))


def test_killed_outright_the_tests_end_too_and_the_next_run_removes_the_copy(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    pid_file = tmp_path / "pid"
    (tree.root / "tests").mkdir()
    slow = tree.root / "tests" / "test_slow.py"
    slow.write_text(SLOW_TEST.format(pid=str(pid_file)), encoding="utf-8")
    before = tree.files()
    with tree.start(tree.candidate(new_field)) as process:
        wait_until(lambda: pid_file.exists() and pid_file.read_text())
        process.kill()
        process.wait(30)

    assert_ends(int(pid_file.read_text()))
    assert tree.files() == before
    assert len(list(tmp_path.glob("spec-update-*"))) == 1

    slow.unlink()
    (tree.root / "tests").rmdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # This process has looked TMPDIR up before.
    assert tree.run(tree.candidate(new_field)).returncode == 11
    assert not list(tmp_path.glob("spec-update-*"))


def test_the_copy_of_an_update_in_progress_is_left_alone(tree: Tree, tmp_path: Path) -> None:
    with working_copy(tree.root) as one:
        remove_abandoned(one.folder.parent.parent)
        assert (one.folder / "spec").is_dir()
    assert not one.folder.exists()


def wait_until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def assert_ends(pid: int) -> None:
    """Wait for the end of a process, which is a zombie until its new parent has noticed."""

    def is_gone() -> bool:
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return state.stdout.strip() == "" or state.stdout.startswith("Z")

    wait_until(is_gone)


def test_a_child_that_is_killed_is_a_failed_step_and_rolls_the_update_back(tree: Tree) -> None:
    (tree.root / "tests").mkdir()
    text = "import os, signal\n\ndef test_it():\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    (tree.root / "tests" / "test_it.py").write_text(text, encoding="utf-8")
    before = tree.files()
    done = tree.run(tree.candidate(new_field))
    assert (done.returncode, tree.files() == before) == (31, True)
    assert "It was ended by signal 9." in done.stdout
    assert "run the same command with `--keep-anyway`" in done.stdout


CHANGED: dict[str, bytes | None] = {"a": b"new a", "deep/b": None, "other/c": b"new c", "d": b"new d"}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "deep").mkdir(parents=True)
    for name in ("a", "deep/b", "d"):
        (root / name).write_text(f"old {name}", encoding="utf-8")
    return root


def test_files_are_written_and_deleted_together(small: Path) -> None:
    install(small, CHANGED)
    assert files_under(small) == {"a": b"new a", "other/c": b"new c", "d": b"new d"}
    assert not (small / "deep").exists()
    assert not list(small.glob(".*"))


@pytest.mark.parametrize("at", range(4))
def test_an_error_on_the_way_undoes_what_was_done(small: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    before, calls, put = files_under(small), iter(range(99)), module._put

    def failing(source: Path | None, target: Path) -> None:
        if next(calls) == at:
            raise OSError("the disk is full")
        put(source, target)

    monkeypatch.setattr(module, "_put", failing)
    with pytest.raises(OSError, match="full"):
        install(small, CHANGED)
    assert files_under(small) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_in_the_last_moment_undoes_all_of_it(
    small: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    before, put = files_under(small), module._put

    def interrupted(source: Path | None, target: Path) -> None:
        if source is not None and source.name.startswith("new"):
            os.kill(os.getpid(), number)
        put(source, target)

    def terminated(*_: object) -> None:
        raise SystemExit(143)

    monkeypatch.setattr(module, "_put", interrupted)
    old = signal.signal(signal.SIGTERM, terminated)
    try:
        with pytest.raises((KeyboardInterrupt, SystemExit)):
            install(small, CHANGED)
    finally:
        signal.signal(signal.SIGTERM, old)
    assert files_under(small) == before


KILLED = """
import os, pathlib, sys
from tools.spec_update import working_copy as module
put, calls = module._put, iter(range(99))
def killed(source, target):
    if next(calls) == 2:
        os._exit(9)
    put(source, target)
module._put = killed
module.install(pathlib.Path(sys.argv[1]), {"a": b"new a", "deep/b": None, "other/c": b"new c", "d": b"new d"})
"""


def test_what_a_killed_process_left_half_done_is_undone_by_the_next(small: Path) -> None:
    before = files_under(small)
    assert subprocess.run([sys.executable, "-c", KILLED, str(small)], cwd=ROOT, check=False).returncode == 9
    assert files_under(small) != before
    with working_copy(small):
        assert files_under(small) == before
    assert not list(small.glob(".*"))


def test_a_signal_after_the_last_moment_changes_nothing_more(small: Path) -> None:
    copy_is_kept = []

    def done() -> None:
        copy_is_kept.append(True)
        os.kill(os.getpid(), signal.SIGINT)

    install(small, CHANGED, done)
    assert copy_is_kept == [True]
    assert (small / "a").read_bytes() == b"new a"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_it_is_cleared_away_leaves_nothing_behind(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rmtree = shutil.rmtree

    def interrupted(path: Path, **options: bool) -> None:
        os.kill(os.getpid(), number)
        rmtree(path, **options)

    def terminated(*_: object) -> None:
        raise SystemExit(143)

    monkeypatch.setattr(shutil, "rmtree", interrupted)
    old = signal.signal(signal.SIGTERM, terminated)
    try:
        with pytest.raises((KeyboardInterrupt, SystemExit)), working_copy(small):
            pass
        with pytest.raises((KeyboardInterrupt, SystemExit)):
            install(small, CHANGED)
    finally:
        signal.signal(signal.SIGTERM, old)
    assert not list(tmp_path.glob("spec-update-*"))
    assert not list(small.glob(".*"))
    assert (small / "a").read_bytes() == b"new a"


def test_recovering_where_nothing_happened_does_nothing(small: Path) -> None:
    before = files_under(small)
    recover(small)
    assert files_under(small) == before


def test_a_file_that_was_edited_meanwhile_is_not_overwritten(small: Path, tmp_path: Path) -> None:
    copy = WorkingCopy(small, tmp_path / "copy")
    (tmp_path / "copy" / "a").write_text("new", encoding="utf-8")
    (small / "a").write_text("edited", encoding="utf-8")
    with pytest.raises(TreeChanged, match="a was changed while the update was running"):
        copy.keep(copy.changed())
    assert (small / "a").read_text(encoding="utf-8") == "edited"
