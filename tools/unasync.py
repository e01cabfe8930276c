"""Derive the sync side from the async side: ``_async`` is written by hand, ``_sync`` by this tool.

``python -m tools.unasync`` rewrites ``smartbuildings/_sync`` and ``tests/_sync`` and deletes what is left over there;
``--check`` writes nothing and fails if that would change anything. How a module is translated stands in ``to_sync``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tokenize import TokenError
from typing import Final

from tools.compare import differences, files_under
from tools.to_sync import translate

ROOT: Final = Path(__file__).resolve().parent.parent
COMMAND: Final = "python -m tools.unasync"
FOLDERS: Final = {"smartbuildings/_async": "smartbuildings/_sync", "tests/_async": "tests/_sync"}
# Said outright, because ruff looks for modules on disk to tell ours from others, and these may not be there yet.
_OURS: Final = 'lint.isort.known-first-party = ["smartbuildings"]'
_SORT_IMPORTS: Final = ["check", "--fix-only", "--select", "I,F401", "--config", _OURS]


class UnasyncError(Exception):
    """A module cannot be derived; the message names it."""


def derive(root: Path = ROOT) -> dict[str, bytes]:
    """Return every file that the async folders give, by its name relative to ``root``; other than Python, unchanged."""
    derived: dict[str, bytes] = {}
    for source, target in FOLDERS.items():
        for name, data in sorted(files_under(root / source).items()):
            here, there = f"{source}/{name}", f"{target}/{name}"
            derived[there] = _module(root, here, there, data) if name.endswith(".py") else data
    return derived


def _module(root: Path, source: str, target: str, data: bytes) -> bytes:
    header = f"# Derived from {source}. Do not edit: change that file and run `{COMMAND}`.\n\n"
    try:
        code = header + translate(data.decode())
    except (SyntaxError, TokenError, ValueError) as error:
        raise UnasyncError(f"{source} cannot be translated: {error}") from error
    for command in (_SORT_IMPORTS, ["format"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--quiet", "--no-cache", "--stdin-filename", target, "-"]
        done = subprocess.run(ruff, cwd=root, input=code, capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise UnasyncError(f"{target}, as derived, is not Python that ruff can read: {done.stderr}")
        code = done.stdout
    return code.encode()


def current(root: Path = ROOT) -> dict[str, bytes]:
    """Return every file that is in the sync folders now, by its name relative to ``root``."""
    folders = FOLDERS.values()
    return {f"{folder}/{name}": data for folder in folders for name, data in files_under(root / folder).items()}


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT) -> int:
    """Run the command line; see the module."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if anything would change")
    options = parser.parse_args(arguments)
    try:
        old, new = current(root), derive(root)
    except UnasyncError as error:
        print(f"{error}\nNothing was changed.", file=sys.stderr)
        return 1
    if not options.check:
        _write(root, old, new)
    elif told := differences(old, new):
        print("\n".join(told), file=sys.stderr)
        print(f"{len(told)} files are not what the async side gives. Run: {COMMAND}", file=sys.stderr)
        return 1
    print(f"{' and '.join(FOLDERS.values())}: {len(new)} files, up to date")
    return 0


def _write(root: Path, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    for name in old.keys() - new.keys():
        (root / name).unlink()
    for name, data in new.items():
        if old.get(name) != data:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)


if __name__ == "__main__":
    raise SystemExit(main())
