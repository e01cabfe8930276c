"""What the vendor's quota headers say, and how long to wait because of it. Pure: states and times in, states out.

Two header schemes are known:

* ``x-ratelimit-{limit,remaining}-{hour,minute,second}``: three windows, no word on when each ends (ecobee).
* ``x-ratelimit-{limit,remaining,reset}``: one window, ``reset`` in **milliseconds** from now (SmartThings).

Where no reset is told, a window is taken to have begun when its ``remaining`` last rose, or when it was first seen:
for windows of fixed length that may wait longer than needed and never shorter, whatever their alignment.
"""

from __future__ import annotations

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


@attrs.frozen
class Window:
    """One quota window as last told by the API."""

    name: str
    """``hour``, ``minute``, ``second``, or ``window`` where the vendor does not name it."""
    limit: int
    remaining: int
    ends_at: float | None
    """When it is expected to reset, on the clock of the state; ``None`` where neither name nor reset tell."""


@attrs.frozen
class QuotaState:
    """Every window known, and the requests that are under way."""

    windows: tuple[Window, ...] = ()
    under_way: tuple[float, ...] = ()
    """When each unanswered request was sent; each may cost one unit that ``remaining`` does not show yet."""

    def reserve(self, now: float) -> tuple[QuotaState, str, float]:
        """Take one unit of every window.

        Returns:
            The next state, and the name of the window to wait for with the seconds to wait: 0 when the request may go
            now. With a wait, nothing was taken.
        """
        state = self._forget_past(now)
        pending = len(state.under_way)
        name, wait = "", 0.0
        for window in state.windows:
            if window.remaining > pending:
                continue
            if window.ends_at is None:
                continue
            until = window.ends_at - now + _MARGIN_S
            if until > wait:
                name, wait = window.name, until
        if wait > 0:
            return state, name, wait
        return attrs.evolve(state, under_way=(*state.under_way, now)), "", 0.0

    def release(self, sent_at: float) -> QuotaState:
        """Forget one request that is no longer under way, answered or not."""
        under_way = list(self.under_way)
        if sent_at in under_way:
            under_way.remove(sent_at)
        return attrs.evolve(self, under_way=tuple(under_way))

    def observe(self, headers: Mapping[str, str], now: float) -> QuotaState:
        """Take in what an answer's headers say; headers that make no sense are passed over."""
        told = _windows_in(headers, now)
        if not told:
            return self
        known = {window.name: window for window in self.windows}
        for window in told:
            known[window.name] = self._merge(known.get(window.name), window, now)
        return attrs.evolve(self, windows=tuple(known.values()))

    def spent(self, now: float) -> float | None:
        """Seconds until the last of the spent windows resets; ``None`` when no window is known to be spent."""
        waits = [
            w.ends_at - now for w in self.windows if w.remaining <= 0 and w.ends_at is not None and w.ends_at > now
        ]
        return max(waits) + _MARGIN_S if waits else None

    def _merge(self, old: Window | None, new: Window, now: float) -> Window:
        if old is None or old.ends_at is None or old.ends_at <= now or new.limit != old.limit:
            return new
        if new.name == _UNNAMED:
            return new  # The API tells the reset itself; there is nothing to infer.
        risen = new.remaining - old.remaining
        if risen > len(self.under_way):
            return new  # More came back than answers can have overtaken one another: the window has been reset.
        # Within one window the count only falls; a higher one is an answer that was overtaken by a later one.
        return attrs.evolve(old, remaining=min(old.remaining, new.remaining))

    def _forget_past(self, now: float) -> QuotaState:
        """Drop what time has settled: windows that have been reset, requests that nobody waits for any more."""
        if all(w.ends_at is None or w.ends_at > now for w in self.windows) and (
            not self.under_way or min(self.under_way) > now - _UNANSWERED_S
        ):
            return self
        return QuotaState(
            windows=tuple(
                w if w.ends_at is None or w.ends_at > now else Window(w.name, w.limit, w.limit, None)
                for w in self.windows
            ),
            under_way=tuple(at for at in self.under_way if at > now - _UNANSWERED_S),
        )

    def to_json(self) -> dict[str, Any]:
        """Give a JSON form, for sharing between processes."""
        return {
            "windows": [[w.name, w.limit, w.remaining, w.ends_at] for w in self.windows],
            "under_way": list(self.under_way),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> QuotaState:
        """Read what ``to_json`` gave."""
        return cls(windows=tuple(Window(*row) for row in data["windows"]), under_way=tuple(data["under_way"]))


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
    except ValueError:
        return None
    if moment.tzinfo is None:
        # parsedate_to_datetime leaves "-0000" naive; an HTTP date is always in GMT.
        from datetime import UTC

        moment = moment.replace(tzinfo=UTC)
    return max(0.0, moment.timestamp() - now_epoch_s)


def _windows_in(headers: Mapping[str, str], now: float) -> list[Window]:
    found = []
    for name, length in _LENGTHS_S.items():
        limit, remaining = _count(headers, f"limit-{name}"), _count(headers, f"remaining-{name}")
        if limit is not None and remaining is not None:
            found.append(Window(name, limit, remaining, now + length))
    limit, remaining = _count(headers, "limit"), _count(headers, "remaining")
    if limit is not None and remaining is not None:
        reset_ms = _number(headers.get("x-ratelimit-reset"))
        found.append(Window(_UNNAMED, limit, remaining, None if reset_ms is None else now + reset_ms / 1000.0))
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
