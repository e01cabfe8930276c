"""Walking several iterators at once, in both flavours: each item arrives as soon as its own iterator yields it."""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs

__all__ = ["Arrival"]

T = TypeVar("T")


@attrs.frozen
class Arrival(Generic[T]):
    """An item of one of the iterators, or the error that ended that one."""

    source: int
    """Which iterator, by its place among them."""
    item: T | None
    """The item; ``None`` if there is an error."""
    error: Exception | None = None
    """What the iterator raised."""
