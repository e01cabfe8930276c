"""Requests tokens: the credentials describe one request as data, and the client's own HTTP layer sends it.

The generated ``getToken`` is not used here: the route's path, its encoding and where the client's secret goes are
settings (vendors differ, and what ecobee's v2 route takes is not publicly known), and a generated function fixes them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from smartbuildings._async.http import AsyncHttp
from smartbuildings._core import options
from smartbuildings._core.body import json_or_none
from smartbuildings._core.redaction import redact
from smartbuildings._core.responses import advice_for
from smartbuildings._core.token_responses import token_from_response
from smartbuildings.credentials import TokenRequest
from smartbuildings.errors import (
    ConfigurationError,
    ConsentNeeded,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    RequestFacts,
    StatusError,
    TokenError,
    TokenQuotaExceeded,
    TokenRefused,
)
from smartbuildings.tokens import Token

__all__ = ["AsyncTokenEndpoint"]

_REJECTIONS: Final = frozenset({"access_denied", "invalid_grant", "unauthorized_client"})
_UNKNOWN_CLIENT: Final = "invalid_client"
_PROXY_LOGIN: Final = 407


class AsyncTokenEndpoint:
    """Sends token requests; remembers when a route was found at its fallback.

    Args:
        http: Sends them.
        refusals: What the body of a 4xx contains when the code or refresh token is not accepted.
    """

    def __init__(self, http: AsyncHttp, refusals: Iterable[bytes] = ()) -> None:
        self._http = http
        self._refusals = tuple(refusals)
        self._moved: dict[str, str] = {}

    async def __call__(self, request: TokenRequest, last: Token | None) -> Token:
        """Ask for a token.

        Raises:
            ConsentNeeded: the endpoint rejected the user's consent.
            TokenRefused: it rejected the credentials.
            ConfigurationError: it does not know the client, or its secret is wrong.
            TokenQuotaExceeded: it reports that too many tokens were requested.
            TokenError: its response contains no token.
        """
        url = self._moved.get(request.url, request.url)
        try:
            return await self._ask(url, request, last)
        except NotFound as absent:
            if request.fallback_url is None or url == request.fallback_url:
                raise self._refusal(absent, url, request) from absent
        try:
            token = await self._ask(request.fallback_url, request, last)
        except NotFound as absent:
            raise self._refusal(absent, request.fallback_url, request) from absent
        self._moved[request.url] = request.fallback_url
        return token

    async def _ask(self, url: str, request: TokenRequest, last: Token | None) -> Token:
        # What holds the secrets is built before anything can fail, so that no traceback shows it among the locals.
        made = self._http.build_request("POST", url, **_content(request))
        with options.anonymous(is_repeatable=request.repeatable):
            try:
                response = await self._http.send(made)
            except NotFound:
                raise
            except OutcomeUnknown as lost:
                msg = (
                    f"The response to the token request was lost ({lost}). The code or refresh token in it may be "
                    "spent: if the next call fails too, ask the user for consent again."
                )
                raise TokenError(msg, request=lost.request) from lost
            except RateLimited as limited:
                if not limited.was_sent:
                    raise
                answered = str(limited).removesuffix(advice_for(429))  # The advice below knows more.
                msg = f"The token endpoint refused another token: {answered}Tokens in use keep working; share one."
                raise TokenQuotaExceeded(msg, retry_after=limited.retry_after, request=limited.request) from limited
            except StatusError as refused:
                if refused.status < 500:
                    raise self._refusal(refused, url, request) from refused
                raise
        now = time.time()
        # The body has no name here: a traceback of what fails below would show it.
        token = token_from_response(json_or_none(response.content), last=last, now_epoch_s=now, request=request)
        if token is None:
            facts = RequestFacts("POST", response.request.url.path)
            msg = f"{facts} succeeded, but its response holds no access token. Check that the token URL is right."
            raise TokenError(msg, request=facts)
        return token

    def _refusal(self, error: StatusError, url: str, request: TokenRequest) -> TokenError | ConfigurationError:
        """Return an error that names the cause: the credentials only where the response is about them."""
        answered = str(error).removesuffix(advice_for(error.status))  # The advice below knows more.
        if request.advice and error.status in {400, 401, 403}:
            return TokenRefused(
                f"The token endpoint rejected the credentials: {answered}{request.advice}", request=error.request
            )
        code = _error_code(error)
        if code == _UNKNOWN_CLIENT:
            msg = (
                f"The token endpoint does not accept this client: {answered}Check client id, client secret and token "
                "URL, and that the vendor has not revoked the secret."
            )
            return ConfigurationError(msg, request=error.request)
        is_about_credentials = code in _REJECTIONS if error.status == 400 else error.status in {401, 403}
        is_about_credentials |= any(each.decode() in error.body for each in self._refusals)
        if is_about_credentials and request.is_consent:
            cause = f"the token endpoint rejected the code or refresh token: {answered}"
            since = datetime.now(UTC)
            return ConsentNeeded(
                cause=cause.strip(), since=since, authorize_url=request.authorize_url, request=error.request
            )
        if is_about_credentials:
            msg = (
                f"The token endpoint rejected the credentials: {answered}Check client id, client secret and token URL."
            )
            return TokenRefused(msg, request=error.request)
        where = redact(url if "://" in url else f"{str(self._http.base_url).rstrip('/')}{url}")
        if 300 <= error.status < 400:
            msg = (
                f"The token URL {where} is redirected: {answered}The client secret was not sent there. "
                "Correct the token URL or the base URL."
            )
        elif error.status == _PROXY_LOGIN:
            msg = f"A proxy on the way to the token URL {where} demands a login: {answered}Check the proxy's URL."
        else:
            msg = f"The token URL {where} returned no token: {answered}Check the token URL, and what is sent to it."
        return TokenError(msg, request=error.request)


def _content(request: TokenRequest) -> dict[str, Any]:
    """Return what is sent, as arguments of httpx's ``build_request``."""
    authorization = request.authorization()
    headers = {} if authorization is None else {"Authorization": authorization}
    return {"headers": headers, "json" if request.encoding == "json" else "data": dict(request.fields)}


def _error_code(error: StatusError) -> str | None:
    """Return the error code of a token endpoint's response (RFC 6749 section 5.2)."""
    body = json_or_none(error.body.encode())
    code = body.get("error") if isinstance(body, dict) else None
    return code if isinstance(code, str) else None
