"""Walks several iterators at once, each in a thread of its own."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context
from queue import SimpleQueue
from typing import Final, Generic, Self, TypeAlias, TypeVar

from smartbuildings._io.merging import Arrival
from smartbuildings._io.synchronous import monotonic
from smartbuildings.errors import ConfigurationError

__all__ = ["Merged"]

T = TypeVar("T")
_CLOSING_S: Final = 1.0


class Merged(Generic[T]):
    """The items of several iterators, in the order in which they come.

    Each iterator is walked by a daemon thread, one item ahead of the caller at most. One that raises yields its error
    as its last arrival, and the others go on. A walk may be left at any point: ``close``, an interrupted ``next``, or
    the collection of this object, which in CPython is the moment of a ``break``, ends the threads. One that waits for
    the caller ends at once, one inside a call of its iterator when that returns.

    Args:
        sources: Each makes one of the iterators, in its thread.
    """

    def __init__(self, sources: Sequence[Callable[[], Iterator[T]]]) -> None:
        self._shared: _Shared[T] = _Shared()  # Nothing that the threads hold refers to this object.
        self._sources = tuple(sources)
        self._running = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Arrival[T]:
        shared = self._shared
        try:
            if not shared.is_begun:
                self._begin()
            while self._running and not shared.is_stopped:
                if shared.process != os.getpid():
                    msg = "This walk was begun before a fork, and its threads stayed there. Begin another one here."
                    raise ConfigurationError(msg)
                arrival, is_taken = shared.arrivals.get()
                if arrival is None:
                    self._running -= 1
                    continue
                is_taken.release()
                return arrival
            raise StopIteration
        except BaseException:
            shared.stop()
            raise

    def stop(self) -> None:
        """End the walk."""
        self._shared.is_begun = True
        self._shared.stop()

    def close(self) -> None:
        """End the walk, and wait for its threads, for a second at most."""
        self.stop()
        ends_at = monotonic() + _CLOSING_S
        for thread in self._shared.threads:
            thread.join(max(0.0, ends_at - monotonic()))

    def _begin(self) -> None:
        self._shared.is_begun = True
        for index, source in enumerate(self._sources):
            self._shared.start(index, source)
            self._running += 1

    def __del__(self) -> None:
        self._shared.stop()


_Handed: TypeAlias = "tuple[Arrival[T] | None, threading.Lock]"


class _Shared(Generic[T]):
    """What the caller and the threads share. Only locks and queues written in C: a Ctrl-C leaves none of them taken."""

    def __init__(self) -> None:
        self.arrivals: SimpleQueue[_Handed[T]] = SimpleQueue()
        self.is_begun = self.is_stopped = False
        self.process = os.getpid()
        self.threads: list[threading.Thread] = []
        self._taken: list[threading.Lock] = []

    def start(self, index: int, source: Callable[[], Iterator[T]]) -> None:
        """Start the thread of an iterator, in a copy of the caller's context, so that ``options`` holds."""
        is_taken = threading.Lock()
        is_taken.acquire()
        self._taken.append(is_taken)
        work = copy_context().run
        name = "smartbuildings account"
        thread = threading.Thread(target=work, args=(self._walk, index, source, is_taken), name=name, daemon=True)
        self.threads.append(thread)
        thread.start()

    def stop(self) -> None:
        """Let each thread end that waits for the caller, and the others before they hand over anything else."""
        self.is_stopped = True
        for is_taken in self._taken:
            with contextlib.suppress(RuntimeError):  # Nothing waits for it, or will.
                is_taken.release()

    def _walk(self, index: int, source: Callable[[], Iterator[T]], is_taken: threading.Lock) -> None:
        try:
            items = source()
            try:
                for item in items:
                    self.arrivals.put((Arrival(index, item), is_taken))
                    is_taken.acquire()
                    if self.is_stopped:
                        return
            finally:
                close = getattr(items, "close", None)
                if close is not None:
                    close()
        except Exception as error:  # noqa: BLE001 - raised or returned where the stream is read
            self.arrivals.put((Arrival(index, None, error), is_taken))
        finally:
            self.arrivals.put((None, is_taken))
