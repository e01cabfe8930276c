"""Put the site of one version beside the others: ``python -m tools.site_versions VERSION [ALIAS ...] [--push]``.

mike builds it and commits it to the branch ``gh-pages`` of the repository it is run in: a folder for each version, the
list from which a reader chooses, and at the top a way to the newest. What mike leaves out is done here: the page for an
address that does not exist, which hosts look for at the top only.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

__all__ = ["BRANCH", "NEWEST", "main"]

BRANCH: Final = "gh-pages"
NEWEST: Final = "latest"
"""The alias that readers are sent to; ``mkdocs.yml`` names it, too."""
_NOT_FOUND: Final = "404.html"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.site_versions", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("version", help="such as 0.2, or dev")
    parser.add_argument("aliases", nargs="*", help=f"other names of it; {NEWEST} is where readers are sent")
    parser.add_argument("--push", action="store_true", help="push the branch to origin, too")
    options = parser.parse_args(arguments)
    _mike("deploy", "--update-aliases", "--alias-type", "copy", options.version, *options.aliases)
    # Before the first release there is no newest one, and readers are sent to what there is.
    front = NEWEST if NEWEST in _git("ls-tree", "--name-only", BRANCH).splitlines() else options.version
    _mike("set-default", "--allow-empty", front)
    _commit_at_the_top(_NOT_FOUND, f"{BRANCH}:{front}/{_NOT_FOUND}")
    if options.push:
        subprocess.run(["git", "push", "origin", BRANCH], check=True)
    return 0


def _mike(command: str, *arguments: str) -> None:
    environment = {**os.environ, "DOCS_VERSIONS": "mike"}
    subprocess.run(["mike", command, "--branch", BRANCH, *arguments], env=environment, check=True)


def _commit_at_the_top(name: str, source: str) -> None:
    """Commit a file that is on the branch already under a second name, whatever is checked out."""
    blob = _git("rev-parse", source)
    others = [line for line in _git("ls-tree", BRANCH).splitlines() if not line.endswith(f"\t{name}")]
    tree = _git("mktree", given="\n".join([*others, f"100644 blob {blob}\t{name}"]) + "\n")
    if tree != _git("rev-parse", f"{BRANCH}^{{tree}}"):
        commit = _git(
            "commit-tree", tree, "-p", BRANCH, "-m", f"Serve {source.partition(':')[2]} where nothing is found"
        )
        _git("update-ref", f"refs/heads/{BRANCH}", commit)


def _git(*arguments: str, given: str | None = None) -> str:
    return subprocess.run(
        ["git", *arguments], input=given, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
