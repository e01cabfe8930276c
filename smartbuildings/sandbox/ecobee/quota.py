"""The vendor's request limits: so many per hour, minute and second from one address, told on every response.

The vendor documents the six headers and sample numbers, but neither when a window starts nor a ``Retry-After``. The
sandbox lets a window begin with the first request in it and gives no hint with its 429, unless told to.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import Final

import attrs

__all__ = ["QuotaLimits", "RequestQuota", "Verdict"]

_WINDOWS: Final = {"hour": 3600.0, "minute": 60.0, "second": 1.0}
_MOST_PEERS: Final = 10_000


@attrs.frozen
class QuotaLimits:
    """Requests allowed from one address. The defaults are the vendor's documented sample."""

    hour: int = 10_000
    """In an hour."""
    minute: int = 500
    """In a minute."""
    second: int = 50
    """In a second."""

    @classmethod
    def unlimited(cls) -> QuotaLimits:
        """Return limits that no test reaches; the headers are still sent."""
        return cls(hour=10**9, minute=10**9, second=10**9)


@attrs.frozen
class Verdict:
    """Whether a request may pass, and what the response's headers say."""

    allowed: bool
    headers: Mapping[str, str]


@attrs.define
class _Window:
    started: float
    used: int = 0


class RequestQuota:
    """Counts requests by peer address.

    Args:
        limits: how many are allowed; may be replaced at any time.
        retry_after: add a ``Retry-After`` header to a refusal, which the vendor does not document.
        monotonic: where seconds come from; tests replace it.
    """

    def __init__(
        self,
        limits: QuotaLimits | None = None,
        *,
        retry_after: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits or QuotaLimits()
        self.retry_after = retry_after
        self._monotonic = monotonic
        self._peers: dict[str, dict[str, _Window]] = {}

    def take(self, peer: str) -> Verdict:
        """Count one request from ``peer``, unless a window is used up: refused requests are not counted."""
        now = self._monotonic()
        windows = self._windows(peer, now)
        full = [name for name, window in windows.items() if window.used >= self._limit(name)]
        if not full:
            for window in windows.values():
                window.used += 1
        headers: dict[str, str] = {}
        for name, window in windows.items():
            headers[f"x-ratelimit-limit-{name}"] = str(self._limit(name))
            headers[f"x-ratelimit-remaining-{name}"] = str(max(0, self._limit(name) - window.used))
        if full and self.retry_after:
            wait = max(windows[name].started + _WINDOWS[name] - now for name in full)
            headers["retry-after"] = str(max(1, math.ceil(wait)))
        return Verdict(not full, headers)

    def reset(self) -> None:
        """Forget every request counted so far."""
        self._peers.clear()

    def _limit(self, name: str) -> int:
        return int(getattr(self.limits, name))

    def _windows(self, peer: str, now: float) -> dict[str, _Window]:
        if peer not in self._peers and len(self._peers) >= _MOST_PEERS:
            del self._peers[next(iter(self._peers))]
        windows = self._peers.setdefault(peer, {})
        for name, length in _WINDOWS.items():
            window = windows.get(name)
            if window is None or now - window.started >= length:
                windows[name] = _Window(now)
        return windows
