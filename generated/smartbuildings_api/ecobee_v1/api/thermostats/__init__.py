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
        "/api/v1/buildings/{building_id}/thermostats".format(
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
        "/api/v1/buildings/{building_id}/thermostats".format(
            building_id=quote(str(building_id), safe=""),
        ),
        None,
        body,
    )


def build_get_thermostat_ids() -> Request:
    return (
        "GET",
        "/api/v1/thermostatIds",
        None,
        None,
    )


def build_get_thermostat_summary(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v1/thermostats/{thermostat_id}".format(
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
        "/api/v1/thermostats/{thermostat_id}".format(
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
        "/api/v1/thermostats/{thermostat_id}".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_get_thermostat_alerts(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v1/thermostats/{thermostat_id}/alerts".format(
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
        "/api/v1/thermostats/{thermostat_id}/alertSettings".format(
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
        "/api/v1/thermostats/{thermostat_id}/alertSettings".format(
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
        "/api/v1/thermostats/{thermostat_id}/fanHold".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_set_hvac_mode(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v1/thermostats/{thermostat_id}/hvacMode".format(
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
        "/api/v1/thermostats/{thermostat_id}/resumeSchedule".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_set_tenant_mode(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "PATCH",
        "/api/v1/thermostats/{thermostat_id}/tenantMode".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


def build_get_thermostat_events(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v1/thermostats/{thermostat_id}/events".format(
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
        "/api/v1/thermostats/{thermostat_id}/sensors".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_get_thermostat_weather_forecast(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v1/thermostats/{thermostat_id}/weather".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_get_thermostat_status(
    thermostat_id: object,
) -> Request:
    return (
        "GET",
        "/api/v1/thermostats/{thermostat_id}/status".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        None,
    )


def build_set_cool_hold(
    thermostat_id: object,
    *,
    body: Any,
) -> Request:
    return (
        "POST",
        "/api/v1/thermostats/{thermostat_id}/coolHold".format(
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
        "/api/v1/thermostats/{thermostat_id}/heatHold".format(
            thermostat_id=quote(str(thermostat_id), safe=""),
        ),
        None,
        body,
    )


BUILDERS: dict[str, Callable[..., Request]] = {
    "getThermostatIdsByBuilding": build_get_thermostat_ids_by_building,
    "registerThermostat": build_register_thermostat,
    "getThermostatIds": build_get_thermostat_ids,
    "getThermostatSummary": build_get_thermostat_summary,
    "unregisterThermostat": build_unregister_thermostat,
    "updateBaseThermostat": build_update_base_thermostat,
    "getThermostatAlerts": build_get_thermostat_alerts,
    "getThermostatAlertSettings": build_get_thermostat_alert_settings,
    "updateAlertSettings": build_update_alert_settings,
    "setFanHold": build_set_fan_hold,
    "setHvacMode": build_set_hvac_mode,
    "resumeSchedule": build_resume_schedule,
    "setTenantMode": build_set_tenant_mode,
    "getThermostatEvents": build_get_thermostat_events,
    "getThermostatSensors": build_get_thermostat_sensors,
    "getThermostatWeatherForecast": build_get_thermostat_weather_forecast,
    "getThermostatStatus": build_get_thermostat_status,
    "setCoolHold": build_set_cool_hold,
    "setHeatHold": build_set_heat_hold,
}
"""The builders by operationId."""
