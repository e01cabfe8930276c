"""OAuth: the Partner Connections page, whose user answers at once, and the two token endpoints."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit

import attrs

from smartbuildings.sandbox.http.messages import Refusal, Response, json_response
from smartbuildings.sandbox.nest.documents import SCOPE
from smartbuildings.sandbox.nest.tokens import Refused
from smartbuildings.sandbox.nest.wording import oauth_error

from .call import Call, Handler

__all__ = ["HANDLERS", "Choice", "authorize"]

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SCOPES: Final = frozenset({SCOPE, "https://www.googleapis.com/auth/pubsub"})


@attrs.define
class Choice:
    """What the user of the sandbox chooses on the consent page, which answers without being shown."""

    is_denied: bool = False
    """Whether the user refuses."""


def authorize(call: Call, choice: Choice, redirect_uris: Collection[str]) -> Response:
    """Redirect back with a code, the scope and the caller's state. A wrong client or address gets an error page.

    Args:
        call: the request.
        choice: what the user chooses.
        redirect_uris: the registered addresses; one on loopback needs no registration.
    """
    asked = call.query
    client_id, redirect_uri = asked.get("client_id", ""), asked.get("redirect_uri", "")
    if client_id not in call.clients:
        return oauth_error(401, "invalid_client", "The OAuth client was not found.")
    if redirect_uri not in redirect_uris and _host(redirect_uri) not in _LOOPBACK:
        return oauth_error(400, "redirect_uri_mismatch", "The redirect URI is not registered.")
    state = {"state": asked["state"]} if "state" in asked else {}
    scopes = frozenset(asked.get("scope", "").split())
    if choice.is_denied:
        return _back(redirect_uri, {"error": "access_denied", **state})
    if asked.get("response_type") != "code":
        return _back(redirect_uri, {"error": "unsupported_response_type", **state})
    if not scopes or not scopes <= _SCOPES:
        return _back(redirect_uri, {"error": "invalid_scope", **state})
    is_offline = asked.get("access_type") == "offline"
    code = call.consents.authorize(client_id, redirect_uri, scopes, call.now, offline=is_offline)
    return _back(redirect_uri, {"code": code, "scope": " ".join(sorted(scopes)), **state})


def exchange_token(call: Call) -> Response:
    """Exchange a code for tokens, or a refresh token for an access token."""
    form = call.form()
    client_id, grant_type = _client(call, form), _required(form, "grant_type")
    if grant_type == "authorization_code":
        issued = call.consents.redeem(client_id, _required(form, "code"), form.get("redirect_uri", ""), call.now)
    elif grant_type == "refresh_token":
        issued = call.consents.refresh(client_id, _required(form, "refresh_token"), call.now)
    else:
        raise Refusal(oauth_error(400, "unsupported_grant_type", f"Invalid grant_type: {grant_type}"))
    if isinstance(issued, str):
        raise Refusal(_refused(issued))
    return json_response(200, issued)


def exchange_works_with_nest_code(call: Call) -> Response:
    """Exchange a code of Works with Nest; its fields may be in the query, too."""
    form = call.query | call.form()
    missing = [name for name in ("client_id", "client_secret", "code", "grant_type") if not form.get(name)]
    if missing:
        raise Refusal(oauth_error(400, "oauth2_error", f"missing required parameters: {', '.join(missing)}"))
    if not _is_client(call, form["client_id"], form["client_secret"]):
        raise Refusal(oauth_error(400, "oauth2_error", "client not found"))  # the vendor's text was not seen
    is_code = form["grant_type"] == "authorization_code"
    issued = call.consents.redeem_works_with_nest(form["code"], call.now) if is_code else None
    if issued is None:
        raise Refusal(oauth_error(400, "oauth2_error", "authorization code not found"))
    return json_response(200, issued)


def _refused(what: Refused) -> Response:
    """Return the response to what is not accepted. The texts are inferred, but for refresh tokens."""
    if what == "refresh_token":
        return oauth_error(400, "invalid_grant", "Token has been expired or revoked.")
    if what == "client":
        return oauth_error(401, "unauthorized_client", "Unauthorized")
    return oauth_error(400, "redirect_uri_mismatch" if what == "redirect_uri" else "invalid_grant", "Bad Request")


def _required(form: Mapping[str, str], name: str) -> str:
    if not form.get(name):
        raise Refusal(oauth_error(400, "invalid_request", f"Missing required parameter: {name}"))
    return form[name]


def _client(call: Call, form: Mapping[str, str]) -> str:
    """Return the client of a request: from the form, or from a Basic header."""
    client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
    scheme, _, encoded = call.request.headers.get("authorization", "").partition(" ")
    if not client_id and scheme.lower() == "basic":
        try:
            client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            client_id = ""
    if not client_id:
        raise Refusal(oauth_error(400, "invalid_request", "Could not determine client ID from request."))
    if client_id not in call.clients:
        raise Refusal(oauth_error(401, "invalid_client", "The OAuth client was not found."))
    if not _is_client(call, client_id, secret):
        raise Refusal(oauth_error(401, "invalid_client", "Unauthorized"))
    return client_id


def _is_client(call: Call, client_id: str, secret: str) -> bool:
    expected = call.clients.get(client_id, "")
    return bool(expected) and hmac.compare_digest(expected.encode(), secret.encode(errors="replace"))


def _host(uri: str) -> str | None:
    try:
        return urlsplit(uri).hostname
    except ValueError:
        return None


def _back(redirect_uri: str, answer: Mapping[str, str]) -> Response:
    separator = "&" if urlsplit(redirect_uri).query else "?"
    return Response(302, (("location", f"{redirect_uri}{separator}{urlencode(answer)}"), ("content-length", "0")))


HANDLERS: Mapping[str, Handler] = {
    "exchangeToken": exchange_token,
    "exchangeWorksWithNestCode": exchange_works_with_nest_code,
}
