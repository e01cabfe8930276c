"""What was read is printed, whatever happens to the rest, with a server on a real socket."""

from __future__ import annotations

import time
from typing import Any

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import VendorServer, status_path, success

from smartbuildings._sync import call_runner, sweep

IDS = [str(number) for number in range(511100000000, 511100000024)]
BUILDINGS = [f"{number:024x}" for number in range(3)]
SPENT = Reply(429, {"Retry-After": "3600"}, b"{}")
COMMANDS = {"status": "status", "alerts": "alerts", "thermostats": ""}
"""Each command, and the end of the path that it reads of a thermostat."""


def summary(request: Request) -> Reply:
    kind, found = request.path.split("/")[3:5]
    if kind == "buildings":
        return success({"id": found, "name": f"House {found[-1]}"})
    if request.path.endswith("/alerts"):
        return success({"items": [{"text": f"Alert of {found}", "severity": "low"}]})
    if request.path.endswith("/status"):
        return success({"id": found, "temperature": 70.5})
    return success({"id": found, "name": f"Unit {found[-2:]}"})


def listed(ids: list[Any]) -> Reply:
    return success({"count": len(ids), "items": [{"id": each, "contentLocation": f"/x/{each}"} for each in ids]})


def path_of(command: str, thermostat: str) -> str:
    return "/".join(filter(None, ("/api/v2/thermostats", thermostat, COMMANDS[command])))


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let retries follow soon in this process, in the order of their waits; how long they are is tested elsewhere."""
    monkeypatch.setattr(call_runner, "sleep", lambda seconds: time.sleep(seconds / 20))


@pytest.fixture
def account(vendor: VendorServer) -> VendorServer:
    vendor.on("GET", "*", summary)
    vendor.on("GET", "/api/v2/thermostatIds", listed(IDS))
    vendor.on("GET", "/api/v2/buildingIds", listed(BUILDINGS))
    return vendor


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("reply", "code", "kind"),
    [
        (Reply(reset=True), 7, "ConnectionFailed"),
        (Reply(503), 7, "ServerError"),
        (Reply(409, body=b"{}"), 1, "Conflict"),
        (Reply(body=b"{half"), 1, "UnreadableResponse"),
    ],
)
def test_one_thermostat_without_an_answer_hides_no_other(
    run: Any, account: VendorServer, command: str, reply: Reply, code: int, kind: str
) -> None:
    account.on("GET", path_of(command, IDS[5]), reply)
    told = {"SMARTBUILDINGS_BASE_URL": account.url, "COLUMNS": "100"}

    table = run(command, **told)
    ran = run(command, "--json", **told)

    for each in (table, ran):
        assert each.code == code, each.err
        assert each.err.startswith(f"smartbuildings: 1 of 24 could not be read ({IDS[5]}). ")
    assert all(each in table.out for each in IDS)
    assert kind in table.out
    rows = ran.json()
    assert [row["id"] for row in rows] == IDS
    assert [row["error"] and row["error"]["type"] for row in rows] == [kind if each == IDS[5] else None for each in IDS]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_quota_spent_midway_leaves_what_was_read(run: Any, account: VendorServer, command: str) -> None:
    for each in IDS[9:]:
        account.on("GET", path_of(command, each), SPENT)
    told = {"SMARTBUILDINGS_BASE_URL": account.url, "COLUMNS": "100"}

    table = run(command, **told)
    ran = run(command, "--json", **told)

    for each in (table, ran):
        assert each.code == 6, each.err
        assert each.err.startswith(f"smartbuildings: 15 of 24 could not be read ({', '.join(IDS[9:14])} and 10 more). ")
        assert "Wait 3600 s" in each.err
    assert all(each in table.out for each in IDS)
    rows = ran.json()
    assert [row["id"] for row in rows] == IDS
    assert [row["error"] is None for row in rows] == [True] * 9 + [False] * 15
    assert {row["error"]["type"] for row in rows[9:]} == {"RateLimited"}


def test_a_quota_spent_before_anything_was_read_is_one_sentence(run: Any, account: VendorServer) -> None:
    for each in IDS:
        account.on("GET", status_path(each), SPENT)

    ran = run("status", SMARTBUILDINGS_BASE_URL=account.url)

    assert (ran.code, ran.out, len(ran.err.splitlines())) == (6, "", 1)


def test_a_name_that_cannot_be_read_leaves_the_status(run: Any, account: VendorServer) -> None:
    for each in IDS[4:]:
        account.on("GET", path_of("thermostats", each), SPENT)

    ran = run("status", "--names", "--json", SMARTBUILDINGS_BASE_URL=account.url)

    rows = ran.json()
    assert ran.code == 6
    assert [row["temperature"]["f"] for row in rows] == [70.5] * 24
    assert [row["name"] for row in rows] == [f"Unit {each[-2:]}" for each in IDS[:4]] + [None] * 20
    assert "20 of 24" in ran.err


@pytest.mark.parametrize(("reply", "code"), [(json_reply({"status": "error"}, 403), 5), (Reply(reset=True), 7)])
def test_one_building_without_an_answer_hides_no_other(
    run: Any, account: VendorServer, reply: Reply, code: int
) -> None:
    account.on("GET", f"/api/v2/buildings/{BUILDINGS[1]}", reply)
    told = {"SMARTBUILDINGS_BASE_URL": account.url}

    table, ran = run("buildings", **told), run("buildings", "--json", **told)

    assert (table.code, ran.code) == (code, code)
    assert all(each in table.out for each in BUILDINGS)
    assert [(row["id"], row["name"]) for row in ran.json()] == [
        (BUILDINGS[0], "House 0"),
        (BUILDINGS[1], None),
        (BUILDINGS[2], "House 2"),
    ]
    assert BUILDINGS[1] in ran.err


def test_an_unusual_id_in_the_list_is_shown_and_the_others_are_read(run: Any, account: VendorServer) -> None:
    account.on("GET", "/api/v2/thermostatIds", listed([*IDS[:2], "eb-12", *IDS[2:]]))
    told = {"SMARTBUILDINGS_BASE_URL": account.url}

    ran, ids = run("status", "--json", **told), run("thermostats", "--ids-only", **told)

    assert (ran.code, ids.code) == (1, 1)
    assert [row["id"] for row in ran.json()] == [*IDS[:2], "eb-12", *IDS[2:]]
    assert [row["id"] for row in ran.json() if row["error"]] == ["eb-12"]
    assert ids.out.split() == IDS
    assert "eb-12" in ran.err
    assert "eb-12" in ids.err


def test_a_command_of_its_own_prints_what_was_read(run_process: Any, account: VendorServer) -> None:
    account.on("GET", path_of("status", IDS[5]), Reply(409, body=b"{}"))

    ran = run_process("status", "--json", SMARTBUILDINGS_BASE_URL=account.url)

    assert (ran.code, len(ran.json())) == (1, 24)
    assert "1 of 24" in ran.err


def test_a_vendor_that_is_down_costs_few_requests_and_every_id_is_accounted_for(
    run: Any, account: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(sweep, "sleep", pauses.append)
    for each in IDS[4:]:
        account.on("GET", status_path(each), Reply(503))

    ran = run("status", "--json", SMARTBUILDINGS_BASE_URL=account.url)

    assert ran.code == 7
    assert [row["error"] is None for row in ran.json()] == [True] * 4 + [False] * 20
    assert any("nothing was sent" in line for line in ran.err.splitlines())
    assert sum(request.path.endswith("/status") for request in account.requests) <= 4 + 5 * 4 + 2 + 5
    assert pauses == [1, 2, 4, 8, 16]
