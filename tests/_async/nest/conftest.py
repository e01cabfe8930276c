"""Clients of Nest for tests, closed when the test ends, and a server whose routes can be scripted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from servers.nest import NestServer

from smartbuildings import AsyncNest, MemoryStore, RetryPolicy
from smartbuildings._io.asynchronous import monotonic

QUICK = RetryPolicy(base_s=0.01, cap_s=0.02)


@pytest.fixture
def vendor() -> Iterator[NestServer]:
    with NestServer() as server:
        yield server


@pytest.fixture
async def make_client(vendor: NestServer) -> AsyncIterator[Callable[..., AsyncNest]]:
    """Make clients of the server; they retry fast, keep their tokens in memory, and confirm for a short time."""
    made: list[AsyncNest] = []

    def make(**how: Any) -> AsyncNest:
        usual = {**vendor.client, "retry": QUICK, "token_store": MemoryStore(), "confirm_s": 0.1}
        made.append(AsyncNest(**{**usual, **how}))
        return made[-1]

    yield make
    for client in made:
        await client.aclose()


@pytest.fixture
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for the effect of a command sooner than a client does, and for a shorter time after a lost response."""
    monkeypatch.setattr("smartbuildings._async.nest.thermostat._FIRST_LOOK_S", 0.03)
    monkeypatch.setattr("smartbuildings._async.nest.thermostat._LOOK_S", 0.3)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let the lists of devices grow older by some seconds at once."""
    ahead = [0.0]
    monkeypatch.setattr("smartbuildings._async.nest.device_list.monotonic", lambda: monotonic() + ahead[0])

    def pass_time(seconds: float) -> None:
        ahead[0] += seconds

    return pass_time
