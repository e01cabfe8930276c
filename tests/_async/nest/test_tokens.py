"""A consent is a refresh token that stays the same; access tokens are refreshed before they expire, once for all."""

from __future__ import annotations

import logging
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from servers.nest import TOKEN_PATH, NestServer
from servers.scripted import Reply, Script, ScriptedServer

from smartbuildings import AsyncNest, FileStore, MemoryStore
from smartbuildings._io.asynchronous import gather, monotonic, sleep
from smartbuildings.errors import ConfigurationError, ConsentNeeded, CrossOriginError, StatusError, TokenError
from smartbuildings.events import ConsentEnding, Event

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncNest]
REDIRECT = "http://localhost:8400/callback"
WORKS_WITH_NEST = "/oauth2/access_token"
WEEK = timedelta(seconds=604_799)


async def count(client: AsyncNest) -> int:
    return len([each async for each in client.thermostats])


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def consent_at(url: str) -> dict[str, str]:
    """Open the page, whose user consents at once, and return the query of the redirect."""
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay).open(url)
    except urllib.error.HTTPError as redirected:
        return {name: values[0] for name, values in parse_qs(urlsplit(redirected.headers["location"]).query).items()}
    raise AssertionError("the page does not redirect")


@pytest.fixture
def testing() -> Iterator[NestServer]:
    """A server whose consent screen is in testing."""
    with NestServer(testing_mode=True) as server:
        yield server


# -- access tokens


async def test_an_access_token_is_requested_once_and_used_for_every_call(
    make_client: Maker, vendor: NestServer
) -> None:
    client = make_client()

    await gather(lambda each: client.thermostats.get(each).status(), vendor.sandbox.device_ids[:6], at_once=6)
    await count(client)

    given = vendor.client
    assert vendor.token_forms == [
        {
            "client_id": given["client_id"],
            "client_secret": given["client_secret"],
            "grant_type": "refresh_token",
            "refresh_token": given["refresh_token"],
        }
    ]
    (request,) = vendor.requests_for("POST", TOKEN_PATH)
    assert request.headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert "authorization" not in request.headers
    assert len({each.token for each in vendor.requests if each.path != TOKEN_PATH}) == 1


async def test_it_is_refreshed_ahead_of_its_expiry_with_the_same_refresh_token(
    make_client: Maker, vendor: NestServer
) -> None:
    vendor.on("POST", TOKEN_PATH, vendor.changed(lambda body: body.update(expires_in=0.4)))
    client = make_client()

    for _ in range(3):
        await count(client)
        await sleep(0.25)  # More than half its life.

    assert len(vendor.token_forms) == 3
    assert {each["refresh_token"] for each in vendor.token_forms} == {vendor.client["refresh_token"]}
    assert len({each.token for each in vendor.requests_for("GET", vendor.devices_path)}) == 3


async def test_one_that_is_rejected_is_replaced_once_for_all_callers(make_client: Maker, vendor: NestServer) -> None:
    client = make_client(connections=5)
    await count(client)
    vendor.sandbox.expire_tokens()

    found = await gather(lambda each: client.thermostats.get(each).status(), vendor.sandbox.device_ids[:5], at_once=5)

    assert len(found) == 5  # Ten reads of a device in all, since a rejected one counts too.
    assert len(vendor.token_forms) == 2


@pytest.mark.parametrize("failure", ["503", "lost", "reset"])
async def test_a_refresh_that_failed_on_the_way_is_repeated(
    make_client: Maker, vendor: NestServer, failure: str
) -> None:
    failures: dict[str, Script] = {
        "503": Reply(503, body=b"{}"),
        "lost": vendor.then(Reply(200, told_length=500, closes=True)),
        "reset": vendor.then(Reply(reset=True)),
    }
    vendor.on("POST", TOKEN_PATH, failures[failure], vendor.forward)

    assert await count(make_client()) == 12

    assert len(vendor.token_forms) == 2
    assert vendor.token_forms[0] == vendor.token_forms[1]


# -- consents that have ended


