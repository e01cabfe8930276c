"""What follows the end of a quota window, which for most vendors is only inferred."""

from __future__ import annotations

from smartbuildings._core.quota_scopes import Reading, WindowHeaders
from smartbuildings._core.quota_windows import QuotaState, reserve

WALL = 1_800_000_000.0

SECOND = WindowHeaders("second", "limit", "remaining", 1.0)


def told(remaining: int, limit: int = 12) -> list[Reading]:
    return [(SECOND, limit, remaining, 1.0)]


def seen(readings: list[Reading], now: float, sent_at: float) -> QuotaState:
    state = QuotaState()
    state.observe(readings, now, sent_at=sent_at)
    return state


def test_after_the_end_of_a_spent_window_one_request_goes_first_to_be_told_anew() -> None:
    state = seen(told(0), now=10.0, sent_at=9.9)

    _, wait = reserve([state], 11.1, WALL)
    assert wait == 0
    name, wait = reserve([state], 11.1, WALL)
    assert (name, 0 < wait < 0.1) == ("second", True)

    state.complete(11.1, told(11), 11.2)
    for now in (11.21, 11.22, 11.23):
        _, wait = reserve([state], now, WALL)
        assert wait == 0


def test_a_window_that_began_unnoticed_is_not_passed_when_the_inferred_end_comes() -> None:
    state = seen(told(9), now=10.0, sent_at=9.9)
    # The vendor's window turned at 10.9; the count rose by as little as when answers overtake one another.
    for now in (10.90, 10.91, 10.92):
        reserve([state], now, WALL)
    state.complete(10.90, told(11), 10.95)
    state.complete(10.91, told(1), 10.99)
    state.complete(10.92, (), 10.99)

    _, first = reserve([state], 11.06, WALL)  # The old end has passed; the vendor's window has not.
    _, second = reserve([state], 11.06, WALL)

    assert first == 0
    assert second > 0


def test_a_window_with_plenty_left_lets_everyone_on_after_its_end() -> None:
    state = seen(told(9), now=10.0, sent_at=9.9)

    for _ in range(3):
        _, wait = reserve([state], 11.5, WALL)
        assert wait == 0
