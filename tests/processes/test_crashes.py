"""What a process leaves behind that dies between the vendor's answer and the store, and what others make of it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import attrs
import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import THERMOSTAT, VendorServer, own, status_path, token_reply

from smartbuildings import AuthorizationCode, ClientCredentials, FileStore, SmartBuildings
from smartbuildings.errors import TokenQuotaExceeded
from smartbuildings.tokens import TokenRecord

CREDENTIALS = AuthorizationCode("me", "secret", "/oauth/token", code="the-code")
# The power goes out after the new pair was written aside, and before it takes the place of the old one.
DIES_SAVING = """
import os, signal, sys
from pathlib import Path
from smartbuildings import AuthorizationCode, SmartBuildings

replace = Path.replace

def die_or_replace(self, target):
    if '"value": "t2"' in self.read_text():
        os.kill(os.getpid(), signal.SIGKILL)
    replace(self, target)

Path.replace = die_or_replace
credentials = AuthorizationCode("me", "secret", "/oauth/token", code="the-code")
with SmartBuildings(credentials=credentials, base_url=sys.argv[1], token_store="file:" + sys.argv[2]) as sb:
    sb.authenticate()
"""
ASKS_ONCE = """
import sys
from smartbuildings import ClientCredentials, SmartBuildings

credentials = ClientCredentials("me", "secret")
with SmartBuildings(credentials=credentials, base_url=sys.argv[1], token_store="file:" + sys.argv[2]) as sb:
    sb.authenticate()
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")


def run(script: str, vendor: VendorServer, folder: Path) -> int:
    return subprocess.run([sys.executable, "-c", script, vendor.url, str(folder)], timeout=60, check=False).returncode


def test_a_crash_between_answer_and_save_keeps_the_old_pair(vendor: VendorServer, tmp_path: Path) -> None:
    def issue(request: Request) -> Reply:
        number = len(vendor.requests_for("POST", "/oauth/token"))
        return json_reply({"access_token": f"t{number}", "expires_in": 3600, "refresh_token": f"r{number}"})

    vendor.on("POST", "/oauth/token", issue)
    store = FileStore(tmp_path)
    with SmartBuildings(credentials=CREDENTIALS, base_url=vendor.url, token_store=store) as sb:
        sb.authenticate()
    pair = own(store, vendor).load(CREDENTIALS.key).token
    assert pair is not None
    aged = attrs.evolve(pair, obtained_at=pair.obtained_at - 3600)
    own(store, vendor).save(CREDENTIALS.key, TokenRecord(aged))

    assert run(DIES_SAVING, vendor, tmp_path) < 0

    assert len(vendor.requests_for("POST", "/oauth/token")) == 2  # It had its answer,
    assert own(store, vendor).load(CREDENTIALS.key).token == aged  # and no time to keep it.
    with SmartBuildings(credentials=CREDENTIALS, base_url=vendor.url, token_store=store, deadline_s=5) as sb:
        sb.thermostats.get(THERMOSTAT).status()
    assert vendor.requests_for("POST", "/oauth/token")[-1].form["refresh_token"] == "r1"
    assert vendor.requests_for("GET", status_path())[-1].token != "t1"


def test_the_guard_counts_what_other_processes_requested(vendor: VendorServer, tmp_path: Path) -> None:
    credentials = ClientCredentials("me", "secret")
    vendor.on("POST", "/token", token_reply("token-1"))
    store = own(FileStore(tmp_path), vendor)
    store.save(credentials.account, TokenRecord(exchanges=(time.time(),) * 118))

    for _ in range(2):
        assert run(ASKS_ONCE, vendor, tmp_path) == 0
        store.save(credentials.key, TokenRecord())  # The next one has to ask anew.

    with (
        SmartBuildings(credentials=credentials, base_url=vendor.url, token_store=f"file:{tmp_path}") as sb,
        pytest.raises(TokenQuotaExceeded, match="120 tokens") as refused,
    ):
        sb.authenticate()
    assert refused.value.retry_after == pytest.approx(7200, abs=60)
    assert len(vendor.requests_for("POST", "/token")) == 2
