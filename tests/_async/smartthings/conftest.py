"""Clients of SmartThings for tests, closed when the test ends, and a server of a few lines."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from servers.smartthings import CLIENT, SmartThingsServer

from smartbuildings import AsyncSmartThings, MemoryStore, RetryPolicy

QUICK = RetryPolicy(base_s=0.01, cap_s=0.02)


@pytest.fixture
def vendor() -> Iterator[SmartThingsServer]:
    with SmartThingsServer() as server:
        yield server


@pytest.fixture
async def make_client(vendor: SmartThingsServer) -> AsyncIterator[Callable[..., AsyncSmartThings]]:
    """Make clients of the server; they retry fast, and keep their tokens in memory."""
    made: list[AsyncSmartThings] = []

    def make(**how: Any) -> AsyncSmartThings:
        if "token" not in how:
            how = {**CLIENT, "token_store": MemoryStore(), **how}
        made.append(AsyncSmartThings(base_url=vendor.base_url, **{"retry": QUICK, **how}))
        return made[-1]

    yield make
    for client in made:
        await client.aclose()
