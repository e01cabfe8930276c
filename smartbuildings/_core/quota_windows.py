"""What the vendor's quota headers say, and how long to wait because of it. Pure: states and times in, states out.

Two header schemes are known:

* ``x-ratelimit-{limit,remaining}-{hour,minute,second}``: three windows, no word on when each ends (ecobee).
* ``x-ratelimit-{limit,remaining,reset}``: one window, ``reset`` in **milliseconds** from now (SmartThings).

Where no reset is told, a window is taken to have begun when its ``remaining`` last rose, or when it was first seen:
for windows of fixed length that may wait longer than needed and never shorter, whatever their alignment. As the wait
could be most of an hour longer than needed, and many vendors let their windows begin with the full minute and hour, one
request is let through at that moment, to look.

Answers may be taken in in another order than the vendor gave them, by any number of places: a thread can be held up
with an answer in hand. Only an answer to a request that was sent after the known count was told is certainly newer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import attrs

__all__ = ["QuotaState", "Window", "hint_from_headers"]

_LENGTHS_S: Final[Mapping[str, float]] = {"second": 1.0, "minute": 60.0, "hour": 3600.0}
_UNNAMED: Final = "window"
_UNANSWERED_S: Final = 120.0
"""After this long, a request that was never answered no longer counts as under way (its process may have died)."""
_MARGIN_S: Final = 0.05
"""Added to each wait, since the vendor's clock and ours tick apart."""
_ALIGNED_S: Final = 60.0
"""From this length on, a window may begin with the full minute or hour; for shorter ones a look is not worth it."""
_SKEW_S: Final = 1.0
"""How far after the full minute or hour the look is taken: clocks that are kept in time differ by less."""
_LOOKING_S: Final = 0.1
"""How long others wait before they ask whether the look has found the window open."""
_ASKING_S: Final = 0.02
"""How long others wait for the first answer after a window's end: about as long as an answer takes."""
_SAME_END_S: Final = 1.0
"""Told ends that differ by less are those of one window: they are told from now, and answers travel differently."""


@attrs.frozen
class Window:
    """One quota window as last told by the API."""

    name: str
    """``hour``, ``minute``, ``second``, or ``window`` where the vendor does not name it."""
    limit: int
    remaining: int
    ends_at: float | None
    """When it is expected to reset, on the clock of the state; ``None`` where neither name nor reset tell."""
    told_at: float = 0.0
    """When an answer last told of it, or a request was let through to look."""
    is_looked_at: bool = False
    """Whether a request was let through to look, and has not been answered yet."""
    counted_at: float = 0.0
    """When ``remaining`` was told."""

    def opens_at(self, now: float, wall: float) -> float:
        """Give the first moment at which it may be open again: the expected end, or a full minute or hour before it.

        Args:
            now: The time, on the clock of the state.
            wall: The same time in epoch seconds.
        """
        assert self.ends_at is not None
        length = _LENGTHS_S.get(self.name, 0.0)
        if length < _ALIGNED_S:
            return self.ends_at
        ahead = wall - now
        full = (math.floor((self.told_at + ahead) / length) + 1) * length - ahead
        return min(self.ends_at, full + _SKEW_S)

    @property
    def has_ended(self) -> bool:
        """Whether its end has passed since an answer told of it."""
        return self.ends_at is None and self.name in _LENGTHS_S

    def is_past(self, now: float) -> bool:
        """Tell whether it has been reset since it was told of."""
        return self.ends_at is not None and self.ends_at <= now


