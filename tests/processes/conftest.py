"""Several processes at once, and the servers that they share."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from smartbuildings.sandbox.pytest_plugin import RunningSandbox

WORKER = Path(__file__).with_name("worker.py")


class Workers:
    """Processes that make their calls at the same moment."""

    def __init__(self, processes: list[subprocess.Popen[str]]) -> None:
        self.processes = processes
        self._answers()  # All are up, and none has made a call.

    def round(self, thermostat_id: str) -> int:
        """Let every caller in every process make its calls; returns how many callers had theirs answered."""
        for process in self.processes:
            assert process.stdin is not None
            process.stdin.write(thermostat_id + "\n")
            process.stdin.flush()
        return sum(answer["done"] for answer in self._answers())

    def _answers(self) -> list[dict[str, Any]]:
        answers = []
        for process in self.processes:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, "a worker ended early; its traceback is above"
            answers.append(json.loads(line))
        return answers


StartWorkers = Callable[..., Workers]


@pytest.fixture
def start_workers(smartbuildings_sandbox: RunningSandbox) -> Iterator[StartWorkers]:
    """Start processes that call the sandbox."""
    started: list[subprocess.Popen[str]] = []

    def start(processes: int, store: str, *, quota: str = "", callers: int = 16, calls: int = 1) -> Workers:
        command = [sys.executable, str(WORKER), smartbuildings_sandbox.url, store, quota, str(callers), str(calls)]
        started.extend(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(processes)
        )
        return Workers(started)

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(params=["file", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store that processes can share, as the setting names it."""
    if request.param == "file":
        return f"file:{tmp_path / 'tokens'}"
    url: str = request.getfixturevalue("redis_url")
    import redis

    redis.Redis.from_url(url).flushall()
    return url
