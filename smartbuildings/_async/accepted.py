"""A write that the vendor took, and whose effect the device has not shown yet: ``AsyncAccepted``."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

import attrs

from smartbuildings._core.hiding import never_raises
from smartbuildings._io.asynchronous import monotonic, sleep
from smartbuildings.errors import ConfigurationError

if TYPE_CHECKING:
    from smartbuildings.values import Applied, Difference

__all__ = ["FIRST_LOOK_S", "AsyncAccepted", "look_until"]

FIRST_LOOK_S: Final = 0.3
_LONGEST_PAUSE_S: Final = 15.0

Look = Callable[[], Awaitable["Applied | None"]]


class AsyncAccepted:
    """The vendor accepted a write, and the device's state does not show it yet.

    It may never do: a sleeping device acts when it wakes, minutes later, and a device that is offline may lose it.

        result = await thermostat.set_temperature(heat=Temperature.c(21))
        if isinstance(result, AsyncAccepted):
            result = await result.wait(timeout_s=300)

    Attributes:
        reason: What is known of why the state does not show it.
        unsent: Requested changes that were not sent because an earlier write is not confirmed; each with the value in
            force.
    """

    def __init__(
        self, look: Look, reason: str, *, unsent: tuple[Difference, ...] = (), first_s: float = FIRST_LOOK_S
    ) -> None:
        self._look = look
        self._first_s = first_s
        self.reason = reason
        self.unsent = unsent

    async def wait(self, timeout_s: float) -> Applied | AsyncAccepted:
        """Read the state until it shows the write or the time has passed, in growing pauses of up to 15 seconds.

        Args:
            timeout_s: How long to wait, in seconds.

        Returns:
            ``Applied`` as soon as the state shows it; this object if it does not in that time. What was not sent is
            among its ``differs``.

        Raises:
            ConfigurationError: ``timeout_s`` is not a valid duration.
            SmartBuildingsError: the state could not be read. The write is not repeated.
        """
        if not timeout_s > 0:
            msg = f"timeout_s is {timeout_s!r}: it has to be a number of seconds above 0."
            raise ConfigurationError(msg)
        found = await look_until(self._look, timeout_s, first_s=self._first_s)
        if found is None:
            return self
        return attrs.evolve(found, differs=(*found.differs, *self.unsent))

    @never_raises
    def __repr__(self) -> str:
        return f"<accepted, not applied yet: {self.reason}>"


async def look_until(look: Look, timeout_s: float, *, first_s: float = FIRST_LOOK_S) -> Applied | None:
    """Look at the state, in growing pauses, until it shows a write or the time has passed; once at least.

    Args:
        look: Reads the state.
        timeout_s: For how long to look.
        first_s: The first pause: longer for a vendor that allows few reads.
    """
    ends_at = monotonic() + timeout_s
    pause_s = first_s
    while True:
        await sleep(max(0.0, min(pause_s, ends_at - monotonic())))
        found = await look()
        if found is not None or monotonic() >= ends_at:
            return found
        pause_s = min(_LONGEST_PAUSE_S, pause_s * 2)
