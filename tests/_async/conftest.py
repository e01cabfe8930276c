"""Clients for tests, closed when the test ends."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from smartbuildings import AsyncSmartBuildings, RetryPolicy

QUICK = RetryPolicy(base_s=0.01, cap_s=0.02)
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Loading the usual certificates takes longer than most of these tests, which speak to this machine in the clear."""


@pytest.fixture
async def make_client() -> AsyncIterator[Callable[..., AsyncSmartBuildings]]:
    """Make clients of the server at a URL; they retry fast."""
    made: list[AsyncSmartBuildings] = []

    def make(url: str, **how: Any) -> AsyncSmartBuildings:
        if "credentials" not in how:
            how = {"client_id": "sandbox-client", "client_secret": "sandbox-secret", **how}
        made.append(AsyncSmartBuildings(base_url=url, **{"retry": QUICK, "verify": NO_TLS, **how}))
        return made[-1]

    yield make
    for client in made:
        await client.aclose()
