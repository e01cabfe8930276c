"""Each example runs as it is, in a process of its own, against the sandbox."""

from __future__ import annotations

import subprocess
import sys

import pytest

from smartbuildings.sandbox import Sandbox

from .pages import ROOT

pytestmark = pytest.mark.skipif(not (ROOT / "examples").exists(), reason="the tests run away from the repository")


def _run(name: str, *arguments: str) -> str:
    command = [sys.executable, str(ROOT / "examples" / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_morning_report_has_a_line_for_each_building(account: Sandbox) -> None:
    account.raise_alert(account.thermostat_ids[0], "The filter is due.")

    lines = _run("morning_report.py").splitlines()

    assert [line.partition(":")[0] for line in lines] == ["Maple Commons", "Harbour Residences", "Stanley Hall"]
    assert "1 offline, 0 below 62.0 °F" in lines[0]
    assert "511942582416 (57.77 °F)" in lines[2]


def test_a_turnover_takes_the_thermostat_back_and_sets_it_up(account: Sandbox) -> None:
    said = _run("resident_turnover.py", account.thermostat_ids[0])

    assert said == "Unit 101 is ours again: heat 50.0 to 76.0 °F, cool 66.0 to 90.0 °F\n"
    written = [record.operation for record in account.requests if record.method != "GET"]
    assert written == ["getToken", "setResidentMode", "updateThermostatSettings", "setHvacMode"]
