"""Tokens in files of the user's, shared by the processes of one machine (extra ``file-store``)."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import attrs

from smartbuildings._core.hiding import never_raises
from smartbuildings._stores.causes import of_os_error
from smartbuildings._stores.forks import no_fork
from smartbuildings.errors import ConfigurationError
from smartbuildings.tokens import Lease, TokenRecord

__all__ = ["FileStore"]

_ABANDONED_S: Final = 60.0
"""A file still being written is younger than this."""


class FileStore:
    """Keeps each token in a file that only its owner can read.

    A record is written aside and moved into place, so a reader never sees half of one. The lease is a lock of the
    operating system, which dies with the process that holds it.

    Args:
        folder: Where the files go; by default the user's state folder for ``smartbuildings``.

    Raises:
        ConfigurationError: the extra ``file-store`` is not installed.
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        try:
            with no_fork():
                import filelock  # noqa: F401  # Leases need it: better told now than with the first token.
                import platformdirs
        except ImportError as error:
            msg = "The file store needs an extra: pip install 'smartbuildings[file-store]'."
            raise ConfigurationError(msg) from error
        if folder is None:
            folder = Path(platformdirs.user_state_dir("smartbuildings")) / "tokens"
        self._folder = Path(folder).expanduser()
        self._staged: dict[str, Path] = {}

    def load(self, key: str) -> TokenRecord:
        """Read the record of a key; a file that is not a record counts as none."""
        # A file of another program or version counts as none: the next token replaces it.
        return _read(self._path(key)) or TokenRecord(revision=0)

    def save(self, key: str, record: TokenRecord) -> bool:
        """Replace the record of a key, unless another one was saved since it was loaded.

        The lease has to be held: it is what keeps others from saving between the look and the replacement.
        """
        self._make_folder()
        self._sweep(key)
        revision = self.load(key).revision or 0
        if record.revision not in {None, revision}:
            return False
        aside = self._aside(key)
        try:
            _write(aside, attrs.evolve(record, revision=revision + 1), is_durable=True)
            self._move(aside, key)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                aside.unlink()
            raise
        staged = self._staged.pop(key, None)
        if staged is not None:
            staged.unlink(missing_ok=True)
        return True

    def stage(self, key: str, record: TokenRecord) -> None:
        """Write a record aside, for the next holder of the lease to adopt if this process dies before it is saved."""
        self._staged[key] = aside = self._aside(key)
        _write(aside, attrs.evolve(record, revision=(record.revision or 0) + 1), is_durable=False)

    def lease(self, key: str) -> Lease:
        """Make a lease on a key."""
        self._make_folder()
        return _FileLease(self._folder / f"{key}.lock", lambda: self._recover(key))

    def after_fork(self) -> None:
        """Do nothing: no file is kept open between calls."""

    @never_raises
    def __repr__(self) -> str:
        return f"FileStore({str(self._folder)!r})"

    def _recover(self, key: str) -> None:
        """Adopt a newer record that a process wrote aside before it died. The lease has to be held: nobody writes."""
        revision = self.load(key).revision or 0
        for left in self._folder.glob(f".{key}.*.tmp"):
            record = _read(left)
            if record is not None and (record.revision or 0) > revision:
                with left.open("rb+") as file:
                    os.fsync(file.fileno())
                self._move(left, key)
                revision = record.revision or 0
            else:
                left.unlink(missing_ok=True)

    def _aside(self, key: str) -> Path:
        # Named before it exists: an interrupt at whatever moment leaves nothing that could not be removed.
        return self._folder / f".{key}.{secrets.token_hex(8)}.tmp"

    def _move(self, aside: Path, key: str) -> None:
        """Move a file into place, durably: the name is part of the folder, which has to reach the disk, too."""
        aside.replace(self._path(key))
        if hasattr(os, "O_DIRECTORY"):
            folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def _sweep(self, key: str) -> None:
        """Remove what processes left behind that were killed while they wrote: it may hold a token."""
        for left in self._folder.glob(f".{key}.*.tmp"):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _ABANDONED_S:
                    left.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            msg = f"The token folder {self._folder} cannot be used: {of_os_error(error)}"
            raise ConfigurationError(msg) from error


def _read(path: Path) -> TokenRecord | None:
    """Return the record in a file; ``None`` where there is no file, or none that is a whole record."""
    try:
        return TokenRecord.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _write(path: Path, record: TokenRecord, *, is_durable: bool) -> None:
    # Created with its mode, so that the secret is at no moment readable by others.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(json.dumps(record.to_json()).encode())
        file.flush()
        if is_durable:
            os.fsync(file.fileno())


class _FileLease:
    def __init__(self, path: Path, recover: Callable[[], None]) -> None:
        import filelock

        self._recover = recover

        self._held_by_another = filelock.Timeout
        # Not thread-local: a client may take the lease in one worker thread and give it back in another.
        self._lock = filelock.FileLock(path, timeout=0, mode=0o600, thread_local=False)

    def try_acquire(self) -> bool:
        # Outside no_fork(): filelock waits for a fork that is about to happen, and that fork would wait for this step.
        try:
            self._lock.acquire(blocking=False)
        except self._held_by_another:
            return False
        try:
            self._recover()
        except BaseException:
            self._lock.release()
            raise
        return True

    def release(self) -> None:
        self._lock.release()
