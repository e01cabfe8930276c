"""What differs between the two flavours: waiting, locking, fanning out. Kept as small as it can be."""

from __future__ import annotations

__all__ = ["WaitTimeout"]


class WaitTimeout(Exception):
    """A wait had an end, and what was waited for did not come before it. Never leaves this library."""
