"""How long no token is requested after a token request that cannot succeed. Pure: pauses and times in, decisions out.

Pauses are kept in the token store, so every client and process that shares it honours them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Final

from smartbuildings.credentials import TokenRequest
from smartbuildings.errors import (
    ConfigurationError,
    ConsentNeeded,
    FreshTokenRejected,
    OutcomeUnknown,
    ServerError,
    SmartBuildingsError,
    TokenError,
    TokenQuotaExceeded,
    TokenRefused,
)
from smartbuildings.tokens import Pause, moment

__all__ = [
    "CONSENT",
    "FRESH",
    "LIMITED",
    "REFUSED",
    "UNAVAILABLE",
    "UNKNOWN_CLIENT",
    "UNUSABLE",
    "error_of",
    "fingerprint",
    "fresh_token_rejected",
    "is_remembered",
    "new_salt",
    "pause_after",
    "remaining_s",
]

REFUSED: Final = "refused"
"""The token endpoint rejected these very credentials."""
CONSENT: Final = "consent needed"
"""The token endpoint rejected this very code or refresh token."""
UNKNOWN_CLIENT: Final = "unknown client"
"""The token endpoint does not know the client, or its secret is wrong."""
LIMITED: Final = "limited"
"""The token endpoint answered 429."""
UNAVAILABLE: Final = "unavailable"
"""The token endpoint answered 503 with ``Retry-After``."""
UNUSABLE: Final = "unusable"
"""The token endpoint returned no token for another reason, such as a redirect, a missing route or a wrong scope."""
FRESH: Final = "fresh tokens rejected"
"""The API rejected tokens as expired that had just been issued."""

_FIRST_S: Final = {
    **dict.fromkeys((REFUSED, CONSENT, UNKNOWN_CLIENT), 300.0),
    **dict.fromkeys((LIMITED, UNAVAILABLE, UNUSABLE, FRESH), 60.0),
}
_LONGEST_S: Final = {
    **dict.fromkeys((REFUSED, CONSENT, UNKNOWN_CLIENT, LIMITED, UNAVAILABLE), 3600.0),
    **dict.fromkeys((UNUSABLE, FRESH), 900.0),
}
"""The first pause of each kind, doubled with each repetition, and the longest. A pause that the server asks for is
taken as it is, up to a day."""
_TOLERATED_S: Final = 2
"""How many fresh tokens in a row may be rejected: the first may have met a server that had not heard of it yet."""
_DAY_S: Final = 86400.0
_REMEMBERED_S: Final = 7200.0
"""How long a pause that has ended counts as the last one of a row."""
_SKEW_S: Final = 60.0
"""How far the clocks of machines that share a store may differ. What lies further ahead was noted by a clock that has
been set back since, and is ignored: it could hold everybody up for as long as that clock was wrong."""
_ROUNDS: Final = 200_000
"""PBKDF2 rounds, some 0.1 s: only computed while a rejection is remembered."""


def new_salt() -> str:
    """Return a random salt."""
    import secrets  # Takes milliseconds, and most programs never need a salt.

    return secrets.token_hex(16)


def fingerprint(request: TokenRequest, salt: str) -> str:
    """Return a name for what a token request sends, secrets included, from which none can be recovered.

    With a random salt and many rounds, a reader of the store can neither look a secret up in a table nor try guesses
    fast, and two stores do not show that they were used with the same secret.
    """
    parts = [request.url, request.encoding, sorted(request.fields.items()), request.basic, request.bearer]
    return hashlib.pbkdf2_hmac("sha256", json.dumps(parts).encode(), salt.encode(), _ROUNDS, 16).hex()


def remaining_s(pause: Pause, now_epoch_s: float) -> float:
    """Return the seconds until a pause ends; 0 when it has ended."""
    if pause.since > now_epoch_s + _SKEW_S:
        return 0.0
    return max(0.0, min(pause.since + pause.for_s - now_epoch_s, pause.for_s))


def _is_recent(pause: Pause, now_epoch_s: float) -> bool:
    if pause.kind == CONSENT:
        return True  # Until a token is issued: its beginning is reported.
    return now_epoch_s - _REMEMBERED_S - pause.for_s < pause.since <= now_epoch_s + _SKEW_S


def _of_a_row(pauses: Iterable[Pause], kind: str, mark: str, now_epoch_s: float) -> Pause | None:
    same = [each for each in pauses if (each.kind, each.fingerprint) == (kind, mark)]
    return same[-1] if same and _is_recent(same[-1], now_epoch_s) else None


def _added(pauses: Iterable[Pause], pause: Pause, now_epoch_s: float) -> tuple[Pause, ...]:
    others = [
        each
        for each in pauses
        if (each.kind, each.fingerprint) != (pause.kind, pause.fingerprint) and _is_recent(each, now_epoch_s)
    ]
    return (*others, pause)


def pause_after(
    error: SmartBuildingsError, pauses: Iterable[Pause], *, salt: str, mark: str, now_epoch_s: float
) -> tuple[Pause, ...]:
    """Return the pauses with the one that follows from a failed token request, if one follows."""
    pauses = tuple(pauses)
    kind = _kind_after(error)
    if kind is None:
        return pauses
    # A wait of 0 s says nothing: with it, each call would make a request.
    asked_s = (error.retry_after or None) if isinstance(error, (TokenQuotaExceeded, ServerError)) else None
    before = _of_a_row(pauses, kind, mark, now_epoch_s)
    times = 1 if before is None else before.times + 1
    for_s = _growing(kind, times) if asked_s is None else min(asked_s, _DAY_S)
    detail = error.cause if isinstance(error, ConsentNeeded) else str(error)
    since = error.since.timestamp() if isinstance(error, ConsentNeeded) and error.since else now_epoch_s
    began = since if before is None else before.began
    made = Pause(kind, now_epoch_s, for_s, detail=detail, salt=salt, fingerprint=mark, times=times, began=began)
    return _added(pauses, made, now_epoch_s)


def fresh_token_rejected(pauses: Iterable[Pause], generation: int, now_epoch_s: float) -> tuple[Pause, ...]:
    """Return the pauses after the API rejected a token as expired that had just been issued.

    Each token counts once, however many callers report it.
    """
    pauses = tuple(pauses)
    before = _of_a_row(pauses, FRESH, "", now_epoch_s)
    if before is not None and before.generation >= generation:
        return pauses
    times = 1 if before is None else before.times + 1
    for_s = _growing(FRESH, times - _TOLERATED_S + 1) if times >= _TOLERATED_S else 0.0
    return _added(pauses, Pause(FRESH, now_epoch_s, for_s, times=times, generation=generation), now_epoch_s)


def is_remembered(error: SmartBuildingsError) -> bool:
    """Return whether a failed token request is followed by a pause."""
    return _kind_after(error) is not None


def _kind_after(error: SmartBuildingsError) -> str | None:
    if error.request is None or isinstance(error.__cause__, OutcomeUnknown):
        return None  # Not a response of the token endpoint.
    if isinstance(error, ServerError):
        return UNAVAILABLE if error.retry_after else None
    if isinstance(error, ConsentNeeded):
        return CONSENT
    if isinstance(error, ConfigurationError):
        return UNKNOWN_CLIENT
    if isinstance(error, TokenRefused):
        return REFUSED
    if isinstance(error, TokenQuotaExceeded):
        return LIMITED
    return UNUSABLE if isinstance(error, TokenError) else None


_KINDS: Final[dict[str, type[TokenError | ConfigurationError]]] = {
    REFUSED: TokenRefused,
    UNKNOWN_CLIENT: ConfigurationError,
    UNUSABLE: TokenError,
}


def _growing(kind: str, times: int) -> float:
    return float(min(_LONGEST_S[kind], _FIRST_S[kind] * 2.0 ** min(times - 1, 30)))


def error_of(
    pause: Pause, wait_s: float, *, authorize_url: str | None = None
) -> TokenError | ServerError | ConfigurationError:
    """Return the error to raise instead of a token request."""
    if pause.kind == CONSENT:
        return ConsentNeeded(cause=pause.detail, since=moment(pause.began), authorize_url=authorize_url)
    remembered = (
        f"{pause.detail.rstrip()} This response is remembered, so nothing was sent now: the next request is made in "
        f"{wait_s:.0f} s"
    )
    if pause.kind == FRESH:
        many = "" if pause.times < _TOLERATED_S else f", {pause.times} in a row"
        wait = f" No other is requested for {wait_s:.0f} s." if wait_s > 0 else ""
        msg = (
            f"The API rejects a token as expired that it has only just issued{many}.{wait} A clock of the server is "
            "probably wrong, and other credentials would not help. Report it to the vendor, and try again later."
        )
        return FreshTokenRejected(msg, retry_after=wait_s or None)
    if pause.kind in _KINDS:
        return _KINDS[pause.kind](
            f"{remembered}, at once with other credentials or settings, or after the token is discarded."
        )
    if pause.kind == LIMITED:
        return TokenQuotaExceeded(f"{remembered}.", retry_after=wait_s)
    return ServerError(f"{remembered}.", status=503, retry_after=wait_s)
