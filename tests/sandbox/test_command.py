"""`python -m smartbuildings.sandbox` as a process: started, used, stopped by signals."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from smartbuildings.sandbox import (
    CLIENT_ID,
    CLIENT_SECRET,
    NestSandbox,
    Request,
    Sandbox,
    SmartThingsSandbox,
    environment_lines,
)

from .conftest import CREDENTIALS

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "smartbuildings.sandbox", "--port", "0", *arguments]
        process = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment()
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _environment() -> dict[str, str]:
    # The process runs elsewhere, so relative entries of the path would be lost.
    paths = [str(Path(each).resolve()) for each in sys.path if each]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUNBUFFERED": "1"}


def _ready(path: Path, process: subprocess.Popen[str]) -> str:
    url: str = _contents(path, process)["url"]
    return url


def _ready_urls(path: Path, process: subprocess.Popen[str]) -> dict[str, str]:
    urls: dict[str, str] = _contents(path, process)["urls"]
    return urls


def _contents(path: Path, process: subprocess.Popen[str]) -> dict[str, Any]:
    deadline = time.monotonic() + 20
    while not path.exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    ready: dict[str, Any] = json.loads(path.read_text())
    assert ready["pid"] == process.pid
    return ready


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_it_cleanly_and_saves_the_state(start: Start, tmp_path: Path, signum: signal.Signals) -> None:
    ready, state = tmp_path / "ready.json", tmp_path / "state.json"
    process = start("--ready-file", str(ready), "--state", str(state), "--speed", "60")
    url = _ready(ready, process)
    with httpx.Client(base_url=url, trust_env=False) as http:
        http.headers["authorization"] = f"Bearer {http.post('/token', json=CREDENTIALS).json()['access_token']}"
        building = http.get("/api/v2/buildingIds").json()["data"]["items"][0]["id"]
        assert http.patch(f"/api/v2/buildings/{building}", json={"name": "Saved"}).status_code == 200

        process.send_signal(signum)
        output, errors = process.communicate(timeout=10)

    assert process.returncode == 0
    assert errors == ""
    assert "The sandbox has stopped. Its state is in" in output
    assert not ready.exists()
    assert "Saved" in state.read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def test_it_says_how_to_reach_it(start: Start, tmp_path: Path) -> None:
    process = start(
        "--ready-file", str(tmp_path / "ready.json"), "--seed", "5", "--thermostats", "7", "--buildings", "2"
    )
    url = _ready(tmp_path / "ready.json", process)

    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=10)

    assert output.startswith("# 2 buildings, 7 thermostats, seed 5, clock ")
    assert environment_lines(url) in output
    assert f"export SMARTBUILDINGS_CLIENT_ID={CLIENT_ID}\n" in output
    assert f"export SMARTBUILDINGS_CLIENT_SECRET={CLIENT_SECRET}\n" in output


def test_another_vendor_is_served_the_same_on_every_day(start: Start, tmp_path: Path) -> None:
    process = start("--vendor", "smartthings", "--ready-file", str(tmp_path / "ready.json"))
    url = _ready(tmp_path / "ready.json", process)
    served = SmartThingsSandbox(speed=0)
    variables = served.environment(url)
    headers = {"authorization": f"Bearer {variables['SMARTTHINGS_TOKEN']}"}
    valve = served.device_id("radiator valve")
    body = {
        "commands": [{"capability": "thermostatHeatingSetpoint", "command": "setHeatingSetpoint", "arguments": [9]}]
    }
    with httpx.Client(base_url=url, headers=headers, trust_env=False) as http:
        listed = http.get("/devices", params={"includeStatus": "true"}).json()
        accepted = http.post(f"/devices/{valve}/commands", json=body).json()["results"][0]["status"]
        component = http.get(f"/devices/{valve}/status").json()["components"]["main"]

    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=10)

    assert errors == ""
    assert output.splitlines()[0].startswith("# 2 locations, 24 devices, seed 1, clock stopped at 2026-01-12 15:00 UTC")
    assert output.splitlines()[1:6] == [f"export {name}={value}" for name, value in variables.items()]
    assert listed == served.handle(Request("GET", "/devices", "includeStatus=true", headers, origin=url)).json()
    assert (accepted, component["thermostatHeatingSetpoint"]["heatingSetpoint"]["value"]) == ("ACCEPTED", 9)


def test_nest_is_served_with_and_without_its_limits(start: Start, tmp_path: Path) -> None:
    served = NestSandbox(structures=1, devices=3, speed=0)
    for options, statuses in (((), {200, 429}), (("--quota", "none"), {200})):
        counts = ("--buildings", "1", "--thermostats", "3")
        process = start("--vendor", "nest", *counts, "--ready-file", str(tmp_path / "ready.json"), *options)
        url = _ready(tmp_path / "ready.json", process)
        variables = served.environment(url)
        form = {
            "grant_type": "refresh_token",
            "client_id": variables["NEST_CLIENT_ID"],
            "client_secret": variables["NEST_CLIENT_SECRET"],
            "refresh_token": variables["NEST_REFRESH_TOKEN"],
        }
        with httpx.Client(trust_env=False) as http:
            token = http.post(variables["NEST_TOKEN_URL"], data=form).json()["access_token"]
            path = f"{variables['NEST_BASE_URL']}/v1/enterprises/{variables['NEST_PROJECT_ID']}/devices"
            answers = [http.get(path, headers={"authorization": f"Bearer {token}"}) for _ in range(7)]

        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=10)

        assert errors == ""
        assert output.startswith("# 1 structures, 4 devices, seed 1, clock stopped at 2026-01-12 15:00 UTC")
        assert output.splitlines()[1:7] == [f"export {name}={value}" for name, value in variables.items()]
        assert {each.status_code for each in answers} == statuses
        assert len(answers[0].json()["devices"]) == 4


@pytest.mark.parametrize("counts", [(), ("--buildings", "2", "--thermostats", "4")])
def test_all_vendors_are_served_by_one_process(start: Start, tmp_path: Path, counts: tuple[str, ...]) -> None:
    ready = tmp_path / "ready.json"
    process = start("--vendor", "all", "--ready-file", str(ready), *counts)
    urls = _ready_urls(ready, process)
    expected = {"ecobee": Sandbox(speed=0), "smartthings": SmartThingsSandbox(speed=0), "nest": NestSandbox(speed=0)}
    with httpx.Client(trust_env=False) as http:
        overviews = {name: http.get(f"{url}/_sandbox").json() for name, url in urls.items()}

    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=10)

    assert (process.returncode, errors) == (0, "")
    assert list(urls) == list(expected)
    assert len(set(urls.values())) == 3
    lines = [line for line in output.splitlines() if line.startswith("export ")]
    assert lines == "\n".join(environment_lines(urls[name], each) for name, each in expected.items()).splitlines()
    assert output.count("# ") == 3
    found = [overviews["ecobee"]["thermostats"], overviews["smartthings"]["devices"], overviews["nest"]["devices"]]
    assert found == ([4, 4, 5] if counts else [24, 24, 13])
    assert not ready.exists()


def test_all_vendors_have_ports_in_a_row(start: Start, tmp_path: Path) -> None:
    first = _three_free_ports()
    process = start("--vendor", "all", "--port", str(first), "--ready-file", str(tmp_path / "ready.json"), "--quiet")

    urls = _ready_urls(tmp_path / "ready.json", process)

    assert list(urls.values()) == [f"http://127.0.0.1:{first + offset}" for offset in range(3)]


def _three_free_ports() -> int:
    for first in range(20_000 + os.getpid() % 10_000, 32_000, 3):
        try:
            for offset in range(3):
                socket.create_server(("127.0.0.1", first + offset)).close()
        except OSError:
            continue
        return first
    raise AssertionError("no three free ports in a row")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--port", "65534"), "no 3 ports from 65534"),
        (("--state", "file"), "keeps no state"),
        (("--quota", "10/5/1"), "by operation"),
    ],
)
def test_what_cannot_be_served_of_all_vendors_is_refused(start: Start, options: tuple[str, ...], reason: str) -> None:
    process = start("--vendor", "all", *options)
    _, errors = process.communicate(timeout=20)

    assert process.returncode == 1
    assert reason in errors


def test_a_port_that_is_taken_stops_all_vendors(start: Start, tmp_path: Path) -> None:
    first = _three_free_ports()
    with socket.create_server(("127.0.0.1", first + 2)):
        process = start("--vendor", "all", "--port", str(first), "--ready-file", str(tmp_path / "ready.json"))
        output, errors = process.communicate(timeout=20)

    assert (process.returncode, output) == (1, "")
    assert errors.startswith("The sandbox cannot be served: ")
    assert not (tmp_path / "ready.json").exists()


@pytest.mark.parametrize("vendor", ["smartthings", "nest"])
@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--state", "file"), "keeps no state"),
        (("--quota", "10/5/1"), "by operation"),
        (("--buildings", "0"), "1 to 1,000"),
    ],
)
def test_what_another_vendor_does_not_have_is_refused(
    start: Start, vendor: str, options: tuple[str, ...], reason: str
) -> None:
    process = start("--vendor", vendor, *options)
    _, errors = process.communicate(timeout=20)

    assert process.returncode == 1
    assert reason in errors


def test_a_second_signal_during_an_answer_does_not_break_the_exit(start: Start, tmp_path: Path) -> None:
    process = start("--ready-file", str(tmp_path / "ready.json"), "--quiet")
    url = _ready(tmp_path / "ready.json", process)
    with httpx.Client(base_url=url, trust_env=False) as http:
        http.post("/_sandbox/faults", json={"fault": "slow", "seconds": 30})
        token = http.post("/token", json=CREDENTIALS).json()["access_token"]
        with pytest.raises(httpx.TimeoutException):
            http.get("/api/v2/buildingIds", headers={"authorization": f"Bearer {token}"}, timeout=0.2)

        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=10)

    assert (process.returncode, output, errors) == (0, "", "")


def test_a_port_in_use_is_a_sentence_and_not_a_traceback(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        process = start("--port", str(other.getsockname()[1]))
        _, errors = process.communicate(timeout=20)

    assert process.returncode == 1
    assert errors.startswith("The sandbox cannot be served: ")
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--thermostats", "100001"], "0 to 100,000 thermostats"),
        (["--speed", "-1"], "cannot run at speed"),
        (["--quota", "many"], "--quota"),
        (["--start", "yesterday"], "--start"),
        (["--state", "missing/state.json"], "missing/state.json"),
    ],
)
def test_wrong_arguments_are_explained(start: Start, arguments: list[str], words: str) -> None:
    process = start(*arguments)
    _, errors = process.communicate(timeout=20)

    assert process.returncode != 0
    assert words in errors
    assert "Traceback" not in errors
