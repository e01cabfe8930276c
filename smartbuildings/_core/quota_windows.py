"""The windows of one scope, and how long to wait because of them. Pure: times and readings in, waits out.

Windows become known in two ways. A vendor reports them in the headers of its responses (``quota_scopes`` reads those),
with the time of the reset or without. Or they are declared: then the requests of the last period are counted here.

Where no reset is reported, a window is taken to have begun when its ``remaining`` last rose, or when it was first seen:
for windows of fixed length that may wait longer than needed and never shorter, whatever their alignment. As the wait
could be most of an hour longer than needed, and many vendors let their windows begin with the full minute and hour, one
request is let through at that moment, to look.

A declared limit is kept in any period of its length, from when a request was reserved to when its response came, so it
holds too whether the vendor's windows begin with the first request, with the full minute, or slide.

Responses may be taken in in another order than the vendor sent them, by any number of threads and processes: a thread
can be held up with a response in hand. Only a response to a request that was sent after the known count was reported is
certainly newer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from smartbuildings._core.quota_scopes import Limit, Reading

__all__ = ["QuotaState", "Window", "reserve"]

_UNANSWERED_S: Final = 120.0
"""After this long, a request that was never answered no longer counts as in progress (its process may have died)."""
_MARGIN_S: Final = 0.05
"""Added to each wait, since the vendor's clock and ours tick apart."""
_ALIGNED_S: Final = 60.0
"""From this length on, a window may begin with the full minute or hour; for shorter ones a look is not worth it."""
_SKEW_S: Final = 1.0
"""How far after the full minute or hour the look is taken: clocks that are kept in time differ by less."""
_LOOKING_S: Final = 0.1
"""How long others wait before they ask whether the look has found the window open."""
_ASKING_S: Final = 0.02
"""How long others wait for the first response after a window's end: about as long as a response takes."""
_SAME_END_S: Final = 1.0
"""Reported ends that differ by less are those of one window: they count from now, and responses travel differently."""
_STEPS: Final = 50
"""In how many steps a declared period is counted, so that a scope keeps few numbers. It waits one step too long."""
_LONGEST_CLOSED_S: Final = 3600.0
"""How long a refusal may close a scope: a longer time comes from a clock that was set back since."""
_ENDLESS: Final = 1 << 60


