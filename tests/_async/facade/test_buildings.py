"""Buildings: list, read, create, change, register, delete."""

from __future__ import annotations

import pytest

from smartbuildings import AsyncSmartBuildings, errors
from smartbuildings.ecobee import Address, BuildingSize
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

pytestmark = pytest.mark.anyio

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


async def test_the_account_lists_its_buildings_in_order(
    client: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    found = [building.id async for building in client.buildings]

    assert found == smartbuildings_sandbox.sandbox.building_ids


async def test_a_limit_and_a_page_size_cut_the_list(client: AsyncSmartBuildings) -> None:
    everything = await client.buildings().all()
    pages = [len(page) async for page in client.buildings(page_size=2).pages()]
    limited = await client.buildings(limit=2).all()
    first = await client.buildings().first()

    assert pages == [2, 1]
    assert [building.id for building in limited] == [building.id for building in everything[:2]]
    assert first is not None
    assert first.id == everything[0].id


async def test_a_building_is_created_read_changed_and_deleted(client: AsyncSmartBuildings) -> None:
    made = await client.buildings.create(name="Harbour House", size=BuildingSize(5000), address=ADDRESS)

    summary = await made.info()
    assert (summary.name, summary.size, summary.address) == ("Harbour House", BuildingSize(5000), ADDRESS)

    changed = await made.update(name="Harbour Hall")
    assert changed.name == "Harbour Hall"
    assert (await made.info()).address == ADDRESS

    await made.delete()
    with pytest.raises(errors.NotFound):
        await made.info()


async def test_a_building_with_thermostats_cannot_be_deleted(client: AsyncSmartBuildings) -> None:
    building = await client.buildings().first()
    assert building is not None

    with pytest.raises(errors.StatusError) as refused:
        await building.delete()

    assert 400 <= refused.value.status < 500
    assert (await building.info()).id == building.id


async def test_a_thermostat_is_registered_and_unregistered(client: AsyncSmartBuildings) -> None:
    building = await client.buildings().first()
    assert building is not None

    thermostat = await building.register("511999000111")

    assert (await thermostat.info()).building_id == building.id
    assert thermostat.id in [other.id async for other in building.thermostats]
    await thermostat.unregister()
    assert thermostat.id not in [other.id async for other in building.thermostats]


async def test_v2_registers_in_resident_mode_and_v1_refuses_before_sending(
    v2: AsyncSmartBuildings, v1: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = smartbuildings_sandbox.sandbox.building_ids[0]

    thermostat = await v2.buildings.get(building).register("511999000222", is_resident_mode=True)
    assert (await thermostat.status()).is_resident_mode is True

    sent = smartbuildings_sandbox.sandbox.requests.total
    with pytest.raises(errors.NotSupported, match="v2"):
        await v1.buildings.get(building).register("511999000333", is_resident_mode=True)
    assert smartbuildings_sandbox.sandbox.requests.total == sent


@pytest.mark.parametrize("wrong", ["", "abc", "C853CCCF8CB8718B959C8DCB", "c853cccf8cb8718b959c8dc/"])
async def test_what_cannot_be_a_building_id_is_refused_before_sending(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox, wrong: str
) -> None:
    with pytest.raises(errors.InvalidRequest) as refused:
        v2.buildings.get(wrong)

    assert refused.value.field == "building_id"
    assert smartbuildings_sandbox.sandbox.requests.total == 0


async def test_bad_values_of_a_building_are_refused_before_sending(
    v2: AsyncSmartBuildings, smartbuildings_sandbox: RunningSandbox
) -> None:
    building = v2.buildings.get(smartbuildings_sandbox.sandbox.building_ids[0])

    with pytest.raises(errors.InvalidRequest):
        await v2.buildings.create(name="x" * 33, size=5000, address=ADDRESS)
    with pytest.raises(errors.InvalidRequest):
        await v2.buildings.create(name="House", size=4711, address=ADDRESS)
    with pytest.raises(errors.InvalidRequest):
        await v2.buildings.create(name="House", size=5000, address=Address(city="Halifax"))
    with pytest.raises(errors.InvalidRequest):
        await building.update()

    assert smartbuildings_sandbox.sandbox.requests.total == 0


async def test_names_with_capitals_are_sent_although_the_published_pattern_forbids_them(
    client: AsyncSmartBuildings,
) -> None:
    thermostat = await client.thermostats().first()
    assert thermostat is not None

    renamed = await thermostat.rename(name="Unit 4B, North Wing", thermostat_name="NORTH")

    assert (renamed.name, renamed.thermostat_name) == ("Unit 4B, North Wing", "NORTH")
