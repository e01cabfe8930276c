"""What is read from the statuses and devices that SmartThings is known to send."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from smartbuildings import Action, FanMode, Mode, Range, SetPoints, Temperature, TemperatureDelta
from smartbuildings._core.drift import Drift, DriftReport
from smartbuildings.smartthings import reading
from smartbuildings.smartthings.devices import abilities_of
from smartbuildings.smartthings.enums import (
    AirConditionerFanMode,
    AirConditionerMode,
    HealthState,
    OperatingState,
    ThermostatFanMode,
    ThermostatKind,
    ThermostatMode,
)
from smartbuildings.smartthings.models import Health, ThermostatInfo, ThermostatStatus
from smartbuildings.units import Unit
from smartbuildings.values import Ability, FrozenMapping

from .shapes import DEVICES, HEAT_PUMP, STATUSES, state, with_status

F, C = Temperature.f, Temperature.c
TIME = datetime(2025, 11, 3, 8, 15, 42, 123000, UTC)


def read_all(name: str, **about: Any) -> tuple[dict[str, ThermostatStatus], tuple[Drift, ...]]:
    """Read each thermostat of a device from its status."""
    drift = DriftReport()
    device = reading.read_device(DEVICES[name], drift)
    found = reading.read_device_status({"components": STATUSES[name]}, drift)
    statuses = {
        info.component: reading.read_thermostat_status(
            found.components, drift, kind=info.kind, device_id=info.device_id, component=info.component, **about
        )
        for info in reading.read_thermostats(device, drift, found.components)
    }
    return statuses, drift.entries


def read_one(name: str, **about: Any) -> ThermostatStatus:
    (status,) = read_all(name, **about)[0].values()
    return status


def test_an_ecobee_is_read_with_the_mode_that_is_not_among_the_supported_ones() -> None:
    status, drift = read_one("ecobee"), read_all("ecobee")[1]
    assert (status.temperature, status.humidity) == (F(71), 32)
    assert status.set_points == SetPoints(heat=F(71), cool=F(74.5))
    assert (status.mode, status.native_mode) == (Mode.HEAT, ThermostatMode.HEAT)
    assert status.supported_modes is not None
    assert ThermostatMode.HEAT not in status.supported_modes
    assert (status.action, status.fan_mode, status.is_online) == (Action.IDLE, FanMode.AUTO, True)
    assert (status.heat_range, status.heat_step, status.heat_unit, status.min_gap) == (Range(), None, "F", None)
    assert status.id == "4f6e1c5a-0d5b-4a0b-9b8c-2f1d6a7e9c10:main"
    assert drift == ()


def test_each_value_has_the_time_of_its_own_report() -> None:
    status = read_one("bosch")
    assert status.observed_at == TIME
    assert status.native.heating_setpoint.timestamp == datetime(2025, 11, 3, 8, 20, 42, 123000, UTC)
    assert status.native.thermostat_operating_state.timestamp is None


@pytest.mark.parametrize(("scale", "health", "is_online"), [("F", None, False), (None, HealthState.ONLINE, True)])
def test_an_offline_thermostat_has_no_values(scale: Unit | None, health: HealthState | None, is_online: bool) -> None:
    status = read_one("offline", scale=scale, health=health and Health(state=health))
    assert (status.temperature, status.set_points, status.mode, status.observed_at) == (None, SetPoints(), None, None)
    assert (status.supported_modes, status.fan_mode, status.action) == (None, None, None)
    assert status.heat_unit == scale  # Known, so that a set point can be written.
    assert status.is_online is is_online
    assert "thermostatCoolingSetpoint" in status.capabilities


def test_a_radiator_valve_has_one_range_with_its_step() -> None:
    status, drift = read_one("bosch"), read_all("bosch")[1]
    assert status.heat_range == Range(C(5), C(40))
    assert (status.heat_step, status.cool_range) == (TemperatureDelta.c(0.1), Range())
    assert status.set_points == SetPoints(heat=C(20.5))
    assert set(status.extra) == {"battery", "temperatureMeasurement", "valleyboard16460.debug"}
    assert drift == ()  # Unknown capabilities and attributes are not unexpected.


def test_no_supported_modes_are_none_and_a_second_component_is_left_alone() -> None:
    statuses, drift = read_all("generic")
    assert list(statuses) == ["main"]
    assert (statuses["main"].supported_modes, statuses["main"].mode) == (None, Mode.AUX_HEAT)
    assert drift == ()


def test_numbers_that_cannot_be_real_are_kept_and_noted_and_not_read() -> None:
    status, drift = read_one("virtual"), read_all("virtual")[1]
    assert (status.temperature, status.set_points, status.heat_range) == (None, SetPoints(cool=F(68)), Range())
    assert status.mode == "rush hour"
    assert status.supported_modes is not None
    assert [mode.neutral for mode in status.supported_modes] == ["rushhour", "in", Mode.AUX_HEAT]
    assert {(entry.field, entry.kind) for entry in drift} == {
        ("temperature", "implausible value"),
        ("heatingSetpoint", "implausible value"),
        ("range of a set point", "implausible value"),
    }
    assert "2734.05" in repr(status.extra["temperatureMeasurement"])


def test_an_air_conditioner_is_off_with_its_switch_and_leaves_out_what_it_has_disabled() -> None:
    statuses, drift = read_all("air conditioner")
    assert list(statuses) == ["main"]
    status = statuses["main"]
    assert (status.kind, status.is_on, status.mode) == (ThermostatKind.AIR_CONDITIONER, False, Mode.OFF)
    assert (status.native_mode, status.set_points) == ("heat", SetPoints(heat=C(24)))
    assert status.heat_range == status.cool_range == Range(C(16), C(30))
    assert (status.fan_mode, status.humidity) == (FanMode("low"), None)
    assert "relativeHumidityMeasurement" not in status.capabilities
    assert drift == ()


def test_a_heat_pump_has_zones_and_its_water_is_not_a_room() -> None:
    statuses, drift = read_all("heat pump")
    assert list(statuses) == ["INDOOR1"]
    status = statuses["INDOOR1"]
    assert (status.kind, status.mode, status.set_points) == (
        ThermostatKind.HEAT_PUMP_ZONE,
        Mode.AUTO,
        SetPoints(cool=C(22)),
    )
    assert status.cool_range == Range()  # -1000 and null stand for none.
    assert status.is_online is True  # As the main component reports.
    assert drift == ()


@pytest.mark.parametrize("name", ["refrigerator", "bridge", "from 2019"])
def test_other_devices_are_not_thermostats(name: str) -> None:
    drift = DriftReport()
    assert reading.read_thermostats(reading.read_device(DEVICES[name], drift), drift) == ()
    assert drift.entries == ()


def test_the_set_point_range_comes_before_the_custom_capability_each_in_its_unit() -> None:
    main = {
        "thermostatHeatingSetpoint": {
            "heatingSetpoint": state(68, "F"),
            "heatingSetpointRange": state({"minimum": 7, "step": 0.5}, "C"),
        },
        "custom.thermostatSetpointControl": {"minimumSetpoint": state(60, "F"), "maximumSetpoint": state(80, "F")},
    }
    status = reading.read_thermostat_status({"main": main}, DriftReport(), kind=ThermostatKind.THERMOSTAT)
    assert status.heat_range == Range(C(7), F(80))
    assert (status.heat_step, status.heat_unit) == (TemperatureDelta.c(0.5), "F")


def test_a_temperature_without_a_unit_has_that_of_another_else_that_of_the_location() -> None:
    main = {"temperatureMeasurement": {"temperature": state(20)}}
    read = reading.read_thermostat_status
    kind, drift = ThermostatKind.THERMOSTAT, DriftReport()
    assert read({"main": main}, drift, kind=kind).temperature is None
    assert read({"main": main}, drift, kind=kind, scale="C").temperature == C(20)
    other = main | {"thermostatCoolingSetpoint": {"coolingSetpoint": state(75, "F")}}
    assert read({"main": other}, drift, kind=kind, scale="C").temperature == F(20)
    assert drift.entries == ()


def test_a_list_with_statuses_says_the_same_as_a_status_read_alone() -> None:
    for name, components in STATUSES.items():
        drift = DriftReport()
        (device,) = reading.read_devices({"items": [with_status(DEVICES[name], components)], "_links": {}}, drift)
        assert device.status is not None
        assert FrozenMapping(device.status) == FrozenMapping(components)
        infos = reading.read_thermostats(device, drift)
        found = {
            info.component: reading.read_thermostat_status(
                device.status, drift, kind=info.kind, device_id=info.device_id, component=info.component
            )
            for info in infos
        }
        assert found == read_all(name)[0]
        assert copy.deepcopy(device) == pickle.loads(pickle.dumps(device)) == device
        assert hash(device) == hash(copy.deepcopy(device))
        for each in (*found.values(), *infos):
            assert pickle.loads(pickle.dumps(each)) == each
            assert hash(each) == hash(pickle.loads(pickle.dumps(each)))


def test_a_list_without_statuses_or_with_empty_ones_has_none() -> None:
    for sent in (DEVICES["ecobee"], with_status(DEVICES["ecobee"], {})):
        (device,) = reading.read_devices({"items": [sent], "_links": None}, DriftReport())
        assert device.status is None


def test_each_of_the_37_modes_has_a_neutral_name_or_keeps_its_own() -> None:
    modes = ThermostatMode.known()
    assert len(modes) == len(set(modes)) == 37
    neutral = {mode: [str(each) for each in modes if each.neutral is mode] for mode in Mode.known()}
    assert neutral == {
        Mode.HEAT: ["energysaveheat", "furnace", "heat"],
        Mode.COOL: ["cool", "energysavecool"],
        Mode.AUTO: ["auto", "autochangeover", "autochangeoveractive"],
        Mode.OFF: ["off"],
        Mode.AUX_HEAT: [
            *("auxheatonly", "auxiliaryemergencyheat"),
            *("emergency heat", "emergencyheat", "emergencyheatactive"),
        ],
    }
    assert all(str(each.neutral) == str(each) for each in modes if not each.neutral.is_known)


@pytest.mark.parametrize(
    ("native", "neutral"),
    [
        (OperatingState.HEATING, Action.HEATING),
        (OperatingState.COOLING, Action.COOLING),
        (OperatingState.IDLE, Action.IDLE),
        (OperatingState.PENDING_HEAT, Action.IDLE),
        (OperatingState.PENDING_COOL, Action.IDLE),
        (OperatingState.FAN_ONLY, Action.FAN),
        (OperatingState.VENT_ECONOMIZER, "vent economizer"),
        (AirConditionerMode.WIND, "wind"),
        (AirConditionerMode.DRY, "dry"),
        (AirConditionerMode.AI_COMFORT, "aIComfort"),
        (AirConditionerMode.COOL_CLEAN, Mode.COOL),
        (AirConditionerMode("heat"), Mode.HEAT),
        (ThermostatFanMode.CIRCULATE, FanMode.CIRCULATE),
        (ThermostatFanMode.FOLLOW_SCHEDULE, "followschedule"),
        (AirConditionerFanMode.AUTO, FanMode.AUTO),
        (AirConditionerFanMode.TURBO, "turbo"),
    ],
)
def test_other_values_have_neutral_names_too(native: Any, neutral: Any) -> None:
    assert native.neutral == neutral
    assert type(native.neutral) in (Action, Mode, FanMode)


def test_only_the_fan_alone_shows_that_a_fan_runs() -> None:
    operating = {"thermostatOperatingState": {"thermostatOperatingState": state("fan only")}}
    status = reading.read_thermostat_status({"main": operating}, DriftReport(), kind=ThermostatKind.THERMOSTAT)
    assert (status.action, status.is_fan_running) == (Action.FAN, True)
    assert read_one("ecobee").is_fan_running is None


def read_info(name: str, **fields: Any) -> ThermostatInfo:
    drift = DriftReport()
    device = reading.read_device(with_status(DEVICES[name], STATUSES[name]) | fields, drift)
    (info,) = reading.read_thermostats(device, drift)
    assert drift.entries == ()
    return info


def test_a_thermostat_is_named_by_its_label_and_made_by_the_best_source() -> None:
    info = read_info("ecobee")
    assert (info.name, info.manufacturer, info.model) == ("Hallway", "ecobee", "aresSmart-thermostat")
    assert (info.building_id, info.room_id) == (info.native.location_id, info.native.room_id)
    assert info.modes == (Mode.OFF, Mode.COOL, Mode.AUX_HEAT, Mode.AUTO)
    assert read_info("ecobee", label=None).name == "v4 - ecobee Thermostat - Heat and Cool (F)"
    assert read_info("ecobee", viper={}, deviceManufacturerCode=None).manufacturer == "0A0b"
    info = read_info("air conditioner")
    assert (info.name, info.manufacturer, info.model) == ("Room air conditioner", "Samsung Electronics", "ARTIK051")
    assert info.modes is not None
    assert set(info.modes) == {"aIComfort", Mode.COOL, "dry", "wind", Mode.AUTO, Mode.HEAT, Mode.OFF}


def test_what_a_thermostat_can_do_follows_from_its_capabilities() -> None:
    zone = read_all("heat pump")[0]["INDOOR1"]
    both = {Ability.SET_TEMPERATURE, Ability.SET_MODE}
    assert abilities_of(zone.kind, zone.capabilities) == both
    for name in ("ecobee", "air conditioner"):
        status = read_one(name)
        assert abilities_of(status.kind, status.capabilities) == both | {Ability.SET_FAN}


def test_disabled_components_and_capabilities_are_known_only_from_the_status() -> None:
    drift = DriftReport()
    device = reading.read_device(DEVICES["heat pump"], drift)
    assert [info.component for info in reading.read_thermostats(device, drift)] == ["INDOOR1", "INDOOR2"]
    found = reading.read_thermostats(device, drift, HEAT_PUMP)
    assert [info.component for info in found] == ["INDOOR1"]
    disabled = {"custom.disabledCapabilities": {"disabledCapabilities": state(["airConditionerMode"])}}
    assert reading.read_thermostats(device, drift, {"INDOOR1": disabled, "INDOOR2": disabled}) == ()


def test_an_unexpected_value_is_noted_and_kept_as_it_was_sent() -> None:
    drift = DriftReport()
    main = {
        "thermostatMode": {"thermostatMode": state("turbo")},
        "temperatureMeasurement": {"temperature": state(290, "K")},
        "switch": {"switch": state(True)},
        "relativeHumidityMeasurement": {"humidity": state(140, "%")},
        "thermostatFanMode": {"thermostatFanMode": "auto"},
        "thermostatOperatingState": {"thermostatOperatingState": state("idle") | {"lineage": 3}},
    }
    status = reading.read_thermostat_status({"main": main}, drift, kind=ThermostatKind.THERMOSTAT)
    assert {(entry.model, entry.field, entry.kind) for entry in drift.entries} == {
        ("ThermostatAttributes", "thermostatMode", "unknown value"),
        ("ThermostatAttributes", "temperature", "unknown value"),
        ("ThermostatAttributes", "switch", "wrong type"),
        ("ThermostatAttributes", "humidity", "implausible value"),
        ("ThermostatAttributes", "thermostatFanMode", "wrong type"),
        ("State", "lineage", "unknown field"),
    }
    assert (status.mode, status.temperature, status.action) == (Mode("turbo"), None, Action.IDLE)
    assert status.extra == {name: main[name] for name in main if name != "thermostatMode"}


# -- the other responses


def read(reader: Any, data: Any) -> Any:
    drift = DriftReport()
    found = reader(data, drift)
    assert drift.entries == (), data
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(found) == hash(copy.deepcopy(found))
    return found


LOCATION = {
    "locationId": "b7e1", "name": "Home", "countryCode": "USA", "latitude": 45.005, "longitude": -93.26,
    "regionRadius": 150, "temperatureScale": "F", "timeZoneId": "America/Chicago", "locale": "en",
    "backgroundImage": None, "additionalProperties": {"a": "b"}, "created": "2020-02-18T22:40:44Z",
    "lastModified": "2020-02-18T22:40:44.100Z", "allowed": None, "parent": {"type": "ACCOUNT", "id": "x"},
}  # fmt: skip
ROOM = {"roomId": "r", "locationId": "l", "name": "Kitchen", "backgroundImage": None}
MODE = {"id": "m", "label": "Away", "name": "Away"}
SCENE = {
    "sceneId": "s", "sceneName": "Night", "sceneIcon": "204", "sceneColor": None, "locationId": "l",
    "createdBy": "u", "createdDate": 1582065644000, "lastUpdatedDate": 1582065645000, "lastExecutedDate": None,
    "editable": False, "apiVersion": "20200501",
}  # fmt: skip
HISTORY = {
    "deviceId": "d", "deviceName": "Sensor", "locationId": "l", "locationName": "Home",
    "time": "2020-04-13T22:28:22.000+0000", "text": "It is open", "component": "main", "componentLabel": "Main",
    "capability": "contactSensor", "attribute": "contact", "value": ["open", {"a": 1}], "data": {"b": []},
    "translatedAttributeName": "", "translatedAttributeValue": "", "epoch": 1586816902000, "hash": 3,
}  # fmt: skip
APP: dict[str, Any] = {
    "installedAppId": "i", "installedAppType": "API_ONLY", "installedAppStatus": "AUTHORIZED", "displayName": None,
    "appId": "a", "referenceId": None, "locationId": "l", "owner": {"ownerType": "USER", "ownerId": "u"},
    "notices": [], "createdDate": "2018-12-19T02:49:58Z", "lastUpdatedDate": "2018-12-19T02:49:58Z",
    "classifications": [], "principalType": "LOCATION", "restrictionTier": 0, "singleInstance": False,
}  # fmt: skip
SUBSCRIPTION = {
    "id": "s", "installedAppId": "i", "sourceType": "DEVICE",
    "device": {"deviceId": "d", "componentId": "*", "capability": "*", "attribute": "*", "value": "*",
               "stateChangeOnly": True, "subscriptionName": "n", "modes": []},
}  # fmt: skip


def test_a_location_is_read_and_its_place_is_not_shown() -> None:
    (found,) = read(reading.read_locations, {"items": [LOCATION], "_links": None})
    assert (found.id, found.name, found.temperature_scale, found.time_zone) == ("b7e1", "Home", "F", "America/Chicago")
    assert (found.latitude, found.longitude, found.native is found) == (45.005, -93.26, True)
    assert "45.0" not in repr(found)
    assert "93.2" not in repr(found)


def test_rooms_modes_and_scenes_are_read() -> None:
    (room,) = read(reading.read_rooms, {"items": [ROOM], "_links": {}})
    assert (room.id, room.building_id, room.name) == ("r", "l", "Kitchen")
    (mode,) = read(reading.read_modes, {"items": [MODE]})
    assert (mode.id, mode.label) == ("m", "Away")
    assert read(reading.read_mode, MODE) == mode
    (scene,) = read(reading.read_scenes, {"items": [SCENE], "_links": {"next": None, "previous": None}})
    assert (scene.name, scene.created_at, scene.executed_at) == (
        "Night", datetime(2020, 2, 18, 22, 40, 44, tzinfo=UTC), None,
    )  # fmt: skip


def test_the_history_keeps_values_of_any_form() -> None:
    (found,) = read(reading.read_history, {"items": [HISTORY], "_links": {"next": {"href": "https://x/y"}}})
    assert found.time == datetime(2020, 4, 13, 22, 28, 22, tzinfo=UTC)
    assert (found.value, found.data) == (("open", {"a": 1}), {"b": ()})


def test_an_installed_app_is_read_as_others_see_it_and_as_it_sees_itself() -> None:
    found = read(reading.read_installed_app, APP)
    assert (found.id, found.building_id, found.status, found.scopes) == ("i", "l", "AUTHORIZED", ())
    me = read(reading.read_installed_app, {"installedAppId": "i", "locationId": "l", "scope": ["r:devices:*"]})
    assert (me.id, me.scopes) == ("i", ("r:devices:*",))


def test_a_subscription_has_its_filter_under_one_name() -> None:
    (found,) = read(reading.read_subscriptions, {"items": [SUBSCRIPTION]})
    assert (found.source, found.filter.device_id, found.filter.is_only_changes) == ("DEVICE", "d", True)
    other = {"id": "s", "sourceType": "DEVICE_HEALTH", "deviceHealth": {"locationId": "l", "deviceIds": ["a"]}}
    assert read(reading.read_subscription, other).filter.device_ids == ("a",)


def test_health_and_results_of_commands_are_read() -> None:
    health = {"deviceId": "d", "state": "UNHEALTHY", "lastUpdatedDate": "2020-02-18T22:40:44.000+0000"}
    found = read(reading.read_health, health)
    assert (found.state, found.is_online) == (HealthState.UNHEALTHY, False)
    assert read(reading.read_health, {"deviceId": "d", "state": "UNKNOWN"}).is_online is None
    results = read(reading.read_command_results, {"results": [{"id": "1", "status": "ACCEPTED"}, {"status": "FAILED"}]})
    assert [each.status for each in results] == ["ACCEPTED", "FAILED"]


def test_a_raw_status_is_kept_as_it_was_sent() -> None:
    sent = {"components": STATUSES["ecobee"]}
    assert read(reading.read_raw_status, sent) == FrozenMapping(sent)
    assert read(reading.read_raw_status, {}) == {}
