"""What the doctor finds, and what it advises."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest


def verdicts(ran: Any) -> dict[str, str]:
    findings = ran.json()["findings"]
    assert all(set(each) == {"check", "verdict", "fact", "advice"} for each in findings)
    return {each["check"]: each["verdict"] for each in findings}


def advice(ran: Any, check: str) -> str:
    return next(str(each["advice"]) for each in ran.json()["findings"] if each["check"] == check)


CHECKS = [
    *("versions", "credentials", "base_url", "api_version", "token_store"),
    *("reachable", "clock", "token", "scopes", "account", "quota"),
]


def test_a_sound_configuration_passes_every_check(run: Any) -> None:
    ran = run("doctor", "--json")
    assert ran.code == 0
    assert ran.json()["ok"] is True
    assert verdicts(ran) == dict.fromkeys(CHECKS, "ok")


def test_the_doctor_uses_the_token_in_the_store(run: Any, server: Any) -> None:
    before = server.exchanges()
    assert run("doctor").code == run("doctor").code == 0
    assert server.exchanges() - before == 1


def test_missing_credentials_are_named_and_nothing_is_sent(run: Any, server: Any) -> None:
    ran = run("doctor", "--json", SMARTBUILDINGS_CLIENT_ID="")
    assert ran.code == 3
    found = verdicts(ran)
    assert found["credentials"] == "failed"
    assert [found[name] for name in CHECKS[5:]] == ["skipped"] * 6
    assert "smartbuildings sandbox" in advice(ran, "credentials")
    assert server.ask("GET", "/requests")["records"] == []


def test_quotes_around_a_credential_are_noticed(run: Any) -> None:
    ran = run("doctor", "--json", SMARTBUILDINGS_CLIENT_ID='"sandbox-client"')
    assert verdicts(ran)["credentials"] == "warning"
    assert ran.code == 4


def test_wrong_credentials_are_told_apart_from_a_wrong_network(run: Any) -> None:
    ran = run("doctor", "--json", SMARTBUILDINGS_CLIENT_SECRET="not-it")
    assert ran.code == 4
    found = verdicts(ran)
    assert (found["reachable"], found["token"], found["scopes"]) == ("ok", "failed", "skipped")


def test_a_server_that_does_not_answer_is_named(run: Any) -> None:
    ran = run("doctor", "--json", "--base-url", "http://127.0.0.1:9")
    assert ran.code == 7
    assert verdicts(ran)["reachable"] == "failed"
    assert "proxy" in advice(ran, "reachable")


@pytest.mark.parametrize(
    ("option", "value", "check"),
    [
        ("--base-url", "ftp://x", "base_url"),
        ("--token-store", "floppy", "token_store"),
        ("--token-store", "redis://127.0.0.1:9", "token_store"),
    ],
)
def test_a_wrong_setting_is_found_before_anything_is_sent(run: Any, option: str, value: str, check: str) -> None:
    ran = run("doctor", "--json", option, value)
    assert ran.code == 3
    assert verdicts(ran)[check] == "failed"


def test_a_token_file_that_others_can_read_is_a_failure(run: Any, tmp_path: Path) -> None:
    assert run("token").code == 0
    for each in (tmp_path / "tokens").glob("*.json"):
        each.chmod(0o644)
    ran = run("doctor", "--json")
    assert ran.code == 3
    assert "chmod 600" in advice(ran, "token_store")


def test_a_folder_that_cannot_be_written_is_a_failure(run: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ran = run("doctor", "--json", "--token-store", f"file:{tmp_path}/file/tokens")
    assert (ran.code, verdicts(ran)["token_store"]) == (3, "failed")


def test_a_store_in_memory_is_worth_a_warning(run: Any) -> None:
    ran = run("doctor", "--json", "--token-store", "memory")
    assert (ran.code, verdicts(ran)["token_store"]) == (0, "warning")


def test_the_retired_version_is_worth_a_warning(run: Any) -> None:
    ran = run("doctor", "--json", "--api-version", "v1")
    assert (ran.code, verdicts(ran)["api_version"]) == (0, "warning")


def test_a_token_of_another_server_is_explained(run: Any, server: Any) -> None:
    server.fault("revoked_token", operation="getBuildingIds")
    ran = run("doctor", "--json")
    assert (ran.code, verdicts(ran)["account"]) == (4, "failed")
    assert "another server" in advice(ran, "account")


def test_the_advice_for_a_revoked_token_helps(run: Any, server: Any) -> None:
    assert run("token").code == 0
    server.fault("revoked_token", operation="getBuildingIds")
    ran = run("doctor", "--json")
    assert ran.code == 4
    assert "smartbuildings token --discard" in advice(ran, "account")

    before = server.exchanges()
    assert run("token", "--discard").code == 0
    assert run("doctor").code == 0
    assert server.exchanges() - before == 1


def test_an_overdue_token_in_the_store_is_replaced_whatever_the_401_says(run: Any, server: Any, tmp_path: Path) -> None:
    assert run("token").code == 0
    for file in (tmp_path / "tokens").glob("*.json"):
        record = json.loads(file.read_text())
        if record["token"] is not None:
            record["token"]["obtained_at"] -= 7200 + 601
            file.write_text(json.dumps(record))
    server.fault("revoked_token", operation="getBuildingIds")
    before = server.exchanges()

    assert verdicts(run("doctor", "--json"))["account"] == "ok"
    assert server.exchanges() - before == 1


def test_a_remembered_rejection_is_reported_as_one(run: Any, server: Any) -> None:
    wrong = {"SMARTBUILDINGS_CLIENT_SECRET": "not-it"}
    assert run("doctor", **wrong).code == 4
    before = len(server.seen("getToken"))

    ran = run("doctor", "--json", **wrong)

    assert (ran.code, verdicts(ran)["token"]) == (4, "failed")
    fact = next(each["fact"] for each in ran.json()["findings"] if each["check"] == "token")
    assert "remembered" in fact
    assert "client secret" in fact
    assert len(server.seen("getToken")) == before
    assert run("doctor").code == 0


class _Late(BaseHTTPRequestHandler):
    """Answers every request with 404 and a clock that is an hour behind."""

    def do_HEAD(self) -> None:
        self.send_error(404)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return "Mon, 12 Jan 2026 15:00:00 GMT"

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def late_server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Late) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_clock_that_is_off_is_worth_a_warning(run: Any, late_server: str) -> None:
    found = verdicts(run("doctor", "--json", "--base-url", late_server))
    assert (found["reachable"], found["clock"], found["token"]) == ("ok", "warning", "failed")


def test_people_get_a_line_for_each_check_and_an_arrow_for_each_advice(run: Any) -> None:
    lines = run("doctor", "--token-store", "memory").out.splitlines()
    assert [line.split()[:2] for line in lines[:2]] == [["✓", "versions"], ["✓", "credentials"]]
    assert any(line.strip().startswith("→ The vendor allows 120") for line in lines)
