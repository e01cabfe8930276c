"""Settings of a thermostat and the passcode on its screen (API v2)."""

from __future__ import annotations

import attrs

from smartbuildings._core.fields import wire
from smartbuildings._core.kinds import FLAG, SECRET, TEXT, TEXTS, WHOLE, one_of
from smartbuildings._core.model import ApiModel, Model
from smartbuildings._core.readers import part, whole_part
from smartbuildings.ecobee.enums import HoldAction
from smartbuildings.ecobee.models.status import RANGE
from smartbuildings.values import Applied, Range

__all__ = ["AccessControl", "BulkSettings", "PasscodeProtection", "ThermostatSettings"]


@attrs.frozen(repr=False, kw_only=True)
class ThermostatSettings(Applied):
    """Settings of a thermostat."""

    id: str | None = wire("id", TEXT)
    """The thermostat's id, if the response contains it (inferred)."""
    heat_range: Range = wire("heatRange", RANGE, default=Range())
    """The range that people at the device can set the heat set point in. Inferred: the names of its two ends."""
    cool_range: Range = wire("coolRange", RANGE, default=Range())
    """The range that people at the device can set the cool set point in. Inferred: the names of its two ends."""
    fan_minimum_on_minutes: int | None = wire("fanMinimumOnTime", WHOLE)
    """How many minutes of each hour the fan runs at least; 0 to 55."""
    hold_action: HoldAction | None = wire("holdAction", one_of(HoldAction))
    """How long a hold lasts that somebody makes on the device. Holds made through the API have their own end."""


@attrs.frozen(repr=False, kw_only=True)
class BulkSettings(ApiModel):
    """What the API confirms after a change of many thermostats. Inferred: the whole response."""

    thermostat_ids: tuple[str, ...] = wire("thermostatIds", TEXTS, default=())
    """The thermostats that were changed."""
    settings: ThermostatSettings = wire("settings", whole_part(ThermostatSettings), default=ThermostatSettings())
    """What they were given."""


@attrs.frozen(repr=False, kw_only=True)
class PasscodeProtection(Model):
    """What the passcode protects. Inferred: the names of the fields; that there are booleans is known."""

    temperature: bool | None = wire("temperature", FLAG)
    """Changing the set points."""
    system_mode: bool | None = wire("systemMode", FLAG)
    """Changing the mode."""
    schedule: bool | None = wire("schedule", FLAG)
    """Changing the schedule."""
    vacation: bool | None = wire("vacation", FLAG)
    """Changing vacations."""
    settings: bool | None = wire("settings", FLAG)
    """Changing the settings."""


@attrs.frozen(repr=False, kw_only=True)
class AccessControl(Applied):
    """The passcode on the screen of a thermostat. The passcode is kept out of ``repr``, errors and reports."""

    id: str | None = wire("id", TEXT)
    """The thermostat's id, if the response contains it (inferred)."""
    enabled: bool | None = wire("enabled", FLAG)
    """Whether the device asks for the passcode. Inferred: the name of the field."""
    passcode: str | None = wire("passcode", SECRET, repr=False)
    """The four digits, if the response contains them. A secret."""
    protection: PasscodeProtection = wire("passcodeProtected", part(PasscodeProtection), default=PasscodeProtection())
    """What it protects."""
