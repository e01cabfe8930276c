"""What each grant sends, how it reads the answer, and what it never shows."""

from __future__ import annotations

import base64
import json
import math
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smartbuildings._core.token_pauses import fingerprint
from smartbuildings._core.token_responses import token_from_response
from smartbuildings.credentials import (
    AuthorizationCode,
    ClientCredentials,
    Credentials,
    ServiceKey,
    StaticToken,
)
from smartbuildings.errors import ConfigurationError, TokenRefused
from smartbuildings.tokens import Token, TokenInfo

ROUTE = "https://auth.example/oauth2/access_token"
CODE = AuthorizationCode("me", "planted-secret", ROUTE, code="planted-code")
CLIENT = ClientCredentials("me", "planted-secret")
STATIC = StaticToken("planted-token")


def test_client_credentials_go_as_json_with_what_the_vendor_wants_named() -> None:
    request = ClientCredentials("me", "planted", scope="read:x", audience="https://api").request(None)

    assert request.encoding == "json"
    assert request.fields == {
        "grant_type": "client_credentials",
        "client_id": "me",
        "client_secret": "planted",
        "audience": "https://api",
        "scope": "read:x",
    }
    assert request.repeatable
    assert request.authorization() is None


def test_the_last_token_plays_no_part_for_client_credentials() -> None:
    assert CLIENT.request(Token("old", 1.0, refresh_value="r")) == CLIENT.request(None)


def test_a_code_is_exchanged_once_by_form() -> None:
    request = CODE.request(None)

    assert (request.url, request.encoding, request.repeatable) == (ROUTE, "form", False)
    assert request.fields == {
        "grant_type": "authorization_code",
        "client_id": "me",
        "client_secret": "planted-secret",
        "code": "planted-code",
    }


def test_the_refresh_token_of_the_last_answer_follows_the_code() -> None:
    request = CODE.request(Token("t", 1.0, refresh_value="planted-refresh"))

    assert request.fields["grant_type"] == "refresh_token"
    assert request.fields["refresh_token"] == "planted-refresh"
    assert "code" not in request.fields


def test_a_refresh_token_from_elsewhere_begins_without_a_code() -> None:
    request = attrs.evolve(CODE, code=None, refresh_token="planted-refresh").request(None)

    assert request.fields["refresh_token"] == "planted-refresh"


def test_the_client_can_identify_itself_by_basic() -> None:
    credentials = AuthorizationCode("my id", "p:l+a%n", ROUTE, code="c", client_in="basic", redirect_uri="https://me/")

    request = credentials.request(None)

    assert request.fields == {
        "grant_type": "authorization_code",
        "client_id": "my id",
        "code": "c",
        "redirect_uri": "https://me/",
    }
    header = request.authorization()
    assert header is not None
    assert base64.b64decode(header.removeprefix("Basic ")) == b"my+id:p%3Al%2Ba%25n"


def test_a_spent_code_asks_for_the_user_s_consent() -> None:
    with pytest.raises(TokenRefused, match="consent") as caught:
        CODE.request(Token("t", 1.0))
    assert "planted" not in str(caught.value)


def test_a_static_token_is_in_hand_and_never_renewed() -> None:
    assert STATIC.given == Token("planted-token", 0.0)
    with pytest.raises(TokenRefused) as caught:
        STATIC.request(None)
    assert "planted" not in str(caught.value)


def test_a_token_read_from_a_file_loses_its_line_end() -> None:
    assert StaticToken(" planted-token\n").value == "planted-token"


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: ClientCredentials("", "planted"), "client_id"),
        (lambda: ClientCredentials("me", " "), "client_secret"),
        (lambda: ClientCredentials("me", None), "client_secret"),  # type: ignore[arg-type]
        (lambda: ClientCredentials("me", "planted", token_url="http://auth.example/token"), "token_url"),
        (lambda: ClientCredentials("me", "planted", token_url="//auth.example/token"), "token_url"),
        (lambda: ClientCredentials("me", "planted", token_url="token"), "token_url"),
        (lambda: ClientCredentials("me", "planted", fallback_url="http://auth.example/token"), "fallback_url"),
        (lambda: AuthorizationCode("me", "planted", "", code="c"), "token_url"),
        (lambda: AuthorizationCode("me", "planted", "http://auth.example/t", code="c"), "token_url"),
        (lambda: AuthorizationCode("me", "planted", "https://u:planted@auth.example/t", code="c"), "token_url"),
        (lambda: AuthorizationCode("me", "planted", "https://[", code="c"), "token_url"),
        (lambda: AuthorizationCode("me", "planted", ROUTE), "code"),
        (lambda: StaticToken(""), "value"),
        (lambda: StaticToken("planted token"), "token"),
        (lambda: StaticToken("planted\r\nX-Header: 1"), "token"),
        (lambda: StaticToken("plänted"), "token"),
    ],
)
def test_what_cannot_be_right_is_refused_at_once_and_not_quoted(make: Any, named: str) -> None:
    with pytest.raises(ConfigurationError, match=named) as caught:
        make()
    assert "planted" not in str(caught.value)
    assert "plänted" not in str(caught.value)


