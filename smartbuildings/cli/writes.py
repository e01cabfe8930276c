"""What a command that writes prints: what was applied, what was only accepted, and what differs."""

from __future__ import annotations

from collections.abc import Mapping

from smartbuildings._sync.accepted import Accepted
from smartbuildings.cli import printing
from smartbuildings.cli.accounts import Target
from smartbuildings.cli.exit_codes import ExitCode
from smartbuildings.cli.printing import print_json, show
from smartbuildings.values import Applied

__all__ = ["facts", "report", "warn"]


def warn(label: str, done: Applied) -> None:
    """Say on standard error what a write did otherwise than was asked for."""
    if done.reached is False:
        text = f"Thermostat {label} is offline: the API accepted the change, and the device has not seen it."
        printing.warn(text)
    for each in done.differs:
        printing.warn(f"The API confirmed something else for thermostat {label}: {each}.")


def facts(done: Applied) -> dict[str, object]:
    """Return what JSON shows of a write that was applied."""
    return {"reached": done.reached, "differs": [str(each) for each in done.differs]}


def report(
    target: Target, done: Applied | Accepted, asked: Mapping[str, object], *, wait_s: float | None, json: bool
) -> ExitCode:
    """Print the result of a write, after waiting for the device if that was asked for.

    Args:
        target: Which thermostat.
        done: What the write returned.
        asked: The requested values by name; ``None`` for a value that was not requested.
        wait_s: How long to wait for a change that was only accepted.
        json: Whether to print JSON.

    Returns:
        That the outcome is not known if the caller waited, and the device still does not show the change; that a part
        failed if a part was not sent, or is otherwise than asked for.
    """
    if isinstance(done, Accepted) and wait_s is not None:
        done = done.wait(wait_s)
    is_applied = isinstance(done, Applied)
    known = facts(done) if isinstance(done, Applied) else {"reached": None, "differs": []}
    reason = done.reason if isinstance(done, Accepted) else None
    if isinstance(done, Applied):
        warn(target.label, done)
    if json:
        ids = {"id": target.id, **target.place}
        print_json({**ids, **asked, "is_applied": is_applied, "reason": reason, **known})
    else:
        open_ones = {each.field for each in (done.unsent if isinstance(done, Accepted) else done.differs)}
        what = ", ".join(
            f"{name} {value}" for name, value in asked.items() if value is not None and name not in open_ones
        )
        shown = f"Thermostat {target.label} is set to {what}."
        if reason is not None:
            shown = f"Thermostat {target.label} does not show {what} yet: {reason}."
        show(shown)
    if isinstance(done, Applied) and done.differs:
        return ExitCode.FAILED
    return ExitCode.DONE if is_applied or wait_s is None else ExitCode.OUTCOME_UNKNOWN
