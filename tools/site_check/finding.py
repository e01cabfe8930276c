"""What a check found."""

from __future__ import annotations

import attrs

__all__ = ["Finding"]


@attrs.frozen(order=True)
class Finding:
    """Something that a reader of ``page`` would suffer from."""

    page: str
    check: str
    what: str

    def __str__(self) -> str:
        return f"{self.page}: {self.check}: {self.what}"
