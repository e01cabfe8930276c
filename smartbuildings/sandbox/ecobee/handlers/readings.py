"""What a thermostat tells: status, events, sensors, alerts, weather."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from smartbuildings.sandbox.ecobee.comfort import ComfortSetting
from smartbuildings.sandbox.ecobee.forecast import forecast
from smartbuildings.sandbox.ecobee.portfolio import View
from smartbuildings.sandbox.ecobee.thermostat import MIN_DELTA, Hold, Range
from smartbuildings.sandbox.ecobee.wording import success
from smartbuildings.sandbox.http.messages import Response
from smartbuildings.sandbox.world.seeding import chance

from .call import Call, Handler, time_text

__all__ = ["HANDLERS", "range_data"]

_EQUIPMENT: Final = (
    *("fan", "compCool1", "compCool2", "heatPump", "heatPump2", "heatPump3", "auxHeat1", "auxHeat2", "auxHeat3"),
    *("compHotWater", "auxHotWater", "humidifier", "dehumidifier", "ventilator", "economizer"),
)
_ONE_WORD: Final = re.compile(r"\w{1,12}", re.ASCII)
_DAYTIME: Final = range(7, 23)


def read_status(call: Call) -> Response:
    """Tell the present state."""
    view = call.read()
    thermostat, site, now = view.thermostat, view.site, call.now
    heat, cool = thermostat.set_points_at(site, now)
    running = thermostat.running(view.profile, site, now)
    data: dict[str, Any] = {
        "id": thermostat.id,
        "isConnected": thermostat.is_connected,
        "hvacMode": thermostat.mode_at(now),
        "temperature": round(thermostat.temperature(view.profile, site, now), 2),
        "humidity": _humidity(view, now),
        "setPoint": {"desiredHeat": round(heat, 2), "desiredCool": round(cool, 2)},
        "desiredHeatRange": range_data(thermostat.heat_range),
        "desiredCoolRange": range_data(thermostat.cool_range),
        "heatCoolMinDelta": MIN_DELTA,
        "desiredHumidity": 36,
        "desiredDehumidity": 60,
        "comfortSetting": _comfort_name(thermostat.comfort_at(site, now)),
        "runningEquipment": {name: name in running for name in _EQUIPMENT},
    }
    data["isTenantMode" if call.version == "v1" else "isResidentMode"] = thermostat.is_resident_mode
    if call.version == "v1":
        # The set point that the mode does not use is not promised to be true in v1 (it is in v2), so it is left out.
        unused = {"heat": "desiredCool", "auxHeatOnly": "desiredCool", "cool": "desiredHeat"}.get(data["hvacMode"])
        data["setPoint"].pop(unused, None)
    return success(data)


def read_events(call: Call) -> Response:
    """Tell the holds, and which of them is in force."""
    thermostat = call.read().thermostat
    holds = [hold for hold in (thermostat.temperature_hold, thermostat.fan_hold) if hold]
    holds.sort(key=lambda hold: hold.start, reverse=True)
    items = [_hold_data(hold, thermostat.fan_minimum_on_time, is_running=True) for hold in holds]
    data: dict[str, Any] = {"id": thermostat.id, "holds": items}
    if items:
        data["currentEvent"] = items[0]
    return success(data)


def read_sensors(call: Call) -> Response:
    """Tell the readings of the thermostat and of the sensors in other rooms. Every value is text."""
    view = call.read()
    temperature = view.thermostat.temperature(view.profile, view.site, call.now)
    own = {
        "id": "ei:0",
        "name": view.thermostat.thermostat_name or "Thermostat",
        "type": "thermostat",
        "isInUse": True,
        "capability": [
            {"type": "temperature", "value": f"{temperature:.1f}"},
            {"type": "humidity", "value": str(_humidity(view, call.now))},
            {"type": "occupancy", "value": _occupied(view, call.now, "ei:0")},
        ],
    }
    in_use = set(view.thermostat.comfort_at(view.site, call.now).sensors)
    remote = [
        {
            "id": sensor.id,
            "code": sensor.code,
            "name": sensor.name,
            "type": "remoteSensor",
            "isInUse": not in_use or sensor.id in in_use,
            "capability": [
                {"type": "temperature", "value": f"{temperature + sensor.warmer:.1f}"},
                {"type": "occupancy", "value": _occupied(view, call.now, sensor.id)},
            ],
        }
        for sensor in view.profile.sensors
    ]
    return success({"id": view.thermostat.id, "items": [own, *remote]})


def read_alerts(call: Call) -> Response:
    """Tell the alerts: those that were raised, and those that the present readings raise."""
    view = call.read()
    items = [
        {
            "acknowledgeRef": f"{view.thermostat.id}-{alert.number}",
            "alertNumber": alert.number,
            "alertType": "alert",
            "notificationType": alert.notification_type,
            "severity": alert.severity,
            "text": alert.text,
            "time": time_text(alert.at),
        }
        for alert in view.thermostat.alerts
    ]
    return success({"id": view.thermostat.id, "items": items + _present_alerts(view, call.now)})


def read_weather(call: Call) -> Response:
    """Tell the weather where the building stands."""
    view = call.read()
    return success({"id": view.thermostat.id, "items": list(forecast(view.site.climate, call.now))})


def range_data(allowed: Range) -> dict[str, float]:
    """Return a range of set points as the API writes it."""
    return {"min": allowed.min, "max": allowed.max}


def _comfort_name(comfort: ComfortSetting) -> str:
    """Return the name, unless the status has no room for it: there it is one word of at most 12 characters."""
    return comfort.name if _ONE_WORD.fullmatch(comfort.name) else comfort.ref


def _hold_data(hold: Hold, fan_minimum_on_time: int, *, is_running: bool) -> dict[str, Any]:
    data = {
        "name": "hold",
        "type": hold.type,
        "isRunning": is_running,
        "startTime": time_text(hold.start),
        "endTime": None if hold.end is None else time_text(hold.end),
        "heatHoldTemperature": hold.heat,
        "coolHoldTemperature": hold.cool,
        "fan": hold.fan or "auto",
        "fanMinimumOnTime": fan_minimum_on_time,
    }
    return {name: value for name, value in data.items() if value is not None}


def _humidity(view: View, now: float) -> int:
    daily = 3 * math.sin(math.tau * now / 86_400)
    return round(view.profile.humidity + daily)


def _occupied(view: View, now: float, sensor: str) -> str:
    hour = now // 3600
    is_day = datetime.fromtimestamp(now, view.site.time_zone).hour in _DAYTIME
    return "true" if chance(view.thermostat.id, sensor, hour) < (0.6 if is_day else 0.1) else "false"


def _present_alerts(view: View, now: float) -> list[dict[str, Any]]:
    temperature = view.thermostat.temperature(view.profile, view.site, now)
    humidity = _humidity(view, now)
    rules = (
        ("lowTemperatureAlert", "lowTemp", temperature, -1, "The temperature is below"),
        ("highTemperatureAlert", "highTemp", temperature, 1, "The temperature is above"),
        ("lowHumidityAlert", "lowHumidity", humidity, -1, "The humidity is below"),
        ("highHumidityAlert", "highHumidity", humidity, 1, "The humidity is above"),
    )
    raised: list[dict[str, Any]] = []
    today = datetime.fromtimestamp(now, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for number, (setting, kind, reading, direction, text) in enumerate(rules):
        limit = view.thermostat.alert_settings[setting]
        if limit.get("enabled") and "value" in limit and (reading - limit["value"]) * direction > 0:
            raised.append(
                {
                    "acknowledgeRef": f"{view.thermostat.id}-{kind}",
                    "alertNumber": 7000 + number,
                    "alertType": "alert",
                    "notificationType": kind,
                    "severity": "high",
                    "text": f"{text} {limit['value']:g}.",
                    "time": time_text(today.timestamp()),
                    "reminder": (today + timedelta(days=1)).date().isoformat(),
                }
            )
    return raised


HANDLERS: Mapping[str, Handler] = {
    "getThermostatStatus": read_status,
    "getThermostatEvents": read_events,
    "getThermostatSensors": read_sensors,
    "getThermostatAlerts": read_alerts,
    "getThermostatWeatherForecast": read_weather,
}
