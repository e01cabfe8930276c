"""Clients for tests, closed when the test ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from smartbuildings import AsyncSmartBuildings, RetryPolicy

QUICK = RetryPolicy(base_s=0.01, cap_s=0.02)


@pytest.fixture
async def make_client() -> AsyncIterator[Callable[..., AsyncSmartBuildings]]:
    """Make clients of the server at a URL; they retry fast."""
    made: list[AsyncSmartBuildings] = []

    def make(url: str, **how: Any) -> AsyncSmartBuildings:
        if "credentials" not in how:
            how = {"client_id": "sandbox-client", "client_secret": "sandbox-secret", **how}
        made.append(AsyncSmartBuildings(base_url=url, **{"retry": QUICK, **how}))
        return made[-1]

    yield make
    for client in made:
        await client.aclose()
