"""Which token may be used, and whether another may be requested. Pure: records and times in, answers out."""

from __future__ import annotations

from typing import Final

import attrs

from smartbuildings.credentials import Renewal
from smartbuildings.tokens import Token, TokenRecord

__all__ = ["ExchangeLimit", "is_usable"]

_AHEAD_S: Final = 60.0
"""How long before the told expiry a token is renewed, where that is the policy: longer than a call usually takes."""


def is_usable(token: Token | None, *, rejected: Token | None, renewal: Renewal, now_epoch_s: float) -> bool:
    """Tell whether a token may be sent.

    Args:
        token: The token in question.
        rejected: The token that the API has just rejected, if any. One that was issued before it is no better.
        renewal: The vendor's policy. Under ``WHEN_REJECTED`` the told lifetime plays no part: the API decides.
        now_epoch_s: The time, in epoch seconds.
    """
    if token is None:
        return False
    if rejected is not None and (token.value == rejected.value or token.obtained_at < rejected.obtained_at):
        return False
    if renewal is Renewal.AHEAD_OF_EXPIRY and token.expires_in_s is not None:
        # A short-lived token is used for at least half its life, else it would be renewed on every call.
        ahead = min(_AHEAD_S, token.expires_in_s / 2)
        return now_epoch_s < token.obtained_at + token.expires_in_s - ahead
    return True


@attrs.frozen
class ExchangeLimit:
    """How many tokens may be requested in a period: ecobee allows 120 in 2 hours for each client id."""

    count: int = 120
    period_s: float = 7200.0

    def wait_s(self, record: TokenRecord, now_epoch_s: float) -> float:
        """Seconds until another token may be requested; 0 when one may be requested now."""
        recent = self._recent(record, now_epoch_s)
        if len(recent) < self.count:
            return 0.0
        return max(0.0, recent[-self.count] + self.period_s - now_epoch_s)

    def counted(self, record: TokenRecord, now_epoch_s: float) -> TokenRecord:
        """Note that a token is about to be requested."""
        return attrs.evolve(record, exchanges=(*self._recent(record, now_epoch_s), now_epoch_s))

    def _recent(self, record: TokenRecord, now_epoch_s: float) -> tuple[float, ...]:
        # A time in the future comes from a clock that was set back since, or from another machine's. A little way off
        # it counts as now; further away than the period is long, it tells nothing, and would otherwise never pass.
        latest, earliest = now_epoch_s + self.period_s, now_epoch_s - self.period_s
        return tuple(sorted(min(at, now_epoch_s) for at in record.exchanges if earliest < at <= latest))
