"""Streams over several accounts: what a walk that is left, cancelled or interrupted leaves behind."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial

import anyio
import pytest

from smartbuildings._io.merging.asynchronous import Merged as AsyncMerged
from smartbuildings._io.merging.synchronous import Merged
from smartbuildings.errors import ConfigurationError

WITHIN_S = 10.0
name_of: contextvars.ContextVar[str] = contextvars.ContextVar("name_of", default="nobody")


class Source:
    """An account that yields numbers, and notes how far it was read and whether it was closed."""

    def __init__(self, count: int = 1_000_000, error: Exception | None = None) -> None:
        self.count, self.error = count, error
        self.begun = 0
        self.is_closed = threading.Event()
        self.hold: threading.Event | None = None

    def walk(self) -> Iterator[int]:
        try:
            for number in range(self.count):
                self.begun += 1
                if self.hold is not None:
                    self.hold.wait(WITHIN_S)
                yield number
            if self.error is not None:
                raise self.error
        finally:
            self.is_closed.set()

    async def awalk(self) -> AsyncIterator[int]:
        try:
            for number in range(self.count):
                self.begun += 1
                await anyio.sleep(60 if self.hold is not None else 0)
                yield number
            if self.error is not None:
                raise self.error
        finally:
            with anyio.CancelScope(shield=True):  # As one that gives something back when it is closed.
                await anyio.sleep(0)
            self.is_closed.set()


def wait_until(condition: Callable[[], bool]) -> None:
    ends_at = time.monotonic() + WITHIN_S
    while not condition():
        assert time.monotonic() < ends_at
        time.sleep(0.005)


def account_threads() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "smartbuildings account"]


# -- threads


def test_a_break_ends_the_threads_and_closes_the_iterators() -> None:
    sources = [Source(), Source()]
    for arrival in Merged([each.walk for each in sources]):
        if arrival.item == 5:
            break

    wait_until(lambda: not account_threads())

    assert all(each.is_closed.is_set() for each in sources)


def test_close_waits_for_the_threads_and_ends_the_walk() -> None:
    source = Source()
    merged = Merged([source.walk, source.walk])
    next(merged)
    merged.close()

    assert account_threads() == []
    assert list(merged) == []


def test_one_that_is_stopped_inside_a_call_ends_after_it() -> None:
    source = Source()
    source.hold = threading.Event()
    quick = Source(1)
    merged = Merged([source.walk, quick.walk])
    assert next(merged).source == 1
    merged.stop()
    wait_until(lambda: len(account_threads()) == 1)
    source.hold.set()
    wait_until(lambda: not account_threads())
    assert source.begun == 1, "no further call is begun"


def test_each_thread_is_one_item_ahead_at_most() -> None:
    source = Source()
    merged = Merged([source.walk])
    for _ in range(3):
        next(merged)
    wait_until(lambda: source.begun == 4)
    time.sleep(0.05)
    assert source.begun == 4
    merged.close()


def test_an_error_is_the_last_arrival_of_its_thread_and_the_others_go_on() -> None:
    sources = [Source(2, ValueError("broken")), Source(3)]

    arrivals = list(Merged([each.walk for each in sources]))

    assert [each.item for each in arrivals if each.source == 1] == [0, 1, 2]
    first = [(each.item, type(each.error)) for each in arrivals if each.source == 0]
    assert first == [(0, type(None)), (1, type(None)), (None, ValueError)]


def test_threads_see_the_context_of_the_walk() -> None:
    def walk() -> Iterator[str]:
        yield name_of.get()

    token = name_of.set("somebody")
    assert [each.item for each in Merged([walk, walk])] == ["somebody", "somebody"]
    name_of.reset(token)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_walk_does_not_hang_in_a_forked_process() -> None:
    merged = Merged([Source().walk])
    next(merged)
    child = os.fork()
    if child == 0:
        signal.alarm(5)  # Were it to hang, it would end with another exit code.
        try:
            next(merged)
        except ConfigurationError:
            os._exit(0)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    merged.close()


def test_a_ctrl_c_ends_the_threads() -> None:
    source = Source()
    source.hold = threading.Event()
    merged = Merged([source.walk])
    timer = threading.Timer(0.2, partial(os.kill, os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        next(merged)
    timer.join()
    source.hold.set()
    wait_until(lambda: not account_threads())


# -- tasks


@pytest.mark.anyio
async def test_a_break_cancels_the_tasks_and_closes_the_async_iterators(anyio_backend: str) -> None:
    sources = [Source(), Source()]
    sources[1].hold = threading.Event()  # Inside a call that would take a minute.
    before = _tasks()
    async for arrival in AsyncMerged([each.awalk for each in sources]):
        if arrival.item == 5:
            break
    gc.collect()

    with anyio.fail_after(WITHIN_S):
        while not all(each.is_closed.is_set() for each in sources) or _tasks() > before:
            await anyio.sleep(0.005)


def _tasks() -> int:
    return len(anyio.get_running_tasks())


@pytest.mark.anyio
async def test_aclose_waits_for_the_tasks() -> None:
    sources = [Source(), Source()]
    sources[1].hold = threading.Event()
    merged = AsyncMerged([each.awalk for each in sources])
    await anext(merged)
    await merged.aclose()

    assert all(each.is_closed.is_set() for each in sources)
    assert [each async for each in merged] == []


@pytest.mark.anyio
async def test_a_cancelled_reader_ends_the_tasks() -> None:
    source = Source()
    source.hold = threading.Event()
    merged = AsyncMerged([source.awalk])
    with anyio.move_on_after(0.05) as scope:
        await anext(merged)
    assert scope.cancelled_caught
    with anyio.fail_after(WITHIN_S):
        while not source.is_closed.is_set():
            await anyio.sleep(0.005)


@pytest.mark.anyio
async def test_each_task_is_one_item_ahead_at_most() -> None:
    source = Source()
    merged = AsyncMerged([source.awalk])
    for _ in range(3):
        await anext(merged)
    for _ in range(50):
        await anyio.sleep(0)
    assert source.begun == 4
    await merged.aclose()


@pytest.mark.anyio
async def test_an_error_is_the_last_arrival_of_its_task_and_the_others_go_on() -> None:
    sources = [Source(2, ValueError("broken")), Source(3)]

    arrivals = [each async for each in AsyncMerged([each.awalk for each in sources])]

    assert [each.item for each in arrivals if each.source == 1] == [0, 1, 2]
    assert [type(each.error) for each in arrivals if each.source == 0] == [type(None), type(None), ValueError]


@pytest.mark.anyio
async def test_tasks_see_the_context_of_the_walk() -> None:
    async def walk() -> AsyncIterator[str]:
        yield name_of.get()

    token = name_of.set("somebody")
    assert [each.item async for each in AsyncMerged([walk, walk])] == ["somebody", "somebody"]
    name_of.reset(token)


def test_a_loop_that_ends_during_a_walk_ends_the_tasks() -> None:
    source = Source()
    source.hold = threading.Event()
    kept = []

    async def main() -> None:
        merged = AsyncMerged([source.awalk, Source().awalk])
        kept.append(merged)
        await anext(merged)

    asyncio.run(main())
    assert source.is_closed.is_set()
    kept.clear()
    gc.collect()
