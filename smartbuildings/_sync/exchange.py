# Derived from smartbuildings/_async/exchange.py. Do not edit: change that file and run `python -m tools.unasync`.

"""Asking a token route for a token: one request, told as data by the credentials, sent by the client's own door.

The generated ``getToken`` is not used here: the route's path, its encoding and where the client's secret goes are
settings (vendors differ, and what ecobee's v2 route takes is not publicly known), and a generated function fixes them.
"""

from __future__ import annotations

import time

from smartbuildings._core import options
from smartbuildings._core.answers import json_or_none
from smartbuildings._sync.http import Http
from smartbuildings.credentials import TokenRequest, token_from_answer
from smartbuildings.errors import (
    NotFound,
    RateLimited,
    RequestFacts,
    StatusError,
    TokenError,
    TokenQuotaExceeded,
    TokenRefused,
)
from smartbuildings.tokens import Token

__all__ = ["Exchange"]


class Exchange:
    """Sends token requests; remembers when a route was found at its fallback."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._moved: dict[str, str] = {}

    def __call__(self, request: TokenRequest, last: Token | None) -> Token:
        """Ask for a token.

        Raises:
            TokenRefused: the route rejected the credentials.
            TokenQuotaExceeded: the route says that too many tokens were requested.
            TokenError: the route's answer holds no token.
        """
        url = self._moved.get(request.url, request.url)
        try:
            return self._ask(url, request, last)
        except NotFound as absent:
            if request.fallback_url is None or url == request.fallback_url:
                raise _refusal(absent) from absent
        token = self._ask(request.fallback_url, request, last)
        self._moved[request.url] = request.fallback_url
        return token

    def _ask(self, url: str, request: TokenRequest, last: Token | None) -> Token:
        headers = {"Accept": "application/json"}
        basic = request.basic_header()
        if basic is not None:
            headers["Authorization"] = basic
        fields = dict(request.fields)
        json_body, form_body = (fields, None) if request.encoding == "json" else (None, fields)
        with options.anonymous(is_repeatable=request.repeatable):
            try:
                response = self._http.request("POST", url, json=json_body, data=form_body, headers=headers)
            except NotFound:
                raise
            except RateLimited as limited:
                msg = f"The token route refused another token: {limited} Tokens in use keep working; share one."
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
    msg = f"The token route rejected the credentials: {error} Check client id, client secret and token URL."
    return TokenRefused(msg, request=error.request)
