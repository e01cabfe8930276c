"""How a zone warms and cools: one thermal mass, one resistance to the outdoors, equipment with capacity and stages.

    mass * dT/dt = (outdoors - T) / resistance + gain + equipment

Over a step in which the right side does not change, the exact solution is an exponential towards the temperature at
which gains and losses balance, so a step of any length is stable and needs no numerical care. Steps lie on a fixed
grid of ``STEP_S``; between two readings the same steps are taken whoever reads in between, so reading never changes
what happens.

Units: degrees Fahrenheit, hours, BTU.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import attrs

__all__ = ["Conditions", "Zone", "ZoneState", "advance", "settled", "stages_now", "temperature_at"]

STEP_S: Final = 60.0

CATCH_UP_S: Final = 12 * 3600.0
"""The most that is integrated in one go. Before that a zone is taken as settled: it has forgotten what was earlier."""

_DEADBAND: Final = 0.5  # degrees around the set point in which equipment keeps doing what it does
_STAGE_GAP: Final = 1.5  # degrees further off the set point that call for one more stage


@attrs.frozen
class Zone:
    """The unchanging properties of a zone."""

    resistance: float
    """Degrees of difference to the outdoors that drive one BTU per hour through the walls."""
    mass: float
    """BTU that warm the zone by one degree."""
    gain: float
    """BTU per hour from people, sun and devices."""
    heating: tuple[float, ...]
    """BTU per hour that each heating stage adds, first to last; empty for a zone that cannot heat."""
    cooling: tuple[float, ...]
    """BTU per hour that each cooling stage takes away."""


@attrs.define
class ZoneState:
    """What changes: the temperature at a moment of the grid, and how many stages run."""

    at: float
    temperature: float
    heating: int = 0
    cooling: int = 0


@attrs.frozen
class Conditions:
    """What acts on a zone from some moment until ``until``."""

    heat_to: float | None
    """Heat below this; None while heating is off."""
    cool_to: float | None
    outdoors: float
    until: float


def advance(zone: Zone, state: ZoneState, until: float, conditions_at: Callable[[float], Conditions]) -> None:
    """Bring ``state`` to the last moment of the grid that is not after ``until``, with bounded work."""
    target = math.floor(until / STEP_S) * STEP_S
    if target - state.at > CATCH_UP_S:
        state.at = target - CATCH_UP_S
        state.temperature = settled(zone, conditions_at(state.at))
        state.heating = state.cooling = 0
    conditions: Conditions | None = None
    decay = math.exp(-STEP_S / 3600 / (zone.resistance * zone.mass))
    while state.at < target:
        if conditions is None or state.at >= conditions.until:
            conditions = conditions_at(state.at)
        state.heating, state.cooling = stages_now(zone, state, conditions)
        balance = _balance(zone, state, conditions.outdoors)
        state.temperature = balance + (state.temperature - balance) * decay
        state.at += STEP_S


def temperature_at(zone: Zone, state: ZoneState, moment: float, outdoors: float) -> float:
    """Return the temperature a little after ``state.at`` with the equipment running as it is."""
    balance = _balance(zone, state, outdoors)
    elapsed_h = min(max(0.0, moment - state.at), STEP_S) / 3600
    return balance + (state.temperature - balance) * math.exp(-elapsed_h / (zone.resistance * zone.mass))


def settled(zone: Zone, conditions: Conditions) -> float:
    """Return where the zone ends up under unchanging conditions, if its equipment is strong enough."""
    drifting = conditions.outdoors + zone.gain * zone.resistance
    if conditions.heat_to is not None and zone.heating:
        drifting = max(drifting, conditions.heat_to)
    if conditions.cool_to is not None and zone.cooling:
        drifting = min(drifting, conditions.cool_to)
    return drifting


def stages_now(zone: Zone, state: ZoneState, conditions: Conditions) -> tuple[int, int]:
    """Return how many heating and cooling stages the thermostat on the wall would have running."""
    heat_to, cool_to = conditions.heat_to, conditions.cool_to
    too_cold = -math.inf if heat_to is None else heat_to - state.temperature
    too_warm = -math.inf if cool_to is None else state.temperature - cool_to
    heating = _stages(state.heating, too_cold, len(zone.heating))
    return heating, 0 if heating else _stages(state.cooling, too_warm, len(zone.cooling))


def _balance(zone: Zone, state: ZoneState, outdoors: float) -> float:
    power = zone.gain + sum(zone.heating[: state.heating]) - sum(zone.cooling[: state.cooling])
    return outdoors + power * zone.resistance


def _stages(running: int, off_by: float, available: int) -> int:
    if off_by <= -_DEADBAND:
        return 0
    wanted = 0 if off_by < _DEADBAND else 1 + int((off_by - _DEADBAND) / _STAGE_GAP)
    # A stage that runs keeps running until the set point is passed; otherwise it would start and stop by the minute.
    return min(max(running, wanted), available)
