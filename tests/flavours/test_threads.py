"""Threads: turns in order, one exchange for all, and a Ctrl-C that leaves nothing locked."""

from __future__ import annotations

import gc
import linecache
import signal
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import FrameType
from typing import Any

import pytest
from servers.scripted import Reply
from servers.vendor import EXPIRED, THERMOSTAT, TOKEN_PATH, VendorServer, status_path, success, token_reply

from smartbuildings import MemoryStore, SmartBuildings
from smartbuildings._io.synchronous import Limiter, WaitTimeout, gather
from smartbuildings.errors import ServerError


def test_a_hundred_calls_on_twenty_threads_with_a_stale_token_cause_one_exchange(vendor: VendorServer) -> None:
    with SmartBuildings("me", "secret", base_url=vendor.url) as client, ThreadPoolExecutor(20) as pool:
        client.authenticate()
        vendor.on("GET", "*", lambda request: EXPIRED if request.token == "token-1" else success({}))

        list(pool.map(lambda number: client.thermostats.get(str(number)).status(), range(1, 101)))

    assert vendor.exchanges == 2


def test_turns_come_in_the_order_of_asking() -> None:
    slots = Limiter(1)
    order: list[int] = []

    def queue_up(number: int) -> None:
        with slots.acquire(5):
            order.append(number)

    with slots.acquire(0):
        threads = [threading.Thread(target=queue_up, args=(number,)) for number in range(10)]
        for waiting, thread in enumerate(threads, start=1):
            thread.start()
            while len(slots.waiting) < waiting:
                time.sleep(0.001)
    for thread in threads:
        thread.join(5)

    assert order == list(range(10))


def test_a_thread_that_comes_back_at_once_does_not_overtake_those_who_wait() -> None:
    slots = Limiter(1)
    turns = {"greedy": 0, "patient": 0}
    stop = threading.Event()

    def take(name: str) -> None:
        while not stop.is_set():
            with slots.acquire(5):
                turns[name] += 1
                time.sleep(0.001)

    threads = [threading.Thread(target=take, args=(name,)) for name in turns]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    stop.set()
    for thread in threads:
        thread.join(5)

    assert min(turns.values()) > 0.4 * max(turns.values())


def test_a_turn_that_does_not_come_leaves_the_queue() -> None:
    slots = Limiter(2)
    with slots.acquire(0), slots.acquire(0):
        with pytest.raises(WaitTimeout), slots.acquire(0.01):
            pass
        with pytest.raises(WaitTimeout), slots.acquire(-1):
            pass
    with slots.acquire(0), slots.acquire(0):
        pass
    assert (len(slots.inside), len(slots.waiting)) == (0, 0)


def interrupt_soon(when: Callable[[], bool], *, is_over: threading.Event | None = None) -> threading.Thread:
    """Press Ctrl-C, as seen by the main thread, once a condition holds.

    Python loses one that arrives while an object is being deleted; given ``is_over``, it is pressed again until then.
    """

    main = threading.main_thread().ident
    assert main is not None

    def press() -> None:
        give_up_at = time.monotonic() + 5
        while not when() and time.monotonic() < give_up_at:
            time.sleep(0.001)
        # The signal itself, which also wakes a thread that waits for a lock.
        signal.pthread_kill(main, signal.SIGINT)
        while is_over is not None and not is_over.wait(1):
            signal.pthread_kill(main, signal.SIGINT)

    thread = threading.Thread(target=press)
    thread.start()
    return thread


# The connections of an interrupted call are closed by the garbage collector, which Python remarks on: here and not in
# whatever test comes next.
may_leave_a_socket = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def collected() -> Iterator[None]:
    yield
    gc.collect()


def test_ctrl_c_while_waiting_for_a_turn_leaves_the_queue() -> None:
    slots = Limiter(1)
    with slots.acquire(0):
        pressing = interrupt_soon(lambda: len(slots.waiting) == 1)
        with pytest.raises(KeyboardInterrupt), slots.acquire(5):
            pass
        pressing.join()
    assert (len(slots.inside), len(slots.waiting)) == (0, 0)


