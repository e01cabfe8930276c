"""Consents and their tokens: one consent is one location and one installed app, a refresh replaces both tokens.

All times are sandbox seconds, handed in by the caller. Tokens and ids are UUIDs that follow from the seed.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Final

import attrs

__all__ = ["ACCESS_S", "REFRESH_S", "Consents", "InstalledApp", "Token", "covers", "seeded_id"]

ACCESS_S: Final = 86_400
"""Life of an access token, and of a personal access token."""
REFRESH_S: Final = 30 * 86_400
"""Life of a refresh token."""
_CODE_S: Final = 300
_FORMER: Final = 2_000
"""How many tokens of a former run are recognised."""


def seeded_id(*key: object) -> str:
    """Return a UUID that always belongs to the key."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(map(str, key))))


def covers(granted: Iterable[str], needed: str, device: str | None = None, *, is_picked: bool = False) -> bool:
    """Return whether scopes include one that is needed, for any object or for a given device.

    ``r:devices:*`` covers every device, ``r:devices:$`` those that were picked at consent, ``r:devices:<id>`` one.
    """
    base = needed.removesuffix(":*")
    for scope in granted:
        if scope in (needed, base, base + ":*"):
            return True
        head, _, last = scope.rpartition(":")
        if head == base and (device is None or last == device or (last == "$" and is_picked)):
            return True
    return False


@attrs.define
class InstalledApp:
    """One consent: an app of a client in one location, with what the user allowed."""

    id: str
    client_id: str
    location_id: str
    scopes: frozenset[str]
    created_at: float
    picked: frozenset[str] = frozenset()
    """The devices that the user picked, which scopes that end in ``:$`` cover."""
    generation: int = 0
    """Counts the authorizations: a later one ends the refresh token of an earlier one."""
    subscriptions: dict[str, dict[str, Any]] = attrs.field(factory=dict[str, dict[str, Any]])


@attrs.define
class Token:
    """An access token: of an installed app, or a personal one if ``app`` is None."""

    scopes: frozenset[str]
    expires_at: float
    app: InstalledApp | None = None

    @property
    def principal(self) -> str:
        """What the vendor's limits count by."""
        return "user" if self.app is None else self.app.id

    def reaches(self, location_id: str | None) -> bool:
        """Return whether it is valid for a location; a personal token is for all."""
        return self.app is None or self.app.location_id == location_id


@attrs.define
class _Pair:
    access: str
    refresh_expires_at: float
    app: InstalledApp
    generation: int


@attrs.frozen
class _Code:
    client_id: str
    redirect_uri: str
    app: InstalledApp
    generation: int
    expires_at: float


class Consents:
    """Issues and judges codes and tokens.

    Args:
        seed: every id and token follows from it.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.issued = 0
        """How many access tokens were issued in all."""
        self._serial = 0
        self.apps: dict[str, InstalledApp] = {}
        self._tokens: dict[str, Token] = {}
        self._pairs: dict[str, _Pair] = {}
        self._codes: dict[str, _Code] = {}

    def authorize(
        self,
        client_id: str,
        location_id: str,
        scopes: frozenset[str],
        picked: frozenset[str],
        redirect: str,
        now: float,
    ) -> str:
        """Record a consent and return its code. In each location, a later consent to a client replaces the earlier."""
        app_id = seeded_id(self.seed, "installedapp", client_id, location_id)
        app = self.apps.get(app_id)
        if app is None:
            app = self.apps[app_id] = InstalledApp(app_id, client_id, location_id, scopes, now)
        app.scopes, app.picked = scopes, picked
        app.generation += 1
        code = self._new("code")[:8]
        self._codes[code] = _Code(client_id, redirect, app, app.generation, now + _CODE_S)
        return code

    def redeem(self, client_id: str, code: str, redirect_uri: str, now: float) -> dict[str, Any] | None:
        """Exchange a code, once; None if it is not valid."""
        found = self._codes.pop(code, None)
        if (
            found is None
            or now >= found.expires_at
            or (found.client_id, found.redirect_uri) != (client_id, redirect_uri)
        ):
            return None
        return self._pair(found.app, found.generation, now)

    def refresh(self, client_id: str, refresh_token: str, now: float) -> dict[str, Any] | None:
        """Replace a pair: both old tokens stop working at once; None if the refresh token is not valid."""
        pair = self._pairs.get(refresh_token) or self._of_a_former_run(refresh_token, now)
        if pair is None or pair.app.client_id != client_id or now >= pair.refresh_expires_at:
            return None
        # A later consent for the same location has taken the installed app over: this program's access token works
        # until its end, and cannot be replaced.
        if pair.generation != pair.app.generation or pair.app.id not in self.apps:
            return None
        del self._pairs[refresh_token]
        self._tokens.pop(pair.access, None)
        return self._pair(pair.app, pair.generation, now)

    def personal(self, scopes: Iterable[str], now: float) -> str:
        """Return a new personal access token."""
        self.issued += 1
        token = self._new("personal")
        self._tokens[token] = Token(frozenset(scopes), now + ACCESS_S)
        return token

    def judge(self, token: str, now: float) -> Token | None:
        """Return what a token is good for, or None."""
        found = self._tokens.get(token)
        return found if found is not None and now < found.expires_at else None

    def end(self, app_id: str) -> None:
        """Remove an installed app with its tokens, as its user can."""
        app = self.apps.pop(app_id)
        self._tokens = {name: token for name, token in self._tokens.items() if token.app is not app}
        self._pairs = {name: pair for name, pair in self._pairs.items() if pair.app is not app}

    def expire_all(self) -> None:
        """Make every access token issued so far count as expired; refresh tokens stay good."""
        self._tokens.clear()

    def revoke_all(self) -> None:
        """End every consent: neither kind of token works any more."""
        self._tokens.clear()
        self._pairs.clear()
        self.apps.clear()

    def _pair(self, app: InstalledApp, generation: int, now: float) -> dict[str, Any]:
        self.issued += 1
        access, refresh = self._new("access"), self._new("refresh")
        self._tokens[access] = Token(app.scopes, now + ACCESS_S, app)
        self._pairs[refresh] = _Pair(access, now + REFRESH_S, app, generation)
        return {
            "access_token": access,
            "token_type": "bearer",
            "refresh_token": refresh,
            "expires_in": ACCESS_S - 1,
            "scope": " ".join(sorted(app.scopes)),
            "access_tier": 0,
            "installed_app_id": app.id,
            "developer_account_id": seeded_id(self.seed, "developer"),
            "iot_account_id": seeded_id(self.seed, "iot account"),
            "owner_account_id": seeded_id(self.seed, "owner"),
        }

    def _of_a_former_run(self, refresh_token: str, now: float) -> _Pair | None:
        """Return the pair of a token that this sandbox will only issue later: one of its seed has issued it before.

        Clients keep their tokens in files. When the sandbox is started again, theirs should go on working, while those
        that it has replaced itself stay dead. The token goes to the first consent.
        """
        app = next(iter(self.apps.values()), None)
        for serial in range(self._serial + 1, self._serial + _FORMER):
            if app is not None and seeded_id(self.seed, "refresh", serial) == refresh_token:
                self._serial = serial
                found = self._pairs[refresh_token] = _Pair("", now + REFRESH_S, app, app.generation)
                return found
        return None

    def _new(self, kind: str) -> str:
        self._serial += 1
        return seeded_id(self.seed, kind, self._serial)
