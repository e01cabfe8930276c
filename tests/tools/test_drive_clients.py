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


def test_the_programs_are_there() -> None:
    assert {path.name for path in PROGRAMS.glob("with_*")} == {"with_pysmartthings.py", "with_core_sdk.mjs"}


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_program_that_calls_little_does_not_pass(name: str) -> None:
    (problem,) = drive(name, [sys.executable, "-c", READ], {})

    assert "never succeeded with" in problem
    assert "getDevices" not in problem
    assert "executeDeviceCommands" in problem


def test_a_program_that_fails_does_not_pass(tmp_path: Path) -> None:
    problems = drive("core-sdk", [sys.executable, "-c", "raise SystemExit(3)"], {"CORE_SDK": str(tmp_path)})

    assert problems[0] == "The program of core-sdk failed with exit code 3."
