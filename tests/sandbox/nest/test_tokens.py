"""Consent, refresh tokens that stay, their errors, and the code exchange of Works with Nest, over a socket."""

from __future__ import annotations

import base64
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from smartbuildings.sandbox import NestSandbox
from smartbuildings.sandbox.nest.tokens import MOST_REFRESH_TOKENS

from .conftest import CALLBACK, SCOPE, Api, error_of

DAY_S = 86_400
PUBSUB = "https://www.googleapis.com/auth/pubsub"


def oauth_error(answer: httpx.Response) -> tuple[int, str, str]:
    body = answer.json()
    assert set(body) == {"error", "error_description"}
    return answer.status_code, body["error"], body["error_description"]


# -- the page


def test_a_consent_redirects_with_code_scope_and_state(api: Api) -> None:
    answer = api.consent_page(state="é&1")

    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"{CALLBACK}?")
    back = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    assert back == {"code": back["code"], "scope": SCOPE, "state": "é&1"}


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_id": "another"}, 401, "invalid_client"),
        ({"redirect_uri": "https://elsewhere.example/callback"}, 400, "redirect_uri_mismatch"),
        ({"redirect_uri": "http://[::1"}, 400, "redirect_uri_mismatch"),
        ({"scope": "https://www.googleapis.com/auth/drive"}, 302, "error=invalid_scope"),
        ({"scope": ""}, 302, "error=invalid_scope"),
        ({"response_type": "token"}, 302, "error=unsupported_response_type"),
    ],
)
def test_a_wrong_request_for_consent_is_refused(api: Api, changes: dict[str, str], status: int, error: str) -> None:
    answer = api.consent_page(**changes)

    assert answer.status_code == status
    assert error in (answer.headers["location"] if status == 302 else answer.text)


def test_a_user_may_refuse(api: Api) -> None:
    assert api.http.patch("/_sandbox/consent", json={"is_denied": True}).json() == {"is_denied": True}

    back = urlsplit(api.consent_page().headers["location"])

    assert dict(parse_qsl(back.query)) == {"error": "access_denied", "state": "s1"}


def test_another_project_has_no_page(api: Api) -> None:
    answer = api.http.get("/partnerconnections/another/auth", params={"client_id": api.client_id})

    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=UTF-8")


# -- codes


def test_a_code_gives_both_tokens(api: Api) -> None:
    tokens = api.exchange(api.authorize()).json()

    assert tokens["access_token"].startswith("ya29.")
    assert tokens["refresh_token"].startswith("1//")
    assert {name: tokens[name] for name in ("expires_in", "scope", "token_type")} == {
        "expires_in": 3599,
        "scope": SCOPE,
        "token_type": "Bearer",
    }
    assert "refresh_token_expires_in" not in tokens, "the consent screen is published"
    assert api.use(tokens["access_token"]).get("/devices")["devices"]


def test_without_offline_access_there_is_no_refresh_token(api: Api) -> None:
    assert "refresh_token" not in api.exchange(api.authorize(access_type="online")).json()


def test_a_code_works_once_and_not_for_long(api: Api) -> None:
    used, late = api.authorize(), api.authorize()
    assert api.exchange(used).status_code == 200

    again = oauth_error(api.exchange(used))
    api.sandbox.clock.advance(600)

    assert again == oauth_error(api.exchange(late)) == (400, "invalid_grant", "Bad Request")


def test_a_code_is_for_its_address_only(api: Api) -> None:
    code = api.authorize()

    elsewhere = api.token(grant_type="authorization_code", code=code, redirect_uri="http://localhost/other")

    assert oauth_error(elsewhere)[:2] == (400, "redirect_uri_mismatch")
    assert api.exchange(code).status_code == 200


# -- refreshing


def test_a_refresh_has_no_refresh_token_and_leaves_the_earlier_access_tokens_alone(api: Api) -> None:
    first = api.exchange(api.authorize()).json()

    others = [api.refresh(first["refresh_token"]).json() for _ in range(2)]

    assert all(set(each) == {"access_token", "expires_in", "scope", "token_type"} for each in others)
    tokens = {each["access_token"] for each in (first, *others)}
    assert len(tokens) == 3
    assert all(api.use(token).get("/structures") for token in tokens)


