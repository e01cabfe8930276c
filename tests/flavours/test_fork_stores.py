"""A fork while other threads are inside a store or a quota: no child may hang on a lock that no thread of it holds."""

from __future__ import annotations

import faulthandler
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from servers.scripted import Reply, Request
from servers.vendor import EXPIRED, THERMOSTAT, VendorServer, status_path, success

from smartbuildings import FileStore, MemoryQuota, SharedQuota, SmartBuildings
from smartbuildings._core.quota_scopes import QuotaScope
from smartbuildings._core.quota_windows import QuotaState
from smartbuildings.quota import QuotaBook
from smartbuildings.tokens import Token, TokenRecord

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
    # Python 3.12 warns of what is tested here: a fork while other threads run.
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]

CHILDREN = 40
CHILD_S = 20
"""How long a child may take, which needs milliseconds, before it counts as one that hangs."""
USES = 60
"""How often a token is accepted."""

SCOPE = [QuotaScope("ecobee", "address")]
Step = Callable[[], object]


def count_in(book: QuotaBook) -> Step:
    """Make a step that changes the state of a book."""

    def change(states: Sequence[QuotaState], now: float) -> None:
        states[0].in_progress = [now]

    return lambda: book.update(SCOPE, change)


def use(store: FileStore) -> Step:
    """Make a step that does with a store whatever a client does."""

    def step() -> None:
        key = f"key{threading.get_ident() % 3}"
        lease = store.lease(key)
        if lease.try_acquire():
            store.save(key, TokenRecord(Token("planted-token", 1.0)))
            store.load(key)
            lease.release()

    return step


@contextmanager
def hammered(step: Step, threads: int = 6) -> Iterator[None]:
    """Let threads repeat a step for as long as the block runs."""
    is_over = threading.Event()
    errors: list[Exception] = []

    def work() -> None:
        while not is_over.is_set():
            try:
                step()
            except Exception as error:  # noqa: BLE001 - told to the test
                errors.append(error)
                return

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    yield
    is_over.set()
    for worker in workers:
        worker.join(30)
        assert not worker.is_alive()
    assert errors == []


def fork(step: Step) -> int:
    """Start a child that makes one step and ends with 0, or with 1 and a traceback if it fails or hangs."""
    child = os.fork()
    if child == 0:
        assert sys.__stderr__ is not None
        faulthandler.dump_traceback_later(CHILD_S, exit=True, file=sys.__stderr__)
        try:
            step()
        except BaseException:  # noqa: BLE001 - printed, and told by the exit code
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    return child


def endings(children: list[int]) -> Counter[int]:
    """Wait for children, and count how they ended."""
    return Counter(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


@pytest.mark.parametrize("kind", ["shared quota", "memory quota", "file store"])
def test_children_forked_while_threads_are_inside_a_store_make_their_own_step(tmp_path: Path, kind: str) -> None:
    steps: dict[str, Callable[[], Step]] = {
        "shared quota": lambda: count_in(SharedQuota(tmp_path / "quota.db")),
        "memory quota": lambda: count_in(MemoryQuota()),
        "file store": lambda: use(FileStore(tmp_path / "tokens")),
    }
    step = steps[kind]()

    with hammered(step):
        children = []
        for _ in range(CHILDREN):
            children.append(fork(step))
            time.sleep(0.005)  # Not to fork in step with the threads.
        assert endings(children) == {0: CHILDREN}


def test_children_forked_while_threads_use_a_client_with_both_make_their_own_call(
    vendor: VendorServer, tmp_path: Path
) -> None:
    uses: Counter[str | None] = Counter()

    def status(request: Request) -> Reply:
        uses[request.token] += 1
        return EXPIRED if uses[request.token] > USES else success({"id": THERMOSTAT})

    vendor.on("GET", status_path(), status)
    store, quota = FileStore(tmp_path / "tokens"), SharedQuota(tmp_path / "quota.db")
    with SmartBuildings("me", "secret", base_url=vendor.url, token_store=store, quota=quota) as client:

        def read() -> None:
            assert client.thermostats.get(THERMOSTAT).status().id == THERMOSTAT

        read()  # Imports the models of the response: a fork in the middle of an import is another matter.
        children = []
        with hammered(read, threads=4):
            for _ in range(CHILDREN):
                children.append(fork(read))
                time.sleep(0.02)
            assert endings(children) == {0: CHILDREN}


def test_a_fork_does_not_wait_for_a_database_that_another_process_has_locked(tmp_path: Path) -> None:
    quota = SharedQuota(tmp_path / "quota.db")
    with closing(sqlite3.connect(tmp_path / "quota.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        waiting = threading.Thread(target=count_in(quota))
        waiting.start()
        time.sleep(0.1)

        started = time.monotonic()
        children = [fork(lambda: None) for _ in range(5)]
        assert time.monotonic() - started < 2
        assert endings(children) == {0: 5}
        assert waiting.is_alive()
        other.execute("COMMIT")
    waiting.join(10)
    assert not waiting.is_alive()


def test_a_fork_inside_a_step_of_the_same_thread_hangs_nobody(tmp_path: Path) -> None:
    quota = SharedQuota(tmp_path / "quota.db")
    other = SharedQuota(tmp_path / "other.db")

    def change(states: Sequence[QuotaState], now: float) -> int:
        return fork(count_in(other))  # As a signal handler may at any moment.

    assert endings([quota.update(SCOPE, change)]) == {0: 1}
    count_in(quota)()


def test_a_child_forked_during_the_first_use_of_sqlite_can_use_it(tmp_path: Path) -> None:
    script = """
import os, signal, sys, threading
from smartbuildings import SharedQuota

def change(states, now):
    return None

def first_use(name):
    SharedQuota(f"{sys.argv[1]}/{name}").update([], change)

assert "sqlite3" not in sys.modules
sys.setswitchinterval(1e-6)
threading.Thread(target=first_use, args=("parent.db",)).start()
children = []
for number in range(10):
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        first_use(f"child{number}.db")
        os._exit(0)
    children.append(child)
print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])
"""
    command = [sys.executable, "-W", "ignore", "-c", script, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert run.stdout == f"{[0] * 10}\n", run.stderr
