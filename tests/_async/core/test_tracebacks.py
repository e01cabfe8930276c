"""Tracebacks with locals, as error trackers and verbose loggers show them: no secret is among the locals."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from servers.scripted import Reply, Request, ScriptedServer, json_reply
from servers.vendor import EXPIRED, THERMOSTAT, TOKEN_PATH, VendorServer, own, status_path, token_reply

from smartbuildings import AsyncSmartBuildings, MemoryStore
from smartbuildings.credentials import AuthorizationCode, ClientCredentials, StaticToken
from smartbuildings.errors import SmartBuildingsError
from smartbuildings.tokens import Token, TokenRecord

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
SECRET = "planted-client-secret-8d1f"
TOKEN = "planted-access-token-77aa"
REFRESH = "planted-refresh-token-91be"
CODE = "planted-code-3e3e"
PASSWORD = "planted-password-4c4c"
TESTS = str(Path(__file__).resolve().parents[3] / "tests")


def chain_of(error: BaseException) -> Iterator[BaseException]:
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is not None:
            yield each
            waiting += [each.__cause__, each.__context__]


def locals_of(error: BaseException) -> Iterator[str]:
    """Show the locals of every frame in the chain, but for those of the tests, which hold the secrets themselves."""
    for each in chain_of(error):
        for frame, _ in traceback.walk_tb(each.__traceback__):
            if not frame.f_code.co_filename.startswith(TESTS):
                for name, value in frame.f_locals.items():
                    yield f"{frame.f_code.co_filename}:{frame.f_lineno} {name} = {value!r}"
        captured = traceback.TracebackException.from_exception(each, capture_locals=True, lookup_lines=False)
        for summary in captured.stack:
            if not summary.filename.startswith(TESTS):
                yield str(summary.locals)


def assert_hidden(error: BaseException) -> None:
    seen = list(locals_of(error))
    assert any("smartbuildings" in text for text in seen), "no frame of ours was looked at"
    assert [text for text in seen if "planted" in text] == []


GRANTS: dict[str, Callable[[], Any]] = {
    "client": lambda: ClientCredentials("me", SECRET, token_url="/oauth/token"),
    "form": lambda: ClientCredentials("me", SECRET, token_url="/oauth/token", encoding="form"),
    "code": lambda: AuthorizationCode("me", SECRET, "/oauth/token", code=CODE),
    "basic": lambda: AuthorizationCode("me", SECRET, "/oauth/token", refresh_token=REFRESH, client_in="basic"),
}


def echo(request: Request) -> Reply:
    return json_reply({"error": "invalid_client", "error_description": request.body.decode()}, 401)


ANSWERS: dict[str, Any] = {
    "refused": echo,
    "invalid grant": json_reply({"error": "invalid_grant"}, 400),
    "not found": Reply(404),
    "redirect": Reply(307, headers={"Location": "https://elsewhere.example/token"}),
    "proxy": Reply(407),
    "too many": json_reply({"error": "rate_limit_exceeded"}, 429),
    "out of order": Reply(503),
    "no token": json_reply({"access_token": None}),
    "two words": json_reply({"access_token": f"{TOKEN} {TOKEN}"}),
    "html": Reply(body=b"<p>"),
    "cut": Reply(cut_after=0),
    "reset": Reply(reset=True),
    "garbage": Reply(garbage=b"no HTTP\r\n\r\n"),
    "never": Reply(never=True),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=list(ANSWERS))
@pytest.mark.parametrize("grant", GRANTS.values(), ids=list(GRANTS))
async def test_no_local_holds_a_secret_when_a_token_request_fails(
    make_client: Maker, vendor: VendorServer, grant: Callable[[], Any], answer: Any
) -> None:
    vendor.on("POST", "/oauth/token", answer)
    client = make_client(vendor.url, credentials=grant(), timeout_s=0.3)

    with pytest.raises(SmartBuildingsError) as caught:
        await client.authenticate()

    assert len(vendor.requests) >= 1
    assert_hidden(caught.value)


@pytest.mark.parametrize("answer", ["refused", "redirect", "too many"])
@pytest.mark.parametrize("grant", GRANTS.values(), ids=list(GRANTS))
async def test_no_local_holds_a_secret_when_a_remembered_response_is_raised(
    make_client: Maker, vendor: VendorServer, grant: Callable[[], Any], answer: str
) -> None:
    vendor.on("POST", "/oauth/token", ANSWERS[answer])
    client = make_client(vendor.url, credentials=grant())
    with pytest.raises(SmartBuildingsError):
        await client.authenticate()

    with pytest.raises(SmartBuildingsError, match="remembered") as caught:
        await client.authenticate()

    assert len(vendor.requests) == 1
    assert_hidden(caught.value)


@pytest.mark.parametrize("grant", GRANTS.values(), ids=list(GRANTS))
async def test_no_local_holds_a_secret_when_no_connection_is_made(
    make_client: Maker, serve: Callable[[], ScriptedServer], grant: Callable[[], Any]
) -> None:
    server = serve()
    server.close()

    with pytest.raises(SmartBuildingsError) as caught:
        await make_client(server.url, credentials=grant()).authenticate()

    assert_hidden(caught.value)


async def test_no_local_holds_a_secret_when_the_client_s_own_arguments_are_used(
    make_client: Maker, vendor: VendorServer
) -> None:
    vendor.on("POST", TOKEN_PATH, echo)

    with pytest.raises(SmartBuildingsError) as caught:
        await make_client(vendor.url, client_secret=SECRET).thermostats.get(THERMOSTAT).status()

    assert vendor.requests[0].json()["client_secret"] == SECRET
    assert_hidden(caught.value)


@pytest.mark.parametrize("answer", [EXPIRED, Reply(403), Reply(cut_after=0), Reply(502, body=b"<p>")])
async def test_no_local_holds_a_token_when_a_call_fails(
    make_client: Maker, vendor: VendorServer, answer: Reply
) -> None:
    vendor.on("POST", TOKEN_PATH, token_reply(TOKEN))
    vendor.on("GET", status_path(), answer)

    with pytest.raises(SmartBuildingsError) as caught:
        await make_client(vendor.url, client_secret=SECRET).thermostats.get(THERMOSTAT).status()

    assert vendor.requests_for("GET", status_path())[0].token == TOKEN
    assert_hidden(caught.value)


async def test_no_local_holds_a_refresh_token_of_the_store(make_client: Maker, vendor: VendorServer) -> None:
    credentials = AuthorizationCode("me", SECRET, "/oauth/token", code=CODE)
    store = MemoryStore()
    old = Token(TOKEN, 1.0, expires_in_s=1.0, refresh_value=REFRESH)
    own(store, vendor).save(credentials.key, TokenRecord(old))
    vendor.on("POST", "/oauth/token", echo)

    with pytest.raises(SmartBuildingsError) as caught:
        await make_client(vendor.url, credentials=credentials, token_store=store).authenticate()

    assert vendor.requests[0].form["refresh_token"] == REFRESH
    assert_hidden(caught.value)


async def test_the_frames_of_a_store_that_fails_are_not_shown(make_client: Maker, vendor: VendorServer) -> None:
    class Broken(MemoryStore):
        def load(self, key: str) -> TokenRecord:
            self._parse(f'{{"token": "{TOKEN}"}}')
            return super().load(key)

        def _parse(self, plain: str) -> None:
            raise OSError("not readable")

    with pytest.raises(SmartBuildingsError, match="not readable") as caught:
        await make_client(vendor.url, client_secret=SECRET, token_store=Broken()).authenticate()

    assert_hidden(caught.value)
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.__traceback__ is None


FAILING: dict[str, Callable[[], object]] = {
    "client with a bad URL": lambda: AsyncSmartBuildings("me", SECRET, base_url="ftp://x"),
    "client with a bad timeout": lambda: AsyncSmartBuildings("me", SECRET, timeout_s=-1),
    "client without an id": lambda: AsyncSmartBuildings("", SECRET),
    "client with a blank id": lambda: AsyncSmartBuildings(" ", SECRET),
    "client with a bad store": lambda: AsyncSmartBuildings("me", SECRET, token_store=f"disk:{PASSWORD}"),
    "client with two credentials": lambda: AsyncSmartBuildings("me", SECRET, credentials=StaticToken(TOKEN)),
    "client with a bad version": lambda: AsyncSmartBuildings("me", SECRET, api_version="v9"),  # type: ignore[arg-type]
    "no client id": lambda: ClientCredentials("", SECRET),
    "a bad token URL": lambda: ClientCredentials("me", SECRET, token_url="http://auth.example/token"),
    "a bad encoding": lambda: ClientCredentials("me", SECRET, encoding="xml"),  # type: ignore[arg-type]
    "an argument by name": lambda: ClientCredentials(client_id="", client_secret=SECRET),
    "no token URL": lambda: AuthorizationCode("me", SECRET, "", code=CODE, refresh_token=REFRESH),
    "no code": lambda: AuthorizationCode("me", SECRET, "/t"),
    "a token with a space": lambda: StaticToken(f"{TOKEN} {TOKEN}"),
}


@pytest.mark.parametrize("make", FAILING.values(), ids=list(FAILING))
async def test_no_local_holds_a_secret_when_a_constructor_fails(make: Callable[[], object]) -> None:
    with pytest.raises((SmartBuildingsError, ValueError)) as caught:
        make()

    assert_hidden(caught.value)


async def test_no_local_holds_the_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTBUILDINGS_CLIENT_SECRET", SECRET)
    monkeypatch.setenv("SMARTBUILDINGS_TOKEN_STORE", f"disk:{PASSWORD}")

    for client_id in ("", "me", " "):
        with pytest.raises(SmartBuildingsError) as caught:
            AsyncSmartBuildings(client_id)
        assert_hidden(caught.value)


async def test_a_client_whose_constructor_failed_has_a_repr() -> None:
    with pytest.raises(SmartBuildingsError) as caught:
        AsyncSmartBuildings("me", SECRET, base_url="ftp://x")

    halves = [
        frame.f_locals["self"]
        for frame, _ in traceback.walk_tb(caught.value.__traceback__)
        if isinstance(frame.f_locals.get("self"), AsyncSmartBuildings)
    ]
    assert halves
    assert {repr(half) for half in halves} == {f"<{AsyncSmartBuildings.__name__}, not constructed>"}
