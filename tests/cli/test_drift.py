"""``smartbuildings drift``: from answers that nobody expected to entries that the overlay takes, as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from smartbuildings._core.drift import Drift, DriftReport, read_drift
from smartbuildings._core.drift_entries import overlay_entries
from smartbuildings.ecobee.drift_places import PLACES

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
from pathlib import Path
from smartbuildings import SmartBuildings

with SmartBuildings() as sb:
    for thermostat in sb.thermostats(limit=2):
        thermostat.status()
    Path("met.json").write_text(sb.drift.to_json(), encoding="utf-8")
"""


def surprise(server: Any, version: str = "v2") -> None:
    """Let the vendor add values and fields, in lists and nested objects too."""
    how = {"times": None, "version": version}
    server.fault("unknown_enum", value="turbo", operation="getThermostatStatus", **how)
    server.fault("unknown_enum", value="fatal", operation="getThermostatAlerts", **how)
    server.fault("extra_field", name="addedLater", operation="getThermostatSensors", **how)
    server.fault("extra_field", name="roof", operation="getBuildingSummary", **how)


def actions(text: str) -> dict[str, Any]:
    return {action["target"]: action["update"] for action in yaml.safe_load(text)}


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_walk_through_the_account_prints_entries_that_the_overlay_takes(
    run_process: Any, server: Any, version: str
) -> None:
    overlay = pytest.importorskip("tools.overlay", reason="the tools are not here, only the package")
    validate = pytest.importorskip("openapi_spec_validator").validate
    from tools.documents import read_document

    surprise(server, version)
    ran = run_process("drift", "--json", "--api-version", version)
    assert ran.code == 0, ran.err
    printed = ran.json()
    assert printed["api"]["package"] == f"ecobee_{version}"
    met = [Drift(**row) for row in printed["drift"]]
    assert Drift("ThermostatStatus", "hvacMode", "unknown value", "turbo") in met
    assert Drift("Sensor", "addedLater", "unknown field", "object") in met

    folder = ROOT / "spec" / f"ecobee-{version}"
    whole = read_document(folder / "overlay.yaml")
    pasted = {**whole, "actions": [*whole["actions"], *yaml.safe_load(printed["overlay"])]}
    fixed = overlay.apply_overlay(read_document(folder / "openapi.yaml"), pasted, ["fix"])
    validate(fixed)
    assert fixed["components"]["schemas"]["hvacMode"]["enum"][-1] == "turbo"
    assert "- target" not in overlay_entries(met, fixed, PLACES), "after the entries everything is known"


def test_it_reads_everything_once_changes_nothing_and_shows_no_value_of_anybody(run_process: Any, server: Any) -> None:
    surprise(server)
    ran = run_process("drift")
    assert ran.code == 0, ran.err
    records = server.ask("GET", "/requests")["records"]
    assert {record["method"] for record in records if record["operation"] != "getToken"} == {"GET"}
    read = [record["operation"] for record in records]
    assert {read.count(f"getThermostat{what}") for what in ("Status", "Schedule", "AccessControl", "Alerts")} == {24}
    assert read.count("getBuildingSummary") == 3
    assert actions(ran.out)["$.components.schemas.alert.properties.severity"] == {"enum": ["fatal"]}
    for theirs in ("Unit 101", "Maple Commons", "Toronto", "511134833204", "a field that was added later"):
        assert theirs not in ran.out + ran.err


def test_a_long_line_stays_one_line_for_whoever_pastes_it(run_process: Any, server: Any) -> None:
    for number in range(12):
        name = f"{number}{'long' * 12}"
        server.fault("extra_field", name=name, operation="getThermostatStatus", times=1, after=0)
    ran = run_process("drift", COLUMNS="40")
    assert max(map(len, ran.out.splitlines())) > 200
    assert len(actions(ran.out)["$.components.schemas.thermostatStatus.properties.data"]["properties"]) >= 12


