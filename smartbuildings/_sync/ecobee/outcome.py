# Derived from smartbuildings/_async/ecobee/outcome.py. Do not edit: change that file and run `python -m tools.unasync`.

"""What to do about a write whose answer was lost: look, then say. It is never sent again from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from smartbuildings.errors import OutcomeUnknown, SmartBuildingsError

__all__ = ["settle"]

T = TypeVar("T")


def settle(write: Callable[[], T], read_back: Callable[[], T | None], *, what: str) -> T:
    """Make a write; if its outcome is unknown, read the state to find out.

    Args:
        write: The write.
        read_back: Reads the state and gives the write's result if the state shows it, ``None`` if it does not.
        what: The write in words, for the error, such as ``"the hold on thermostat 511863314842"``.

    Raises:
        OutcomeUnknown: the state does not show the write, or could not be read.
    """
    try:
        return write()
    except OutcomeUnknown as lost:
        try:
            result = read_back()
        except SmartBuildingsError as unread:
            msg = f"The answer to {what} was lost, and the state could not be read back ({unread}). Read it later."
            raise OutcomeUnknown(msg, request=lost.request) from lost
        if result is not None:
            return result
        msg = (
            f"The answer to {what} was lost, and the state read back does not show it. It may still take effect, so it "
            "was not repeated. Read the state once more, then send it again."
        )
        raise OutcomeUnknown(msg, applied=False, request=lost.request) from lost
