"""Walks several async iterators at once, each in a task of its own (asyncio and trio)."""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextvars import copy_context
from functools import partial
from typing import Any, Final, Generic, Self, TypeVar

import anyio

from smartbuildings._io.asynchronous import shielded, waker
from smartbuildings._io.merging import Arrival

__all__ = ["Merged"]

T = TypeVar("T")


class Merged(Generic[T]):
    """The items of several async iterators, in the order in which they come.

    Each iterator is walked by a task, one item ahead of the caller at most. One that raises yields its error as its
    last arrival, and the others go on. The tasks are not children of the caller's, because a walk may be left at any
    point: they are cancelled, and the iterators closed, by ``aclose``, by a cancelled ``anext``, or when this object is
    collected, which in CPython is the moment of a ``break``.

    Args:
        sources: Each makes one of the iterators, in its task.
    """

    def __init__(self, sources: Sequence[Callable[[], AsyncIterator[T]]]) -> None:
        self._shared: _Shared[T] = _Shared()  # Nothing that the tasks hold refers to this object.
        self._sources = tuple(sources)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Arrival[T]:
        shared = self._shared
        if not shared.is_begun:
            shared.begin(self._sources)
        try:
            while not shared.ready and shared.running and not shared.is_stopped:
                await shared.changed.wait()
            if not shared.ready or shared.is_stopped:
                raise StopAsyncIteration
        except BaseException:
            shared.stop()
            raise
        arrival, is_taken = shared.ready.popleft()
        is_taken.set()
        return arrival

    def stop(self) -> None:
        """End the walk: cancel the tasks, which close the iterators."""
        self._shared.is_begun = True
        self._shared.stop()

    async def aclose(self) -> None:
        """End the walk, and wait for that, for a second at most."""
        self.stop()
        with shielded():
            while self._shared.running:
                await self._shared.changed.wait()

    def __del__(self) -> None:
        if self._shared.running:
            self._shared.wake(self._shared.stop)  # This may be a thread without an event loop.


class _Shared(Generic[T]):
    """What the caller and the tasks share."""

    changed: anyio.Event
    """Set, and replaced, when something has arrived or a task has ended."""
    wake: Callable[[Callable[[], None]], object]

    def __init__(self) -> None:
        self.ready: deque[tuple[Arrival[T], anyio.Event]] = deque()
        self.running = 0
        self.is_begun = self.is_stopped = False
        self._scopes: list[anyio.CancelScope] = []

    def begin(self, sources: Sequence[Callable[[], AsyncIterator[T]]]) -> None:
        """Start a task for each iterator."""
        self.is_begun = True
        self.changed, self.wake = anyio.Event(), waker()
        for index, source in enumerate(sources):
            self.running += 1
            _start(partial(self._walk, index, source))

    def stop(self) -> None:
        """Cancel the tasks."""
        self.is_stopped = True
        self.ready.clear()
        for scope in self._scopes:
            scope.cancel()

    async def _walk(self, index: int, source: Callable[[], AsyncIterator[T]]) -> None:
        try:
            with anyio.CancelScope() as scope:
                self._scopes.append(scope)
                if not self.is_stopped:  # It may have been, before this task ran for the first time.
                    await self._take_all(index, source)
        finally:
            self.running -= 1
            self._notify()

    async def _take_all(self, index: int, source: Callable[[], AsyncIterator[T]]) -> None:
        try:
            items = source()
            try:
                async for item in items:
                    await self._hand_over(Arrival(index, item))
            finally:
                close = getattr(items, "aclose", None)
                if close is not None:
                    with shielded():
                        await close()
        except Exception as error:  # noqa: BLE001 - raised or returned where the stream is read
            await self._hand_over(Arrival(index, None, error))

    async def _hand_over(self, arrival: Arrival[T]) -> None:
        """Return when the caller has taken it."""
        is_taken = anyio.Event()
        self.ready.append((arrival, is_taken))
        self._notify()
        await is_taken.wait()

    def _notify(self) -> None:
        changed, self.changed = self.changed, anyio.Event()
        changed.set()


_tasks: Final[set[asyncio.Task[None]]] = set()
"""asyncio itself keeps no task alive."""


def _start(work: Callable[[], Any]) -> None:
    """Start a task in this event loop, in a copy of the caller's context, so that ``with client.options()`` holds."""
    trio: Any = sys.modules.get("trio")  # Asked first: in its guest mode, trio runs on a loop of asyncio.
    try:
        trio.lowlevel.current_trio_token()
    except (AttributeError, RuntimeError):
        task = asyncio.get_running_loop().create_task(work())
        _tasks.add(task)
        task.add_done_callback(_tasks.discard)
    else:
        trio.lowlevel.spawn_system_task(work, name="smartbuildings account", context=copy_context())
