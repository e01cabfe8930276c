"""The primitives that differ between the async and the sync flavour, sync side (threads)."""

from __future__ import annotations

import contextlib
import contextvars
import os
import socket
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from math import inf
from types import TracebackType
from typing import Any, Final, Protocol, TypeVar

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
]

T = TypeVar("T")
R = TypeVar("R")

monotonic = time.monotonic
sleep = time.sleep

INTERRUPTIONS: Final[tuple[type[BaseException], ...]] = (KeyboardInterrupt, SystemExit)
"""Exceptions that may stop a call between any two steps, and leave a lock of the HTTP client taken for good."""

MOVE_ADVICE: Final[str | None] = None
"""A sync client that finds itself in a forked process opens connections of its own and goes on."""


_LOOK_S: Final = 1.0
"""How often a waiting thread checks for a permit that was freed without waking it."""


class Limiter:
    """A fixed number of permits, handed out first come, first served.

        with limiter.acquire(within_s): ...

    Not a semaphore of the standard library: there, a thread that comes back at once overtakes those that wait, and a
    Ctrl-C at the wrong moment loses a permit for good. Here each permit is an object, so it can always be released;
    and one whose release was interrupted ends with its call, because nothing else holds a reference to it.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.lock = threading.Lock()
        self.inside: weakref.WeakSet[_Permit] = weakref.WeakSet()
        self.waiting: deque[_Permit] = deque()

    def acquire(self, within_s: float, *, is_first: bool = False) -> _Permit:
        """Return a permit to be entered, which raises ``WaitTimeout`` if it does not come in time."""
        return _Permit(self, within_s, is_first=is_first)

    def admit(self) -> None:
        """Admit those that wait, as many as there is room for. The lock has to be held."""
        while self.waiting and len(self.inside) < self.count:
            following = self.waiting.popleft()
            self.inside.add(following)
            if following.is_admitted is not None:
                following.is_admitted.set()


class _Permit:
    __slots__ = ("__weakref__", "_is_first", "_limiter", "_within_s", "is_admitted")

    def __init__(self, limiter: Limiter, within_s: float, *, is_first: bool) -> None:
        self._limiter = limiter
        self._within_s = within_s
        self._is_first = is_first
        self.is_admitted: threading.Event | None = None
        """Made for one that has to wait, since an Event costs as much as all the rest."""

    def __enter__(self) -> None:
        try:
            is_admitted = self._ask()
            if is_admitted is None:
                return
            give_up_at = time.monotonic() + self._within_s
            while not is_admitted.wait(min(max(0.0, give_up_at - time.monotonic()), _LOOK_S)):
                if time.monotonic() >= give_up_at:
                    raise WaitTimeout
                with self._limiter.lock:  # A permit whose release was interrupted admitted nobody.
                    self._limiter.admit()
        except BaseException:  # Ctrl-C, too: what was taken or queued is released.
            self._leave()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _ask(self) -> threading.Event | None:
        """Enter if there is room and nobody waits; join the queue otherwise, and return what to wait for."""
        with self._limiter.lock:
            if not self._limiter.waiting and len(self._limiter.inside) < self._limiter.count:
                self._limiter.inside.add(self)
                return None
            is_admitted = self.is_admitted = threading.Event()
            (self._limiter.waiting.appendleft if self._is_first else self._limiter.waiting.append)(self)
            self._limiter.admit()
            return is_admitted

    def _leave(self) -> None:
        limiter = self._limiter
        with limiter.lock:
            limiter.inside.discard(self)
            if self in limiter.waiting:
                limiter.waiting.remove(self)
            limiter.admit()


class HasStream(Protocol):
    """A connection of httpcore, whose network stream is known once it is open."""

    stream: Any


_LINGER_S: Final = 1.0
"""How long the thread that watches deadlines stays when no exchange is in progress."""
_AGAIN_S: Final = 0.05
"""How soon it looks again at an exchange that is late and goes on: a connection may just be replacing its stream."""


class Deadlines:
    """Ends the exchanges of one client when their time is over, since httpx's own timeouts start anew with each byte.

    A thread shuts down the sockets of those that are late. It is started by the first exchange and ends a second after
    the last one; to enter and leave a block costs a lock each.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.watched: set[_Watched] = set()
        self.looks_at = inf
        """When the thread looks next; without one, never."""
        # Locked while nobody calls: a Ctrl-C inside the methods of an Event or a Condition would leave theirs taken.
        self._bell = threading.Lock()
        self._bell.acquire()

    def fail_at(self, deadline: float, connection: HasStream) -> _Watched:
        """Shut the connection down if the block goes on after a deadline (on the monotonic clock): ``WaitTimeout``."""
        return _Watched(self, deadline, connection)

    def look_by(self, deadline: float) -> None:
        """Have the thread look no later than this. The lock has to be held."""
        if deadline >= self.looks_at:
            return
        if self.looks_at == inf:
            thread = threading.Thread(target=self._watch, name="smartbuildings-deadlines", daemon=True)
            try:
                thread.start()
            except RuntimeError:
                return  # No thread starts while the interpreter ends; the timeouts of single steps still hold.
            self.looks_at = deadline
        else:
            with contextlib.suppress(RuntimeError):  # It has been called already.
                self._bell.release()

    def _watch(self) -> None:
        while True:
            with self.lock:
                now = monotonic()
                if not self.watched:
                    self.looks_at = inf
                    return
                self.looks_at = min(now + _LINGER_S, *(watched.look(now) for watched in self.watched))
                pause_s = self.looks_at - now
            self._bell.acquire(timeout=max(0.0, pause_s))