async def test_a_consent_that_was_withdrawn_is_needed_again(make_client: Maker, vendor: NestServer) -> None:
    store = MemoryStore()
    stored = make_client(refresh_token=None, token_store=store)
    await stored.add_consent(consent_at(stored.authorize_url(REDIRECT, "s"))["code"], REDIRECT)
    vendor.sandbox.revoke_tokens()

    with pytest.raises(ConsentNeeded, match="expired or revoked") as passed:
        await count(make_client())
    with pytest.raises(ConsentNeeded, match="partnerconnections") as needed:
        await count(stored)

    assert passed.value.authorize_url is None
    assert needed.value.authorize_url == f"{vendor.url}/partnerconnections/{vendor.sandbox.project_id}/auth"
    requests = len(vendor.requests)
    with pytest.raises(ConsentNeeded):
        await count(stored)
    assert len(vendor.requests) <= requests + 1


async def test_without_a_stored_consent_the_page_is_named_and_nothing_is_sent(
    make_client: Maker, vendor: NestServer
) -> None:
    with pytest.raises(ConsentNeeded, match="partnerconnections"):
        await count(make_client(refresh_token=None))

    assert vendor.requests == []


async def test_a_wrong_secret_and_an_unknown_client_are_told_from_a_lost_consent(
    make_client: Maker, vendor: NestServer
) -> None:
    for wrong in ({"client_secret": "wrong"}, {"client_id": "unknown"}):
        with pytest.raises(ConfigurationError, match="client secret"):
            await count(make_client(**wrong))


async def test_a_token_url_that_is_wrong_is_named(make_client: Maker, vendor: NestServer) -> None:
    with pytest.raises(TokenError, match="/oauth2/v3/token"):
        await count(make_client(token_url=f"{vendor.url}/oauth2/v3/token"))


# -- giving a consent


async def test_the_page_of_a_consent_and_its_code(make_client: Maker, vendor: NestServer) -> None:
    store = MemoryStore()
    client = make_client(refresh_token=None, token_store=store)
    url = urlsplit(client.authorize_url(REDIRECT, "the state"))
    assert {name: values[0] for name, values in parse_qs(url.query).items()} == {
        "redirect_uri": REDIRECT,
        "access_type": "offline",
        "prompt": "consent",
        "client_id": vendor.client["client_id"],
        "response_type": "code",
        "scope": "https://www.googleapis.com/auth/sdm.service",
        "state": "the state",
    }

    redirect = consent_at(url.geturl())
    ends_at = await client.add_consent(f" {redirect['code']}\n", REDIRECT)

    assert redirect["state"] == "the state"
    assert ends_at is None, "the consent screen is not in testing"
    assert vendor.token_forms == [
        {
            "client_id": vendor.client["client_id"],
            "client_secret": vendor.client["client_secret"],
            "code": redirect["code"],
            "grant_type": "authorization_code",
            "redirect_uri": REDIRECT,
        }
    ]
    assert await count(client) == await count(make_client(refresh_token=None, token_store=store)) == 12
    assert len(vendor.token_forms) == 1, "a second client uses the same access token"


async def test_a_page_of_google_s_own_is_that_of_partner_connections(make_client: Maker, vendor: NestServer) -> None:
    client = make_client(base_url="https://smartdevicemanagement.googleapis.com")

    start = f"https://nestservices.google.com/partnerconnections/{vendor.sandbox.project_id}/auth?"
    assert client.authorize_url(REDIRECT, "s").startswith(start)


async def test_a_code_that_is_delivered_twice_is_the_same_consent(make_client: Maker, vendor: NestServer) -> None:
    client = make_client(refresh_token=None)
    code = consent_at(client.authorize_url(REDIRECT, "s"))["code"]
    await client.add_consent(code, REDIRECT)

    await client.add_consent(code, REDIRECT)

    assert len(vendor.token_forms) == 1
    assert await count(client) == 12
    with pytest.raises(ConsentNeeded):  # In another store nothing is known of it.
        await make_client(refresh_token=None).add_consent(code, REDIRECT)


