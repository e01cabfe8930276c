"""The readers of the SDK and the sandbox agree: nothing that it sends is unexpected."""

from __future__ import annotations

from smartbuildings._core.drift import DriftReport
from smartbuildings.smartthings import commands, reading
from smartbuildings.smartthings.devices import abilities_of
from smartbuildings.smartthings.enums import ThermostatKind
from smartbuildings.smartthings.models import ThermostatInfo, ThermostatStatus
from smartbuildings.smartthings.outcome import Results, compare, results_of
from smartbuildings.units import Temperature
from smartbuildings.values import Ability

from .conftest import Api

SCOPES = ("r:devices:*", "x:devices:*", "r:locations:*", "r:scenes:*", "r:installedapps")


def test_every_response_that_the_sdk_reads_is_as_expected(api: Api) -> None:
    drift = DriftReport()
    api.consent(*SCOPES)
    location = api.sandbox.location_ids[0]
    assert reading.read_locations(api.get("/locations"), drift)
    place = reading.read_location(api.get(f"/locations/{location}"), drift)
    assert (place.id, place.temperature_scale) == (location, place.temperature_scale or "none")
    assert reading.read_rooms(api.get(f"/locations/{location}/rooms"), drift)
    assert reading.read_modes(api.get(f"/locations/{location}/modes"), drift)
    assert reading.read_scenes(api.get("/scenes"), drift)
    reading.read_history(api.get("/history/devices", locationId=location), drift)
    assert reading.read_installed_app(api.get("/installedapps/me"), drift).building_id == location

    found: list[ThermostatStatus] = []
    page = api.get("/devices", includeStatus="true", includeHealth="true")
    for device in reading.read_devices(page, drift):
        assert device.status is not None
        alone = reading.read_device_status(api.get(f"/devices/{device.id}/status"), drift)
        for info in reading.read_thermostats(device, drift):
            one, other = (
                reading.read_thermostat_status(
                    states, drift, kind=info.kind, device_id=info.device_id, component=info.component,
                    scale=place.temperature_scale, health=device.health,
                )
                for states in (device.status, alone.components)
            )  # fmt: skip
            assert (one.id, one.capabilities, one.supported_modes) == (other.id, other.capabilities, info.native_modes)
            assert one.is_online is (device.health is not None and device.health.is_online)
            found.append(one)
    assert drift.entries == ()
    assert {each.kind for each in found} == set(ThermostatKind)
    awake = [each for each in found if each.is_online]
    assert all(each.temperature is not None and each.mode is not None for each in awake)


def status_of(api: Api, info: ThermostatInfo) -> ThermostatStatus:
    states = reading.read_device_status(api.get(f"/devices/{info.device_id}/status"), DriftReport()).components
    return reading.read_thermostat_status(states, DriftReport(), kind=info.kind, component=info.component)


def run(api: Api, info: ThermostatInfo, request: commands.Request) -> Results:
    """Send a request, and check that the state shows what it asked for if the device confirmed it."""
    before = status_of(api, info)
    sent = api.send("POST", f"/devices/{info.device_id}/commands", request.body())
    found = results_of(reading.read_command_results(sent, DriftReport()), request.commands)
    if found is Results.COMPLETED:
        assert compare(request.asked, status_of(api, info), before).is_applied, request
    return found


def test_what_a_verb_sends_is_applied_by_every_thermostat_that_is_awake(api: Api) -> None:
    drift = DriftReport()
    api.consent(*SCOPES)
    confirmed: set[tuple[ThermostatKind, str]] = set()
    for device in reading.read_devices(api.get("/devices", includeStatus="true", includeHealth="true"), drift):
        for info in reading.read_thermostats(device, drift) if device.health and device.health.is_online else ():
            status = status_of(api, info)
            requests = [*commands.set_temperature(status, heat=Temperature.f(71.3), mode="heat")]
            if Ability.SET_FAN in abilities_of(info.kind, status.capabilities):
                requests.append(commands.set_fan(status, "auto"))
            for request in (*requests, commands.set_mode(status, "off")):
                if run(api, info, request) is Results.COMPLETED:
                    confirmed.add((info.kind, request.commands[-1].name))
    thermostat, conditioner, zone = ThermostatKind
    assert confirmed == {
        *((thermostat, name) for name in ("setThermostatMode", "setHeatingSetpoint", "setThermostatFanMode")),
        *((conditioner, name) for name in ("setAirConditionerMode", "setCoolingSetpoint", "setFanMode", "off")),
        *((zone, name) for name in ("setAirConditionerMode", "setCoolingSetpoint", "off")),
    }
