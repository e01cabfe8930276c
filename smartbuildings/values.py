"""Values that mean the same for every vendor: set points, ranges, modes, and what a write did.

``None`` means that the vendor does not report a value; it is never a guess.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol, TypeAlias

import attrs

from smartbuildings._core.model import ApiModel, FrozenMapping, Model, short
from smartbuildings._core.open_enums import Known, OpenEnum, OpenInt
from smartbuildings.units import Temperature, TemperatureDelta, Unit

__all__ = [
    "Ability",
    "Action",
    "Applied",
    "BuildingInfo",
    "Difference",
    "FanMode",
    "FrozenMapping",
    "Hold",
    "Mode",
    "OpenEnum",
    "OpenInt",
    "Range",
    "SetPoints",
    "ThermostatInfo",
    "ThermostatStatus",
    "Until",
]

Until: TypeAlias = Literal["next_change", "indefinite"] | datetime
"""When a hold ends: at the next change of the schedule, when it is resumed, or at a point in time."""


class Mode(OpenEnum):
    """What a thermostat may do to the air."""

    HEAT = Known("heat")
    """Heats."""
    COOL = Known("cool")
    """Cools."""
    AUTO = Known("auto")
    """Heats and cools, between two set points."""
    OFF = Known("off")
    """Neither heats nor cools."""
    AUX_HEAT = Known("aux_heat")
    """Heats with the auxiliary stages only."""


class Action(OpenEnum):
    """What the equipment does to the air now."""

    HEATING = Known("heating")
    COOLING = Known("cooling")
    FAN = Known("fan")
    """Moves the air only."""
    IDLE = Known("idle")


class FanMode(OpenEnum):
    """When the fan runs."""

    AUTO = Known("auto")
    """With heating and cooling."""
    ON = Known("on")
    """All the time."""
    CIRCULATE = Known("circulate")
    """From time to time."""


class Ability(StrEnum):
    """Something that a thermostat can do; what is missing raises ``NotSupported``."""

    SET_TEMPERATURE = "set_temperature"
    """Set what it aims at."""
    HOLD = "hold"
    """Override the schedule until an end that is given."""
    HOLD_BOTH = "hold_both"
    """Hold the heat and the cool set point at once."""
    HOLD_UNTIL_TIME = "hold_until_time"
    """Hold until a point in time, not only until the next change of the schedule."""
    RESUME = "resume"
    """End the holds."""
    SET_MODE = "set_mode"
    """Set the mode."""
    SET_FAN = "set_fan"
    """Set when the fan runs."""
    FAN_FOR = "fan_for"
    """Run the fan for a time: a method of Nest's thermostats."""
    SET_ECO = "set_eco"
    """Save energy between thresholds that the thermostat keeps: a method of Nest's thermostats."""


@attrs.frozen(repr=False)
class Range(Model):
    """A range of temperatures, both ends included. An end that is ``None`` is not known and does not limit.

    Examples:
        >>> Temperature.f(70) in Range(Temperature.f(65), Temperature.f(92))
        True
    """

    low: Temperature | None = None
    """The lowest value."""
    high: Temperature | None = None
    """The highest value."""

    def __contains__(self, value: Temperature) -> bool:
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def shown_in(self, unit: Unit) -> Range:
        """Give the same range, shown in Fahrenheit or in Celsius."""
        ends = (self.low, self.high)
        return Range(*(end and (end.in_f() if unit == "F" else end.in_c()) for end in ends))

    def __str__(self) -> str:
        """Show it as people write it, as in ``65.0 to 92.0 °F``."""
        if self.low is None or self.high is None:
            return f"{self.low or 'unknown'} to {self.high or 'unknown'}"
        low = self.shown_in(self.high.unit).low
        return f"{str(low).partition(' ')[0]} to {self.high}"


@attrs.frozen(repr=False)
class SetPoints(Model):
    """The temperatures that the thermostat aims at.

    In API v1 only the one that fits the mode is a true value. Inferred: in v2 both are, whatever the mode.
    """

    heat: Temperature | None = None
    """Heats below this."""
    cool: Temperature | None = None
    """Cools above this."""


