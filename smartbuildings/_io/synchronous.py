"""The primitives that differ between the async and the sync flavour, sync side (threads)."""

from __future__ import annotations

import contextlib
import contextvars
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from math import inf
from types import TracebackType
from typing import Any, Final, TypeVar

from smartbuildings._io import TooLate

__all__ = [
    "MOVE_ADVICE",
    "Slots",
    "TooLate",
    "gather",
    "monotonic",
    "place",
    "punctual",
    "run_blocking",
    "sleep",
    "until",
]

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

monotonic = time.monotonic
sleep = time.sleep

MOVE_ADVICE: Final[str | None] = None
"""A sync client that finds itself in a forked process opens connections of its own and goes on."""


class Slots:
    """So many may be inside at once; the others wait for their turn, first come, first served.

        with slots.turn(within_s): ...

    Not a semaphore of the standard library: there, a thread that comes back at once overtakes those who wait, and a
    Ctrl-C at the wrong moment loses a unit for good. Here each turn is known by name, so it can always be given back.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.lock = threading.Lock()
        self.inside: set[_Turn] = set()
        self.waiting: deque[_Turn] = deque()

    def turn(self, within_s: float) -> _Turn:
        """Make a turn to be entered, which raises ``TooLate`` if it does not come in time."""
        return _Turn(self, within_s)


class _Turn:
    def __init__(self, slots: Slots, within_s: float) -> None:
        self._slots = slots
        self._within_s = within_s
        self._has_come = threading.Event()

    def __enter__(self) -> None:
        try:
            if self._must_wait():
                self._has_come.wait(min(max(0.0, self._within_s), threading.TIMEOUT_MAX))
                if self not in self._slots.inside:
                    raise TooLate
        except BaseException:  # Ctrl-C, too: what was taken, or stood in the queue, goes back.
            self._leave()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _must_wait(self) -> bool:
        slots = self._slots
        with slots.lock:
            is_free = len(slots.inside) < slots.count  # Then nobody waits: who leaves lets the next one in.
            if is_free:
                slots.inside.add(self)
            else:
                slots.waiting.append(self)
        return not is_free

    def _leave(self) -> None:
        slots = self._slots
        with slots.lock:
            slots.inside.discard(self)
            if self in slots.waiting:
                slots.waiting.remove(self)
            while slots.waiting and len(slots.inside) < slots.count:
                following = slots.waiting.popleft()
                slots.inside.add(following)
                following._has_come.set()


_DEADLINE: Final = threading.local()


@contextlib.contextmanager
def until(deadline: float) -> Iterator[None]:
    """Let no step of a ``punctual`` client in the block wait beyond a deadline (on the monotonic clock)."""
    outer = getattr(_DEADLINE, "at", inf)
    _DEADLINE.at = deadline
    try:
        yield
    finally:
        _DEADLINE.at = outer


def punctual(client: C) -> C:
    """Make an HTTP client keep to ``until``: its own timeouts start anew with each byte that comes.

    httpx has no public way to hand a connection pool its network, so this looks inside, and leaves alone what it does
    not recognise: a transport of the caller's, or another version of httpx.
    """
    for transport in (getattr(client, "_transport", None), *getattr(client, "_mounts", {}).values()):
        pool = getattr(transport, "_pool", None)
        network = getattr(pool, "_network_backend", None)
        if network is not None:
            pool._network_backend = _PunctualNetwork(network)  # type: ignore[union-attr]
    return client


class _PunctualNetwork:
    """An httpcore network whose steps end by the deadline of the thread's call."""

    def __init__(self, network: Any) -> None:
        self._network = network

    def connect_tcp(self, *args: Any, timeout: float | None = None, **more: Any) -> _PunctualStream:
        return _PunctualStream(self._network.connect_tcp(*args, timeout=_at_most(timeout), **more))

    def connect_unix_socket(self, *args: Any, timeout: float | None = None, **more: Any) -> _PunctualStream:
        return _PunctualStream(self._network.connect_unix_socket(*args, timeout=_at_most(timeout), **more))

    def sleep(self, seconds: float) -> None:
        self._network.sleep(seconds)


class _PunctualStream:
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        read: bytes = self._stream.read(max_bytes, timeout=_at_most(timeout))
        return read

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=_at_most(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> Any:
        return _PunctualStream(self._stream.start_tls(ssl_context, server_hostname, timeout=_at_most(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


_LEAST_S: Final = 0.001
"""A timeout of 0 would mean: do not wait at all, which is another mode of the socket."""


def _at_most(timeout: float | None) -> float | None:
    deadline: float = getattr(_DEADLINE, "at", inf)
    if deadline == inf:
        return timeout
    left = max(_LEAST_S, deadline - monotonic())
    return left if timeout is None else min(left, timeout)


def place() -> object:
    """Identify where connections and locks belong: the process."""
    return os.getpid()


def run_blocking(function: Callable[[], T]) -> T:
    """Run a function that may block: here, that is an ordinary call."""
    return function()


def gather(function: Callable[[T], R], items: Sequence[T], *, at_once: int) -> list[R]:
    """Call ``function`` on each item, at most ``at_once`` at a time; results keep the order of the items.

    After the first error none starts any more; it is raised when the calls under way have ended.
    """
    if at_once == 1 or len(items) < 2:
        return [function(item) for item in items]
    with ThreadPoolExecutor(max_workers=min(at_once, len(items)), thread_name_prefix="smartbuildings") as pool:
        # Each call gets a copy of the caller's context, so that `with sb.options(...)` holds in the threads too.
        futures = [pool.submit(contextvars.copy_context().run, function, item) for item in items]
        try:
            done, _ = wait(futures, return_when=FIRST_EXCEPTION)
        finally:
            for future in futures:
                future.cancel()
        for future in futures:
            if future in done and (error := future.exception()) is not None:
                raise error
        return [future.result() for future in futures]
