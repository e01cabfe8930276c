"""Reading settings and access control (API v2). Most names of fields are inferred; the models say which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import FieldReader
from smartbuildings.ecobee.enums import HoldAction
from smartbuildings.ecobee.models import AccessControl, BulkSettings, PasscodeProtection, ThermostatSettings
from smartbuildings.ecobee.reading.thermostats import read_range
from smartbuildings.values import Range

__all__ = ["read_access_control", "read_bulk_settings", "read_settings"]


def read_settings(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> ThermostatSettings:
    """Read the settings of a thermostat."""
    wire = FieldReader(data, "ThermostatSettings", drift)
    return ThermostatSettings(
        id=wire.text("id"),
        heat_range=wire.part("heatRange", "Range", read_range) or Range(),
        cool_range=wire.part("coolRange", "Range", read_range) or Range(),
        fan_minimum_on_minutes=wire.whole("fanMinimumOnTime"),
        hold_action=wire.one_of("holdAction", HoldAction),
        extra=wire.extra(),
    )


def read_bulk_settings(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> BulkSettings:
    """Read what the API confirms after a change of many thermostats."""
    wire = FieldReader(data, "BulkSettings", drift)
    ids = wire.texts("thermostatIds")
    settings = wire.raw("settings")
    return BulkSettings(thermostat_ids=ids, settings=read_settings(settings, drift), extra=wire.extra())


def read_access_control(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> AccessControl:
    """Read the access control; a passcode that is no text is forgotten, not kept in ``extra``."""
    wire = FieldReader(data, "AccessControl", drift)
    passcode = wire.raw("passcode")
    if passcode is not None and not isinstance(passcode, str):
        wire.refuse_secret("passcode", passcode)
        passcode = None
    return AccessControl(
        id=wire.text("id"),
        enabled=wire.flag("enabled"),
        passcode=passcode,
        protection=wire.part("passcodeProtected", "PasscodeProtection", _read_protection) or PasscodeProtection(),
        extra=wire.extra(),
    )


def _read_protection(wire: FieldReader) -> PasscodeProtection:
    return PasscodeProtection(
        temperature=wire.flag("temperature"),
        system_mode=wire.flag("systemMode"),
        schedule=wire.flag("schedule"),
        vacation=wire.flag("vacation"),
        settings=wire.flag("settings"),
    )
