"""What drives other people's clients notices a program that fails and one that calls nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools.drive_clients import OPERATIONS, PROGRAMS, drive

READ = """
import os, urllib.request
headers = {"authorization": "Bearer " + os.environ["SMARTTHINGS_TOKEN"]}
request = urllib.request.Request(os.environ["SMARTTHINGS_BASE_URL"] + "/v1/devices", headers=headers)
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
assert b"ecobee" in opener.open(request).read()
"""
REFRESH = """
import os, urllib.parse, urllib.request
names = ("client_id", "client_secret", "refresh_token")
form = {name: os.environ["NEST_" + name.upper()] for name in names} | {"grant_type": "refresh_token"}
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
assert b"ya29." in opener.open(os.environ["NEST_TOKEN_URL"], urllib.parse.urlencode(form).encode()).read()
"""
LITTLE = {
    "pysmartthings": (READ, "getDevices", "executeDeviceCommands"),
    "core-sdk": (READ, "getDevices", "executeDeviceCommands"),
    "google-nest-sdm": (REFRESH, "exchangeToken", "executeDeviceCommand"),
    "google-api-python-client": (REFRESH, "exchangeToken", "getRoom"),
}


def test_the_programs_are_there() -> None:
    assert {path.name for path in PROGRAMS.glob("with_*")} == {
        "with_core_sdk.mjs",
        "with_google_api_client.py",
        "with_google_nest_sdm.py",
        "with_pysmartthings.py",
    }


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_program_that_calls_little_does_not_pass(name: str) -> None:
    program, called, missing = LITTLE[name]

    (problem,) = drive(name, [sys.executable, "-c", program], {})

    assert "never succeeded with" in problem
    operations = problem.rpartition(": ")[2].rstrip(".").split(", ")
    assert called not in operations
    assert missing in operations


def test_a_program_that_fails_does_not_pass(tmp_path: Path) -> None:
    problems = drive("core-sdk", [sys.executable, "-c", "raise SystemExit(3)"], {"CORE_SDK": str(tmp_path)})

    assert problems[0] == "The program of core-sdk failed with exit code 3."
