"""Consents and their tokens: a refresh token stays the same, and several access tokens of it work at once.

All times are sandbox seconds, handed in by the caller. Tokens follow from the seed.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any, Final, Literal

import attrs

__all__ = ["ACCESS_S", "REFRESH_S", "Consent", "Consents", "Refused", "opaque"]

ACCESS_S: Final = 3599
"""Life of an access token."""
REFRESH_S: Final = 604_799
"""Life of a refresh token while the consent screen is in testing: seven days."""
MOST_REFRESH_TOKENS: Final = 100
"""Refresh tokens of one client. With one more, the oldest stops working. The number is inferred."""
_CODE_S: Final = 600
_WORKS_WITH_NEST_S: Final = 315_360_000  # ten years
_PIN_S: Final = 48 * 3600

Refused = Literal["code", "redirect_uri", "refresh_token", "client"]
"""What a token endpoint does not accept."""


def opaque(length: int, *key: object) -> str:
    """Return an identifier of URL-safe characters that always belongs to the key."""
    digest = hashlib.shake_256("/".join(map(str, key)).encode()).digest(length)
    return base64.urlsafe_b64encode(digest).decode()[:length]


@attrs.define(eq=False)
class Consent:
    """What a user allowed a client."""

    client_id: str
    scopes: frozenset[str]
    refresh_token: str | None
    """None if the client did not ask for offline access."""
    expires_at: float | None
    """When the refresh token stops working by itself, if ever."""


@attrs.frozen
class _Code:
    client_id: str
    redirect_uri: str
    scopes: frozenset[str]
    is_offline: bool
    expires_at: float


class Consents:
    """Issues and judges codes and tokens.

    Args:
        seed: every token follows from it.
        testing_mode: whether the consent screen is in testing, so that refresh tokens live for seven days.
    """

    def __init__(self, seed: int, *, testing_mode: bool = False) -> None:
        self.seed = seed
        self.testing_mode = testing_mode
        self.issued = 0
        """How many access tokens were issued in all."""
        self._serial = 0
        self._codes: dict[str, _Code] = {}
        self._pins: dict[str, float] = {}
        self._tokens: dict[str, tuple[Consent, float]] = {}
        self._consents: dict[str, Consent] = {}

    def __len__(self) -> int:
        return len(self._consents)

    def authorize(self, client_id: str, redirect_uri: str, scopes: frozenset[str], now: float, *, offline: bool) -> str:
        """Record what a user allows, and return the code."""
        code = f"4/0{self._new(70, 'code')}"
        self._codes[code] = _Code(client_id, redirect_uri, scopes, offline, now + _CODE_S)
        return code

    def redeem(self, client_id: str, code: str, redirect_uri: str, now: float) -> dict[str, Any] | Refused:
        """Exchange a code, once, or return what is not accepted."""
        found = self._codes.get(code)
        if found is None or found.client_id != client_id or now >= found.expires_at:
            return "code"
        if found.redirect_uri != redirect_uri:
            return "redirect_uri"
        del self._codes[code]
        consent = Consent(client_id, found.scopes, None, now + REFRESH_S if self.testing_mode else None)
        if found.is_offline:
            consent.refresh_token = f"1//0{self._new(90, 'refresh')}"
            self._forget_the_oldest(client_id)
            self._consents[consent.refresh_token] = consent
        answer = self._issue(consent, now)
        return answer if consent.refresh_token is None else answer | {"refresh_token": consent.refresh_token}

    def refresh(self, client_id: str, refresh_token: str, now: float) -> dict[str, Any] | Refused:
        """Issue another access token, or return what is not accepted. The earlier ones live on."""
        consent = self._consents.get(refresh_token)
        if consent is None or (consent.expires_at is not None and now >= consent.expires_at):
            return "refresh_token"
        if consent.client_id != client_id:
            return "client"
        return self._issue(consent, now)

    def judge(self, token: str, now: float) -> Consent | None:
        """Return the consent of an access token, or None."""
        consent, expires_at = self._tokens.get(token, (None, 0.0))
        return consent if now < expires_at else None

    def revoke(self, refresh_token: str) -> None:
        """End a consent, as users can in their account: none of its tokens works any more."""
        consent = self._consents.pop(refresh_token)
        self._tokens = {token: held for token, held in self._tokens.items() if held[0] is not consent}

    def expire_all(self) -> None:
        """Make every access token issued so far count as expired; refresh tokens stay good."""
        self._tokens.clear()

    def revoke_all(self) -> None:
        """End every consent: neither kind of token works any more."""
        self._tokens.clear()
        self._consents.clear()

    def works_with_nest_code(self, now: float, *, is_pin: bool = False) -> str:
        """Return a code of Works with Nest: 16 characters, or the 8 of a PIN, whose case does not matter."""
        code = self._new(8, "pin").upper() if is_pin else self._new(16, "works with nest code")
        self._pins[code] = now + (_PIN_S if is_pin else _CODE_S)
        return code

    def redeem_works_with_nest(self, code: str, now: float) -> dict[str, Any] | None:
        """Exchange a code of Works with Nest, once; None if it is not known."""
        found = code if code in self._pins else code.upper()
        if now >= self._pins.pop(found, 0.0):
            return None
        return {"access_token": f"c.{self._new(140, 'works with nest')}", "expires_in": _WORKS_WITH_NEST_S}

    def _issue(self, consent: Consent, now: float) -> dict[str, Any]:
        self.issued += 1
        token = f"ya29.a0{self._new(160, 'access')}"
        self._tokens[token] = consent, now + ACCESS_S
        ends = {} if consent.expires_at is None else {"refresh_token_expires_in": int(consent.expires_at - now)}
        return {
            "access_token": token,
            "expires_in": ACCESS_S,
            **ends,
            "scope": " ".join(sorted(consent.scopes)),
            "token_type": "Bearer",
        }

    def _forget_the_oldest(self, client_id: str) -> None:
        held = [token for token, consent in self._consents.items() if consent.client_id == client_id]
        for token in held[: len(held) - MOST_REFRESH_TOKENS + 1]:
            del self._consents[token]  # its access tokens live on

    def _new(self, length: int, kind: str) -> str:
        self._serial += 1
        return opaque(length, self.seed, kind, self._serial)
