"""Work on a copy of the tree, and put what came out into the tree in one go or not at all.

All steps of an update happen in the copy, so to roll back is to do nothing. Only the last moment touches the tree: then
every file that changes lies ready beside it, with the old ones and a list. Whatever interrupts this moment is undone at
once, or, if the process is killed outright, by the next run.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from types import FrameType
from typing import Final

from tools.compare import files_under

_STAGING: Final = ".spec-update-"
_LIST: Final = "list.json"
_PREFIX: Final = "spec-update-"
_OWNER: Final = "owner.lock"
_IGNORED: Final = shutil.ignore_patterns(
    ".git", ".*_cache", "__pycache__", ".nox", ".venv", ".hypothesis", f"{_STAGING}*"
)


class TreeChanged(Exception):
    """A file was changed by somebody else while the update ran; the message names it."""


class WorkingCopy:
    """A copy of the tree, and what the tree held when it was made."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.folder = root, folder
        self.is_kept = False
        """Whether its changes are in the tree; true from the very moment on in which they are."""
        _copy(root, folder)
        self._before = files_under(folder)

    def changed(self) -> dict[str, bytes | None]:
        """Give what differs from the tree by its name: new contents, or None for a file that is gone."""
        after = files_under(self.folder)
        left_out = (".mypy_cache/", ".pytest_cache/", ".ruff_cache/", ".hypothesis/", ".coverage")
        names = (name for name in sorted(self._before.keys() | after.keys()) if not name.startswith(left_out))
        return {name: after.get(name) for name in names if self._before.get(name) != after.get(name)}

    def keep(self, changed: Mapping[str, bytes | None]) -> None:
        """Put files into the tree, all of them or none.

        Raises:
            TreeChanged: the tree is no longer what the copy was made of. It is left as it is.
        """
        for name in changed:
            path = self.root / name
            now = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else None
            if now != self._before.get(name):
                raise TreeChanged(f"{name} was changed while the update was running. Run it again.")
        install(self.root, changed, self._kept)

    def _kept(self) -> None:
        self.is_kept = True


@contextmanager
def working_copy(root: Path) -> Iterator[WorkingCopy]:
    """Copy the tree for as long as the block runs."""
    recover(root)
    remove_abandoned(Path(gettempdir()))
    folder = Path(mkdtemp(prefix=_PREFIX))
    with (folder / _OWNER).open("w") as owner:
        fcntl.flock(owner, fcntl.LOCK_EX)  # The kernel takes it back however this process ends.
        try:
            yield WorkingCopy(root, folder / "tree")
        finally:
            with _signals_held():  # An impatient second Ctrl-C would leave half a copy behind.
                shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned(temporary: Path) -> None:
    """Remove the working copies of updates that were killed; those of updates in progress stay."""
    for folder in temporary.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # Somebody else's, or removed meanwhile.
            if folder.stat().st_uid != os.getuid():
                continue
            with (folder / _OWNER).open() as owner:
                fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)


def install(root: Path, changed: Mapping[str, bytes | None], on_done: Callable[[], None] = lambda: None) -> None:
    """Write and delete files under ``root``, all of them or none, whatever interrupts it.

    ``on_done`` is called when it has happened and before any signal can say otherwise.
    """
    staging = Path(mkdtemp(prefix=_STAGING, dir=root))
    try:
        for index, (name, contents) in enumerate(changed.items()):
            if (root / name).is_file():
                shutil.copy2(root / name, staging / f"old-{index}")
            if contents is not None:
                (staging / f"new-{index}").write_bytes(contents)
                if (root / name).is_file():
                    shutil.copymode(root / name, staging / f"new-{index}")
        unfinished = staging / f"{_LIST}.unfinished"
        unfinished.write_text(json.dumps(list(changed)), encoding="utf-8")
        with _signals_held() as held:
            unfinished.rename(staging / _LIST)
            for index, (name, contents) in enumerate(changed.items()):
                _put(staging / f"new-{index}" if contents is not None else None, root / name)
            if not held.arrived:
                (staging / _LIST).unlink()  # from here on it has happened
                held.is_done = True
                on_done()
    finally:
        with _signals_held():
            recover(root)


def recover(root: Path) -> None:
    """Undo what an installation that did not finish has left behind; does nothing otherwise."""
    for staging in sorted(root.glob(f"{_STAGING}*")):
        if (staging / _LIST).exists():
            for index, name in enumerate(json.loads((staging / _LIST).read_text(encoding="utf-8"))):
                old = staging / f"old-{index}"
                if old.exists():
                    copy = staging / f"back-{index}"
                    shutil.copy2(old, copy)
                _put(staging / f"back-{index}" if old.exists() else None, root / name)
        shutil.rmtree(staging, ignore_errors=True)


def _put(source: Path | None, target: Path) -> None:
    if source is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        return
    target.unlink(missing_ok=True)
    for folder in target.parents:  # a folder that holds nothing would still be a package to Python
        if not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


class _Held:
    """The signals that were held back, and whether what they would have interrupted is done."""

    def __init__(self) -> None:
        self.arrived: list[int] = []
        self.is_done = False


@contextmanager
def _signals_held() -> Iterator[_Held]:
    """Hold back what would interrupt, and send it on afterwards; unless all is done and nothing is left to end."""
    state = _Held()

    def note(number: int, _: FrameType | None) -> None:
        state.arrived.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield state
    finally:
        for held, handler in before.items():
            signal.signal(held, handler)
        for number in state.arrived if not state.is_done else ():
            signal.raise_signal(number)


def _copy(root: Path, folder: Path) -> None:
    """Copy what git knows or would know; without git, or within a repository of something else, all but caches."""
    try:
        top = _git(root, "rev-parse", "--show-toplevel").rstrip("\n")
        listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    except (OSError, subprocess.CalledProcessError):
        top, listed = "", []
    if not top or Path(top).resolve() != root.resolve():
        shutil.copytree(root, folder, ignore=_IGNORED)
        return
    folder.mkdir()
    for name in filter(None, listed):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=True).stdout.decode()
