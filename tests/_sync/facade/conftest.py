# Derived from tests/_async/facade/conftest.py. Do not edit: change that file and run `python -m tools.unasync`.

"""Clients of a sandbox on a real port, for each API version."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from smartbuildings import RetryPolicy, SmartBuildings
from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

QUICK = RetryPolicy(base_s=0.01, cap_s=0.05)


@pytest.fixture
def v2(smartbuildings_sandbox: RunningSandbox) -> Iterator[SmartBuildings]:
    with SmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=smartbuildings_sandbox.url, retry=QUICK) as client:
        yield client


@pytest.fixture
def v1(smartbuildings_sandbox: RunningSandbox) -> Iterator[SmartBuildings]:
    with SmartBuildings(
        CLIENT_ID, CLIENT_SECRET, base_url=smartbuildings_sandbox.url, retry=QUICK, api_version="v1"
    ) as client:
        yield client


@pytest.fixture(params=["v1", "v2"])
def client(request: pytest.FixtureRequest, smartbuildings_sandbox: RunningSandbox) -> Iterator[SmartBuildings]:
    with SmartBuildings(
        CLIENT_ID, CLIENT_SECRET, base_url=smartbuildings_sandbox.url, retry=QUICK, api_version=request.param
    ) as client:
        yield client
