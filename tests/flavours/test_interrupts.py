"""Ctrl-C and sudden death, in a process of their own: no held lock and no half-written file is left."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from servers.vendor import THERMOSTAT, TOKEN_PATH, VendorServer, token_reply

from smartbuildings import FileStore, SmartBuildings
from smartbuildings.tokens import Token, TokenRecord

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")

CALL = """
import sys
from smartbuildings import SmartBuildings
with SmartBuildings("sandbox-client", "sandbox-secret", base_url=sys.argv[1], token_store=sys.argv[2]) as sb:
    sb.authenticate()
"""
SAVE_FOREVER = """
import sys
from smartbuildings import FileStore
from smartbuildings.tokens import Token, TokenRecord
store = FileStore(sys.argv[1])
print("up", flush=True)
while True:
    lease = store.lease("key")
    assert lease.try_acquire()
    store.save("key", TokenRecord(Token("x" * 5000, obtained_at=1.0)))
    lease.release()
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_process_that_ends_during_an_exchange_leaves_no_held_lock(
    vendor: VendorServer, tmp_path: Path, sent: signal.Signals
) -> None:
    gate = threading.Event()
    vendor.on("POST", TOKEN_PATH, token_reply("never-seen", gate=gate), token_reply("fresh"))
    store = f"file:{tmp_path}"
    process = subprocess.Popen([sys.executable, "-c", CALL, vendor.url, store], stderr=subprocess.PIPE, text=True)
    try:
        vendor.wait_for(1, "POST", TOKEN_PATH, within_s=20)
        process.send_signal(sent)
        _, complaint = process.communicate(timeout=20)
    finally:
        process.kill()
        gate.set()
    assert process.returncode != 0
    assert "sandbox-secret" not in complaint

    began = time.monotonic()
    with SmartBuildings("sandbox-client", "sandbox-secret", base_url=vendor.url, token_store=store) as sb:
        assert sb.thermostats.get(THERMOSTAT).status().id == THERMOSTAT

    assert time.monotonic() - began < 5
    assert not list(tmp_path.glob(".*.tmp"))


def end(process: subprocess.Popen[str], sent: signal.Signals) -> None:
    """Send a signal until the process ends: Python loses a Ctrl-C that arrives while an object is being deleted."""
    for _ in range(10):
        process.send_signal(sent)
        try:
            process.communicate(timeout=2)
        except subprocess.TimeoutExpired:
            continue
        return
    process.kill()
    process.communicate()
    raise AssertionError("The process did not end.")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_process_that_ends_while_saving_leaves_a_whole_record(tmp_path: Path, sent: signal.Signals) -> None:
    for pause_s in (0.0, 0.003, 0.007, 0.012, 0.02):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVE_FOREVER, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(pause_s)
        end(process, sent)

        for file in tmp_path.glob("*.json"):
            json.loads(file.read_text())  # Whole, or not there.
        store = FileStore(tmp_path)
        lease = store.lease("key")
        assert lease.try_acquire()
        store.save("key", TokenRecord(Token("mine", obtained_at=2.0)))
        lease.release()
        mine = store.load("key").token
        assert mine is not None
        assert mine.value == "mine"
    if sent is signal.SIGINT:  # A killed process cannot tidy up; one that is interrupted does.
        assert not list(tmp_path.glob(".*.tmp"))
