"""Which token may be used, and whether another may be requested. Pure: records and times in, decisions out.

A clock may be wrong and corrected later, so no clock orders tokens: their generation does.
"""

from __future__ import annotations

from typing import Final

import attrs

from smartbuildings.credentials import Renewal
from smartbuildings.tokens import Token, TokenRecord

__all__ = ["RequestLimit", "is_later", "is_usable", "latest"]

_AHEAD_S: Final = 60.0
"""How long before its stated expiry a token is refreshed, where that is the policy: longer than most calls take."""


def is_later(token: Token, other: Token) -> bool:
    """Return whether a token was issued after another one, as far as their generations show.

    With equal generations (two processes issued one each while their store was unavailable), any other value counts as
    later. A later generation counts even with the same value: the token endpoint has confirmed that token since.
    """
    if token.generation == other.generation:
        return token.value != other.value
    return token.generation > other.generation


def latest(held: Token | None, stored: Token | None) -> Token | None:
    """Return the token that was issued last: a store that failed to save may hold an older one than this process."""
    if held is None or stored is None:
        return held or stored
    return held if is_later(held, stored) else stored


def is_usable(token: Token | None, *, rejected: Token | None, renewal: Renewal, age_s: float) -> bool:
    """Return whether a token may be sent.

    Args:
        token: The token in question.
        rejected: The token that the API has just rejected, if any. Neither it nor an earlier one is usable.
        renewal: The vendor's policy. Under ``WHEN_REJECTED`` the stated lifetime has no effect: the API decides.
        age_s: Seconds since the token was issued, as far as known.
    """
    if token is None:
        return False
    if rejected is not None and not is_later(token, rejected):
        return False
    if renewal is Renewal.AHEAD_OF_EXPIRY and token.expires_in_s is not None:
        # A short-lived token is used for at least half its life, else it would be refreshed on every call.
        ahead = min(_AHEAD_S, token.expires_in_s / 2)
        return age_s < token.expires_in_s - ahead
    return True


@attrs.frozen
class RequestLimit:
    """How many tokens may be requested in a period for one account."""

    count: int
    """How many."""
    period_s: float
    """In how many seconds."""

    def wait_s(self, record: TokenRecord, now_epoch_s: float) -> float:
        """Seconds until another token may be requested; 0 when one may be requested now."""
        recent = self.corrected(record, now_epoch_s).exchanges
        if len(recent) < self.count:
            return 0.0
        return max(0.0, recent[-self.count] + self.period_s - now_epoch_s)

    def counted(self, record: TokenRecord, now_epoch_s: float) -> TokenRecord:
        """Note that a token is about to be requested."""
        recent = self.corrected(record, now_epoch_s).exchanges
        return attrs.evolve(record, exchanges=(*recent, now_epoch_s))

    def corrected(self, record: TokenRecord, now_epoch_s: float) -> TokenRecord:
        """Return the record with the times of the period only, none of them in the future.

        A time in the future was noted by a clock that has been set back since. All such times move back together until
        the last of them is now: they keep their distances, and count for at most one period from now, provided that
        the corrected record is saved.
        """
        future = [at for at in record.exchanges if at > now_epoch_s]
        ahead = max(future, default=now_epoch_s) - now_epoch_s
        # One clock notes no more than a period. Times further apart come from several wrong clocks: all count as now.
        is_one_clock = not future or max(future) - min(future) <= self.period_s
        known = (min(at - ahead if is_one_clock else now_epoch_s, now_epoch_s) for at in future)
        times = sorted((*known, *(at for at in record.exchanges if at <= now_epoch_s)))
        earliest = now_epoch_s - self.period_s
        return attrs.evolve(record, exchanges=tuple(at for at in times if at > earliest))
