"""The state of a thermostat: the attributes as the API has them, and what they say in the words of all vendors."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from smartbuildings._core.fields import At, Kind, wire
from smartbuildings._core.kinds import NUMBER, TEXTS, one_of, some_of, word
from smartbuildings._core.model import ApiModel
from smartbuildings._core.plausible import is_relative_humidity
from smartbuildings.smartthings.enums import (
    AirConditionerFanMode,
    AirConditionerMode,
    Connectivity,
    OperatingState,
    Switch,
    ThermostatFanMode,
    ThermostatKind,
    ThermostatMode,
)
from smartbuildings.smartthings.models.states import (
    DEGREES,
    NO_STATE,
    SPAN,
    SetPointRange,
    State,
    degrees_state,
    state,
    words,
)
from smartbuildings.units import Temperature, TemperatureDelta, Unit
from smartbuildings.values import Action, FanMode, Mode, Range, SetPoints

__all__ = ["ThermostatAttributes", "ThermostatStatus"]

_ROOM = degrees_state(DEGREES, is_room=True)
_LIMIT = degrees_state(DEGREES)
_RANGE = degrees_state(SPAN)
_SETPOINT_CONTROL = "custom.thermostatSetpointControl"


def _percent(value: Any, at: At) -> float | None:
    found = NUMBER.read(value, at)
    return found if found is None or is_relative_humidity(found) else at.refuse(value, "implausible value")


_HUMIDITY = state(Kind(_percent, unit="%"))


@attrs.frozen(repr=False, kw_only=True)
class ThermostatAttributes(ApiModel):
    """The attributes of one component that matter for a thermostat, each with its value, unit and time.

    The other capabilities of the component are in ``extra``, as they were sent.
    """

    temperature: State[float] = wire("temperature", _ROOM, inside="temperatureMeasurement", default=NO_STATE)
    """The measured temperature. One below -60 or above 150 °F is not a real one: it is kept in ``extra``, and reported
    as drift. The same is true of the set points."""
    humidity: State[float] = wire("humidity", _HUMIDITY, inside="relativeHumidityMeasurement", default=NO_STATE)
    """The measured relative humidity in percent."""
    heating_setpoint: State[float] = wire(
        "heatingSetpoint", _ROOM, inside="thermostatHeatingSetpoint", default=NO_STATE
    )
    """The heat set point."""
    heating_setpoint_range: State[SetPointRange] = wire(
        "heatingSetpointRange", _RANGE, inside="thermostatHeatingSetpoint", default=NO_STATE
    )
    """The values that the heat set point can have."""
    cooling_setpoint: State[float] = wire(
        "coolingSetpoint", _ROOM, inside="thermostatCoolingSetpoint", default=NO_STATE
    )
    """The cool set point; of air conditioners and zones the only one."""
    cooling_setpoint_range: State[SetPointRange] = wire(
        "coolingSetpointRange", _RANGE, inside="thermostatCoolingSetpoint", default=NO_STATE
    )
    """The values that the cool set point can have."""
    minimum_setpoint: State[float] = wire("minimumSetpoint", _LIMIT, inside=_SETPOINT_CONTROL, default=NO_STATE)
    """The lowest set point; -1000 means none."""
    maximum_setpoint: State[float] = wire("maximumSetpoint", _LIMIT, inside=_SETPOINT_CONTROL, default=NO_STATE)
    """The highest set point; -1000 means none."""
    thermostat_mode: State[ThermostatMode] = wire(
        "thermostatMode", state(one_of(ThermostatMode)), inside="thermostatMode", default=NO_STATE
    )
    """The mode of a thermostat."""
    supported_thermostat_modes: State[tuple[ThermostatMode, ...]] = wire(
        "supportedThermostatModes", state(some_of(ThermostatMode)), inside="thermostatMode", default=NO_STATE
    )
    """The modes that it can be set to; the current one may be missing."""
    thermostat_operating_state: State[OperatingState] = wire(
        "thermostatOperatingState", state(one_of(OperatingState)), inside="thermostatOperatingState", default=NO_STATE
    )
    """The state of the equipment of a thermostat."""
    thermostat_fan_mode: State[ThermostatFanMode] = wire(
        "thermostatFanMode", state(one_of(ThermostatFanMode)), inside="thermostatFanMode", default=NO_STATE
    )
    """When the fan of a thermostat runs."""
    supported_thermostat_fan_modes: State[tuple[ThermostatFanMode, ...]] = wire(
        "supportedThermostatFanModes", state(some_of(ThermostatFanMode)), inside="thermostatFanMode", default=NO_STATE
    )
    """The modes or speeds that its fan can be set to."""
    switch: State[Switch] = wire("switch", state(one_of(Switch)), inside="switch", default=NO_STATE)
    """Whether an air conditioner or a zone is on."""
    air_conditioner_mode: State[AirConditionerMode] = wire(
        "airConditionerMode", state(word(AirConditionerMode)), inside="airConditionerMode", default=NO_STATE
    )
    """The mode of an air conditioner or a zone, also while it is off."""
    supported_ac_modes: State[tuple[AirConditionerMode, ...]] = wire(
        "supportedAcModes", state(words(AirConditionerMode)), inside="airConditionerMode", default=NO_STATE
    )
    """The modes that it can be set to."""
    ac_fan_mode: State[AirConditionerFanMode] = wire(
        "fanMode", state(word(AirConditionerFanMode)), inside="airConditionerFanMode", default=NO_STATE
    )
    """The fan speed of an air conditioner."""
    supported_ac_fan_modes: State[tuple[AirConditionerFanMode, ...]] = wire(
        "supportedAcFanModes", state(words(AirConditionerFanMode)), inside="airConditionerFanMode", default=NO_STATE
    )
    """The modes or speeds that its fan can be set to."""
    device_watch_status: State[Connectivity] = wire(
        "DeviceWatch-DeviceStatus", state(one_of(Connectivity)), inside="healthCheck", default=NO_STATE
    )
    """Whether the vendor's service reaches the device."""
    health_status: State[Connectivity] = wire(
        "healthStatus", state(one_of(Connectivity)), inside="healthCheck", default=NO_STATE
    )
    """The same under another name."""
    disabled_capabilities: State[tuple[str, ...]] = wire(
        "disabledCapabilities", state(TEXTS), inside="custom.disabledCapabilities", default=NO_STATE
    )
    """The capabilities of this component that it does not really have."""
    disabled_components: State[tuple[str, ...]] = wire(
        "disabledComponents", state(TEXTS), inside="custom.disabledComponents", default=NO_STATE
    )
    """The components that the device does not really have."""


