"""The operations of ecobee SmartBuildings: a row for each verb, with its operationIds and the reader of its response.

An operationId is in the column of its version of the API. An empty cell means that the version does not have the verb:
``NotSupported`` is raised before anything is read or sent. The cells are plain strings, so this table imports no
generated code; ``_async/ecobee/account.py`` finds the request builder of an operationId.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from smartbuildings._core.readers import Reader
from smartbuildings._core.redaction import cut, redact
from smartbuildings.ecobee import reading
from smartbuildings.errors import NotSupported, UnreadableResponse
from smartbuildings.values import Ability

__all__ = ["ABILITIES", "SHOW_BOTH_SET_POINTS", "ApiVersion", "JsonObject", "Operation", "Returns", "unwrap_envelope"]

T = TypeVar("T")

ApiVersion: TypeAlias = Literal["v1", "v2"]
JsonObject: TypeAlias = dict[str, Any]

SHOW_BOTH_SET_POINTS: Final = frozenset({"v2"})
"""The versions whose status has the true values of both set points in every mode (inferred); v1: only the mode's."""


_V1: Final = frozenset({Ability.SET_TEMPERATURE, Ability.HOLD, Ability.RESUME, Ability.SET_MODE, Ability.SET_FAN})
ABILITIES: Final[Mapping[str, frozenset[Ability]]] = {"v1": _V1, "v2": _V1 | {Ability.HOLD_BOTH}}
"""What thermostats can do through each version, in the words that all vendors share."""


class Returns(Enum):
    """What the envelope of a success response contains."""

    DATA = "data"
    ITEMS = "items"
    """``data`` with a list. Without ``items`` it is not an empty list, unless ``count`` is 0."""
    NOTHING = "nothing"
    """No documented body, so none is read."""


class Operation(NamedTuple, Generic[T]):
    """A verb of the API."""

    verb: str
    """In words that follow "has no way to"."""
    v1: str | None
    """Its operationId in API v1; ``None``: it has none."""
    v2: str | None
    reader: Reader[T]
    """Makes its result from the ``data`` of the response."""

    @property
    def returns(self) -> Returns:
        """What the envelope of its success response contains."""
        if self.reader is reading.read_nothing:
            return Returns.NOTHING
        return Returns.ITEMS if "items" in self.reader.names else Returns.DATA

    def id_in(self, version: ApiVersion) -> str:
        """Return the operationId in a version of the API.

        Raises:
            NotSupported: the version does not have the verb.
        """
        found = self.v1 if version == "v1" else self.v2
        if found is None:
            other = "v2" if version == "v1" else "v1"
            msg = (
                f"API {version} of ecobee SmartBuildings has no way to {self.verb}; {other} has. "
                f'Make the client with api_version="{other}".'
            )
            raise NotSupported(msg)
        return found


LIST_BUILDINGS: Final = Operation("list the buildings", "getBuildingIds", "getBuildingIds", reading.read_building_ids)
READ_BUILDING: Final = Operation("read a building", "getBuildingSummary", "getBuildingSummary", reading.read_building)
CREATE_BUILDING: Final = Operation("create a building", "createBuilding", "createBuilding", reading.read_building)
UPDATE_BUILDING: Final = Operation("change a building", "updateBuilding", "updateBuilding", reading.read_building)
DELETE_BUILDING: Final = Operation("delete a building", "deleteBuilding", "deleteBuilding", reading.read_nothing)

LIST_THERMOSTATS: Final = Operation(
    "list the thermostats", "getThermostatIds", "getThermostatIds", reading.read_thermostat_ids
)
LIST_THERMOSTATS_OF_BUILDING: Final = Operation(
    "list the thermostats of a building",
    "getThermostatIdsByBuilding",
    "getThermostatIdsByBuilding",
    reading.read_thermostat_ids,
)
REGISTER: Final = Operation(
    "register a thermostat", "registerThermostat", "registerThermostat", reading.read_thermostat
)
REGISTER_IN_RESIDENT_MODE: Final = Operation(
    "register a thermostat in resident mode", None, "registerThermostat", reading.read_thermostat
)
UNREGISTER: Final = Operation(
    "unregister a thermostat", "unregisterThermostat", "unregisterThermostat", reading.read_nothing
)
READ_THERMOSTAT: Final = Operation(
    "read a thermostat", "getThermostatSummary", "getThermostatSummary", reading.read_thermostat
)
RENAME: Final = Operation(
    "rename a thermostat", "updateBaseThermostat", "updateBaseThermostat", reading.read_thermostat
)
MOVE: Final = Operation("move a thermostat to another building", None, "updateBaseThermostat", reading.read_thermostat)

