"""The API of owners: keys, roles, groups and a rate table of its own, over a socket."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from smartbuildings import SmartThings
from smartbuildings.sandbox import RateLimits, Role, SandboxServer, SmartThingsEnterpriseSandbox
from smartbuildings.sandbox.smartthings.enterprise import ENTERPRISE_ROWS
from smartbuildings.units import Temperature

ACCEPT = {"accept": "application/vnd.smartthings+json;v=2"}
TOKEN = "/auth/serviceaccount/token"
DAY_S = 86_400
ON = {"commands": [{"capability": "switch", "command": "on"}]}


@pytest.fixture
def sandbox() -> SmartThingsEnterpriseSandbox:
    return SmartThingsEnterpriseSandbox(speed=0, wall=lambda: 1_000_000.0)


@pytest.fixture
def http(sandbox: SmartThingsEnterpriseSandbox) -> Iterator[httpx.Client]:
    with SandboxServer(sandbox) as server, httpx.Client(base_url=server.url, headers=ACCEPT, trust_env=False) as http:
        use(http, mint(http, sandbox.api_key).json()["token"])
        yield http


def mint(http: httpx.Client, key: str, **body: Any) -> httpx.Response:
    return http.post(TOKEN, json=body, headers={"authorization": f"Bearer {key}"})


def use(http: httpx.Client, token: str) -> None:
    http.headers["authorization"] = f"Bearer {token}"


def test_a_key_is_exchanged_for_a_jwt_with_an_end(sandbox: SmartThingsEnterpriseSandbox, http: httpx.Client) -> None:
    token = mint(http, sandbox.api_key, expiresInSec=7200).json()["token"]

    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert (claims["iat"], claims["exp"]) == (1_000_000, 1_007_200)
    use(http, token)
    sandbox.clock.advance(7199)
    assert http.get("/locations").status_code == 200
    sandbox.clock.advance(1)
    assert http.get("/locations").status_code == 401


@pytest.mark.parametrize("lifetime", [0, DAY_S + 1, "long", True])
def test_a_token_lives_for_a_day_at_most(
    sandbox: SmartThingsEnterpriseSandbox, http: httpx.Client, lifetime: Any
) -> None:
    answer = mint(http, sandbox.api_key, expiresInSec=lifetime)

    assert answer.status_code == 422
    assert answer.json()["error"]["details"][0]["target"] == "expiresInSec"


def test_a_key_ends_after_a_year_or_when_it_is_deleted(
    sandbox: SmartThingsEnterpriseSandbox, http: httpx.Client
) -> None:
    sandbox.clock.advance(365 * DAY_S - 1)
    assert mint(http, sandbox.api_key).status_code == 200
    sandbox.clock.advance(1)
    assert mint(http, sandbox.api_key).status_code == mint(http, "another").status_code == 401
    sandbox.revoke_tokens()
    assert sandbox.keys == {}


def test_it_wants_version_2_and_has_neither_the_prefix_nor_consents(
    sandbox: SmartThingsEnterpriseSandbox, http: httpx.Client
) -> None:
    assert http.get("/locations", headers={"accept": "application/json"}).status_code == 406
    for path in ("/v1/locations", "/installedapps", "/oauth/authorize", "/history/devices"):
        assert http.get(path).status_code == 404
    use(http, sandbox.personal_token)
    assert http.get("/locations").status_code == 401, "tokens of the two APIs are not interchangeable"


def test_one_account_has_many_locations_in_groups(sandbox: SmartThingsEnterpriseSandbox, http: httpx.Client) -> None:
    groups = http.get("/locationgroups").json()["items"]
    parents = [http.get(f"/locations/{each}").json()["parent"] for each in sandbox.location_ids]

    assert len(groups) == 2
    assert [each["id"] for each in parents] == [groups[number]["locationGroupId"] for number in (0, 0, 1, 1)]
    assert groups[0]["parent"] == {"type": "ACCOUNT", "id": sandbox.account_id}
    assert http.get(f"/locationgroups/{groups[0]['locationGroupId']}").json() == groups[0]
    assert http.get("/locationgroups/nothing").status_code == 403
    assert len(http.get("/devices", params={"includeStatus": "true"}).json()["items"]) == 48


def test_a_role_decides_where_and_whether_to_command(sandbox: SmartThingsEnterpriseSandbox, http: httpx.Client) -> None:
    first, second, third, _ = sandbox.location_ids
    plugs = [sandbox.device_id("plug", number) for number in range(3)]
    sandbox.roles = (
        Role("IOT_MEMBER", locations=frozenset({first})),
        Role("IOT_RESTRICTED_MANAGER", groups=frozenset({next(iter(sandbox.groups))})),
    )

    assert [each["locationId"] for each in http.get("/locations").json()["items"]] == [first, second]
    assert [http.get(f"/devices/{each}/status").status_code for each in plugs] == [200, 200, 403]
    assert [http.post(f"/devices/{each}/commands", json=ON).status_code for each in plugs] == [200, 403, 403]
    assert http.get(f"/locations/{third}/rooms").status_code == 403
    assert len(http.get("/locationgroups").json()["items"]) == 1
    sandbox.roles = ()
    assert http.get("/devices").status_code == 403


def test_the_rate_table_is_its_own(sandbox: SmartThingsEnterpriseSandbox, http: httpx.Client) -> None:
    location = sandbox.location_ids[0]
    rooms = [each["roomId"] for each in http.get(f"/locations/{location}/rooms").json()["items"]]

    def limits(path: str) -> tuple[int, int]:
        headers = http.get(path).headers
        return int(headers["x-ratelimit-limit"]), int(headers["x-ratelimit-remaining"])

    assert limits(f"/locations/{location}") == (500, 499)
    assert limits("/locations") == (250, 249)
    devices = [f"/locations/{location}/rooms/{each}/devices" for each in rooms[:2]]
    assert [limits(devices[0]), limits(devices[0]), limits(devices[1])] == [(350, 349), (350, 348), (350, 349)]
    assert limits(f"/devices/{sandbox.device_id('plug')}/status") == (350, 349)


def test_the_sdk_reads_and_commands_every_location() -> None:
    limits = RateLimits(rows=ENTERPRISE_ROWS)
    with SandboxServer(SmartThingsEnterpriseSandbox(speed=0, limits=limits)) as server:
        with SmartThings(api_key=server.sandbox.api_key, base_url=server.url) as client:
            assert [str(each.id) for each in client.buildings] == server.sandbox.location_ids
            statuses = [each.status for each in client.thermostats.statuses()]
            ecobees = [server.sandbox.device_id("ecobee", number) for number in range(4)]
            done = client.thermostats.get(ecobees[3]).set_temperature(heat=Temperature(68, "F"))
        mints = len(server.sandbox.requests.of("issueServiceToken"))

    assert len(statuses) > 20
    assert type(done).__name__ == "Applied"
    assert mints == 1
