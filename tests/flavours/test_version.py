"""There is one version string, and everything that shows a version shows that one."""

from __future__ import annotations

import importlib.metadata
import platform
import tomllib
from pathlib import Path

import httpx
import pytest
from servers.vendor import THERMOSTAT, VendorServer

import smartbuildings
from smartbuildings import AsyncSmartBuildings, SmartBuildings

_PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
_EXPECTED = f"smartbuildings/{smartbuildings.__version__} python/{platform.python_version()} httpx/{httpx.__version__}"


def test_the_installed_package_has_the_version_of_the_module() -> None:
    assert importlib.metadata.version("smartbuildings") == smartbuildings.__version__


def test_the_project_file_reads_the_version_from_the_module() -> None:
    project = tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))

    assert "version" not in project["project"]
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"] == {"path": "smartbuildings/__init__.py"}


def test_the_sync_client_sends_that_version() -> None:
    with VendorServer() as vendor, SmartBuildings("client", "secret", base_url=vendor.url) as sb:
        sb.thermostats.get(THERMOSTAT).status()
        assert {request.headers["user-agent"] for request in vendor.requests} == {_EXPECTED}


@pytest.mark.anyio
async def test_the_async_client_sends_that_version() -> None:
    with VendorServer() as vendor:
        async with AsyncSmartBuildings("client", "secret", base_url=vendor.url) as sb:
            await sb.thermostats.get(THERMOSTAT).status()
        assert {request.headers["user-agent"] for request in vendor.requests} == {_EXPECTED}
