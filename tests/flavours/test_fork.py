"""A sync client that was used before its process forked."""

from __future__ import annotations

import os
import sys
import threading

import pytest
from servers.scripted import json_reply
from servers.vendor import EXPIRED, THERMOSTAT, VendorServer, status_path

from smartbuildings import SmartBuildings

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork"),
    # Python warns of forking while threads run, which is what these tests are about.
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]


def in_child(work: object) -> int:
    """Run ``work`` in a forked child; returns its exit status."""
    assert callable(work)
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException as error:  # noqa: BLE001 - the child must never run on into pytest
            print(f"in the child: {error!r}", file=sys.stderr)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def client_of(vendor: VendorServer) -> SmartBuildings:
    return SmartBuildings("sandbox-client", "sandbox-secret", base_url=vendor.url)


def test_the_child_opens_connections_of_its_own_and_keeps_the_token(vendor: VendorServer) -> None:
    with client_of(vendor) as sb:
        thermostat = sb.thermostats.get(THERMOSTAT)
        thermostat.status()
        assert vendor.connections == 1

        assert in_child(thermostat.status) == 0
        assert vendor.connections == 2

        thermostat.status()
        assert vendor.connections == 2  # The parent's connection lived through the child's end.
    assert vendor.exchanges == 1


def test_the_child_renews_an_expired_token_by_itself(vendor: VendorServer) -> None:
    with client_of(vendor) as sb:
        thermostat = sb.thermostats.get(THERMOSTAT)
        thermostat.status()
        vendor.on("GET", status_path(), EXPIRED, json_reply({"status": "success", "data": {"id": THERMOSTAT}}))

        assert in_child(thermostat.status) == 0

    assert vendor.exchanges == 2


def test_a_lock_that_another_thread_held_at_the_fork_does_not_block_the_child(vendor: VendorServer) -> None:
    gate = threading.Event()
    with client_of(vendor) as sb:
        thermostat = sb.thermostats.get(THERMOSTAT)
        thermostat.status()
        waiting = json_reply({"status": "success", "data": {"id": THERMOSTAT}}, gate=gate)
        vendor.on("GET", status_path(), waiting)
        under_way = [threading.Thread(target=thermostat.status) for _ in range(3)]  # All the slots there are.
        for thread in under_way:
            thread.start()
        vendor.wait_for(4, "GET", status_path())
        vendor.on("GET", status_path(), json_reply({"status": "success", "data": {"id": THERMOSTAT}}))

        def bounded() -> None:
            with sb.options(deadline_s=5):
                thermostat.status()

        try:
            assert in_child(bounded) == 0
        finally:
            gate.set()
            for thread in under_way:
                thread.join()
