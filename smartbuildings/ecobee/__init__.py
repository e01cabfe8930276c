"""ecobee SmartBuildings: its buildings and thermostats, models, named values, and the checks before a request.

The modules of this package are pure: they make no request. The client is `SmartBuildings`, or `AsyncSmartBuildings`.
Names are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smartbuildings._async.ecobee.building import AsyncBuilding
    from smartbuildings._async.ecobee.client import AsyncSmartBuildings
    from smartbuildings._async.ecobee.thermostat import AsyncThermostat
    from smartbuildings._sync.ecobee.building import Building
    from smartbuildings._sync.ecobee.client import SmartBuildings
    from smartbuildings._sync.ecobee.thermostat import Thermostat
    from smartbuildings.ecobee import enums, models
    from smartbuildings.ecobee.enums import BuildingSize, FanMode, HoldAction, HoldEnd, HvacMode
    from smartbuildings.ecobee.models import Address

__all__ = [
    "Address",
    "AsyncBuilding",
    "AsyncSmartBuildings",
    "AsyncThermostat",
    "Building",
    "BuildingSize",
    "FanMode",
    "HoldAction",
    "HoldEnd",
    "HvacMode",
    "SmartBuildings",
    "Thermostat",
    "enums",
    "models",
]

_MODULES = frozenset({"enums", "models"})
_HOMES = {
    "Address": "ecobee.models",
    "AsyncBuilding": "_async.ecobee.building",
    "AsyncSmartBuildings": "_async.ecobee.client",
    "AsyncThermostat": "_async.ecobee.thermostat",
    "Building": "_sync.ecobee.building",
    "BuildingSize": "ecobee.enums",
    "FanMode": "ecobee.enums",
    "HoldAction": "ecobee.enums",
    "HoldEnd": "ecobee.enums",
    "HvacMode": "ecobee.enums",
    "SmartBuildings": "_sync.ecobee.client",
    "Thermostat": "_sync.ecobee.thermostat",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    from smartbuildings._lazy import load

    return load(globals(), name, home=_HOMES, modules=_MODULES)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
