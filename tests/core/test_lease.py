"""A lease that is given back, whatever happens to who took it."""

from __future__ import annotations

import logging
import threading

import pytest

from smartbuildings._core.lease import LeaseGuard
from smartbuildings.tokens import MemoryStore


class Slow:
    """A lease whose taking can be watched and held up."""

    def __init__(self) -> None:
        self.is_held = False
        self.asked = threading.Event()
        self.go_on = threading.Event()

    def try_acquire(self) -> bool:
        self.asked.set()
        assert self.go_on.wait(5)
        self.is_held = True
        return True

    def release(self) -> None:
        self.is_held = False


class Interrupted(Slow):
    """Ctrl-C arrives after the lease was taken and before anybody learned of it."""

    def try_acquire(self) -> bool:
        self.is_held = True
        raise KeyboardInterrupt


def test_a_release_waits_for_a_taking_under_way_and_undoes_it() -> None:
    lease = Slow()
    holder = LeaseGuard(lease)
    taking = threading.Thread(target=holder.try_acquire)
    taking.start()
    assert lease.asked.wait(5)
    threading.Timer(0.05, lease.go_on.set).start()

    holder.release()

    taking.join()
    assert not lease.is_held


def test_nothing_is_taken_after_a_release() -> None:
    store = MemoryStore()
    holder = LeaseGuard(store.lease("k"))
    holder.release()

    assert not holder.try_acquire()
    assert LeaseGuard(store.lease("k")).try_acquire()


def test_an_interrupt_between_taking_and_noting_leaves_nothing_behind() -> None:
    lease = Interrupted()
    holder = LeaseGuard(lease)
    with pytest.raises(KeyboardInterrupt):
        holder.try_acquire()

    holder.release()

    assert not lease.is_held


def test_one_holds_it_at_a_time() -> None:
    store = MemoryStore()
    first, second = LeaseGuard(store.lease("k")), LeaseGuard(store.lease("k"))

    assert first.try_acquire()
    assert not second.try_acquire()
    second.release()
    assert not LeaseGuard(store.lease("k")).try_acquire()
    first.release()
    assert LeaseGuard(store.lease("k")).try_acquire()


def test_what_is_owed_is_done_once_and_before_the_release() -> None:
    store, done = MemoryStore(), []
    holder = LeaseGuard(store.lease("k"))
    holder.try_acquire()
    holder.owe(lambda: done.append(LeaseGuard(store.lease("k")).try_acquire()))

    holder.release()
    holder.release()

    assert done == [False]


def test_what_was_settled_is_not_done_again() -> None:
    done: list[int] = []
    holder = LeaseGuard(MemoryStore().lease("k"))
    holder.owe(lambda: done.append(1))

    holder.settle()
    holder.release()

    assert done == [1]


def test_a_store_that_fails_at_the_release_replaces_no_other_error(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Slow):
        def try_acquire(self) -> bool:
            return True

        def release(self) -> None:
            raise OSError("the disk is gone")

    def fail() -> None:
        raise OSError("the disk is gone")

    holder = LeaseGuard(Broken())
    holder.try_acquire()
    holder.owe(fail)

    with caplog.at_level(logging.WARNING), pytest.raises(ZeroDivisionError):
        try:
            raise ZeroDivisionError
        finally:
            holder.release()

    assert len(caplog.records) == 2
