"""When the state is looked at after a write, on a clock that moves only in pauses."""

from __future__ import annotations

import pytest

from smartbuildings._async import accepted
from smartbuildings._async.accepted import FIRST_LOOK_S, AsyncAccepted, look_until
from smartbuildings.errors import ConfigurationError
from smartbuildings.values import Applied, Difference

pytestmark = pytest.mark.anyio


class Clock:
    """A clock that moves only in pauses."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.now += seconds


class Looks:
    """Shows the write from so many seconds on, and keeps the times of the looks; each takes some time."""

    def __init__(self, clock: Clock, shown_after_s: float = 1e9, takes_s: float = 0.0) -> None:
        self.times: list[float] = []
        self._clock = clock
        self._shown_after_s = shown_after_s
        self._takes_s = takes_s

    async def __call__(self) -> Applied | None:
        after = self._clock.now - 100.0
        self.times.append(round(after, 3))
        await self._clock.sleep(self._takes_s)
        return Applied(reached=True) if after >= self._shown_after_s else None


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(accepted, "monotonic", made.monotonic)
    monkeypatch.setattr(accepted, "sleep", made.sleep)
    return made


async def test_the_pauses_grow_up_to_15_s_and_the_last_look_is_at_the_end(clock: Clock) -> None:
    looks = Looks(clock)
    assert await look_until(looks, 60.0) is None
    assert looks.times == [0.3, 0.9, 2.1, 4.5, 9.3, 18.9, 33.9, 48.9, 60.0]


@pytest.mark.parametrize(
    ("first_s", "timeout_s", "times"),
    [
        (3.0, 40.0, [3.0, 9.0, 21.0, 36.0, 40.0]),
        (20.0, 60.0, [20.0, 35.0, 50.0, 60.0]),
        (3.0, 2.0, [2.0]),
        (3.0, 3.0, [3.0]),
    ],
)
async def test_the_first_pause_can_be_longer(
    clock: Clock, first_s: float, timeout_s: float, times: list[float]
) -> None:
    looks = Looks(clock)
    assert await look_until(looks, timeout_s, first_s=first_s) is None
    assert looks.times == times


async def test_it_ends_with_the_look_that_shows_the_write(clock: Clock) -> None:
    looks = Looks(clock, shown_after_s=8)
    assert await look_until(looks, 60.0, first_s=3.0) == Applied(reached=True)
    assert looks.times == [3.0, 9.0]


async def test_the_last_look_counts(clock: Clock) -> None:
    assert await look_until(Looks(clock, shown_after_s=2), 2.0, first_s=3.0) == Applied(reached=True)


async def test_it_looks_once_even_without_time(clock: Clock) -> None:
    looks = Looks(clock)
    assert await look_until(looks, 0.0, first_s=3.0) is None
    assert looks.times == [0.0]


async def test_looks_that_take_long_do_not_pass_the_time_by_more_than_one(clock: Clock) -> None:
    looks = Looks(clock, takes_s=5.0)
    assert await look_until(looks, 12.0, first_s=3.0) is None
    assert looks.times == [3.0, 12.0]


@pytest.mark.parametrize(("first_s", "times"), [(FIRST_LOOK_S, [0.3, 0.9, 1.0]), (3.0, [3.0, 5.0])])
async def test_a_wait_for_an_accepted_write_has_the_same_pauses(
    clock: Clock, first_s: float, times: list[float]
) -> None:
    looks = Looks(clock)
    result = AsyncAccepted(looks, "why", first_s=first_s)
    assert await result.wait(timeout_s=times[-1]) is result
    assert looks.times == times
    assert "why" in repr(result)


async def test_a_wait_that_ends_well_names_what_was_not_sent(clock: Clock) -> None:
    unsent = Difference("mode", "heat", "cool")
    result = AsyncAccepted(Looks(clock, shown_after_s=3), "why", unsent=(unsent,), first_s=3.0)
    assert await result.wait(timeout_s=10) == Applied(reached=True, differs=(unsent,))


@pytest.mark.parametrize("timeout_s", [0, -1, float("nan")])
async def test_a_wait_needs_a_time(clock: Clock, timeout_s: float) -> None:
    looks = Looks(clock)
    with pytest.raises(ConfigurationError, match="timeout_s"):
        await AsyncAccepted(looks, "why").wait(timeout_s=timeout_s)
    assert looks.times == []
