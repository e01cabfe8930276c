"""How long a response asks to wait before the next request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["LONGEST", "number", "retry_after_s"]

LONGEST: Final = 15
"""How many characters of a number are read: more make no sense."""


def retry_after_s(headers: Mapping[str, str], *, now_epoch_s: float) -> float | None:
    """Read ``Retry-After`` (seconds, or a date) as seconds to wait.

    Source: RFC 9110 section 10.2.3.
    """
    after = headers.get("retry-after")
    return None if after is None else _retry_after(after.strip(), now_epoch_s)


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


def number(text: str | bytes | None) -> float | None:
    """Read a plain non-negative number; anything else (a sign, a word, ``inf``) is ``None``."""
    if text is None or len(text) > LONGEST:
        return None
    if text.isdigit() and text.isascii():
        return int(text)
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    text = text.strip()
    if not text or not text.isascii() or not text.replace(".", "", 1).isdigit():
        return None
    return float(text)
