"""Settings of a thermostat and the passcode on its screen (API v2)."""

from __future__ import annotations

import attrs

from smartbuildings._core.model import ApiModel, Model
from smartbuildings.ecobee.enums import HoldAction
from smartbuildings.values import Applied, Range

__all__ = ["AccessControl", "BulkSettings", "PasscodeProtection", "ThermostatSettings"]


@attrs.frozen(repr=False, kw_only=True)
class ThermostatSettings(Applied):
    """Settings of a thermostat."""

    id: str | None = None
    """The thermostat's id, where the answer tells it (inferred)."""
    heat_range: Range = attrs.field(factory=Range)
    """The range that people at the device can set the heat set point in. Inferred: the names of its two ends."""
    cool_range: Range = attrs.field(factory=Range)
    """The range that people at the device can set the cool set point in. Inferred: the names of its two ends."""
    fan_minimum_on_minutes: int | None = None
    """How many minutes of each hour the fan runs at least; 0 to 55."""
    hold_action: HoldAction | None = None
    """How long a hold lasts that somebody makes on the device. Holds made through the API have their own end."""


@attrs.frozen(repr=False, kw_only=True)
class BulkSettings(ApiModel):
    """What the API confirms after a change of many thermostats. Inferred: the whole answer."""

    thermostat_ids: tuple[str, ...] = ()
    """The thermostats that were changed."""
    settings: ThermostatSettings = attrs.field(factory=ThermostatSettings)
    """What they were given."""


@attrs.frozen(repr=False, kw_only=True)
class PasscodeProtection(Model):
    """What the passcode protects. Inferred: the names of the fields; that there are booleans is known."""

    temperature: bool | None = None
    """Changing the set points."""
    system_mode: bool | None = None
    """Changing the mode."""
    schedule: bool | None = None
    """Changing the schedule."""
    vacation: bool | None = None
    """Changing vacations."""
    settings: bool | None = None
    """Changing the settings."""


@attrs.frozen(repr=False, kw_only=True)
class AccessControl(Applied):
    """The passcode on the screen of a thermostat. The passcode is kept out of ``repr``, errors and reports."""

    id: str | None = None
    """The thermostat's id, where the answer tells it (inferred)."""
    enabled: bool | None = None
    """Whether the device asks for the passcode. Inferred: the name of the field."""
    passcode: str | None = attrs.field(default=None, repr=False)
    """The four digits, where the answer tells them. A secret."""
    protection: PasscodeProtection = attrs.field(factory=PasscodeProtection)
    """What it protects."""
