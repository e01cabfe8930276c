"""What only the Enterprise API has: keys and tokens, location groups, and what is kept as it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from smartbuildings.sandbox.http.machine import bearer_token
from smartbuildings.sandbox.http.messages import Refusal, Response, json_response
from smartbuildings.sandbox.smartthings.devices import time_text
from smartbuildings.sandbox.smartthings.tokens import Token
from smartbuildings.sandbox.smartthings.wording import detail, error, forbidden, unprocessable

from .call import Call, Handler

if TYPE_CHECKING:
    from smartbuildings.sandbox.smartthings.enterprise import SmartThingsEnterpriseSandbox

__all__ = ["HANDLERS", "ServiceToken"]

KEY_S: Final = 365 * 86_400
"""Life of an API key."""
_MOST_KEYS: Final = 5
_LONGEST_S: Final = 86_400


@attrs.define
class ServiceToken(Token):
    """A JWT. Its roles are those of the service account at the moment, so a change takes effect at once."""

    sandbox: SmartThingsEnterpriseSandbox = attrs.field(kw_only=True)

    @property
    def principal(self) -> str:
        """What the vendor's limits count by."""
        return "service account"

    def reaches(self, location_id: str | None) -> bool:
        """Return whether a role holds in a location."""
        return bool(self.sandbox.roles_in(location_id))


def issue_service_token(call: Call) -> Response:
    """Exchange the API key of the request for a token."""
    owner = _owner(call)
    if call.now >= owner.keys.get(bearer_token(call.request), 0.0):
        raise Refusal(error(401, "UnauthorizedError", "The API key is not valid."))
    return json_response(200, {"token": owner.issue_token(call.body.get("expiresInSec", _LONGEST_S))})


def create_service_key(call: Call) -> Response:
    """Make another API key, which ends within a year."""
    owner = _of_account(call)
    if call.parameters["serviceAccountId"] != owner.service_account_id:
        raise Refusal(forbidden())
    if len(owner.keys) >= _MOST_KEYS:
        raise Refusal(error(422, "LimitError", f"The service account has {_MOST_KEYS} keys, which is the limit."))
    try:
        found = datetime.fromisoformat(call.body.get("expiresAt", time_text(call.now + KEY_S)))
    except ValueError:
        raise Refusal(unprocessable(detail("NotValidValue", "must be a time", "expiresAt"))) from None
    ends_at = (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).timestamp()
    if not call.now < ends_at <= call.now + KEY_S + 86_400:
        raise Refusal(unprocessable(detail("NotValidValue", "must be at most one year ahead", "expiresAt")))
    key = call.account.new_id("api key")
    owner.keys[key] = ends_at
    return json_response(200, {"keyId": call.account.new_id("key"), "key": key, "expiresAt": time_text(ends_at)})


def list_location_groups(call: Call) -> Response:
    """List the location groups that a role reaches."""
    owner = _owner(call)
    items = [_group(owner, group_id) for group_id in owner.groups if owner.reaches_group(group_id)]
    return json_response(200, {"items": items, "_links": {}})


def create_location_group(call: Call) -> Response:
    """Add a location group to the account."""
    owner = _owner(call)
    if call.body["parent"] != owner.account_id:
        raise Refusal(unprocessable(detail("NotValidValue", "must be the id of the account", "parent")))
    group_id = call.account.new_id("group")
    owner.groups[group_id] = call.body["name"]
    return json_response(200, _group(owner, group_id))


def get_location_group(call: Call) -> Response:
    """Read one location group."""
    return json_response(200, _group(_owner(call), _group_id(call)))


def update_location_group(call: Call) -> Response:
    """Rename a location group."""
    owner, group_id = _owner(call), _group_id(call)
    owner.groups[group_id] = call.body["name"]
    return json_response(200, _group(owner, group_id))


def delete_location_group(call: Call) -> Response:
    """Delete a location group; its locations belong to the account then."""
    group_id = _group_id(call)
    del _owner(call).groups[group_id]
    for location in call.account.locations.values():
        if location.group_id == group_id:
            location.group_id = None
    return json_response(200, {})


