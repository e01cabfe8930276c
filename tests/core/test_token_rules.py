"""How a vendor issues tokens is data, and ecobee's rules are ecobee's alone."""

from __future__ import annotations

from smartbuildings._core.token_rules import TokenRules
from smartbuildings.credentials import Renewal
from smartbuildings.ecobee.vendor import TOKENS


def test_ecobee_replaces_a_token_when_rejected_and_counts_120_requests_in_2_hours() -> None:
    assert TOKENS.renewal is Renewal.WHEN_REJECTED
    assert TOKENS.limit is not None
    assert (TOKENS.limit.count, TOKENS.limit.period_s) == (120, 7200.0)
    assert TOKENS.is_expired(401, b'{"exp": "token expired"}')
    assert not TOKENS.is_expired(401, b"{}")


def test_a_service_that_is_not_known_rotates_has_no_limit_and_means_expiry_by_any_401() -> None:
    rules = TokenRules()

    assert rules.renewal is Renewal.AHEAD_OF_EXPIRY
    assert rules.rotates
    assert rules.limit is None
    assert [rules.is_expired(status, b"<html>") for status in (401, 403)] == [True, False]
