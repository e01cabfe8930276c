"""Lists over all accounts: concurrent, one stream, and an account that fails stops no other."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from servers.portfolio import EcobeeAccount
from servers.scripted import Reply, json_reply
from servers.smartthings import CLIENT, SmartThingsServer
from servers.vendor import TOKEN_PATH

from smartbuildings import AsyncPortfolio, AsyncSmartBuildings, AsyncSmartThings, MemoryStore
from smartbuildings.errors import ConfigurationError, ConsentNeeded, InvalidRequest, RateLimited

pytestmark = pytest.mark.anyio
Start = Callable[..., EcobeeAccount]
Make = Callable[..., AsyncPortfolio]


async def test_a_revoked_and_a_throttled_account_do_not_stop_a_healthy_one(ecobee: Start, portfolio_of: Make) -> None:
    healthy = ecobee({str(number): f"Unit {number}" for number in range(60)})
    throttled = ecobee({"1": "Hall"})
    throttled.on("GET", "/api/v2/thermostatIds", Reply(429, headers={"Retry-After": "86400"}))
    with SmartThingsServer() as smartthings:
        given = smartthings.consent("location-a")
        smartthings.refresh.clear()  # The user has revoked it.
        lofts = AsyncSmartThings(
            **CLIENT, refresh_token=given, base_url=smartthings.base_url, token_store=MemoryStore(), deadline_s=20
        )
        portfolio = portfolio_of(north=healthy, south=throttled, lofts=lofts)

        with portfolio.options(deadline_s=20):
            readings = [each async for each in portfolio.thermostats.statuses()]
            listed = [each async for each in portfolio.thermostats]

    for items in (readings, listed):
        found = [each.reference for each in items if each.error is None]
        assert sorted(found, key=str) == sorted(f"north/{number}" for number in range(60))
        errors = {each.account: each for each in items if each.error is not None}
        assert {name: type(each.error) for name, each in errors.items()} == {
            "south": RateLimited,
            "lofts": ConsentNeeded,
        }
        assert all(each.thermostat is None and each.reference is None for each in errors.values())
    assert all(each.status is not None and each.status.is_online for each in readings if each.account == "north")
    assert smartthings.rejected == 1, "a consent that was rejected is not tried again"


async def test_an_empty_id_in_a_list_stops_no_account(ecobee: Start, portfolio_of: Make) -> None:
    portfolio = portfolio_of(north=ecobee({"": "Nameless", "1": "Hall"}), south=ecobee({"2": "Attic"}))

    readings = {str(each.reference): each async for each in portfolio.thermostats.statuses()}

    assert sorted(readings) == ["north/", "north/1", "south/2"]
    assert isinstance(readings["north/"].error, InvalidRequest)
    assert readings["north/"].account == "north"
    assert readings["north/1"].status is not None


async def test_items_arrive_as_each_account_yields_them(ecobee: Start, portfolio_of: Make) -> None:
    slow, quick = ecobee({"1": "Hall"}), ecobee({"2": "Attic", "3": "Cellar"})
    slow.gate = threading.Event()

    order = []
    async for reading in portfolio_of(slow=slow, quick=quick).thermostats.statuses():
        order.append(reading.reference)
        if len(order) == 2:
            slow.wait_for(1, "GET", "/api/v2/thermostats/1/status")
            slow.gate.set()

    assert order == ["quick/2", "quick/3", "slow/1"]


async def test_one_bad_thermostat_is_an_item_with_its_reference(ecobee: Start, portfolio_of: Make) -> None:
    north = ecobee({"1": "Hall", "2": "Attic"})
    north.broken = {"1"}

    readings = {each.reference: each async for each in portfolio_of(north=north).thermostats.statuses()}

    bad, good = readings["north/1"], readings["north/2"]
    assert (bad.status, type(bad.error).__name__) == (None, "ServerError")
    assert bad.thermostat is not None
    assert bad.thermostat.id == "1"
    assert good.error is None


async def test_a_limit_holds_over_all_accounts(ecobee: Start, portfolio_of: Make) -> None:
    accounts = {name: ecobee({str(number): "x" for number in range(50)}) for name in ("a", "b")}
    portfolio = portfolio_of(**accounts)

    assert len([each async for each in portfolio.thermostats.statuses(limit=7)]) == 7
    assert sum(each.statuses for each in accounts.values()) <= 14, "no account reads more than the limit"
    with pytest.raises(InvalidRequest, match="limit"):
        portfolio.thermostats.statuses(limit=0)


async def test_an_account_is_not_read_ahead_of_a_slow_reader(ecobee: Start, portfolio_of: Make) -> None:
    north = ecobee({str(number): "x" for number in range(500)})
    stream = portfolio_of(north=north).thermostats.statuses()

    for _ in range(25):
        await anext(stream)
    await stream.aclose()

    assert 25 <= north.statuses <= 72, "at most the round of the vendor's list that was begun, and the next"
    assert [each async for each in stream] == [], "a closed stream is at its end"


async def test_buildings_are_one_stream_and_list_their_own_thermostats(ecobee: Start, portfolio_of: Make) -> None:
    building = "c853cccf8cb8718b959c8dcb"
    north, south = ecobee({"1": "Hall"}, building), ecobee({"2": "Attic"}, building)
    north.on("GET", f"/api/v2/buildings/{building}/thermostatIds", _ids("1"))
    south.on("GET", "/api/v2/buildingIds", json_reply({"status": "error", "message": "broken"}, 500))
    portfolio = portfolio_of(north=north, south=south)

    found = {each.account: each async for each in portfolio.buildings}

    assert found["north"].reference == f"north/{building}"
    assert found["south"].building is None
    assert type(found["south"].error).__name__ == "ServerError"
    taken = portfolio.buildings.get(f"north/{building}")
    assert (taken.account, taken.id, taken.vendor) == ("north", building, "ecobee")


def _ids(*found: str) -> Reply:
    items = [{"id": each} for each in found]
    return json_reply({"status": "success", "data": {"count": len(items), "items": items}})


async def test_a_reference_names_account_and_id_and_is_accepted_back(ecobee: Start) -> None:
    server = ecobee({"1": "Hall"})
    client = AsyncSmartBuildings("me", "secret", base_url=server.url)
    lofts = AsyncSmartThings("a-token", base_url=f"{server.url}/v1")
    async with AsyncPortfolio({"north/side 1": client, "lofts": lofts}) as portfolio:
        (found,) = [each async for each in portfolio.thermostats if each.account != "lofts"]
        assert found.reference == "north%2Fside%201/1"
        taken = portfolio.thermostats.get(found.reference)
        assert (taken.account, taken.id, taken.vendor, taken.reference) == (
            "north/side 1",
            "1",
            "ecobee",
            found.reference,
        )
        assert (await taken.status()).is_online is True
        assert portfolio.thermostats.get("lofts/8bd5ff71").reference == "lofts/8bd5ff71:main"
        for wrong in ("north", "", "/", "elsewhere/1", "a/b/c", "lofts/", "lofts/%ff"):
            with pytest.raises(InvalidRequest) as caught:
                portfolio.thermostats.get(wrong)
            assert caught.value.field == "reference"
        with pytest.raises(InvalidRequest, match="digits"):
            portfolio.thermostats.get("north%2Fside%201/x1")
        assert repr(portfolio) == "<AsyncPortfolio of north/side 1, lofts>"


async def test_closing_closes_every_client_and_ends_the_streams(ecobee: Start) -> None:
    closed = []

    class Client:
        def __init__(self, name: str) -> None:
            self.name = name

        async def aclose(self) -> None:
            closed.append(self.name)
            if self.name == "a":
                raise ConfigurationError("cannot be closed")

    clients = {name: Client(name) for name in "abc"}
    portfolio = AsyncPortfolio(clients)  # type: ignore[arg-type]
    with pytest.raises(ConfigurationError, match="cannot be closed"):
        await portfolio.aclose()

    assert closed == ["a", "b", "c"]


def test_what_cannot_be_an_account_is_refused() -> None:
    for clients in ({}, {"": AsyncSmartThings("t")}, {"x": object()}):
        with pytest.raises(ConfigurationError):
            AsyncPortfolio(clients)  # type: ignore[arg-type]


async def test_tokens_and_quota_are_those_of_each_account(ecobee: Start, portfolio_of: Make) -> None:
    accounts = {name: ecobee({"1": name}) for name in ("a", "b")}
    portfolio = portfolio_of(**accounts)

    assert len([each async for each in portfolio.thermostats.statuses()]) == 2

    assert [len(each.requests_for("POST", TOKEN_PATH)) for each in accounts.values()] == [1, 1]
