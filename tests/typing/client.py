"""The public types of both clients and their handles: checked by mypy and basedpyright, never run."""

# pyright: reportUnnecessaryTypeIgnoreComment=error

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import assert_type

from smartbuildings import AsyncSmartBuildings, SmartBuildings, Temperature
from smartbuildings.ecobee import AsyncBuilding, AsyncThermostat, Building, HvacMode, Thermostat
from smartbuildings.ecobee.models import BuildingInfo, Sensor, TemperatureHold, ThermostatStatus
from smartbuildings.quota import QuotaWindow
from smartbuildings.tokens import TokenInfo


def a_sync_client_gives_values() -> None:
    with SmartBuildings("id", "secret", api_version="v1") as sb:
        assert_type(sb, SmartBuildings)
        assert_type(sb.token, TokenInfo | None)
        assert_type(sb.drift.to_json(), str)
        assert_type(sb.quota.windows, tuple[QuotaWindow, ...])
        for building in sb.buildings:
            assert_type(building, Building)
            assert_type(building.info(), BuildingInfo)
        assert_type(iter(sb.thermostats), Iterator[Thermostat])
        assert_type(sb.thermostats(limit=5).all(), list[Thermostat])
        assert_type(sb.thermostats().first(), Thermostat | None)
        thermostat = sb.thermostats.get("511863314842")
        assert_type(thermostat.status(), ThermostatStatus)
        assert_type(thermostat.sensors(), tuple[Sensor, ...])
        assert_type(thermostat.hold(heat=Temperature.f(68)), TemperatureHold)
        for reading in sb.thermostats.statuses():
            assert_type(reading.thermostat, Thermostat)
            assert_type(reading.status, ThermostatStatus | None)


async def an_async_client_gives_the_same_to_whoever_waits() -> None:
    async with AsyncSmartBuildings() as sb:
        assert_type(sb, AsyncSmartBuildings)
        async for building in sb.buildings:
            assert_type(building, AsyncBuilding)
            assert_type(await building.info(), BuildingInfo)
        assert_type(aiter(sb.thermostats), AsyncIterator[AsyncThermostat])
        assert_type(await sb.thermostats(limit=5).all(), list[AsyncThermostat])
        assert_type(await sb.thermostats().first(), AsyncThermostat | None)
        thermostat = sb.thermostats.get("511863314842")
        assert_type(await thermostat.status(), ThermostatStatus)
        assert_type(await thermostat.hold(heat=Temperature.f(68)), TemperatureHold)
        async for reading in sb.thermostats.statuses():
            assert_type(reading.thermostat, AsyncThermostat)
            assert_type(reading.status, ThermostatStatus | None)


def what_cannot_be_meant_is_refused(thermostat: Thermostat) -> None:
    thermostat.hold(heat=68)  # type: ignore[arg-type]
    thermostat.hold(Temperature.f(68))  # type: ignore[call-arg]
    thermostat.turn_off_resident_mode()  # type: ignore[call-arg]
    thermostat.set_mode(HvacMode.HEAT)
    SmartBuildings("id", "secret", api_version="v3")  # type: ignore[arg-type]
