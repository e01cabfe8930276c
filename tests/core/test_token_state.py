"""Which token may be used, and whether another may be requested."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings._core.token_state import RequestLimit, is_later, is_usable
from smartbuildings.credentials import Renewal
from smartbuildings.tokens import Token, TokenRecord

ECOBEE = RequestLimit(count=120, period_s=7200.0)

TIMES = st.floats(0, 4e9)
TOKENS = st.builds(
    Token,
    value=st.sampled_from(["a", "b"]),
    obtained_at=TIMES,
    expires_in_s=st.none() | st.floats(0.001, 1e11),
    generation=st.integers(0, 3),
)
AGES = st.floats(0, 4e9)
RENEWALS = st.sampled_from(Renewal)


@given(TOKENS, TOKENS, RENEWALS, AGES)
def test_a_rejected_token_is_never_used_again_nor_an_earlier_one(
    token: Token, rejected: Token, renewal: Renewal, age: float
) -> None:
    if is_usable(token, rejected=rejected, renewal=renewal, age_s=age):
        assert token.generation >= rejected.generation
        assert (token.value, token.generation) != (rejected.value, rejected.generation)
    assert not is_usable(None, rejected=None, renewal=renewal, age_s=age)


@given(TOKENS, TOKENS, AGES)
def test_where_only_the_api_decides_no_clock_does(token: Token, rejected: Token, age: float) -> None:
    usable = is_usable(token, rejected=rejected, renewal=Renewal.WHEN_REJECTED, age_s=age)

    assert usable == is_later(token, rejected)
    assert usable == is_later(attrs.evolve(token, obtained_at=0.0), attrs.evolve(rejected, obtained_at=4e9))
    assert is_usable(token, rejected=None, renewal=Renewal.WHEN_REJECTED, age_s=age)


def test_a_token_that_the_endpoint_issues_once_more_is_later_than_before() -> None:
    # Else each of those who wait would request it again.
    assert is_later(Token("same", 5.0, generation=3), Token("same", 9.0, generation=2))


@given(TOKENS, AGES)
def test_a_token_renewed_ahead_is_not_used_beyond_its_life(token: Token, age: float) -> None:
    usable = is_usable(token, rejected=None, renewal=Renewal.AHEAD_OF_EXPIRY, age_s=age)

    if token.expires_in_s is None:
        assert usable
    elif usable:
        assert age < token.expires_in_s


@given(st.floats(0.001, 1e6))
def test_a_fresh_token_is_used_however_short_its_life(lifetime: float) -> None:
    token = Token("a", obtained_at=1000.0, expires_in_s=lifetime)

    assert is_usable(token, rejected=None, renewal=Renewal.AHEAD_OF_EXPIRY, age_s=0.0)


def test_an_hour_s_token_is_renewed_a_minute_ahead() -> None:
    token = Token("a", obtained_at=0.0, expires_in_s=3600)

    usable = [is_usable(token, rejected=None, renewal=Renewal.AHEAD_OF_EXPIRY, age_s=age) for age in (3539, 3541)]

    assert usable == [True, False]


@given(
    count=st.integers(1, 12),
    steps=st.lists(st.floats(0, 4000), max_size=60),
    period=st.floats(1, 10_000),
)
def test_no_period_ever_holds_more_exchanges_than_allowed(count: int, steps: list[float], period: float) -> None:
    limit, record, now, made = RequestLimit(count, period), TokenRecord(), 1e9, []

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
    limit, now = ECOBEE, 1e9
    record = TokenRecord(exchanges=tuple(now - age for age in ages))

    wait = limit.wait_s(record, now)

    assert 0 <= wait <= limit.period_s
    assert limit.wait_s(record, now + wait + 0.001) == 0


@given(set_back=st.floats(1, 400 * 86400), ages=st.lists(st.floats(0, 7199), min_size=120, max_size=120))
def test_a_clock_set_back_changes_no_wait_that_it_could_not_change(set_back: float, ages: list[float]) -> None:
    limit, true_now = ECOBEE, 2e9
    record = TokenRecord(exchanges=tuple(sorted(true_now - age for age in ages)))
    now = true_now - set_back

    wait = limit.wait_s(record, now)
    corrected = limit.corrected(record, now)

    assert wait <= limit.period_s
    assert limit.wait_s(record, true_now) <= wait + 0.01  # Never earlier than the vendor's count allows.
    if set_back > limit.period_s:  # All of them are in the future then, and keep their distances.
        assert wait - min(ages) <= limit.wait_s(record, true_now) + 0.01
    assert limit.wait_s(corrected, now + wait + 0.01) == 0


@given(
    future=st.lists(st.floats(0.1, 3 * 86400), max_size=130),
    past=st.lists(st.floats(0, 3 * 86400), max_size=130),
    waited=st.floats(0, 7200),
)
def test_times_in_the_future_count_for_one_period_and_none_is_forgotten_before(
    future: list[float], past: list[float], waited: float
) -> None:
    limit, now = ECOBEE, 1e9
    record = TokenRecord(exchanges=(*(now - age for age in past), *(now + ahead for ahead in future)))

    corrected = limit.corrected(record, now)

    assert len(corrected.exchanges) >= len(future) + sum(age < 7200 for age in past)
    assert max(corrected.exchanges, default=now) <= now
    assert limit.corrected(corrected, now) == corrected
    assert limit.wait_s(corrected, now + waited) <= max(0.0, limit.period_s - waited)
    assert limit.wait_s(corrected, now + limit.period_s) == 0


def test_the_hundred_and_twenty_first_in_two_hours_is_refused() -> None:
    limit, record = ECOBEE, TokenRecord()
    for second in range(120):
        assert limit.wait_s(record, 1e9 + second) == 0
        record = limit.counted(record, 1e9 + second)

    assert limit.wait_s(record, 1e9 + 120) == 7200 - 120
    assert limit.wait_s(record, 1e9 + 7200) == 0
