"""Planted secrets, searched for in everything that a person, a log or another process may see."""

from __future__ import annotations

import logging
import pickle
import re
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import EXPIRED, THERMOSTAT, TOKEN_PATH, VendorServer, own, status_path, success, token_reply

from smartbuildings import AsyncSmartBuildings, MemoryStore
from smartbuildings.credentials import AuthorizationCode, StaticToken
from smartbuildings.errors import SmartBuildingsError
from smartbuildings.events import Event
from smartbuildings.tokens import TokenRecord

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
SECRET = "planted-client-secret-8d1f"
TOKEN = "planted-access-token-77aa"
NEWER_TOKEN = "planted-newer-token-5c21"
REFRESH = "planted-refresh-token-91be"
CODE = "planted-code-3e3e"
PASSCODE = "4711"
PLANTED = (SECRET, TOKEN, NEWER_TOKEN, REFRESH, CODE)
ACCESS = f"/api/v2/thermostats/{THERMOSTAT}/accessControl"


class Evidence:
    """Collects whatever could be seen."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self.events: list[Event] = []
        self._texts: list[str] = []
        self._caplog = caplog

    def see(self, *things: object) -> None:
        for thing in things:
            self._texts += [repr(thing), str(thing)]

    def see_error(self, error: BaseException) -> None:
        self.see(error, vars(error))
        self._texts += traceback.format_exception(error)
        self._texts.append(repr(pickle.dumps(error)))
        chained = error.__cause__ or error.__context__
        if isinstance(chained, SmartBuildingsError):
            self.see_error(chained)
        elif chained is not None:
            self.see(chained)

    def search(self, *secrets: str, but_for: str = "none") -> None:
        records = self._caplog.records
        assert any(record.name.startswith("httpcore") for record in records), "the log was not watched"
        self.see(*self.events)
        self._texts += [
            record.getMessage() + str(record.args) + str(record.exc_text)
            for record in records
            if not record.name.startswith(but_for)
        ]
        for text in self._texts:
            for secret in secrets:
                # Four digits may also be part of a time or an address; written as a value, they stand alone.
                alone = rf"(?:(?<![\w.])|(?<=%22)){secret}(?!\w)" if secret.isdigit() else re.escape(secret)
                assert not re.search(alone, text)


@pytest.fixture
def evidence(caplog: pytest.LogCaptureFixture) -> Iterator[Evidence]:
    with caplog.at_level(logging.DEBUG):
        yield Evidence(caplog)


async def test_no_secret_shows_while_everything_works(
    make_client: Maker, vendor: VendorServer, evidence: Evidence
) -> None:
    vendor.on("POST", TOKEN_PATH, token_reply(TOKEN), token_reply(NEWER_TOKEN))
    vendor.on("GET", status_path(), lambda request: EXPIRED if request.token == TOKEN else success({}))
    client = make_client(vendor.url, client_secret=SECRET, observers=[evidence.events.append])
    thermostat = client.thermostats.get(THERMOSTAT)

    await thermostat.status()

    assert [request.token for request in vendor.requests] == [None, TOKEN, None, NEWER_TOKEN]
    evidence.see(client, client.token, client.quota, client.drift, client.low_level, client.buildings, thermostat)
    evidence.see(vars(thermostat), *[request.target for request in vendor.requests])
    evidence.search(*PLANTED)


def echo(request: Request) -> Reply:
    """Answer with everything that was sent, as a debugging proxy would."""
    body = {"status": "error", "message": f"{dict(request.headers)} {request.body.decode()}"}
    return json_reply(body, 500)


def mangled_echo(request: Request) -> Reply:
    """Answer with what was sent, where no HTTP header can stand."""
    return Reply(garbage=f"HTTP/1.1 200 OK\r\n{request.headers.get('authorization', '')}\r\n\r\n".encode())


ANSWERS = {
    "echo": echo,
    "echo as text": lambda request: Reply(502, body=repr((request.headers, request.body)).encode()),
    "echo as success": lambda request: Reply(body=repr((request.headers, request.body)).encode()),
    "echo of the token in a 401": lambda request: json_reply({"message": f"Bad token {request.token}"}, 401),
    "echo in a field": lambda request: json_reply({"status": "fail", "data": {"token": request.token}}, 422),
    "echo in truncated json": lambda request: Reply(body=f'{{"access_token": "{request.token}'.encode()),
    "nothing": Reply(cut_after=0),
    "expired": EXPIRED,
}
HEAD_ANSWERS = {
    "echo as garbage": mangled_echo,
    "echo in a redirect": lambda request: Reply(302, headers={"Location": f"https://x.example/?t={request.token}"}),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=list(ANSWERS))
async def test_no_secret_shows_when_a_call_fails(
    make_client: Maker, vendor: VendorServer, evidence: Evidence, answer: Any
) -> None:
    vendor.on("POST", TOKEN_PATH, token_reply(TOKEN), token_reply(NEWER_TOKEN))
    vendor.on("GET", status_path(), answer)
    vendor.on("POST", f"/api/v2/thermostats/{THERMOSTAT}/fanHold", answer)
    client = make_client(vendor.url, client_secret=SECRET, observers=[evidence.events.append])
    thermostat = client.thermostats.get(THERMOSTAT)

    for call in (thermostat.status, lambda: thermostat.hold_fan("on")):
        with pytest.raises(SmartBuildingsError) as caught:
            await call()
        evidence.see_error(caught.value)

    evidence.see(client, client.token, client.quota, client.drift, client.low_level, thermostat, vars(thermostat))
    evidence.search(*PLANTED)


@pytest.mark.parametrize("answer", HEAD_ANSWERS.values(), ids=list(HEAD_ANSWERS))
async def test_no_secret_that_a_server_writes_into_its_headers_shows_but_in_the_log_of_headers(
    make_client: Maker, vendor: VendorServer, evidence: Evidence, answer: Any
) -> None:
    # httpcore logs the headers of answers at debug level; what a server puts there is out of our hands.
    vendor.on("POST", TOKEN_PATH, token_reply(TOKEN))
    vendor.on("GET", status_path(), answer)
    client = make_client(vendor.url, observers=[evidence.events.append])

    with pytest.raises(SmartBuildingsError) as caught:
        await client.thermostats.get(THERMOSTAT).status()

    evidence.see_error(caught.value)
    evidence.search(*PLANTED, but_for="httpcore")


TOKEN_ANSWERS = {
    "echo": echo,
    "refusal with echo": lambda request: json_reply({"error": f"denied: {request.body.decode()}"}, 401),
    "success without token": lambda request: json_reply({"received": request.body.decode(), "token": None}),
    "success in html": lambda request: Reply(body=b"<p>" + request.body + b"</p>"),
    "cut after the token": Reply(body=f'{{"token_type":"Bearer","access_token":"{TOKEN}'.encode()),
    "two tokens": json_reply({"access_token": f"{TOKEN} {TOKEN}"}),
    "not found with echo": lambda request: Reply(404, body=request.body),
    "too many with echo": lambda request: json_reply({"error_description": request.body.decode()}, 429),
    "garbage": mangled_echo,
    "nothing": Reply(cut_after=0),
}


@pytest.mark.parametrize("answer", TOKEN_ANSWERS.values(), ids=list(TOKEN_ANSWERS))
async def test_no_secret_shows_when_the_token_route_fails(
    make_client: Maker, vendor: VendorServer, evidence: Evidence, answer: Any
) -> None:
    basic = AuthorizationCode("me", SECRET, "/oauth/token", code=CODE, client_in="basic")
    by_refresh = AuthorizationCode("me", SECRET, "/oauth/token", refresh_token=REFRESH)
    for path in (TOKEN_PATH, "/token", "/oauth/token"):
        vendor.on("POST", path, answer)

    for client in (
        make_client(vendor.url, observers=[evidence.events.append], client_secret=SECRET),
        make_client(vendor.url, observers=[evidence.events.append], credentials=basic),
        make_client(vendor.url, observers=[evidence.events.append], credentials=by_refresh),
    ):
        with pytest.raises(SmartBuildingsError) as caught:
            await client.authenticate()
        evidence.see_error(caught.value)
        evidence.see(client, client.token)

    evidence.see(basic, by_refresh)
    evidence.search(*PLANTED, but_for="httpcore" if answer is mangled_echo else "none")


async def test_a_refresh_token_that_only_the_store_knows_does_not_show(
    make_client: Maker, vendor: VendorServer, evidence: Evidence
) -> None:
    credentials = AuthorizationCode("me", SECRET, "/oauth/token", code=CODE)
    store = MemoryStore()
    reply = {"access_token": TOKEN, "expires_in": 7200, "refresh_token": REFRESH}
    vendor.on("POST", "/oauth/token", json_reply(reply), echo)
    await make_client(vendor.url, credentials=credentials, token_store=store).authenticate()
    record = own(store, vendor).load(credentials.key)
    assert record.token is not None
    stale = record.token.to_json() | {"obtained_at": 1.0}
    own(store, vendor).save(credentials.key, TokenRecord.from_json({"token": stale}))

    client = make_client(vendor.url, credentials=credentials, token_store=store)
    with pytest.raises(SmartBuildingsError) as caught:
        await client.authenticate()

    assert vendor.requests_for("POST", "/oauth/token")[-1].form["refresh_token"] == REFRESH
    evidence.see_error(caught.value)
    evidence.see(client, store, record)
    evidence.search(*PLANTED)


async def test_a_static_token_does_not_show(make_client: Maker, vendor: VendorServer, evidence: Evidence) -> None:
    vendor.on("GET", status_path(), lambda request: json_reply({"message": f"Bad token {request.token}"}, 401))
    client = make_client(vendor.url, credentials=StaticToken(TOKEN), observers=[evidence.events.append])

    with pytest.raises(SmartBuildingsError) as caught:
        await client.thermostats.get(THERMOSTAT).status()

    assert vendor.requests[0].token == TOKEN
    evidence.see_error(caught.value)
    evidence.see(client, client.token)
    evidence.search(*PLANTED)


@pytest.mark.parametrize(
    "answer",
    [
        json_reply({"status": "fail", "data": {"passcode": f"{PASSCODE} is too easy"}}, 422),
        json_reply({"status": "error", "message": f"cannot set {PASSCODE}"}, 400),
        echo,
        Reply(body=f"<p>{PASSCODE}</p>".encode()),
    ],
)
async def test_a_passcode_does_not_show(
    make_client: Maker, vendor: VendorServer, evidence: Evidence, answer: Any
) -> None:
    vendor.on("PATCH", ACCESS, answer)
    vendor.on("GET", ACCESS, success({"id": THERMOSTAT, "enabled": True, "passcode": PASSCODE}))
    client = make_client(vendor.url, observers=[evidence.events.append])
    thermostat = client.thermostats.get(THERMOSTAT)

    with pytest.raises(SmartBuildingsError) as caught:
        await thermostat.update_access_control(enabled=True, passcode=PASSCODE)

    assert vendor.requests_for("PATCH", ACCESS)[0].json()["passcode"] == PASSCODE
    evidence.see_error(caught.value)
    evidence.see(await thermostat.access_control())
    evidence.search(*PLANTED, PASSCODE)


async def test_no_secret_travels_in_a_url_or_to_another_route(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("POST", TOKEN_PATH, token_reply(TOKEN))
    client = make_client(vendor.url, client_secret=SECRET)

    await client.thermostats.get(THERMOSTAT).status()

    for request in vendor.requests:
        assert not any(secret in request.target for secret in PLANTED)
        assert (TOKEN in str(request.headers)) == (request.method == "GET")
        assert (SECRET in request.body.decode()) == (request.path == TOKEN_PATH)
        assert SECRET not in str(request.headers)
