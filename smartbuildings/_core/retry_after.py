"""How long a response asks to wait before the next request."""

from __future__ import annotations

from collections.abc import Mapping

from smartbuildings._core.quota_scopes import number

__all__ = ["retry_after_s"]


def retry_after_s(headers: Mapping[str, str], *, now_epoch_s: float) -> float | None:
    """Read how long a 429 or 503 asks to wait, in seconds: ``Retry-After`` (seconds or a date), else a reset header.

    Sources: RFC 9110 section 10.2.3; the reset in milliseconds is SmartThings' convention.
    """
    after = headers.get("retry-after")
    if after is not None:
        wait = _retry_after(after.strip(), now_epoch_s)
        if wait is not None:
            return wait
    reset_ms = number(headers.get("x-ratelimit-reset"))
    return None if reset_ms is None else reset_ms / 1000.0


def _retry_after(text: str, now_epoch_s: float) -> float | None:
    seconds = number(text)
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
