"""The primitives that differ between the async and the sync flavour, async side (asyncio and trio, by anyio).

``synchronous.py`` gives the same names. These two files and those in ``merging`` are the only pairs in the project kept
by hand; everything above them is written once and derived.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from math import inf
from types import TracebackType
from typing import Any, Final, TypeVar

import anyio
import anyio.to_thread

from smartbuildings._io import WaitTimeout
from smartbuildings._io.blocking import BlockingStep, LeftBehind

__all__ = [
    "INTERRUPTIONS",
    "MOVE_ADVICE",
    "Deadlines",
    "LeftBehind",
    "Limiter",
    "WaitTimeout",
    "gather",
    "monotonic",
    "owner_id",
    "run_blocking",
    "shielded",
    "sleep",
    "waker",
]

T = TypeVar("T")
R = TypeVar("R")

monotonic = time.monotonic
sleep = anyio.sleep

INTERRUPTIONS: Final[tuple[type[BaseException], ...]] = ()
"""Nothing: a task is cancelled only where it waits."""

MOVE_ADVICE: Final[str | None] = (
    "This async client was first used in another event loop, where its connections live. "
    "Make one client per event loop: open it inside the coroutine given to asyncio.run()."
)
"""What to say when a client turns up in another place; ``None`` where it can move along."""

_GRACE_S: Final = 0.05
"""Grace period before cancelling, so that httpx's own timeouts, which know what they timed, fire first."""
_CLOSING_S: Final = 1.0


class Limiter:
    """A fixed number of permits, handed out first come, first served.

    async with limiter.acquire(within_s): ...
    """

    def __init__(self, count: int) -> None:
        self.free = count
        self.waiting: deque[_Permit] = deque()

    def acquire(self, within_s: float, *, is_first: bool = False) -> _Permit:
        """Return a permit to be entered, which raises ``WaitTimeout`` if it does not come in time."""
        return _Permit(self, within_s, is_first=is_first)


class _Permit:
    def __init__(self, limiter: Limiter, within_s: float, *, is_first: bool) -> None:
        self._limiter = limiter
        self._within_s = within_s
        self._is_first = is_first
        self._is_admitted: anyio.Event | None = None

    async def __aenter__(self) -> None:
        limiter = self._limiter
        if limiter.free:  # Then nobody waits: what is given back goes to the first in the queue.
            limiter.free -= 1
            return
        self._is_admitted = anyio.Event()
        (limiter.waiting.appendleft if self._is_first else limiter.waiting.append)(self)
        try:
            with anyio.move_on_after(self._within_s):
                await self._is_admitted.wait()
        except BaseException:
            if self._is_admitted.is_set():
                self._give_back()  # It came together with the cancellation.
            else:
                limiter.waiting.remove(self)
            raise
        if not self._is_admitted.is_set():
            limiter.waiting.remove(self)
            raise WaitTimeout

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._give_back()

    def _give_back(self) -> None:
        if self._limiter.waiting:
            following = self._limiter.waiting.popleft()._is_admitted
            assert following is not None
            following.set()
        else:
            self._limiter.free += 1


class Deadlines:
    """Ends the exchanges of one client when their time is over."""

    def fail_at(self, deadline: float, connection: object) -> _Watched:
        """Cancel the block shortly after a deadline (on the monotonic clock), and raise ``WaitTimeout``."""
        return _Watched(deadline)


class _Watched:
    """A cancel scope that raises. A class, since a generator of contextlib costs as much as the scope."""

    __slots__ = ("_scope",)

    def __init__(self, deadline: float) -> None:
        self._scope = anyio.CancelScope(deadline=anyio.current_time() + deadline - monotonic() + _GRACE_S)

    def __enter__(self) -> None:
        self._scope.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._scope.__exit__(kind, error, trace)
        if self._scope.cancelled_caught:  # Nothing else is swallowed by a scope.
            raise WaitTimeout


def shielded() -> AbstractContextManager[object]:
    """Let the block, which closes something, end although its task is being cancelled; it gets a second for that."""
    return anyio.move_on_after(_CLOSING_S, shield=True)


def owner_id() -> object:
    """Identify where connections and locks belong: the running event loop."""
    trio: Any = sys.modules.get("trio")  # Asked first: in its guest mode, trio runs on a loop of asyncio.
    if trio is not None:
        with contextlib.suppress(AttributeError, RuntimeError):  # It is being imported, or does not run here.
            token: object = trio.lowlevel.current_trio_token()
            return token
    return asyncio.get_running_loop()


async def run_blocking(
    function: Callable[[], T],
    within_s: float = inf,
    *,
    undo: Callable[[T], object] | None = None,
    left_behind: LeftBehind | None = None,
    shield: bool = False,
) -> T:
    """Run a function that may block (a file, a Redis server) in a thread, and wait for it for so many seconds.

    It begins even if the task is being cancelled; then nobody waits for it.

    Args:
        function: What may block.
        within_s: How long to wait; after that it goes on without a caller, and ``WaitTimeout`` is raised.
        undo: Called in the thread with a result that nobody waits for any more.
        left_behind: Counts the steps that nobody waits for; with too many of them, ``WaitTimeout`` is raised at once.
        shield: Whether to wait even if the task is being cancelled.
    """
    left_behind = LeftBehind() if left_behind is None else left_behind
    if left_behind.is_full:
        raise WaitTimeout
    has_ended = anyio.Event()
    wake = waker()
    step = BlockingStep(function, lambda: wake(has_ended.set), undo, left_behind)
    try:
        with anyio.move_on_after(within_s, shield=shield):
            await has_ended.wait()
    except BaseException:
        step.leave()
        raise
    return step.take()


def waker() -> Callable[[Callable[[], None]], object]:
    """Return what calls a function in this event loop, from whatever thread; without effect once the loop has ended."""
    trio: Any = sys.modules.get("trio")  # Asked first: in its guest mode, trio runs on a loop of asyncio.
    try:
        call, loop_has_ended = trio.lowlevel.current_trio_token().run_sync_soon, trio.RunFinishedError
    except (AttributeError, RuntimeError):
        call, loop_has_ended = asyncio.get_running_loop().call_soon_threadsafe, RuntimeError

    def wake(function: Callable[[], None]) -> None:
        with contextlib.suppress(loop_has_ended):
            call(function)

    return wake


async def gather(function: Callable[[T], Awaitable[R]], items: Sequence[T], *, at_once: int) -> list[R]:
    """Call ``function`` on each item, at most ``at_once`` at a time; results keep the order of the items.

    The first error cancels the rest and is raised as itself, not inside a group.
    """
    results: dict[int, R] = {}
    numbered = iter(enumerate(items))

    async def work() -> None:
        for index, item in numbered:
            results[index] = await function(item)

    failure: BaseException | None = None
    try:
        async with anyio.create_task_group() as group:
            for _ in range(min(at_once, len(items))):
                group.start_soon(work)
    except BaseExceptionGroup as several:
        failure = _first(several)
    if failure is not None:
        raise failure
    return [results[index] for index in range(len(items))]


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner
