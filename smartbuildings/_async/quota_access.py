"""Access to the quota within a call's time: wait, reserve, complete.

A shared quota waits for a file, so its steps run in worker threads; one that hangs keeps neither the deadline nor the
event loop waiting.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Final, TypeVar

from smartbuildings._core.body import Reply
from smartbuildings._core.call import Call, Fail
from smartbuildings._core.call_errors import timed_out
from smartbuildings._core.config import DEFAULT_DEADLINE_S
from smartbuildings._core.observers import Observers
from smartbuildings._core.quota_scopes import Counted
from smartbuildings._io.asynchronous import LeftBehind, WaitTimeout, monotonic, run_blocking, sleep
from smartbuildings.quota import Quota, Reservation

__all__ = ["AsyncQuotaAccess"]

T = TypeVar("T")

_EARLIER_S: Final = 0.1
"""How long before the deadline a step gives up by itself."""
_COMPLETING_S: Final = 1.0
"""How long a response waits until the quota has counted it."""


class AsyncQuotaAccess:
    """The quota of one client.

    Args:
        quota: Who keeps count.
        observers: They are notified of each wait.
    """

    def __init__(self, quota: Quota, observers: Observers) -> None:
        self.quota = quota
        self._observers = observers
        self._left_steps = LeftBehind()

    async def spent_for(self, call: Call, counted: Counted, remaining_s: float) -> float | None:
        """Return the seconds until the last spent window of the scopes resets; ``None`` if none is spent."""
        return await self._ask(call, lambda within_s: self.quota.spent_for(counted, within_s), remaining_s)

    async def _ask(
        self, call: Call, step: Callable[[float], T], remaining_s: float, *, undo: Callable[[T], object] | None = None
    ) -> T:
        # In the queue the deadline may not run yet, and a quota that hangs is not a queue.
        remaining_s = min(remaining_s, DEFAULT_DEADLINE_S)
        if not self.quota.blocks:
            return step(remaining_s)
        try:
            # A little earlier, a step that waits ends by itself, and names the cause.
            within_s = max(0.0, remaining_s - _EARLIER_S)
            return await run_blocking(lambda: step(within_s), remaining_s, undo=undo, left_behind=self._left_steps)
        except WaitTimeout:
            waiting = f"waiting for the quota ({self.quota.book_name}), which does not respond"
            raise timed_out(call.facts, waiting) from None

    async def complete(self, call: Call, reservation: Reservation, reply: Reply | None) -> None:
        """Note that a request is no longer in progress, with its reply if there is one."""

        def complete() -> None:
            if reply is None:
                reservation.complete()
            else:
                reservation.complete(reply.status, reply.raw_headers, reply.content)

        if not self.quota.blocks:
            complete()
            return
        # The step goes on if nobody waits for it any more; without it, the reservation is forgotten in time.
        with contextlib.suppress(WaitTimeout):
            within_s = max(0.0, min(call.deadline - monotonic(), _COMPLETING_S))
            await run_blocking(complete, within_s, left_behind=self._left_steps)

    async def wait_until_open(self, call: Call) -> None:
        """Wait until no window is known to be spent, while the caller may still wait in the queue."""
        queued_at = monotonic()
        wait_s = await self.spent_for(call, self.quota.counted(), call.queue_left_s)
        if wait_s is not None and 0 < wait_s < call.queue_left_s:
            self._report_wait(call, "window", wait_s)
            await sleep(wait_s)
            call.queue_left_s -= monotonic() - queued_at

    async def reserve(self, call: Call, queued_at: float) -> Reservation:
        """Wait for quota, and take it.

        Raises:
            SmartBuildingsError: there is none in the time that is left.
        """
        while True:
            left_s = call.end_of_queue(queued_at) - monotonic()
            reservation = await self._ask(
                call, lambda within_s: self.quota.reserve(call.counted, within_s), left_s, undo=Reservation.cancel
            )
            window, wait_s = reservation.window, reservation.wait_s
            wait = call.quota_wait(window, wait_s, queued_at, monotonic())
            if wait is None:
                return reservation
            if isinstance(wait, Fail):
                raise wait.error
            self._report_wait(call, window, wait_s)
            await sleep(wait_s)

    def _report_wait(self, call: Call, window: str, wait_s: float) -> None:
        if self._observers.is_listening():
            from smartbuildings.events import QuotaWaited

            self._observers.notify(QuotaWaited(call.facts, window, wait_s))

    def after_fork(self) -> None:
        """Prepare for use in a forked process."""
        self._left_steps = LeftBehind()
        self.quota.after_fork()
