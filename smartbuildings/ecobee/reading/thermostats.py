"""Reading what a thermostat is, and its state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta, tzinfo
from typing import Any, Final

from smartbuildings._core.drift import DriftReport
from smartbuildings._core.fields import FieldReader
from smartbuildings.ecobee.enums import HvacMode
from smartbuildings.ecobee.models import RunningEquipment, ThermostatInfo, ThermostatStatus
from smartbuildings.values import Range, SetPoints

__all__ = ["read_hvac_mode", "read_range", "read_thermostat", "read_thermostat_status"]

_ONE_DAY_IN_MINUTES: Final = 24 * 60


def read_thermostat(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> ThermostatInfo:
    """Read what a thermostat is."""
    wire = FieldReader(data, "ThermostatInfo", drift)
    return ThermostatInfo(
        id=wire.text("id"),
        building_id=wire.text("buildingId"),
        name=wire.text("name"),
        thermostat_name=wire.text("thermostatName"),
        utc_offset=_read_offset(wire),
        hvac_modes=_read_modes(wire, drift),
        extra=wire.extra(),
    )


def _read_offset(wire: FieldReader) -> timedelta | None:
    minutes = wire.whole("timeZoneOffsetMinutes")
    if minutes is None:
        return None
    if abs(minutes) >= _ONE_DAY_IN_MINUTES:
        wire.refuse("timeZoneOffsetMinutes", "unreadable value")
        return None
    return timedelta(minutes=minutes)


def _read_modes(wire: FieldReader, drift: DriftReport) -> tuple[HvacMode, ...] | None:
    value = wire.raw("hvacModes")
    if value is None:
        return None
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        wire.refuse("hvacModes")
        return None
    modes = tuple(HvacMode(item) for item in value)
    for mode in modes:
        if not mode.is_known:
            drift.note("ThermostatInfo", "hvacModes", "unknown value", mode)
    return modes


def read_thermostat_status(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> ThermostatStatus:
    """Read the state of a thermostat, of API v1 or v2: what v1 calls tenant mode is resident mode here."""
    wire = FieldReader(data, "ThermostatStatus", drift)
    resident, tenant = wire.flag("isResidentMode"), wire.flag("isTenantMode")
    return ThermostatStatus(
        id=wire.text("id"),
        is_connected=wire.flag("isConnected"),
        hvac_mode=wire.one_of("hvacMode", HvacMode),
        temperature=wire.room_temperature("temperature"),
        humidity=wire.percent("humidity"),
        set_points=wire.part("setPoint", "SetPoints", _read_set_points) or SetPoints(),
        heat_range=wire.part("desiredHeatRange", "Range", read_range) or Range(),
        cool_range=wire.part("desiredCoolRange", "Range", read_range) or Range(),
        heat_cool_min_delta=wire.gap("heatCoolMinDelta"),
        desired_humidity=wire.percent("desiredHumidity"),
        desired_dehumidity=wire.percent("desiredDehumidity"),
        comfort_setting=wire.text("comfortSetting"),
        running_equipment=wire.part("runningEquipment", "RunningEquipment", _read_equipment) or RunningEquipment(),
        is_resident_mode=tenant if resident is None else resident,
        extra=wire.extra(),
    )


def _read_set_points(wire: FieldReader) -> SetPoints:
    return SetPoints(heat=wire.room_temperature("desiredHeat"), cool=wire.room_temperature("desiredCool"))


def read_range(wire: FieldReader) -> Range:
    """Read the two ends of a range; one whose ends are the wrong way round limits nothing."""
    low, high = wire.temperature("min"), wire.temperature("max")
    if low is not None and high is not None and low > high:
        wire.refuse("min", "implausible value")
        wire.refuse("max", "implausible value")
        return Range()
    return Range(low=low, high=high)


def _read_equipment(wire: FieldReader) -> RunningEquipment:
    return RunningEquipment(
        fan=wire.flag("fan"),
        cooling_stage_1=wire.flag("compCool1"),
        cooling_stage_2=wire.flag("compCool2"),
        heat_pump_stage_1=wire.flag("heatPump"),
        heat_pump_stage_2=wire.flag("heatPump2"),
        heat_pump_stage_3=wire.flag("heatPump3"),
        auxiliary_heat_1=wire.flag("auxHeat1"),
        auxiliary_heat_2=wire.flag("auxHeat2"),
        auxiliary_heat_3=wire.flag("auxHeat3"),
        compressor_hot_water=wire.flag("compHotWater"),
        auxiliary_hot_water=wire.flag("auxHotWater"),
        humidifier=wire.flag("humidifier"),
        dehumidifier=wire.flag("dehumidifier"),
        ventilator=wire.flag("ventilator"),
        economizer=wire.flag("economizer"),
    )


def read_hvac_mode(
    data: Mapping[str, Any] | None, drift: DriftReport, *, zone: tzinfo | None = None
) -> HvacMode | None:
    """Read the mode that the API confirmed."""
    wire = FieldReader(data, "HvacMode", drift)
    mode = wire.one_of("hvacMode", HvacMode)
    wire.extra()
    return mode
