"""A mode that the API has just confirmed, while the status still shows the one before. Pure."""

from __future__ import annotations

from typing import Final

import attrs

from smartbuildings.ecobee.enums import HvacMode

__all__ = ["NewMode"]

_LONGEST_LAG_S: Final = 60.0
"""The vendor says that a mode takes a few seconds to show. After a minute the status is right, whatever it shows."""


@attrs.frozen
class NewMode:
    """A confirmed mode that no status has shown yet."""

    mode: HvacMode
    """The mode that the API confirmed."""
    before: frozenset[HvacMode]
    """The modes that a status may still show; empty while none is known."""
    confirmed_at: float
    """When it was confirmed, on the monotonic clock."""

    def is_open(self, now: float) -> bool:
        """Return whether the status may still be behind."""
        return now - self.confirmed_at < _LONGEST_LAG_S

    def after(self, shown: HvacMode | None, now: float) -> NewMode | None:
        """Return what is left to wait for after a status: ``None`` if it shows this mode or another new one."""
        if shown is None:
            return self
        if shown == self.mode or not self.is_open(now) or (self.before and shown not in self.before):
            return None
        return attrs.evolve(self, before=self.before | {shown})
