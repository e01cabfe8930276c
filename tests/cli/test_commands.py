"""What the commands do and print, against a sandbox that is another process."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest


def test_the_sandbox_prints_lines_to_paste(server: Any) -> None:
    lines = server.greeting.splitlines()
    assert lines[1:] == [
        f"export SMARTBUILDINGS_BASE_URL={server.url}",
        "export SMARTBUILDINGS_CLIENT_ID=sandbox-client",
        "export SMARTBUILDINGS_CLIENT_SECRET=sandbox-secret",
    ]


def test_the_sandbox_of_another_vendor_prints_its_own_lines(smartthings_server: Any) -> None:
    assert smartthings_server.ask("GET", "")["devices"] == 24
    lines = smartthings_server.greeting.splitlines()
    assert lines[0].startswith("# 2 locations, 24 devices, seed 1, ")
    assert lines[1] == f"export SMARTTHINGS_BASE_URL={smartthings_server.url}"
    assert lines[2].startswith("export SMARTTHINGS_CLIENT_ID=")


def test_the_sandbox_begins_when_it_is_told_to_and_allows_what_it_is_told_to(dated_server: Any) -> None:
    allowed = dated_server.ask("GET", "/quota")

    assert "clock stopped at 2026-01-12 15:00 UTC (--speed 1 runs it)." in dated_server.greeting
    assert {name: allowed[name] for name in ("hour", "minute", "second")} == {"hour": 7, "minute": 6, "second": 5}


def test_two_commands_in_a_row_share_one_token(run_process: Any, server: Any) -> None:
    before = server.exchanges()
    assert run_process("buildings").code == 0
    assert run_process("thermostats", "--ids-only").code == 0
    assert server.exchanges() - before == 1


def test_the_token_file_is_for_its_owner_only(run_process: Any, tmp_path: Path) -> None:
    assert run_process("token").code == 0
    files = list((tmp_path / "tokens").glob("*.json"))
    assert files
    assert all(each.stat().st_mode & 0o077 == 0 for each in files)


def test_buildings_are_listed_with_their_addresses(run: Any) -> None:
    rows = run("buildings", "--json").json()
    assert [row["name"] for row in rows] == ["Maple Commons", "Harbour Residences", "Stanley Hall"]
    assert set(rows[0]) == {"id", "name", "size", "address", "error"}
    assert rows[0]["address"]["time_zone"] == "America/Toronto"
    table = run("buildings").out
    assert all(row["id"] in table and row["name"] in table for row in rows)


def test_thermostats_of_one_building_are_listed_up_to_a_limit(run: Any, server: Any) -> None:
    building = run("buildings", "--limit", "1", "--json").json()[0]["id"]
    rows = run("thermostats", "--building", building, "--limit", "3", "--json").json()
    assert [row["name"] for row in rows] == ["Unit 101", "Unit 102", "Unit 103"]
    assert all(row["building_id"] == building and row["error"] is None for row in rows)
    assert rows[0]["utc_offset"] in {"-05:00", "-04:00"}
    assert len(server.seen("getThermostatSummary")) == 3


def test_listing_ids_only_costs_one_request(run: Any, server: Any) -> None:
    rows = run("thermostats", "--ids-only", "--json").json()
    assert len(rows) == 24
    assert server.seen("getThermostatSummary") == []


def test_status_tells_temperatures_in_both_units(run: Any, thermostat: str) -> None:
    (row,) = run("status", thermostat, "--json").json()
    assert row["id"] == thermostat
    assert row["error"] is None
    temperature = row["temperature"]
    assert temperature["c"] == pytest.approx((temperature["f"] - 32) / 1.8, abs=0.01)
    assert set(row["set_points"]) == {"heat", "cool"}


def test_status_without_ids_reads_the_whole_account(run: Any, server: Any) -> None:
    table = run("status", "--names").out
    assert table.count(" °F") == 24
    assert "Unit 101" in table
    assert server.seen("getThermostatStatus") == [200] * 24


def test_status_speaks_celsius_on_request(run: Any, thermostat: str) -> None:
    table = run("status", thermostat, "--celsius").out
    assert "°C" in table
    assert "°F" not in table


def test_one_unreadable_thermostat_does_not_hide_the_others(run: Any, server: Any) -> None:
    server.fault(
        "response", status=403, body={"status": "error", "message": "not yours"}, operation="getThermostatStatus"
    )
    ran = run("status", "--json")
    failed = [row for row in ran.json() if row["error"] is not None]
    assert len(ran.json()) == 24
    assert [row["error"]["type"] for row in failed] == ["PermissionDenied"]
    assert failed[0]["temperature"] is None
    assert ran.code == 5
    assert ran.err.startswith(f"smartbuildings: 1 of 24 could not be read ({failed[0]['id']}). ")


def test_failures_of_several_kinds_end_with_1(run: Any, server: Any) -> None:
    body = {"status": "error", "message": "no"}
    server.fault("response", status=403, body=body, operation="getThermostatStatus")
    server.fault("response", status=200, body="{half", operation="getThermostatStatus")
    assert run("status").code == 1


def test_sensors_tell_typed_values_and_the_raw_ones(run: Any, thermostat: str) -> None:
    own = run("sensors", thermostat, "--json").json()[0]
    assert own["type"] == "thermostat"
    assert own["temperature"]["f"] == float(own["readings"][0]["raw"])
    assert isinstance(own["is_occupied"], bool)
    assert "Unit 101" in run("sensors", thermostat).out


def test_alerts_cannot_command_the_terminal(run: Any, server: Any, thermostat: str) -> None:
    server.ask("PATCH", f"/thermostats/{thermostat}", {"alert": "Filter \x1b[2J[red]clogged"})
    ran = run("alerts", thermostat)
    assert "Filter ?[2J[red]clogged" in ran.out
    assert "\x1b" not in ran.out
    (row,) = run("alerts", thermostat, "--json").json()
    assert row["alerts"][-1]["severity"] == "medium"
    datetime.fromisoformat(row["alerts"][-1]["time"])


def test_no_open_alert_is_said_beside_the_result(run: Any) -> None:
    ran = run("alerts", "511697106943")
    assert (ran.code, ran.out, ran.err) == (0, "", "No alert is open.\n")


def test_a_hold_is_made_and_resumed(run: Any, server: Any, thermostat: str) -> None:
    done = run("mode", thermostat, "heat", "--json").json()
    assert done == {"id": thermostat, "hvac_mode": "heat", "reached": None, "differs": []}
    server.ask("PATCH", "/clock", {"advance": 10})
    held = run("hold", thermostat, "--heat", "20C", "--until", "indefinite", "--json").json()
    assert held == {
        "id": thermostat,
        "heat": {"f": 68.0, "c": 20.0},
        "cool": None,
        "fan": None,
        "until": "indefinite",
        "reached": True,
        "differs": [],
    }
    assert run("status", thermostat, "--json").json()[0]["set_points"]["heat"]["f"] == 68.0
    assert run("resume", thermostat).out == f"Thermostat {thermostat} follows its schedule.\n"
    assert run("status", thermostat, "--json").json()[0]["set_points"]["heat"]["f"] != 68.0


def test_heat_and_cool_are_held_together_in_auto(run: Any, server: Any, thermostat: str) -> None:
    assert run("mode", thermostat, "auto").code == 0
    server.ask("PATCH", "/clock", {"advance": 10})
    ran = run("hold", thermostat, "--heat", "68F", "--cool", "75F")
    assert ran.out == f"Thermostat {thermostat} holds heat 68.0 °F, cool 75.0 °F until the schedule changes next.\n"
    assert server.seen("setAutoHold") == [201]


def test_the_fan_is_held(run: Any, server: Any, thermostat: str) -> None:
    ran = run("hold", thermostat, "--fan", "on", "--until", "indefinite")
    assert ran.out == f"Thermostat {thermostat} holds fan on until the schedule is resumed.\n"
    assert server.seen("setFanHold") == [201]


def test_a_hold_on_an_offline_thermostat_and_one_confirmed_otherwise_are_warned_of(
    run: Any, server: Any, thermostat: str
) -> None:
    server.ask("PATCH", f"/thermostats/{thermostat}", {"is_connected": False})
    other = {"status": "success", "data": {"desiredTemperature": 67.0, "type": "nextTransition"}}
    server.ask("POST", "/faults", {"fault": "response", "status": 201, "body": other, "operation": "setHeatHold"})
    try:
        ran = run("hold", thermostat, "--heat", "66F")
    finally:
        server.ask("PATCH", f"/thermostats/{thermostat}", {"is_connected": True})
    assert ran.code == 0
    assert "is offline" in ran.err
    assert "heat: asked for 66.0 °F, got 67.0 °F" in " ".join(ran.err.split())
    assert ran.out == f"Thermostat {thermostat} holds heat 67.0 °F until the schedule changes next.\n"


def test_resident_mode_goes_off_only_with_a_confirmation(run: Any, server: Any, thermostat: str) -> None:
    done = run("resident-mode", thermostat, "on", "--json").json()
    assert done == {"id": thermostat, "is_resident_mode": True, "reached": None, "differs": []}
    ran = run("resident-mode", thermostat, "off")
    assert ran.code == 2
    assert "resets most of its settings" in ran.err
    assert len(server.seen("setResidentMode")) == 1
    assert run("resident-mode", thermostat, "off", "--confirm-reset").code == 0
    assert len(server.seen("setResidentMode")) == 2


def test_the_token_command_tells_everything_but_the_token(run: Any) -> None:
    told = run("token", "--json").json()
    assert set(told) == {"scopes", "obtained_at", "expires_at"}
    assert "read:thermostat" in told["scopes"]
    lifetime = datetime.fromisoformat(told["expires_at"]) - datetime.fromisoformat(told["obtained_at"])
    assert lifetime.total_seconds() == 7200
    assert "Scopes: create:building" in run("token").out


def test_a_discarded_token_is_replaced_by_the_next_command(run: Any, server: Any) -> None:
    before = server.exchanges()
    assert run("buildings").code == 0

    assert "discarded" in run("token", "--discard").out
    assert run("token", "--discard", "--json").json() == {"discarded": True}
    assert server.exchanges() - before == 1

    assert run("buildings").code == run("buildings").code == 0
    assert server.exchanges() - before == 2


def test_the_quota_command_tells_each_window(run: Any, server: Any) -> None:
    server.ask("PATCH", "/quota", {"hour": 1000, "minute": 100, "second": 10})
    windows = {each["name"]: each for each in run("quota", "--json").json()["windows"]}
    assert {name: each["limit"] for name, each in windows.items()} == {"hour": 1000, "minute": 100, "second": 10}
    assert set(windows["hour"]) == {"name", "limit", "remaining", "resets_in_s", "scope"}
    assert "1,000" in run("quota").out


def test_common_options_may_stand_before_the_command(run: Any, environment: dict[str, str]) -> None:
    url = environment["SMARTBUILDINGS_BASE_URL"]
    ran = run("--base-url", url, "--json", "buildings", "--limit=1", SMARTBUILDINGS_BASE_URL="http://127.0.0.1:9")
    assert len(ran.json()) == 1


def test_an_option_wins_over_the_environment(run: Any, server: Any) -> None:
    assert run("buildings", "--api-version", "v1").code == 0
    records = server.ask("GET", "/requests")["records"]
    assert {record["version"] for record in records if record["operation"] == "getBuildingSummary"} == {"v1"}


def test_a_proxy_is_not_asked_for_this_machine(run_process: Any) -> None:
    dead = "http://127.0.0.1:9"
    assert (
        run_process("buildings", HTTP_PROXY=dead, http_proxy=dead, ALL_PROXY=dead, NO_PROXY="", no_proxy="").code == 0
    )


def test_pipes_get_whole_lines_without_colour(run_process: Any) -> None:
    ran = run_process("status", "--names")
    assert "\x1b" not in ran.out + ran.err
    assert len(ran.out.splitlines()) == 24 + 2


def test_a_terminal_without_unicode_gets_question_marks(run_process: Any, thermostat: str) -> None:
    ran = run_process("status", thermostat, PYTHONIOENCODING="ascii")
    assert ran.code == 0
    assert "?F" in ran.out


def test_a_missing_extra_is_one_sentence() -> None:
    program = (
        "import sys; sys.modules['cyclopts'] = None; from smartbuildings.cli import main; sys.exit(main(['demo']))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr == "smartbuildings: The command line needs an extra: pip install 'smartbuildings[cli]'.\n"


def test_help_loads_neither_the_http_client_nor_the_sandbox() -> None:
    program = (
        "import sys; from smartbuildings.cli import main; main(['--help'])\n"
        "sys.exit(bool({'httpx', 'uvicorn', 'smartbuildings_api'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert "smartbuildings demo" in ran.stdout
