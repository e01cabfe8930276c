"""Open enumerations: named, and safe against values of tomorrow."""

from __future__ import annotations

import copy
import inspect
import json
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartbuildings._core.open_enums import OpenEnum, OpenInt
from smartbuildings.ecobee import enums
from smartbuildings.ecobee.enums import BuildingSize, FanMode, HvacMode
from smartbuildings.errors import InvalidRequest

relaxed = settings(deadline=None)
TEXT_ENUMS = [
    kind
    for _, kind in inspect.getmembers(enums, inspect.isclass)
    if issubclass(kind, OpenEnum) and kind is not OpenEnum
]


def test_a_known_text_gives_the_one_member() -> None:
    assert HvacMode("heat") is HvacMode.HEAT
    assert HvacMode("heat").is_known
    assert HvacMode.HEAT == "heat"
    assert {"heat": 1}[HvacMode.HEAT] == 1


def test_an_unknown_text_survives() -> None:
    turbo = HvacMode("turbo")
    assert turbo == "turbo"
    assert turbo.value == "turbo"
    assert not turbo.is_known
    assert turbo not in HvacMode.known()
    assert HvacMode("turbo") == turbo


def test_match_works_for_known_and_unknown_values() -> None:
    def say(mode: HvacMode) -> str:
        match mode:
            case HvacMode.HEAT | HvacMode.AUX_HEAT_ONLY:
                return "heats"
            case HvacMode.OFF:
                return "rests"
            case _:
                return f"does {mode}"

    assert [say(HvacMode(text)) for text in ("auxHeatOnly", "off", "turbo")] == ["heats", "rests", "does turbo"]


@relaxed
@given(st.sampled_from(TEXT_ENUMS), st.text())
def test_any_text_is_a_value_that_pickles_copies_and_serialises(kind: type[OpenEnum], text: str) -> None:
    value = kind(text)
    assert value == text
    assert hash(value) == hash(text)
    assert json.loads(json.dumps(value)) == text
    assert type(value.value) is str
    for twin in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert type(twin) is kind
        assert twin == value
        assert twin.is_known == value.is_known


@pytest.mark.parametrize("kind", [*TEXT_ENUMS, BuildingSize])
def test_every_member_is_itself_again_after_a_pickle(kind: type[OpenEnum] | type[OpenInt]) -> None:
    assert kind.known()
    for member in kind.known():
        assert member.is_known
        assert pickle.loads(pickle.dumps(member)) is member
        assert copy.deepcopy(member) is member


def test_repr_names_what_is_known_and_str_is_what_the_api_writes() -> None:
    assert repr(HvacMode.AUX_HEAT_ONLY) == "HvacMode.AUX_HEAT_ONLY"
    assert repr(HvacMode("turbo")) == "HvacMode('turbo')"
    assert f"{HvacMode.AUX_HEAT_ONLY}" == "auxHeatOnly"
    assert str(BuildingSize.FROM_5000) == "5000"
    assert repr(BuildingSize.FROM_5000) == "BuildingSize.FROM_5000"
    assert repr(BuildingSize(7)) == "BuildingSize(7)"


def test_a_building_size_is_a_number_with_a_name() -> None:
    assert BuildingSize(5000) is BuildingSize.FROM_5000
    assert [int(size) for size in BuildingSize.known()] == [0, 1, 5000, 10000, 20000]
    assert json.dumps(BuildingSize(7)) == "7"
    assert not BuildingSize(7).is_known
    assert BuildingSize.BELOW_5000 < BuildingSize.FROM_20000


@pytest.mark.parametrize("wrong", [None, 3, ["heat"], b"heat"])
def test_what_is_no_text_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidRequest):
        FanMode(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [None, "5000", True, 1.5])
def test_what_is_no_whole_number_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidRequest):
        BuildingSize(wrong)  # type: ignore[arg-type]
