"""Which token may be used, and whether another may be requested."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smartbuildings._core.token_state import ExchangeLimit, is_usable
from smartbuildings.credentials import Renewal
from smartbuildings.tokens import Token, TokenRecord

TIMES = st.floats(0, 4e9)
TOKENS = st.builds(
    Token,
    value=st.sampled_from(["a", "b"]),
    obtained_at=TIMES,
    expires_in_s=st.none() | st.floats(0.001, 1e11),
)
RENEWALS = st.sampled_from(Renewal)


@given(TOKENS, TOKENS, RENEWALS, TIMES)
def test_a_rejected_token_is_never_used_again_nor_an_older_one(
    token: Token, rejected: Token, renewal: Renewal, now: float
) -> None:
    if is_usable(token, rejected=rejected, renewal=renewal, now_epoch_s=now):
        assert token.value != rejected.value
        assert token.obtained_at >= rejected.obtained_at
    assert not is_usable(None, rejected=None, renewal=renewal, now_epoch_s=now)


@given(TOKENS, TIMES)
def test_where_only_the_api_decides_no_clock_does(token: Token, now: float) -> None:
    assert is_usable(token, rejected=None, renewal=Renewal.WHEN_REJECTED, now_epoch_s=now)


@given(TOKENS, TIMES)
def test_a_token_renewed_ahead_is_not_used_beyond_its_life(token: Token, now: float) -> None:
    usable = is_usable(token, rejected=None, renewal=Renewal.AHEAD_OF_EXPIRY, now_epoch_s=now)

    if token.expires_in_s is None:
        assert usable
    elif usable:
        assert now < token.obtained_at + token.expires_in_s


@given(st.floats(0.001, 1e6))
def test_a_fresh_token_is_used_however_short_its_life(lifetime: float) -> None:
    token = Token("a", obtained_at=1000.0, expires_in_s=lifetime)

    assert is_usable(token, rejected=None, renewal=Renewal.AHEAD_OF_EXPIRY, now_epoch_s=1000.0)


def test_an_hour_s_token_is_renewed_a_minute_ahead() -> None:
    token = Token("a", obtained_at=0.0, expires_in_s=3600)

    usable = [is_usable(token, rejected=None, renewal=Renewal.AHEAD_OF_EXPIRY, now_epoch_s=now) for now in (3539, 3541)]

    assert usable == [True, False]


@given(
    count=st.integers(1, 12),
    steps=st.lists(st.floats(0, 4000), max_size=60),
    period=st.floats(1, 10_000),
)
def test_no_period_ever_holds_more_exchanges_than_allowed(count: int, steps: list[float], period: float) -> None:
    limit, record, now, made = ExchangeLimit(count, period), TokenRecord(), 1e9, []

    for step in steps:
        now += step
        if limit.wait_s(record, now) == 0:
            record = limit.counted(record, now)
            made.append(now)

    for at in made:
        assert sum(at - period < other <= at for other in made) <= count
    assert len(record.exchanges) <= count


@given(st.lists(st.floats(0, 7200), min_size=120, max_size=120))
def test_after_the_told_wait_another_exchange_is_allowed(ages: list[float]) -> None:
    limit, now = ExchangeLimit(), 1e9
    record = TokenRecord(exchanges=tuple(now - age for age in ages))

    wait = limit.wait_s(record, now)

    assert 0 <= wait <= limit.period_s
    assert limit.wait_s(record, now + wait + 0.001) == 0


def test_a_clock_set_back_does_not_lock_out_for_longer_than_a_period() -> None:
    limit, now = ExchangeLimit(), 1e9
    record = TokenRecord(exchanges=(now + 365 * 86400,) * 120)

    assert limit.wait_s(record, now) <= limit.period_s
    assert limit.wait_s(record, now + limit.period_s + 1) == 0


def test_the_hundred_and_twenty_first_in_two_hours_is_refused() -> None:
    limit, record = ExchangeLimit(), TokenRecord()
    for second in range(120):
        assert limit.wait_s(record, 1e9 + second) == 0
        record = limit.counted(record, 1e9 + second)

    assert limit.wait_s(record, 1e9 + 120) == 7200 - 120
    assert limit.wait_s(record, 1e9 + 7200) == 0
