"""How the client keeps below the limits: requests second by second, and what became of the same ones sent uncounted.

Decisions and limits are the real ones, the client's ``QuotaState`` and the sandbox's ``RequestQuota``. Only their clock
is one of this picture: it jumps to whatever happens next, so that a minute takes no time and each build draws the same.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

import attrs

from smartbuildings._core.quota_scopes import Reading
from smartbuildings._core.quota_windows import QuotaState, reserve
from smartbuildings.ecobee.vendor import QUOTA
from smartbuildings.sandbox import QuotaLimits
from smartbuildings.sandbox.ecobee.quota import RequestQuota
from tools.site_pages.pictures.svg import WIDTH, line, picture, rectangle, text

__all__ = ["Run", "quota_pacing", "run"]

REQUESTS: Final = 700
LIMITS: Final = QuotaLimits()
_AT_ONCE: Final = 3
"""The client's default, which the vendor asks for."""
_TAKES_S: Final = 0.03
"""How long a response takes: three at once make a hundred a second, twice what is allowed."""
_START: Final = 1_000_000.25
"""On no round second and no round minute: where the vendor's windows begin is not known either."""


@attrs.define
class Run:
    """What happened, by whole seconds from the start."""

    answered: Counter[int] = attrs.field(factory=Counter)
    refused: Counter[int] = attrs.field(factory=Counter)

    @property
    def seconds(self) -> int:
        """How long it took."""
        return max((*self.answered, *self.refused)) + 1


def run(*, is_counting: bool) -> Run:
    """Send the requests, by three workers that each wait for a response before they go on.

    Args:
        is_counting: Ask the quota before each request, as the client does.
    """
    now = _START
    server = RequestQuota(LIMITS, monotonic=lambda: now)
    state, left, done = QuotaState(), REQUESTS, Run()
    # When each worker does something next: (moment, worker, headers of the response that comes then, when it was sent)
    agenda: list[tuple[float, int, Mapping[str, str] | None, float]] = [
        (_START, each, None, 0.0) for each in range(_AT_ONCE)
    ]
    while agenda:
        now, worker, headers, sent_at = heapq.heappop(agenda)
        if headers is not None:
            state.complete(sent_at, _readings(headers), now)
        if not left:
            continue
        # No two may be alike: a request is told from another by the moment it was reserved.
        moment = now + worker * 1e-6
        if is_counting:
            _, wait = reserve([state], moment, moment)
            if wait > 0:
                heapq.heappush(agenda, (now + wait, worker, None, 0.0))
                continue
        left -= 1
        verdict = server.take("here")
        counted = done.answered if verdict.allowed else done.refused
        counted[int(now - _START)] += 1
        if is_counting and not verdict.allowed:
            left += 1  # the client asks again, within its deadline
        heapq.heappush(agenda, (now + _TAKES_S, worker, verdict.headers if is_counting else None, moment))
    return done


def _readings(headers: Mapping[str, str]) -> list[Reading]:
    return QUOTA.read([(name.encode(), value.encode()) for name, value in headers.items()])


# --- the picture ------------------------------------------------------------------------------------------------------

_LEFT, _RIGHT, _TOP, _PANEL = 40, 14, 78, 120
_SECOND: Final = 78
_HIGHEST: Final = 110


def quota_pacing() -> str:
    """Let both happen, and draw them."""
    counted, uncounted = run(is_counting=True), run(is_counting=False)
    refused = sum(uncounted.refused.values())
    told = (
        f"{REQUESTS} requests against the limits of {LIMITS.second} a second and {LIMITS.minute} a minute. The client "
        f"sends no more than the limits allow, waits when {LIMITS.minute} are spent, and has all of them answered "
        f"after {counted.seconds} seconds. Once it looks whether a new minute has begun, since the vendor does not "
        f"report when one does, and is refused. Sent without counting they take "
        f"{uncounted.seconds} seconds, and {refused} are refused with 429."
    )
    height = _TOP + 2 * _PANEL + _SECOND + 36
    return picture(_parts(counted, uncounted), height=height, title="How the client keeps below the limits", told=told)


def _parts(counted: Run, uncounted: Run) -> Iterator[str]:
    longest = max(counted.seconds, uncounted.seconds) + 2
    yield text(_LEFT, 26, f"{REQUESTS} requests at once: how many leave each second", "strong")
    sent, refused = sum(counted.answered.values()), sum(counted.refused.values())
    yield from _panel(counted, _TOP, longest, f"the client: {sent} answered, {refused} look refused")
    sent, refused = sum(uncounted.answered.values()), sum(uncounted.refused.values())
    top = _TOP + _PANEL + _SECOND
    yield from _panel(uncounted, top, longest, f"without counting: {sent} answered, {refused} refused (429)")
    gap = _longest_gap(counted)
    width = (WIDTH - _LEFT - _RIGHT) / longest
    middle = _LEFT + width * (gap[0] + gap[1]) / 2
    yield text(middle, _TOP + _PANEL - 22, f"{LIMITS.minute} are spent:", "axis", anchor="middle")
    yield text(middle, _TOP + _PANEL - 6, "it waits for the minute", "axis", anchor="middle")


def _panel(done: Run, top: float, longest: int, title: str) -> Iterator[str]:
    width = WIDTH - _LEFT - _RIGHT
    step = width / longest
    scale = _PANEL / _HIGHEST
    yield text(_LEFT, top - 12, title, "strong")
    yield rectangle(_LEFT, top, width, _PANEL, "plot")
    for value in (0, 50, 100):
        y = top + _PANEL - value * scale
        yield line(_LEFT, y, _LEFT + width, y, "grid")
        yield text(_LEFT - 6, y + 5, str(value), "axis", anchor="end")
    for second in range(longest):
        sent, refused = done.answered[second], done.refused[second]
        x, base = _LEFT + second * step, top + _PANEL
        if sent:
            yield rectangle(x + 0.5, base - sent * scale, step - 1, sent * scale, "bar")
        if refused:
            yield rectangle(x + 0.5, base - (sent + refused) * scale, step - 1, refused * scale, "bad")
    limit = top + _PANEL - LIMITS.second * scale
    yield line(_LEFT, limit, _LEFT + width, limit, "limit")
    yield text(_LEFT + width - 4, limit - 6, f"limit: {LIMITS.second} a second", "limit-text", anchor="end")
    for second in range(0, longest, 10):
        yield text(
            _LEFT + second * step, top + _PANEL + 18, f"{second} s", "axis", anchor="middle" if second else "start"
        )


def _longest_gap(done: Run) -> tuple[int, int]:
    """Give the longest time in which nothing was sent."""
    busy = sorted(done.answered)
    return max(pairwise(busy), key=lambda pair: pair[1] - pair[0])
