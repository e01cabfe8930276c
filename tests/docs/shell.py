"""The shell of a reader who types what a page shows: one for the whole page, in a folder and a home of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

__all__ = ["Shell"]

_MARK: Final = "--- that was the block ---"
_LONGEST_S: Final = 60
"""A block that takes longer serves, or asks; neither can be compared with a page."""


class Shell:
    """A bash that keeps what it is told, as long as it is open.

    Args:
        folder: where it is, and its home: for what is cached there, and for what a page writes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def run(self, code: str) -> str:
        """Run a block, and give what it prints on either channel.

        Raises:
            AssertionError: it ended the shell, or did not end itself.
        """
        if self._process is None:
            self._process = self._start()
        block = self._folder / ".block"
        block.write_text(_without_prompts(code), encoding="utf-8")
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f". ./.block </dev/null\nprintf '\\n%s\\n' '{_MARK}'\n")
        self._process.stdin.flush()
        patience = threading.Timer(_LONGEST_S, self._process.kill)
        patience.start()
        printed: list[str] = []
        try:
            for line in self._process.stdout:
                if line.rstrip() == _MARK:
                    return "".join(printed)
                printed.append(line)
        finally:
            patience.cancel()
        raise AssertionError(f"The shell ended within the block, or it took over {_LONGEST_S} s:\n{''.join(printed)}")

    def close(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def _start(self) -> subprocess.Popen[str]:
        here = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR")}
        here |= {"HOME": str(self._folder), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
        here |= {"NO_COLOR": "1", "TERM": "dumb", "TZ": "UTC", "XDG_CACHE_HOME": str(self._folder / "cache")}
        return subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=self._folder,
            env=here,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )


def _without_prompts(code: str) -> str:
    """Give what to type: where a block shows prompts, only the lines behind them."""
    typed = re.findall(r"^\$ (.*)$", code, re.MULTILINE)
    return "\n".join(typed) if typed else code
