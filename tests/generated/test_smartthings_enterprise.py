"""The generated package of the Enterprise API: its token, and requests and responses over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from servers.scripted import ScriptedServer, json_reply
from smartbuildings_api.smartthings_enterprise import AuthenticatedClient
from smartbuildings_api.smartthings_enterprise.api.authentication import create_service_key, issue_service_token
from smartbuildings_api.smartthings_enterprise.api.eventing import create_account_subscription, create_sink
from smartbuildings_api.smartthings_enterprise.api.locationgroups import (
    create_location_group,
    delete_location_group,
    list_location_groups,
    update_location_group,
)
from smartbuildings_api.smartthings_enterprise.api.rules import create_rule, list_rules
from smartbuildings_api.smartthings_enterprise.models.account_subscription_create import AccountSubscriptionCreate
from smartbuildings_api.smartthings_enterprise.models.location_group_create import LocationGroupCreate
from smartbuildings_api.smartthings_enterprise.models.location_group_list import LocationGroupList
from smartbuildings_api.smartthings_enterprise.models.location_group_update import LocationGroupUpdate
from smartbuildings_api.smartthings_enterprise.models.rule_write import RuleWrite
from smartbuildings_api.smartthings_enterprise.models.service_key_create import ServiceKeyCreate
from smartbuildings_api.smartthings_enterprise.models.service_token_request import ServiceTokenRequest
from smartbuildings_api.smartthings_enterprise.models.sink_create import SinkCreate

ACCEPT = "application/vnd.smartthings+json;v=2"
GROUP: dict[str, Any] = {"locationGroupId": "g", "name": "East", "parent": {"type": "ACCOUNT", "id": "a"}, "odd": [1]}
ACTIONS: list[dict[str, Any]] = [{"command": {"devices": ["d"]}}, {"scene": {"scenes": ["s"]}}]


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as scripted:
        yield scripted


def connected(server: ScriptedServer, token: str = "jwt") -> AuthenticatedClient:
    return AuthenticatedClient(base_url=server.url, token=token, headers={"Accept": ACCEPT})


@pytest.fixture
def client(server: ScriptedServer) -> Iterator[AuthenticatedClient]:
    with connected(server) as opened:
        yield opened


def test_the_key_is_the_bearer_token_of_the_request_for_a_token(server: ScriptedServer) -> None:
    response = {"token": "e.y.J", "issuedFor": "secret of another name"}
    server.on("POST", "/auth/serviceaccount/token", json_reply(response))

    with connected(server, token="key") as client:
        token = issue_service_token.sync(client=client, body=ServiceTokenRequest(expires_in_sec=7200))

    (request,) = server.requests
    assert (request.token, request.json()) == ("key", {"expiresInSec": 7200})
    assert request.headers["accept"] == ACCEPT
    assert token is not None
    assert token.to_dict() == response
    assert "e.y.J" not in repr(token)
    assert "secret" not in repr(token)


def test_a_new_key_is_read_and_not_shown(server: ScriptedServer, client: AuthenticatedClient) -> None:
    response = {"keyId": "k1", "key": "the key", "expiresAt": "2027-01-31T00:00:00Z"}
    server.on("POST", "/accounts/a%2F1/serviceaccounts/s/keys", json_reply(response))

    made = create_service_key.sync("a/1", "s", client=client, body=ServiceKeyCreate(expires_at="2027-01-31T00:00:00Z"))

    assert made is not None
    assert made.to_dict() == response
    assert "k1" in repr(made)
    assert "the key" not in repr(made)


def test_groups_are_listed_created_renamed_and_deleted(server: ScriptedServer, client: AuthenticatedClient) -> None:
    server.on("GET", "/locationgroups", json_reply({"items": [GROUP, {}], "_links": None}))
    server.on("POST", "/locationgroups", json_reply(GROUP))
    server.on("PUT", "/locationgroups/g", json_reply({**GROUP, "name": "West"}))
    server.on("DELETE", "/locationgroups/g", json_reply({}))

    listed = list_location_groups.sync(client=client)
    made = create_location_group.sync(client=client, body=LocationGroupCreate(name="East", parent="a"))
    renamed = update_location_group.sync("g", client=client, body=LocationGroupUpdate(name="West"))
    deleted = delete_location_group.sync("g", client=client)

    assert listed is not None and made is not None and renamed is not None and deleted is not None
    assert listed.to_dict() == {"items": [GROUP, {}], "_links": None}
    assert made.to_dict() == GROUP
    assert renamed.name == "West"
    assert deleted.to_dict() == {}
    assert [each.json() for each in server.requests[1:3]] == [{"name": "East", "parent": "a"}, {"name": "West"}]


def test_an_async_function_lists_groups_too(server: ScriptedServer) -> None:
    server.on("GET", "/locationgroups", json_reply({"items": [GROUP]}))

    async def read() -> LocationGroupList | None:
        async with connected(server) as client:
            return await list_location_groups.asyncio(client=client)

    listed = asyncio.run(read())

    assert listed is not None
    assert listed.to_dict() == {"items": [GROUP]}


def test_actions_of_a_rule_are_sent_and_read_as_they_are(server: ScriptedServer, client: AuthenticatedClient) -> None:
    rule = {"id": "r", "name": "Night", "actions": ACTIONS}
    server.on("POST", "/rules", json_reply(rule))
    server.on("GET", "/rules", json_reply({"items": [rule]}))

    made = create_rule.sync(client=client, body=RuleWrite.from_dict({"name": "Night", "actions": ACTIONS}))
    listed = list_rules.sync(client=client)

    assert made is not None and listed is not None
    assert server.requests[0].json() == {"name": "Night", "actions": ACTIONS}
    assert made.to_dict() == rule
    assert listed.to_dict() == {"items": [rule]}


def test_a_sink_and_a_subscription_with_fields_that_are_not_public(
    server: ScriptedServer, client: AuthenticatedClient
) -> None:
    sink = {"name": "mine", "type": "HTTPS_SINK", "httpsSink": {"endpoint": "https://example.com"}}
    subscription = {"name": "all", "sinkId": "s"}
    server.on("POST", "/accounts/a/sinks", json_reply({"sinkId": "s", **sink}))
    server.on("POST", "/accounts/a/subscriptions", json_reply({"subscriptionId": "u", **subscription}))

    made = create_sink.sync("a", client=client, body=SinkCreate.from_dict(sink))
    subscribed = create_account_subscription.sync(
        "a", client=client, body=AccountSubscriptionCreate.from_dict(subscription)
    )

    assert made is not None and subscribed is not None
    assert [each.json() for each in server.requests] == [sink, subscription]
    assert made.to_dict() == {"sinkId": "s", **sink}
    assert subscribed.to_dict() == {"subscriptionId": "u", **subscription}
