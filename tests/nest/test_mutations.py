"""No response fails a read, however it is changed; and a change shows only in what is read from the changed trait."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import odd_json
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_json import JSON, places

from smartbuildings import Temperature
from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import rows_of
from smartbuildings.errors import InvalidRequest, NotSupported
from smartbuildings.nest import commands, reading
from smartbuildings.nest.commands import Command
from smartbuildings.nest.models import ThermostatStatus, ThermostatTraits
from smartbuildings.nest.outcome import is_shown

from .shapes import DEVICES, ROOM, STRUCTURE, TRAITS, device

relaxed = settings(deadline=None, max_examples=80)
ODD: list[Any] = [
    *odd_json.ODD,
    *("/", "OFF", "21", [1, "OFF"], {"mode": None}, {"mode": {"mode": {}}}, "9999-12-31T23:59:59Z"),
]
EXAMPLES: dict[str, tuple[Callable[..., Any], Any]] = {
    "device": (reading.read_device, DEVICES["heat and cool"]),
    "devices": (reading.read_devices, {"devices": list(DEVICES.values()), "nextPageToken": "n"}),
    "structure": (reading.read_structure, STRUCTURE),
    "structures": (reading.read_structures, {"structures": [STRUCTURE]}),
    "room": (reading.read_room, ROOM),
    "rooms": (reading.read_rooms, {"rooms": [ROOM]}),
    "nothing": (reading.read_nothing, {"results": {"a": [1]}}),
}
mutated = partial(odd_json.mutated, odd=ODD, names=["", "heatCelsius", "mode", "parent", "unheard.of", "x"])


def check_value(found: Any) -> None:
    """Check that a model shows, hashes and pickles."""
    text = repr(found)
    hash(found)
    assert repr(pickle.loads(pickle.dumps(found))) == text


def check_names(found: Any) -> None:
    """Check that the derived properties can be read."""
    for each in found if isinstance(found, tuple) else (found,):
        for name in ("id", "name", "building_id", "is_thermostat"):
            value = getattr(each, name, None)
            assert value is None or value not in ("", " ")


def read_all(data: Any) -> ThermostatStatus:
    """Read a device, and everything that is read from it, whether it is a thermostat or not."""
    drift = DriftReport()
    found = reading.read_device(data, drift)
    status = reading.read_thermostat_status(found, drift)
    for each in (found, status, status.traits, reading.read_thermostat_info(found, drift)):
        check_value(each)
        check_names(each)
    json.loads(drift.to_json())
    return status


def check_status(status: ThermostatStatus) -> None:
    assert status.humidity is None or 0 <= status.humidity <= 100
    for each in (status.temperature, status.set_points.heat, status.set_points.cool):
        assert each is None or -60.0000001 <= each.f <= 150.0000001
    assert (status.mode is None) is (status.native_mode is None)
    assert status.supported_modes != ()
    assert status.fan_ends_at is None or status.is_fan_running
    assert (status.action is None) is (status.traits.hvac_status is None)
    assert status.is_eco is not True or (status.set_points.heat, status.set_points.cool) == (None, None)


def check_verbs(status: ThermostatStatus) -> None:
    """Check that each verb has a command that can be sent, none, or an error for the caller."""
    verbs: list[Callable[[], Command | None]] = [
        lambda: commands.set_temperature(status, heat=Temperature.c(20)),
        lambda: commands.set_temperature(status, cool=Temperature.c(25)),
        lambda: commands.set_temperature(status, heat=Temperature.c(20), cool=Temperature.c(25)),
        *(lambda mode=mode: commands.set_mode(status, mode) for mode in ("heat", "OFF", "auto")),
        lambda: commands.set_eco(status, eco=True),
        lambda: commands.set_eco(status, eco=False),
        lambda: commands.fan_for(status, timedelta(minutes=15)),
        lambda: commands.stop_fan(status),
    ]
    for verb in verbs:
        try:
            command = verb()
        except (InvalidRequest, NotSupported) as error:
            assert 20 < len(str(error)) < 1000
            continue
        if command is not None:
            json.dumps(command.body(), allow_nan=False)
            assert command.arguments
            is_shown(command.asked, status)


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
    check_value(found)
    check_names(found)
    json.loads(drift.to_json())


@relaxed
@given(name=st.sampled_from(sorted(EXAMPLES)), data=JSON)
def test_no_other_json_fails_a_read(name: str, data: Any) -> None:
    check_names(EXAMPLES[name][0](data, DriftReport()))
    read_all(data)
    read_all({"traits": data, "parentRelations": data})


@relaxed
@given(name=st.sampled_from(sorted(DEVICES)), seed=st.integers(), changes=st.integers(1, 6))
def test_no_changed_device_fails_a_read_or_a_verb(name: str, seed: int, changes: int) -> None:
    data, chance = DEVICES[name], random.Random(seed)
    for _ in range(changes):
        if places(data) != [()]:
            data = mutated(data, chance)
    status = read_all(data)
    check_status(status)
    check_verbs(status)


FROM: dict[str, str | None] = {name: row.inside for name, row in rows_of(ThermostatTraits).items()}


@relaxed
@given(name=st.sampled_from(sorted(TRAITS)), seed=st.integers())
def test_a_changed_trait_changes_only_what_comes_from_it(name: str, seed: int) -> None:
    chance = random.Random(seed)
    trait = chance.choice(sorted(TRAITS[name]))
    changed = mutated(TRAITS[name], chance, (trait,))
    before, after = read_all(device(TRAITS[name])).traits, read_all(device(changed)).traits
    differs = {FROM[each] for each in FROM if getattr(before, each) != getattr(after, each)}
    assert differs <= {trait}
    extras = {key for key in {*before.extra, *after.extra} if before.extra.get(key) != after.extra.get(key)}
    assert extras <= {trait}


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:12])
def test_every_field_survives_every_odd_value(odd: Any) -> None:
    for trait, fields in TRAITS["heat and cool"].items():
        for field in (*fields, "timerTimeout"):
            status = read_all(device(TRAITS["heat and cool"] | {trait: fields | {field: odd}}))
            check_status(status)
            check_verbs(status)
    for field in DEVICES["heat and cool"]:
        check_status(read_all(DEVICES["heat and cool"] | {field: odd}))


def test_every_value_has_a_row_in_a_trait() -> None:
    assert None not in FROM.values()
    assert set(FROM.values()) == set(TRAITS["heat and cool"]) - {"sdm.devices.traits.Info"}
