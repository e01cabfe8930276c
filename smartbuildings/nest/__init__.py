"""Google Nest: its structures and thermostats, models, named values, and the checks before a request.

The modules of this package are pure: they make no request. The client is `Nest`, or `AsyncNest`. Names
are loaded when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smartbuildings._async.nest.client import AsyncNest
    from smartbuildings._async.nest.structure import AsyncStructure
    from smartbuildings._async.nest.thermostat import AsyncThermostat
    from smartbuildings._sync.nest.client import Nest
    from smartbuildings._sync.nest.structure import Structure
    from smartbuildings._sync.nest.thermostat import Thermostat
    from smartbuildings.nest import enums, models
    from smartbuildings.nest.enums import ThermostatMode

__all__ = [
    "AsyncNest",
    "AsyncStructure",
    "AsyncThermostat",
    "Nest",
    "Structure",
    "Thermostat",
    "ThermostatMode",
    "enums",
    "models",
]

_MODULES = frozenset({"enums", "models"})
_HOMES = {
    "AsyncNest": "_async.nest.client",
    "AsyncStructure": "_async.nest.structure",
    "AsyncThermostat": "_async.nest.thermostat",
    "Nest": "_sync.nest.client",
    "Structure": "_sync.nest.structure",
    "Thermostat": "_sync.nest.thermostat",
    "ThermostatMode": "nest.enums",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    from smartbuildings._lazy import load

    return load(globals(), name, home=_HOMES, modules=_MODULES)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