@may_leave_a_socket
@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize("path", ["/token", status_path()], ids=["exchange", "call"])
def test_after_ctrl_c_the_same_client_goes_on(vendor: VendorServer, path: str) -> None:
    # Whoever works at a Python prompt presses Ctrl-C and tries again.
    method = "POST" if path == "/token" else "GET"
    vendor.on("POST", TOKEN_PATH, Reply(404))
    vendor.on("POST", "/token", token_reply("token-1"))
    with SmartBuildings("me", "secret", base_url=vendor.url, token_store=MemoryStore(), connections=1) as client:
        vendor.on(method, path, Reply(drip_s=0.05, body=b" " * 1000))
        pressing = interrupt_soon(lambda: len(vendor.requests_for(method, path)) == 1)
        with pytest.raises(KeyboardInterrupt):
            client.thermostats.get(THERMOSTAT).status()
        pressing.join()

        vendor.on("POST", "/token", token_reply("token-1"))
        vendor.on("GET", status_path(), success({"id": THERMOSTAT}))
        with client.options(deadline_s=5):
            assert client.thermostats.get(THERMOSTAT).status().id == THERMOSTAT


@may_leave_a_socket
@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize("delay_ms", range(0, 60, 4))
def test_ctrl_c_at_any_moment_leaves_nothing_locked(vendor: VendorServer, delay_ms: int) -> None:
    begun: list[float] = []
    is_over = threading.Event()
    pressing = interrupt_soon(lambda: bool(begun) and time.monotonic() > begun[0] + delay_ms / 1000, is_over=is_over)
    with SmartBuildings("me", "secret", base_url=vendor.url, connections=1) as client:
        with pytest.raises(KeyboardInterrupt):
            begun.append(time.monotonic())
            while True:
                client.thermostats.get(THERMOSTAT).status()
                client._tokens._held = None  # The next call takes the way through the store again.
        is_over.set()
        pressing.join()

        with client.options(deadline_s=3):
            assert client.thermostats.get(THERMOSTAT).status().id == THERMOSTAT


class InterruptAt:
    """Raises ``KeyboardInterrupt`` at the nth line that is run of ours and of the HTTP client.

    Not at a ``with`` statement: it is passed again at its end, where Python itself lets no signal in. Not inside
    httpcore's lock either: its ``__exit__`` is a Python function, and where it ends before the release, httpcore takes
    the same lock again to clean up and waits until the next Ctrl-C.
    """

    def __init__(self, nth: int) -> None:
        self.left = nth

    def __call__(self, frame: FrameType, event: str, argument: Any) -> InterruptAt | None:
        file = frame.f_code.co_filename
        if not any(part in file for part in ("/httpcore/", "/httpx/", "/smartbuildings/_")):
            return None
        if file.endswith("/httpcore/_synchronization.py"):
            return None
        if event == "line" and not linecache.getline(file, frame.f_lineno).lstrip().startswith("with "):
            self.left -= 1
            if self.left == 0:
                raise KeyboardInterrupt
        return self


@may_leave_a_socket
@pytest.mark.usefixtures("collected")
def test_ctrl_c_between_any_two_lines_of_a_call_leaves_the_client_usable(vendor: VendorServer) -> None:
    plain = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # Made once: a usual one takes longer than everything here.
    traced = sys.gettrace()
    lines = 0
    while True:
        lines += 13  # Every line takes 20 seconds; 13 meets every part of the path.
        interrupt = InterruptAt(lines)
        with SmartBuildings("me", "secret", base_url=vendor.url, connections=1, verify=plain) as client:
            sys.settrace(interrupt)
            try:
                client.thermostats.get(THERMOSTAT).status()
            except KeyboardInterrupt:
                pass
            finally:
                sys.settrace(traced)
            with client.options(deadline_s=1):
                assert client.thermostats.get(THERMOSTAT).status().id == THERMOSTAT
        if interrupt.left > 0:
            break
    assert lines > 1000


def test_a_turn_that_nobody_gave_back_ends_with_its_call_and_those_who_wait_go_on() -> None:
    slots = Limiter(1)
    lost = slots.acquire(0)
    lost.__enter__()
    came = threading.Event()

    def wait() -> None:
        with slots.acquire(10):
            came.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert not came.wait(0.05)
    del lost

    assert came.wait(3)
    waiting.join()
    assert (len(slots.inside), len(slots.waiting)) == (0, 0)


def test_after_an_error_in_a_fan_out_none_starts_any_more() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        if number == 1:
            raise ServerError("no")
        time.sleep(0.02)
        return number

    with pytest.raises(ServerError):
        gather(work, range(100), at_once=2)
    assert len(begun) < 6


def test_a_fan_out_keeps_the_order_of_its_items() -> None:
    assert gather(lambda number: number * 2, range(50), at_once=7) == [number * 2 for number in range(50)]
