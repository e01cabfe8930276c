"""Read and control thermostats in real buildings, through the vendors' HTTP APIs.

    from smartbuildings import SmartBuildings, Temperature

    with SmartBuildings() as sb:
        for thermostat in sb.thermostats:
            print(thermostat.id, thermostat.status().temperature)

Names are loaded when they are first used, so that importing this package costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smartbuildings import credentials, ecobee, errors, events, quota, tokens, units
    from smartbuildings._async.ecobee.client import AsyncSmartBuildings
    from smartbuildings._async.pager import AsyncPager
    from smartbuildings._sync.ecobee.client import SmartBuildings
    from smartbuildings._sync.pager import Pager
    from smartbuildings.credentials import AuthorizationCode, ClientCredentials, StaticToken
    from smartbuildings.errors import SmartBuildingsError
    from smartbuildings.quota import MemoryQuota, SharedQuota
    from smartbuildings.retry import RetryPolicy
    from smartbuildings.tokens import FileStore, MemoryStore, RedisStore
    from smartbuildings.units import Temperature, TemperatureDelta

__version__ = "0.1.0"
"""The version of this package."""

__all__ = [
    "AsyncPager",
    "AsyncSmartBuildings",
    "AuthorizationCode",
    "ClientCredentials",
    "FileStore",
    "MemoryQuota",
    "MemoryStore",
    "Pager",
    "RedisStore",
    "RetryPolicy",
    "SharedQuota",
    "SmartBuildings",
    "SmartBuildingsError",
    "StaticToken",
    "Temperature",
    "TemperatureDelta",
    "__version__",
    "credentials",
    "ecobee",
    "errors",
    "events",
    "quota",
    "tokens",
    "units",
]

_MODULES = frozenset({"credentials", "ecobee", "errors", "events", "quota", "tokens", "units"})
_HOMES = {
    "AsyncPager": "_async.pager",
    "AsyncSmartBuildings": "_async.ecobee.client",
    "AuthorizationCode": "credentials",
    "ClientCredentials": "credentials",
    "FileStore": "tokens",
    "MemoryQuota": "quota",
    "MemoryStore": "tokens",
    "Pager": "_sync.pager",
    "RedisStore": "tokens",
    "RetryPolicy": "retry",
    "SharedQuota": "quota",
    "SmartBuildings": "_sync.ecobee.client",
    "SmartBuildingsError": "errors",
    "StaticToken": "credentials",
    "Temperature": "units",
    "TemperatureDelta": "units",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    from smartbuildings._lazy import load

    return load(globals(), name, home=_HOMES, modules=_MODULES)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
