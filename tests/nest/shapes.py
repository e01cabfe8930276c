"""Devices, structures and rooms as the Smart Device Management API sends them: written by hand, after descriptions."""

from __future__ import annotations

from typing import Any

from smartbuildings._core.drift import DriftReport
from smartbuildings.nest import reading
from smartbuildings.nest.models import ThermostatStatus

TRAIT = "sdm.devices.traits."
HOME = "enterprises/8a1f/structures/AVPHwEu"
LIVING = f"{HOME}/rooms/AVPHwTr"
LATER = "2026-05-10T03:22:54Z"
LATEST = "2026-05-10T03:37:54Z"


def traits(**by_name: dict[str, Any]) -> dict[str, Any]:
    """Build the traits of a device: traits(Fan={...}) is sdm.devices.traits.Fan."""
    return {f"{TRAIT}{name}": trait for name, trait in by_name.items()}


def device(sent: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Build a device with these traits."""
    return {
        "name": "enterprises/8a1f/devices/AVPHwEsA",
        "type": "sdm.devices.types.THERMOSTAT",
        "assignee": LIVING,
        "traits": sent,
        "parentRelations": [{"parent": LIVING, "displayName": "Living Room"}],
        **fields,
    }


HEAT_COOL: dict[str, Any] = traits(
    Info={"customName": ""},
    Connectivity={"status": "ONLINE"},
    Humidity={"ambientHumidityPercent": 44},
    Temperature={"ambientTemperatureCelsius": 21.40999},
    Settings={"temperatureScale": "FAHRENHEIT"},
    Fan={"timerMode": "OFF"},
    ThermostatMode={"mode": "HEATCOOL", "availableModes": ["HEAT", "COOL", "HEATCOOL", "OFF"]},
    ThermostatEco={
        "mode": "OFF",
        "availableModes": ["OFF", "MANUAL_ECO"],
        "heatCelsius": 15.34473,
        "coolCelsius": 24.44443,
    },
    ThermostatHvac={"status": "COOLING"},
    ThermostatTemperatureSetpoint={"heatCelsius": 20, "coolCelsius": 22.77776},
)
"""Heats and cools, shows Fahrenheit, and has a fan."""

HEAT_ONLY: dict[str, Any] = traits(
    Info={"customName": "Hall"},
    Connectivity={"status": "ONLINE"},
    Humidity={"ambientHumidityPercent": 44.6},
    Temperature={"ambientTemperatureCelsius": 19.73},
    Settings={"temperatureScale": "CELSIUS"},
    Fan={},
    ThermostatMode={"mode": "HEAT", "availableModes": ["HEAT", "OFF"]},
    ThermostatEco={"mode": "OFF", "availableModes": ["OFF", "MANUAL_ECO"], "heatCelsius": 9.0},
    ThermostatHvac={"status": "OFF"},
    ThermostatTemperatureSetpoint={"heatCelsius": 14.92249},
)
"""Only heats, shows Celsius, and has an empty trait of a fan."""

OFFLINE: dict[str, Any] = traits(
    Info={"customName": "Attic"},
    Connectivity={"status": "OFFLINE"},
    ThermostatMode={"mode": "OFF", "availableModes": ["HEAT", "OFF"]},
    ThermostatTemperatureSetpoint={},
)
"""Most of its traits are missing."""

CAMERA: dict[str, Any] = traits(
    Info={"customName": "Door"}, CameraLiveStream={"videoCodecs": ["H264"]}, CameraMotion={}
)

TRAITS = {"heat and cool": HEAT_COOL, "heat only": HEAT_ONLY, "offline": OFFLINE, "camera": CAMERA}
DEVICES = {name: device(sent) for name, sent in TRAITS.items()}
STRUCTURE: dict[str, Any] = {"name": HOME, "traits": {"sdm.structures.traits.Info": {"customName": " House "}}}
ROOM: dict[str, Any] = {"name": LIVING, "traits": {"sdm.structures.traits.RoomInfo": {"customName": "Living Room"}}}


def changed(name: str, **changes: dict[str, Any] | None) -> dict[str, Any]:
    """Return the traits of a device with some fields changed; ``None`` removes a trait."""
    sent = dict(TRAITS[name])
    for trait, fields in changes.items():
        full = f"{TRAIT}{trait}"
        sent[full] = {**sent.get(full, {}), **(fields or {})}
        if fields is None:
            del sent[full]
    return sent


def status_of(name: str, drift: DriftReport | None = None, **changes: dict[str, Any] | None) -> ThermostatStatus:
    """Read a status, with some fields changed."""
    drift = DriftReport() if drift is None else drift
    return reading.read_thermostat_status(reading.read_device(device(changed(name, **changes)), drift), drift)
