"""Named values of the Smart Device Management API, open: a value that this release does not know is kept as it is.

``neutral`` is the same value in the words that all vendors share.
"""

from __future__ import annotations

from typing import Final

from smartbuildings._core.open_enums import Known, OpenEnum
from smartbuildings.values import Action, FanMode, Mode

__all__ = ["Connectivity", "EcoMode", "HvacStatus", "TemperatureScale", "ThermostatMode", "TimerMode"]


class ThermostatMode(OpenEnum):
    """The mode of a thermostat. Eco comes on top of it, and leaves it as it is."""

    HEAT = Known("HEAT")
    COOL = Known("COOL")
    HEATCOOL = Known("HEATCOOL")
    """Heats and cools, between two set points."""
    OFF = Known("OFF")

    @property
    def neutral(self) -> Mode:
        """The same mode in the words that all vendors share."""
        return _MODES.get(self, Mode(str(self).lower()))


_MODES: Final = {ThermostatMode.HEATCOOL: Mode.AUTO}


class EcoMode(OpenEnum):
    """Whether a thermostat saves energy, between thresholds of its own."""

    MANUAL_ECO = Known("MANUAL_ECO")
    OFF = Known("OFF")


class HvacStatus(OpenEnum):
    """What the equipment does."""

    HEATING = Known("HEATING")
    COOLING = Known("COOLING")
    OFF = Known("OFF")
    """Neither, whatever the mode."""

    @property
    def neutral(self) -> Action:
        """The same state in the words that all vendors share: idle if it neither heats nor cools."""
        return Action.IDLE if self is HvacStatus.OFF else Action(str(self).lower())


class TimerMode(OpenEnum):
    """Whether the timer of the fan runs."""

    ON = Known("ON")
    OFF = Known("OFF")

    @property
    def neutral(self) -> FanMode:
        """The mode of the fan: without the timer it runs with heating and cooling."""
        return FanMode.AUTO if self is TimerMode.OFF else FanMode(str(self).lower())


class Connectivity(OpenEnum):
    """Whether the vendor's service reaches a device."""

    ONLINE = Known("ONLINE")
    OFFLINE = Known("OFFLINE")


class TemperatureScale(OpenEnum):
    """The unit that a thermostat shows. The API has degrees Celsius in any case."""

    CELSIUS = Known("CELSIUS")
    FAHRENHEIT = Known("FAHRENHEIT")
