"""The bodies that the server sends: the sandboxes' own token and status, a list of 10,000 ids, and one for each peer.

Those of the peers are what their API documents, filled up to the length of the status.
"""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urlencode

from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET, NestSandbox, Request, Sandbox, SmartThingsSandbox

__all__ = ["PATHS", "THERMOSTAT_ID", "bodies"]

_SANDBOX: Final = Sandbox(seed=1)
_SMARTTHINGS: Final = SmartThingsSandbox(seed=1)
_NEST: Final = NestSandbox(seed=1)
THERMOSTAT_ID: Final = _SANDBOX.thermostat_ids[0]
PATHS: Final = {
    "token": "/api/v2/token",
    "status": f"/api/v2/thermostats/{THERMOSTAT_ID}/status",
    "ids": "/api/v2/thermostatIds",
    "smartthings": f"/devices/{_SMARTTHINGS.device_ids[0]}/status",
    "nest": f"/v1/{_NEST.project}/devices/{_NEST.device_id('Lounge')}",
    "nest token": "/oauth2/v4/token",
    "githubkit": "/rate_limit",
    "openai": "/v1/models/benchmark",
}
_AUDIENCE: Final = "https://api.sb.ecobee.com"
_GITHUB_RESOURCES: Final = ("core", "search", "graphql", "code_search", "source_import", "scim")


def bodies() -> dict[str, str]:
    """Return each path with its body."""
    credentials = {
        "grant_type": "client_credentials",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "audience": _AUDIENCE,
    }
    token = _ask(_SANDBOX, "POST", PATHS["token"], json.dumps(credentials), {"content-type": "application/json"})
    bearer = {"authorization": f"Bearer {json.loads(token)['access_token']}"}
    status = _ask(_SANDBOX, "GET", PATHS["status"], "", bearer)
    personal = {"authorization": f"Bearer {_SMARTTHINGS.personal_token}"}
    client_id, client_secret = next(iter(_NEST.clients.items()))
    form = {
        "grant_type": "refresh_token",
        "refresh_token": _NEST.refresh_token,
        "client_id": client_id,
        "client_secret": client_secret,
    }
    form_type = {"content-type": "application/x-www-form-urlencoded"}
    nest_token = _ask(_NEST, "POST", PATHS["nest token"], urlencode(form), form_type)
    nest_bearer = {"authorization": f"Bearer {json.loads(nest_token)['access_token']}"}
    limits = {name: {"limit": 5000, "remaining": 4999, "reset": 1800000000, "used": 1} for name in _GITHUB_RESOURCES}
    model = {"id": "benchmark", "created": 1800000000, "object": "model", "owned_by": "benchmark"}
    return {
        PATHS["token"]: token,
        PATHS["status"]: status,
        PATHS["ids"]: _list_of_ids(10_000),
        PATHS["smartthings"]: _ask(_SMARTTHINGS, "GET", PATHS["smartthings"], "", personal),
        PATHS["nest token"]: nest_token,
        PATHS["nest"]: _ask(_NEST, "GET", PATHS["nest"], "", nest_bearer),
        PATHS["githubkit"]: _filled_up({"resources": limits}, len(status)),
        PATHS["openai"]: _filled_up(model, len(status)),
    }


def _list_of_ids(count: int) -> str:
    """Make a list response as the vendor documents it."""
    first = 511_000_000_000
    items = [
        {"id": str(number), "contentLocation": f"{_AUDIENCE}/api/v2/thermostats/{number}"}
        for number in range(first, first + 7 * count, 7)
    ]
    return json.dumps({"status": "success", "data": {"count": count, "items": items}})


def _filled_up(content: dict[str, Any], length: int) -> str:
    missing = length - len(json.dumps({**content, "description": ""}))
    return json.dumps({**content, "description": "." * missing})


def _ask(
    sandbox: Sandbox | SmartThingsSandbox | NestSandbox, method: str, path: str, body: str, headers: dict[str, str]
) -> str:
    response = sandbox.handle(Request(method, path, headers=headers, body=body.encode()))
    if response.status != 200:
        raise RuntimeError(f"{method} {path} returned {response.status}: {response.body!r}")
    return response.body.decode()
