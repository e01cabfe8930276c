"""Asking a token route for a token: one request, told as data by the credentials, sent by the client's own door.

The generated ``getToken`` is not used here: the route's path, its encoding and where the client's secret goes are
settings (vendors differ, and what ecobee's v2 route takes is not publicly known), and a generated function fixes them.
"""

from __future__ import annotations

import time

from smartbuildings._async.http import AsyncHttp
from smartbuildings._core import options
from smartbuildings._core.answers import advice_for, json_or_none
from smartbuildings.credentials import TokenRequest, token_from_answer
from smartbuildings.errors import (
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

__all__ = ["AsyncExchange"]


class AsyncExchange:
    """Sends token requests; remembers when a route was found at its fallback."""

    def __init__(self, http: AsyncHttp) -> None:
        self._http = http
        self._moved: dict[str, str] = {}

    async def __call__(self, request: TokenRequest, last: Token | None) -> Token:
        """Ask for a token.

        Raises:
            TokenRefused: the route rejected the credentials.
            TokenQuotaExceeded: the route says that too many tokens were requested.
            TokenError: the route's answer holds no token.
        """
        url = self._moved.get(request.url, request.url)
        try:
            return await self._ask(url, request, last)
        except NotFound as absent:
            if request.fallback_url is None or url == request.fallback_url:
                raise _refusal(absent) from absent
        try:
            token = await self._ask(request.fallback_url, request, last)
        except NotFound as absent:
            raise _refusal(absent) from absent
        self._moved[request.url] = request.fallback_url
        return token

    async def _ask(self, url: str, request: TokenRequest, last: Token | None) -> Token:
        headers = {"Accept": "application/json"}
        basic = request.basic_header()
        if basic is not None:
            headers["Authorization"] = basic
        fields = dict(request.fields)
        json_body, form_body = (fields, None) if request.encoding == "json" else (None, fields)
        with options.anonymous(is_repeatable=request.repeatable):
            try:
                response = await self._http.request("POST", url, json=json_body, data=form_body, headers=headers)
            except NotFound:
                raise
            except OutcomeUnknown as lost:
                msg = (
                    f"The answer to the token request was lost ({lost}). The code or refresh token in it may be spent: "
                    "if the next call fails too, ask the user for consent again."
                )
                raise TokenError(msg, request=lost.request) from lost
            except RateLimited as limited:
                if limited.is_held_back:
                    raise
                answered = str(limited).removesuffix(advice_for(429))  # The advice below knows more.
                msg = f"The token route refused another token: {answered}Tokens in use keep working; share one."
                raise TokenQuotaExceeded(msg, retry_after=limited.retry_after, request=limited.request) from limited
            except StatusError as refused:
                if refused.status < 500:
                    raise _refusal(refused) from refused
                raise
        token = token_from_answer(json_or_none(response.content), last=last, now_epoch_s=time.time())
        if token is None:
            facts = RequestFacts("POST", response.request.url.path)
            msg = f"{facts} succeeded, but its answer holds no access token. Check that the token URL is right."
            raise TokenError(msg, request=facts)
        return token


def _refusal(error: StatusError) -> TokenRefused:
    answered = str(error).removesuffix(advice_for(error.status))  # The advice below knows more.
    msg = f"The token route rejected the credentials: {answered}Check client id, client secret and token URL."
    return TokenRefused(msg, request=error.request)
