"""Which exit code an error ends a command with; the table is in the docstring of ``smartbuildings.cli``."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from smartbuildings import errors

__all__ = ["HELP", "ExitCode", "exit_code"]


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    CONFIGURATION = 3
    REFUSED = 4
    NOT_ALLOWED = 5
    QUOTA = 6
    NO_ANSWER = 7
    OUTCOME_UNKNOWN = 8
    PARTIAL = 9
    BROKEN_PIPE = 141
    INTERRUPTED = 130


HELP: Final = """Exit codes:
  0    done
  1    something else failed, or some of several things did
  2    the command or a value in it is wrong; nothing was changed
  3    the configuration is wrong
  4    the credentials or the token were refused
  5    not found, or not permitted
  6    a quota is spent
  7    no usable answer; nothing was changed
  8    a write's outcome is not known: look before you send it again
  9    a part of a portfolio could not be read; the rest was printed
  130  interrupted with Ctrl-C"""
"""The table as the help shows it."""

# From the most particular class to the most general: the first that fits counts.
_CODES: Final[tuple[tuple[type[BaseException], ExitCode], ...]] = (
    (errors.TokenQuotaExceeded, ExitCode.QUOTA),
    (errors.RateLimited, ExitCode.QUOTA),
    (errors.TokenRefused, ExitCode.REFUSED),
    (errors.FreshTokenRejected, ExitCode.REFUSED),
    (errors.TokenError, ExitCode.CONFIGURATION),  # The token store failed, or the token URL leads elsewhere.
    (errors.Unauthorized, ExitCode.REFUSED),
    (errors.PermissionDenied, ExitCode.NOT_ALLOWED),
    (errors.NotFound, ExitCode.NOT_ALLOWED),
    (errors.InvalidRequest, ExitCode.USAGE),
    (errors.NotSupported, ExitCode.USAGE),
    (errors.Rejected, ExitCode.USAGE),
    (errors.ConfigurationError, ExitCode.CONFIGURATION),
    (errors.OutcomeUnknown, ExitCode.OUTCOME_UNKNOWN),
    (errors.ConnectionFailed, ExitCode.NO_ANSWER),
    (errors.ServerError, ExitCode.NO_ANSWER),
    # The only files that a command opens are those of the token store and of the sandbox's state.
    (OSError, ExitCode.CONFIGURATION),
)


def exit_code(error: BaseException) -> ExitCode:
    """Name the exit code of an error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), ExitCode.FAILED)
