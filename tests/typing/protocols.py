"""Each vendor's classes satisfy the protocols: checked by mypy and basedpyright, never run."""

# pyright: reportUnnecessaryTypeIgnoreComment=error

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import assert_type

import smartbuildings as sb
from smartbuildings import ecobee, protocols
from smartbuildings.ecobee import models
from smartbuildings.nest import models as nest
from smartbuildings.smartthings import models as smartthings


def ecobee_satisfies_them(
    client: ecobee.SmartBuildings,
    building: ecobee.Building,
    thermostat: ecobee.Thermostat,
    info: models.ThermostatInfo,
    place: models.BuildingInfo,
    status: models.ThermostatStatus,
    hold: models.Hold,
) -> None:
    a: sb.Client = client
    b: sb.Building = building
    c: sb.Thermostat = thermostat
    d: sb.ThermostatInfo = info
    e: sb.BuildingInfo = place
    f: sb.ThermostatStatus = status
    g: sb.Hold = hold
    h: protocols.Thermostats = building.thermostats
    assert_type(status.native, models.ThermostatStatus)
    print(a, b, c, d, e, f, g, h)


def async_ecobee_satisfies_them(
    client: ecobee.AsyncSmartBuildings, building: ecobee.AsyncBuilding, thermostat: ecobee.AsyncThermostat
) -> None:
    a: sb.AsyncClient = client
    b: sb.AsyncBuilding = building
    c: sb.AsyncThermostat = thermostat
    print(a, b, c)


def smartthings_satisfies_them(
    client: sb.SmartThings,
    building: sb.smartthings.Location,
    thermostat: sb.smartthings.Thermostat,
    info: smartthings.ThermostatInfo,
    place: smartthings.LocationInfo,
    status: smartthings.ThermostatStatus,
) -> None:
    d: sb.Client = client
    e: sb.Building = building
    f: sb.Thermostat = thermostat
    g: protocols.Thermostats = building.thermostats
    h: protocols.Reading = next(iter(client.thermostats.statuses()))
    assert_type(thermostat.set_mode(sb.Mode.HEAT), sb.Applied | sb.Accepted)
    print(d, e, f, g, h)
    a: sb.ThermostatInfo = info
    b: sb.BuildingInfo = place
    c: sb.ThermostatStatus = status
    assert_type(status.native, smartthings.ThermostatAttributes)
    assert_type(status.native.temperature, smartthings.State[float])
    assert_type(info.native, smartthings.Device)
    print(a, b, c)


async def async_smartthings_satisfies_them(
    client: sb.AsyncSmartThings, building: sb.smartthings.AsyncLocation, thermostat: sb.smartthings.AsyncThermostat
) -> None:
    a: sb.AsyncClient = client
    b: sb.AsyncBuilding = building
    c: sb.AsyncThermostat = thermostat
    assert_type(await thermostat.set_mode(sb.Mode.HEAT), sb.Applied | sb.AsyncAccepted)
    print(a, b, c)


def nest_satisfies_them(
    client: sb.Nest,
    building: sb.nest.Structure,
    thermostat: sb.nest.Thermostat,
    info: nest.ThermostatInfo,
    place: nest.StructureInfo,
    status: nest.ThermostatStatus,
) -> None:
    d: sb.Client = client
    e: sb.Building = building
    f: sb.Thermostat = thermostat
    g: protocols.Thermostats = building.thermostats
    h: protocols.Reading = next(iter(client.thermostats.statuses()))
    assert_type(thermostat.set_eco(True), sb.Applied | sb.Accepted)
    assert_type(thermostat.fan_for(timedelta(minutes=15)), sb.Applied | sb.Accepted)
    thermostat.fan_for(900)  # type: ignore[arg-type]
    print(d, e, f, g, h)
    a: sb.ThermostatInfo = info
    b: sb.BuildingInfo = place
    c: sb.ThermostatStatus = status
    assert_type(status.native, nest.ThermostatTraits)
    assert_type(status.eco_set_points, sb.SetPoints)
    assert_type(info.native, nest.Device)
    print(a, b, c)


async def async_nest_satisfies_them(
    client: sb.AsyncNest, building: sb.nest.AsyncStructure, thermostat: sb.nest.AsyncThermostat
) -> None:
    a: sb.AsyncClient = client
    b: sb.AsyncBuilding = building
    c: sb.AsyncThermostat = thermostat
    assert_type(await thermostat.set_eco(True), sb.Applied | sb.AsyncAccepted)
    print(a, b, c)


def one_function_serves_every_vendor(client: sb.Client) -> None:
    for reading in client.thermostats.statuses(limit=3):
        assert_type(reading.thermostat, sb.Thermostat)
        assert_type(reading.status, sb.ThermostatStatus | None)
    thermostat = client.thermostats.get("511863314842")
    assert_type(thermostat.status().mode, sb.Mode | None)
    assert_type(thermostat.hold(heat=sb.Temperature.f(68), until="indefinite"), sb.Applied | sb.Accepted)
    thermostat.hold(heat=sb.Temperature.f(68), until=datetime(2026, 1, 1, tzinfo=UTC))
    thermostat.hold(heat=sb.Temperature.f(68), until="nextTransition")  # type: ignore[arg-type]
    thermostat.set_mode(sb.Mode.HEAT)
    thermostat.set_fan(sb.FanMode.ON)


def an_async_client_is_not_a_sync_one(client: ecobee.AsyncSmartBuildings) -> None:
    wrong: sb.Client = client  # type: ignore[assignment]
    print(wrong)