def test_few_thermostats_can_be_asked_for(run: Any, server: Any) -> None:
    ran = run("drift", "--limit", "2")
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing was met that the description of ecobee_v2 does not have." in ran.err
    assert server.seen("getThermostatStatus") == [200, 200]


def test_what_cannot_be_read_does_not_hide_the_rest(run: Any, server: Any) -> None:
    server.fault("response", status=403, body={"status": "error", "message": "no"}, operation="getThermostatSchedule")
    server.fault("unknown_enum", value="turbo", operation="getThermostatStatus")
    ran = run("drift", "--limit", "1")
    assert ran.code == 5
    assert "1 of 14 could not be read (511134833204). " in ran.err
    assert "turbo" in ran.out


def test_what_running_programs_met_is_read_from_their_files_and_told_once(
    run_process: Any, server: Any, environment: dict[str, str], tmp_path: Path
) -> None:
    server.fault("unknown_enum", value="turbo", operation="getThermostatStatus", times=None)
    subprocess.run([sys.executable, "-c", PROGRAM], env=environment, cwd=tmp_path, check=True)
    other = DriftReport()
    other.note("ThermostatStatus", "hvacMode", "unknown value", "turbo")
    other.note("ThermostatStatus", "hvacMode", "unknown value", "eco")
    (tmp_path / "other.json").write_text(other.to_json(), encoding="utf-8")
    before = server.ask("GET", "/requests")["records"]

    without = {name: "" for name in environment if name.startswith("SMARTBUILDINGS_")}
    ran = run_process("drift", "met.json", "other.json", **without)
    assert ran.code == 0, ran.err
    assert actions(ran.out) == {"$.components.schemas.hvacMode": {"enum": ["turbo", "eco"]}}
    assert server.ask("GET", "/requests")["records"] == before, "with files nothing is asked, and nobody has to log in"


def test_what_the_command_printed_as_json_is_a_file_that_it_reads(
    run_process: Any, server: Any, tmp_path: Path
) -> None:
    surprise(server)
    first = run_process("drift", "--json", "--limit", "1")
    (tmp_path / "met.json").write_text(first.out, encoding="utf-8")
    assert run_process("drift", "--json", "met.json").json() == first.json()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "met.json cannot be read: No such file or directory. Write one with"),
        ("", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "it has no list `drift` at its top"),
        ('{"drift": [{"model": "X"}]}', "an entry of `drift` needs the texts model, field, kind, detail"),
        ('{"drift": [{"model": "X", "field": "y", "kind": "magic", "detail": ""}]}', "'magic' is not a kind of drift"),
    ],
)
def test_a_file_that_holds_something_else_is_a_sentence(run: Any, tmp_path: Path, text: str | None, told: str) -> None:
    path = tmp_path / "met.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    ran = run("drift", os.path.relpath(path, tmp_path) if text is None else str(path))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert told in ran.err


def test_files_and_a_limit_contradict_each_other_and_a_version_has_to_be_one(run: Any, tmp_path: Path) -> None:
    (tmp_path / "met.json").write_text(DriftReport().to_json(), encoding="utf-8")
    path = str(tmp_path / "met.json")
    assert run("drift", path, "--limit", "3").code == 2
    ran = run("drift", path, SMARTBUILDINGS_API_VERSION="v3")
    assert (ran.code, "'v3' is not a version of the API" in ran.err) == (3, True)


def test_a_report_reads_back_as_it_was_written() -> None:
    report = DriftReport()
    report.note("ThermostatStatus", "hvacMode", "unknown value", "turbo")
    report.note("Sensor", "x" * 100, "unknown field", "object")
    assert tuple(read_drift(report.to_json())) == report.entries
    assert json.loads(report.to_json())["drift"][0]["detail"] == "turbo"


def test_a_file_that_somebody_tampered_with_is_cut_like_an_answer() -> None:
    row = {"model": "Sensor", "field": "f" * 10_000, "kind": "unknown value", "detail": "d" * 10_000}
    (found,) = read_drift(json.dumps({"drift": [row]}))
    assert len(found.field) == len(found.detail) == 64
