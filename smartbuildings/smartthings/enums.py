"""Named values of the SmartThings API, open: a value that this release does not know is kept as it is.

The names of modes follow the vendor's definitions of the capabilities (version 1). ``neutral`` is the same value in the
words that all vendors share; a value for which there is none keeps its own:

    >>> ThermostatMode("emergency heat").neutral is Mode.AUX_HEAT, ThermostatMode.ECO.neutral
    (True, Mode('eco'))
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from smartbuildings._core.open_enums import Known, OpenEnum
from smartbuildings.values import Action, FanMode, Mode

__all__ = [
    "AirConditionerFanMode",
    "AirConditionerMode",
    "CommandStatus",
    "Connectivity",
    "DeviceType",
    "HealthState",
    "InstalledAppStatus",
    "InstalledAppType",
    "OperatingState",
    "SubscriptionSource",
    "Switch",
    "ThermostatFanMode",
    "ThermostatKind",
    "ThermostatMode",
]


class ThermostatKind(StrEnum):
    """Which capabilities control a thermostat."""

    THERMOSTAT = "thermostat"
    """``thermostatMode`` with a heat set point and, as a rule, a cool set point."""
    AIR_CONDITIONER = "air_conditioner"
    """``airConditionerMode`` and ``switch``, with one set point and fan speeds."""
    HEAT_PUMP_ZONE = "heat_pump_zone"
    """A zone of a heat pump: ``airConditionerMode`` and ``switch``, with one set point."""


class ThermostatMode(OpenEnum):
    """A mode of a thermostat: the values of ``thermostatMode``. Two of them have two spellings each."""

    ASLEEP = Known("asleep")
    AUTO = Known("auto")
    AUTO_WITH_ECO = Known("autowitheco")
    AUTO_WITH_RESET = Known("autowithreset")
    AUTO_CHANGEOVER = Known("autochangeover")
    AUTO_CHANGEOVER_ACTIVE = Known("autochangeoveractive")
    AUTO_COOL = Known("autocool")
    AUTO_HEAT = Known("autoheat")
    AUX_HEAT_ONLY = Known("auxheatonly")
    AUXILIARY_EMERGENCY_HEAT = Known("auxiliaryemergencyheat")
    AWAY = Known("away")
    COOL = Known("cool")
    CUSTOM = Known("custom")
    DAY_OFF = Known("dayoff")
    DRY_AIR = Known("dryair")
    ECO = Known("eco")
    EMERGENCY_HEAT = Known("emergency heat")
    """The spelling that the command ``emergencyHeat`` sets."""
    EMERGENCY_HEAT_AS_ONE_WORD = Known("emergencyheat")
    EMERGENCY_HEAT_ACTIVE = Known("emergencyheatactive")
    ENERGY_SAVE_COOL = Known("energysavecool")
    ENERGY_SAVE_HEAT = Known("energysaveheat")
    FAN_ONLY = Known("fanonly")
    FROST_GUARD = Known("frostguard")
    FURNACE = Known("furnace")
    HEAT = Known("heat")
    HEATING_OFF = Known("heatingoff")
    HOME = Known("home")
    IN = Known("in")
    MANUAL = Known("manual")
    MOIST_AIR = Known("moistair")
    OFF = Known("off")
    OUT = Known("out")
    RESUME = Known("resume")
    RUSH_HOUR = Known("rush hour")
    RUSH_HOUR_AS_ONE_WORD = Known("rushhour")
    SCHEDULE = Known("schedule")
    SOUTHERN_AWAY = Known("southernaway")

    @property
    def neutral(self) -> Mode:
        """The same mode in the words that all vendors share, where there is one."""
        return _MODES.get(self, Mode(str(self)))


_MODES: Final = {
    ThermostatMode.AUTO_CHANGEOVER: Mode.AUTO,
    ThermostatMode.AUTO_CHANGEOVER_ACTIVE: Mode.AUTO,
    ThermostatMode.AUX_HEAT_ONLY: Mode.AUX_HEAT,
    ThermostatMode.AUXILIARY_EMERGENCY_HEAT: Mode.AUX_HEAT,
    ThermostatMode.EMERGENCY_HEAT: Mode.AUX_HEAT,
    ThermostatMode.EMERGENCY_HEAT_AS_ONE_WORD: Mode.AUX_HEAT,
    ThermostatMode.EMERGENCY_HEAT_ACTIVE: Mode.AUX_HEAT,
    ThermostatMode.ENERGY_SAVE_COOL: Mode.COOL,
    ThermostatMode.ENERGY_SAVE_HEAT: Mode.HEAT,
    ThermostatMode.FURNACE: Mode.HEAT,
}
# The values that the capability and our vocabulary write alike (auto, cool, heat, off) need no entry.


class AirConditionerMode(OpenEnum):
    """A mode of an air conditioner or of a zone of a heat pump. The API allows any string."""

    AUTO = Known("auto")
    COOL = Known("cool")
    DRY = Known("dry")
    WIND = Known("wind")
    """Moves the air only."""
    FAN_ONLY = Known("fanOnly")
    """Moves the air only."""
    HEAT = Known("heat")
    AI_COMFORT = Known("aIComfort")
    """The device chooses. Inferred: the name only."""
    COOL_CLEAN = Known("coolClean")
    DRY_CLEAN = Known("dryClean")
    HEAT_CLEAN = Known("heatClean")

    @property
    def neutral(self) -> Mode:
        """The same mode in the words that all vendors share, where there is one."""
        return _CLEANING.get(self, Mode(str(self)))


_CLEANING: Final = {AirConditionerMode.COOL_CLEAN: Mode.COOL, AirConditionerMode.HEAT_CLEAN: Mode.HEAT}


class ThermostatFanMode(OpenEnum):
    """When the fan of a thermostat runs."""

    AUTO = Known("auto")
    ON = Known("on")
    CIRCULATE = Known("circulate")
    FOLLOW_SCHEDULE = Known("followschedule")

    @property
    def neutral(self) -> FanMode:
        """The same value in the words that all vendors share, where there is one."""
        return FanMode(str(self))


class AirConditionerFanMode(OpenEnum):
    """How fast the fan of an air conditioner runs. The API allows any string."""

    AUTO = Known("auto")
    LOW = Known("low")
    MEDIUM = Known("medium")
    HIGH = Known("high")
    TURBO = Known("turbo")

    @property
    def neutral(self) -> FanMode:
        """The same value in the words that all vendors share, where there is one."""
        return FanMode(str(self))


class OperatingState(OpenEnum):
    """The state of the equipment of a thermostat."""

    COOLING = Known("cooling")
    FAN_ONLY = Known("fan only")
    HEATING = Known("heating")
    IDLE = Known("idle")
    PENDING_COOL = Known("pending cool")
    """About to cool; nothing runs yet."""
    PENDING_HEAT = Known("pending heat")
    """About to heat; nothing runs yet."""
    VENT_ECONOMIZER = Known("vent economizer")
    """Lets outdoor air in."""

    @property
    def neutral(self) -> Action:
        """The same state in the words that all vendors share, where there is one."""
        return _ACTIONS.get(self, Action(str(self)))


_ACTIONS: Final = {
    OperatingState.FAN_ONLY: Action.FAN,
    OperatingState.PENDING_COOL: Action.IDLE,
    OperatingState.PENDING_HEAT: Action.IDLE,
}


class Switch(OpenEnum):
    """Whether a device is on."""

    ON = Known("on")
    OFF = Known("off")


class Connectivity(OpenEnum):
    """Whether the vendor's service reaches a device, as its capability ``healthCheck`` reports it."""

    ONLINE = Known("online")
    OFFLINE = Known("offline")