@attrs.frozen(repr=False)
class Difference(Model):
    """One value that is not as it was asked for."""

    field: str
    """The argument, such as ``until`` or ``heat_range.low``; a weekday for a change of the schedule."""
    asked: object
    """The value that was asked for."""
    confirmed: object
    """The value that the API confirmed, or that the state shows."""

    def __str__(self) -> str:
        """Show both, as in ``heat: asked for 70.0 °F, got 72.0 °F``."""
        return f"{self.field}: asked for {short(self.asked)}, got {short(self.confirmed)}"


@attrs.frozen(repr=False, kw_only=True)
class Applied(ApiModel):
    """What a write returns: whether the device was reached, and what differs from the request.

    Models that are read as well have these two fields; a read leaves them empty, and they are not compared.
    """

    reached: bool | None = attrs.field(default=None, eq=False)
    """Whether the vendor's service had a connection to the device (``is_connected``) when its status was last read.

    ``False``: the API accepted the write, and the device has not seen it. ``None``: no status was read in the last
    5 minutes, or the write is not about a device.
    """
    differs: tuple[Difference, ...] = attrs.field(default=(), eq=False)
    """What the API confirmed otherwise than it was asked for. A confirmed temperature that is rounded by up to 0.5 °F
    does not count, and the result has the value in force."""


class ThermostatStatus(Protocol):
    """The state of a thermostat at the time of reading. ``None`` means that the vendor does not report it."""

    @property
    def id(self) -> str | None:
        """The thermostat's id."""
        ...

    @property
    def temperature(self) -> Temperature | None:
        """The measured temperature."""
        ...

    @property
    def humidity(self) -> int | None:
        """The measured relative humidity in percent."""
        ...

    @property
    def set_points(self) -> SetPoints:
        """The temperatures that it aims at."""
        ...

    @property
    def heat_range(self) -> Range:
        """The range that the heat set point has to stay in."""
        ...

    @property
    def cool_range(self) -> Range:
        """The range that the cool set point has to stay in."""
        ...

    @property
    def min_gap(self) -> TemperatureDelta | None:
        """How far the heat and cool set points have to be apart at least."""
        ...

    @property
    def mode(self) -> Mode | None:
        """What it may do."""
        ...

    @property
    def action(self) -> Action | None:
        """What it does now."""
        ...

    @property
    def fan_mode(self) -> FanMode | None:
        """What the fan is set to."""
        ...

    @property
    def is_fan_running(self) -> bool | None:
        """Whether the fan runs now."""
        ...

    @property
    def is_online(self) -> bool | None:
        """Whether the vendor's service reaches the device; if not, the rest is the last known state."""
        ...

    @property
    def observed_at(self) -> datetime | None:
        """When the temperature was measured."""
        ...

    @property
    def native(self) -> object:
        """The vendor's own model."""
        ...


class ThermostatInfo(Protocol):
    """What is known about a thermostat apart from its state."""

    @property
    def id(self) -> str | None:
        """The thermostat's id."""
        ...

    @property
    def building_id(self) -> str | None:
        """The id of its building."""
        ...

    @property
    def name(self) -> str | None:
        """Its name."""
        ...

    @property
    def modes(self) -> tuple[Mode, ...] | None:
        """The modes that it can be set to."""
        ...

    @property
    def native(self) -> object:
        """The vendor's own model."""
        ...


class BuildingInfo(Protocol):
    """What is known about a building."""

    @property
    def id(self) -> str | None:
        """The building's id."""
        ...

    @property
    def name(self) -> str | None:
        """Its name."""
        ...

    @property
    def native(self) -> object:
        """The vendor's own model."""
        ...


class Hold(Protocol):
    """Set points that override the schedule."""

    @property
    def heat(self) -> Temperature | None:
        """The heat set point that it holds."""
        ...

    @property
    def cool(self) -> Temperature | None:
        """The cool set point that it holds."""
        ...

    @property
    def start(self) -> datetime | None:
        """When it begins."""
        ...

    @property
    def end(self) -> datetime | None:
        """When it ends."""
        ...

    @property
    def is_running(self) -> bool | None:
        """Whether it is in force now."""
        ...