READ_STATUS: Final = Operation(
    "read the status", "getThermostatStatus", "getThermostatStatus", reading.read_thermostat_status
)
READ_EVENTS: Final = Operation(
    "read events and holds", "getThermostatEvents", "getThermostatEvents", reading.read_events
)
READ_SENSORS: Final = Operation(
    "read the sensors", "getThermostatSensors", "getThermostatSensors", reading.read_sensors
)
READ_WEATHER: Final = Operation(
    "read the weather forecast", "getThermostatWeatherForecast", "getThermostatWeatherForecast", reading.read_weather
)
READ_ALERTS: Final = Operation("read the alerts", "getThermostatAlerts", "getThermostatAlerts", reading.read_alerts)
READ_ALERT_SETTINGS: Final = Operation(
    "read the alert settings", "getThermostatAlertSettings", "getThermostatAlertSettings", reading.read_alert_settings
)
UPDATE_ALERT_SETTINGS: Final = Operation(
    "change the alert settings", "updateAlertSettings", "updateAlertSettings", reading.read_alert_settings
)

SET_HVAC_MODE: Final = Operation("set the HVAC mode", "setHvacMode", "setHvacMode", reading.read_hvac_mode)
HOLD_HEAT: Final = Operation("hold the heat set point", "setHeatHold", "setHeatHold", reading.read_heat_hold)
HOLD_COOL: Final = Operation("hold the cool set point", "setCoolHold", "setCoolHold", reading.read_cool_hold)
HOLD_BOTH: Final = Operation("hold both set points at once", None, "setAutoHold", reading.read_auto_hold)
HOLD_FAN: Final = Operation("hold the fan", "setFanHold", "setFanHold", reading.read_fan_hold)
RESUME: Final = Operation("resume the schedule", "resumeSchedule", "resumeSchedule", reading.read_nothing)
SET_RESIDENT_MODE: Final = Operation("switch resident mode", "setTenantMode", "setResidentMode", reading.read_nothing)

READ_SETTINGS: Final = Operation("read thermostat settings", None, "getThermostatSettings", reading.read_settings)
UPDATE_SETTINGS: Final = Operation(
    "change thermostat settings", None, "updateThermostatSettings", reading.read_settings
)
UPDATE_MANY_SETTINGS: Final = Operation(
    "change the settings of several thermostats", None, "bulkUpdateThermostatSettings", reading.read_bulk_settings
)
READ_ACCESS_CONTROL: Final = Operation(
    "read access control", None, "getThermostatAccessControl", reading.read_access_control
)
UPDATE_ACCESS_CONTROL: Final = Operation(
    "change access control", None, "updateThermostatAccessControl", reading.read_access_control
)
READ_COMFORT_SETTINGS: Final = Operation(
    "read comfort settings", None, "getComfortSettings", reading.read_comfort_settings
)
CREATE_COMFORT_SETTING: Final = Operation(
    "create comfort settings", None, "createComfortSetting", reading.read_comfort_setting
)
UPDATE_COMFORT_SETTING: Final = Operation(
    "change comfort settings", None, "updateComfortSetting", reading.read_comfort_setting
)
DELETE_COMFORT_SETTING: Final = Operation("delete comfort settings", None, "deleteComfortSetting", reading.read_nothing)
READ_SCHEDULE: Final = Operation("read the schedule", None, "getThermostatSchedule", reading.read_schedule)
UPDATE_SCHEDULE: Final = Operation("change the schedule", None, "updateThermostatSchedule", reading.read_schedule)


def unwrap_envelope(envelope: object, operation_id: str, returns: Returns) -> JsonObject:
    """Return the ``data`` of a success response; ``{}`` if none is documented.

    Raises:
        UnreadableResponse: the body has no ``data`` or, of a list, no items.
    """
    if returns is Returns.NOTHING:
        return {}
    data = envelope.get("data") if isinstance(envelope, dict) else None
    if not isinstance(data, dict):
        raise _unreadable(operation_id, "an empty body" if envelope is None else "no data")
    if returns is Returns.ITEMS and not isinstance(data.get("items"), list) and data.get("count") != 0:
        raise _unreadable(operation_id, "no list of items")
    return data


def _unreadable(operation_id: str, found: str) -> UnreadableResponse:
    operation = re.sub(r"(?=[A-Z])", " ", operation_id).lower()
    msg = f"The API reported success to {operation!r}, but its response has {cut(redact(found))}. Read the state."
    return UnreadableResponse(msg)
