"""Processes that hold a SmartThings consent are killed while they rotate its tokens, and lose no consent."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers.smartthings import CLIENT, SmartThingsServer

from smartbuildings import FileStore, SmartThings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")

KILLS = 200
# Forks a process for each kill: it takes the consent that the one before it left, and refreshes its tokens, which have
# expired. A thread kills it at a random instant after the response was kept.
FORKS = """
import os, random, signal, ssl, sys, threading, time, traceback
from smartbuildings import FileStore, SmartThings

url, folder, kills = sys.argv[1], sys.argv[2], int(sys.argv[3])
chance = random.Random(16)
how = {"base_url": url, "client_id": "app", "client_secret": "app-secret"}


def refresh_and_die(delay_s):
    is_read = threading.Event()

    class Doomed(FileStore):
        def stage(self, key, record):
            super().stage(key, record)
            is_read.set()

    def kill():
        is_read.wait(30)
        time.sleep(delay_s)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()
    with SmartThings(token_store=Doomed(folder), **how) as client:
        client.consents()
        time.sleep(30)


# Loads what a request needs, once and not in each child.
with SmartThings(token_store=FileStore(folder), **how) as client:
    client.consents()
killed = 0
for _ in range(kills):
    child = os.fork()
    if child == 0:
        try:
            refresh_and_die(chance.choice([0.0, chance.uniform(0, 0.005), chance.uniform(0, 0.04)]))
        except BaseException:
            traceback.print_exc()
        os._exit(1)
    _, status = os.waitpid(child, 0)
    killed += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
print(killed)
"""


@pytest.fixture
def vendor() -> Iterator[SmartThingsServer]:
    with SmartThingsServer() as server:
        server.lifetime_s = 1e-9  # Every access token has expired by the time that anybody looks at it.
        yield server


def test_200_kills_after_the_response_of_a_rotation_lose_no_consent(vendor: SmartThingsServer, tmp_path: Path) -> None:
    with SmartThings(base_url=vendor.base_url, token_store=FileStore(tmp_path), **CLIENT) as client:
        first = client.add_consent("code-a", "http://localhost/")

    result = subprocess.run(
        [sys.executable, "-c", FORKS, vendor.base_url, str(tmp_path), str(KILLS)],
        timeout=300,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )

    assert result.stdout.split() == [str(KILLS)]
    assert vendor.rejected == 0, "a start that lost the pair would have sent a revoked one"
    with SmartThings(base_url=vendor.base_url, token_store=FileStore(tmp_path), **CLIENT) as client:
        (found,) = client.consents()
    assert (found.name, found.location_id, found.error) == (first.name, "location-a", None)
    assert vendor.rejected == 0
