"""Clients of a sandbox on a real port, for each API version."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from smartbuildings import AsyncSmartBuildings, RetryPolicy
from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

QUICK = RetryPolicy(base_s=0.01, cap_s=0.05)


@pytest.fixture
async def v2(smartbuildings_sandbox: RunningSandbox) -> AsyncIterator[AsyncSmartBuildings]:
    async with AsyncSmartBuildings(
        CLIENT_ID, CLIENT_SECRET, base_url=smartbuildings_sandbox.url, retry=QUICK
    ) as client:
        yield client


@pytest.fixture
async def v1(smartbuildings_sandbox: RunningSandbox) -> AsyncIterator[AsyncSmartBuildings]:
    async with AsyncSmartBuildings(
        CLIENT_ID, CLIENT_SECRET, base_url=smartbuildings_sandbox.url, retry=QUICK, api_version="v1"
    ) as client:
        yield client


@pytest.fixture(params=["v1", "v2"])
async def client(
    request: pytest.FixtureRequest, smartbuildings_sandbox: RunningSandbox
) -> AsyncIterator[AsyncSmartBuildings]:
    async with AsyncSmartBuildings(
        CLIENT_ID, CLIENT_SECRET, base_url=smartbuildings_sandbox.url, retry=QUICK, api_version=request.param
    ) as client:
        yield client
