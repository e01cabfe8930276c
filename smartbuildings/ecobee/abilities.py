"""What ecobee thermostats can do through each version of the API, in the words that all vendors share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smartbuildings.values import Ability

__all__ = ["ABILITIES"]

_V1: Final = frozenset({Ability.SET_TEMPERATURE, Ability.HOLD, Ability.RESUME, Ability.SET_MODE, Ability.SET_FAN})
ABILITIES: Final[Mapping[str, frozenset[Ability]]] = {"v1": _V1, "v2": _V1 | {Ability.HOLD_BOTH}}
"""By API version."""
