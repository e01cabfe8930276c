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
    from smartbuildings import (
        credentials,
        ecobee,
        errors,
        events,
        nest,
        portfolio,
        protocols,
        quota,
        smartthings,
        tokens,
        units,
        values,
    )
    from smartbuildings._async.accepted import AsyncAccepted
    from smartbuildings._async.ecobee.client import AsyncSmartBuildings
    from smartbuildings._async.nest.client import AsyncNest
    from smartbuildings._async.pager import AsyncPager
    from smartbuildings._async.portfolio.portfolio import AsyncPortfolio
    from smartbuildings._async.smartthings.client import AsyncSmartThings
    from smartbuildings._sync.accepted import Accepted
    from smartbuildings._sync.ecobee.client import SmartBuildings
    from smartbuildings._sync.nest.client import Nest
    from smartbuildings._sync.pager import Pager
    from smartbuildings._sync.portfolio.portfolio import Portfolio
    from smartbuildings._sync.smartthings.client import SmartThings
    from smartbuildings.credentials import AuthorizationCode, ClientCredentials, StaticToken
    from smartbuildings.errors import SmartBuildingsError
    from smartbuildings.protocols import AsyncBuilding, AsyncClient, AsyncThermostat, Building, Client, Thermostat
    from smartbuildings.quota import MemoryQuota, SharedQuota
    from smartbuildings.retry import RetryPolicy
    from smartbuildings.tokens import FileStore, MemoryStore, RedisStore
    from smartbuildings.units import Temperature, TemperatureDelta
    from smartbuildings.values import (
        Ability,
        Action,
        Applied,
        BuildingInfo,
        FanMode,
        Hold,
        Mode,
        Range,
        SetPoints,
        ThermostatInfo,
        ThermostatStatus,
    )

__version__ = "0.1.0"
"""The version of this package."""

__all__ = [
    "Ability",
    "Accepted",
    "Action",
    "Applied",
    "AsyncAccepted",
    "AsyncBuilding",
    "AsyncClient",
    "AsyncNest",
    "AsyncPager",
    "AsyncPortfolio",
    "AsyncSmartBuildings",
    "AsyncSmartThings",
    "AsyncThermostat",
    "AuthorizationCode",
    "Building",
    "BuildingInfo",
    "Client",
    "ClientCredentials",
    "FanMode",
    "FileStore",
    "Hold",
    "MemoryQuota",
    "MemoryStore",
    "Mode",
    "Nest",
    "Pager",
    "Portfolio",
    "Range",
    "RedisStore",
    "RetryPolicy",
    "SetPoints",
    "SharedQuota",
    "SmartBuildings",
    "SmartBuildingsError",
    "SmartThings",
    "StaticToken",
    "Temperature",
    "TemperatureDelta",
    "Thermostat",
    "ThermostatInfo",
    "ThermostatStatus",
    "__version__",
    "credentials",
    "ecobee",
    "errors",
    "events",
    "nest",
    "portfolio",
    "protocols",
    "quota",
    "smartthings",
    "tokens",
    "units",
    "values",
]

_MODULES = frozenset(
    {
        *("credentials", "ecobee", "errors", "events", "nest", "portfolio", "protocols", "quota", "smartthings"),
        *("tokens", "units", "values"),
    }
)
_HOMES = {
    "Ability": "values",
    "Accepted": "_sync.accepted",
    "Action": "values",
    "Applied": "values",
    "AsyncAccepted": "_async.accepted",
    "AsyncBuilding": "protocols",
    "AsyncClient": "protocols",
    "AsyncNest": "_async.nest.client",
    "AsyncPager": "_async.pager",
    "AsyncPortfolio": "_async.portfolio.portfolio",
    "AsyncSmartBuildings": "_async.ecobee.client",
    "AsyncSmartThings": "_async.smartthings.client",
    "AsyncThermostat": "protocols",
    "AuthorizationCode": "credentials",
    "Building": "protocols",
    "BuildingInfo": "values",
    "Client": "protocols",
    "ClientCredentials": "credentials",
    "FanMode": "values",
    "FileStore": "tokens",
    "Hold": "values",
    "MemoryQuota": "quota",
    "MemoryStore": "tokens",
    "Mode": "values",
    "Nest": "_sync.nest.client",
    "Pager": "_sync.pager",
    "Portfolio": "_sync.portfolio.portfolio",
    "Range": "values",
    "RedisStore": "tokens",
    "RetryPolicy": "retry",
    "SetPoints": "values",
    "SharedQuota": "quota",
    "SmartBuildings": "_sync.ecobee.client",
    "SmartBuildingsError": "errors",
    "SmartThings": "_sync.smartthings.client",
    "StaticToken": "credentials",
    "Temperature": "units",
    "TemperatureDelta": "units",
    "Thermostat": "protocols",
    "ThermostatInfo": "values",
    "ThermostatStatus": "values",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    from smartbuildings._lazy import load

    return load(globals(), name, home=_HOMES, modules=_MODULES)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