@pytest.mark.parametrize("url", ["/token", "https://auth.example/token", "http://127.0.0.1:1/token", "http://[::1]/t"])
def test_a_token_route_is_a_path_or_a_safe_url(url: str) -> None:
    assert ClientCredentials("me", "x", token_url=url).request(None).url == url


@pytest.mark.parametrize("credentials", [CODE, CLIENT, STATIC])
def test_no_secret_shows(credentials: Credentials) -> None:
    shown = repr(credentials) + str(credentials) + credentials.key + credentials.account
    if credentials is not STATIC:
        shown += repr(credentials.request(None))
    if credentials.given is not None:
        shown += repr(credentials.given) + repr(TokenInfo.of(credentials.given))

    assert "planted" not in shown
    assert any("planted" in secret for secret in credentials.secrets())


@pytest.mark.parametrize(
    "other",
    [
        attrs.evolve(CLIENT, client_id="you"),
        attrs.evolve(CLIENT, scope="read:x"),
        attrs.evolve(CLIENT, audience="https://api"),
        attrs.evolve(CLIENT, token_url="/api/v2/token"),
        CODE,
        attrs.evolve(CODE, code="another"),
        STATIC,
        StaticToken("another"),
    ],
)
def test_other_credentials_have_another_record(other: Credentials) -> None:
    assert other.key != CLIENT.key


def test_a_new_secret_keeps_the_record_and_scopes_share_the_account() -> None:
    assert attrs.evolve(CLIENT, client_secret="rotated").key == CLIENT.key
    assert attrs.evolve(CLIENT, scope="read:x").account == CLIENT.account


def test_both_versions_of_an_api_share_the_account() -> None:
    assert attrs.evolve(CLIENT, token_url="/token").account == CLIENT.account


# --- answers


def read(answer: object, last: Token | None = None) -> Token | None:
    return token_from_response(answer, last=last, now_epoch_s=1000.0)


def test_an_answer_of_only_a_token_and_ten_years_is_enough() -> None:
    token = read({"access_token": "t", "expires_in": 315360000})

    assert token == Token("t", 1000.0, expires_in_s=315360000.0)


def test_a_rotated_refresh_token_replaces_the_old_one() -> None:
    token = read({"access_token": "t", "refresh_token": "new"}, Token("s", 1.0, refresh_value="old"))

    assert token is not None
    assert token.refresh_value == "new"


@pytest.mark.parametrize("refresh", [{}, {"refresh_token": None}, {"refresh_token": ""}, {"refresh_token": 5}])
def test_an_answer_without_refresh_token_keeps_the_old_one(refresh: dict[str, object]) -> None:
    token = read({"access_token": "t", **refresh}, Token("s", 1.0, refresh_value="old"))

    assert token is not None
    assert token.refresh_value == "old"


def test_an_answer_without_refresh_token_keeps_the_one_that_was_sent_before_the_first_token() -> None:
    credentials = AuthorizationCode("me", "secret", "/token", refresh_token="given")

    first = token_from_response({"access_token": "t"}, last=None, now_epoch_s=1.0, request=credentials.request(None))

    assert first is not None
    assert credentials.request(first).fields["refresh_token"] == "given"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
ANSWERS = JSON | st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(["access_token", "token_type", "expires_in", "scope", "refresh_token"], JSON | st.just("t")),
)


@given(ANSWERS)
@example({"access_token": "t", "expires_in": math.inf})
@example({"access_token": "t", "expires_in": 10**400})
@example({"access_token": "t", "expires_in": "9" * 5000})
def test_any_answer_gives_a_sound_token_or_none(answer: object) -> None:
    token = read(answer)

    if token is not None:
        assert token.value.isprintable()
        assert token.value.isascii()
        assert token.expires_in_s is None or 0 < token.expires_in_s < math.inf
        assert TokenInfo.of(token).expires_at is not None or token.expires_in_s is None
        assert Token.from_json(token.to_json()) == token
        assert pickle.loads(pickle.dumps(token)) == token


