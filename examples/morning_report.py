"""Who is offline, who is cold, who has an alert: one line for each building.

Three requests are under way at a time, as the vendor asks, and the quota is kept whatever the size of the account.
"""

from __future__ import annotations

import asyncio

from smartbuildings import AsyncSmartBuildings, Temperature
from smartbuildings.ecobee import AsyncBuilding

COLD = Temperature.f(62)


async def report(building: AsyncBuilding) -> str:
    """Read a building's thermostats, and sum them up."""
    name = (await building.info()).name or building.id
    offline: list[str] = []
    cold: list[str] = []
    alerts = 0
    async for reading in building.thermostats.statuses():
        status = reading.status
        if status is None:
            return f"{name}: could not be read ({reading.error})"
        if not status.is_connected:
            offline.append(reading.thermostat.id)
        elif status.temperature is not None and status.temperature < COLD:
            cold.append(f"{reading.thermostat.id} ({status.temperature})")
        alerts += len(await reading.thermostat.alerts())
    return f"{name}: {len(offline)} offline, {len(cold)} below {COLD}, {alerts} alerts. {', '.join(cold)}".rstrip()


async def main() -> None:
    """Print a line for each building."""
    async with AsyncSmartBuildings() as sb:
        async for building in sb.buildings:
            print(await report(building))


if __name__ == "__main__":
    asyncio.run(main())
