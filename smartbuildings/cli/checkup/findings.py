"""What a look brought to light."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import attrs

from smartbuildings.cli.exit_codes import ExitCode, exit_code

__all__ = ["Finding", "Verdict", "failed", "ok", "skipped", "verdict_of", "warning"]


class Verdict(Enum):
    """How it stands with one thing."""

    OK = "ok"
    WARNING = "warning"
    """It works, and is probably not what is wanted."""
    FAILED = "failed"
    SKIPPED = "skipped"
    """It could not be looked at because of an earlier failure."""


@attrs.frozen
class Finding:
    """One thing that was looked at."""

    check: str
    """What was looked at, in one word: the stable name in JSON."""
    verdict: Verdict
    fact: str
    advice: str | None = None
    code: ExitCode = ExitCode.DONE
    """What the command ends with when this is the first thing that failed."""


def ok(check: str, fact: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(check, Verdict.OK, fact)


def warning(check: str, fact: str, advice: str) -> Finding:
    """Say that something works and is worth a thought."""
    return Finding(check, Verdict.WARNING, fact, advice)


def failed(check: str, fact: str | Exception, advice: str | None = None, code: ExitCode | None = None) -> Finding:
    """Say what is wrong; an error of the library brings its own advice and exit code."""
    if isinstance(fact, Exception):
        code = code or exit_code(fact)
    return Finding(check, Verdict.FAILED, str(fact), advice, code or ExitCode.CONFIGURATION)


def skipped(check: str) -> Finding:
    """Say that an earlier failure stands before this."""
    return Finding(check, Verdict.SKIPPED, "not looked at: fix the above first")


def verdict_of(findings: Iterable[Finding]) -> ExitCode:
    """Give the exit code: that of the first failure."""
    return next((each.code for each in findings if each.verdict is Verdict.FAILED), ExitCode.DONE)