def test_a_rejection_is_remembered_for_the_key_that_was_sent_and_for_no_other() -> None:
    first, second = (ServiceKey(key).request(None) for key in ("first-key", "second-key"))

    assert fingerprint(first, "salt") != fingerprint(second, "salt")
    assert "first-key" not in repr(first)
    assert first.authorization() == "Bearer first-key"


@pytest.mark.parametrize(
    ("claims", "lifetime_s"),
    [
        ({"exp": 10_600, "iat": 10_000}, 600.0),
        ({"exp": 1_600}, 600.0),
        ({"exp": 900}, 7200.0),
        ({"exp": 99_999}, 7200.0),
        ({"exp": "soon"}, 7200.0),
        ({"exp": None}, 7200.0),
        ({"exp": 10_600, "iat": "then"}, 7200.0),
        ({}, 7200.0),
        ([1], 7200.0),
        (None, 7200.0),
    ],
)
def test_the_lifetime_of_a_jwt_is_the_one_it_states_or_the_one_that_was_asked_for(
    claims: object, lifetime_s: float
) -> None:
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    request = ServiceKey("key", lifetime_s=7200).request(None)

    token = token_from_response({"token": f"e30.{payload}.s"}, last=None, now_epoch_s=1000.0, request=request)

    assert token is not None
    assert token.expires_in_s == lifetime_s


@pytest.mark.parametrize("value", ["opaque", "a.b", "a.!!.c", "..", "a.e30"])
def test_a_token_that_is_not_a_jwt_lives_as_long_as_was_asked_for(value: str) -> None:
    request = ServiceKey("key", lifetime_s=60).request(None)
    token = token_from_response({"token": value}, last=None, now_epoch_s=1000.0, request=request)
    assert token is not None
    assert token.expires_in_s == 60.0


# -- the end of a refresh token


def refreshed(last: Token | None, **answer: object) -> Token:
    token = token_from_response({"access_token": "t", **answer}, last=last, now_epoch_s=1000.0)
    assert token is not None
    return token


LAST = Token("old", 0.0, refresh_value="r", refresh_ends_at=5000.0)


@pytest.mark.parametrize(
    ("lifetime", "ends_at"), [(604_799, 605_799.0), ("60", 1060.0), (1.5, 1001.5), (1e300, 1e11 + 1000)]
)
def test_a_response_can_say_when_its_refresh_token_ends(lifetime: object, ends_at: float) -> None:
    for last in (None, LAST):
        for answer in ({"refresh_token": "new"}, {"refresh_token": "r"}, {}):
            assert refreshed(last, refresh_token_expires_in=lifetime, **answer).refresh_ends_at == ends_at


@pytest.mark.parametrize("answer", [{}, {"refresh_token": "r"}, {"refresh_token": ""}, {"refresh_token": 3}])
@pytest.mark.parametrize("lifetime", [None, 0, -1, True, "soon", []])
def test_the_end_stays_as_long_as_the_refresh_token_does(answer: dict[str, object], lifetime: object) -> None:
    assert refreshed(LAST, **answer).refresh_ends_at == 5000.0
    assert refreshed(LAST, **answer, refresh_token_expires_in=lifetime).refresh_ends_at == 5000.0


def test_another_refresh_token_has_an_end_of_its_own_or_none() -> None:
    token = refreshed(LAST, refresh_token="new")
    assert (token.refresh_value, token.refresh_ends_at) == ("new", None)
    assert refreshed(None, refresh_token="new").refresh_ends_at is None
    assert refreshed(None).refresh_ends_at is None


def test_the_end_of_a_refresh_token_is_kept_in_json_and_an_older_record_has_none() -> None:
    kept = json.loads(json.dumps(LAST.to_json()))
    assert Token.from_json(kept) == LAST
    assert Token.from_json(kept | {"refresh_ends_at": None}).refresh_ends_at is None
    del kept["refresh_ends_at"]
    assert Token.from_json(kept) == attrs.evolve(LAST, refresh_ends_at=None)


@pytest.mark.parametrize("odd", ["5000", True, math.inf, math.nan, [], {}])
def test_an_end_that_is_not_a_time_is_not_a_record(odd: object) -> None:
    with pytest.raises(ValueError, match="not a number of seconds"):
        Token.from_json(LAST.to_json() | {"refresh_ends_at": odd})
