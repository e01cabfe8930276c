"""No response fails a read, however it is changed; and a change shows only in what is read from the changed place."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Callable
from functools import partial
from typing import Any

import attrs
import odd_json
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_json import DEEP, JSON, places

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import rows_of
from smartbuildings.smartthings import reading
from smartbuildings.smartthings.devices import kind_of
from smartbuildings.smartthings.enums import ThermostatKind
from smartbuildings.smartthings.models import State, ThermostatAttributes, ThermostatStatus
from smartbuildings.smartthings.reading import read_thermostat_status

from . import test_reading as shapes_of
from .shapes import DEVICES, STATUSES, with_status

relaxed = settings(deadline=None, max_examples=300)
ODD: list[Any] = [
    *odd_json.ODD,
    *("F", "on", "71", [1, "off"], {"value": None}, {"value": {"value": {}}}, {"minimum": "x"}),
]
EXAMPLES: dict[str, tuple[Callable[..., Any], Any]] = {
    "device": (reading.read_device, with_status(DEVICES["air conditioner"], STATUSES["air conditioner"])),
    "devices": (reading.read_devices, {"items": list(DEVICES.values()), "_links": {}}),
    "status": (reading.read_device_status, {"components": STATUSES["ecobee"], "healthState": {"state": "ONLINE"}}),
    "raw": (reading.read_raw_status, {"components": STATUSES["heat pump"]}),
    "health": (reading.read_health, {"deviceId": "d", "state": "ONLINE", "lastUpdatedDate": "2020-02-18T22:40:44Z"}),
    "locations": (reading.read_locations, {"items": [shapes_of.LOCATION]}),
    "rooms": (reading.read_rooms, {"items": [shapes_of.ROOM]}),
    "modes": (reading.read_modes, {"items": [shapes_of.MODE]}),
    "scenes": (reading.read_scenes, {"items": [shapes_of.SCENE]}),
    "history": (reading.read_history, {"items": [shapes_of.HISTORY]}),
    "app": (reading.read_installed_app, shapes_of.APP),
    "subscriptions": (reading.read_subscriptions, {"items": [shapes_of.SUBSCRIPTION]}),
    "results": (reading.read_command_results, {"results": [{"id": "1", "status": "ACCEPTED"}]}),
}


mutated = partial(odd_json.mutated, odd=ODD, names=["", "temperature", "unheard.of", "unit", "value", "x"])


def check_value(found: Any) -> None:
    """Check that a model shows, hashes and pickles."""
    assert isinstance(repr(found), str)
    hash(found)
    text = repr(pickle.loads(pickle.dumps(found)))
    assert text == repr(found)


def statuses(components: Any, device: Any, drift: DriftReport) -> list[ThermostatStatus]:
    """Read every component as every kind of thermostat, whether it is one or not."""
    found = reading.read_device_status({"components": components}, drift)
    for info in reading.read_thermostats(reading.read_device(device, drift), drift, found.components):
        check_value(info)
        assert info.modes is None or len(set(info.modes)) == len(info.modes)
    return [
        read_thermostat_status(found.components, drift, kind=kind, component=component, device_id="d")
        for component in ("main", "INDOOR1")
        for kind in ThermostatKind
    ]


@relaxed
@given(name=st.sampled_from(sorted(EXAMPLES)), seed=st.integers(), changes=st.integers(1, 4))
def test_no_changed_response_fails_a_read(name: str, seed: int, changes: int) -> None:
    reader, data = EXAMPLES[name]
    chance = random.Random(seed)
    for _ in range(changes):
        if places(data) != [()]:
            data = mutated(data, chance)
    drift = DriftReport()
    found = reader(data, drift)
    if not isinstance(found, reading.DeviceStatus):
        check_value(found)
    json.loads(drift.to_json())


@relaxed
@given(name=st.sampled_from(sorted(EXAMPLES)), data=JSON)
def test_no_other_json_fails_a_read(name: str, data: Any) -> None:
    EXAMPLES[name][0](data, DriftReport())
    statuses(data, data, DriftReport())


@relaxed
@given(name=st.sampled_from(sorted(STATUSES)), seed=st.integers(), changes=st.integers(1, 6))
def test_no_changed_status_fails_a_read(name: str, seed: int, changes: int) -> None:
    components, chance = STATUSES[name], random.Random(seed)
    for _ in range(changes):
        if places(components) != [()]:
            components = mutated(components, chance)
    for status in statuses(components, with_status(DEVICES[name], STATUSES[name]), DriftReport()):
        check_value(status)
        for degrees in (status.heat_range, status.cool_range):
            assert degrees.low is None or degrees.high is None or degrees.low <= degrees.high
        assert status.humidity is None or 0 <= status.humidity <= 100
        assert status.heat_step is None or status.heat_step.f > 0
        for each in (status.temperature, status.set_points.heat, status.set_points.cool):
            assert each is None or -60 <= each.f <= 150.0000001
        # The properties of the protocol are there, whatever was read.
        assert status.id == f"d:{status.component}"
        assert status.min_gap is None
        assert status.observed_at is None or status.observed_at.tzinfo is not None
        assert (status.mode is None) <= (status.is_on is not False)
        assert status.action is None or status.operating_state is not None


FROM: dict[str, str | None] = {name: row.inside for name, row in rows_of(ThermostatAttributes).items()}


@relaxed
@given(name=st.sampled_from(sorted(STATUSES)), seed=st.integers())
def test_a_changed_capability_changes_only_what_comes_from_it(name: str, seed: int) -> None:
    chance = random.Random(seed)
    components = STATUSES[name]
    capabilities = [
        (component, each)
        for component in components
        for each in components[component]
        if not each.startswith("custom.disabled")
    ]
    component, capability = chance.choice(capabilities)
    changed = mutated(components, chance, (component, capability))
    for one in components:
        before, after = (
            read_thermostat_status(each, DriftReport(), kind=ThermostatKind.THERMOSTAT, component=one)
            for each in (components, changed)
        )
        differs = {
            attribute
            for attribute in FROM
            if getattr(before.attributes, attribute) != getattr(after.attributes, attribute)
        }
        assert {FROM[attribute] for attribute in differs} <= ({capability} if one == component else set())
        assert {key for key in {*before.extra, *after.extra} if before.extra.get(key) != after.extra.get(key)} <= (
            {capability} if one == component else set()
        )


EVERYTHING: dict[str, Any] = {}
for _component in (part for found in STATUSES.values() for part in found.values()):
    for _capability, _attributes in _component.items():
        EVERYTHING.setdefault(_capability, {}).update(_attributes)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:12])
def test_every_attribute_survives_every_odd_value(odd: Any) -> None:
    for capability, attributes in EVERYTHING.items():
        for attribute in attributes:
            for value in (odd, {"value": odd}, {"value": 20, "unit": odd}, {"value": "x", "timestamp": odd}):
                changed = {"main": {capability: attributes | {attribute: value}}}
                for kind in (ThermostatKind.THERMOSTAT, ThermostatKind.AIR_CONDITIONER):
                    status = read_thermostat_status(changed, DriftReport(), kind=kind)
                    assert all(isinstance(getattr(status.attributes, each), State) for each in FROM)


def test_what_is_deeper_than_can_be_kept_is_noted_and_left_out() -> None:
    capability = {"id": "switch", "status": {"switch": {"value": DEEP}}}
    cases: list[tuple[Callable[..., Any], Any]] = [
        (reading.read_history_item, {"value": DEEP}),
        (reading.read_history_item, {"data": {"x": DEEP}}),
        (reading.read_location, {"additionalProperties": {"x": DEEP}, "name": "Home"}),
        (reading.read_device, {"components": [{"id": "main", "capabilities": [capability]}]}),
    ]
    for reader, data in cases:
        drift = DriftReport()
        check_value(reader(data, drift))
        assert "unreadable value" in {entry.kind for entry in drift.entries}


@given(
    capabilities=st.frozensets(
        st.sampled_from(sorted({each for found in STATUSES.values() for part in found.values() for each in part}))
    ),
    component=st.sampled_from(["main", "cooler", "INDOOR", "INDOOR1"]),
)
def test_only_what_has_a_mode_a_temperature_and_a_set_point_is_a_thermostat(
    capabilities: frozenset[str], component: str
) -> None:
    kind = kind_of(component, capabilities)
    if kind is not None:
        assert "temperatureMeasurement" in capabilities
        assert capabilities & {"thermostatHeatingSetpoint", "thermostatCoolingSetpoint"}
        assert ("thermostatMode" if kind is ThermostatKind.THERMOSTAT else "airConditionerMode") in capabilities
        assert kind_of(component, capabilities, ("WaterHeater",)) in (None, ThermostatKind.HEAT_PUMP_ZONE)
    assert kind is None or kind is ThermostatKind.HEAT_PUMP_ZONE or "samsungce.ehsThermostat" not in capabilities


def test_the_models_have_no_field_without_a_row_or_a_default() -> None:
    assert set(FROM) == {field.name for field in attrs.fields(ThermostatAttributes)} - {"extra"}