async def test_a_code_that_is_refused_leaves_the_earlier_consent_in_use(make_client: Maker, vendor: NestServer) -> None:
    store = MemoryStore()
    client, passed = make_client(refresh_token=None, token_store=store), make_client()
    await client.add_consent(consent_at(client.authorize_url(REDIRECT, "s"))["code"], REDIRECT)

    for each in (client, passed):
        with pytest.raises(ConsentNeeded):
            await each.add_consent("4/another-code", REDIRECT)

    assert await count(client) == await count(passed) == 12
    vendor.sandbox.expire_tokens()
    assert await count(client) == await count(passed) == 12
    assert await count(make_client(refresh_token=None, token_store=store)) == 12


async def test_a_new_consent_replaces_the_refresh_token_that_was_passed(make_client: Maker, vendor: NestServer) -> None:
    client = make_client()
    await count(client)
    code = consent_at(client.authorize_url(REDIRECT, "s"))["code"]

    await client.add_consent(code, REDIRECT)
    vendor.sandbox.revoke_consent(vendor.client["refresh_token"])

    assert await count(client) == 12


async def test_two_users_of_one_project_have_tokens_of_their_own(make_client: Maker, vendor: NestServer) -> None:
    store = MemoryStore()
    anna, ben = (make_client(refresh_token=None, consent=name, token_store=store) for name in ("anna", "ben"))
    for each in (anna, ben):
        await each.add_consent(consent_at(each.authorize_url(REDIRECT, "s"))["code"], REDIRECT)
        await count(each)
    vendor.sandbox.expire_tokens()
    for each in (anna, ben, anna):
        await count(each)

    forms = [each["refresh_token"] for each in vendor.token_forms if "refresh_token" in each]
    assert len(forms) == len(set(forms)) == 2
    # So have two clients with refresh tokens that were passed, and one store.
    other = vendor.sandbox.make_consent()["refresh_token"]
    for token in (None, other):
        await count(make_client(token_store=store, **({} if token is None else {"refresh_token": token})))
    assert vendor.token_forms[-1]["refresh_token"] == other
    assert len({each.token for each in vendor.requests_for("GET", vendor.devices_path)[-2:]}) == 2


async def test_another_process_uses_the_stored_consent_and_its_access_token(
    make_client: Maker, vendor: NestServer, tmp_path: Path
) -> None:
    client = make_client(refresh_token=None, token_store=FileStore(tmp_path))
    await client.add_consent(consent_at(client.authorize_url(REDIRECT, "s"))["code"], REDIRECT)
    code = "from smartbuildings import Nest\nwith Nest() as nest: print(len(list(nest.thermostats)))"
    environment = {
        **{f"NEST_{name.upper()}": value for name, value in vendor.client.items() if name != "refresh_token"},
        "SMARTBUILDINGS_TOKEN_STORE": f"file:{tmp_path}",
    }

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=False, timeout=30
    )

    assert (done.stdout.strip(), done.stderr) == ("12", "")
    assert len(vendor.token_forms) == 1


