"""``demo``: the product at work, without an account."""

from __future__ import annotations

import io
from typing import Annotated, Literal

from cyclopts import Parameter

from smartbuildings.cli.exit_codes import ExitCode
from smartbuildings.cli.printing import print_json, screen
from smartbuildings.errors import ConfigurationError

__all__ = ["demo"]

_Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def demo(
    *,
    vendor: Literal["ecobee", "all"] = "ecobee",
    fast: _Flag = False,
    json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> int:
    """Show the product at work, without an account.

    It starts an emulated account as a process of its own on this machine, manages it over real HTTP, and checks each
    claim against what the server recorded. It ends with 1 if a claim did not hold.

    Args:
        vendor: ecobee shows one account in detail; all shows accounts of ecobee, SmartThings and Nest as one portfolio.
        fast: Make no pauses.
        json: Print the checks as JSON on stdout, and nothing else there.
    """
    try:
        import smartbuildings.sandbox.command  # noqa: F401 - said here, since the process could only say it to a file
    except ModuleNotFoundError as missing:
        msg = f"The demo's sandbox needs {missing.name}: pip install 'smartbuildings[sandbox]'."
        raise ConfigurationError(msg) from missing
    from rich.console import Console

    from smartbuildings.cli.demo import all_vendors, play
    from smartbuildings.cli.demo.stage import Stage

    console = Console(file=io.StringIO()) if json else screen()
    chosen = all_vendors if vendor == "all" else play
    results = chosen.play(Stage(console, is_fast=fast))
    is_passed = play.has_passed(results, len(chosen.STEPS))
    if json:
        rows = [
            {"step": each.name, "passed": each.passed, "checks": each.checks, "error": each.error} for each in results
        ]
        print_json({"passed": is_passed, "steps": rows})
    return ExitCode.DONE if is_passed else ExitCode.FAILED
