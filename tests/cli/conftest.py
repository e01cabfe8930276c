from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from smartbuildings.cli import main, printing

CLIENT_SECRET = "sandbox-secret"
COMMAND = [sys.executable, "-m", "smartbuildings"]


@attrs.frozen
class Ran:
    """A command that ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


class Server:
    """A sandbox in another process."""

    def __init__(self, url: str, greeting: str) -> None:
        self.url = url
        self.greeting = greeting

    def ask(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(
            urllib.request.Request(f"{self.url}/_sandbox{path}", data, method=method)
        ) as answer:
            return json.loads(answer.read() or b"null")

    def exchanges(self) -> int:
        return int(self.ask("GET", "/tokens")["exchanges"])

    def seen(self, operation: str) -> list[int]:
        """List the statuses that an operation was answered with."""
        records = self.ask("GET", "/requests")["records"]
        return [record["status"] for record in records if record["operation"] == operation]

    def fault(self, fault: str, **how: Any) -> None:
        self.ask("POST", "/faults", {"fault": fault, **how})


def base_environment() -> dict[str, str]:
    """Give this process's environment, without what is set for the SDK or by a terminal."""
    unwanted = ("SMARTBUILDINGS_", "SMARTTHINGS_", "NEST_", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
    return {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}


def wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    give_up_at = time.monotonic() + 20
    while not path.exists():
        assert process.poll() is None, "the process ended"
        assert time.monotonic() < give_up_at, "the process did not begin"
        time.sleep(0.02)


@contextlib.contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """Run ``smartbuildings sandbox``; it has to end quietly when it is told to."""
    ready = folder / "ready.json"
    command = [*COMMAND, "sandbox", "--port", "0", "--ready-file", str(ready), *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=base_environment(), cwd=ready.parent
    ) as process:
        wait_for(ready, process)
        assert process.stdout is not None
        greeting = "".join(process.stdout.readline() for _ in range(4))
        yield Server(json.loads(ready.read_text())["url"], greeting)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


@pytest.fixture(scope="session")
def sandbox_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("sandbox")) as server:
        yield server


@pytest.fixture
def dated_server(tmp_path: Path) -> Iterator[Server]:
    """A sandbox with a day and limits of its own."""
    with serving(tmp_path, "--start", "2026-01-12T15:00", "--speed", "0", "--quota", "7/6/5") as server:
        yield server


@pytest.fixture
def smartthings_server(tmp_path: Path) -> Iterator[Server]:
    """A sandbox of another vendor."""
    with serving(tmp_path, "--vendor", "smartthings") as server:
        yield server


@pytest.fixture
def server(sandbox_process: Server) -> Server:
    sandbox_process.ask("DELETE", "/faults")
    sandbox_process.ask("DELETE", "/requests")
    sandbox_process.ask("DELETE", "/quota")
    return sandbox_process


@pytest.fixture
def environment(server: Server, tmp_path: Path) -> dict[str, str]:
    """Give the environment of somebody who pasted the sandbox's lines."""
    lines = (line.removeprefix("export ").split("=", 1) for line in server.greeting.splitlines() if "=" in line)
    pasted = {name: value for name, value in lines if name.startswith("SMARTBUILDINGS_")}
    store = {"SMARTBUILDINGS_TOKEN_STORE": f"file:{tmp_path / 'tokens'}"}
    return base_environment() | pasted | store


Run = Callable[..., Ran]


@pytest.fixture
def run_process(environment: dict[str, str], tmp_path: Path) -> Run:
    """Give a function that runs the command as a process."""

    def run_command(*arguments: str, **changed: str) -> Ran:
        done = subprocess.run(
            [*COMMAND, *arguments],
            env=environment | changed,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return clean(Ran(done.returncode, done.stdout, done.stderr))

    return run_command


@pytest.fixture
def run(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs the command in this process, where starting one would only cost time."""

    def run_command(*arguments: str, **changed: str) -> Ran:
        with monkeypatch.context() as patch:
            for name in set(os.environ) - set(environment):
                patch.delenv(name)
            # Named here so that they are put back: a command may change them for its own process.
            for name, value in ({"NO_PROXY": "", "no_proxy": ""} | environment | changed).items():
                patch.setenv(name, value)
            for console in (printing.screen, printing.notes):
                console.cache_clear()  # Each command is a process of its own, and looks at its width anew.
            capfd.readouterr()
            code = main(arguments)
            out, err = capfd.readouterr()
        return clean(Ran(code, out, err))

    return run_command


def clean(ran: Ran) -> Ran:
    """Prove that no secret and no traceback came out of a command."""
    for text in (ran.out, ran.err):
        assert CLIENT_SECRET not in text
        assert "eyJ" not in text, "a token was shown"
        assert "Traceback" not in text
    return ran


@pytest.fixture
def thermostat(server: Server) -> str:
    """Give the first thermostat of the default portfolio, in a known state."""
    return "511134833204"
