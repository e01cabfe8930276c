"""Tokens in files of the user's, shared by the processes of one machine (extra ``file-store``)."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from pathlib import Path
from typing import Final

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

    def load(self, key: str) -> TokenRecord:
        """Read the record of a key; a file that is not a record counts as none."""
        try:
            return TokenRecord.from_json(json.loads(self._path(key).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return TokenRecord()
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            # Written by another program or another version: a fresh exchange mends it, and costs one token.
            return TokenRecord()

    def save(self, key: str, record: TokenRecord) -> None:
        """Replace the record of a key."""
        self._make_folder()
        self._sweep(key)
        # Named before it exists: an interrupt at whatever moment leaves nothing that could not be removed.
        aside = self._folder / f".{key}.{secrets.token_hex(8)}.tmp"
        try:
            # Created with its mode, so that the secret is at no moment readable by others.
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(record.to_json(), file)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(self._path(key))
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                aside.unlink()
            raise

    def lease(self, key: str) -> Lease:
        """Make a lease on a key."""
        self._make_folder()
        return _FileLease(self._folder / f"{key}.lock")

    def after_fork(self) -> None:
        """Do nothing: no file is kept open between calls."""

    @never_raises
    def __repr__(self) -> str:
        return f"FileStore({str(self._folder)!r})"

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


class _FileLease:
    def __init__(self, path: Path) -> None:
        import filelock

        self._held_by_another = filelock.Timeout
        # Not thread-local: a client may take the lease in one worker thread and give it back in another.
        self._lock = filelock.FileLock(path, timeout=0, mode=0o600, thread_local=False)

    def try_acquire(self) -> bool:
        # Outside no_fork(): filelock waits for a fork that is about to happen, and that fork would wait for this step.
        try:
            self._lock.acquire(blocking=False)
        except self._held_by_another:
            return False
        return True

    def release(self) -> None:
        self._lock.release()
