"""The primitives that differ between the async and the sync flavour, sync side (threads)."""

from __future__ import annotations

import contextvars
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

__all__ = ["MOVE_ADVICE", "Lock", "Slots", "gather", "monotonic", "place", "run_blocking", "sleep"]

T = TypeVar("T")
R = TypeVar("R")

Lock = threading.Lock
Slots = threading.Semaphore
monotonic = time.monotonic
sleep = time.sleep

MOVE_ADVICE: Final[str | None] = None
"""A sync client that finds itself in a forked process opens connections of its own and goes on."""


def place() -> object:
    """Identify where connections and locks belong: the process."""
    return os.getpid()


def run_blocking(function: Callable[[], T]) -> T:
    """Run a function that may block: here, that is an ordinary call."""
    return function()


def gather(function: Callable[[T], R], items: Sequence[T], *, at_once: int) -> list[R]:
    """Call ``function`` on each item, at most ``at_once`` at a time; results keep the order of the items.

    The first error, in the order of the items, is raised after the calls under way have ended; none starts after it.
    """
    if at_once == 1 or len(items) < 2:
        return [function(item) for item in items]
    with ThreadPoolExecutor(max_workers=min(at_once, len(items)), thread_name_prefix="smartbuildings") as pool:
        # Each call gets a copy of the caller's context, so that `with sb.options(...)` holds in the threads too.
        futures = [pool.submit(contextvars.copy_context().run, function, item) for item in items]
        try:
            return [future.result() for future in futures]
        except BaseException:
            for future in futures:
                future.cancel()
            raise