def _creates(kind: str, id_name: str, most: int = 100) -> Handler:
    def create(call: Call) -> Response:
        kept = _of_account(call).records.setdefault(kind, {})
        if len(kept) >= most:
            raise Refusal(error(422, "LimitError", f"The account has {most} {kind}, which is the limit."))
        record = {id_name: call.account.new_id(kind), **call.body}
        kept[record[id_name]] = record
        return json_response(200, record)

    return create


def _lists(kind: str) -> Handler:
    def list_all(call: Call) -> Response:
        return json_response(200, {"items": list(_of_account(call).records.get(kind, {}).values()), "_links": {}})

    return list_all


def _reads(kind: str, parameter: str) -> Handler:
    return lambda call: json_response(200, _record(call, kind, parameter))


def _replaces(kind: str, parameter: str) -> Handler:
    def replace(call: Call) -> Response:
        record = _record(call, kind, parameter)
        record |= call.body
        return json_response(200, record)

    return replace


def _deletes(kind: str, parameter: str) -> Handler:
    def delete(call: Call) -> Response:
        _record(call, kind, parameter)
        del _owner(call).records[kind][call.parameters[parameter]]
        return json_response(200, {})

    return delete


def _owner(call: Call) -> SmartThingsEnterpriseSandbox:
    assert isinstance(call.token, ServiceToken), "the gate lets nobody else in"
    return call.token.sandbox


def _of_account(call: Call) -> SmartThingsEnterpriseSandbox:
    """Return the owner; 403 if the path names another account."""
    owner = _owner(call)
    if call.parameters.get("accountId", owner.account_id) != owner.account_id:
        raise Refusal(forbidden())
    return owner


def _group_id(call: Call) -> str:
    group_id, owner = call.parameters["locationGroupId"], _owner(call)
    if group_id not in owner.groups or not owner.reaches_group(group_id):
        raise Refusal(forbidden())
    return group_id


def _group(owner: SmartThingsEnterpriseSandbox, group_id: str) -> dict[str, Any]:
    parent = {"type": "ACCOUNT", "id": owner.account_id}
    return {"locationGroupId": group_id, "name": owner.groups[group_id], "parent": parent}


def _record(call: Call, kind: str, parameter: str) -> dict[str, Any]:
    record = _owner(call).records.get(kind, {}).get(call.parameters[parameter])
    if record is None:
        raise Refusal(forbidden())
    return record


create_rule, list_rules = _creates("rules", "id"), _lists("rules")
get_rule, update_rule, delete_rule = (
    _reads("rules", "ruleId"),
    _replaces("rules", "ruleId"),
    _deletes("rules", "ruleId"),
)
create_scene, get_scene = _creates("scenes", "id"), _reads("scenes", "sceneId")
update_scene, delete_scene = _replaces("scenes", "sceneId"), _deletes("scenes", "sceneId")
create_sink, list_sinks = _creates("sinks", "sinkId", most=10), _lists("sinks")
create_account_subscription = _creates("subscriptions", "subscriptionId", most=10)
list_account_subscriptions = _lists("subscriptions")

HANDLERS: Mapping[str, Handler] = {
    "issueServiceToken": issue_service_token,
    "createServiceKey": create_service_key,
    "listLocationGroups": list_location_groups,
    "createLocationGroup": create_location_group,
    "getLocationGroup": get_location_group,
    "updateLocationGroup": update_location_group,
    "deleteLocationGroup": delete_location_group,
    "listRules": list_rules,
    "createRule": create_rule,
    "getRule": get_rule,
    "updateRule": update_rule,
    "deleteRule": delete_rule,
    "createScene": create_scene,
    "getScene": get_scene,
    "updateScene": update_scene,
    "deleteScene": delete_scene,
    "listSinks": list_sinks,
    "createSink": create_sink,
    "listAccountSubscriptions": list_account_subscriptions,
    "createAccountSubscription": create_account_subscription,
}
