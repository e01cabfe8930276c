"""Rooms as the physics sees them: walls that lose heat, mass that holds it, equipment that is strong enough."""

from __future__ import annotations

import random
from typing import Final

from .physics import Zone

__all__ = ["room_zone"]

_DESIGN_COLD: Final = 80.0  # the difference to the outdoors that the first heating stages can hold
_DESIGN_HOT: Final = 30.0


def room_zone(chance: random.Random, *, heating: int, cooling: int) -> Zone:
    """Return a zone drawn by chance, with so many stages of heating and of cooling."""
    loss = chance.uniform(150.0, 350.0)
    gain = chance.uniform(1500.0, 3500.0)
    return Zone(
        resistance=1 / loss,
        mass=loss * chance.uniform(5.0, 10.0),
        gain=gain,
        heating=tuple(loss * _DESIGN_COLD / (1 + 0.3 * stage) for stage in range(heating)),
        cooling=tuple((loss * _DESIGN_HOT + gain) * 1.2 / (1 + 0.3 * stage) for stage in range(cooling)),
    )
