"""Service accounts: a token is requested with the API key, kept in memory, and used at the Enterprise API."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.smartthings_enterprise import API_KEY, TOKEN_PATH, VERSION, EnterpriseServer, jwt

from smartbuildings import AsyncSmartThings, MemoryStore, RetryPolicy
from smartbuildings._io.asynchronous import gather
from smartbuildings.credentials import ServiceKey
from smartbuildings.errors import (
    ConfigurationError,
    ConsentNeeded,
    FreshTokenRejected,
    NotSupported,
    PermissionDenied,
    ServerError,
    StatusError,
    TokenError,
    TokenRefused,
)
from smartbuildings.events import ApiKeyExpiring, Event

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartThings]
LOCATION = {"locationId": "location-a", "name": "North Tower"}


@pytest.fixture
def enterprise() -> Iterator[EnterpriseServer]:
    with EnterpriseServer() as server:
        server.serve("GET", "/locations/location-a", LOCATION)
        yield server


@pytest.fixture
async def make_owner(enterprise: EnterpriseServer) -> AsyncIterator[Maker]:
    """Make clients of the server with its API key."""
    made: list[AsyncSmartThings] = []

    def make(**how: Any) -> AsyncSmartThings:
        quick = RetryPolicy(base_s=0.01, cap_s=0.02)
        made.append(AsyncSmartThings(**{"base_url": enterprise.url, "api_key": API_KEY, "retry": quick, **how}))
        return made[-1]

    yield make
    for client in made:
        await client.aclose()


async def read(client: AsyncSmartThings) -> str | None:
    return (await client.buildings.get("location-a").info()).name


async def test_a_token_is_requested_with_the_key_and_used_until_it_ends(
    make_owner: Maker, enterprise: EnterpriseServer
) -> None:
    client = make_owner()

    assert [await read(client) for _ in range(3)] == ["North Tower"] * 3

    (request,) = enterprise.requests_for("POST", TOKEN_PATH)
    assert request.headers["authorization"] == f"Bearer {API_KEY}"
    assert request.headers["content-type"] == "application/json"
    assert request.json() == {"expiresInSec": 86_400}
    assert {each.headers["accept"] for each in enterprise.requests} == {VERSION}
    assert {each.token for each in enterprise.requests_for("GET", "/locations/location-a")} == enterprise.valid


def test_without_a_base_url_the_vendor_s_enterprise_host_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMARTTHINGS_BASE_URL", raising=False)
    assert "'https://enterprise.smartthings.com'" in repr(AsyncSmartThings(api_key=API_KEY))


async def test_the_lifetime_to_ask_for_and_the_token_endpoint_are_settings(
    make_owner: Maker, enterprise: EnterpriseServer
) -> None:
    enterprise.on("POST", "/other", lambda request: json_reply({"token": jwt(1)}))
    client = make_owner(api_key=ServiceKey(API_KEY, lifetime_s=7200, token_url="/other"))
    account = (await client._accounts.all())[0]

    token = await account.tokens.get(rejected=None)

    assert enterprise.requests_for("POST", "/other")[0].json() == {"expiresInSec": 7200}
    assert token.expires_in_s == 7200, "the JWT states no end"


async def test_the_jwt_s_own_end_counts_and_another_is_requested_ahead_of_it(
    make_owner: Maker, enterprise: EnterpriseServer
) -> None:
    enterprise.lifetime_s = 1.0
    client = make_owner()
    await read(client)
    assert len(enterprise.requests_for("POST", TOKEN_PATH)) == 1

    time.sleep(0.6)  # More than half of its life; a longer one is replaced a minute before its end.
    await read(client)

    assert len(enterprise.requests_for("POST", TOKEN_PATH)) == 2
    tokens = [each.token for each in enterprise.requests_for("GET", "/locations/location-a")]
    assert len(set(tokens)) == 2


async def test_a_rejected_token_is_replaced_once_however_many_calls_share_it(
    make_owner: Maker, enterprise: EnterpriseServer
) -> None:
    client = make_owner()
    await read(client)
    enterprise.valid.clear()

    async def once(_: int) -> None:
        assert await read(client) == "North Tower"

    await gather(once, range(8), at_once=8)

    assert len(enterprise.requests_for("POST", TOKEN_PATH)) == 2


async def test_an_api_that_rejects_every_token_is_not_asked_for_ever(
    make_owner: Maker, enterprise: EnterpriseServer
) -> None:
    enterprise.on("GET", "/locations/location-a", Reply(401))
    client = make_owner()

    for _ in range(5):
        with pytest.raises(FreshTokenRejected):
            await read(client)

    assert len(enterprise.requests_for("POST", TOKEN_PATH)) <= 3


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_a_key_that_is_not_accepted_asks_for_a_new_one_and_is_not_sent_again(
    make_owner: Maker, enterprise: EnterpriseServer, status: int
) -> None:
    enterprise.on("POST", TOKEN_PATH, json_reply({"message": f"no such key: {API_KEY}"}, status=status))
    client = make_owner()

    for _ in range(2):
        with pytest.raises(TokenRefused, match="Make a new key") as caught:
            await read(client)
        assert not isinstance(caught.value, ConsentNeeded)
        assert "role" not in str(caught.value)
        assert API_KEY not in "".join(traceback.format_exception(caught.value))

    assert len(enterprise.requests) == 1


async def test_a_failing_token_endpoint_is_asked_again(make_owner: Maker, enterprise: EnterpriseServer) -> None:
    issue = enterprise._token
    replies = iter([Reply(503), Reply(500)])
    enterprise.on("POST", TOKEN_PATH, lambda request: next(replies, None) or issue(request))

    assert await read(make_owner()) == "North Tower"

    assert len(enterprise.requests_for("POST", TOKEN_PATH)) == 3


async def test_a_token_request_whose_response_is_lost_is_repeated(
    make_owner: Maker, enterprise: EnterpriseServer
) -> None:
    issue = enterprise._token
    replies = iter([Reply(reset=True), Reply(cut_after=20)])
    enterprise.on("POST", TOKEN_PATH, lambda request: next(replies, None) or issue(request))

    assert await read(make_owner()) == "North Tower"

    assert len(enterprise.requests_for("POST", TOKEN_PATH)) == 3


async def test_a_token_endpoint_that_keeps_failing_is_not_a_bad_key(
    make_owner: Maker, enterprise: EnterpriseServer
) -> None:
    enterprise.on("POST", TOKEN_PATH, Reply(500))

    with pytest.raises(ServerError):
        await read(make_owner())

    enterprise.on("POST", TOKEN_PATH, json_reply({"unexpected": 1}))
    with pytest.raises(TokenError, match="holds no access token"):
        await read(make_owner())


async def test_nothing_is_stored(
    make_owner: Maker, enterprise: EnterpriseServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SMARTBUILDINGS_TOKEN_STORE", f"file:{tmp_path / 'tokens'}")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    await read(make_owner())
    await read(make_owner())

    assert list(tmp_path.rglob("*")) == []
    assert len(enterprise.requests_for("POST", TOKEN_PATH)) == 2, "each client has a token of its own"


async def test_neither_key_nor_token_is_shown(
    make_owner: Maker, enterprise: EnterpriseServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    heard: list[Event] = []

    def repeat(request: Request) -> Reply:
        return json_reply({"error": {"code": "NotFound", "message": f"not for {request.token}"}}, status=404)

    client = make_owner(observers=[heard.append])
    account = (await client._accounts.all())[0]
    await read(client)
    enterprise.serve("GET", "/locations/location-b", repeat)
    with pytest.raises(Exception, match="not for") as caught:
        await client.buildings.get("location-b").info()

    held = account.tokens.credentials
    shown = [repr(client), repr(vars(client)), repr(account), repr(held), repr(held.request(None)), repr(heard)]
    shown += [record.getMessage() for record in caplog.records]
    shown += ["".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())]
    shown += [each.target for each in enterprise.requests]
    for secret in (API_KEY, *enterprise.valid):
        assert secret not in "\n".join(shown)


async def test_roles_are_named_where_the_public_api_has_scopes(make_owner: Maker, enterprise: EnterpriseServer) -> None:
    enterprise.on("GET", "/locations/location-a", Reply(403))

    with pytest.raises(PermissionDenied, match=r"has no role.*IOT_RESTRICTED_MANAGER") as caught:
        await read(make_owner())

    assert "scope" not in str(caught.value)


# -- the end of the key


@pytest.mark.parametrize(
    ("left", "is_announced"),
    [(timedelta(days=40), False), (timedelta(days=20), True), (timedelta(days=-1), True)],
)
async def test_the_end_of_the_key_is_announced_ahead_of_time_once_a_day(
    make_owner: Maker, left: timedelta, is_announced: bool
) -> None:
    heard: list[Event] = []
    expires_at = datetime.now(UTC) + left
    client = make_owner(api_key_expires=expires_at, observers=[heard.append])

    for _ in range(3):
        await read(client)

    found = [each for each in heard if isinstance(each, ApiKeyExpiring)]
    assert found == [ApiKeyExpiring(expires_at)] * is_announced


async def test_the_end_of_the_key_can_come_from_the_environment(
    make_owner: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Event] = []
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    monkeypatch.setenv("SMARTTHINGS_API_KEY_EXPIRES", str(tomorrow))

    await read(make_owner(observers=[heard.append]))

    (event,) = [each for each in heard if isinstance(each, ApiKeyExpiring)]
    assert event.expires_at == datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=UTC)


# -- which way to log in


@pytest.mark.parametrize(
    ("how", "complaint"),
    [
        ({"token": "t"}, "token and api_key were given"),
        ({"client_id": "app"}, "api_key and client_id"),
        ({"refresh_token": "r"}, "api_key and client_id, client_secret or refresh_token"),
        ({"token_store": MemoryStore()}, "token_store is for consents only"),
        ({"is_for_consents": True}, "is_for_consents is for consents only"),
        ({"api_key_expires": "soon"}, "is not a time"),
        ({"api_key_expires": datetime.now(UTC) + timedelta(days=400)}, "one year at most"),
        ({"api_key": ""}, "ServiceKey needs value"),
        ({"api_key": "two words"}, "contains a space"),
        ({"api_key": ServiceKey("k"), "token_url": "/t"}, "token_url was given twice"),
        ({"api_key": None, "token": "t", "api_key_expires": "2027-01-01"}, "api_key_expires is for an api_key only"),
    ],
)
async def test_arguments_that_contradict_each_other_are_refused_before_a_request(
    make_owner: Maker, enterprise: EnterpriseServer, how: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ConfigurationError, match=complaint):
        make_owner(**how)

    assert enterprise.requests == []


@pytest.mark.parametrize("lifetime_s", [0, 86_401, True, 60.0])
def test_a_token_lives_for_a_day_at_most(lifetime_s: Any) -> None:
    with pytest.raises(ConfigurationError, match="from 1 to 86400"):
        ServiceKey("key", lifetime_s=lifetime_s)


async def test_the_key_can_come_from_the_environment_and_a_refresh_token_is_used_before_it(
    make_owner: Maker, enterprise: EnterpriseServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTTHINGS_API_KEY", API_KEY)
    monkeypatch.setenv("SMARTTHINGS_TOKEN", "a-personal-token")
    assert await read(make_owner(api_key=None)) == "North Tower"

    monkeypatch.setenv("SMARTTHINGS_CLIENT_ID", "app")
    monkeypatch.setenv("SMARTTHINGS_CLIENT_SECRET", "app-secret")
    assert await read(make_owner(api_key=None)) == "North Tower"

    monkeypatch.setenv("SMARTTHINGS_REFRESH_TOKEN", "r")
    with_consent = make_owner(api_key=None, token_store=MemoryStore())
    assert [each.is_consent for each in await with_consent._accounts.all()] == [True]
    # What is passed counts more than what the environment contains.
    assert await read(make_owner()) == "North Tower"
    monkeypatch.delenv("SMARTTHINGS_REFRESH_TOKEN")
    with_app = make_owner(api_key=None, client_id="app", client_secret="s", token_store=MemoryStore())
    with pytest.raises(ConsentNeeded):
        await with_app._accounts.all()


# -- many locations, and their devices and groups

STATES = {
    "temperatureMeasurement": {"temperature": {"value": 70, "unit": "F"}},
    "thermostatHeatingSetpoint": {"heatingSetpoint": {"value": 68, "unit": "F"}},
    "thermostatMode": {"thermostatMode": {"value": "heat"}},
}


def device(name: str, location: str) -> dict[str, Any]:
    """Return a device with two thermostats, of which one may be switched off."""
    capabilities = [{"id": each, "version": 1} for each in STATES]
    components = [{"id": each, "capabilities": capabilities} for each in ("main", "zone")]
    return {"deviceId": name, "locationId": location, "components": components}


@pytest.fixture
def property_of_two(enterprise: EnterpriseServer) -> EnterpriseServer:
    """A server with two locations, a room and a device in each; the second zone of one device is switched off."""
    enterprise.serve("GET", "/locations", {"items": [{"locationId": f"location-{each}"} for each in "ab"]})
    for each in "ab":
        location, room, name = f"location-{each}", f"room-{each}", f"device-{each}"
        enterprise.serve("GET", f"/locations/{location}/rooms", {"items": [{"roomId": room, "name": "Lobby"}]})
        enterprise.serve("GET", f"/locations/{location}/rooms/{room}/devices", {"items": [device(name, location)]})
        disabled = {"custom.disabledComponents": {"disabledComponents": {"value": ["zone"] if each == "b" else []}}}
        status = {"components": {"main": {**STATES, **disabled}, "zone": STATES}}
        enterprise.serve("GET", f"/devices/{name}/status", status)
    return enterprise


@pytest.mark.parametrize("status", [403, 404, 405, 501])
async def test_devices_are_listed_room_by_room_where_the_list_of_all_is_refused(
    make_owner: Maker, property_of_two: EnterpriseServer, status: int
) -> None:
    property_of_two.serve("GET", "/devices", lambda _: Reply(status))
    client = make_owner()

    listed = [each.id async for each in client.thermostats]
    readings = [each async for each in client.thermostats.statuses()]
    here = [each.id async for each in client.buildings.get("location-b").thermostats]

    assert listed == ["device-a:main", "device-a:zone", "device-b:main"]
    assert [each.thermostat.id for each in readings] == listed
    assert all(each.status is not None and each.status.set_points is not None for each in readings)
    assert here == ["device-b:main"]
    assert len(property_of_two.requests_for("GET", "/devices")) == 1, "a refused list is not asked for again"


async def test_a_list_that_is_refused_half_way_is_not_begun_again(
    make_owner: Maker, property_of_two: EnterpriseServer
) -> None:
    following = {"next": {"href": f"{property_of_two.url}/devices?page=1"}}
    first = {"items": [{**device("device-a", "location-a"), "status": {}}], "_links": following}
    property_of_two.serve("GET", "/devices", lambda each: Reply(403) if "page" in each.query else json_reply(first))

    with pytest.raises(PermissionDenied):
        _ = [each async for each in make_owner().thermostats]

    assert len(property_of_two.requests_for("GET", "/devices")) == 2
    assert property_of_two.requests_for("GET", "/locations") == []


async def test_other_failures_of_the_list_are_raised(make_owner: Maker, property_of_two: EnterpriseServer) -> None:
    property_of_two.serve("GET", "/devices", lambda _: Reply(400))

    with pytest.raises(StatusError):
        _ = [each async for each in make_owner().thermostats]

    assert property_of_two.requests_for("GET", "/locations") == []


async def test_without_any_role_the_refusal_is_raised(make_owner: Maker, property_of_two: EnterpriseServer) -> None:
    for path in ("/devices", "/locations"):
        property_of_two.serve("GET", path, lambda _: Reply(403))

    with pytest.raises(PermissionDenied, match="has no role"):
        _ = [each async for each in make_owner().thermostats]


async def test_the_public_api_is_not_asked_room_by_room(make_owner: Maker, enterprise: EnterpriseServer) -> None:
    enterprise.on("GET", "/devices", Reply(403))
    user = make_owner(api_key=None, token="a-personal-token")

    with pytest.raises(PermissionDenied):
        _ = [each async for each in user.thermostats]

    assert [each.path for each in enterprise.requests] == ["/devices"]


async def test_one_service_account_has_many_locations(make_owner: Maker, property_of_two: EnterpriseServer) -> None:
    client = make_owner()

    found = [each.id async for each in client.buildings]

    assert found == ["location-a", "location-b"]
    assert len(property_of_two.requests_for("POST", TOKEN_PATH)) == 1


async def test_location_groups_group_the_buildings(make_owner: Maker, enterprise: EnterpriseServer) -> None:
    account, region = {"type": "ACCOUNT", "id": "account"}, {"type": "LOCATIONGROUP", "id": "region"}
    first = {
        "items": [{"locationGroupId": "region", "name": "Region", "parent": account}],
        "_links": {"next": {"href": f"{enterprise.url}/locationgroups?page=1"}},
    }
    second = {"items": [{"id": "tower", "name": "Tower", "parent": "region"}]}
    enterprise.serve("GET", "/locationgroups", lambda request: json_reply(second if "page" in request.query else first))
    enterprise.serve("GET", "/locations/location-a", {**LOCATION, "parent": region})
    enterprise.serve("GET", "/locations/location-b", {**LOCATION, "parent": account})
    client = make_owner()

    groups = await client.location_groups()
    of_locations = [(await client.buildings.get(each).info()).group_id for each in ("location-a", "location-b")]

    assert [(each.id, each.name, each.parent_id) for each in groups] == [
        ("region", "Region", "account"),
        ("tower", "Tower", "region"),
    ]
    assert of_locations == ["region", None]


async def test_what_one_api_lacks_is_refused_before_a_request(make_owner: Maker, enterprise: EnterpriseServer) -> None:
    user, owner = make_owner(api_key=None, token="a-personal-token"), make_owner()

    with pytest.raises(NotSupported, match="api_key"):
        await user.location_groups()
    with pytest.raises(NotSupported, match="sinks"):
        await owner.buildings.get("location-a").subscriptions()

    assert enterprise.requests == []


async def test_each_room_has_a_limit_of_its_own(make_owner: Maker, property_of_two: EnterpriseServer) -> None:
    property_of_two.serve("GET", "/devices", lambda _: Reply(405))
    client = make_owner()

    _ = [each async for each in client.thermostats]

    limits = {window.scope.device: window.limit for window in client.quota.windows if "room" in window.scope.endpoint}
    assert limits.get("room-a") == limits.get("room-b") == 350
