"""Installed apps, one for each consent, and their subscriptions."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from smartbuildings.sandbox.http.messages import Refusal, Response, json_response
from smartbuildings.sandbox.smartthings.tokens import InstalledApp, covers, seeded_id
from smartbuildings.sandbox.smartthings.wording import conflict, detail, error, forbidden, unprocessable

from .call import MOST_IN_PAGE, Call, Handler

__all__ = ["HANDLERS", "MOST_SUBSCRIPTIONS"]

MOST_SUBSCRIPTIONS: Final = 20
"""Subscriptions of one installed app; another page of the vendor says 40."""

# The block of the body that each source needs, and the scope.
_SOURCES: Final = {
    "DEVICE": ("device", "r:devices:*"),
    "CAPABILITY": ("capability", "r:devices:*"),
    "MODE": ("mode", "r:locations:*"),
    "DEVICE_LIFECYCLE": ("deviceLifecycle", "r:devices:*"),
    "DEVICE_HEALTH": ("deviceHealth", "r:devices:*"),
    "SECURITY_ARM_STATE": ("securityArmState", "r:security:locations:*:armstate"),
    "HUB_HEALTH": ("hubHealth", "r:hubs"),
    "SCENE_LIFECYCLE": ("sceneLifecycle", "r:scenes:*"),
}
_DEFAULTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "DEVICE": {"componentId": "*", "capability": "*", "attribute": "*", "value": "*", "stateChangeOnly": True},
    "CAPABILITY": {"attribute": "*", "value": "*", "stateChangeOnly": True},
}


def list_installations(call: Call) -> Response:
    """List the installed apps that fit the filters; the links carry an opaque cursor."""
    found = [app for app in call.consents.apps.values() if call.token.reaches(app.location_id) and _fits(call, app)]
    size, start = call.whole("max", MOST_IN_PAGE), _offset(call)
    links: dict[str, Any] = {"next": None, "previous": None}
    if start + size < len(found):
        location = base64.b64encode(found[start].location_id.encode()).decode()
        cursor = base64.b64encode(str(start + size).encode()).decode().rstrip("=")
        query = [("max", size), ("currentLocationId", location), ("currentOffset", cursor)]
        links["next"] = call.href("/installedapps", query)
    return json_response(200, {"items": [_shown(call, app) for app in found[start : start + size]], "_links": links})


def get_token_installation(call: Call) -> Response:
    """Read the installed app of the token; a personal token has none."""
    app = call.token.app
    if app is None:
        raise Refusal(forbidden())
    shown = {"installedAppId": app.id, "locationId": app.location_id, "scope": sorted(app.scopes)}
    return json_response(200, shown)


def get_installation(call: Call) -> Response:
    """Read one installed app."""
    return json_response(200, _shown(call, _app(call)))


def delete_installation(call: Call) -> Response:
    """Remove an installed app: its consent has ended, and its tokens with it."""
    call.consents.end(_app(call).id)
    return json_response(200, {"count": 1})


def list_subscriptions(call: Call) -> Response:
    """List the subscriptions of an installed app."""
    return json_response(200, {"items": list(_own(call).subscriptions.values()), "_links": None})


def save_subscription(call: Call) -> Response:
    """Subscribe to events."""
    app, body = _own(call), call.body
    block, scope = _SOURCES[body["sourceType"]]
    if block not in body:
        raise Refusal(unprocessable(detail("NotNullError", "must not be null", block)))
    if not covers(app.scopes, scope):
        raise Refusal(forbidden())
    wanted = {"sourceType": body["sourceType"], block: {**_DEFAULTS.get(body["sourceType"], {}), **body[block]}}
    existing = [{name: each[name] for name in wanted} for each in app.subscriptions.values() if block in each]
    name = wanted[block].get("subscriptionName")
    if wanted in existing or (name and any(each[block].get("subscriptionName") == name for each in existing)):
        raise Refusal(conflict("The subscription exists already."))
    if len(app.subscriptions) >= MOST_SUBSCRIPTIONS:
        raise Refusal(error(422, "LimitError", f"The app has {MOST_SUBSCRIPTIONS} subscriptions, which is the limit."))
    subscription_id = call.account.new_id("subscription")
    app.subscriptions[subscription_id] = {"id": subscription_id, "installedAppId": app.id, **wanted}
    return json_response(200, app.subscriptions[subscription_id])


def delete_all_subscriptions(call: Call) -> Response:
    """Delete all subscriptions, or those of a device or of a mode."""
    app = _own(call)
    devices, modes = call.values("deviceId"), call.values("modeId")
    gone = [
        name
        for name, each in app.subscriptions.items()
        if (not devices or each.get("device", {}).get("deviceId") in devices)
        and (not modes or any(set(modes) & set(block.get("modes", ())) for block in _blocks(each)))
    ]
    for name in gone:
        del app.subscriptions[name]
    return json_response(200, {"count": len(gone)})


def get_subscription(call: Call) -> Response:
    """Read one subscription."""
    app = _own(call)
    found = app.subscriptions.get(call.parameters["subscriptionId"])
    if found is None:
        raise Refusal(forbidden())
    return json_response(200, found)


def delete_subscription(call: Call) -> Response:
    """Delete one subscription."""
    app = _own(call)
    if app.subscriptions.pop(call.parameters["subscriptionId"], None) is None:
        raise Refusal(forbidden())
    return json_response(200, {"count": 1})


def _blocks(subscription: dict[str, Any]) -> list[dict[str, Any]]:
    return [value for value in subscription.values() if isinstance(value, dict)]


def _app(call: Call) -> InstalledApp:
    app = call.consents.apps.get(call.parameters["installedAppId"])
    if app is None or (call.token.app is not None and call.token.app is not app):
        raise Refusal(forbidden())
    return app


def _own(call: Call) -> InstalledApp:
    """Return the app of the path, for its own token only: a personal token may not manage subscriptions."""
    app = _app(call)
    if call.token.app is None:
        raise Refusal(forbidden())
    return app


def _fits(call: Call, app: InstalledApp) -> bool:
    shown = _shown(call, app)
    filters = ("locationId", "installedAppStatus", "installedAppType", "appId")
    return all(not (wanted := call.values(name)) or shown[name] in wanted for name in filters)


def _offset(call: Call) -> int:
    cursor = call.query.get("currentOffset")
    if cursor is None:
        return call.whole("page", 0) * call.whole("max", MOST_IN_PAGE)
    try:
        return int(base64.b64decode(cursor[-1] + "=="))
    except (binascii.Error, ValueError):
        raise Refusal(error(400, "BadRequestError", "The cursor is not valid.", target="currentOffset")) from None


def _shown(call: Call, app: InstalledApp) -> dict[str, Any]:
    created = datetime.fromtimestamp(app.created_at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "installedAppId": app.id,
        "installedAppType": "API_ONLY",
        "installedAppStatus": "AUTHORIZED",
        "displayName": "Sandbox app",
        "appId": seeded_id(call.account.seed, "app", app.client_id),
        "referenceId": None,
        "locationId": app.location_id,
        "owner": {"ownerType": "USER", "ownerId": seeded_id(call.account.seed, "owner")},
        "notices": [],
        "createdDate": created,
        "lastUpdatedDate": created,
        "ui": {"pluginId": None, "pluginUri": None, "dashboardCardsEnabled": False, "preInstallDashboardCards": False},
        "iconImage": {"url": None},
        "classifications": ["CONNECTED_SERVICE"],
        "principalType": "LOCATION",
        "restrictionTier": 0,
        "singleInstance": True,
    }


HANDLERS: Mapping[str, Handler] = {
    "listInstallations": list_installations,
    "getTokenInstallation": get_token_installation,
    "getInstallation": get_installation,
    "deleteInstallation": delete_installation,
    "listSubscriptions": list_subscriptions,
    "saveSubscription": save_subscription,
    "deleteAllSubscriptions": delete_all_subscriptions,
    "getSubscription": get_subscription,
    "deleteSubscription": delete_subscription,
}
