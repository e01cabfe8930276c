"""Options of single calls: who sees them, and for how long."""

from __future__ import annotations

import math
import threading
from typing import Any

import anyio
import pytest

from smartbuildings._core.options import CallOptions, anonymous, call_options, current, quota_within, within
from smartbuildings.errors import ConfigurationError


def test_options_hold_inside_the_block_only() -> None:
    with call_options(timeout_s=3):
        assert current().timeout_s == 3
    assert current() == CallOptions()


def test_inner_blocks_win_and_leave_the_rest_as_it_is() -> None:
    with call_options(timeout_s=3, attempts=2), call_options(timeout_s=5):
        assert (current().timeout_s, current().attempts) == (5, 2)


def test_options_end_with_an_error_too() -> None:
    with pytest.raises(KeyError), call_options(attempts=1):
        raise KeyError
    assert current().attempts is None


def test_a_token_request_keeps_the_caller_s_options() -> None:
    with call_options(attempts=2), within(7.0), anonymous(is_repeatable=False):
        assert current() == CallOptions(attempts=2, deadline_s=7.0, is_anonymous=True)


def test_a_call_can_be_worth_only_a_short_wait_for_quota() -> None:
    assert current().quota_s == math.inf
    with call_options(attempts=2), quota_within(2.0):
        assert current() == CallOptions(attempts=2, quota_s=2.0)
        with quota_within(5.0):
            assert current().quota_s == 5.0
        with call_options(deadline_s=3.0):
            assert current().quota_s == 2.0
        with anonymous(is_repeatable=True):  # A token request is not what the caller can do without.
            assert current().quota_s == math.inf
        assert current().quota_s == 2.0
    with pytest.raises(KeyError), quota_within(2.0):
        raise KeyError
    assert current().quota_s == math.inf


def test_another_thread_begins_without_them() -> None:
    seen = []
    with call_options(attempts=1):
        thread = threading.Thread(target=lambda: seen.append(current()))
        thread.start()
        thread.join()
    assert seen == [CallOptions()]


@pytest.mark.anyio
async def test_a_task_takes_them_along_and_does_not_give_its_own_back() -> None:
    seen = []

    async def task(number: int) -> None:
        with call_options(attempts=number):
            await anyio.sleep(0.001)
            seen.append((number, current().attempts, current().timeout_s))

    with call_options(timeout_s=9):
        async with anyio.create_task_group() as group:
            for number in (1, 2, 3):
                group.start_soon(task, number)
        assert current() == CallOptions(timeout_s=9)

    assert sorted(seen) == [(1, 1, 9), (2, 2, 9), (3, 3, 9)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"timeout_s": 0}, {"timeout_s": -1}, {"timeout_s": math.nan}, {"timeout_s": math.inf}, {"timeout_s": "3"},
        {"deadline_s": 0}, {"deadline_s": math.inf}, {"deadline_s": True},
        {"attempts": 0}, {"attempts": 0.5}, {"attempts": True}, {"attempts": "2"},
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_right_is_refused_by_name(wrong: dict[str, Any]) -> None:
    (name,) = wrong
    with pytest.raises(ConfigurationError, match=name), call_options(**wrong):
        pass
