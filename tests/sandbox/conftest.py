from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs
import httpx
import pytest

from smartbuildings.sandbox import (
    CLIENT_ID,
    CLIENT_SECRET,
    QuotaLimits,
    Sandbox,
    SandboxClock,
    SandboxServer,
    SandboxTransport,
)

AUDIENCE = "https://api.sb.ecobee.com"
CREDENTIALS = {
    "grant_type": "client_credentials",
    "audience": AUDIENCE,
    "client_id": CLIENT_ID,
    "client_secret": CLIENT_SECRET,
}


@attrs.frozen
class Api:
    """Plain httpx with a token: what a client without our SDK would see."""

    sandbox: Sandbox
    http: httpx.Client
    version: str = "v2"

    def login(self, **changes: Any) -> httpx.Response:
        answer = self.http.post("/token", json=CREDENTIALS | changes)
        if answer.status_code == 200:
            self.http.headers["authorization"] = f"Bearer {answer.json()['access_token']}"
        return answer

    def __call__(self, method: str, path: str, json: Any = None) -> httpx.Response:
        return self.http.request(method, f"/api/{self.version}{path}", json=json)

    def get(self, path: str) -> Any:
        return self._data("GET", path)

    def post(self, path: str, json: Any = None) -> Any:
        return self._data("POST", path, json)

    def patch(self, path: str, json: Any = None) -> Any:
        return self._data("PATCH", path, json)

    def v1(self) -> Api:
        return attrs.evolve(self, version="v1")

    def thermostat(self, **wanted: Any) -> str:
        """Return the path of the first thermostat that has a mode among its modes, is in a mode, or anything."""
        for each in self.sandbox.thermostat_ids:
            status = self.get(f"/thermostats/{each}/status")
            summary = self.get(f"/thermostats/{each}")
            if wanted.get("mode", status["hvacMode"]) != status["hvacMode"]:
                continue
            if wanted.get("can", summary["hvacModes"][0]) not in summary["hvacModes"]:
                continue
            if wanted.get("cannot", "nothing") in summary["hvacModes"]:
                continue
            return f"/thermostats/{each}"
        raise LookupError(wanted)

    def in_mode(self, mode: str) -> str:
        """Return the path of a thermostat that has been put into a mode."""
        path = self.thermostat(can=mode)
        self.patch(f"{path}/hvacMode", {"hvacMode": mode})
        self.sandbox.clock.advance(60)
        return path

    def _data(self, method: str, path: str, json: Any = None) -> Any:
        answer = self(method, path, json)
        assert answer.is_success, (answer.status_code, answer.text)
        return answer.json()["data"] if answer.content else None


@pytest.fixture
def sandbox() -> Sandbox:
    """A sandbox whose clock stands still."""
    return Sandbox(speed=0, quota=QuotaLimits.unlimited())


@pytest.fixture
def api(sandbox: Sandbox) -> Iterator[Api]:
    """A client with a token, in memory."""
    with httpx.Client(transport=SandboxTransport(sandbox), base_url="http://sandbox.test") as http:
        api = Api(sandbox, http)
        api.login()
        yield api


@pytest.fixture
def served(sandbox: Sandbox) -> Iterator[Api]:
    """A client with a token, over a real socket."""
    with SandboxServer(sandbox) as server, httpx.Client(base_url=server.url, trust_env=False) as http:
        api = Api(sandbox, http)
        api.login()
        yield api


class Ticker:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
def make_clock(ticker: Ticker) -> Callable[..., SandboxClock]:
    return lambda **options: SandboxClock(monotonic=ticker, **options)