@attrs.frozen(repr=False, kw_only=True)
class ThermostatStatus(ApiModel):
    """The state of a thermostat at the time of reading."""

    device_id: str | None = attrs.field(default=None, repr=False)
    """The device that it is."""
    component: str = attrs.field(default="main", repr=False)
    """The component of the device that it is."""
    kind: ThermostatKind = ThermostatKind.THERMOSTAT
    """Which capabilities control it."""
    is_online: bool | None = None
    """Whether the vendor's service reaches the device; if not, the rest is the last known state.

    From the health of the device where it was read, else from its capability ``healthCheck``.
    """
    temperature: Temperature | None = None
    """The measured temperature."""
    humidity: int | None = None
    """The measured relative humidity in percent."""
    set_points: SetPoints = attrs.field(default=SetPoints())
    """The temperatures that it aims at. An air conditioner or a zone has one: ``heat`` in heat mode, else ``cool``."""
    heat_range: Range = attrs.field(default=Range())
    """The range that the heat set point has to stay in."""
    cool_range: Range = attrs.field(default=Range())
    """The range that the cool set point has to stay in."""
    native_mode: ThermostatMode | AirConditionerMode | None = attrs.field(default=None, repr=False)
    """The mode as the device calls it; of an air conditioner or a zone also while it is off."""
    supported_modes: tuple[ThermostatMode, ...] | tuple[AirConditionerMode, ...] | None = attrs.field(
        default=None, repr=False
    )
    """The modes that it can be set to, as the device calls them. The current one may be missing."""
    is_on: bool | None = None
    """Whether an air conditioner or a zone is switched on; ``None`` for others."""
    operating_state: OperatingState | None = attrs.field(default=None, repr=False)
    """The state of the equipment, as the device calls it."""
    native_fan_mode: ThermostatFanMode | AirConditionerFanMode | None = attrs.field(default=None, repr=False)
    """The mode or speed of the fan, as the device calls it."""
    supported_fan_modes: tuple[ThermostatFanMode, ...] | tuple[AirConditionerFanMode, ...] | None = attrs.field(
        default=None, repr=False
    )
    """The modes or speeds that the fan can be set to, as the device calls them."""
    heat_unit: Unit | None = attrs.field(default=None, repr=False)
    """The unit in which the device takes the heat set point."""
    heat_step: TemperatureDelta | None = attrs.field(default=None, repr=False)
    """The step of the heat set point, where the device reports one."""
    cool_unit: Unit | None = attrs.field(default=None, repr=False)
    """The unit in which the device takes the cool set point."""
    cool_step: TemperatureDelta | None = attrs.field(default=None, repr=False)
    """The step of the cool set point, where the device reports one."""
    capabilities: frozenset[str] = attrs.field(default=frozenset(), repr=False)
    """The capabilities of the component, without the disabled ones."""
    attributes: ThermostatAttributes = attrs.field(factory=ThermostatAttributes, repr=False)
    """The attributes as the device reports them, each with its unit and the time of its report."""

    @property
    def id(self) -> str | None:
        """The thermostat's id: that of the device and the component, such as ``d5f1…:main``."""
        return None if self.device_id is None else f"{self.device_id}:{self.component}"

    @property
    def mode(self) -> Mode | None:
        """The mode in the words that all vendors share; off if an air conditioner or a zone is switched off."""
        if self.is_on is False:
            return Mode.OFF
        return None if self.native_mode is None else self.native_mode.neutral

    @property
    def action(self) -> Action | None:
        """The state of the equipment; idle while it waits to heat or cool."""
        return None if self.operating_state is None else self.operating_state.neutral

    @property
    def fan_mode(self) -> FanMode | None:
        """The mode of the fan in the words that all vendors share; a speed keeps its name."""
        return None if self.native_fan_mode is None else self.native_fan_mode.neutral

    @property
    def is_fan_running(self) -> bool | None:
        """``True`` if the operating state is "fan only". Nothing else reports whether the fan runs."""
        return True if self.operating_state is OperatingState.FAN_ONLY else None

    @property
    def min_gap(self) -> TemperatureDelta | None:
        """Always ``None``: SmartThings does not report how far the set points have to be apart."""
        return None

    @property
    def observed_at(self) -> datetime | None:
        """When the device reported the temperature. ``attributes`` has the time of every other value."""
        return self.attributes.temperature.timestamp

    @property
    def native(self) -> ThermostatAttributes:
        """The attributes as the device reports them: the same as ``attributes``."""
        return self.attributes
