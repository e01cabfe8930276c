"""Access tokens: issued, recognised, expired, revoked and rationed as the vendor does it.

A token is a real JWT (HS256), so clients that peek into it see what they would see from the vendor, and so that the
sandbox need not remember tokens: the signature proves that a token is its own, the serial number inside tells whether
it was expired or revoked since.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections import deque
from enum import Enum
from typing import Any, Final

import attrs

__all__ = ["AUDIENCE", "Grant", "TokenIssuer", "TokenState"]

AUDIENCE: Final = "https://api.sb.ecobee.com"
LIFETIME_S: Final = 7200
QUOTA: Final = 120
QUOTA_WINDOW_S: Final = 7200.0

_HEADER: Final = {"alg": "HS256", "typ": "JWT"}


class TokenState(Enum):
    """What became of a token that was presented."""

    GOOD = "good"
    EXPIRED = "expired"
    BAD = "bad"


@attrs.frozen
class Grant:
    """What a token entitles to."""

    client_id: str
    scopes: frozenset[str]
    serial: int
    expires_at: float


class TokenIssuer:
    """Issues and judges tokens. All times are sandbox seconds, handed in by the caller.

    Args:
        seed: part of the signing key: two sandboxes with different seeds refuse each other's tokens.
        lifetime_s: what ``expires_in`` says.
        quota: tokens per client id in ``QUOTA_WINDOW_S``.
    """

    def __init__(self, seed: int, *, lifetime_s: int = LIFETIME_S, quota: int = QUOTA) -> None:
        self.lifetime_s = lifetime_s
        self.quota = quota
        self.issued = 0
        """How many tokens were issued in all; also the serial number of the newest."""
        self._key = hashlib.sha256(f"smartbuildings sandbox {seed}".encode()).digest()
        self._expired_up_to = 0
        self._revoked_up_to = 0
        self._recent: dict[str, deque[float]] = {}
        self.revision = 0
        """Changes with everything that has to be saved."""

    def has_quota(self, client_id: str, now: float) -> bool:
        """Tell whether ``client_id`` may have another token."""
        recent = self._recent.get(client_id)
        if recent is None:
            return self.quota > 0
        while recent and recent[0] <= now - QUOTA_WINDOW_S:
            recent.popleft()
        return len(recent) < self.quota

    def issue(self, client_id: str, scopes: frozenset[str], now: float) -> str:
        """Return a new token and count it."""
        self._recent.setdefault(client_id, deque()).append(now)
        self.issued += 1
        self.revision += 1
        claims = {
            "iss": AUDIENCE + "/",
            "sub": f"{client_id}@clients",
            "aud": AUDIENCE,
            "iat": int(now),
            "exp": int(now) + self.lifetime_s,
            "azp": client_id,
            "gty": "client-credentials",
            "jti": str(self.issued),
            "scope": " ".join(sorted(scopes)),
        }
        signed = f"{_encode_json(_HEADER)}.{_encode_json(claims)}"
        return f"{signed}.{self._signature(signed)}"

    def judge(self, token: str, now: float) -> tuple[TokenState, Grant | None]:
        """Tell whether ``token`` is ours and still good; the grant comes with a good one only."""
        grant = self._read(token)
        if grant is None or grant.serial <= self._revoked_up_to:
            return TokenState.BAD, None
        # A serial number that was never given out is from an earlier run, whose state was not kept.
        is_known = self._expired_up_to < grant.serial <= self.issued
        if not is_known or now >= grant.expires_at:
            return TokenState.EXPIRED, None
        return TokenState.GOOD, grant

    def expire_all(self) -> None:
        """Make every token issued so far answer as expired, which a client cures by asking for a new one."""
        self._expired_up_to = self.issued
        self.revision += 1

    def revoke_all(self) -> None:
        """Make every token issued so far answer as a bad token, which no new token is promised to cure."""
        self._revoked_up_to = self.issued
        self.revision += 1

    def dump(self) -> dict[str, Any]:
        """Return the counters, as JSON can hold them."""
        return {
            "issued": self.issued,
            "expired_up_to": self._expired_up_to,
            "revoked_up_to": self._revoked_up_to,
            "recent": {client_id: list(times) for client_id, times in self._recent.items()},
        }

    def load(self, dumped: dict[str, Any]) -> None:
        """Take over counters that ``dump`` returned."""
        self.issued = int(dumped["issued"])
        self._expired_up_to = int(dumped["expired_up_to"])
        self._revoked_up_to = int(dumped["revoked_up_to"])
        self._recent = {client_id: deque(times) for client_id, times in dumped["recent"].items()}

    def _read(self, token: str) -> Grant | None:
        signed, _, signature = token.rpartition(".")
        if not hmac.compare_digest(self._signature(signed).encode(), signature.encode()):
            return None
        # Our own signature is on it, so the claims are those that issue() wrote.
        claims = json.loads(_decode(signed.partition(".")[2]))
        return Grant(claims["azp"], frozenset(claims["scope"].split()), int(claims["jti"]), float(claims["exp"]))

    def _signature(self, signed: str) -> str:
        return _encode(hmac.digest(self._key, signed.encode(), "sha256"))


def _encode_json(value: object) -> str:
    return _encode(json.dumps(value, separators=(",", ":")).encode())


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
