"""References, and which thermostats may be one device: pure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings.errors import InvalidRequest
from smartbuildings.portfolio import Description, Known, reference_of, split_reference

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(texts, texts)
def test_a_reference_is_read_back_as_it_was(account: str, item_id: str) -> None:
    reference = reference_of(account, item_id)
    assert split_reference(reference) == (account, item_id)
    assert reference.isascii()
    assert reference.count("/") == 1


def test_a_colon_stays_and_a_slash_does_not() -> None:
    assert reference_of("lofts", "8bd5ff71:main") == "lofts/8bd5ff71:main"
    assert reference_of("house", "enterprises/p/devices/d") == "house/enterprises%2Fp%2Fdevices%2Fd"


@pytest.mark.parametrize("wrong", ["", "/", "a", "a/", "/b", "a/b/c", "a/%ff", None, 3])
def test_what_is_no_reference_is_refused(wrong: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        split_reference(wrong)
    assert caught.value.field == "reference"


ECOBEE = Description("ecobee", ("Hall", "Downstairs"))


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        (Description("smartthings", ("downstairs",), model="ecobee aresSmart"), True),
        (Description("smartthings", ("Hall",), model="BOSCH"), False),
        (Description("smartthings", ("Hall",)), False),
        (Description("smartthings", ("Attic",), model="ecobee"), False),
        (Description("smartthings", (), model="ecobee"), False),
        (Description("ecobee", ("Hall",), model="ecobee"), False),
    ],
)
def test_name_and_model_make_a_possible_duplicate(other: Description, is_one: bool) -> None:
    assert (ECOBEE.may_be(other), other.may_be(ECOBEE)) == (is_one, is_one)
    known = Known({"a/1": ECOBEE, "b/2": other})
    assert [each.references for each in known.pairs()] == ([("a/1", "b/2")] if is_one else [])


def test_one_model_of_two_vendors_fits() -> None:
    one, other = Description("nest", ("Hall",), model="T1"), Description("tado", ("Hall",), model="t1")
    assert one.may_be(other)


def test_a_new_name_replaces_the_old_one() -> None:
    known = Known({"a/1": ECOBEE, "b/2": Description("smartthings", ("Hall",), model="ecobee")})
    assert list(known.duplicates_of("a/1")) == ["b/2"]
    known.describe("b/2", Description("smartthings", ("Attic",), model="ecobee"))
    assert known.duplicates_of("a/1") == {}
    assert known.pairs(["a/1", "b/2"]) == ()


def test_what_was_seen_beside_a_thermostat_is_not_its_successor() -> None:
    old = Description("nest", ("Hall",), "home", "room")
    known = Known({"a/1": old})
    assert known.successors("a/1", {"a/2": old}) == ["a/2"]
    known.see("a/2")
    assert known.successors("a/1", {"a/2": old}) == ["a/2"], "seen for the first time after the last time of the other"
    known.see("a/1")
    assert known.successors("a/1", {"a/2": old}) == []


@pytest.mark.parametrize("old", [Description("nest"), Description("nest", (), "home")])
def test_a_building_alone_tells_no_thermostat_apart(old: Description) -> None:
    assert Known({"a/1": old}).successors("a/1", {"a/2": old}) == []


def test_a_room_tells_one_apart_without_a_name() -> None:
    old = Description("nest", (), "home", "room")
    assert Known({"a/1": old}).successors("a/1", {"a/2": old}) == ["a/2"]
