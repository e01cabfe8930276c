"""Builders of the requests of thermostats: method, path, query and body, the body as a JSON value."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

Request = tuple[str, str, dict[str, Any] | None, Any]


def build_get_thermostat_ids_by_building(
    building_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/buildings/{building_id}/thermostats".format(
            building_id=quote(str(building_id), safe=""),
        ),
        None,
        None,
    )


def build_register_thermostat(
    building_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/api/v2/buildings/{building_id}/thermostats".format(
            building_id=quote(str(building_id), safe=""),
        ),
        None,
        body,
    )


def build_get_thermostat_ids() -> Request:
    return (
        "GET",
        "/api/v2/thermostatIds",
        None,
        None,
    )


def build_bulk_update_thermostat_settings(
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v2/thermostats/settings",
        None,
        body,
    )


def build_get_thermostat_summary(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_unregister_thermostat(
    thermostat_id: object,
) -> Request:
    return (
        "DELETE",
        "/api/v2/thermostats/{thermostat_id}".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_update_base_thermostat(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v2/thermostats/{thermostat_id}".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_get_thermostat_status(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}/status".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_get_thermostat_events(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}/events".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_get_thermostat_sensors(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}/sensors".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_get_thermostat_alerts(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}/alerts".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_get_thermostat_alert_settings(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}/alertSettings".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_update_alert_settings(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v2/thermostats/{thermostat_id}/alertSettings".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_get_thermostat_weather_forecast(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}/weather".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_set_hvac_mode(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v2/thermostats/{thermostat_id}/hvacMode".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_set_heat_hold(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/api/v2/thermostats/{thermostat_id}/heatHold".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_set_cool_hold(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/api/v2/thermostats/{thermostat_id}/coolHold".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_set_auto_hold(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/api/v2/thermostats/{thermostat_id}/autoHold".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_set_fan_hold(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/api/v2/thermostats/{thermostat_id}/fanHold".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_resume_schedule(
    thermostat_id: object,
) -> Request:
    return (
        "POST",
        "/api/v2/thermostats/{thermostat_id}/resumeSchedule".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_set_resident_mode(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v2/thermostats/{thermostat_id}/residentMode".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_get_thermostat_settings(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}/settings".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_update_thermostat_settings(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v2/thermostats/{thermostat_id}/settings".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_get_thermostat_access_control(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}/accessControl".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_update_thermostat_access_control(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v2/thermostats/{thermostat_id}/accessControl".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_get_comfort_settings(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}/comfortSettings".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_create_comfort_setting(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/api/v2/thermostats/{thermostat_id}/comfortSettings".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_delete_comfort_setting(
    thermostat_id: object,
    comfort_ref: object,
) -> Request:
    return (
        "DELETE",
        "/api/v2/thermostats/{thermostat_id}/comfortSettings/{comfort_ref}".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
            comfort_ref=quote(str(comfort_ref), safe=""),
        ),
        None,
        None,
    )


def build_update_comfort_setting(
    thermostat_id: object,
    comfort_ref: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v2/thermostats/{thermostat_id}/comfortSettings/{comfort_ref}".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
            comfort_ref=quote(str(comfort_ref), safe=""),
        ),
        None,
        body,
    )


def build_get_thermostat_schedule(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v2/thermostats/{thermostat_id}/schedule".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_update_thermostat_schedule(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v2/thermostats/{thermostat_id}/schedule".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "getThermostatIdsByBuilding": build_get_thermostat_ids_by_building,
    "registerThermostat": build_register_thermostat,
    "getThermostatIds": build_get_thermostat_ids,
    "bulkUpdateThermostatSettings": build_bulk_update_thermostat_settings,
    "getThermostatSummary": build_get_thermostat_summary,
    "unregisterThermostat": build_unregister_thermostat,
    "updateBaseThermostat": build_update_base_thermostat,
    "getThermostatStatus": build_get_thermostat_status,
    "getThermostatEvents": build_get_thermostat_events,
    "getThermostatSensors": build_get_thermostat_sensors,
    "getThermostatAlerts": build_get_thermostat_alerts,
    "getThermostatAlertSettings": build_get_thermostat_alert_settings,
    "updateAlertSettings": build_update_alert_settings,
    "getThermostatWeatherForecast": build_get_thermostat_weather_forecast,
    "setHvacMode": build_set_hvac_mode,
    "setHeatHold": build_set_heat_hold,
    "setCoolHold": build_set_cool_hold,
    "setAutoHold": build_set_auto_hold,
    "setFanHold": build_set_fan_hold,
    "resumeSchedule": build_resume_schedule,
    "setResidentMode": build_set_resident_mode,
    "getThermostatSettings": build_get_thermostat_settings,
    "updateThermostatSettings": build_update_thermostat_settings,
    "getThermostatAccessControl": build_get_thermostat_access_control,
    "updateThermostatAccessControl": build_update_thermostat_access_control,
    "getComfortSettings": build_get_comfort_settings,
    "createComfortSetting": build_create_comfort_setting,
    "deleteComfortSetting": build_delete_comfort_setting,
    "updateComfortSetting": build_update_comfort_setting,
    "getThermostatSchedule": build_get_thermostat_schedule,
    "updateThermostatSchedule": build_update_thermostat_schedule,
}
"""The builders by operationId."""
