"""(a) What one ``thermostat.status()`` costs in CPU time, against the same request by bare httpx and by generated code.

All three ask the same server, a process of its own, over a connection that stays open. CPU time is the process's own,
user and system, so waiting for the server does not count. The three do not do the same: bare httpx checks no status
and gives a dict, the generated client gives a model of the answer, ours has token, quota, deadline and retries
in place and gives a model of its own. The ratio is the price of that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import process_time
from typing import Final

import httpx
from smartbuildings_api.ecobee_v2.api.thermostats import get_thermostat_status
from smartbuildings_api.ecobee_v2.client import AuthenticatedClient

from benchmarks.bodies import STATUS_PATH, THERMOSTAT_ID
from benchmarks.measure import Comparison, compare
from smartbuildings import AsyncSmartBuildings, SmartBuildings
from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET

__all__ = ["async_calls", "sync_calls"]

_HTTPX: Final = "bare httpx: get and json"
_GENERATED: Final = "generated client, bare"
_WIRED: Final = "generated client, wired to ours (`low_level`)"
_OURS: Final = "`thermostat.status()`"
_UNIT: Final = "µs of CPU a call"
_TOKEN: Final = {"Authorization": "Bearer benchmark"}


def sync_calls(url: str, *, rounds: int, calls: int) -> Comparison:
    """Compare the sync flavours."""
    with (
        httpx.Client(base_url=url, headers=_TOKEN, timeout=30) as bare,
        AuthenticatedClient(base_url=url, token="benchmark", timeout=httpx.Timeout(30)) as generated,
        SmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=url) as ours,
    ):
        thermostat, wired = ours.thermostats.get(THERMOSTAT_ID), ours.low_level
        each: dict[str, Callable[[], object]] = {
            _HTTPX: lambda: bare.get(STATUS_PATH).json(),
            _GENERATED: lambda: get_thermostat_status.sync(THERMOSTAT_ID, client=generated),
            _WIRED: lambda: get_thermostat_status.sync(THERMOSTAT_ID, client=wired),
            _OURS: thermostat.status,
        }
        timed = {name: _timed(call, calls) for name, call in each.items()}
        return compare("One status call, sync", _UNIT, timed, rounds=rounds, note=f"{calls} calls a round.")


def _timed(call: Callable[[], object], calls: int) -> Callable[[], float]:
    def measure() -> float:
        started = process_time()
        for _ in range(calls):
            call()
        return (process_time() - started) / calls * 1e6

    return measure


def async_calls(url: str, *, rounds: int, calls: int) -> Comparison:
    """Compare the async flavours, one call after the other on asyncio."""
    with asyncio.Runner() as runner:
        bare = httpx.AsyncClient(base_url=url, headers=_TOKEN, timeout=30)
        generated = AuthenticatedClient(base_url=url, token="benchmark", timeout=httpx.Timeout(30))
        ours = AsyncSmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=url)
        thermostat, wired = ours.thermostats.get(THERMOSTAT_ID), ours.low_level

        async def get() -> object:
            return (await bare.get(STATUS_PATH)).json()

        each: dict[str, Callable[[], Awaitable[object]]] = {
            _HTTPX: get,
            _GENERATED: lambda: get_thermostat_status.asyncio(THERMOSTAT_ID, client=generated),
            _WIRED: lambda: get_thermostat_status.asyncio(THERMOSTAT_ID, client=wired),
            _OURS: thermostat.status,
        }
        timed = {name: _timed_in(runner, call, calls) for name, call in each.items()}
        try:
            return compare("One status call, async", _UNIT, timed, rounds=rounds, note=f"{calls} calls a round.")
        finally:
            for client in (bare, generated.get_async_httpx_client(), ours):
                runner.run(client.aclose())


def _timed_in(runner: asyncio.Runner, call: Callable[[], Awaitable[object]], calls: int) -> Callable[[], float]:
    async def measure() -> float:
        started = process_time()
        for _ in range(calls):
            await call()
        return (process_time() - started) / calls * 1e6

    return lambda: runner.run(measure())
