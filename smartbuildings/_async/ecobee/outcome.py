"""What to do about a write whose answer was lost, or cannot be read: look, then say. It is not sent again from here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from smartbuildings.errors import OutcomeUnknown, SmartBuildingsError, UnreadableAnswer

__all__ = ["settle"]

T = TypeVar("T")


async def settle(write: Callable[[], Awaitable[T]], read_back: Callable[[], Awaitable[T | None]], *, what: str) -> T:
    """Make a write; if its outcome is unknown, read the state to find out.

    Args:
        write: The write.
        read_back: Reads the state and gives the write's result if the state shows it, ``None`` if it does not.
        what: The write in words, for the error, such as ``"the hold on thermostat 511863314842"``.

    Raises:
        OutcomeUnknown: the state does not show the write, or could not be read.
    """
    try:
        return await write()
    except (OutcomeUnknown, UnreadableAnswer) as lost:
        # A success that cannot be read may be a gateway's; there, too, only the state can tell.
        what_became = "could not be read" if isinstance(lost, UnreadableAnswer) else "was lost"
        try:
            result = await read_back()
        except SmartBuildingsError as unread:
            msg = f"The answer to {what} {what_became}, and the state could not be read back ({unread}). Read it later."
            raise OutcomeUnknown(msg, request=lost.request) from lost
        if result is not None:
            return result
        msg = (
            f"The answer to {what} {what_became}, and the state read back does not show it. It may still take effect, "
            "so it was not repeated. Read the state once more, then send it again."
        )
        raise OutcomeUnknown(msg, applied=False, request=lost.request) from lost
