"""SmartThings: its locations and thermostats, models, named values, and the checks before a request.

The modules of this package are pure: they make no request. The client is `SmartThings`, or `AsyncSmartThings`. Names
are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smartbuildings._async.smartthings.client import AsyncSmartThings
    from smartbuildings._async.smartthings.location import AsyncLocation
    from smartbuildings._async.smartthings.thermostat import AsyncThermostat
    from smartbuildings._sync.smartthings.client import SmartThings
    from smartbuildings._sync.smartthings.location import Location
    from smartbuildings._sync.smartthings.thermostat import Thermostat
    from smartbuildings.smartthings import enums, models
    from smartbuildings.smartthings.consents import Consent
    from smartbuildings.smartthings.enums import AirConditionerMode, ThermostatKind, ThermostatMode

__all__ = [
    "AirConditionerMode",
    "AsyncLocation",
    "AsyncSmartThings",
    "AsyncThermostat",
    "Consent",
    "Location",
    "SmartThings",
    "Thermostat",
    "ThermostatKind",
    "ThermostatMode",
    "enums",
    "models",
]

_MODULES = frozenset({"enums", "models"})
_HOMES = {
    "AirConditionerMode": "smartthings.enums",
    "AsyncLocation": "_async.smartthings.location",
    "AsyncSmartThings": "_async.smartthings.client",
    "AsyncThermostat": "_async.smartthings.thermostat",
    "Consent": "smartthings.consents",
    "Location": "_sync.smartthings.location",
    "SmartThings": "_sync.smartthings.client",
    "Thermostat": "_sync.smartthings.thermostat",
    "ThermostatKind": "smartthings.enums",
    "ThermostatMode": "smartthings.enums",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    from smartbuildings._lazy import load

    return load(globals(), name, home=_HOMES, modules=_MODULES)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