@attrs.define
class Window:
    """One window as last reported by the vendor."""

    name: str
    """``hour``, ``minute``, ``second``, or ``window`` where the vendor does not name it."""
    limit: int
    remaining: int
    ends_at: float | None
    """When it is expected to reset, on the clock of the state; ``None`` where that is not known."""
    length_s: float | None = None
    """How long it is, if the vendor says."""
    told_at: float = 0.0
    """When a response last reported it, or a request was let through to look."""
    is_looked_at: bool = False
    """Whether a request was let through to look, and has not been answered yet."""
    counted_at: float = 0.0
    """When ``remaining`` was reported."""

    def opens_at(self, now: float, wall: float) -> float:
        """Return the first moment at which it may be open again: the expected end, or a full minute or hour before it.

        Args:
            now: The time, on the clock of the state.
            wall: The same time in epoch seconds.
        """
        assert self.ends_at is not None
        length = self.length_s or 0.0
        if length < _ALIGNED_S:
            return self.ends_at
        ahead = wall - now
        full = (math.floor((self.told_at + ahead) / length) + 1) * length - ahead
        return min(self.ends_at, full + _SKEW_S)

    @property
    def has_ended(self) -> bool:
        """Whether its end has passed since a response reported it."""
        return self.ends_at is None and self.length_s is not None

    def is_past(self, now: float) -> bool:
        """Return whether it has been reset since it was reported."""
        return self.ends_at is not None and self.ends_at <= now

    def bring_up_to(self, now: float) -> None:
        """Note that the time has come to ``now``."""
        if self.ends_at is None:
            return
        if self.ends_at <= now:
            self.ends_at, self.is_looked_at = None, False
        elif self.length_s is not None and self.ends_at > now + self.length_s:
            # An end further away than the window is long comes from a clock that was set back since.
            self.ends_at, self.told_at = now + self.length_s, now

    def merge(self, new: Reading, now: float, sent_at: float, pending: int) -> None:
        """Take in what a response reports.

        Args:
            new: What it reports.
            now: The time.
            sent_at: When its request was let through.
            pending: How many requests are in progress, this one included.
        """
        headers, limit, remaining, resets_in_s = new
        old_end = self.ends_at
        if (
            old_end is not None
            and now < old_end
            and remaining <= self.remaining
            and limit == self.limit
            and headers.reset is None
            and limit - remaining > pending
        ):  # The common case at once: the count has fallen within one window.
            self.remaining, self.is_looked_at = remaining, False
            self.told_at = self.counted_at = now
            return
        new_end = None if resets_in_s is None else now + resets_in_s
        if old_end is None or old_end <= now:
            self._replace(new, now, new_end)
            return
        is_newer = sent_at > self.counted_at
        if is_newer and (limit != self.limit or remaining > self.remaining):
            self._replace(new, now, new_end)  # Within one window the count only falls, so it has been reset.
            return
        ends_at = old_end
        if headers.reset is not None:  # The vendor reports the end; there is nothing to infer.
            if new_end is None or new_end > old_end + _SAME_END_S:
                self._replace(new, now, new_end)
                return
            if new_end < old_end - _SAME_END_S:
                if is_newer:
                    self._replace(new, now, new_end)
                return
            ends_at = new_end
        elif limit - remaining <= pending and new_end is not None:
            # So few are gone that this may be the first response of a new window that comes to hand.
            ends_at = new_end
        if remaining > self.remaining:  # Overtaken by a later response, as far as anybody knows.
            self.ends_at, self.told_at = ends_at, now
        else:
            self._replace(new, now, ends_at)

    def _replace(self, new: Reading, now: float, ends_at: float | None) -> None:
        _, self.limit, self.remaining, _ = new
        self.ends_at, self.is_looked_at = ends_at, False
        self.told_at = self.counted_at = now


