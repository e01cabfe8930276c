# Derived from smartbuildings/_async/ecobee/v2.py. Do not edit: change that file and run `python -m tools.unasync`.

"""API v2, the live version, bound to its generated functions."""

from __future__ import annotations

from smartbuildings_api.ecobee_v2.api.buildings import (
    create_building,
    delete_building,
    get_building_ids,
    get_building_summary,
    update_building,
)
from smartbuildings_api.ecobee_v2.api.thermostats import (
    bulk_update_thermostat_settings,
    create_comfort_setting,
    delete_comfort_setting,
    get_comfort_settings,
    get_thermostat_access_control,
    get_thermostat_alert_settings,
    get_thermostat_alerts,
    get_thermostat_events,
    get_thermostat_ids,
    get_thermostat_ids_by_building,
    get_thermostat_schedule,
    get_thermostat_sensors,
    get_thermostat_settings,
    get_thermostat_status,
    get_thermostat_summary,
    get_thermostat_weather_forecast,
    register_thermostat,
    resume_schedule,
    set_auto_hold,
    set_cool_hold,
    set_fan_hold,
    set_heat_hold,
    set_hvac_mode,
    set_resident_mode,
    unregister_thermostat,
    update_alert_settings,
    update_base_thermostat,
    update_comfort_setting,
    update_thermostat_access_control,
    update_thermostat_schedule,
    update_thermostat_settings,
)
from smartbuildings_api.ecobee_v2.client import AuthenticatedClient
from smartbuildings_api.ecobee_v2.models.access_control_request_body import AccessControlRequestBody
from smartbuildings_api.ecobee_v2.models.alert_settings_request_body import AlertSettingsRequestBody
from smartbuildings_api.ecobee_v2.models.auto_hold_request_body import AutoHoldRequestBody
from smartbuildings_api.ecobee_v2.models.bulk_settings_request_body import BulkSettingsRequestBody
from smartbuildings_api.ecobee_v2.models.create_building_body import CreateBuildingBody
from smartbuildings_api.ecobee_v2.models.create_comfort_setting_request_body import CreateComfortSettingRequestBody
from smartbuildings_api.ecobee_v2.models.fan_hold_request_body import FanHoldRequestBody
from smartbuildings_api.ecobee_v2.models.hvac_mode_request_body import HvacModeRequestBody
from smartbuildings_api.ecobee_v2.models.register_thermostat_body import RegisterThermostatBody
from smartbuildings_api.ecobee_v2.models.resident_mode_request_body import ResidentModeRequestBody
from smartbuildings_api.ecobee_v2.models.schedule_request_body import ScheduleRequestBody
from smartbuildings_api.ecobee_v2.models.temperature_hold_request_body import TemperatureHoldRequestBody
from smartbuildings_api.ecobee_v2.models.thermostat_settings import ThermostatSettings
from smartbuildings_api.ecobee_v2.models.update_base_thermostat_request_body import UpdateBaseThermostatRequestBody
from smartbuildings_api.ecobee_v2.models.update_building_body import UpdateBuildingBody
from smartbuildings_api.ecobee_v2.models.update_comfort_setting_request_body import UpdateComfortSettingRequestBody

from smartbuildings._sync.ecobee.api import Api, Wire, data_of
from smartbuildings._sync.http import Http

__all__ = ["ApiV2"]


