"""Compare sets of files, whole: which are missing, which are left over, and how the others differ."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

SHOWN_FILES, SHOWN_LINES = 5, 20


def files_under(folder: Path) -> dict[str, bytes]:
    """Read every file below ``folder``, by its name relative to it; line ends as on Linux, byte code left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes().replace(b"\r\n", b"\n") for path in found}


def differences(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[str]:
    """Tell how ``old`` differs from ``new``, what it should be: one paragraph a file, the first ones with a diff."""
    told: list[str] = []
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            told.append(f"{name}: is there and should not be")
        elif name not in old:
            told.append(f"{name}: is missing")
        elif old[name] != new[name]:
            told.append(f"{name}: differs" + (_diff(old[name], new[name]) if len(told) < SHOWN_FILES else ""))
    return told


def _diff(old: bytes, new: bytes) -> str:
    before, after = (data.decode("utf-8", "replace").splitlines() for data in (old, new))
    lines = list(difflib.unified_diff(before, after, "as it is", "as it should be", n=1, lineterm=""))
    shown = [line[:200] for line in lines[:SHOWN_LINES]] + ["..."] * (len(lines) > SHOWN_LINES)
    return "".join(f"\n    {line}" for line in shown)
