"""Changes of many thermostats, possible duplicates, and ids that have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from servers.portfolio import EcobeeAccount
from servers.scripted import json_reply
from servers.smartthings import SmartThingsServer

from smartbuildings import AsyncPortfolio, AsyncSmartThings, Mode, Temperature
from smartbuildings.errors import (
    InvalidRequest,
    NotFound,
    NotSupported,
    PartlyFailed,
    SmartBuildingsError,
    Unprocessable,
)
from smartbuildings.events import Event, IdChanged
from smartbuildings.portfolio import AsyncPortfolioThermostat

pytestmark = pytest.mark.anyio
Start = Callable[..., EcobeeAccount]
Make = Callable[..., AsyncPortfolio]
BUILDING = "c853cccf8cb8718b959c8dcb"
OTHER = "bc943a676d9d7bc58b7d3bab"


async def off(thermostat: AsyncPortfolioThermostat) -> Any:
    return await thermostat.set_mode(Mode.OFF)


# -- changes of many


async def test_a_change_of_many_reaches_every_account(ecobee: Start, portfolio_of: Make) -> None:
    accounts = {
        name: ecobee({str(first + number): f"Unit {number}" for number in range(5)})
        for name, first in (("north", 100), ("south", 200))
    }
    references = [f"{name}/{each}" for name, account in accounts.items() for each in account.names]

    done = await portfolio_of(**accounts).apply([*references, references[0]], off)

    assert list(done) == references, "each once"
    assert [each.differs for each in done.values()] == [()] * 10
    assert [set(each.modes.values()) for each in accounts.values()] == [{"off"}] * 2
    assert [len(each.writes) for each in accounts.values()] == [5, 5]


async def test_what_failed_does_not_stop_the_rest(ecobee: Start, portfolio_of: Make) -> None:
    north, south = ecobee({"1": "Hall", "2": "Attic"}), ecobee({"3": "Cellar"})
    north.broken = {"1"}
    portfolio = portfolio_of(north=north, south=south)

    with pytest.raises(PartlyFailed) as caught:
        await portfolio.apply(["north/1", "north/2", "south/3"], off, with_duplicates=True)

    assert sorted(caught.value.done) == ["north/2", "south/3"]
    assert {key: type(error) for key, error in caught.value.failed.items()} == {"north/1": Unprocessable}
    assert sorted(caught.value.results) == ["north/2", "south/3"]
    assert (north.modes, south.modes) == ({"2": "off"}, {"3": "off"})


async def test_an_error_of_the_change_itself_is_that_of_its_thermostat(ecobee: Start, portfolio_of: Make) -> None:
    north = ecobee({str(number): "Hall" for number in range(3)})

    async def change(thermostat: AsyncPortfolioThermostat) -> Any:
        if thermostat.id == "0":
            raise ZeroDivisionError("of the caller's own")
        if thermostat.id == "1":
            raise NotSupported("cannot do this")
        return await off(thermostat)

    with pytest.raises(PartlyFailed) as caught:
        await portfolio_of(north=north).apply([f"north/{number}" for number in range(3)], change)

    assert caught.value.done == ("north/2",)
    failed = caught.value.failed
    assert (type(failed["north/0"]), type(failed["north/1"])) == (SmartBuildingsError, NotSupported)
    assert isinstance(failed["north/0"].__cause__, ZeroDivisionError)


async def test_a_wrong_reference_is_refused_before_anything_is_sent(ecobee: Start, portfolio_of: Make) -> None:
    north = ecobee({"1": "Hall"})
    with pytest.raises(InvalidRequest, match="elsewhere"):
        await portfolio_of(north=north).set_temperature(["north/1", "elsewhere/2"], heat=Temperature.f(68))
    assert north.requests == []


async def test_one_whose_names_cannot_be_read_is_not_changed(ecobee: Start, portfolio_of: Make) -> None:
    north, south = ecobee({"1": "Hall"}), ecobee({"2": "Attic"})
    north.broken = {"1"}

    with pytest.raises(PartlyFailed) as caught:
        await portfolio_of(north=north, south=south).apply(["north/1", "south/2"], off)

    assert (caught.value.done, list(caught.value.failed)) == (("south/2",), ["north/1"])
    assert north.writes == [], "it may be a device that is changed through another account"


# -- one device seen twice


@pytest.fixture
def smartthings() -> Iterator[SmartThingsServer]:
    """A SmartThings with an ecobee called Hall and a thermostat of another maker called Attic."""

    def shown(device_id: str, label: str, maker: str) -> dict[str, Any]:
        capabilities: list[dict[str, Any]] = [
            {"id": each, "status": {}}
            for each in ("temperatureMeasurement", "thermostatHeatingSetpoint", "thermostatMode")
        ]
        return {
            "deviceId": device_id,
            "label": label,
            "locationId": "location-a",
            "deviceManufacturerCode": maker,
            "components": [{"id": "main", "capabilities": capabilities, "categories": []}],
        }

    devices = [shown("d1", "Hall", "ecobee"), shown("d2", "Attic", "BOSCH")]
    with SmartThingsServer() as server:
        server.on("GET", "/v1/devices", json_reply({"items": devices, "_links": {}}))
        for each in devices:
            server.on("GET", f"/v1/devices/{each['deviceId']}", json_reply(each))
        yield server


async def test_an_ecobee_seen_twice_is_marked_and_not_commanded_twice(
    ecobee: Start, smartthings: SmartThingsServer, portfolio_of: Make
) -> None:
    north = ecobee({"1": " hall", "2": "Attic"})
    lofts = AsyncSmartThings("a-token", base_url=smartthings.base_url)
    portfolio = portfolio_of(north=north, lofts=lofts)
    every = ["north/1", "north/2", "lofts/d1", "lofts/d2"]

    with pytest.raises(InvalidRequest, match=r"lofts/d1:main and north/1 may be one device.*with_duplicates"):
        await portfolio.apply(every, off)

    assert north.writes == []
    assert all(each.method == "GET" for each in smartthings.requests)
    found = await portfolio.duplicates()
    assert [(each.references, found.errors) for each in found.pairs] == [(("lofts/d1:main", "north/1"), {})]
    listed = [each.thermostat async for each in portfolio.thermostats]
    marks = {each.reference: each.possible_duplicates for each in listed if each is not None}
    assert marks == {
        "north/1": ("lofts/d1:main",),
        "lofts/d1:main": ("north/1",),
        "north/2": (),
        "lofts/d2:main": (),
    }

    assert len(await portfolio.apply(["north/1", "north/2"], off)) == 2
    assert len(await portfolio.apply(["lofts/d1", "north/1"], _nothing, with_duplicates=True)) == 2


async def _nothing(thermostat: AsyncPortfolioThermostat) -> None:
    return None


async def test_one_thermostat_of_two_accounts_of_a_vendor_is_a_duplicate(ecobee: Start, portfolio_of: Make) -> None:
    accounts = {"a": ecobee({"1": ""}), "b": ecobee({"1": ""})}
    portfolio = portfolio_of(**accounts)

    (pair,) = (await portfolio.duplicates()).pairs

    assert (pair.references, pair.reason) == (("a/1", "b/1"), "the same id at ecobee")


async def test_duplicates_of_an_account_that_fails_are_not_known(ecobee: Start, portfolio_of: Make) -> None:
    north, south = ecobee({"1": "Hall", "2": "Attic"}), ecobee({"3": "Cellar"})
    north.broken = {"2"}
    south.on("GET", "/api/v2/thermostatIds", json_reply({"status": "error", "message": "broken"}, 500))

    found = await portfolio_of(north=north, south=south).duplicates()

    assert (found.pairs, sorted(found.errors)) == ((), ["north/2", "south"])


# -- ids that have changed


@pytest.fixture
def events() -> list[Event]:
    return []


@pytest.mark.parametrize("missing", [404, 403])  # SmartThings responds 403 to an id that it does not know.
async def test_a_read_finds_a_thermostat_whose_id_has_changed_and_reports_it(
    missing: int, ecobee: Start, portfolio_of: Make, events: list[Event]
) -> None:
    north = ecobee({"1": "Hall", "2": "Attic"}, BUILDING)
    north.missing = missing
    portfolio = portfolio_of(north=north, observers=[events.append])
    thermostat = portfolio.thermostats.get("north/1")
    await thermostat.info()
    _rename(north, "1", "9")

    assert (await thermostat.status()).id == "9"
    assert (await portfolio.thermostats.get("north/1").info()).id == "9"

    assert thermostat.moved_to == "north/9"
    assert events == [IdChanged("north/1", "north/9")], "reported once"


async def test_writes_are_refused_until_the_new_id_is_confirmed(ecobee: Start, portfolio_of: Make) -> None:
    north = ecobee({"1": "Hall", "2": "Attic"}, BUILDING)
    portfolio = portfolio_of(north=north)
    thermostat = portfolio.thermostats.get("north/1")
    await thermostat.info()
    _rename(north, "1", "9")

    for _ in range(2):  # The first is refused by the vendor and then here, the second without a request.
        with pytest.raises(InvalidRequest, match=r"north/9 may be the same.*confirm\('north/1', 'north/9'\)"):
            await thermostat.set_mode(Mode.OFF)
    assert len(north.writes) == 1
    with pytest.raises(InvalidRequest, match="north/9"):
        await portfolio.apply(["north/2", "north/1"], off)
    assert north.modes == {}

    portfolio.confirm("north/1", "north/9")
    await thermostat.set_mode(Mode.OFF)
    assert (north.modes, thermostat.id, thermostat.moved_to) == ({"9": "off"}, "9", None)
    assert list(await portfolio.apply(["north/1", "north/9"], off)) == ["north/1"], "one device, by either reference"
    for old, new in (("north/1", "north/1"), ("north/1", "south/2")):
        with pytest.raises(InvalidRequest):
            portfolio.confirm(old, new)


@pytest.mark.parametrize(
    "case", ["two fit", "another building", "another name", "no name", "never read", "seen before"]
)
async def test_nothing_is_guessed(case: str, ecobee: Start, portfolio_of: Make, events: list[Event]) -> None:
    north = ecobee({"1": "Hall", "2": "Attic"}, BUILDING)
    if case == "no name":
        north.names["1"] = ""
    if case == "seen before":
        north.names["2"] = "Hall"
    portfolio = portfolio_of(north=north, observers=[events.append])
    if case == "seen before":
        assert len([each async for each in portfolio.thermostats]) == 2
    thermostat = portfolio.thermostats.get("north/1")
    if case != "never read":
        await thermostat.info()
    _rename(north, "1", "9")
    if case == "two fit":
        north.names["8"], north.buildings["8"] = "Hall", BUILDING
    if case == "another building":
        north.buildings["9"] = OTHER
    if case == "another name":
        north.names["9"] = "Hall 2"
    if case == "seen before":
        del north.names["9"]

    for read in (thermostat.status, thermostat.info, thermostat.status):
        with pytest.raises(NotFound):
            await read()
    with pytest.raises(NotFound):
        await thermostat.set_mode(Mode.OFF)

    assert (events, thermostat.moved_to, north.modes) == ([], None, {})
    assert len(north.requests_for("GET", "/api/v2/thermostatIds")) <= 2, "it is not searched for at every read"


async def test_a_404_of_a_thermostat_that_is_listed_is_no_change_of_id(ecobee: Start, portfolio_of: Make) -> None:
    north = ecobee({"1": "Hall"}, BUILDING)
    thermostat = portfolio_of(north=north).thermostats.get("north/1")
    await thermostat.info()
    north.names["9"], north.buildings["9"] = "Hall", BUILDING
    north.on("GET", "/api/v2/thermostats/1/status", json_reply({"status": "fail", "data": {"id": "none"}}, 404))

    with pytest.raises(NotFound):
        await thermostat.status()


async def test_descriptions_of_an_earlier_process_serve(ecobee: Start, portfolio_of: Make) -> None:
    north = ecobee({"1": "Hall", "2": "Attic"}, BUILDING)
    first = portfolio_of(north=north)
    await first.duplicates()
    saved = {reference: attrs.asdict(each) for reference, each in first.known().items()}
    _rename(north, "1", "9")

    known = {reference: type(first.known()["north/1"])(**each) for reference, each in saved.items()}
    second = portfolio_of(north=north, known=known)

    assert (await second.thermostats.get("north/1").status()).id == "9"


def _rename(account: EcobeeAccount, old: str, new: str) -> None:
    account.names[new] = account.names.pop(old)
    account.buildings[new] = account.buildings.pop(old)
