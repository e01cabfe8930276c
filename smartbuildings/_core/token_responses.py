"""Reads the response of a token endpoint. Pure: JSON and a time in, a token out."""

from __future__ import annotations

import base64
import json
import math
from typing import Any, Final

from smartbuildings._core.hiding import hidden
from smartbuildings.credentials import TokenRequest
from smartbuildings.tokens import Token, is_sendable

__all__ = ["token_from_response"]

_LONGEST_LIFETIME_S: Final = 1e11
"""About 3,000 years: a vendor that means "never" sends figures such as 315360000 (ten years)."""


def token_from_response(
    answer: Any, *, last: Token | None, now_epoch_s: float, request: TokenRequest | None = None
) -> Token | None:
    """Read a token endpoint's response; ``None`` when it holds no token.

    Only the token is required: vendors leave out every other field of RFC 6749 section 5.1. Without ``expires_in``, a
    request that asked for a lifetime gets the one that a JWT states, else the one that it asked for.

    Args:
        answer: The JSON of the response.
        last: The token before it, whose refresh token stays valid where the response has none.
        now_epoch_s: The time.
        request: What was sent.
    """
    if not isinstance(answer, dict):
        return None
    value = hidden(answer.get("access_token" if request is None else request.token_field))
    if not is_sendable(value):
        return None
    lifetime, scope, refresh = _lifetime(answer.get("expires_in")), answer.get("scope"), answer.get("refresh_token")
    if not isinstance(refresh, str) or not refresh:
        # RFC 6749 section 6: the one that was sent stays valid then. Before the first token, only the request has it.
        sent = None if request is None else request.fields.get("refresh_token")
        refresh = last.refresh_value if last is not None else sent
    refresh_lifetime = _lifetime(answer.get("refresh_token_expires_in"))
    refresh_ends_at = None if refresh_lifetime is None else now_epoch_s + refresh_lifetime
    if refresh_ends_at is None and last is not None and last.refresh_value == refresh:
        refresh_ends_at = last.refresh_ends_at  # Not every response repeats it.
    if lifetime is None and request is not None and request.lifetime_s is not None:
        lifetime = _lifetime_of_jwt(value, request.lifetime_s, now_epoch_s)
    return Token(
        value=value,
        obtained_at=now_epoch_s,
        expires_in_s=lifetime,
        scope=scope if isinstance(scope, str) else None,
        refresh_value=refresh,
        refresh_ends_at=refresh_ends_at,
    )


def _lifetime(value: Any) -> float | None:
    """Read ``expires_in``, which some vendors send as text."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return None
    # A lifetime of nothing would mean a new token for each call; a server that sends zero means something else.
    return min(seconds, _LONGEST_LIFETIME_S) if math.isfinite(seconds) and seconds > 0 else None


def _lifetime_of_jwt(value: str, asked_s: float, now_epoch_s: float) -> float:
    """Return the lifetime that a JWT states (RFC 7519), else the one that was asked for.

    It is counted from when the JWT was issued, where it says so: this machine's clock may be wrong. A lifetime that
    ends in the past by this clock, or after the one that was asked for, comes from a wrong clock and does not count.
    """
    try:
        payload = value.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        ends_at = float(claims["exp"])
        seconds = ends_at - float(claims.get("iat", now_epoch_s))
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        return asked_s  # Not a JWT, or one that states no end.
    return seconds if 0 < seconds <= asked_s else asked_s
