"""What only the Enterprise API of the sandbox has, held against its document, and the SDK at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs
import httpx
import pytest
from contract.documents import operations

from smartbuildings import SmartThings
from smartbuildings.errors import PermissionDenied, TokenRefused
from smartbuildings.sandbox import Role, SandboxServer, SmartThingsEnterpriseSandbox
from smartbuildings.sandbox.smartthings.handlers.enterprise import HANDLERS

from .conftest import complaints

OPERATIONS = operations("smartthings_enterprise")
PATTERNS = [(re.compile(re.sub(r"{\w+}", "[^/]+", each.path)), each) for each in OPERATIONS]
ACTIONS: dict[str, Any] = {"name": "Night", "actions": [{"command": {}}]}


@attrs.define
class Owner:
    """Plain httpx with a token of the service account."""

    sandbox: SmartThingsEnterpriseSandbox
    http: httpx.Client

    def send(self, method: str, path: str, body: Any = None) -> Any:
        response = self.http.request(method, path, json=body)
        assert response.status_code == 200, (response.status_code, response.text)
        return response.json()


@pytest.fixture
def owner() -> Iterator[Owner]:
    """A client whose every response is held against the document."""
    wrong: list[str] = []

    def hear(response: httpx.Response) -> None:
        for pattern, operation in PATTERNS:
            if operation.method == response.request.method and pattern.fullmatch(response.request.url.path):
                response.read()
                wrong.extend(complaints(operation, response))

    sandbox = SmartThingsEnterpriseSandbox(speed=0)
    headers = {"accept": "application/vnd.smartthings+json;v=2", "authorization": f"Bearer {sandbox.api_key}"}
    with SandboxServer(sandbox) as server, httpx.Client(base_url=server.url, headers=headers, trust_env=False) as http:
        http.event_hooks["response"] = [hear]
        made = Owner(sandbox, http)
        token = made.send("POST", "/auth/serviceaccount/token", {"expiresInSec": 7200})["token"]
        http.headers["authorization"] = f"Bearer {token}"
        yield made
    assert wrong == []


def test_every_operation_has_a_handler_and_every_handler_an_operation() -> None:
    assert set(HANDLERS) == {operation.id for operation in OPERATIONS}


def test_location_groups_are_created_renamed_and_deleted(owner: Owner) -> None:
    made = owner.send("POST", "/locationgroups", {"name": "East", "parent": owner.sandbox.account_id})
    path = f"/locationgroups/{made['locationGroupId']}"

    assert owner.send("PUT", path, {"name": "West"})["name"] == "West"
    assert owner.send("GET", path)["name"] == "West"
    owner.send("DELETE", path)
    assert owner.http.get(path).status_code == 403
    assert owner.http.post("/locationgroups", json={"name": "East", "parent": "nobody"}).status_code == 422
    owner.send("DELETE", f"/locationgroups/{next(iter(owner.sandbox.groups))}")
    assert owner.send("GET", f"/locations/{owner.sandbox.location_ids[0]}")["parent"] is None


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("IOT_RESTRICTED_MANAGER", {"groups"}),
        ("IOT_MEMBER", set[str]()),
        ("IOT_MANAGER", {"groups", "rename"}),
        ("ACCOUNT_ADMIN", {"groups", "rename", "create", "sinks"}),
    ],
)
def test_the_role_decides_as_the_document_says(owner: Owner, role: Any, allowed: set[str]) -> None:
    account, group = owner.sandbox.account_id, next(iter(owner.sandbox.groups))
    owner.sandbox.roles = (Role(role),)
    requests: dict[str, tuple[str, str, Any]] = {
        "groups": ("GET", "/locationgroups", None),
        "rename": ("PUT", f"/locationgroups/{group}", {"name": "North"}),
        "create": ("POST", "/locationgroups", {"name": "East", "parent": account}),
        "sinks": ("GET", f"/accounts/{account}/sinks", None),
    }

    statuses = {
        name: owner.http.request(method, path, json=body).status_code for name, (method, path, body) in requests.items()
    }

    assert {name for name, status in statuses.items() if status != 403} == allowed


def test_a_service_account_has_five_keys_of_one_year_at_most(owner: Owner) -> None:
    sandbox = owner.sandbox
    path = f"/accounts/{sandbox.account_id}/serviceaccounts/{sandbox.service_account_id}/keys"
    late = (sandbox.clock.now() + timedelta(days=400)).isoformat()
    assert owner.http.post(path, json={"expiresAt": late}).status_code == 422
    assert owner.http.post(path, json={"expiresAt": "soon"}).status_code == 422
    assert owner.http.post(path.replace(sandbox.service_account_id, "other"), json={}).status_code == 403

    keys = [owner.send("POST", path, {})["key"] for _ in range(4)]

    assert owner.http.post(path, json={}).status_code == 422
    owner.http.headers["authorization"] = f"Bearer {keys[-1]}"
    assert owner.send("POST", "/auth/serviceaccount/token", {})["token"]


@pytest.mark.parametrize("path", ["/rules", "/scenes"])
def test_rules_and_scenes_are_kept_as_they_were_sent(owner: Owner, path: str) -> None:
    made = owner.send("POST", path, ACTIONS)
    one = f"{path}/{made['id']}"

    assert owner.send("PUT", one, {**ACTIONS, "name": "Day"})["name"] == "Day"
    assert owner.send("GET", one) == {**made, "name": "Day"}
    assert owner.http.get(path).status_code == 200
    owner.send("DELETE", one)
    assert owner.http.get(one).status_code == 403


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("sinks", {"name": "mine", "type": "HTTPS_SINK", "httpsSink": {"endpoint": "https://example.com"}}),
        ("subscriptions", {"name": "all", "sink": "x"}),
    ],
)
def test_an_account_has_ten_sinks_and_ten_subscriptions(owner: Owner, kind: str, body: dict[str, Any]) -> None:
    owner.sandbox.limits.enforced = False
    path = f"/accounts/{owner.sandbox.account_id}/{kind}"
    for _ in range(10):
        owner.send("POST", path, body)

    assert owner.http.post(path, json=body).status_code == 422
    assert len(owner.send("GET", path)["items"]) == 10
    assert owner.http.get(f"/accounts/other/{kind}").status_code == 403


@pytest.mark.parametrize("endpoint", ["http://example.com", ""])
def test_a_sink_without_https_is_refused(owner: Owner, endpoint: str) -> None:
    body = {"name": "mine", "type": "HTTPS_SINK", "httpsSink": {"endpoint": endpoint}}
    response = owner.http.post(f"/accounts/{owner.sandbox.account_id}/sinks", json=body)
    assert response.status_code == 400
    assert response.json()["error"]["details"][0]["target"] == "httpsSink.endpoint"
    assert owner.sandbox.records == {}


def test_eventing_has_a_budget_of_its_own(owner: Owner) -> None:
    path = f"/accounts/{owner.sandbox.account_id}/subscriptions"
    statuses = [owner.http.post(path, json={"name": str(number)}).status_code for number in range(6)]
    assert statuses == [200] * 5 + [429]


# -- the SDK


@pytest.fixture
def property_of_four() -> Iterator[tuple[SmartThingsEnterpriseSandbox, SmartThings]]:
    sandbox = SmartThingsEnterpriseSandbox()
    with SandboxServer(sandbox) as server, SmartThings(api_key=sandbox.api_key, base_url=server.url) as client:
        yield sandbox, client


def test_room_by_room_the_same_thermostats_are_found(
    property_of_four: tuple[SmartThingsEnterpriseSandbox, SmartThings],
) -> None:
    sandbox, client = property_of_four
    at_once = {each.thermostat.id: each.status and each.status.set_points for each in client.thermostats.statuses()}
    assert {each.id for each in client.thermostats} == at_once.keys()

    sandbox.lists_devices = False

    by_rooms = {each.thermostat.id: each.status and each.status.set_points for each in client.thermostats.statuses()}
    assert by_rooms == at_once
    assert {each.id for each in client.thermostats} == at_once.keys()
    second = client.buildings.get(sandbox.location_ids[1])
    assert {each.id for each in second.thermostats} < at_once.keys()


def test_buildings_are_grouped(property_of_four: tuple[SmartThingsEnterpriseSandbox, SmartThings]) -> None:
    sandbox, client = property_of_four

    groups = client.location_groups()
    of_locations = [each.info().group_id for each in client.buildings]

    assert [(each.name, each.parent_id) for each in groups] == [
        ("District 1", sandbox.account_id),
        ("District 2", sandbox.account_id),
    ]
    assert of_locations == [groups[0].id, groups[0].id, groups[1].id, groups[1].id]


def test_a_token_that_ended_is_replaced_and_a_lacking_role_and_a_deleted_key_are_named(
    property_of_four: tuple[SmartThingsEnterpriseSandbox, SmartThings],
) -> None:
    sandbox, client = property_of_four
    thermostat = next(iter(client.thermostats))
    sandbox.expire_tokens()
    assert thermostat.execute("refresh", "refresh")

    sandbox.roles = (Role("IOT_RESTRICTED_MANAGER"),)
    assert thermostat.status()
    with pytest.raises(PermissionDenied, match="IOT_MEMBER"):
        thermostat.execute("refresh", "refresh")

    sandbox.revoke_tokens()
    with pytest.raises(TokenRefused, match="Make a new key"):
        thermostat.status()