@attrs.frozen
class QuotaState:
    """Every window known, and the requests that are under way."""

    windows: tuple[Window, ...] = ()
    under_way: tuple[float, ...] = ()
    """When each unanswered request was sent; each may cost one unit that ``remaining`` does not show yet."""

    def reserve(self, now: float, wall: float) -> tuple[QuotaState, str, float]:
        """Take one unit of every window.

        Args:
            now: The time, on the clock of the state.
            wall: The same time in epoch seconds.

        Returns:
            The next state, and the name of the window to wait for with the seconds to wait: 0 when the request may go
            now. With a wait, nothing was taken.
        """
        state = self._brought_up_to(now)
        pending = len(state.under_way)
        name, wait = "", 0.0
        looking = []
        for window in state.windows:
            if window.remaining > pending:
                continue
            if window.ends_at is None:
                # Its count is older than its end. That end was inferred, so one request goes first, to be told anew.
                until = _ASKING_S if pending else 0.0
                if until > wait:
                    name, wait = window.name, until
                continue
            until = window.opens_at(now, wall) - now
            if until <= 0 and not pending:
                looking.append(window)
                continue
            until = _LOOKING_S if pending and (until <= 0 or window.is_looked_at) else until + _MARGIN_S
            if until > wait:
                name, wait = window.name, until
        if wait > 0:
            return state, name, wait
        windows = tuple(attrs.evolve(w, told_at=now, is_looked_at=True) if w in looking else w for w in state.windows)
        return QuotaState(windows, (*state.under_way, now)), "", 0.0

    def release(self, sent_at: float) -> QuotaState:
        """Forget one request that is no longer under way, answered or not."""
        under_way = list(self.under_way)
        if sent_at in under_way:
            under_way.remove(sent_at)
        return attrs.evolve(self, under_way=tuple(under_way))

    def observe(self, headers: Mapping[str, str], now: float, *, sent_at: float) -> QuotaState:
        """Take in what an answer's headers say; headers that make no sense are passed over.

        Args:
            headers: Those of the answer.
            now: The time, on the clock of the state.
            sent_at: When the request was let through, on the same clock.
        """
        told = _windows_in(headers, now)
        if not told:
            return self
        known = {window.name: window for window in self.windows}
        for window in told:
            known[window.name] = self._merge(known.get(window.name), window, now, sent_at)
        return attrs.evolve(self, windows=tuple(known.values()))

    def spent(self, now: float, wall: float) -> float | None:
        """Seconds until the last of the spent windows resets; ``None`` when no window is known to be spent."""
        state = self._brought_up_to(now)
        waits = [w.opens_at(now, wall) - now for w in state.windows if w.remaining <= 0 and w.ends_at is not None]
        return max(0.0, *waits) if waits else None

    def _merge(self, old: Window | None, new: Window, now: float, sent_at: float) -> Window:
        """Give what is known of a window, of which ``old`` was known, once an answer has told ``new``."""
        if old is None or old.ends_at is None or old.is_past(now):
            return new
        is_newer = sent_at > old.counted_at
        if is_newer and (new.limit != old.limit or new.remaining > old.remaining):
            return new  # Within one window the count only falls, so it has been reset.
        ends_at = old.ends_at
        if new.name == _UNNAMED:  # Then the API tells the end itself; there is nothing to infer.
            if new.ends_at is None or new.ends_at > old.ends_at + _SAME_END_S:
                return new
            if new.ends_at < old.ends_at - _SAME_END_S:
                return new if is_newer else old
            ends_at = new.ends_at
        elif new.limit - new.remaining <= len(self.under_way):
            # So few are gone that this may be the first answer of a new window that comes to hand.
            ends_at = now + _LENGTHS_S[new.name]
        if new.remaining > old.remaining:  # Overtaken by a later answer, as far as anybody knows.
            return attrs.evolve(old, ends_at=ends_at, told_at=now)
        return attrs.evolve(new, ends_at=ends_at)

    def _brought_up_to(self, now: float) -> QuotaState:
        """Drop what time has settled: windows that have been reset, requests that nobody waits for any more."""
        windows = tuple(_at(window, now) for window in self.windows)
        # A time in the future comes from a clock that was set back since.
        under_way = tuple(at for at in self.under_way if abs(now - at) < _UNANSWERED_S)
        return self if windows == self.windows and under_way == self.under_way else QuotaState(windows, under_way)

    def to_json(self) -> dict[str, Any]:
        """Give a JSON form, for sharing between processes."""
        return {
            "windows": [attrs.astuple(window) for window in self.windows],
            "under_way": list(self.under_way),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> QuotaState:
        """Read what ``to_json`` gave."""
        return cls(windows=tuple(Window(*row) for row in data["windows"]), under_way=tuple(data["under_way"]))


def _at(window: Window, now: float) -> Window:
    """Give a window as time has left it."""
    if window.ends_at is None:
        return window
    if window.is_past(now):
        return attrs.evolve(window, ends_at=None, is_looked_at=False)
    latest = now + _LENGTHS_S.get(window.name, math.inf)
    # An end further away than the window is long comes from a clock that was set back since.
    return window if window.ends_at <= latest else attrs.evolve(window, ends_at=latest, told_at=now)


def hint_from_headers(headers: Mapping[str, str], *, now_epoch_s: float) -> float | None:
    """Read how long a 429 or 503 asks to wait, in seconds: ``Retry-After`` (seconds or a date), else a reset header.

    Sources: RFC 9110 section 10.2.3; the reset in milliseconds is SmartThings' convention.
    """
    after = headers.get("retry-after")
    if after is not None:
        wait = _retry_after(after.strip(), now_epoch_s)
        if wait is not None:
            return wait
    reset_ms = _number(headers.get("x-ratelimit-reset"))
    return None if reset_ms is None else reset_ms / 1000.0


def _retry_after(text: str, now_epoch_s: float) -> float | None:
    seconds = _number(text)
    if seconds is not None:
        return seconds
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            # parsedate_to_datetime leaves "-0000" naive; an HTTP date is always in GMT.
            from datetime import UTC

            moment = moment.replace(tzinfo=UTC)
        return max(0.0, moment.timestamp() - now_epoch_s)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _windows_in(headers: Mapping[str, str], now: float) -> list[Window]:
    found = []
    for name, length in _LENGTHS_S.items():
        limit, remaining = _count(headers, f"limit-{name}"), _count(headers, f"remaining-{name}")
        if limit is not None and remaining is not None:
            found.append(Window(name, limit, remaining, now + length, told_at=now, counted_at=now))
    limit, remaining = _count(headers, "limit"), _count(headers, "remaining")
    if limit is not None and remaining is not None:
        reset_ms = _number(headers.get("x-ratelimit-reset"))
        ends_at = None if reset_ms is None else now + reset_ms / 1000.0
        found.append(Window(_UNNAMED, limit, remaining, ends_at, told_at=now, counted_at=now))
    return found


def _count(headers: Mapping[str, str], name: str) -> int | None:
    number = _number(headers.get(f"x-ratelimit-{name}"))
    return None if number is None else int(number)


def _number(text: str | None) -> float | None:
    """Read a plain non-negative number; anything else (a sign, a word, ``inf``) is ``None``."""
    if text is None:
        return None
    text = text.strip()
    if not text or not text.isascii() or not text.replace(".", "", 1).isdigit() or len(text) > 15:
        return None
    return float(text)
