# Derived from tests/_async/facade/test_buildings.py. Do not edit: change that file and run `python -m tools.unasync`.

"""Buildings: list, read, create, change, register, delete."""

from __future__ import annotations

import pytest

from smartbuildings import Address, BuildingSize, SmartBuildings, errors
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

ADDRESS = Address(
    street="12 Harbour Street",
    city="Halifax",
    state="NS",
    postal_code="B3H 4R2",
    country="CA",
    latitude=44.6488,
    longitude=-63.5752,
    time_zone="America/Halifax",
)


def test_the_account_lists_its_buildings_in_order(
    client: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    found = [building.id for building in client.buildings]

    assert found == smartbuildings_sandbox.sandbox.building_ids


def test_a_limit_and_a_page_size_cut_the_list(client: SmartBuildings) -> None:
    everything = client.buildings().all()
    pages = [len(page) for page in client.buildings(page_size=2).pages()]
    limited = client.buildings(limit=2).all()
    first = client.buildings().first()

    assert pages == [2, 1]
    assert [building.id for building in limited] == [building.id for building in everything[:2]]
    assert first is not None
    assert first.id == everything[0].id


def test_a_building_is_created_read_changed_and_deleted(client: SmartBuildings) -> None:
    made = client.buildings.create(name="Harbour House", size=BuildingSize(5000), address=ADDRESS)

    summary = made.summary()
    assert (summary.name, summary.size, summary.address) == ("Harbour House", BuildingSize(5000), ADDRESS)

    changed = made.update(name="Harbour Hall")
    assert changed.name == "Harbour Hall"
    assert made.summary().address == ADDRESS

    made.delete()
    with pytest.raises(errors.NotFound):
        made.summary()


def test_a_building_with_thermostats_cannot_be_deleted(client: SmartBuildings) -> None:
    building = client.buildings().first()
    assert building is not None

    with pytest.raises(errors.StatusError) as refused:
        building.delete()

    assert 400 <= refused.value.status < 500
    assert building.summary().id == building.id


def test_a_thermostat_is_registered_and_unregistered(client: SmartBuildings) -> None:
    building = client.buildings().first()
    assert building is not None

    thermostat = building.register("511999000111")

    assert thermostat.summary().building_id == building.id
    assert thermostat.id in [other.id for other in building.thermostats]
    thermostat.unregister()
    assert thermostat.id not in [other.id for other in building.thermostats]


def test_v2_registers_in_resident_mode_and_v1_refuses_before_sending(
    v2: SmartBuildings, v1: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = smartbuildings_sandbox.sandbox.building_ids[0]

    thermostat = v2.buildings.get(building).register("511999000222", is_resident_mode=True)
    assert thermostat.status().is_resident_mode is True

    sent = smartbuildings_sandbox.sandbox.requests.total
    with pytest.raises(errors.NotSupported, match="v2"):
        v1.buildings.get(building).register("511999000333", is_resident_mode=True)
    assert smartbuildings_sandbox.sandbox.requests.total == sent


@pytest.mark.parametrize("wrong", ["", "abc", "C853CCCF8CB8718B959C8DCB", "c853cccf8cb8718b959c8dc/"])
def test_what_cannot_be_a_building_id_is_refused_before_sending(
    v2: SmartBuildings, smartbuildings_sandbox: RunningSandbox, wrong: str
) -> None:
    with pytest.raises(errors.InvalidRequest) as refused:
        v2.buildings.get(wrong)

    assert refused.value.field == "building_id"
    assert smartbuildings_sandbox.sandbox.requests.total == 0


def test_bad_values_of_a_building_are_refused_before_sending(
    v2: SmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = v2.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])

    with pytest.raises(errors.InvalidRequest):
        v2.buildings.create(name="x" * 33, size=5000, address=ADDRESS)
    with pytest.raises(errors.InvalidRequest):
        v2.buildings.create(name="House", size=4711, address=ADDRESS)
    with pytest.raises(errors.InvalidRequest):
        v2.buildings.create(name="House", size=5000, address=Address(city="Halifax"))
    with pytest.raises(errors.InvalidRequest):
        building.update()

    assert smartbuildings_sandbox.sandbox.requests.total == 0


def test_names_with_capitals_are_sent_although_the_published_pattern_forbids_them(
    client: SmartBuildings,
) -> None:
    thermostat = client.thermostats().first()
    assert thermostat is not None

    renamed = thermostat.rename(name="Unit 4B, North Wing", thermostat_name="NORTH")

    assert (renamed.name, renamed.thermostat_name) == ("Unit 4B, North Wing", "NORTH")
