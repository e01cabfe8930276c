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
    from smartbuildings import credentials, enums, errors, events, models, quota, tokens, units
    from smartbuildings._async.ecobee.building import AsyncBuilding
    from smartbuildings._async.ecobee.client import AsyncSmartBuildings
    from smartbuildings._async.ecobee.thermostat import AsyncThermostat
    from smartbuildings._async.pager import AsyncPager
    from smartbuildings._sync.ecobee.building import Building
    from smartbuildings._sync.ecobee.client import SmartBuildings
    from smartbuildings._sync.ecobee.thermostat import Thermostat
    from smartbuildings._sync.pager import Pager
    from smartbuildings.credentials import AuthorizationCode, ClientCredentials, StaticToken
    from smartbuildings.enums import BuildingSize, FanMode, HoldAction, HoldEnd, HvacMode
    from smartbuildings.errors import SmartBuildingsError
    from smartbuildings.models import Address
    from smartbuildings.quota import MemoryQuota, SharedQuota
    from smartbuildings.retry import RetryPolicy
    from smartbuildings.tokens import FileStore, MemoryStore, RedisStore
    from smartbuildings.units import Temperature, TemperatureDelta

__version__ = "0.1.0"
"""The version of this package."""

__all__ = [
    "Address",
    "AsyncBuilding",
    "AsyncPager",
    "AsyncSmartBuildings",
    "AsyncThermostat",
    "AuthorizationCode",
    "Building",
    "BuildingSize",
    "ClientCredentials",
    "FanMode",
    "FileStore",
    "HoldAction",
    "HoldEnd",
    "HvacMode",
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
    "Thermostat",
    "__version__",
    "credentials",
    "enums",
    "errors",
    "events",
    "models",
    "quota",
    "tokens",
    "units",
]

_MODULES = frozenset({"credentials", "enums", "errors", "events", "models", "quota", "tokens", "units"})
_HOMES = {
    "Address": "models",
    "AsyncBuilding": "_async.ecobee.building",
    "AsyncPager": "_async.pager",
    "AsyncSmartBuildings": "_async.ecobee.client",
    "AsyncThermostat": "_async.ecobee.thermostat",
    "AuthorizationCode": "credentials",
    "Building": "_sync.ecobee.building",
    "BuildingSize": "enums",
    "ClientCredentials": "credentials",
    "FanMode": "enums",
    "FileStore": "tokens",
    "HoldAction": "enums",
    "HoldEnd": "enums",
    "HvacMode": "enums",
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
    "Thermostat": "_sync.ecobee.thermostat",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    from importlib import import_module

    if name in _MODULES:
        return import_module(f"smartbuildings.{name}")
    home = _HOMES.get(name)
    if home is None:
        msg = f"module 'smartbuildings' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"smartbuildings.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
