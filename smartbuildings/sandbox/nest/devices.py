"""A device: its settings now and those that it will show, the room that it conditions, and its traits.

An accepted command makes new settings. They are the device's from the moment on at which it shows them; until then the
room goes by the earlier ones. Temperatures are degrees Celsius here and Fahrenheit in the world's physics.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from smartbuildings.sandbox.world import physics
from smartbuildings.sandbox.world.physics import Conditions, Zone, ZoneState
from smartbuildings.sandbox.world.weather import Climate

__all__ = ["COMMANDS", "LEAST_GAP_C", "TRAITS", "TYPES", "Device", "Display", "Settings", "Thermostat", "to_fahrenheit"]

TRAITS: Final = "sdm.devices.traits."
"""What the names of traits begin with."""
COMMANDS: Final = "sdm.devices.commands."
"""What the names of commands begin with."""
TYPES: Final = "sdm.devices.types."
"""What the names of types begin with."""
LEAST_GAP_C: Final = 1.6667
"""The least distance between the set points of a thermostat that shows Fahrenheit: 3 °F."""
_QUARTER_S: Final = 900.0


def to_fahrenheit(celsius: float) -> float:
    """Convert degrees Celsius."""
    return celsius * 1.8 + 32


def wire(celsius: float) -> float:
    """Return a temperature as the vendor sends it: a number of 32 bits, cut after five digits, such as 21.40999."""
    (narrow,) = struct.unpack("f", struct.pack("f", celsius))
    return float(math.trunc(narrow * 1e5) / 1e5)


@attrs.frozen
class Settings:
    """What a thermostat is set to."""

    mode: str
    """The mode apart from Eco, which returns when Eco ends."""
    heat: float
    cool: float
    is_eco: bool = False
    fan_until: float | None = None
    """When the fan timer ends."""


@attrs.define
class Display:
    """A device without the traits of a thermostat, such as a display or a camera."""

    kind: str = "DISPLAY"

    def settle(self, now: float) -> None:
        """Bring it to a moment: nothing about it changes."""

    def traits(self, now: float) -> dict[str, Any]:
        """Return its traits, without their common beginning."""
        return {"CameraLiveStream": {"supportedProtocols": ["WEB_RTC"]}}


@attrs.define
class Thermostat:
    """A thermostat in its room."""

    settings: Settings
    """What it shows and goes by."""
    modes: tuple[str, ...]
    """The modes that it can be set to."""
    scale: str
    """``CELSIUS`` or ``FAHRENHEIT``, for display."""
    zone: Zone
    room: ZoneState
    climate: Climate
    fan: bool | None = True
    """Whether it has a fan; None leaves the trait out."""
    has_humidity: bool = True
    refuses_eco_while_off: bool = False
    """Whether it is a model that cannot change to Eco, or from it, while its mode is OFF."""
    is_online: bool = True
    eco_heat: float = 15.34473
    eco_cool: float = 24.44443
    pending: list[tuple[float, Settings]] = attrs.field(factory=list[tuple[float, Settings]])
    """Settings that were accepted and are not shown yet, with their moments."""
    kind: str = "THERMOSTAT"
    _seen_at: float = 0.0
    _ambient: float = 20.0
    _hvac: str = "OFF"

    @property
    def ordered(self) -> Settings:
        """The newest settings, shown or not: commands are checked against them."""
        return self.pending[-1][1] if self.pending else self.settings

    @property
    def has_fahrenheit(self) -> bool:
        """Whether it shows Fahrenheit."""
        return self.scale == "FAHRENHEIT"

    def order(self, settings: Settings, now: float, delay_s: float) -> None:
        """Take settings over, after a delay."""
        if delay_s > 0:
            self.pending.append((now + delay_s, settings))
        else:
            self.settings = settings

    def settle(self, now: float) -> None:
        """Bring the device and its room to a moment."""
        while self.pending and self.pending[0][0] <= now:
            due, settings = self.pending.pop(0)
            physics.advance(self.zone, self.room, due, self.conditions)
            self.settings = settings
        physics.advance(self.zone, self.room, now, self.conditions)
        if self.is_online or not self._seen_at:
            self._report(now)

    def conditions(self, at: float) -> Conditions:
        """Return what acts on the room from a moment on."""
        settings, quarter = self.settings, at // _QUARTER_S * _QUARTER_S
        heats, cools = settings.mode in ("HEAT", "HEATCOOL"), settings.mode in ("COOL", "HEATCOOL")
        heat, cool = settings.heat, settings.cool
        if settings.is_eco:
            heats, cools, heat, cool = True, True, self.eco_heat, self.eco_cool
        return Conditions(
            heat_to=to_fahrenheit(heat) if heats and self.zone.heating else None,
            cool_to=to_fahrenheit(cool) if cools and self.zone.cooling else None,
            outdoors=self.climate.outdoor_temperature(quarter),
            until=quarter + _QUARTER_S,
        )

    def traits(self, now: float) -> dict[str, Any]:
        """Return its traits, without their common beginning. An offline one shows its last readings (inferred)."""
        found: dict[str, Any] = {"Connectivity": {"status": "ONLINE" if self.is_online else "OFFLINE"}}
        if self.has_humidity:
            humidity = 25 + self.climate.relative_humidity(self._seen_at // _QUARTER_S * _QUARTER_S) / 4
            found["Humidity"] = {"ambientHumidityPercent": round(humidity, 1) if self.has_fahrenheit else int(humidity)}
        found["Temperature"] = {"ambientTemperatureCelsius": wire(self._ambient)}
        if self.fan is not None:
            found["Fan"] = self._fan(now) if self.fan else {}
        return found | {
            "ThermostatMode": {"availableModes": list(self.modes), "mode": self.settings.mode},
            "ThermostatEco": {
                "availableModes": ["OFF", "MANUAL_ECO"],
                "mode": "MANUAL_ECO" if self.settings.is_eco else "OFF",
                "heatCelsius": self.eco_heat,
                "coolCelsius": self.eco_cool,
            },
            "ThermostatHvac": {"status": self._hvac},
            "ThermostatTemperatureSetpoint": self._set_points(),
            "Settings": {"temperatureScale": self.scale},
        }

    def _report(self, now: float) -> None:
        self._seen_at = now
        self._ambient = round((self.room.temperature - 32) / 1.8, 2)
        heating, cooling = physics.stages_now(self.zone, self.room, self.conditions(self.room.at))
        self._hvac = "HEATING" if heating else "COOLING" if cooling else "OFF"

    def _fan(self, now: float) -> dict[str, str]:
        until = self.settings.fan_until
        if until is None or until <= now:
            return {"timerMode": "OFF"}
        return {"timerMode": "ON", "timerTimeout": f"{datetime.fromtimestamp(until, UTC):%Y-%m-%dT%H:%M:%SZ}"}

    def _set_points(self) -> dict[str, float]:
        settings = self.settings
        if settings.is_eco:
            return {}
        heat = {"heatCelsius": wire(settings.heat)} if settings.mode in ("HEAT", "HEATCOOL") else {}
        return heat | ({"coolCelsius": wire(settings.cool)} if settings.mode in ("COOL", "HEATCOOL") else {})


@attrs.define
class Device:
    """A device in a room of a structure."""

    number: int
    """Which device it is, whatever its id at the moment."""
    id: str
    custom_name: str
    structure_id: str
    room_id: str
    body: Thermostat | Display
    issue: int = 0
    """Counts its ids: it gets another one after a new grant, and after some firmware updates."""

    def traits(self, now: float) -> Mapping[str, Any]:
        """Return its traits by their full names."""
        traits = {"Info": {"customName": self.custom_name}, **self.body.traits(now)}
        return {f"{TRAITS}{name}": trait for name, trait in traits.items()}
