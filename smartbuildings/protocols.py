"""What every vendor's client, buildings and thermostats can do: write against these, and any vendor fits.

Each vendor's classes satisfy them and have more; ``abilities`` says in advance what a thermostat can do, and a method
that a vendor cannot offer raises `NotSupported`.

    def too_warm(client: Client, limit: Temperature) -> list[str | None]:
        readings = client.thermostats.statuses()
        return [each.thermostat.id for each in readings if each.status and (each.status.temperature or limit) > limit]
"""

from __future__ import annotations

from smartbuildings._async.protocols import (
    AsyncBuilding,
    AsyncBuildings,
    AsyncClient,
    AsyncReading,
    AsyncThermostat,
    AsyncThermostats,
)
from smartbuildings._sync.protocols import Building, Buildings, Client, Reading, Thermostat, Thermostats

__all__ = [
    "AsyncBuilding",
    "AsyncBuildings",
    "AsyncClient",
    "AsyncReading",
    "AsyncThermostat",
    "AsyncThermostats",
    "Building",
    "Buildings",
    "Client",
    "Reading",
    "Thermostat",
    "Thermostats",
]