def test_a_second_consent_leaves_the_first_alone(api: Api) -> None:
    first, second = (api.exchange(api.authorize()).json()["refresh_token"] for _ in range(2))

    assert first != second
    assert [api.refresh(each).status_code for each in (first, second)] == [200, 200]


def test_with_too_many_consents_the_oldest_refresh_token_stops_working(api: Api) -> None:
    first, *_, last = [api.sandbox.make_consent()["refresh_token"] for _ in range(MOST_REFRESH_TOKENS + 1)]

    assert oauth_error(api.refresh(first))[1] == "invalid_grant"
    assert api.refresh(last).status_code == 200


def test_access_tokens_end_by_the_sandbox_clock_and_refresh_tokens_do_not(api: Api) -> None:
    tokens = api.exchange(api.authorize()).json()
    api.use(tokens["access_token"]).sandbox.clock.advance(3598)
    assert api.get("/devices")["devices"]

    api.sandbox.clock.advance(1)

    answer = api.http.get(f"{api.home}/devices")
    assert error_of(answer)[:2] == (401, "UNAUTHENTICATED")
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    api.sandbox.clock.advance(900 * DAY_S)
    assert api.refresh(tokens["refresh_token"]).status_code == 200


def test_in_testing_mode_refresh_tokens_end_after_seven_days(api: Api) -> None:
    api.sandbox.consents.testing_mode = True
    tokens = api.exchange(api.authorize()).json()
    assert tokens["refresh_token_expires_in"] == 604_799

    api.sandbox.clock.advance(604_798)
    assert api.refresh(tokens["refresh_token"]).json()["refresh_token_expires_in"] == 1
    api.sandbox.clock.advance(1)

    expired = oauth_error(api.refresh(tokens["refresh_token"]))
    assert expired == (400, "invalid_grant", "Token has been expired or revoked.")


def test_a_sandbox_may_begin_in_testing_mode() -> None:
    sandbox = NestSandbox(speed=0, testing_mode=True)

    assert sandbox.make_consent()["refresh_token_expires_in"] == 604_799


def test_a_revoked_consent_ends_its_tokens_and_no_others(api: Api) -> None:
    kept, ended = (api.exchange(api.authorize()).json() for _ in range(2))

    api.sandbox.revoke_consent(ended["refresh_token"])

    assert oauth_error(api.refresh(ended["refresh_token"]))[2] == "Token has been expired or revoked."
    assert api.use(ended["access_token"]).error("/devices")[1] == "UNAUTHENTICATED"
    assert api.use(kept["access_token"]).get("/devices")["devices"]
    assert api.refresh(kept["refresh_token"]).status_code == 200


def test_the_sandboxs_own_routes_expire_revoke_and_consent(api: Api) -> None:
    tokens = api.http.post("/_sandbox/tokens/consent").json()
    api.http.post("/_sandbox/tokens/expire")
    assert api.use(tokens["access_token"]).error("/devices")[0] == 401
    assert api.refresh(tokens["refresh_token"]).status_code == 200

    assert api.http.post("/_sandbox/tokens/revoke").json()["consents"] == 0
    assert api.refresh(tokens["refresh_token"]).status_code == 400


# -- clients


def test_a_client_has_to_be_known_and_to_know_its_secret(api: Api) -> None:
    refresh = {"grant_type": "refresh_token", "refresh_token": api.sandbox.refresh_token}

    unknown, wrong = api.token(**refresh, client_id="another"), api.token(**refresh, client_secret="wrong")

    assert oauth_error(unknown) == (401, "invalid_client", "The OAuth client was not found.")
    assert oauth_error(wrong)[:2] == (401, "invalid_client")
    assert oauth_error(api.http.post("/oauth2/v4/token", data=refresh))[:2] == (400, "invalid_request")


def test_a_client_may_say_who_it_is_in_a_header(api: Api) -> None:
    pair = f"{api.client_id}:{api.sandbox.clients[api.client_id]}"
    form = {"grant_type": "refresh_token", "refresh_token": api.sandbox.refresh_token}

    def post(credentials: str) -> int:
        headers = {"authorization": f"Basic {credentials}"}
        return api.http.post("/oauth2/v4/token", data=form, headers=headers).status_code

    assert post(base64.b64encode(pair.encode()).decode()) == 200
    assert post("é".encode().hex()) == 400


