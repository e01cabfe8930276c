"""The OAuth pages: consent, which is given at once, and the token endpoint with its own shape of errors."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import attrs

from smartbuildings.sandbox.http.messages import Refusal, Response, json_response
from smartbuildings.sandbox.smartthings.account import Account
from smartbuildings.sandbox.smartthings.tokens import Consents
from smartbuildings.sandbox.smartthings.wording import oauth_error

from .call import Call, Handler

__all__ = ["HANDLERS", "Choice", "authorize"]

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@attrs.define
class Choice:
    """What the user of the sandbox chooses on the consent page, which answers without being shown."""

    location_id: str | None = None
    """The location to consent for; if None, the first for which the client has no consent, else the first."""
    devices: frozenset[str] = frozenset()
    """The devices to pick, which scopes that end in ``:$`` cover."""
    is_denied: bool = False
    """Whether the user refuses."""


def authorize(
    call: Call, choice: Choice, clients: Mapping[str, str], redirect_uris: Collection[str], known: Collection[str]
) -> Response:
    """Redirect back with a code and the caller's state. A wrong client or address gets an error page, and no redirect.

    Args:
        call: the request.
        choice: what the user chooses.
        clients: client ids with their secrets.
        redirect_uris: the registered addresses; one on loopback needs no registration.
        known: the scopes that exist.
    """
    asked = {name: values[-1] for name, values in call.query.items()}
    client_id, redirect_uri = asked.get("client_id", ""), asked.get("redirect_uri", "")
    if client_id not in clients:
        return oauth_error(400, "invalid_client", "The client is not known.")
    if redirect_uri not in redirect_uris and urlsplit(redirect_uri).hostname not in _LOOPBACK:
        return oauth_error(400, "invalid_request", "The redirect_uri is not registered.")
    state = {"state": asked["state"]} if "state" in asked else {}
    scopes = frozenset(asked.get("scope", "").split())
    if choice.is_denied:
        return _back(redirect_uri, {"error": "access_denied", **state})
    if asked.get("response_type") != "code":
        return _back(redirect_uri, {"error": "unsupported_response_type", **state})
    if not scopes or any(not _exists(scope, known) for scope in scopes):
        return _back(redirect_uri, {"error": "invalid_scope", **state})
    location_id = choice.location_id or _next_location(call.account, call.consents, client_id)
    code = call.consents.authorize(client_id, location_id, scopes, choice.devices, redirect_uri, call.now)
    return _back(redirect_uri, {"code": code, **state})


def issue_token(call: Call) -> Response:
    """Exchange a code, or a refresh token, for a new pair."""
    form = dict(parse_qsl(call.request.body.decode(errors="replace"), max_num_fields=100))
    client_id = _client(call, form)
    grant_type = form.get("grant_type")
    if grant_type == "authorization_code":
        code = form.get("code", "")
        pair = call.consents.redeem(client_id, code, form.get("redirect_uri", ""), call.now)
        description = f"Invalid authorization code: {code}"
    elif grant_type == "refresh_token":
        pair = call.consents.refresh(client_id, form.get("refresh_token", ""), call.now)
        description = f"Invalid refresh token: {form.get('refresh_token', '')}"
    else:
        raise Refusal(oauth_error(400, "unsupported_grant_type", f"Unsupported grant type: {grant_type}"))
    if pair is None:
        raise Refusal(oauth_error(400, "invalid_grant", description))
    return json_response(200, pair)


def _client(call: Call, form: Mapping[str, str]) -> str:
    scheme, _, encoded = call.request.headers.get("authorization", "").partition(" ")
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        client_id = secret = ""
    expected = call.clients.get(client_id, "")
    is_good = bool(expected) and hmac.compare_digest(expected.encode(), secret.encode())
    if scheme.lower() != "basic" or not is_good or form.get("client_id", client_id) != client_id:
        raise Refusal(oauth_error(401, "invalid_client", "Bad client credentials"))
    return client_id


def _next_location(account: Account, consents: Consents, client_id: str) -> str:
    taken = {app.location_id for app in consents.apps.values() if app.client_id == client_id}
    locations = list(account.locations)
    return next((each for each in locations if each not in taken), locations[0])


def _exists(scope: str, known: Collection[str]) -> bool:
    head, _, last = scope.rpartition(":")
    return scope in known or f"{scope}:*" in known or (f"{head}:*" in known and last not in ("", "*", "$"))


def _back(redirect_uri: str, answer: Mapping[str, str]) -> Response:
    separator = "&" if urlsplit(redirect_uri).query else "?"
    return Response(302, (("location", f"{redirect_uri}{separator}{urlencode(answer)}"), ("content-length", "0")))


HANDLERS: Mapping[str, Handler] = {"issueToken": issue_token}
