"""From the outcome of ``nox -s watch -- --propose`` to a pull request: ``python -m tools.spec_update.pull_request``.

It reads ``update.json`` and ``update.md``. If nothing changed, or the document could not be fetched, it says so and
does no more. Otherwise it commits the files that the update wrote to a branch of its own, pushes it, and opens a pull
request with the report as its text; where one is open already, that one is brought up to date. Everything is done by
``git`` and ``gh``, which have to be logged in.

Exit code: 0 nothing changed, or the pull request is there; 1 no report, or the document cannot be used; 3 the document
could not be fetched.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from tools.spec_update.verdict import NOT_FETCHED, UNUSABLE

__all__ = ["Decision", "decide", "main"]

LONGEST_TEXT: Final = 65_000
"""GitHub takes 65,536 characters."""
_CUT: Final = "\n\nThe rest is on the page of this update below `docs/updates/`, which this pull request adds.\n"
_AUTHOR: Final = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")


class Failed(Exception):
    """``git`` or ``gh`` did not do what it was asked for; the message is what it said."""


@attrs.frozen
class Decision:
    """What to do with the outcome of an update."""

    sentence: str
    """What to tell people."""
    code: int = 0
    title: str = ""
    """Of the pull request; empty if there is none to open."""
    branch: str = ""
    files: tuple[str, ...] = ()
    """What goes into its commit."""


def decide(report: Mapping[str, Any]) -> Decision:
    """Tell what to do, from ``update.json``."""
    api = report["api"]
    if report["verdict"] is None:
        error = report["error"]
        if error["kind"] == "not fetched":
            told = (
                f"The document of {api} could not be fetched, so nobody knows whether it changed. {error['sentence']}"
            )
            return Decision(told, NOT_FETCHED)
        return Decision(error["sentence"], UNUSABLE)
    before, after = report["versions"]["before"], report["versions"]["after"]
    if not report["kept"]:
        failed = [step["name"] for step in report["steps"] if step["outcome"] == "failed"]
        if failed:
            told = f"{api} changed ({report['verdict']}), and nothing was kept: {', '.join(failed)} failed. "
            return Decision(f"{told}Run it with --propose.", UNUSABLE)
        return Decision(f"Nothing changed in {api} {after}.")
    what = f"{before} to {after}" if before != after else after
    title = f"{api}: {what} ({report['verdict']})"
    return Decision(f"{title}.", 0, title, f"spec-update/{api}", tuple(report["written"]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; see the module."""
    parser = argparse.ArgumentParser(prog="python -m tools.spec_update.pull_request", description=__doc__)
    parser.add_argument("--json", type=Path, default=Path("update.json"), help="what the update wrote for machines")
    parser.add_argument("--markdown", type=Path, default=Path("update.md"), help="what it wrote for people")
    parser.add_argument("--base", default="main", help="the branch to merge into")
    options = parser.parse_args(arguments)
    text = ""
    try:
        decision = decide(json.loads(options.json.read_text(encoding="utf-8")))
        text = options.markdown.read_text(encoding="utf-8")
    except OSError as error:
        decision = Decision(f"{error.filename} is not there: run `nox -s watch -- --propose` first.", UNUSABLE)
    if decision.title:
        try:
            where = _open(decision, limited(text), options.base)
            decision = attrs.evolve(decision, sentence=f"{decision.sentence} {where}")
        except Failed as error:
            decision = Decision(f"{decision.sentence} No pull request could be opened: {error}", UNUSABLE)
    _tell(decision)
    return decision.code


def limited(text: str) -> str:
    """Cut a text that is too long for a pull request, at the end of a line."""
    if len(text) <= LONGEST_TEXT:
        return text
    return text[: LONGEST_TEXT - len(_CUT)].rpartition("\n")[0].rstrip() + _CUT


def _open(decision: Decision, text: str, base: str) -> str:
    """Push the branch, and open the pull request or bring it up to date; give its address."""
    name, email = _AUTHOR
    _run("git", "switch", "--force-create", decision.branch)
    _run("git", "add", "--all", "--", *decision.files)
    identity = ("-c", f"user.name={name}", "-c", f"user.email={email}")
    _run("git", *identity, "commit", "--quiet", "--message", f"Take over {decision.title}")
    _run("git", "push", "--quiet", "--force", "origin", decision.branch)
    body = ("--title", decision.title, "--body-file", "-")
    listed = _run("gh", "pr", "list", "--head", decision.branch, "--base", base, "--state", "open", "--json", "url")
    found = json.loads(listed or "[]")
    if found:
        url: str = found[0]["url"]
        _run("gh", "pr", "edit", url, *body, given=text)
        return f"Brought up to date: {url}"
    created = _run("gh", "pr", "create", "--head", decision.branch, "--base", base, *body, given=text)
    return f"Opened: {created.strip()}"


def _run(*command: str, given: str = "") -> str:
    try:
        done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=False)
    except OSError as error:
        raise Failed(f"{command[0]} cannot be run: {error.strerror}.") from error
    if done.returncode:
        raise Failed(f"`{' '.join(command[:3])}` said: {' '.join((done.stderr or done.stdout).split())}")
    return done.stdout


def _tell(decision: Decision) -> None:
    print(decision.sentence, file=sys.stderr if decision.code else sys.stdout)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")  # what is appended here stands on the page of the run
    if summary:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(f"{decision.sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
