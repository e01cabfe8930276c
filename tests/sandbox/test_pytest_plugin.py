"""The fixture in a project of its own, run by a pytest of its own."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from .test_command import _environment

USE = """
import os
import httpx
import pytest

@pytest.fixture(autouse=True)
def without_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")

def test_it_answers(smartbuildings_sandbox):
    running = smartbuildings_sandbox
    assert httpx.get(running.url + "/_sandbox").json()["thermostats"] == 24
    with httpx.Client(transport=running.transport(), base_url="http://x") as http:
        assert http.get("/_sandbox").status_code == 200
    assert running.environment["SMARTBUILDINGS_BASE_URL"] == running.url
    running.patch_environment()
    assert os.environ["SMARTBUILDINGS_CLIENT_SECRET"] == "sandbox-secret"

def test_the_environment_is_as_before():
    assert "SMARTBUILDINGS_CLIENT_SECRET" not in os.environ

@pytest.mark.smartthings_sandbox(devices=3, locations=1)
def test_the_other_vendor_has_a_fixture_too(smartthings_sandbox):
    running = smartthings_sandbox
    running.patch_environment()
    assert os.environ["SMARTTHINGS_BASE_URL"] == running.url
    headers = {"authorization": "Bearer " + os.environ["SMARTTHINGS_TOKEN"]}
    for _ in range(2):
        assert len(httpx.get(running.url + "/v1/devices", headers=headers).json()["items"]) == 3
    with httpx.Client(transport=running.transport(), base_url="http://x", headers=headers) as http:
        assert len(http.get("/devices").json()["items"]) == 3

@pytest.mark.nest_sandbox(devices=3, structures=1)
def test_the_third_vendor_has_one_too(nest_sandbox):
    nest_sandbox.patch_environment()
    url = nest_sandbox.url + "/v1/enterprises/" + os.environ["NEST_PROJECT_ID"]
    names = ("client_id", "client_secret", "refresh_token")
    form = {name: os.environ["NEST_" + name.upper()] for name in names} | {"grant_type": "refresh_token"}
    token = httpx.post(os.environ["NEST_TOKEN_URL"], data=form).json()["access_token"]
    for _ in range(6):
        listed = httpx.get(url + "/devices", headers={"authorization": "Bearer " + token})
        assert len(listed.json()["devices"]) == 4

@pytest.mark.smartbuildings_sandbox(seed=9, thermostats=2)
def test_it_can_be_made_to_measure(smartbuildings_sandbox):
    assert smartbuildings_sandbox.sandbox.seed == 9
    assert len(smartbuildings_sandbox.sandbox.thermostat_ids) == 2
"""

NO_EXTRA = """
import sys
sys.modules["uvicorn"] = None
"""


PLUGIN = "smartbuildings.sandbox.pytest_plugin"


def _pytest(tmp_path: Path, *options: str) -> str:
    # Only the plugin under test is loaded: the others of the environment would make each run seconds slower.
    command = [sys.executable, "-m", "pytest", "-p", PLUGIN, "-p", "no:cacheprovider", "-rA", *options]
    environment = _environment() | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=environment, check=False)
    return result.stdout + result.stderr


def test_the_fixture_serves_each_test_a_sandbox(tmp_path: Path) -> None:
    (tmp_path / "test_use.py").write_text(USE)

    assert "5 passed" in _pytest(tmp_path, "--strict-markers")


def test_without_the_extra_only_the_tests_that_use_it_fail_and_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "test_use.py").write_text("def test_other(): pass\ndef test_use(smartbuildings_sandbox): pass\n")
    (tmp_path / "conftest.py").write_text(NO_EXTRA)

    output = _pytest(tmp_path)

    assert "1 passed, 1 error" in output
    assert 'needs uvicorn. Run: pip install "smartbuildings[sandbox]"' in output
    assert "Traceback" not in output


@pytest.mark.parametrize("option", ["--markers", "--fixtures"])
def test_pytest_knows_marker_and_fixture(tmp_path: Path, option: str) -> None:
    output = _pytest(tmp_path, option)

    assert "smartbuildings_sandbox" in output
    assert "smartthings_sandbox" in output


def test_an_installed_package_brings_the_plugin() -> None:
    installed = {entry.name: entry.value for entry in entry_points(group="pytest11")}

    assert installed.get("smartbuildings_sandbox") == PLUGIN
