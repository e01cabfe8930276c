"""Reading many thermostats while some of them, or all, fail: what is returned, and how many requests it costs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import VendorServer, status_path, success

from smartbuildings import AsyncSmartBuildings
from smartbuildings.errors import (
    BadRequest,
    ConnectionFailed,
    InvalidRequest,
    OutcomeUnknown,
    PartlyFailed,
    RateLimited,
    ServerError,
    SmartBuildingsError,
    StatusError,
    TokenRefused,
    Unauthorized,
    UnreadableResponse,
)
from smartbuildings.events import CircuitClosed, CircuitOpened, DriftSeen, Event

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
IDS = [str(number) for number in range(511100000000, 511100000024)]
LIST = "/api/v2/thermostatIds"
BULK = "/api/v2/thermostats/settings"
NO = json_reply({"status": "error", "message": "no"}, 401)
DOWN = {"a gateway's 503": Reply(503, body=b"<html>down</html>"), "a reset": Reply(reset=True)}


def listed(ids: list[Any]) -> Reply:
    items = [{"id": each, "contentLocation": f"/api/v2/thermostats/{each}"} for each in ids]
    return success({"count": len(items), "items": items})


def asked(vendor: VendorServer) -> list[str]:
    """Return the thermostats whose status was requested, in order."""
    return [request.path.split("/")[-2] for request in vendor.requests if request.path.endswith("/status")]


def id_in(request: Request) -> str:
    return request.path.split("/")[-2]


@pytest.fixture
def account(vendor: VendorServer) -> VendorServer:
    vendor.on("GET", LIST, listed(IDS))
    return vendor


async def swept(client: AsyncSmartBuildings) -> tuple[list[str], dict[str, SmartBuildingsError], Exception | None]:
    """Return the ids that were read, the errors beside the others, and the error that ended the sweep."""
    read: list[str] = []
    errors: dict[str, SmartBuildingsError] = {}
    try:
        async for reading in client.thermostats.statuses():
            assert (reading.status is None) == (reading.error is not None)
            if reading.error is None:
                read.append(reading.thermostat.id)
            else:
                errors[reading.thermostat.id] = reading.error
    except SmartBuildingsError as ended:
        return read, errors, ended
    return read, errors, None


# -- an error that concerns one thermostat


@pytest.mark.parametrize("status", [307, 400, 401, 403, 404, 409, 410, 412, 418, 422, 423, 424, 429, 500, 501, 503])
async def test_an_error_status_of_one_thermostat_is_returned_beside_its_reading(
    make_client: Maker, account: VendorServer, status: int
) -> None:
    account.on("GET", status_path(IDS[5]), Reply(status, {"Location": "/elsewhere"}, b'{"status": "error"}'))

    read, errors, ended = await swept(make_client(account.url))

    assert ended is None
    assert read == [each for each in IDS if each != IDS[5]]
    assert list(errors) == [IDS[5]]
    error = errors[IDS[5]]
    assert isinstance(error, StatusError)
    assert error.status == status


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(body=b'{"status": "succ'), UnreadableResponse),
        (Reply(body=b"<html>hotel</html>"), UnreadableResponse),
        (Reply(reset=True), ConnectionFailed),
        (Reply(garbage=b"SSH-2.0\r\n"), ConnectionFailed),
    ],
)
async def test_one_thermostat_without_a_usable_response_does_not_stop_the_others(
    make_client: Maker, account: VendorServer, reply: Reply, kind: type[SmartBuildingsError]
) -> None:
    account.on("GET", status_path(IDS[5]), reply)

    read, errors, ended = await swept(make_client(account.url))

    assert ended is None
    assert (len(read), list(errors)) == (23, [IDS[5]])
    assert isinstance(errors[IDS[5]], kind)


async def test_a_429_waits_and_is_retried(make_client: Maker, account: VendorServer) -> None:
    limited = Reply(429, {"Retry-After": "1"}, b"{}")
    account.on("GET", status_path(IDS[5]), limited, success({"id": IDS[5]}))

    assert await swept(make_client(account.url)) == (IDS, {}, None)

    first, second = account.requests_for("GET", status_path(IDS[5]))
    assert second.at - first.at >= 1


async def test_a_401_of_two_thermostats_that_do_not_follow_each_other_does_not_end_the_sweep(
    make_client: Maker, account: VendorServer
) -> None:
    for each in (IDS[5], IDS[7]):
        account.on("GET", status_path(each), NO)

    read, errors, ended = await swept(make_client(account.url, connections=1))

    assert ended is None
    assert (len(read), list(errors)) == (22, [IDS[5], IDS[7]])


@pytest.mark.parametrize("connections", [1, 3])
async def test_a_401_of_two_thermostats_in_a_row_ends_the_sweep_after_the_readings_so_far(
    make_client: Maker, account: VendorServer, connections: int
) -> None:
    for each in IDS[9:]:
        account.on("GET", status_path(each), NO)

    read, errors, ended = await swept(make_client(account.url, connections=connections))

    assert isinstance(ended, Unauthorized)
    assert read == IDS[:9]
    assert 1 <= len(errors) <= connections
    # Two refusals in a row end it. Each of the other connections may bring one of the first nine between two refusals,
    # and may have a request in progress at the end.
    assert len(asked(account)) <= 9 + 2 + 2 * (connections - 1)


@pytest.mark.parametrize("connections", [1, 3])
async def test_a_spent_quota_ends_the_sweep_after_the_readings_so_far(
    make_client: Maker, account: VendorServer, connections: int
) -> None:
    for each in IDS[9:]:
        account.on("GET", status_path(each), Reply(429, {"Retry-After": "3600"}, b"{}"))

    read, errors, ended = await swept(make_client(account.url, connections=connections))

    assert isinstance(ended, RateLimited)
    assert ended.retry_after == 3600
    assert read == IDS[:9]
    assert 1 <= len(errors) <= connections
    # Two refusals in a row end it. Each of the other connections may bring one of the first nine between two refusals,
    # and may have a request in progress at the end.
    assert len(asked(account)) <= 9 + 2 + 2 * (connections - 1)


async def test_a_token_that_is_refused_midway_ends_the_sweep_after_the_readings_so_far(
    make_client: Maker, account: VendorServer
) -> None:
    client = make_client(account.url, connections=1)
    await client.authenticate()
    account.on("POST", "/api/v2/token", json_reply({"error": "access_denied"}, 401))
    account.on("POST", "/token", json_reply({"error": "access_denied"}, 401))
    account.on("GET", status_path(IDS[9]), json_reply({"exp": "token expired"}, 401))

    read, errors, ended = await swept(client)

    assert isinstance(ended, TokenRefused)
    assert (read, errors) == (IDS[:9], {})


# -- unusual ids


@pytest.mark.parametrize("unusual", ["eb-12", "", "../buildings", "511 100", None, True, 1.5, ["1"], {"id": "1"}])
async def test_an_unusual_id_does_not_end_the_listing(make_client: Maker, vendor: VendorServer, unusual: Any) -> None:
    vendor.on("GET", LIST, listed([*IDS[:2], unusual, *IDS[2:]]))
    told: list[Event] = []
    client = make_client(vendor.url, observers=[told.append])

    assert [each.id async for each in client.thermostats] == IDS
    assert [each.id for each in await client.thermostats(limit=3).all()] == IDS[:3]

    assert any(entry.model == "ListItem" and entry.field == "id" for entry in client.drift.entries)
    assert any(isinstance(event, DriftSeen) and event.place == "ListItem.id" for event in told)


@pytest.mark.parametrize(("unusual", "shown"), [("eb-12", "eb-12"), ("", ""), (None, ""), ("../x", "../x")])
async def test_a_sweep_returns_an_unusual_id_in_its_place_with_an_error_and_sends_nothing_for_it(
    make_client: Maker, vendor: VendorServer, unusual: Any, shown: str
) -> None:
    vendor.on("GET", LIST, listed([*IDS[:2], unusual, *IDS[2:]]))

    readings = [reading async for reading in make_client(vendor.url).thermostats.statuses()]

    assert [reading.thermostat.id for reading in readings] == [*IDS[:2], shown, *IDS[2:]]
    assert [reading.error for reading in readings if reading.thermostat.id != shown] == [None] * 24
    error = readings[2].error
    assert isinstance(error, InvalidRequest)
    assert repr(shown) in str(error)
    assert sorted(asked(vendor)) == IDS
    with pytest.raises(InvalidRequest, match="not a string of digits"):
        await readings[2].thermostat.set_mode("heat")
    assert all(request.method == "GET" for request in vendor.requests if request.path != "/api/v2/token")


async def test_an_id_that_is_listed_as_a_number_is_read_by_its_digits(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", LIST, listed([IDS[0], int(IDS[1]), IDS[2]]))
    client = make_client(vendor.url)

    assert await swept(client) == (IDS[:3], {}, None)
    assert [str(entry) for entry in client.drift.entries] == ["ListItem.id: wrong type (number)"]


@pytest.mark.parametrize("unusual", ["eb-12", "", "C853CCCF8CB8718B959C8DCB", 12, None])
async def test_an_unusual_id_does_not_end_the_listing_of_buildings(
    make_client: Maker, vendor: VendorServer, unusual: Any
) -> None:
    usual = ["a" * 24, "b" * 24]
    vendor.on("GET", "/api/v2/buildingIds", listed([usual[0], unusual, usual[1]]))
    client = make_client(vendor.url)

    assert [each.id async for each in client.buildings] == usual
    assert any(entry.model == "ListItem" and entry.field == "id" for entry in client.drift.entries)
    odd = (await client.buildings(with_unusual=True).all())[1]
    with pytest.raises(InvalidRequest, match="24 lower-case"):
        await odd.info()
    assert {request.path for request in vendor.requests if request.method == "GET"} == {"/api/v2/buildingIds"}


async def test_asking_for_an_unusual_id_oneself_is_still_refused(make_client: Maker, vendor: VendorServer) -> None:
    with pytest.raises(InvalidRequest):
        make_client(vendor.url).thermostats.get("eb-12")


# -- the circuit breaker


@pytest.mark.parametrize("reply", DOWN.values(), ids=list(DOWN))
async def test_a_vendor_that_is_down_costs_few_requests(
    make_client: Maker, account: VendorServer, reply: Reply
) -> None:
    account.on("GET", "*", reply)
    told: list[Event] = []

    read, errors, ended = await swept(make_client(account.url, observers=[told.append]))

    assert (ended, read, list(errors)) == (None, [], IDS)
    # 3 at a time with 4 attempts each, those that had begun before the second failed, single ones, and 5 probes.
    assert len(asked(account)) <= 5 * 4 + 2 + 5
    untried = [error for error in errors.values() if error.request is None]
    assert len(untried) == 24 - len(set(asked(account)))
    assert len(untried) >= 11
    assert all(isinstance(error, ConnectionFailed) and "nothing was sent" in str(error) for error in untried)
    assert all(isinstance(error, ServerError | ConnectionFailed) for error in errors.values())
    waits = [event.wait_s for event in told if isinstance(event, CircuitOpened)]
    assert len(waits) == 6
    assert waits[0] is not None
    assert waits[-1] is None
    assert not any(isinstance(event, CircuitClosed) for event in told)


async def test_a_sweep_that_gave_up_sends_nothing_more_in_its_later_rounds(
    make_client: Maker, vendor: VendorServer
) -> None:
    ids = [str(number) for number in range(511100000000, 511100000100)]
    vendor.on("GET", LIST, listed(ids))
    vendor.on("GET", "*", Reply(503))
    told: list[Event] = []

    read, errors, ended = await swept(make_client(vendor.url, observers=[told.append]))

    assert (ended, read, list(errors)) == (None, [], ids)
    assert len(asked(vendor)) <= 5 * 4 + 2 + 5
    assert [event.wait_s for event in told if isinstance(event, CircuitOpened)].count(None) == 1


async def test_a_vendor_that_comes_back_in_the_middle_is_read_on(make_client: Maker, account: VendorServer) -> None:
    told: list[Event] = []
    is_back = threading.Event()

    def reply(request: Request) -> Reply:
        if id_in(request) in IDS[6:12] and not is_back.is_set():
            return Reply(503)
        return success({"id": id_in(request)})

    def watch(event: Event) -> None:
        told.append(event)
        if isinstance(event, CircuitOpened) and sum(isinstance(each, CircuitOpened) for each in told) == 2:
            is_back.set()

    account.on("GET", "*", reply)

    read, errors, ended = await swept(make_client(account.url, connections=1, observers=[watch]))

    assert ended is None
    assert list(errors) == IDS[6:11]
    assert read == [*IDS[:6], *IDS[11:]]
    (closed,) = [event for event in told if isinstance(event, CircuitClosed)]
    assert closed.failures >= 5
    opened = [event for event in told if isinstance(event, CircuitOpened)]
    assert [event.failures for event in opened] == [5, 6]
    assert "503" in opened[0].reason
    # The first two with all attempts, three with one each, one probe that failed: then all the others, once each.
    assert len(asked(account)) == 6 + 2 * 4 + 3 + 1 + 13


async def test_a_probe_that_gets_any_response_closes_the_circuit(make_client: Maker, account: VendorServer) -> None:
    for each in IDS[:5]:
        account.on("GET", status_path(each), Reply(503))
    account.on("GET", status_path(IDS[5]), json_reply({"status": "error"}, 404))

    read, errors, ended = await swept(make_client(account.url, connections=1))

    assert (ended, read, list(errors)) == (None, IDS[6:], IDS[:6])


async def test_no_secret_is_in_what_the_circuit_breaker_reports(make_client: Maker, account: VendorServer) -> None:
    def echo(request: Request) -> Reply:
        return Reply(503, body=f"cannot take {request.token}".encode())

    account.on("GET", "*", echo)
    told: list[Event] = []

    _, errors, _ = await swept(make_client(account.url, observers=[told.append]))

    texts = [repr(event) for event in told] + [f"{error} {error.__cause__}" for error in errors.values()]
    assert any("cannot take" in text for text in texts)
    assert not any("token-1" in text for text in texts)


# -- bulk changes

GROUPS = [[str(511100000000 + 25 * group + each) for each in range(25)] for group in range(12)]
ALL = [each for group in GROUPS for each in group]


def bulk(vendor: VendorServer, answers: Mapping[int, Reply], otherwise: Reply | None = None) -> None:
    """Let the groups with these numbers be answered so."""

    def reply(request: Request) -> Reply:
        number = int(request.json()["thermostatIds"][0]) - 511100000000
        return answers.get(number // 25, otherwise or success({"count": 25, "items": []}))

    for method in ("PATCH", "PUT", "POST"):
        vendor.on(method, BULK, reply)


def sent(vendor: VendorServer) -> list[Request]:
    return [request for request in vendor.requests if request.path == BULK]


async def test_a_bulk_change_that_is_refused_midway_keeps_what_was_done(
    make_client: Maker, vendor: VendorServer
) -> None:
    bulk(vendor, {1: json_reply({"status": "error"}, 400), **dict.fromkeys(range(4, 12), NO)})

    with pytest.raises(PartlyFailed) as caught:
        await make_client(vendor.url).thermostats.update_settings(ALL, fan_minimum_on_minutes=5)

    assert caught.value.done == tuple(GROUPS[0] + GROUPS[2] + GROUPS[3])
    assert list(caught.value.failed) == [each for each in ALL if each not in caught.value.done]
    kinds = [type(caught.value.failed[group[0]]) for group in GROUPS if group[0] in caught.value.failed]
    assert kinds == [BadRequest, *[Unauthorized] * 8]
    assert len(sent(vendor)) == 6


async def test_a_bulk_change_with_a_refused_token_raises_that(make_client: Maker, vendor: VendorServer) -> None:
    for path in ("/api/v2/token", "/token"):
        vendor.on("POST", path, json_reply({"error": "access_denied"}, 401))

    with pytest.raises(TokenRefused):
        await make_client(vendor.url).thermostats.update_settings(ALL, fan_minimum_on_minutes=5)

    assert sent(vendor) == []


@pytest.mark.parametrize("reply", DOWN.values(), ids=list(DOWN))
async def test_a_bulk_change_of_unknown_outcome_is_never_sent_twice_while_the_circuit_is_open(
    make_client: Maker, vendor: VendorServer, reply: Reply
) -> None:
    bulk(vendor, dict.fromkeys(range(1, 8), reply))

    with pytest.raises(PartlyFailed) as caught:
        await make_client(vendor.url).thermostats.update_settings(ALL, fan_minimum_on_minutes=5)

    first = [request.json()["thermostatIds"][0] for request in sent(vendor)]
    assert first == [group[0] for group in GROUPS]
    assert caught.value.done == tuple(GROUPS[0] + [each for group in GROUPS[8:] for each in group])
    assert all(isinstance(error, OutcomeUnknown) for error in caught.value.failed.values())


async def test_a_bulk_change_gives_up_when_the_vendor_stays_down(make_client: Maker, vendor: VendorServer) -> None:
    bulk(vendor, {}, Reply(reset=True))

    with pytest.raises(PartlyFailed) as caught:
        await make_client(vendor.url).thermostats.update_settings(ALL, fan_minimum_on_minutes=5)

    assert len(sent(vendor)) == 10
    untried = [each for each, error in caught.value.failed.items() if error.request is None]
    assert untried == GROUPS[10] + GROUPS[11]
