"""Why a file of ours cannot be used, and what helps: each cause has advice of its own."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

__all__ = ["is_busy", "of_os_error", "of_sqlite_error"]

_FULL: Final = ("the disk is full", "Free some space on that disk, or name a place on another one.")
_NO_PERMISSION: Final = (
    "this user may not write there",
    "Give the user of this process write access to it and to its folder, or name another place.",
)
_READ_ONLY: Final = ("it is on a read-only file system", "Name a place that can be written.")
_DAMAGED: Final = (
    "its content is damaged or belongs to another program",
    "If it is the file of a quota, remove it: the next response restores the count. If not, name another file.",
)
_FAILING: Final = (
    "the disk reported an error",
    "Check the disk, and the disk quota and file size limit of the user of this process.",
)
_LOCKED: Final = (
    "another process keeps it locked",
    "Look for a process that is stopped or hangs, a backup, or an open database tool. Do not remove the file.",
)
_OTHER: Final = ("", "Name another place.")

_OF_ERRNO: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: _READ_ONLY,
    errno.EIO: _FAILING,
    errno.EFBIG: _FAILING,
}
# The primary result codes of https://www.sqlite.org/rescode.html
_BUSY_CODES: Final = frozenset({5, 6})
_OF_SQLITE: Final = {
    1: ("it holds tables of another program", "Name another file."),
    3: _NO_PERMISSION,
    5: _LOCKED,
    6: _LOCKED,
    8: _NO_PERMISSION,
    10: _FAILING,
    11: _DAMAGED,
    13: _FULL,
    14: ("it cannot be opened", "Check that its folder exists and may be written, or name another file."),
    26: _DAMAGED,
}
_CREATING: Final = frozenset({10, 14})
"""The codes under which SQLite reports a disk so full that a file cannot be created or extended."""
_TIGHT_BYTES: Final = 16_384


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether another process or connection has the database locked."""
    return _primary(error) in _BUSY_CODES


def of_sqlite_error(error: sqlite3.Error, path: Path) -> str:
    """Say why a database cannot be used and what to do, as two sentences without the first one's subject."""
    code = _primary(error)
    cause, advice = _OF_SQLITE.get(code, _OTHER)
    if code in _CREATING and _is_full(path):
        cause, advice = _FULL
    return _sentences(cause, str(error), advice)


def of_os_error(error: OSError) -> str:
    """Say why a file or folder cannot be used and what to do, as two sentences without the first one's subject."""
    cause, advice = _OTHER if error.errno is None else _OF_ERRNO.get(error.errno, _OTHER)
    return _sentences(cause, error.strerror or type(error).__name__, advice)


def _sentences(cause: str, reported: str, advice: str) -> str:
    return f"{cause} ({reported}). {advice}" if cause else f"{reported}. {advice}"


def _primary(error: sqlite3.Error) -> int:
    # Errors of Python's own module, such as a value of the wrong type, have no code.
    code: int = getattr(error, "sqlite_errorcode", -1)
    return code & 0xFF if code >= 0 else -1


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _TIGHT_BYTES
    except OSError:
        return False
