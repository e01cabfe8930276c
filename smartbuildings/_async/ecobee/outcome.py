"""Verifies a write whose response was lost or cannot be read: reads the state, and never repeats the write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from smartbuildings.ecobee.outcome import Undecided
from smartbuildings.errors import OutcomeUnknown, SmartBuildingsError, UnreadableResponse

__all__ = ["verify_write"]

T = TypeVar("T")


ReadBack = Callable[[], Awaitable[T | Undecided | None]]


async def verify_write(write: Callable[[], Awaitable[T]], read_back: ReadBack[T] | None, *, what: str) -> T:
    """Make a write; if its outcome is unknown, read the state to find out.

    Args:
        write: The write.
        read_back: Reads the state and returns the write's result if the state shows it, ``None`` if it does not.
            ``None`` in its place: no state could show this write.
        what: The write in words, for the error, such as ``"the hold on thermostat 511863314842"``.

    Raises:
        OutcomeUnknown: the state does not show the write, does not decide, or could not be read.
    """
    try:
        return await write()
    except (OutcomeUnknown, UnreadableResponse) as lost:
        # A success that cannot be read may be a gateway's; there, too, only the state decides.
        happened = "could not be read" if isinstance(lost, UnreadableResponse) else "was lost"
        began = f"The response to {what} {happened}"
        unknown = f"{began}, and no state read back could show whether it took effect. Look before you repeat it."
        if read_back is None:
            raise OutcomeUnknown(unknown, request=lost.request) from lost
        try:
            result = await read_back()
        except SmartBuildingsError as unread:
            msg = f"{began}, and the state could not be read back ({unread}). Read it later."
            raise OutcomeUnknown(msg, request=lost.request) from lost
        if isinstance(result, Undecided):
            msg = f"{began}, and the state read back does not decide: {result.why}. It was not repeated."
            raise OutcomeUnknown(msg, request=lost.request) from lost
        if result is not None:
            return result
        msg = (
            f"{began}, and the state read back does not show it. It may still take effect, so it was not repeated. "
            "Read the state once more before you repeat it."
        )
        raise OutcomeUnknown(msg, applied=False, request=lost.request) from lost
