"""Several processes share one token and one count of the quota."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from servers.scripted import json_reply
from servers.vendor import EXPIRED, THERMOSTAT, TOKEN_PATH, VendorServer, success, token_reply

from smartbuildings import FileStore, SmartBuildings, errors
from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET, Sandbox, SandboxServer
from smartbuildings.sandbox.ecobee.quota import QuotaLimits
from smartbuildings.sandbox.pytest_plugin import RunningSandbox


def test_64_callers_in_4_processes_share_one_exchange_and_one_more_after_expiry(
    start_workers: Callable[..., Any], store: str, smartbuildings_sandbox: RunningSandbox
) -> None:
    sandbox = smartbuildings_sandbox.sandbox
    workers = start_workers(4, store, callers=16)

    assert workers.round(sandbox.thermostat_ids[0]) == 64
    assert sandbox.token_exchanges == 1

    sandbox.expire_tokens()
    assert workers.round(sandbox.thermostat_ids[0]) == 64
    assert sandbox.token_exchanges == 2


def test_a_process_that_comes_later_takes_the_token_from_the_store(
    start_workers: Callable[..., Any], store: str, smartbuildings_sandbox: RunningSandbox
) -> None:
    sandbox = smartbuildings_sandbox.sandbox
    with SmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=smartbuildings_sandbox.url, token_store=store) as sb:
        sb.authenticate()

    assert start_workers(2, store, callers=2).round(sandbox.thermostat_ids[0]) == 4

    assert sandbox.token_exchanges == 1


def test_the_guard_counts_the_exchanges_of_all_who_share_the_store(
    store: str, smartbuildings_sandbox: RunningSandbox
) -> None:
    sandbox = smartbuildings_sandbox.sandbox

    def client() -> SmartBuildings:
        return SmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=smartbuildings_sandbox.url, token_store=store)

    with client() as one, client() as other:
        for turn in range(120):
            user = (one, other)[turn % 2]
            user.thermostats.get(sandbox.thermostat_ids[0]).status()
            sandbox.expire_tokens()
        assert sandbox.token_exchanges == 120

        with pytest.raises(errors.TokenQuotaExceeded, match="120 tokens") as refused:
            one.thermostats.get(sandbox.thermostat_ids[0]).status()

    assert refused.value.retry_after is not None
    assert 0 < refused.value.retry_after <= 7200
    assert len(sandbox.requests.of("getToken")) == 120  # The refusal was ours: no request was made.


def test_a_token_is_never_offered_to_another_server_although_the_store_is_the_same(
    store: str, smartbuildings_sandbox: RunningSandbox
) -> None:
    with SandboxServer(Sandbox(seed=2)) as other:
        for url in (smartbuildings_sandbox.url, other.url, smartbuildings_sandbox.url):
            with SmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=url, token_store=store) as sb:
                assert len(sb.buildings().all()) == 3

        assert other.sandbox.token_exchanges == 1
        fingerprints = {record.token_fingerprint for record in other.sandbox.requests if record.has_token}
    assert smartbuildings_sandbox.sandbox.token_exchanges == 1
    own = {record.token_fingerprint for record in smartbuildings_sandbox.sandbox.requests if record.has_token}
    assert len(own) == len(fingerprints) == 1
    assert own != fingerprints


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_the_file_store_keeps_tokens_for_their_owner_only(
    tmp_path: Path, smartbuildings_sandbox: RunningSandbox
) -> None:
    folder = tmp_path / "deep" / "tokens"
    store = FileStore(folder)
    with SmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=smartbuildings_sandbox.url, token_store=store) as sb:
        sb.authenticate()

    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".json" for path in files)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not [path for path in files if path.suffix == ".tmp"]


@pytest.mark.smartbuildings_sandbox(quota=QuotaLimits(second=20, minute=10_000, hour=100_000))
def test_processes_that_share_the_quota_stay_below_the_vendors_limit(
    start_workers: Callable[..., Any], tmp_path: Path, smartbuildings_sandbox: RunningSandbox
) -> None:
    sandbox = smartbuildings_sandbox.sandbox
    workers = start_workers(4, f"file:{tmp_path / 'tokens'}", quota=str(tmp_path / "quota.db"), callers=3, calls=5)

    began = time.monotonic()
    assert workers.round(sandbox.thermostat_ids[0]) == 12
    took = time.monotonic() - began

    answers = [record.status for record in sandbox.requests]
    assert answers.count(200) >= 60
    # The first volley goes out before any limit is known, and a window may turn while answers travel.
    assert answers.count(429) <= 12
    assert took > 1.5  # 60 calls at 20 a second.


ASKS_OFTEN = """
import sys
from smartbuildings import SmartBuildings, errors

with SmartBuildings("me", sys.argv[3], base_url=sys.argv[1], token_store="file:" + sys.argv[2]) as sb:
    raised = set()
    for _ in range(int(sys.argv[4])):
        try:
            sb.thermostats.get("511863314842").status()
            raised.add("nothing")
        except errors.SmartBuildingsError as error:
            raised.add(type(error).__name__)
print(*sorted(raised))
"""


def ask_often(vendor: VendorServer, folder: Path, *, secret: str = "secret", calls: int = 75) -> list[str]:
    """Make calls in two processes at once; return what each had raised."""
    command = [sys.executable, "-c", ASKS_OFTEN, vendor.url, str(folder), secret, str(calls)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    return [process.communicate(timeout=60)[0].strip() for process in processes]


def test_two_processes_post_a_wrong_secret_once_and_a_corrected_one_at_once(
    vendor: VendorServer, tmp_path: Path
) -> None:
    wrong = json_reply({"error": "access_denied"}, 401)
    vendor.on(
        "POST",
        TOKEN_PATH,
        lambda request: token_reply("token-1") if request.json()["client_secret"] == "right" else wrong,
    )

    assert ask_often(vendor, tmp_path, secret="wrong") == ["TokenRefused"] * 2
    assert vendor.exchanges == 1

    assert ask_often(vendor, tmp_path, secret="right") == ["nothing"] * 2
    assert vendor.exchanges == 2


def test_two_processes_keep_to_the_retry_after_of_the_token_endpoint(vendor: VendorServer, tmp_path: Path) -> None:
    vendor.on("POST", TOKEN_PATH, json_reply({"error": "slow"}, 429, headers={"Retry-After": "900"}))

    assert ask_often(vendor, tmp_path) == ["TokenQuotaExceeded"] * 2
    assert vendor.exchanges == 1


def test_two_processes_request_few_tokens_of_a_server_that_calls_each_expired(
    vendor: VendorServer, tmp_path: Path
) -> None:
    vendor.on("GET", "*", EXPIRED)

    assert ask_often(vendor, tmp_path) == ["FreshTokenRejected"] * 2
    assert vendor.exchanges == 2


def test_processes_refresh_an_overdue_token_of_the_store_once_whatever_the_401_says(
    vendor: VendorServer, tmp_path: Path
) -> None:
    assert ask_often(vendor, tmp_path, calls=1) == ["nothing"] * 2
    for file in tmp_path.glob("*.json"):
        record = json.loads(file.read_text())
        if record["token"] is not None:
            record["token"]["obtained_at"] -= 7200 + 601
            file.write_text(json.dumps(record))
    bad = json_reply({"message": "Bad token; invalid JSON"}, 401)
    vendor.on("GET", "*", lambda request: bad if request.token == "token-1" else success({"id": THERMOSTAT}))

    assert ask_often(vendor, tmp_path, calls=3) == ["nothing"] * 2
    assert vendor.exchanges == 2
