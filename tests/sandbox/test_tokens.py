"""The token route and what becomes of tokens, as the facts about the vendor tell it."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import pytest

from smartbuildings.sandbox import Sandbox

from .conftest import AUDIENCE, CREDENTIALS, Api

ROUTES = ["/token", "/api/v2/token"]
EXPIRED = {"exp": "token expired"}
BAD = {"message": "Bad token; invalid JSON"}
DENIED = {"error": "access_denied", "error_description": "Unauthorized"}


@pytest.mark.parametrize("route", ROUTES)
def test_credentials_buy_a_token_for_two_hours(served: Api, route: str) -> None:
    answer = served.http.post(route, json=CREDENTIALS)

    assert answer.status_code == 200
    body = answer.json()
    assert body["token_type"] == "Bearer"
    assert body["expires_in"] == 7200
    assert set(body) == {"access_token", "token_type", "expires_in", "scope"}
    assert "create:building" in body["scope"].split()


def test_a_token_looks_like_a_signed_jwt(api: Api) -> None:
    token = api.login().json()["access_token"]

    header, claims, signature = token.split(".")
    assert _decoded(header) == {"alg": "HS256", "typ": "JWT"}
    assert _decoded(claims)["aud"] == AUDIENCE
    assert _decoded(claims)["exp"] - _decoded(claims)["iat"] == 7200
    assert signature


def test_only_the_v2_route_reads_forms(served: Api) -> None:
    assert served.http.post("/api/v2/token", data=CREDENTIALS).status_code == 200
    assert served.http.post("/token", data=CREDENTIALS).json() == {
        "error": "invalid_request",
        "error_description": "Missing required parameter: grant_type",
    }


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("missing", ["grant_type", "audience", "client_id", "client_secret"])
def test_a_missing_field_is_named(served: Api, route: str, missing: str) -> None:
    answer = served.http.post(route, json={name: value for name, value in CREDENTIALS.items() if name != missing})

    assert answer.status_code == 400
    assert answer.json() == {
        "error": "invalid_request",
        "error_description": f"Missing required parameter: {missing}",
    }


@pytest.mark.parametrize("wrong", [{"client_secret": "guess"}, {"client_id": "somebody"}])
def test_wrong_credentials_are_refused(served: Api, wrong: dict[str, str]) -> None:
    answer = served.http.post("/token", json=CREDENTIALS | wrong)

    assert (answer.status_code, answer.json()) == (401, DENIED)


@pytest.mark.parametrize("wrong", [{"audience": "https://example.com"}, {"scope": "read:everything"}])
def test_what_the_client_may_not_have_is_refused(served: Api, wrong: dict[str, str]) -> None:
    answer = served.http.post("/token", json=CREDENTIALS | wrong)

    assert (answer.status_code, answer.json()) == (403, DENIED)


def test_another_grant_type_is_a_bad_request(api: Api) -> None:
    answer = api.http.post("/token", json=CREDENTIALS | {"grant_type": "password"})

    assert answer.status_code == 400
    assert answer.json()["error"] == "unsupported_grant_type"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"\xff", b"[" * 100_000])
def test_an_unreadable_token_request_is_a_bad_request(api: Api, body: bytes) -> None:
    answer = api.http.post("/token", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"


def test_a_token_expires_by_the_sandbox_clock(api: Api) -> None:
    api.sandbox.clock.advance(7199)
    assert api("GET", "/thermostatIds").status_code == 200

    api.sandbox.clock.advance(1)

    answer = api("GET", "/thermostatIds")
    assert (answer.status_code, answer.json()) == (401, EXPIRED)


def test_tokens_can_be_expired_and_replaced(served: Api) -> None:
    served.sandbox.expire_tokens()
    answer = served("GET", "/thermostatIds")
    assert (answer.status_code, answer.json()) == (401, EXPIRED)

    served.login()

    assert served("GET", "/thermostatIds").status_code == 200
    assert served.sandbox.token_exchanges == 2


def test_a_revoked_token_is_a_bad_token(served: Api) -> None:
    served.sandbox.revoke_tokens()

    answer = served("GET", "/thermostatIds")

    assert (answer.status_code, answer.json()) == (401, BAD)


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer a.b.c", "Basic abc", "", "Bearer \xff.é.x"])
def test_what_is_no_token_of_ours_is_a_bad_token(served: Api, header: str) -> None:
    served.http.headers.pop("authorization")
    headers = {b"authorization": header.encode("latin-1")} if header else {}

    answer = served.http.get("/api/v2/thermostatIds", headers=headers)

    assert (answer.status_code, answer.json()) == (401, BAD)


def test_a_token_with_another_payload_is_a_bad_token(api: Api) -> None:
    header, _, signature = api.http.headers["authorization"].removeprefix("Bearer ").split(".")
    claims = {"azp": "x", "scope": "read:thermostats", "jti": "1", "exp": 9e9}
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    api.http.headers["authorization"] = f"Bearer {header}.{forged}.{signature}"

    assert api("GET", "/thermostatIds").json() == BAD


def test_sandboxes_with_different_seeds_refuse_each_others_tokens(api: Api) -> None:
    token = api.http.headers["authorization"]

    assert Sandbox(seed=2).handle(_request(token)).json() == BAD


def test_a_token_of_an_earlier_run_has_expired_when_its_state_was_not_kept(api: Api) -> None:
    token = api.http.headers["authorization"]

    assert Sandbox(seed=1, speed=0).handle(_request(token)).json() == EXPIRED


def test_a_token_carries_only_the_scopes_that_were_asked_for(served: Api) -> None:
    assert served.login(scope="read:thermostats read:building").json()["scope"] == "read:building read:thermostats"

    assert served("GET", "/thermostatIds").status_code == 200
    refused = served("GET", "/buildingIds")
    assert refused.status_code == 403
    assert refused.json() == {
        "status": "error",
        "message": "The token lacks the scope: read:buildings",
        "code": 403,
    }


def test_an_operation_needs_all_of_its_scopes(api: Api) -> None:
    building = api.sandbox.building_ids[0]
    api.login(scope="write:building")

    answer = api("PATCH", f"/buildings/{building}", {"name": "New"})

    assert answer.status_code == 403
    assert "read:building" in answer.json()["message"]


def test_120_tokens_in_two_hours_and_no_more(api: Api) -> None:
    for _ in range(119):
        assert api.login().status_code == 200

    refused = api.login()

    assert refused.status_code == 429
    assert refused.json() == {
        "error": "rate_limit_exceeded",
        "error_description": "Token rate limit exceeded, please try again later",
    }
    assert api("GET", "/thermostatIds").status_code == 200, "tokens in hand keep working"
    assert api.sandbox.token_exchanges == 120

    api.sandbox.clock.advance(7200)
    assert api.login().status_code == 200


def test_the_token_quota_is_counted_per_client() -> None:
    sandbox = Sandbox(speed=0, clients={"one": "1", "two": "2"})
    sandbox.tokens.quota = 1

    assert [_exchange(sandbox, *pair) for pair in (("one", "1"), ("one", "1"), ("two", "2"))] == [200, 429, 200]


def test_the_record_of_requests_holds_no_token(served: Api) -> None:
    served("GET", "/thermostatIds")

    token = served.http.headers["authorization"].removeprefix("Bearer ")
    records = list(served.sandbox.requests)
    assert records[-1].has_token
    assert records[-1].token_fingerprint
    assert not records[0].has_token
    assert token not in repr(records)
    assert token not in served.http.get("/_sandbox/requests").text
    assert CREDENTIALS["client_secret"] not in repr(records)


def _decoded(part: str) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return decoded


def _request(authorization: str) -> Any:
    from smartbuildings.sandbox import Request

    return Request("GET", "/api/v2/thermostatIds", headers={"authorization": authorization})


def _exchange(sandbox: Sandbox, client_id: str, secret: str) -> int:
    from smartbuildings.sandbox import SandboxTransport

    with httpx.Client(transport=SandboxTransport(sandbox), base_url="http://sandbox.test") as http:
        wanted = CREDENTIALS | {"client_id": client_id, "client_secret": secret}
        return http.post("/token", json=wanted).status_code
