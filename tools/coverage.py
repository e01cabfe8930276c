"""Write or check the coverage page: ``python -m tools.coverage [--check]``.

Either way every operation, member, handler and page of the documentation is checked against the others; the exit code
is 1 if something does not fit together, or if ``--check`` finds the page out of date.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tools.spec_update.coverage import PAGE, coverage_page, problems
from tools.spec_update.usage import read_usage

ROOT: Final = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.coverage", description="Write or check the coverage page.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the page is out of date")
    options = parser.parse_args(arguments)
    usage = read_usage(root)
    found = problems(usage, root)
    text, path = coverage_page(usage), root / PAGE
    if options.check:
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            found.append(f"{PAGE.as_posix()} is out of date. Run `python -m tools.coverage`.")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for sentence in found:
        print(sentence, file=sys.stderr)
    if not found:
        counts = f"{len(usage.uses)} operations, {len(usage.members)} members, {len(usage.handlers)} handlers"
        print(f"{counts}: nothing is missing or left over.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
