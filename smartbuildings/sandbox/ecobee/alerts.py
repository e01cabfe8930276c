"""Alerts: what a thermostat wants to be known, until somebody acknowledges it on the wall.

Those that follow from the present readings (too cold, too damp) are made where the readings are, in ``handlers``.
"""

from __future__ import annotations

from typing import Final

import attrs

from smartbuildings.sandbox.world.seeding import generator

__all__ = ["Alert", "seeded_alerts"]

_SHARE: Final = 0.2  # of the thermostats have something to say from the beginning
_DAY_S: Final = 86_400.0

# Text, severity and notification type; the types are members of the vendor's list.
_COMMON: Final = (
    ("The furnace filter is due to be replaced.", "low", "furnaceFilter"),
    ("The air conditioner is due for its yearly service.", "medium", "ac"),
    ("The heating system is due for its yearly service.", "medium", "hvac"),
    ("The auxiliary heat has been running for long.", "high", "auxHeat"),
)


@attrs.frozen
class Alert:
    """One alert."""

    number: int
    at: float
    text: str
    severity: str
    notification_type: str


def seeded_alerts(seed: int, thermostat_id: str, before: float) -> list[Alert]:
    """Return the alerts that a thermostat of the seeded account already has, raised some days ``before``."""
    chance = generator(seed, "alerts", thermostat_id)
    if chance.random() >= _SHARE:
        return []
    chosen = chance.sample(_COMMON, chance.choice((1, 1, 2)))
    ages = sorted((chance.uniform(0.5, 40) for _ in chosen), reverse=True)
    return [
        Alert(number, (before - age * _DAY_S) // 60 * 60, *words)
        for number, (age, words) in enumerate(zip(ages, chosen, strict=True), start=1)
    ]
