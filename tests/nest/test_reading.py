"""What is read from devices, structures and rooms."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from smartbuildings import Action, FanMode, Mode, Range, SetPoints, Temperature
from smartbuildings._core.drift import DriftReport
from smartbuildings.nest import ids, reading
from smartbuildings.nest.enums import (
    Connectivity,
    EcoMode,
    HvacStatus,
    TemperatureScale,
    ThermostatMode,
    TimerMode,
)
from smartbuildings.nest.models import Device, ParentRelation, Room, StructureInfo, ThermostatInfo, ThermostatTraits
from smartbuildings.values import FrozenMapping

from .shapes import CAMERA, DEVICES, HOME, LATER, LIVING, ROOM, STRUCTURE, TRAIT, TRAITS, changed, device, status_of

C = Temperature.c
END = datetime(2026, 5, 10, 3, 22, 54, tzinfo=UTC)


def noted(drift: DriftReport) -> set[tuple[str, str]]:
    return {(entry.field, entry.kind) for entry in drift.entries}


def info_of(sent: dict[str, Any], drift: DriftReport | None = None) -> ThermostatInfo:
    drift = DriftReport() if drift is None else drift
    return reading.read_thermostat_info(reading.read_device(sent, drift), drift)


# -- statuses


def test_a_thermostat_is_read_with_each_of_its_traits() -> None:
    drift = DriftReport()
    status = status_of("heat and cool", drift, Fan={"timerMode": "ON", "timerTimeout": LATER})
    assert (status.id, status.device_id, status.is_online) == ("AVPHwEsA", "AVPHwEsA", True)
    assert (status.temperature, status.humidity) == (C(21.40999), 44)
    assert status.set_points == SetPoints(heat=C(20), cool=C(22.77776))
    assert (status.mode, status.native_mode) == (Mode.AUTO, ThermostatMode.HEATCOOL)
    assert status.supported_modes == (
        ThermostatMode.HEAT, ThermostatMode.COOL, ThermostatMode.HEATCOOL, ThermostatMode.OFF,
    )  # fmt: skip
    assert (status.is_eco, status.eco_set_points) == (False, SetPoints(heat=C(15.34473), cool=C(24.44443)))
    assert (status.action, status.fan_mode, status.fan_ends_at) == (Action.COOLING, FanMode.ON, END)
    assert status.is_fan_running is True
    assert (status.heat_range, status.cool_range, status.min_gap, status.observed_at) == (Range(), Range(), None, None)
    traits = status.traits
    assert traits is status.native
    assert (traits.connectivity, traits.scale) == (Connectivity.ONLINE, TemperatureScale.FAHRENHEIT)
    assert (traits.timer_mode, traits.timer_ends_at) == (TimerMode.ON, END)
    assert (traits.eco_mode, traits.available_eco_modes) == (EcoMode.OFF, (EcoMode.OFF, EcoMode.MANUAL_ECO))
    assert traits.hvac_status is HvacStatus.COOLING
    assert (traits.eco_heat, traits.eco_cool, traits.heat, traits.cool) == (
        C(15.34473), C(24.44443), C(20), C(22.77776),
    )  # fmt: skip
    assert drift.entries == ()


def test_a_thermostat_that_only_heats_has_one_set_point_and_no_fan() -> None:
    drift = DriftReport()
    status = status_of("heat only", drift)
    assert status.set_points == SetPoints(heat=C(14.92249))
    assert status.eco_set_points == SetPoints(heat=C(9))
    assert status.humidity == 45  # 44.6
    assert (status.fan_mode, status.fan_ends_at, status.is_fan_running) == (None, None, None)  # Fan: {}
    assert status.action is Action.IDLE
    assert drift.entries == ()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("heat and cool", {"ThermostatMode": {"mode": "OFF"}}),
        ("heat and cool", {"ThermostatEco": {"mode": "MANUAL_ECO"}}),
        ("heat only", {"ThermostatMode": {"mode": "OFF"}, "ThermostatEco": None}),
        ("heat only", {"ThermostatEco": {"mode": "MANUAL_ECO"}}),
        ("heat only", {"ThermostatTemperatureSetpoint": {"heatCelsius": None}}),
        ("heat only", {"ThermostatTemperatureSetpoint": None}),
    ],
)
def test_it_has_no_set_points_when_it_is_off_or_in_eco_even_if_some_are_sent(
    name: str, changes: dict[str, Any]
) -> None:
    status = status_of(name, **changes)
    assert status.set_points == SetPoints()
    expected = SetPoints() if changes.get("ThermostatEco", 0) is None else status_of(name).eco_set_points
    assert status.eco_set_points == expected


def test_eco_leaves_the_mode_as_it_is() -> None:
    status = status_of("heat and cool", ThermostatEco={"mode": "MANUAL_ECO"})
    assert (status.is_eco, status.mode) == (True, Mode.AUTO)


def test_an_offline_thermostat_has_what_is_still_sent() -> None:
    drift = DriftReport()
    status = status_of("offline", drift)
    assert (status.is_online, status.mode, status.is_eco) == (False, Mode.OFF, None)
    assert (status.temperature, status.humidity, status.action, status.fan_mode) == (None, None, None, None)
    assert (status.set_points, status.eco_set_points) == (SetPoints(), SetPoints())
    assert drift.entries == ()


ABSENT: dict[str, dict[str, Any]] = {
    "Connectivity": {"is_online": None},
    "Humidity": {"humidity": None},
    "Temperature": {"temperature": None},
    "Settings": {},
    "Fan": {"fan_mode": None, "is_fan_running": None, "fan_ends_at": None},
    "ThermostatMode": {"mode": None, "native_mode": None, "supported_modes": None},
    "ThermostatEco": {"is_eco": None, "eco_set_points": SetPoints()},
    "ThermostatHvac": {"action": None},
    "ThermostatTemperatureSetpoint": {"set_points": SetPoints()},
}
FIELDS = ("is_online", "humidity", "temperature", "fan_mode", "is_fan_running", "fan_ends_at", "mode", "native_mode",
          "supported_modes", "is_eco", "eco_set_points", "action", "set_points")  # fmt: skip


@pytest.mark.parametrize("trait", sorted(ABSENT))
@pytest.mark.parametrize("sent", [None, {}, "null", "text"])
def test_a_trait_that_is_missing_or_cannot_be_read_leaves_out_only_its_own_fields(trait: str, sent: Any) -> None:
    fan = {"Fan": {"timerMode": "ON", "timerTimeout": LATER}}
    whole = status_of("heat and cool", Fan=fan["Fan"])
    traits = changed("heat and cool", **fan)
    if sent is None:
        del traits[f"{TRAIT}{trait}"]
    else:
        traits[f"{TRAIT}{trait}"] = None if sent == "null" else sent
    drift = DriftReport()
    status = reading.read_thermostat_status(reading.read_device(device(traits), drift), drift)
    expected = {name: getattr(whole, name) for name in FIELDS} | ABSENT[trait]
    assert {name: getattr(status, name) for name in FIELDS} == expected
    assert (status.traits.scale is None) is (trait == "Settings")
    assert bool(drift.entries) is (sent == "text")
    assert (f"{TRAIT}{trait}" in status.extra) is (sent == "text")


@pytest.mark.parametrize(
    ("fan", "fan_mode", "ends_at"),
    [
        ({"timerMode": "ON"}, FanMode.ON, None),
        ({"timerMode": "ON", "timerTimeout": LATER}, FanMode.ON, END),
        ({"timerMode": "OFF", "timerTimeout": LATER}, FanMode.AUTO, None),  # That of the last timer.
        ({"timerMode": None, "timerTimeout": LATER}, None, None),
        ({"timerMode": "PAUSED", "timerTimeout": LATER}, FanMode("paused"), None),
    ],
)
def test_the_timer_of_the_fan_ends_only_if_it_runs(
    fan: dict[str, Any], fan_mode: FanMode | None, ends_at: datetime | None
) -> None:
    status = status_of("heat and cool", Fan=fan)
    assert (status.fan_mode, status.fan_ends_at) == (fan_mode, ends_at)
    assert status.is_fan_running is (True if fan_mode == FanMode.ON else None)


@pytest.mark.parametrize(
    ("hvac", "timer", "action"),
    [
        ("HEATING", "OFF", Action.HEATING),
        ("HEATING", "ON", Action.HEATING),
        ("COOLING", "ON", Action.COOLING),
        ("OFF", "OFF", Action.IDLE),
        ("OFF", "ON", Action.FAN),
        ("DEFROST", "ON", Action("defrost")),
        (None, "ON", None),
    ],
)
def test_what_the_equipment_does_is_derived_with_the_fan(hvac: str | None, timer: str, action: Action | None) -> None:
    status = status_of("heat and cool", ThermostatHvac={"status": hvac}, Fan={"timerMode": timer})
    assert status.action == action


def test_unknown_values_are_kept_and_noted_and_decide_nothing() -> None:
    drift = DriftReport()
    status = status_of(
        "heat and cool",
        drift,
        Connectivity={"status": "ASLEEP"},
        Settings={"temperatureScale": "KELVIN"},
        ThermostatMode={"mode": "BOOST", "availableModes": ["HEAT", "BOOST"]},
        ThermostatEco={"mode": "AUTOMATIC_ECO", "availableModes": ["AUTOMATIC_ECO"]},
        ThermostatHvac={"status": "DEFROST"},
        Fan={"timerMode": "PAUSED"},
    )
    assert (status.is_online, status.is_eco) == (None, None)
    assert status.set_points == SetPoints(heat=C(20), cool=C(22.77776))
    assert (status.mode, status.native_mode) == ("boost", "BOOST")
    assert status.native_mode is not None
    assert not status.native_mode.is_known
    assert status.supported_modes == (ThermostatMode.HEAT, ThermostatMode("BOOST"))
    assert (status.traits.scale, status.traits.eco_mode) == ("KELVIN", "AUTOMATIC_ECO")
    assert (status.action, status.fan_mode) == (Action("defrost"), FanMode("paused"))
    assert len(drift.entries) == 8
    assert {entry.kind for entry in drift.entries} == {"unknown value"}


def test_the_modes_are_none_where_none_are_listed() -> None:
    status = status_of("heat only", ThermostatMode={"availableModes": []})
    assert status.supported_modes is None
    assert info_of(device(changed("heat only", ThermostatMode={"availableModes": []}))).modes is None


@pytest.mark.parametrize(
    ("trait", "field", "value", "attribute"),
    [
        ("Temperature", "ambientTemperatureCelsius", 1850, "temperature"),
        ("Humidity", "ambientHumidityPercent", 101, "humidity"),
        ("Humidity", "ambientHumidityPercent", -1, "humidity"),
        ("ThermostatTemperatureSetpoint", "heatCelsius", -1000, "heat"),
        ("ThermostatTemperatureSetpoint", "coolCelsius", 1000, "cool"),
    ],
)
def test_a_number_that_cannot_be_real_is_kept_and_noted_and_not_read(
    trait: str, field: str, value: float, attribute: str
) -> None:
    drift = DriftReport()
    status = status_of("heat and cool", drift, **{trait: {field: value}})
    assert getattr(status.traits, attribute) is None
    assert {entry.kind for entry in drift.entries} == {"implausible value"}
    assert str(value) in repr(status.extra[f"{TRAIT}{trait}"])


@pytest.mark.parametrize(
    ("trait", "field", "value", "kind"),
    [
        ("Temperature", "ambientTemperatureCelsius", "warm", "wrong type"),
        ("Humidity", "ambientHumidityPercent", [44], "wrong type"),
        ("Fan", "timerTimeout", "soon", "unreadable value"),
        ("ThermostatMode", "mode", 3, "wrong type"),
        ("ThermostatMode", "availableModes", "HEAT", "wrong type"),
        ("ThermostatEco", "heatCelsius", True, "wrong type"),
    ],
)
def test_a_value_that_cannot_be_read_is_noted(trait: str, field: str, value: Any, kind: str) -> None:
    drift = DriftReport()
    status = status_of("heat and cool", drift, **{trait: {field: value}})
    assert {entry.kind for entry in drift.entries} == {kind}
    assert repr(value) in repr(status.extra[f"{TRAIT}{trait}"]).replace("(44,)", "[44]")


def test_new_traits_and_new_fields_of_a_trait_are_kept_and_are_not_unexpected() -> None:
    drift = DriftReport()
    status = status_of("heat only", drift, HotWater={"mode": "ON"}, Settings={"isLocked": False})
    assert status.extra[f"{TRAIT}HotWater"] == {"mode": "ON"}
    assert "isLocked" in repr(status.extra[f"{TRAIT}Settings"])
    assert drift.entries == ()


# -- devices


def test_a_device_is_read_with_its_names_and_places() -> None:
    drift = DriftReport()
    found = reading.read_device(DEVICES["heat only"], drift)
    assert (found.full_name, found.id, found.name) == ("enterprises/8a1f/devices/AVPHwEsA", "AVPHwEsA", "Hall")
    assert (found.type, found.assignee) == ("sdm.devices.types.THERMOSTAT", LIVING)
    assert found.parents == (ParentRelation(parent=LIVING, display_name="Living Room"),)
    assert found.traits == FrozenMapping(TRAITS["heat only"])
    assert drift.entries == ()
    assert "Hall" not in repr(Device(traits=found.traits))


@pytest.mark.parametrize(
    ("sent", "is_thermostat"),
    [
        (TRAITS["heat and cool"], True),
        (TRAITS["offline"], True),
        ({f"{TRAIT}ThermostatHvac": None}, True),
        (CAMERA, False),
        ({f"{TRAIT}Thread": {}, "Thermostat": {}}, False),
        ({f"{TRAIT}Temperature": {}, f"{TRAIT}Humidity": {}, f"{TRAIT}Fan": {}}, False),
        ({"sdm.structures.traits.ThermostatMode": {}}, False),
        ({}, False),
        (None, False),
    ],
)
@pytest.mark.parametrize("type", ["sdm.devices.types.THERMOSTAT", "sdm.devices.types.CAMERA", None])
def test_a_thermostat_is_known_by_its_traits_and_not_by_its_type(sent: Any, is_thermostat: bool, type: Any) -> None:
    found = reading.read_device(device(sent, type=type), DriftReport())
    assert found.is_thermostat is is_thermostat


@pytest.mark.parametrize(
    ("custom", "name"), [("Hall", "Hall"), (" Hall\n", "Hall"), ("", None), ("  ", None), (None, None), (3, None)]
)
def test_an_empty_name_is_none(custom: Any, name: str | None) -> None:
    sent = changed("heat only", Info={"customName": custom})
    assert reading.read_device(device(sent), DriftReport()).name == name
    assert info_of(device(sent)).name == (name or "Living Room")
    for reader, trait in ((reading.read_structure, "Info"), (reading.read_room, "RoomInfo")):
        found: Any = reader({"traits": {f"sdm.structures.traits.{trait}": {"customName": custom}}}, DriftReport())
        assert found.name == name
        assert reader({"traits": {f"sdm.structures.traits.{trait}": "x"}}, DriftReport()).name is None


# -- places


def test_a_thermostat_is_in_the_room_that_it_names() -> None:
    drift = DriftReport()
    info = info_of(DEVICES["heat only"], drift)
    assert (info.id, info.device_id) == ("AVPHwEsA", "AVPHwEsA")
    assert (info.building_id, info.room_id, info.room_name) == ("AVPHwEu", "AVPHwTr", "Living Room")
    assert (info.custom_name, info.name) == ("Hall", "Hall")
    assert info.native_modes == (ThermostatMode.HEAT, ThermostatMode.OFF)
    assert info.modes == (Mode.HEAT, Mode.OFF)
    assert info.native.full_name == "enterprises/8a1f/devices/AVPHwEsA"
    assert drift.entries == ()
    assert info_of(DEVICES["heat and cool"]).name == "Living Room"


OTHER = f"{HOME}/rooms/other"


@pytest.mark.parametrize(
    ("relations", "assignee", "place"),
    [
        ([{"parent": HOME, "displayName": "House"}], None, ("AVPHwEu", None, "House")),
        ([{"parent": HOME, "displayName": "House"}], HOME, ("AVPHwEu", None, "House")),
        ([{"parent": HOME, "displayName": "House"}], LIVING, ("AVPHwEu", "AVPHwTr", "House")),
        ([], LIVING, ("AVPHwEu", "AVPHwTr", None)),
        (None, LIVING, ("AVPHwEu", "AVPHwTr", None)),
        ([], None, (None, None, None)),
        ([{"parent": HOME, "displayName": "House"}, {"parent": LIVING, "displayName": "Living"}], HOME,
         ("AVPHwEu", "AVPHwTr", "Living")),  # A room says more than a structure.
        ([{"parent": LIVING}], None, ("AVPHwEu", "AVPHwTr", None)),
        ([{"parent": LIVING, "displayName": ""}], None, ("AVPHwEu", "AVPHwTr", None)),
        ([{"displayName": "Nowhere"}, {"parent": LIVING, "displayName": "Living"}], None,
         ("AVPHwEu", "AVPHwTr", "Living")),
        ([{"displayName": "Nowhere"}], None, (None, None, None)),
        ([{"parent": LIVING}, {"parent": LIVING, "displayName": "Living"}], None, ("AVPHwEu", "AVPHwTr", "Living")),
        ([{"parent": LIVING}, {"parent": HOME, "displayName": "House"}], None, ("AVPHwEu", "AVPHwTr", "House")),
        ([{"parent": OTHER, "displayName": "Other"}, {"parent": LIVING, "displayName": "Living"}], LIVING,
         ("AVPHwEu", "other", "Other")),
        ([{}], LIVING, ("AVPHwEu", "AVPHwTr", None)),
        ([{"parent": "structures"}], None, (None, None, None)),
        ([{"parent": f"{HOME}/rooms/"}], None, ("AVPHwEu", None, None)),
        ([None, 3, {"parent": LIVING, "displayName": "Living"}], None, ("AVPHwEu", "AVPHwTr", "Living")),
        ([{"parent": 3, "displayName": 4}], LIVING, ("AVPHwEu", "AVPHwTr", None)),
        ("x", HOME, ("AVPHwEu", None, None)),
    ],
)  # fmt: skip
def test_the_place_is_found_in_odd_parent_relations(
    relations: Any, assignee: str | None, place: tuple[str | None, str | None, str | None]
) -> None:
    info = info_of(device(TRAITS["heat and cool"], parentRelations=relations, assignee=assignee))
    assert (info.building_id, info.room_id, info.room_name) == place


@pytest.mark.parametrize(
    ("name", "kind", "id"),
    [
        (LIVING, "structures", "AVPHwEu"),
        (LIVING, "rooms", "AVPHwTr"),
        (LIVING, "devices", None),
        (HOME, "rooms", None),
        ("enterprises/p/structures", "structures", None),
        ("enterprises/p/structures/", "structures", None),
        ("", "rooms", None),
        (None, "rooms", None),
    ],
)
def test_an_id_is_found_in_a_full_name(name: str | None, kind: str, id: str | None) -> None:
    assert ids.id_in(name, kind) == id


@pytest.mark.parametrize(("name", "id"), [(LIVING, "AVPHwTr"), ("abc", "abc"), ("a/", None), ("", None), (None, None)])
def test_an_id_is_the_last_part_of_a_full_name(name: str | None, id: str | None) -> None:
    assert ids.last_id(name) == id


@pytest.mark.parametrize(
    "id", ["", "a/b", "..", "a?b", "a\n", "é", "x" * 513, 3, None, HOME, "a:executeCommand", "a%2F"]
)
def test_an_id_that_would_lead_elsewhere_is_refused(id: Any) -> None:
    with pytest.raises(ValueError, match="is not an id of Nest") as caught:
        ids.check_id(id, field="structure_id")
    assert getattr(caught.value, "field", None) == "structure_id"
    assert len(str(caught.value)) < 250


def test_a_right_id_is_returned() -> None:
    for id in ("AVPHwEsA_x-1", "x" * 512):
        assert ids.check_id(id, field="id") == id


# -- structures, rooms and lists


def test_a_structure_and_a_room_are_read() -> None:
    drift = DriftReport()
    structure, room = reading.read_structure(STRUCTURE, drift), reading.read_room(ROOM, drift)
    assert (structure.id, structure.name, structure.full_name) == ("AVPHwEu", "House", HOME)
    assert structure.native is structure
    assert (room.id, room.name, room.building_id, room.full_name) == ("AVPHwTr", "Living Room", "AVPHwEu", LIVING)
    assert drift.entries == ()


def test_an_empty_list_is_an_empty_object_and_a_page_token_is_not_unexpected() -> None:
    for reader, field, item in (
        (reading.read_devices, "devices", DEVICES["heat only"]),
        (reading.read_structures, "structures", STRUCTURE),
        (reading.read_rooms, "rooms", ROOM),
    ):
        drift = DriftReport()
        assert reader({}, drift) == reader({field: []}, drift) == ()
        (found,) = reader({field: [item], "nextPageToken": "n"}, drift)
        assert found.full_name == item["name"]
        assert drift.entries == ()
        reader({field: "x", "more": 1}, drift)
        assert noted(drift) == {(field, "wrong type"), ("more", "unknown field")}


def test_a_new_field_of_a_device_is_kept_and_noted() -> None:
    drift = DriftReport()
    found = reading.read_device(device({}, serial="1"), drift)
    assert found.extra == {"serial": "1"}
    assert noted(drift) == {("serial", "unknown field")}


def test_a_response_without_content_is_read_as_nothing() -> None:
    drift = DriftReport()
    sent: tuple[Any, ...] = ({}, {"results": {}}, {"results": {"streamUrl": "x"}, "new": 1}, None)
    for data in sent:
        reading.read_nothing(data, drift)
    assert drift.entries == ()


def test_models_copy_pickle_hash_and_repr_briefly() -> None:
    drift = DriftReport()
    found: list[Any] = [reading.read_structure(STRUCTURE, drift), reading.read_room(ROOM, drift)]
    for name in TRAITS:
        one = reading.read_device(DEVICES[name], drift)
        status = reading.read_thermostat_status(one, drift)
        found += [one, status, status.traits, reading.read_thermostat_info(one, drift)]
    assert {type(each) for each in found} >= {StructureInfo, Room, Device, ThermostatTraits, ThermostatInfo}
    for each in found:
        assert pickle.loads(pickle.dumps(each)) == copy.deepcopy(each) == each
        assert hash(each) == hash(pickle.loads(pickle.dumps(each)))
    assert repr(found[0]) == "StructureInfo()"
    assert TRAIT not in repr(status_of("heat and cool"))