class ApiV2(Api):
    """The 36 operations of API v2 besides its token route."""

    version = "v2"

    def __init__(self, http: Http) -> None:
        # Base URL and token are the wired client's business; what stands here is never used.
        self.low_level = AuthenticatedClient(base_url="", token="").set_httpx_client(http)

    def building_ids(self) -> Wire | None:
        """List the buildings."""
        return data_of(get_building_ids.sync_detailed, client=self.low_level)

    def building_summary(self, building_id: str) -> Wire | None:
        """Read a building."""
        return data_of(get_building_summary.sync_detailed, building_id, client=self.low_level)

    def create_building(self, body: Wire) -> Wire | None:
        """Create a building."""
        made = CreateBuildingBody.from_dict(body)
        return data_of(create_building.sync_detailed, client=self.low_level, body=made)

    def update_building(self, building_id: str, body: Wire) -> Wire | None:
        """Change a building."""
        made = UpdateBuildingBody.from_dict(body)
        return data_of(update_building.sync_detailed, building_id, client=self.low_level, body=made)

    def delete_building(self, building_id: str) -> None:
        """Delete a building."""
        delete_building.sync_detailed(building_id, client=self.low_level)

    def thermostat_ids(self, building_id: str | None) -> Wire | None:
        """List the thermostats of a building, or of the account."""
        if building_id is None:
            return data_of(get_thermostat_ids.sync_detailed, client=self.low_level)
        return data_of(get_thermostat_ids_by_building.sync_detailed, building_id, client=self.low_level)

    def register_thermostat(self, building_id: str, body: Wire) -> Wire | None:
        """Register a thermostat in a building."""
        made = RegisterThermostatBody.from_dict(body)
        return data_of(register_thermostat.sync_detailed, building_id, client=self.low_level, body=made)

    def unregister_thermostat(self, thermostat_id: str) -> None:
        """Take a thermostat out of the account."""
        unregister_thermostat.sync_detailed(thermostat_id, client=self.low_level)

    def thermostat_summary(self, thermostat_id: str) -> Wire | None:
        """Read a thermostat's names and building."""
        return data_of(get_thermostat_summary.sync_detailed, thermostat_id, client=self.low_level)

    def update_thermostat(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Rename a thermostat."""
        made = UpdateBaseThermostatRequestBody.from_dict(body)
        return data_of(update_base_thermostat.sync_detailed, thermostat_id, client=self.low_level, body=made)

    def status(self, thermostat_id: str) -> Wire | None:
        """Read a thermostat's state."""
        return data_of(get_thermostat_status.sync_detailed, thermostat_id, client=self.low_level)

    def events(self, thermostat_id: str) -> Wire | None:
        """Read what overrides the schedule."""
        return data_of(get_thermostat_events.sync_detailed, thermostat_id, client=self.low_level)

    def sensors(self, thermostat_id: str) -> Wire | None:
        """Read the sensors."""
        return data_of(get_thermostat_sensors.sync_detailed, thermostat_id, client=self.low_level)

    def weather(self, thermostat_id: str) -> Wire | None:
        """Read the weather forecast."""
        return data_of(get_thermostat_weather_forecast.sync_detailed, thermostat_id, client=self.low_level)

    def alerts(self, thermostat_id: str) -> Wire | None:
        """Read the alerts."""
        return data_of(get_thermostat_alerts.sync_detailed, thermostat_id, client=self.low_level)

    def alert_settings(self, thermostat_id: str) -> Wire | None:
        """Read when alerts are raised."""
        return data_of(get_thermostat_alert_settings.sync_detailed, thermostat_id, client=self.low_level)

    def update_alert_settings(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change when alerts are raised."""
        made = AlertSettingsRequestBody.from_dict(body)
        return data_of(update_alert_settings.sync_detailed, thermostat_id, client=self.low_level, body=made)

    def set_hvac_mode(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Set the HVAC mode."""
        made = HvacModeRequestBody.from_dict(body)
        return data_of(set_hvac_mode.sync_detailed, thermostat_id, client=self.low_level, body=made)

    def set_heat_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold the heat set point."""
        made = TemperatureHoldRequestBody.from_dict(body)
        return data_of(set_heat_hold.sync_detailed, thermostat_id, client=self.low_level, body=made)

    def set_cool_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold the cool set point."""
        made = TemperatureHoldRequestBody.from_dict(body)
        return data_of(set_cool_hold.sync_detailed, thermostat_id, client=self.low_level, body=made)

    def set_fan_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold the fan."""
        made = FanHoldRequestBody.from_dict(body)
        return data_of(set_fan_hold.sync_detailed, thermostat_id, client=self.low_level, body=made)

    def resume_schedule(self, thermostat_id: str) -> None:
        """End manual holds."""
        resume_schedule.sync_detailed(thermostat_id, client=self.low_level)

    def set_resident_mode(self, thermostat_id: str, *, is_on: bool) -> None:
        """Switch resident mode."""
        body = ResidentModeRequestBody(is_resident_mode=is_on)
        set_resident_mode.sync_detailed(thermostat_id, client=self.low_level, body=body)

    def check_auto_hold(self) -> None:
        """Allow a hold of both set points."""

    def check_move(self) -> None:
        """Allow a move to another building."""

    def check_registration_mode(self) -> None:
        """Allow resident mode on registration."""

    def set_auto_hold(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Hold both set points."""
        made = AutoHoldRequestBody.from_dict(body)
        return data_of(set_auto_hold.sync_detailed, thermostat_id, client=self.low_level, body=made)

    def settings(self, thermostat_id: str) -> Wire | None:
        """Read the settings."""
        return data_of(get_thermostat_settings.sync_detailed, thermostat_id, client=self.low_level)

    def update_settings(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change the settings."""
        made = ThermostatSettings.from_dict(body)
        return data_of(update_thermostat_settings.sync_detailed, thermostat_id, client=self.low_level, body=made)

    def bulk_update_settings(self, body: Wire) -> Wire | None:
        """Change the settings of several thermostats."""
        made = BulkSettingsRequestBody.from_dict(body)
        return data_of(bulk_update_thermostat_settings.sync_detailed, client=self.low_level, body=made)

    def access_control(self, thermostat_id: str) -> Wire | None:
        """Read who may use the device's screen."""
        return data_of(get_thermostat_access_control.sync_detailed, thermostat_id, client=self.low_level)

    def update_access_control(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change who may use the device's screen."""
        made = AccessControlRequestBody.from_dict(body)
        return data_of(update_thermostat_access_control.sync_detailed, thermostat_id, client=self.low_level, body=made)

    def comfort_settings(self, thermostat_id: str) -> Wire | None:
        """List the comfort settings."""
        return data_of(get_comfort_settings.sync_detailed, thermostat_id, client=self.low_level)

    def create_comfort_setting(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Create a comfort setting."""
        made = CreateComfortSettingRequestBody.from_dict(body)
        return data_of(create_comfort_setting.sync_detailed, thermostat_id, client=self.low_level, body=made)

    def update_comfort_setting(self, thermostat_id: str, comfort_ref: str, body: Wire) -> Wire | None:
        """Change a comfort setting."""
        made = UpdateComfortSettingRequestBody.from_dict(body)
        return data_of(
            update_comfort_setting.sync_detailed, thermostat_id, comfort_ref, client=self.low_level, body=made
        )

    def delete_comfort_setting(self, thermostat_id: str, comfort_ref: str) -> None:
        """Delete a comfort setting."""
        delete_comfort_setting.sync_detailed(thermostat_id, comfort_ref, client=self.low_level)

    def schedule(self, thermostat_id: str) -> Wire | None:
        """Read the weekly schedule."""
        return data_of(get_thermostat_schedule.sync_detailed, thermostat_id, client=self.low_level)

    def update_schedule(self, thermostat_id: str, body: Wire) -> Wire | None:
        """Change the weekly schedule."""
        made = ScheduleRequestBody.from_dict(body)
        return data_of(update_thermostat_schedule.sync_detailed, thermostat_id, client=self.low_level, body=made)
