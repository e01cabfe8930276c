"""Consent, rotation, personal tokens and scopes, over a socket."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from smartbuildings.sandbox import Fault

from .conftest import CALLBACK, Api

DAY_S = 86_400
READ = "r:devices:*"


def is_html_401(answer: httpx.Response) -> bool:
    return (answer.status_code, answer.headers["content-type"]) == (401, "text/html") and "openresty" in answer.text


def test_a_consent_gives_a_pair_for_one_location(api: Api) -> None:
    pair = api.consent(READ, "r:locations:*", location=1)

    assert (pair["token_type"], pair["expires_in"]) == ("bearer", 86_399)
    assert pair["scope"] == "r:devices:* r:locations:*"
    location = api.sandbox.location_ids[1]
    assert api.get("/installedapps/me") == {
        "installedAppId": pair["installed_app_id"],
        "locationId": location,
        "scope": ["r:devices:*", "r:locations:*"],
    }
    assert [each["locationId"] for each in api.get("/locations")["items"]] == [location]
    assert {each["locationId"] for each in api.get("/devices")["items"]} == {location}
    assert api.http.get(f"/locations/{api.sandbox.location_ids[0]}").status_code == 403


def test_consents_without_a_choice_go_through_the_locations(api: Api) -> None:
    api.sandbox.consents.revoke_all()
    seen = []
    for _ in range(2):
        pair = api.token(grant_type="authorization_code", code=api.authorize(READ)).json()
        seen.append(api.use(pair["access_token"]).get("/installedapps/me")["locationId"])

    assert seen == api.sandbox.location_ids


@pytest.mark.parametrize("path", ["/oauth/authorize", "/v1/oauth/authorize"])
def test_a_user_may_refuse(api: Api, path: str) -> None:
    api.sandbox.choice.is_denied = True

    query = {"client_id": api.client_id, "response_type": "code", "redirect_uri": CALLBACK, "scope": READ, "state": "é"}
    answer = api.http.get(path, params=query)

    assert answer.status_code == 302
    assert dict(parse_qsl(urlsplit(answer.headers["location"]).query)) == {"error": "access_denied", "state": "é"}


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_id": "another"}, 400, "invalid_client"),
        ({"redirect_uri": "https://elsewhere.example/callback"}, 400, "invalid_request"),
        ({"scope": "r:nothing:*"}, 302, "invalid_scope"),
        ({"scope": ""}, 302, "invalid_scope"),
        ({"response_type": "token"}, 302, "unsupported_response_type"),
    ],
)
def test_a_wrong_request_for_consent_is_refused(api: Api, changes: dict[str, str], status: int, error: str) -> None:
    query = {"client_id": api.client_id, "response_type": "code", "redirect_uri": CALLBACK, "scope": READ}
    answer = api.http.get("/oauth/authorize", params=query | changes)

    assert answer.status_code == status
    assert error in (answer.text if status == 400 else answer.headers["location"])


def test_a_code_works_once_for_its_address_and_not_for_long(api: Api) -> None:
    used, moved, late = (api.authorize(READ) for _ in range(3))
    assert api.token(grant_type="authorization_code", code=used).status_code == 200

    again = api.token(grant_type="authorization_code", code=used)
    elsewhere = api.token(grant_type="authorization_code", code=moved, redirect_uri="http://localhost/other")
    api.sandbox.clock.advance(301)
    expired = api.token(grant_type="authorization_code", code=late)

    assert again.status_code == 400
    assert again.json() == {"error": "invalid_grant", "error_description": f"Invalid authorization code: {used}"}
    assert (elsewhere.status_code, expired.status_code) == (400, 400)


def test_a_refresh_replaces_both_tokens_at_once(api: Api) -> None:
    old = api.consent(READ)

    new = api.token(grant_type="refresh_token", refresh_token=old["refresh_token"]).json()

    assert {new["access_token"], new["refresh_token"]}.isdisjoint({old["access_token"], old["refresh_token"]})
    assert is_html_401(api.http.get("/devices"))
    again = api.token(grant_type="refresh_token", refresh_token=old["refresh_token"])
    assert again.status_code == 400
    assert again.json()["error"] == "invalid_grant"
    assert again.json()["error_description"] == f"Invalid refresh token: {old['refresh_token']}"
    assert api.use(new["access_token"]).get("/devices")["items"]


def test_tokens_end_by_the_sandbox_clock(api: Api) -> None:
    pair = api.consent(READ)
    personal = api.sandbox.make_personal_token()
    api.sandbox.clock.advance(DAY_S - 1)
    assert api.get("/devices")["items"]

    api.sandbox.clock.advance(1)

    assert is_html_401(api.http.get("/devices"))
    assert is_html_401(api.use(personal).http.get("/devices"))
    api.sandbox.clock.advance(29 * DAY_S - 1)
    pair = api.token(grant_type="refresh_token", refresh_token=pair["refresh_token"]).json()
    api.sandbox.clock.advance(30 * DAY_S)
    assert api.token(grant_type="refresh_token", refresh_token=pair["refresh_token"]).status_code == 400


def test_a_second_consent_for_the_location_ends_the_refresh_token_of_the_first(api: Api) -> None:
    first = api.consent(READ)
    second = api.consent(READ)

    assert second["installed_app_id"] == first["installed_app_id"]
    assert api.use(first["access_token"]).get("/devices")["items"], "its access token works until its end"
    assert api.token(grant_type="refresh_token", refresh_token=first["refresh_token"]).status_code == 400
    assert api.token(grant_type="refresh_token", refresh_token=second["refresh_token"]).status_code == 200


def test_consents_for_two_locations_live_side_by_side(api: Api) -> None:
    first, second = api.consent(READ), api.consent(READ, location=1)

    for pair in (first, second):
        assert api.token(grant_type="refresh_token", refresh_token=pair["refresh_token"]).status_code == 200


def test_the_token_endpoint_names_what_is_wrong(api: Api) -> None:
    refresh = api.consent(READ)["refresh_token"]
    for basic, form in (
        ("unknown:secret", {}),
        (f"{api.client_id}:wrong", {}),
        ("no colon", {}),
        (None, {"client_id": "another"}),
    ):
        answer = api.token(basic=basic, grant_type="refresh_token", refresh_token=refresh, **form)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert api.token(grant_type="password").json()["error"] == "unsupported_grant_type"
    assert api.http.post("/v1/oauth/token", data={"grant_type": "refresh_token"}).status_code == 401
    assert api.token(grant_type="refresh_token", refresh_token=refresh, client_id=api.client_id).status_code == 200


def test_the_first_refresh_token_of_the_environment_works(api: Api) -> None:
    environment = api.sandbox.environment(str(api.http.base_url))
    names = ("BASE_URL", "CLIENT_ID", "CLIENT_SECRET", "REFRESH_TOKEN", "TOKEN")
    assert list(environment) == [f"SMARTTHINGS_{name}" for name in names]

    pair = api.token(grant_type="refresh_token", refresh_token=environment["SMARTTHINGS_REFRESH_TOKEN"]).json()

    assert api.use(pair["access_token"]).get("/devices")["items"]
    assert api.use(environment["SMARTTHINGS_TOKEN"]).get("/devices")["items"]


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer nonsense", "Basic abc"])
def test_a_missing_or_unknown_token_is_refused_by_an_html_page(api: Api, header: str | None) -> None:
    del api.http.headers["authorization"]
    headers = {} if header is None else {"authorization": header}

    answer = api.http.get("/v1/devices", headers=headers)

    assert is_html_401(answer)
    assert "x-ratelimit-limit" not in answer.headers


def test_a_missing_scope_and_a_missing_object_look_the_same(api: Api) -> None:
    device = api.sandbox.device_id("plug")
    body = {"commands": [{"capability": "switch", "command": "on"}]}
    api.consent(READ)
    for answer in (
        api.http.post(f"/devices/{device}/commands", json=body),
        api.http.get("/devices/nothing/status"),
        api.http.get(f"/devices/{device}/components/nothing/status"),
        api.http.get(f"/devices/{device}/components/main/capabilities/nothing/status"),
        api.http.get("/locations"),
        api.http.get("/scenes"),
        api.http.get("/installedapps"),
    ):
        assert (answer.status_code, answer.content) == (403, b"")


@pytest.mark.parametrize(
    ("scope", "readable"),
    [("r:devices:*", {"ecobee", "plug"}), ("r:devices:$", {"plug"}), ("r:devices:{ecobee}", {"ecobee"})],
)
def test_scopes_cover_all_devices_or_those_picked_or_one(api: Api, scope: str, readable: set[str]) -> None:
    ids = {name: api.sandbox.device_id(name) for name in ("ecobee", "plug")}
    api.consent(scope.format(**ids), devices=(ids["plug"],))

    listed = {each["deviceId"] for each in api.get("/devices")["items"]}
    found = {name for name, device in ids.items() if api.http.get(f"/devices/{device}/status").status_code == 200}

    assert found == readable
    assert listed & set(ids.values()) == {ids[name] for name in readable}


def test_a_picked_device_is_commanded_by_the_dollar_scope_only(api: Api) -> None:
    plug, ecobee = api.sandbox.device_id("plug"), api.sandbox.device_id("ecobee")
    api.consent("x:devices:$", "r:devices:*", devices=(plug,))

    assert api.command(plug, "switch", "off") == "COMPLETED"
    body = {"commands": [{"capability": "refresh", "command": "refresh"}]}
    assert api.http.post(f"/devices/{ecobee}/commands", json=body).status_code == 403


def test_the_old_scope_for_lists_is_an_alternative(api: Api) -> None:
    api.consent("l:devices")

    assert api.get("/devices")["items"]
    assert api.http.get(f"/devices/{api.sandbox.device_id('plug')}").status_code == 403


def test_a_removed_app_takes_its_tokens_with_it(api: Api) -> None:
    pair = api.consent(READ, "w:installedapps")

    assert api.send("DELETE", f"/installedapps/{pair['installed_app_id']}") == {"count": 1}

    assert is_html_401(api.http.get("/devices"))
    assert api.token(grant_type="refresh_token", refresh_token=pair["refresh_token"]).status_code == 400


def test_tests_may_end_tokens(api: Api) -> None:
    pair = api.consent(READ)
    api.sandbox.expire_tokens()
    assert is_html_401(api.http.get("/devices"))
    pair = api.token(grant_type="refresh_token", refresh_token=pair["refresh_token"]).json()
    api.sandbox.revoke_tokens()
    assert api.token(grant_type="refresh_token", refresh_token=pair["refresh_token"]).status_code == 400


def test_faults_speak_the_vendors_words(api: Api) -> None:
    api.sandbox.faults.add(Fault.expired_token(), operation="getDevices")
    api.sandbox.faults.add(Fault.rate_limited(reset_ms=40_582), operation="getDevices")

    assert is_html_401(api.http.get("/devices"))
    limited = api.http.get("/devices")
    assert (limited.status_code, limited.headers["x-ratelimit-reset"]) == (429, "40582")
    assert limited.json()["error"]["details"][0]["message"] == "attempt 12 limit 10 - retry in 1000 millis"


def test_an_unknown_value_is_put_where_the_mode_is(api: Api) -> None:
    ecobee = api.sandbox.device_id("ecobee")
    for path in (f"/devices/{ecobee}/status", f"/devices/{ecobee}/components/main/status"):
        api.sandbox.faults.add(Fault.unknown_enum("tropical"))
        status = api.get(path)
        mode = status.get("components", {"main": status})["main"]["thermostatMode"]["thermostatMode"]
        assert mode["value"] == "tropical"
        assert mode["data"]
    api.sandbox.faults.add(Fault.unknown_enum("FORGOTTEN"), operation="executeDeviceCommands")
    assert api.command(ecobee, "refresh", "refresh") == "FORGOTTEN"
    api.heard.clear()  # they are not the document's on purpose


def test_no_token_is_in_the_record_of_requests(api: Api) -> None:
    pair = api.consent(READ)
    api.get("/devices")

    text = api.http.get("/_sandbox/requests").text
    assert pair["access_token"] not in text
    assert api.sandbox.requests.of("getDevices")[-1].status == 200
