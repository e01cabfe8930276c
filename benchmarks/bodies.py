"""The answers that are measured: the sandbox's own status and token, and a list of 10,000 ids, the API's largest."""

from __future__ import annotations

import json
from typing import Final

from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET, Request, Sandbox

__all__ = ["IDS_PATH", "STATUS_PATH", "THERMOSTAT_ID", "TOKEN_PATH", "bodies", "list_of_ids"]

_SANDBOX: Final = Sandbox(seed=1)
THERMOSTAT_ID: Final = _SANDBOX.thermostat_ids[0]
TOKEN_PATH: Final = "/api/v2/token"
STATUS_PATH: Final = f"/api/v2/thermostats/{THERMOSTAT_ID}/status"
IDS_PATH: Final = "/api/v2/thermostatIds"
_AUDIENCE: Final = "https://api.sb.ecobee.com"


def bodies() -> dict[str, str]:
    """Give each path with its body."""
    credentials = {
        "grant_type": "client_credentials",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "audience": _AUDIENCE,
    }
    token = _ask("POST", TOKEN_PATH, json.dumps(credentials), {"content-type": "application/json"})
    bearer = {"authorization": f"Bearer {json.loads(token)['access_token']}"}
    return {TOKEN_PATH: token, STATUS_PATH: _ask("GET", STATUS_PATH, "", bearer), IDS_PATH: list_of_ids(10_000)}


def list_of_ids(count: int) -> str:
    """Make a list answer as the vendor documents it."""
    first = 511_000_000_000
    items = [
        {"id": str(number), "contentLocation": f"{_AUDIENCE}/api/v2/thermostats/{number}"}
        for number in range(first, first + 7 * count, 7)
    ]
    return json.dumps({"status": "success", "data": {"count": count, "items": items}})


def _ask(method: str, path: str, body: str, headers: dict[str, str]) -> str:
    answer = _SANDBOX.handle(Request(method, path, headers=headers, body=body.encode()))
    if answer.status != 200:
        raise RuntimeError(f"{method} {path} was answered {answer.status}: {answer.body!r}")
    return answer.body.decode()
