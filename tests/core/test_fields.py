"""Readers made of rows: written once, on first use, and told apart from what they read."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import wire
from smartbuildings._core.kinds import FLAG, TEXT, TEXTS, WHOLE, degrees, room_degrees
from smartbuildings._core.model import ApiModel
from smartbuildings._core.readers import Reader, items, part
from smartbuildings.units import Temperature


@attrs.frozen
class Inner:
    """A part, whose attributes have the names of builtins and of what the written source uses itself."""

    type: str | None = wire("type", TEXT)
    id: str | None = wire("id", TEXT)
    left: int | None = wire("get", WHOLE)


@attrs.frozen(kw_only=True)
class Outer(ApiModel):
    """A model with one row of each form."""

    is_on: bool | None = wire("isOn", FLAG, older="on")
    words: tuple[str, ...] = wire("words", TEXTS, default=("none",))
    inner: Inner | None = wire("inner", part(Inner))
    many: tuple[Inner, ...] = wire("many", items(Inner), default=())
    day: str | None = wire("monday", TEXT, inside="week")
    hour: int = wire("noon", WHOLE, inside="a.day", default=12)


READ = Reader(Outer)


def test_a_usual_object_is_read_without_a_note() -> None:
    drift = DriftReport()
    inner = {"type": "t", "id": "1", "get": 3}
    found = READ(
        {"isOn": True, "words": ["a"], "inner": inner, "many": [inner], "week": {"monday": "m"}, "a.day": {"noon": 13}},
        drift,
    )
    assert found == Outer(
        is_on=True, words=("a",), inner=Inner("t", "1", 3), many=(Inner("t", "1", 3),), day="m", hour=13
    )
    assert (found.extra, drift.entries) == ({}, ())


def test_what_is_absent_null_or_refused_has_the_default_of_its_row() -> None:
    assert READ({}, DriftReport()) == READ({"words": None, "week": None, "inner": None}, DriftReport()) == Outer()
    assert READ({"words": 3, "a.day": {}}, DriftReport()).words == ("none",)
    assert READ({"a.day": {"noon": "late"}}, DriftReport()).hour == 12


@pytest.mark.parametrize("data", [{"x": 1}, {"week": {"monday": "m", "x": 1}}])
def test_names_that_are_usual_and_not_read_are_kept_and_not_noted(data: Any) -> None:
    expected = READ(data, DriftReport())
    for unread, noted in ((("x",), 0), (None, 0), (("y",), 1)):
        drift = DriftReport()
        assert Reader(Outer, unread=unread)(data, drift) == expected
        assert len(drift.entries) == noted


@pytest.mark.parametrize(
    ("data", "expected"), [({"on": False}, False), ({"on": False, "isOn": True}, True), ({"on": True, "isOn": 3}, True)]
)
def test_the_older_name_is_read_where_the_other_has_no_value(data: Any, expected: bool) -> None:
    assert READ(data, DriftReport()).is_on is expected


def test_what_is_left_of_parts_is_in_extra_of_the_whole_under_their_names() -> None:
    drift = DriftReport()
    found = READ({"new": 1, "inner": {"id": 5, "x": 2}, "week": {"monday": 3, "sunday": "s"}}, drift)
    assert found.extra == {"new": 1, "inner": {"id": 5, "x": 2}, "week": {"monday": 3, "sunday": "s"}}
    assert sorted(map(str, drift.entries)) == [
        "Inner.id: wrong type (number)",
        "Inner.x: unknown field (number)",
        "Outer.monday: wrong type (number)",
        "Outer.new: unknown field (number)",
        "Outer.sunday: unknown field (text)",
    ]


def test_the_source_of_a_reader_is_written_once_and_not_before_it_reads() -> None:
    read = Reader(Outer)
    assert "parse" not in vars(read)
    read({}, DriftReport())
    written = vars(read)["parse"]
    read({"isOn": True}, DriftReport())
    assert read.parse is written


def test_places_lead_to_every_object_with_its_names() -> None:
    names = frozenset({"type", "id", "get"})
    assert list(READ.places()) == [
        ("Outer", frozenset({"isOn", "on", "words", "inner", "many", "week", "a.day"}), ""),
        ("Inner", names, "inner"),
        ("Inner", names, "many []"),
        ("Outer", frozenset({"monday"}), "week"),
        ("Outer", frozenset({"noon"}), "a.day"),
    ]


def test_the_unit_of_a_temperature_is_that_of_its_row() -> None:
    @attrs.frozen
    class Celsius:
        room: Temperature | None = wire("room", room_degrees("C"))
        limit: Temperature | None = wire("limit", degrees("C"))

    drift = DriftReport()
    read = Reader(Celsius)
    assert read({"room": 21.5, "limit": 100}, drift) == Celsius(Temperature.c(21.5), Temperature.c(100))
    assert not drift.entries
    assert read({"room": 70}, drift).room is None, "no room has 70 °C"
    assert [each.kind for each in drift.entries] == ["implausible value"]