class _Watched:
    """One exchange with its deadline."""

    __slots__ = ("_connection", "_deadline", "_deadlines", "_is_late")

    def __init__(self, deadlines: Deadlines, deadline: float, connection: HasStream) -> None:
        self._deadlines = deadlines
        self._deadline = deadline
        self._connection = connection
        self._is_late = False

    def __enter__(self) -> None:
        with self._deadlines.lock:
            self._deadlines.watched.add(self)
            self._deadlines.look_by(self._deadline)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._deadlines.lock:  # After this, the socket is no longer ours to shut down.
            self._deadlines.watched.discard(self)
        if self._is_late and isinstance(error, Exception):
            raise WaitTimeout from error

    def look(self, now: float) -> float:
        """Shut the socket down if it is time, and return when to look again."""
        if now < self._deadline:
            return self._deadline
        self._is_late = True
        stream = self._connection.stream
        sock = None if stream is None else stream.get_extra_info("socket")
        if sock is not None:
            with contextlib.suppress(OSError):
                # By the plain socket's method: that of a TLS socket takes its state away from the thread that reads.
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
        return now + _AGAIN_S


def shielded() -> AbstractContextManager[object]:
    """Do nothing: threads are not cancelled."""
    return contextlib.nullcontext()


def owner_id() -> object:
    """Identify where connections and locks belong: the process."""
    return os.getpid()


def run_blocking(
    function: Callable[[], T],
    within_s: float = inf,
    *,
    undo: Callable[[T], object] | None = None,
    left_behind: LeftBehind | None = None,
    shield: bool = False,
) -> T:
    """Run a function that may block (a file, a Redis server) in a thread, and wait for it for so many seconds.

    Args:
        function: What may block.
        within_s: How long to wait; after that it goes on without a caller, and ``WaitTimeout`` is raised.
        undo: Called in the thread with a result that nobody waits for any more.
        left_behind: Counts the steps that nobody waits for; with too many of them, ``WaitTimeout`` is raised at once.
        shield: Without effect: no thread is cancelled.
    """
    left_behind = LeftBehind() if left_behind is None else left_behind
    if left_behind.is_full:
        raise WaitTimeout
    has_ended = threading.Event()
    step = BlockingStep(function, has_ended.set, undo, left_behind)
    try:
        has_ended.wait(None if within_s == inf else max(0.0, within_s))
    except BaseException:
        step.leave()
        raise
    return step.take()


def gather(function: Callable[[T], R], items: Sequence[T], *, at_once: int) -> list[R]:
    """Call ``function`` on each item, at most ``at_once`` at a time; results keep the order of the items.

    After the first error none starts any more; it is raised when the calls in progress have ended.
    """
    if at_once == 1 or len(items) < 2:
        return [function(item) for item in items]
    from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait  # Takes milliseconds, and few need it.

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
