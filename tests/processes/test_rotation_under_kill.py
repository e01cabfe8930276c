"""A process that is killed while it replaces a single-use refresh token loses no consent, once the response is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import VendorServer, own

from smartbuildings import AuthorizationCode, FileStore, SmartBuildings
from smartbuildings.errors import ConsentNeeded

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")

ROUTE = "/oauth/token"
CREDENTIALS = AuthorizationCode("me", "secret", ROUTE, code="the-code")
KILLS = 200
# Forks a process for each kill. Each takes what the one before it left, and replaces the token; a thread kills it at a
# random instant after the response was kept: while it is being saved, and before or after the token is used.
FORKS = """
import os, random, signal, ssl, sys, threading, time, traceback
from smartbuildings import AuthorizationCode, FileStore, SmartBuildings

url, folder, kills = sys.argv[1], sys.argv[2], int(sys.argv[3])
credentials = AuthorizationCode("me", "secret", "/oauth/token", code="the-code")
chance = random.Random(15)
no_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


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
    with SmartBuildings(credentials=credentials, base_url=url, token_store=Doomed(folder), verify=no_tls) as sb:
        sb.authenticate()
        time.sleep(30)


# Loads what a request needs, once and not in each child: with a token of its own, from the vendor's other endpoint.
with SmartBuildings("me", "secret", base_url=url, token_store=FileStore(folder + "/first"), verify=no_tls) as sb:
    sb.authenticate()
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
DIES_BEFORE_THE_RESPONSE = """
import os, signal, sys
from smartbuildings import AuthorizationCode, SmartBuildings
from smartbuildings._sync.http import Http

def die(self, request):
    send(self, request)
    os.kill(os.getpid(), signal.SIGKILL)

send, Http.send = Http.send, die
credentials = AuthorizationCode("me", "secret", "/oauth/token", code="the-code")
with SmartBuildings(credentials=credentials, base_url=sys.argv[1], token_store="file:" + sys.argv[2]) as sb:
    sb.authenticate()
"""


class RotatingEndpoint:
    """Revokes the old pair at once. Every token has expired by the time that anybody looks at it."""

    def __init__(self, vendor: VendorServer) -> None:
        self.refresh: str | None = None
        self.issued = 0
        self.rejected = 0
        vendor.on("POST", ROUTE, self._issue)

    def _issue(self, request: Request) -> Reply:
        is_first = "code" in request.form and self.refresh is None
        if not is_first and request.form.get("refresh_token") != self.refresh:
            self.rejected += 1
            return json_reply({"error": "invalid_grant"}, 400)
        self.issued += 1
        self.refresh = f"r{self.issued}"
        return json_reply({"access_token": f"t{self.issued}", "refresh_token": self.refresh, "expires_in": 1e-9})


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], timeout=300, check=False, stdout=subprocess.PIPE, text=True
    )


def test_200_kills_after_the_response_is_read_lose_no_consent(vendor: VendorServer, tmp_path: Path) -> None:
    endpoint = RotatingEndpoint(vendor)

    result = run(FORKS, vendor.url, str(tmp_path), str(KILLS))

    assert result.stdout.split() == [str(KILLS)]
    # A start that lost the pair would have sent a revoked one.
    assert (endpoint.issued, endpoint.rejected) == (KILLS, 0)
    with SmartBuildings(credentials=CREDENTIALS, base_url=vendor.url, token_store=FileStore(tmp_path)) as sb:
        sb.authenticate()
    assert (endpoint.issued, endpoint.rejected) == (KILLS + 1, 0)
    assert not list(tmp_path.glob(".*.tmp"))


def test_after_a_kill_before_the_response_is_read_the_stored_token_is_tried_once(
    vendor: VendorServer, tmp_path: Path
) -> None:
    endpoint = RotatingEndpoint(vendor)
    store = FileStore(tmp_path)
    with SmartBuildings(credentials=CREDENTIALS, base_url=vendor.url, token_store=store) as sb:
        sb.authenticate()

    assert run(DIES_BEFORE_THE_RESPONSE, vendor.url, str(tmp_path)).returncode < 0

    intent = own(store, vendor).load(CREDENTIALS.key).intent
    assert intent is not None
    for _ in range(2):
        with (
            SmartBuildings(credentials=CREDENTIALS, base_url=vendor.url, token_store=store) as sb,
            pytest.raises(ConsentNeeded, match="interrupted") as caught,
        ):
            sb.authenticate()
        assert caught.value.since is not None
        assert caught.value.since.timestamp() == pytest.approx(intent.since)
    assert (endpoint.issued, endpoint.rejected) == (2, 1)
