"""What follows the end of a quota window, which for most vendors is only inferred."""

from __future__ import annotations

from smartbuildings._core.quota_windows import QuotaState

WALL = 1_800_000_000.0


def told(remaining: int, limit: int = 12) -> dict[str, str]:
    return {"x-ratelimit-limit-second": str(limit), "x-ratelimit-remaining-second": str(remaining)}


def test_after_the_end_of_a_spent_window_one_request_goes_first_to_be_told_anew() -> None:
    state = QuotaState().observe(told(0), now=10.0, sent_at=9.9)

    state, _, wait = state.reserve(11.1, WALL)
    assert wait == 0
    _, name, wait = state.reserve(11.1, WALL)
    assert (name, 0 < wait < 0.1) == ("second", True)

    state = state.observe(told(11), now=11.2, sent_at=11.1).release(11.1)
    for now in (11.21, 11.22, 11.23):
        state, _, wait = state.reserve(now, WALL)
        assert wait == 0


def test_a_window_that_began_unnoticed_is_not_passed_when_the_inferred_end_comes() -> None:
    state = QuotaState().observe(told(9), now=10.0, sent_at=9.9)
    # The vendor's window turned at 10.9; the count rose by as little as when answers overtake one another.
    for now in (10.90, 10.91, 10.92):
        state, _, _ = state.reserve(now, WALL)
    state = state.observe(told(11), now=10.95, sent_at=10.90).release(10.90)
    state = state.observe(told(1), now=10.99, sent_at=10.91).release(10.91).release(10.92)

    state, _, first = state.reserve(11.06, WALL)  # The old end has passed; the vendor's window has not.
    _, _, second = state.reserve(11.06, WALL)

    assert first == 0
    assert second > 0


def test_a_window_with_plenty_left_lets_everyone_on_after_its_end() -> None:
    state = QuotaState().observe(told(9), now=10.0, sent_at=9.9)

    for _ in range(3):
        state, _, wait = state.reserve(11.5, WALL)
        assert wait == 0
