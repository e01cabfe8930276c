"""The primitives that differ between the async and the sync flavour, async side (asyncio and trio, by anyio).

``synchronous.py`` gives the same names. These two files are the only pair in the project kept by hand; everything
above them is written once and derived.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeVar

import anyio
import anyio.lowlevel
import anyio.to_thread

__all__ = ["MOVE_ADVICE", "Lock", "Slots", "gather", "monotonic", "place", "run_blocking", "sleep"]

T = TypeVar("T")
R = TypeVar("R")

Lock = anyio.Lock
Slots = anyio.Semaphore
monotonic = time.monotonic
sleep = anyio.sleep

MOVE_ADVICE: Final[str | None] = (
    "This async client was first used in another event loop, where its connections live. "
    "Make one client per event loop: open it inside the coroutine given to asyncio.run()."
)
"""What to say when a client turns up in another place; ``None`` where it can move along."""

_HERE: anyio.lowlevel.RunVar[object] = anyio.lowlevel.RunVar("smartbuildings_event_loop")


def place() -> object:
    """Identify where connections and locks belong: the running event loop."""
    try:
        return _HERE.get()
    except LookupError:
        here = object()
        _HERE.set(here)
        return here


async def run_blocking(function: Callable[[], T]) -> T:
    """Run a function that may block (a file, a Redis server) without blocking the event loop."""
    return await anyio.to_thread.run_sync(function)


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