@attrs.define
class QuotaState:
    """What is known of one scope: its windows, and the requests that are in progress.

    It changes in place, since a call passes here twice and most calls find room: the caller holds a lock meanwhile.
    """

    limits: tuple[Limit, ...] = ()
    """What is declared; it holds as long as no response has reported a window."""
    windows: dict[str, Window] = attrs.field(factory=dict)
    in_progress: list[float] = attrs.field(factory=list)
    """When each unanswered request was sent; each may cost one unit that ``remaining`` does not show yet."""
    counts: list[list[tuple[float, int]]] = attrs.field(factory=list)
    """For each declared limit: until when how many requests count, the oldest first."""
    closed_until: float = 0.0
    """Until when nothing may be sent, after a refusal that no header explains."""
    refusals: int = 0
    """How many such refusals came in a row, each after the wait that the one before it had caused."""
    _room: int = attrs.field(default=-1, eq=False)
    """Below this number in progress, a request may go without a closer look; it is too low at times, never too high."""
    _seen_at: float = attrs.field(default=-math.inf, eq=False)

    def has_room(self, now: float) -> bool:
        """Return whether a request may go, as far as a short look can tell."""
        if now < self._seen_at:
            return False  # The clock was set back.
        self._seen_at = now
        return len(self.in_progress) < self._room

    def wait_for(self, now: float, wall: float) -> tuple[str, float]:
        """Return the name of the window to wait for with the seconds to wait: 0 when a request may go now.

        Args:
            now: The time, on the clock of the state.
            wall: The same time in epoch seconds.
        """
        self._bring_up_to(now)
        pending = len(self.in_progress)
        name, wait = "", 0.0
        if self.closed_until > now:
            name, wait = "window", self.closed_until - now
        for window in self.windows.values():
            if window.remaining > pending:
                continue
            if window.ends_at is None:
                # Its count is older than its end. That end was inferred, so one request goes first, to look.
                until = _ASKING_S if pending else 0.0
            else:
                until = window.opens_at(now, wall) - now
                if until > 0 or pending:
                    until = _LOOKING_S if pending and (until <= 0 or window.is_looked_at) else until + _MARGIN_S
            if until > wait:
                name, wait = window.name, until
        for limit, until in self._declared_waits(now):
            if until > wait:
                name, wait = limit.name, until
        return name, wait

    def take(self, now: float) -> None:
        """Take one unit of each window, after ``has_room`` or ``wait_for`` found room."""
        pending = len(self.in_progress)
        if pending >= self._room:
            for window in self.windows.values():
                if window.remaining <= pending and window.ends_at is not None:
                    window.told_at, window.is_looked_at = now, True
        self.in_progress.append(now)

    def cancel(self, sent_at: float) -> None:
        """Forget one request that was not sent."""
        if sent_at in self.in_progress:
            self.in_progress.remove(sent_at)

    def complete(self, sent_at: float, readings: Sequence[Reading], now: float) -> None:
        """Take in that one request is no longer in progress, with what its response reports if there was one."""
        if readings:
            self.observe(readings, now, sent_at=sent_at)
        if sent_at in self.in_progress:
            self.in_progress.remove(sent_at)
            self._count(now)

    def observe(self, readings: Sequence[Reading], now: float, *, sent_at: float) -> None:
        """Take in what a response reports.

        Args:
            readings: What its headers report.
            now: The time, on the clock of the state.
            sent_at: When the request was let through, on the same clock.
        """
        windows, pending = self.windows, len(self.in_progress)
        for new in readings:
            headers, limit, remaining, resets_in_s = new
            window = windows.get(headers.name)
            if window is None:
                ends_at = None if resets_in_s is None else now + resets_in_s
                windows[headers.name] = Window(
                    headers.name, limit, remaining, ends_at, headers.length_s, told_at=now, counted_at=now
                )
            else:
                window.merge(new, now, sent_at, pending)
        if self.counts:
            self.counts = []
        self._room = self._room_at(now)

    def refuse(self, wait_s: float | None, now: float, *, sent_at: float) -> None:
        """Let nothing through for a while: the vendor refused a request although there seemed to be room.

        Args:
            wait_s: How long; if the response does not say, the shortest declared period, and the next longer one each
                time that the wait did not help: then another limit is spent, such as an hourly one that others share.
            now: The time, on the clock of the state.
            sent_at: When the request was let through. Of several that were refused at once, one counts.
        """
        periods = sorted(limit.period_s for limit in self.limits)
        if sent_at > self.closed_until + periods[0]:
            self.refusals = 1  # So long after the wait, it says nothing about it.
        elif self.refusals == 0 or sent_at >= self.closed_until:
            self.refusals += 1
        if wait_s is None:
            wait_s = periods[min(self.refusals, len(periods)) - 1]
        self.closed_until = max(self.closed_until, now + min(wait_s, _LONGEST_CLOSED_S))
        self._room = self._room_at(now)

    def accept(self) -> None:
        """Note that the vendor did not refuse a request."""
        self.refusals = 0

    def declare(self, limits: tuple[Limit, ...]) -> None:
        """Set the declared limits. A kept state has none, and another version of this library may declare others."""
        if len(self.counts) != len(limits):
            self.counts = []
        self.limits, self._room = limits, -1

    def spent(self, now: float, wall: float) -> float | None:
        """Return the seconds until the last of the spent windows resets; ``None`` when none is known to be spent."""
        self._bring_up_to(now)
        waits = [
            w.opens_at(now, wall) - now for w in self.windows.values() if w.remaining <= 0 and w.ends_at is not None
        ]
        waits += [wait for limit, wait in self._declared_waits(now, pending=0) if wait > 0]
        if self.closed_until > now:
            waits.append(self.closed_until - now)
        return max(0.0, *waits) if waits else None

    def idle_at(self, now: float) -> float:
        """Return from when on this state says nothing any more."""
        ends = [window.ends_at or now for window in self.windows.values()]
        ends += [at + _UNANSWERED_S for at in self.in_progress]
        ends += [count[-1][0] for count in self.counts if count]
        return max([now, self.closed_until, *ends])

    def used(self, now: float) -> list[tuple[Limit, int, float | None]]:
        """List the declared limits that hold, each with the requests that count and the seconds until one less does."""
        self._bring_up_to(now)
        counts = [] if self.windows else self._counts_of_limits()
        return [
            (limit, sum(requests for _, requests in count), count[0][0] - now if count else None)
            for limit, count in zip(self.limits, counts, strict=False)
        ]

    def to_json(self) -> dict[str, Any]:
        """Return a JSON form, for sharing between processes."""
        return {
            "windows": [attrs.astuple(window) for window in self.windows.values()],
            "in_progress": self.in_progress,
            "counts": self.counts,
            "closed_until": self.closed_until,
            "refusals": self.refusals,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> QuotaState:
        """Read what ``to_json`` returned."""
        return cls(
            windows={row[0]: Window(*row) for row in data["windows"]},
            in_progress=list(data["in_progress"]),
            counts=[[(end, requests) for end, requests in count] for count in data["counts"]],
            closed_until=data["closed_until"],
            refusals=data.get("refusals", 0),
        )

    def _bring_up_to(self, now: float) -> None:
        """Drop what time has settled: windows that have been reset, requests that nobody waits for any more."""
        self._seen_at = now
        for window in self.windows.values():
            window.bring_up_to(now)
        # A time in the future comes from a clock that was set back since.
        lost = [at for at in self.in_progress if abs(now - at) >= _UNANSWERED_S]
        for at in lost:
            self.in_progress.remove(at)
            self._count(now)
        if self.counts:
            self.counts = [
                [(min(end, now + limit.period_s * (1 + 2 / _STEPS)), requests) for end, requests in count if end > now]
                for limit, count in zip(self.limits, self.counts, strict=False)
            ]
        self.closed_until = min(self.closed_until, now + _LONGEST_CLOSED_S)
        self._room = self._room_at(now)

    def _counts_of_limits(self) -> list[list[tuple[float, int]]]:
        if len(self.counts) != len(self.limits):
            self.counts = [[] for _ in self.limits]
        return self.counts

    def _count(self, now: float) -> None:
        """Count a request for as long as it may count at the vendor, in steps."""
        if not self.limits or self.windows:
            return
        for limit, count in zip(self.limits, self._counts_of_limits(), strict=True):
            step = limit.period_s / _STEPS
            end = math.ceil((now + limit.period_s) / step) * step
            if count and count[-1][0] >= end:
                count[-1] = (count[-1][0], count[-1][1] + 1)
            else:
                count.append((end, 1))
        self._room = self._room_at(now)

    def _declared_waits(self, now: float, pending: int | None = None) -> list[tuple[Limit, float]]:
        if self.windows or not self.limits:
            return []
        pending = len(self.in_progress) if pending is None else pending
        waits = []
        for limit, count in zip(self.limits, self._counts_of_limits(), strict=True):
            free = limit.requests - pending - sum(requests for _, requests in count)
            if free > 0:
                continue
            # The oldest requests have to leave the period first; those in progress leave it last.
            wait = _LOOKING_S
            for end, requests in count:
                free += requests
                if free > 0:
                    wait = end - now
                    break
            waits.append((limit, wait + _MARGIN_S))
        return waits

    def _room_at(self, now: float) -> int:
        if self.closed_until > now:
            return 0
        room = _ENDLESS
        for window in self.windows.values():
            if window.remaining < room:
                room = window.remaining
        if self.limits and not self.windows:
            for limit, count in zip(self.limits, self._counts_of_limits(), strict=True):
                room = min(room, limit.requests - sum(requests for _, requests in count))
        return room


def reserve(states: Sequence[QuotaState], now: float, wall: float) -> tuple[str, float]:
    """Take one unit in each of the scopes, or in none.

    Args:
        states: Those of the scopes in which the request counts.
        now: The time, on the clock of the states.
        wall: The same time in epoch seconds.

    Returns:
        The name of the window to wait for, and the seconds to wait: 0 when the request may go now.
    """
    for state in states:
        if not state.has_room(now):
            break
    else:
        for state in states:
            state.in_progress.append(now)
        return "", 0.0
    name, wait = max((state.wait_for(now, wall) for state in states), key=lambda found: found[1])
    if wait <= 0:
        for state in states:
            state.take(now)
    return name, wait
