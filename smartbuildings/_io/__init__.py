"""What differs between the two flavours: waiting, locking, fanning out. Kept as small as it can be."""

from __future__ import annotations

__all__ = ["TooLate"]


class TooLate(Exception):
    """A wait had an end, and what was waited for did not come before it. Never leaves this library."""