class HealthState(OpenEnum):
    """Whether the vendor's service reaches a device."""

    ONLINE = Known("ONLINE")
    OFFLINE = Known("OFFLINE")
    UNHEALTHY = Known("UNHEALTHY")
    """Not heard of for longer than its check interval."""
    UNKNOWN = Known("UNKNOWN")
    """Not tracked."""


class DeviceType(OpenEnum):
    """How a device is connected."""

    BLE = Known("BLE")
    BLE_D2D = Known("BLE_D2D")
    DTH = Known("DTH")
    EDGE_CHILD = Known("EDGE_CHILD")
    ENDPOINT_APP = Known("ENDPOINT_APP")
    GROUP = Known("GROUP")
    HUB = Known("HUB")
    IR = Known("IR")
    IR_OCF = Known("IR_OCF")
    LAN = Known("LAN")
    MATTER = Known("MATTER")
    MOBILE = Known("MOBILE")
    MQTT = Known("MQTT")
    OCF = Known("OCF")
    PENGYOU = Known("PENGYOU")
    SAFER = Known("SAFER")
    SHP = Known("SHP")
    VIDEO = Known("VIDEO")
    VIPER = Known("VIPER")
    VIRTUAL = Known("VIRTUAL")
    WATCH = Known("WATCH")
    ZIGBEE = Known("ZIGBEE")
    ZWAVE = Known("ZWAVE")


class CommandStatus(OpenEnum):
    """The result of a command."""

    ACCEPTED = Known("ACCEPTED")
    """Queued; the device has not confirmed it."""
    COMPLETED = Known("COMPLETED")
    """The device confirmed it."""
    FAILED = Known("FAILED")
    """Not carried out."""


class InstalledAppType(OpenEnum):
    """The kind of an installed app."""

    API_ONLY = Known("API_ONLY")
    """One consent for this library, or another program that calls the API."""
    BEHAVIOR = Known("BEHAVIOR")
    LAMBDA_SMART_APP = Known("LAMBDA_SMART_APP")
    WEBHOOK_SMART_APP = Known("WEBHOOK_SMART_APP")


class InstalledAppStatus(OpenEnum):
    """Whether an installed app may act."""

    AUTHORIZED = Known("AUTHORIZED")
    DISABLED = Known("DISABLED")
    PENDING = Known("PENDING")
    REVOKED = Known("REVOKED")


class SubscriptionSource(OpenEnum):
    """The source of the events of a subscription."""

    CAPABILITY = Known("CAPABILITY")
    DEVICE = Known("DEVICE")
    DEVICE_HEALTH = Known("DEVICE_HEALTH")
    DEVICE_LIFECYCLE = Known("DEVICE_LIFECYCLE")
    HUB_HEALTH = Known("HUB_HEALTH")
    MODE = Known("MODE")
    SCENE_LIFECYCLE = Known("SCENE_LIFECYCLE")
    SECURITY_ARM_STATE = Known("SECURITY_ARM_STATE")
