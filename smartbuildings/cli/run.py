"""Parses the arguments, runs the command, and turns whatever goes wrong into a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

from cyclopts import CycloptsError

from smartbuildings.cli.app import make_app
from smartbuildings.cli.exit_codes import ExitCode, exit_code
from smartbuildings.cli.interrupt import interruptible
from smartbuildings.cli.printing import complain
from smartbuildings.errors import SmartBuildingsError

__all__ = ["run"]

_TRACEBACK: Final = "SMARTBUILDINGS_TRACEBACK"
_TAKING_A_VALUE: Final = ("--vendor", "--account", "--base-url", "--api-version", "--token-store")


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name, and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show "°" shows "?" instead; nothing fails over it.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        with interruptible():
            command, bound, _ = make_app().parse_args(
                common_options_last(arguments), exit_on_error=False, print_error=False
            )
            result = command(*bound.args, **bound.kwargs)
            sys.stdout.flush()
        return result if isinstance(result, int) else ExitCode.DONE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone. Python would complain about that once more while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.BROKEN_PIPE
    except CycloptsError as wrong:
        complain(f"{wrong} Run it with --help to see what there is.")
        return ExitCode.USAGE
    except Exception as error:
        if os.environ.get(_TRACEBACK):
            raise
        complain(_sentence(error))
        return exit_code(error)


def _sentence(error: Exception) -> str:
    if isinstance(error, SmartBuildingsError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename} cannot be used: {error.strerror}. Fix that, or name another place."
    return f"{type(error).__name__}: {_said(error)}. Set {_TRACEBACK}=1 to see where it comes from."


def _said(error: Exception) -> str:
    return str(error).rstrip(".") or "it says nothing"


def common_options_last(arguments: Sequence[str]) -> list[str]:
    """Move the options that every command has behind the command, for people who put them first."""
    rest, moved = list(arguments), list[str]()
    while rest:
        name, _, value = rest[0].partition("=")
        length = 2 if name in _TAKING_A_VALUE and not value else 1
        if name != "--json" and name not in _TAKING_A_VALUE:
            break
        moved += rest[:length]
        rest = rest[length:]
    # Behind the command's name and before the rest, which may hold a "--".
    return rest[:1] + moved + rest[1:]
