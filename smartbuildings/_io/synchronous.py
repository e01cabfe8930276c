"""The primitives that differ between the async and the sync flavour, sync side (threads)."""

from __future__ import annotations

import contextlib
import contextvars
import os
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from math import inf
from types import TracebackType
from typing import Any, Final, TypeVar

from smartbuildings._io import TooLate

__all__ = [
    "INTERRUPTIONS",
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

INTERRUPTIONS: Final[tuple[type[BaseException], ...]] = (KeyboardInterrupt, SystemExit)
"""What may stop a call between any two steps, and leave a lock of the HTTP client taken that nobody gives back."""

MOVE_ADVICE: Final[str | None] = None
"""A sync client that finds itself in a forked process opens connections of its own and goes on."""


_LOOK_S: Final = 1.0
"""How often a thread that waits for its turn looks whether one has been free unnoticed."""


class Slots:
    """So many may be inside at once; the others wait for their turn, first come, first served.

        with slots.turn(within_s): ...

    Not a semaphore of the standard library: there, a thread that comes back at once overtakes those who wait, and a
    Ctrl-C at the wrong moment loses a unit for good. Here each turn is known by name, so it can always be given back;
    and one whose giving back was interrupted ends with the call that it was for, because nothing else holds it.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.lock = threading.Lock()
        self.inside: weakref.WeakSet[_Turn] = weakref.WeakSet()
        self.waiting: deque[_Turn] = deque()

    def turn(self, within_s: float) -> _Turn:
        """Make a turn to be entered, which raises ``TooLate`` if it does not come in time."""
        return _Turn(self, within_s)

    def let_in(self) -> None:
        """Give those who wait their turn, as many as there is room for. The lock has to be held."""
        while self.waiting and len(self.inside) < self.count:
            following = self.waiting.popleft()
            self.inside.add(following)
            following.has_come.set()


class _Turn:
    def __init__(self, slots: Slots, within_s: float) -> None:
        self._slots = slots
        self._within_s = within_s
        self.has_come = threading.Event()

    def __enter__(self) -> None:
        try:
            self._ask()
            give_up_at = time.monotonic() + self._within_s
            while not self.has_come.wait(min(max(0.0, give_up_at - time.monotonic()), _LOOK_S)):
                if time.monotonic() >= give_up_at:
                    raise TooLate
                with self._slots.lock:  # A turn that was interrupted let nobody in.
                    self._slots.let_in()
        except BaseException:  # Ctrl-C, too: what was taken, or stood in the queue, goes back.
            self._leave()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _ask(self) -> None:
        with self._slots.lock:
            self._slots.waiting.append(self)
            self._slots.let_in()

    def _leave(self) -> None:
        slots = self._slots
        with slots.lock:
            slots.inside.discard(self)
            if self in slots.waiting:
                slots.waiting.remove(self)
            slots.let_in()


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
    """Make an HTTP client keep to ``until``, since its own timeouts start anew with each byte, and survive a Ctrl-C.

    httpx has no public way to hand a connection pool its network or its lock, so this looks inside, and leaves alone
    what it does not recognise: a transport of the caller's, or another version of httpx.
    """
    for transport in (getattr(client, "_transport", None), *getattr(client, "_mounts", {}).values()):
        pool = getattr(transport, "_pool", None)
        network = getattr(pool, "_network_backend", None)
        if network is not None:
            pool._network_backend = _PunctualNetwork(network)  # type: ignore[union-attr]
        if pool is not None and hasattr(pool, "_optional_thread_lock"):
            # Its own is written in Python: a Ctrl-C between its taking and its ``with`` block leaves it taken, and the
            # pool then waits for itself. Python lets none in there where the lock is one of its own.
            pool._optional_thread_lock = threading.Lock()
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
