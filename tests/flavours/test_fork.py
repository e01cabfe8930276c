"""A used client in a forked child: same token, connections of its own, and the parent's stay whole."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from servers.vendor import EXPIRED, THERMOSTAT, TOKEN_PATH, VendorServer, status_path, success, token_reply

from smartbuildings import SharedQuota, SmartBuildings

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
    # Python 3.12 warns of what is tested here: a fork while other threads (the server's) run.
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]


def in_child(work: Callable[[], Any]) -> Any:
    """Run something in a forked child and give its result, or raise with its traceback."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        signal.alarm(30)  # A child that waits for a lock of its parent's would hang the tests for ever.
        try:
            answer = (True, work())
        except BaseException:  # noqa: BLE001 - told to the parent
            answer = (False, traceback.format_exc())
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(answer, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        done, result = pickle.load(pipe)
    os.waitpid(child, 0)
    assert done, result
    return result


@pytest.fixture
def client(vendor: VendorServer) -> Iterator[SmartBuildings]:
    with SmartBuildings("me", "secret", base_url=vendor.url, deadline_s=5) as client:
        yield client


def read(client: SmartBuildings) -> str | None:
    return client.thermostats.get(THERMOSTAT).status().id


def test_a_forked_child_shares_the_token_and_nothing_else(vendor: VendorServer, client: SmartBuildings) -> None:
    read(client)

    assert in_child(lambda: [read(client), read(client)]) == [THERMOSTAT] * 2
    assert [read(client), read(client)] == [THERMOSTAT] * 2

    assert vendor.exchanges == 1
    assert vendor.connections == 2  # one each: the parent's survived
    assert [request.connection for request in vendor.requests] == [1, 1, 2, 2, 1, 1]


def test_a_child_renews_an_expired_token_by_itself(vendor: VendorServer, client: SmartBuildings) -> None:
    read(client)
    vendor.on("GET", status_path(), lambda request: EXPIRED if request.token == "token-1" else success({}))

    in_child(lambda: read(client))

    assert vendor.exchanges == 2


def test_a_child_that_closes_the_client_leaves_the_parent_s_connection_open(
    vendor: VendorServer, client: SmartBuildings
) -> None:
    read(client)

    in_child(client.close)
    read(client)

    assert vendor.connections == 1


def test_a_fork_while_another_thread_requests_a_token_does_not_hang_the_child(
    vendor: VendorServer, client: SmartBuildings
) -> None:
    gate = threading.Event()
    vendor.on("POST", TOKEN_PATH, token_reply("token-1", gate=gate), token_reply("token-2"))
    busy = threading.Thread(target=read, args=(client,))
    busy.start()
    vendor.wait_for(1, "POST", TOKEN_PATH)

    assert in_child(lambda: read(client)) == THERMOSTAT

    gate.set()
    busy.join(5)
    assert not busy.is_alive()


def test_a_child_s_first_call_may_be_for_a_token(vendor: VendorServer, client: SmartBuildings) -> None:
    gate = threading.Event()
    vendor.on("POST", TOKEN_PATH, token_reply("token-1", gate=gate), token_reply("token-2"))
    busy = threading.Thread(target=read, args=(client,))
    busy.start()
    vendor.wait_for(1, "POST", TOKEN_PATH)

    assert in_child(lambda: client.authenticate().scope) == "read:all"

    gate.set()
    busy.join(5)


def test_a_fork_while_every_connection_is_busy_does_not_hang_the_child(
    vendor: VendorServer, client: SmartBuildings
) -> None:
    client.authenticate()
    gate = threading.Event()
    vendor.on("GET", status_path("1"), success({"id": "1"}, gate=gate))
    busy = [threading.Thread(target=client.thermostats.get("1").status) for _ in range(5)]
    for thread in busy:
        thread.start()
    vendor.wait_for(3, "GET", status_path("1"))

    assert in_child(lambda: read(client)) == THERMOSTAT

    gate.set()
    for thread in busy:
        thread.join(5)


def test_many_threads_of_a_child_move_in_together(vendor: VendorServer, client: SmartBuildings) -> None:
    read(client)

    def work() -> list[str | None]:
        found: list[str | None] = []
        threads = [threading.Thread(target=lambda: found.append(read(client))) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(5)
        return found

    sys.setswitchinterval(1e-5)
    try:
        assert in_child(work) == [THERMOSTAT] * 20
    finally:
        sys.setswitchinterval(0.005)

    assert vendor.connections <= 1 + 3


def test_a_shared_quota_goes_along(vendor: VendorServer, tmp_path: Any) -> None:
    told = {"x-ratelimit-limit": "50", "x-ratelimit-remaining": "20", "x-ratelimit-reset": "60000"}
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, headers=told))

    with SmartBuildings("me", "secret", base_url=vendor.url, quota=SharedQuota(tmp_path / "quota.db")) as client:
        in_child(lambda: read(client))

        assert [window.remaining for window in client.quota.windows] == [20]
