"""Planted secrets, searched for wherever something could be shown: logs, reprs, errors, tracebacks, URLs, pickles."""

from __future__ import annotations

import logging
import pickle
import traceback
from collections.abc import Callable, Iterator

import pytest
from servers.scripted import Reply, json_reply
from servers.vendor import EXPIRED, THERMOSTAT, TOKEN_PATH, VendorServer, status_path, token_reply

from smartbuildings import AuthorizationCode, RetryPolicy, SmartBuildings, StaticToken, errors
from smartbuildings.credentials import ServiceKey, TokenRequest
from smartbuildings.tokens import Token

SECRET = "PLANTED-client-secret-9f8e7d"
TOKEN = "PLANTED-access-token-6c5b4a"
REFRESH = "PLANTED-refresh-token-3f2e1d"
CODE = "PLANTED-code-0a1b2c"
PASSCODE = "8042"
PLANTED = (SECRET, TOKEN, REFRESH, CODE)


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Everything that was shown in a test: what it adds itself, and every log record of every library."""
    shown: list[str] = []
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "smartbuildings"):
        caplog.set_level(logging.DEBUG, logger=name)
    yield shown
    # At debug level httpcore logs an answer's headers as they came: what a server chooses to say there is not ours.
    records = [one for one in caplog.get_records("call") if "receive_response_headers" not in one.getMessage()]
    assert len(records) > 3, "nothing was logged, so nothing was proven"
    shown += [f"{record.getMessage()} {record.args!r} {record.exc_text}" for record in records]
    leaks = [(secret, text[:300]) for secret in PLANTED for text in shown if secret in text]
    assert leaks == []


def everything_about(error: BaseException) -> list[str]:
    """Show an error in every way that a program may: text, repr, attributes, traceback with its chain, pickle."""
    shown = [str(error), repr(error), repr(vars(error)), "".join(traceback.format_exception(error))]
    shown.append(repr(pickle.dumps(error)))
    seen: BaseException | None = error
    while seen is not None:
        shown += [str(seen), repr(seen), repr(vars(seen))]
        seen = seen.__cause__ or seen.__context__
    return shown


def test_a_working_client_shows_no_secret(vendor: VendorServer, told: list[str]) -> None:
    vendor.on("POST", TOKEN_PATH, token_reply(TOKEN))
    events: list[object] = []
    with SmartBuildings("client", SECRET, base_url=vendor.url, observers=[events.append]) as sb:
        thermostat = sb.thermostats.get(THERMOSTAT)
        thermostat.status()
        told += [repr(thing) for thing in (sb, sb.token, sb.quota, sb.low_level, thermostat, sb.buildings, sb.drift)]
    told += [repr(event) for event in events]
    told += [request.target for request in vendor.requests]

    assert vendor.requests[0].json()["client_secret"] == SECRET  # It was in play,
    assert vendor.requests[1].token == TOKEN  # and so was this.


ECHO = {"status": "error", "message": f"bad: {SECRET} {TOKEN}", "data": {"Authorization": f"Bearer {TOKEN}"}}


@pytest.mark.parametrize(
    "reply",
    [
        json_reply(ECHO, 400),
        json_reply({"status": "fail", "data": {SECRET: TOKEN}}, 422),
        json_reply(ECHO, 401),
        json_reply(ECHO, 403),
        json_reply(ECHO, 500),
        Reply(502, body=f"<html>{TOKEN} {SECRET}</html>".encode()),
        Reply(200, body=f"<html>{TOKEN}</html>".encode()),
        Reply(302, headers={"Location": f"https://elsewhere.example/?token={TOKEN}"}),
        json_reply({"status": "success", "data": 5, "token": TOKEN}, cut_after=100),
        Reply(reset=True),
    ],
)
def test_a_server_that_echoes_secrets_gets_them_shown_nowhere(
    vendor: VendorServer, told: list[str], reply: Reply
) -> None:
    vendor.on("POST", TOKEN_PATH, token_reply(TOKEN))
    vendor.on("GET", status_path(), reply)
    with (
        SmartBuildings("client", SECRET, base_url=vendor.url, retry=RetryPolicy(attempts=2, base_s=0.01)) as sb,
        pytest.raises(errors.SmartBuildingsError) as failed,
    ):
        sb.thermostats.get(THERMOSTAT).status()

    told += everything_about(failed.value)


@pytest.mark.parametrize(
    "reply",
    [
        json_reply({"error": "access_denied", "error_description": f"no {SECRET}"}, 401),
        json_reply({"error": "invalid_request", "error_description": SECRET}, 400),
        json_reply({"token": TOKEN, "secret": SECRET}),
        Reply(200, body=SECRET.encode()),
        Reply(500, body=SECRET.encode()),
    ],
)
def test_a_token_route_that_echoes_the_secret_gets_it_shown_nowhere(
    vendor: VendorServer, told: list[str], reply: Reply
) -> None:
    vendor.on("POST", TOKEN_PATH, reply)
    with (
        SmartBuildings("client", SECRET, base_url=vendor.url, retry=RetryPolicy(attempts=2, base_s=0.01)) as sb,
        pytest.raises(errors.SmartBuildingsError) as failed,
    ):
        sb.authenticate()

    told += everything_about(failed.value)


def test_an_expired_token_and_its_successor_are_shown_nowhere(vendor: VendorServer, told: list[str]) -> None:
    vendor.on("POST", TOKEN_PATH, token_reply(f"{TOKEN}-old"), token_reply(TOKEN))
    echo = json_reply({"status": "error", "message": f"not {TOKEN}-old but {TOKEN}"}, 403)
    vendor.on("GET", status_path(), EXPIRED, echo)
    with (
        SmartBuildings("client", SECRET, base_url=vendor.url) as sb,
        pytest.raises(errors.PermissionDenied) as failed,
    ):
        sb.thermostats.get(THERMOSTAT).status()

    told += everything_about(failed.value)


def test_a_refresh_token_and_a_code_are_shown_nowhere(vendor: VendorServer, told: list[str]) -> None:
    credentials = AuthorizationCode("client", SECRET, token_url="/oauth2/access_token", code=CODE)
    answer = {"access_token": TOKEN, "refresh_token": REFRESH, "expires_in": 3600}
    vendor.on("POST", "/oauth2/access_token", json_reply(answer))
    vendor.on("GET", status_path(), json_reply({"message": f"{REFRESH} {CODE}"}, 403))
    with (
        SmartBuildings(credentials=credentials, base_url=vendor.url) as sb,
        pytest.raises(errors.PermissionDenied) as failed,
    ):
        sb.thermostats.get(THERMOSTAT).status()

    assert vendor.requests[0].form["code"] == CODE
    told += [repr(credentials), repr(sb), *everything_about(failed.value)]


SHOWN: list[Callable[[], object]] = [
    lambda: Token(TOKEN, obtained_at=1.0, refresh_value=REFRESH),
    lambda: StaticToken(TOKEN),
    lambda: AuthorizationCode("client", SECRET, token_url="/t", code=CODE, refresh_token=REFRESH),
    lambda: ServiceKey(SECRET),
    lambda: TokenRequest("/t", {"client_secret": SECRET}, basic=("client", SECRET)),
    lambda: TokenRequest("/t", {}, bearer=SECRET),
]


@pytest.mark.parametrize("make", SHOWN)
def test_the_repr_of_what_holds_a_secret_does_not_show_it(make: Callable[[], object]) -> None:
    made = make()

    assert not [secret for secret in PLANTED if secret in f"{made!r} {made}"]


def test_a_passcode_is_shown_nowhere(vendor: VendorServer, told: list[str]) -> None:
    path = f"/api/v2/thermostats/{THERMOSTAT}/accessControl"
    vendor.on("PATCH", path, json_reply({"status": "fail", "data": {"passcode": f"{PASSCODE} is too easy"}}, 422))
    with (
        SmartBuildings("client", SECRET, base_url=vendor.url) as sb,
        pytest.raises(errors.Unprocessable) as failed,
    ):
        sb.thermostats.get(THERMOSTAT).update_access_control(enabled=True, passcode=PASSCODE)

    assert vendor.requests_for("PATCH", path)[0].json()["passcode"] == PASSCODE
    shown = everything_about(failed.value)
    assert not [text for text in shown if PASSCODE in text]


@pytest.mark.parametrize("text", ["redis://:hunter2@host:notaport/0", "hunter2", "redis//hunter2@host"])
def test_a_malformed_store_setting_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(errors.ConfigurationError) as refused:
        SmartBuildings("client", SECRET, token_store=text)

    assert "hunter2" not in "".join(traceback.format_exception(refused.value))


def test_a_base_url_with_credentials_is_refused_without_quoting_them() -> None:
    url = "https://me:hunter2@api.example"
    with pytest.raises(errors.ConfigurationError) as refused:
        SmartBuildings("client", SECRET, base_url=url)

    assert "hunter2" not in "".join(traceback.format_exception(refused.value))
