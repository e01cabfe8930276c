"""The reading commands work for any vendor; which one follows from the variables that are set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smartbuildings.sandbox.pytest_plugin import RunningSandbox

pytestmark = pytest.mark.smartthings_sandbox(speed=0)


@pytest.fixture
def environment(smartthings_sandbox: RunningSandbox[Any], tmp_path: Path) -> dict[str, str]:
    unwanted = ("SMARTBUILDINGS_", "SMARTTHINGS_", "COLUMNS", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {**kept, **smartthings_sandbox.environment, "XDG_STATE_HOME": str(tmp_path), "COLUMNS": "80"}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "smartbuildings", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_the_buildings_and_thermostats_of_smartthings_are_listed(
    environment: dict[str, str], smartthings_sandbox: RunningSandbox[Any]
) -> None:
    buildings = run(environment, "buildings", "--json")
    assert buildings.returncode == 0, buildings.stderr
    (building,) = json.loads(buildings.stdout)
    assert building == {
        "id": smartthings_sandbox.sandbox.location_ids[0],
        "name": "Maple Commons",
        "error": None,
    }

    listed = run(environment, "thermostats", "--building", building["id"])
    assert listed.returncode == 0, listed.stderr
    assert "Living Room ecobee" in listed.stdout
    ids = run(environment, "thermostats", "--ids-only").stdout.split()
    assert len(ids) == 8
    assert all(each in listed.stdout for each in ids), "no id is cut or wrapped"


def test_the_status_of_all_and_of_one_is_shown(
    environment: dict[str, str], smartthings_sandbox: RunningSandbox[Any]
) -> None:
    shown = run(environment, "status", "--json")
    assert shown.returncode == 0, shown.stderr
    rows = json.loads(shown.stdout)
    assert len(rows) == 8
    assert {row["mode"] for row in rows} == {"heat", "auto", None}

    one = run(environment, "--vendor", "smartthings", "status", smartthings_sandbox.sandbox.device_id("ecobee"))
    assert one.returncode == 0, one.stderr
    assert "71.0 °F" in one.stdout
    absent = run(environment, "status", "no-such-device")
    assert absent.returncode == 5
    assert "no such device" in absent.stderr


def test_with_the_variables_of_both_ecobee_is_meant_unless_another_is_named(environment: dict[str, str]) -> None:
    both = {**environment, "SMARTBUILDINGS_CLIENT_ID": "id", "SMARTBUILDINGS_BASE_URL": "http://127.0.0.1:9"}

    assert "SMARTBUILDINGS_CLIENT_SECRET" in run(both, "status").stderr
    assert run(both, "status", "--vendor", "smartthings").returncode == 0
    assert (
        "none" in run(both, "status", "--vendor", "nest").stderr.lower()
        or run(both, "status", "--vendor", "nest").returncode == 2
    )