def test_a_refresh_token_is_for_its_client_only(api: Api) -> None:
    api.sandbox.clients = {**api.sandbox.clients, "another": "its secret"}

    answer = api.token(
        grant_type="refresh_token",
        refresh_token=api.sandbox.refresh_token,
        client_id="another",
        client_secret="its secret",
    )

    assert oauth_error(answer) == (401, "unauthorized_client", "Unauthorized")


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": "authorization_code"}, "invalid_request"),
        ({"grant_type": "refresh_token"}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "authorization_code", "code": "4/0unknown"}, "invalid_grant"),
    ],
)
def test_a_wrong_request_for_tokens_is_refused(api: Api, form: dict[str, str], error: str) -> None:
    assert oauth_error(api.token(**form))[:2] == (400, error)


def test_a_token_needs_the_scope(api: Api) -> None:
    api.use(api.sandbox.make_consent(PUBSUB)["access_token"])

    assert api.error("/devices")[:2] == (403, "PERMISSION_DENIED")


@pytest.mark.parametrize("header", ["", "Bearer unknown", "Basic eA=="])
def test_a_bad_token_is_not_accepted(api: Api, header: str) -> None:
    api.http.headers["authorization"] = header

    assert api.error("/devices")[:2] == (401, "UNAUTHENTICATED")


def test_the_first_refresh_token_of_a_seed_is_always_the_same() -> None:
    first, again, other = NestSandbox(speed=0), NestSandbox(speed=0), NestSandbox(2, speed=0)

    assert first.environment("http://host") == again.environment("http://host")
    assert first.environment("http://host") == {
        "NEST_BASE_URL": "http://host",
        "NEST_TOKEN_URL": "http://host/oauth2/v4/token",
        "NEST_PROJECT_ID": first.project_id,
        "NEST_CLIENT_ID": next(iter(first.clients)),
        "NEST_CLIENT_SECRET": next(iter(first.clients.values())),
        "NEST_REFRESH_TOKEN": first.refresh_token,
    }
    assert first.refresh_token != other.refresh_token


# -- Works with Nest


def works_with_nest(api: Api, code: str, *leave_out: str, **changes: str) -> httpx.Response:
    client = {"client_id": api.client_id, "client_secret": api.sandbox.clients[api.client_id]}
    form = {**client, "grant_type": "authorization_code", "code": code, **changes}
    return api.http.post(
        "/oauth2/access_token", data={name: value for name, value in form.items() if name not in leave_out}
    )


def test_a_code_of_works_with_nest_gives_a_token_for_ten_years_and_nothing_else(api: Api) -> None:
    code = api.http.post("/_sandbox/codes/works-with-nest").json()["code"]

    issued, again = works_with_nest(api, code), works_with_nest(api, code)

    assert issued.json() == {"access_token": issued.json()["access_token"], "expires_in": 315_360_000}
    assert issued.json()["access_token"].startswith("c.")
    assert oauth_error(again) == (400, "oauth2_error", "authorization code not found")
    assert api.use(issued.json()["access_token"]).error("/devices")[0] == 401, "it is for another API"


@pytest.mark.parametrize("name", ["client_id", "client_secret", "code", "grant_type"])
def test_a_missing_parameter_of_works_with_nest_is_named(api: Api, name: str) -> None:
    answer = works_with_nest(api, api.sandbox.make_works_with_nest_code(), name)

    assert oauth_error(answer) == (400, "oauth2_error", f"missing required parameters: {name}")


def test_a_code_of_works_with_nest_is_for_known_clients_and_does_not_last(api: Api) -> None:
    code, pin = api.sandbox.make_works_with_nest_code(), api.sandbox.make_works_with_nest_code(is_pin=True)
    assert oauth_error(works_with_nest(api, code, client_secret="wrong"))[1] == "oauth2_error"
    assert oauth_error(works_with_nest(api, code, grant_type="password"))[1] == "oauth2_error"

    api.sandbox.clock.advance(600)

    assert (len(code), len(pin)) == (16, 8)
    assert works_with_nest(api, code).status_code == 400
    assert works_with_nest(api, pin.lower()).status_code == 200, "the case of a PIN does not matter"


def test_the_fields_of_works_with_nest_may_be_in_the_query(api: Api) -> None:
    client = {"client_id": api.client_id, "client_secret": api.sandbox.clients[api.client_id]}
    query = {**client, "grant_type": "authorization_code", "code": api.sandbox.make_works_with_nest_code()}

    assert api.http.post("/oauth2/access_token", params=query).status_code == 200
