"""The token endpoint. It speaks plain OAuth2, not JSend, and has a quota of its own."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from smartbuildings.sandbox.ecobee.tokens import AUDIENCE
from smartbuildings.sandbox.http.messages import Refusal, Response, json_response

from .call import Call, Handler

__all__ = ["HANDLERS"]

_REQUIRED: Final = ("grant_type", "audience", "client_id", "client_secret")


def get_token(call: Call) -> Response:
    """Exchange client credentials for a token."""
    asked = _parameters(call)
    for name in _REQUIRED:
        if not isinstance(asked.get(name), str) or not asked[name]:
            raise Refusal(_oauth_error(400, "invalid_request", f"Missing required parameter: {name}"))
    if asked["grant_type"] != "client_credentials":
        raise Refusal(_oauth_error(400, "unsupported_grant_type", "Only client_credentials is supported"))
    client_id: str = asked["client_id"]
    secret = call.clients.get(client_id, "")
    if not secret or not hmac.compare_digest(secret.encode(), asked["client_secret"].encode(errors="replace")):
        raise Refusal(_oauth_error(401, "access_denied", "Unauthorized"))
    scopes = _scopes(call, asked.get("scope"))
    if asked["audience"] != AUDIENCE or not scopes:
        raise Refusal(_oauth_error(403, "access_denied", "Unauthorized"))
    if not call.tokens.has_quota(client_id, call.now):
        raise Refusal(_oauth_error(429, "rate_limit_exceeded", "Token rate limit exceeded, please try again later"))
    token = call.tokens.issue(client_id, scopes, call.now)
    return json_response(
        200,
        {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": call.tokens.lifetime_s,
            "scope": " ".join(sorted(scopes)),
        },
    )


def _parameters(call: Call) -> Mapping[str, Any]:
    request = call.request
    if call.version == "v2" and request.media_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl(request.body.decode(errors="replace"), max_num_fields=100))
    try:
        asked = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return asked if isinstance(asked, dict) else {}


def _scopes(call: Call, asked: object) -> frozenset[str]:
    """Return the scopes to grant: all when none was asked for, none when one of them does not exist."""
    if asked is None or asked == "":
        return call.known_scopes
    wanted = frozenset(str(asked).split())
    return wanted if wanted <= call.known_scopes else frozenset()


def _oauth_error(status: int, code: str, description: str) -> Response:
    return json_response(status, {"error": code, "error_description": description})


HANDLERS: Mapping[str, Handler] = {"getToken": get_token}