async def test_settings_come_from_the_environment(
    vendor: NestServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in vendor.sandbox.environment(vendor.url).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    async with AsyncNest() as client:
        assert await count(client) == 12
    assert list(tmp_path.iterdir()) == [], "a refresh token that is passed is kept in memory"
    async with AsyncNest(is_for_consents=True) as client:
        with pytest.raises(ConsentNeeded):
            await count(client)
        await client.add_consent(consent_at(client.authorize_url(REDIRECT, "s"))["code"], REDIRECT)
    monkeypatch.delenv("NEST_REFRESH_TOKEN")
    async with AsyncNest(token_store=FileStore(tmp_path / "smartbuildings" / "tokens")) as client:
        assert await count(client) == 12
    assert len(vendor.token_forms) == 2


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({}, "project_id, client_id and client_secret are missing"),
        (
            {"refresh_token": "r", "project_id": "p"},
            "client_id and client_secret are missing.*NEST_CLIENT_ID, NEST_CLIENT",
        ),
        ({"project_id": "p", "client_id": "c"}, "client_secret is missing.*NEST_CLIENT_SECRET"),
        ({"project_id": "a/b", "client_id": "c", "client_secret": "s"}, "not the id of a Device Access project"),
        ({"project_id": "p", "client_id": "c", "client_secret": "s", "consent": " "}, "consent is empty"),
        ({"project_id": "p", "client_id": "c", "client_secret": "s", "confirm_s": -1.0}, "confirm_s is -1"),
    ],
)
async def test_what_is_missing_is_named(how: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        AsyncNest(**how)


# -- a consent screen in testing


async def test_the_end_of_a_consent_in_testing_is_known_and_announced_once_a_day(
    make_client: Maker, testing: NestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Event] = []
    client = make_client(**testing.client, observers=[heard.append])

    thermostat = client.thermostats.get(testing.sandbox.device_id("Lounge"))

    def announced() -> list[ConsentEnding]:
        return [each for each in heard if isinstance(each, ConsentEnding)]

    ends_at = await client.consent_ends_at()
    assert ends_at is not None
    assert abs(ends_at - datetime.now(UTC) - WEEK) < timedelta(minutes=1)
    await thermostat.status()
    assert announced() == []

    testing.sandbox.clock.advance(timedelta(days=5))
    for _ in range(2):
        await thermostat.status()

    (event,) = announced()
    assert event.consent == ""
    assert abs(event.ends_at - datetime.now(UTC) - timedelta(days=2)) < timedelta(minutes=1)
    assert await client.consent_ends_at() == event.ends_at
    monkeypatch.setattr("smartbuildings._async.nest.account.monotonic", lambda: monotonic() + 86_401)
    await thermostat.status()
    assert len(announced()) == 2
    testing.sandbox.clock.advance(timedelta(days=3))
    with pytest.raises(ConsentNeeded):
        await thermostat.status()


async def test_a_stored_consent_in_testing_has_its_end_and_its_name(make_client: Maker, testing: NestServer) -> None:
    heard: list[Event] = []
    store = MemoryStore()
    client = make_client(**{**testing.client, "refresh_token": None, "token_store": store, "consent": "anna"})
    testing.on("POST", TOKEN_PATH, testing.changed(lambda body: body.update(refresh_token_expires_in=86_400)))

    ends_at = await client.add_consent(consent_at(client.authorize_url(REDIRECT, "s"))["code"], REDIRECT)

    assert ends_at is not None
    assert abs(ends_at - datetime.now(UTC) - timedelta(days=1)) < timedelta(minutes=1)
    how = {**testing.client, "refresh_token": None, "token_store": store, "consent": "anna"}
    second = make_client(**how, observers=[heard.append])
    assert await second.consent_ends_at() == ends_at
    # A refresh whose response does not repeat it leaves it as it was.
    testing.on("POST", TOKEN_PATH, testing.changed(lambda body: body.pop("refresh_token_expires_in")))
    testing.sandbox.expire_tokens()
    await count(second)
    assert await second.consent_ends_at() == ends_at
    assert [each.consent for each in heard if isinstance(each, ConsentEnding)] == ["anna"]


# -- secrets


async def test_no_secret_is_shown(make_client: Maker, vendor: NestServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    client = make_client(observers=[lambda event: shown.append(repr(event))])
    code = consent_at(client.authorize_url(REDIRECT, "s"))["code"]
    await count(client)
    issued = list(vendor.sandbox.consents._tokens)
    await client.add_consent(code, REDIRECT)
    await count(client)
    issued += list(vendor.sandbox.consents._tokens)
    shown += [repr(client), repr(vars(client)), repr(client._devices.account.tokens), repr(client.thermostats)]
    vendor.on("GET", vendor.devices_path, vendor.changed(lambda body: body.update(devices=issued)))
    await count(client)
    shown.append(repr(client.drift.entries))
    vendor.on("GET", vendor.devices_path, lambda request: Reply(400, body=f"bad: {request.token}".encode()))
    with pytest.raises(StatusError) as refused:
        await count(client)
    shown += [str(refused.value), repr(refused.value), refused.value.body]
    vendor.sandbox.revoke_tokens()
    vendor.on("GET", vendor.devices_path, vendor.forward)
    with pytest.raises(ConsentNeeded) as needed:
        await count(client)
    shown += [str(needed.value), repr(needed.value)]
    with pytest.raises(ConsentNeeded) as again:
        await client.add_consent("4/planted-code", REDIRECT)
    shown += [str(again.value), repr(client)]

    text = "\n".join([*shown, *(record.getMessage() for record in caplog.records)])
    secrets = [vendor.client["client_secret"], vendor.client["refresh_token"], code, "4/planted-code", *issued]
    assert [each for each in secrets if each in text] == []
    assert len(set(issued)) >= 2


async def test_the_token_goes_to_the_api_and_nowhere_else(
    make_client: Maker, vendor: NestServer, serve: Callable[[], ScriptedServer]
) -> None:
    elsewhere = serve()
    client = make_client()
    await count(client)

    with pytest.raises(CrossOriginError):
        await client.low_level.get_async_httpx_client().get(f"{elsewhere.url}/v1/devices")
    vendor.on("GET", vendor.devices_path, Reply(307, {"Location": f"{elsewhere.url}/v1/devices"}))
    with pytest.raises(StatusError):
        await count(client)

    assert elsewhere.requests == []


async def test_a_token_endpoint_on_another_host_gets_the_form_and_no_access_token(
    make_client: Maker, vendor: NestServer, serve: Callable[[], ScriptedServer]
) -> None:
    google = serve()
    google.on("POST", TOKEN_PATH, vendor.forward)
    client = make_client(token_url=f"{google.url}{TOKEN_PATH}")

    assert await count(client) == 12
    vendor.sandbox.expire_tokens()
    assert await count(client) == 12

    assert vendor.token_forms == []
    assert [each.token for each in google.requests] == [None, None]


# -- Works with Nest


async def test_a_code_of_works_with_nest_is_exchanged_once(make_client: Maker, vendor: NestServer) -> None:
    client = make_client()
    code = vendor.sandbox.make_works_with_nest_code()

    token = await client.exchange_works_with_nest_code(f"{code} ", token_url=f"{vendor.url}{WORKS_WITH_NEST}")

    (request,) = vendor.requests
    assert request.headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert request.form == {
        "client_id": vendor.client["client_id"],
        "client_secret": vendor.client["client_secret"],
        "code": code,
        "grant_type": "authorization_code",
    }
    assert token.value.startswith("c.")
    assert (token.expires_in_s, token.refresh_value) == (315_360_000, None)
    with pytest.raises(ConsentNeeded, match="authorization code not found") as used:
        await client.exchange_works_with_nest_code(code, token_url=f"{vendor.url}{WORKS_WITH_NEST}")
    assert len(vendor.requests) == 2, "a code is never sent again"
    for secret in (token.value, code, vendor.client["client_secret"]):
        assert secret not in repr(token) + str(used.value) + repr(used.value) + repr(vars(client))
    assert await count(client) == 12, "the client goes on with its own consent"


async def test_a_pin_of_works_with_nest_may_be_in_small_letters(make_client: Maker, vendor: NestServer) -> None:
    pin = vendor.sandbox.make_works_with_nest_code(is_pin=True).lower()

    token = await make_client().exchange_works_with_nest_code(pin, token_url=f"{vendor.url}{WORKS_WITH_NEST}")

    assert token.value.startswith("c.")


@pytest.mark.parametrize("reply", [Reply(503, body=b"{}"), Reply(200, told_length=500, closes=True)])
async def test_a_code_of_works_with_nest_is_not_sent_again(
    make_client: Maker, vendor: NestServer, reply: Reply
) -> None:
    vendor.on("POST", WORKS_WITH_NEST, vendor.then(reply))
    code = vendor.sandbox.make_works_with_nest_code()

    with pytest.raises(TokenError, match="may be spent"):
        await make_client().exchange_works_with_nest_code(code, token_url=f"{vendor.url}{WORKS_WITH_NEST}")

    assert len(vendor.requests_for("POST", WORKS_WITH_NEST)) == 1
