"""Write every made page and picture into ``docs``: ``python -m tools.site_pages [--docs FOLDER]``.

Run before the site is built. What is written is left out of git; the same code gives the same files.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tools.site_pages.build import write_all

ROOT: Final = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.site_pages", description="Write the made pages of the site.")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="where to; docs/ of this repository")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    written = write_all(ROOT, options.docs)
    print(f"{len(written)} files below {options.docs} in {time.monotonic() - started:.0f} s.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
