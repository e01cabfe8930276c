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

from smartbuildings._async.ecobee.api import AsyncApi, Wire, data_of, list_of
from smartbuildings._async.http import AsyncHttp
from smartbuildings.events import Observers

__all__ = ["AsyncApiV2"]


class AsyncApiV2(AsyncApi):
    """The 36 operations of API v2 besides its token route."""

    version = "v2"
    shows_both_set_points = True  # Inferred.

    def __init__(self, http: AsyncHttp, observers: Observers) -> None:
        self.tell = observers.tell
        # Base URL and token are the wired client's business; what stands here is never used.
        self.low_level = AuthenticatedClient(base_url="", token="").set_async_httpx_client(http)

    async def building_ids(self) -> Wire:
        """List the buildings."""
        return await list_of(get_building_ids.asyncio_detailed, client=self.low_level)

    async def building_summary(self, building_id: str) -> Wire:
        """Read a building."""
        return await data_of(get_building_summary.asyncio_detailed, building_id, client=self.low_level)

    async def create_building(self, body: Wire) -> Wire:
        """Create a building."""
        made = CreateBuildingBody.from_dict(body)
        return await data_of(create_building.asyncio_detailed, client=self.low_level, body=made)

    async def update_building(self, building_id: str, body: Wire) -> Wire:
        """Change a building."""
        made = UpdateBuildingBody.from_dict(body)
        return await data_of(update_building.asyncio_detailed, building_id, client=self.low_level, body=made)

    async def delete_building(self, building_id: str) -> None:
        """Delete a building."""
        await delete_building.asyncio_detailed(building_id, client=self.low_level)

    async def thermostat_ids(self, building_id: str | None) -> Wire:
        """List the thermostats of a building, or of the account."""
        if building_id is None:
            return await list_of(get_thermostat_ids.asyncio_detailed, client=self.low_level)
        return await list_of(get_thermostat_ids_by_building.asyncio_detailed, building_id, client=self.low_level)

    async def register_thermostat(self, building_id: str, body: Wire) -> Wire:
        """Register a thermostat in a building."""
        made = RegisterThermostatBody.from_dict(body)
        return await data_of(register_thermostat.asyncio_detailed, building_id, client=self.low_level, body=made)

    async def unregister_thermostat(self, thermostat_id: str) -> None:
        """Take a thermostat out of the account."""
        await unregister_thermostat.asyncio_detailed(thermostat_id, client=self.low_level)

    async def thermostat_summary(self, thermostat_id: str) -> Wire:
        """Read a thermostat's names and building."""
        return await data_of(get_thermostat_summary.asyncio_detailed, thermostat_id, client=self.low_level)

    async def update_thermostat(self, thermostat_id: str, body: Wire) -> Wire:
        """Rename a thermostat."""
        made = UpdateBaseThermostatRequestBody.from_dict(body)
        return await data_of(update_base_thermostat.asyncio_detailed, thermostat_id, client=self.low_level, body=made)

    async def status(self, thermostat_id: str) -> Wire:
        """Read a thermostat's state."""
        return await data_of(get_thermostat_status.asyncio_detailed, thermostat_id, client=self.low_level)

    async def events(self, thermostat_id: str) -> Wire:
        """Read what overrides the schedule."""
        return await data_of(get_thermostat_events.asyncio_detailed, thermostat_id, client=self.low_level)

    async def sensors(self, thermostat_id: str) -> Wire:
        """Read the sensors."""
        return await list_of(get_thermostat_sensors.asyncio_detailed, thermostat_id, client=self.low_level)

    async def weather(self, thermostat_id: str) -> Wire:
        """Read the weather forecast."""
        return await list_of(get_thermostat_weather_forecast.asyncio_detailed, thermostat_id, client=self.low_level)

    async def alerts(self, thermostat_id: str) -> Wire:
        """Read the alerts."""
        return await list_of(get_thermostat_alerts.asyncio_detailed, thermostat_id, client=self.low_level)

    async def alert_settings(self, thermostat_id: str) -> Wire:
        """Read when alerts are raised."""
        return await data_of(get_thermostat_alert_settings.asyncio_detailed, thermostat_id, client=self.low_level)

    async def update_alert_settings(self, thermostat_id: str, body: Wire) -> Wire:
        """Change when alerts are raised."""
        made = AlertSettingsRequestBody.from_dict(body)
        return await data_of(update_alert_settings.asyncio_detailed, thermostat_id, client=self.low_level, body=made)

    async def set_hvac_mode(self, thermostat_id: str, body: Wire) -> Wire:
        """Set the HVAC mode."""
        made = HvacModeRequestBody.from_dict(body)
        return await data_of(set_hvac_mode.asyncio_detailed, thermostat_id, client=self.low_level, body=made)

    async def set_heat_hold(self, thermostat_id: str, body: Wire) -> Wire:
        """Hold the heat set point."""
        made = TemperatureHoldRequestBody.from_dict(body)
        return await data_of(set_heat_hold.asyncio_detailed, thermostat_id, client=self.low_level, body=made)

    async def set_cool_hold(self, thermostat_id: str, body: Wire) -> Wire:
        """Hold the cool set point."""
        made = TemperatureHoldRequestBody.from_dict(body)
        return await data_of(set_cool_hold.asyncio_detailed, thermostat_id, client=self.low_level, body=made)

    async def set_fan_hold(self, thermostat_id: str, body: Wire) -> Wire:
        """Hold the fan."""
        made = FanHoldRequestBody.from_dict(body)
        return await data_of(set_fan_hold.asyncio_detailed, thermostat_id, client=self.low_level, body=made)

    async def resume_schedule(self, thermostat_id: str) -> None:
        """End manual holds."""
        await resume_schedule.asyncio_detailed(thermostat_id, client=self.low_level)

    async def set_resident_mode(self, thermostat_id: str, *, is_on: bool) -> None:
        """Switch resident mode."""
        body = ResidentModeRequestBody(is_resident_mode=is_on)
        await set_resident_mode.asyncio_detailed(thermostat_id, client=self.low_level, body=body)

    def check_auto_hold(self) -> None:
        """Allow a hold of both set points."""

    def check_move(self) -> None:
        """Allow a move to another building."""

    def check_registration_mode(self) -> None:
        """Allow resident mode on registration."""

    async def set_auto_hold(self, thermostat_id: str, body: Wire) -> Wire:
        """Hold both set points."""
        made = AutoHoldRequestBody.from_dict(body)
        return await data_of(set_auto_hold.asyncio_detailed, thermostat_id, client=self.low_level, body=made)

    async def settings(self, thermostat_id: str) -> Wire:
        """Read the settings."""
        return await data_of(get_thermostat_settings.asyncio_detailed, thermostat_id, client=self.low_level)

    async def update_settings(self, thermostat_id: str, body: Wire) -> Wire:
        """Change the settings."""
        made = ThermostatSettings.from_dict(body)
        return await data_of(
            update_thermostat_settings.asyncio_detailed, thermostat_id, client=self.low_level, body=made
        )

    async def bulk_update_settings(self, body: Wire) -> Wire:
        """Change the settings of several thermostats."""
        made = BulkSettingsRequestBody.from_dict(body)
        return await data_of(bulk_update_thermostat_settings.asyncio_detailed, client=self.low_level, body=made)

    async def access_control(self, thermostat_id: str) -> Wire:
        """Read who may use the device's screen."""
        return await data_of(get_thermostat_access_control.asyncio_detailed, thermostat_id, client=self.low_level)

    async def update_access_control(self, thermostat_id: str, body: Wire) -> Wire:
        """Change who may use the device's screen."""
        made = AccessControlRequestBody.from_dict(body)
        return await data_of(
            update_thermostat_access_control.asyncio_detailed, thermostat_id, client=self.low_level, body=made
        )

    async def comfort_settings(self, thermostat_id: str) -> Wire:
        """List the comfort settings."""
        return await list_of(get_comfort_settings.asyncio_detailed, thermostat_id, client=self.low_level)

    async def create_comfort_setting(self, thermostat_id: str, body: Wire) -> Wire:
        """Create a comfort setting."""
        made = CreateComfortSettingRequestBody.from_dict(body)
        return await data_of(create_comfort_setting.asyncio_detailed, thermostat_id, client=self.low_level, body=made)

    async def update_comfort_setting(self, thermostat_id: str, comfort_ref: str, body: Wire) -> Wire:
        """Change a comfort setting."""
        made = UpdateComfortSettingRequestBody.from_dict(body)
        return await data_of(
            update_comfort_setting.asyncio_detailed, thermostat_id, comfort_ref, client=self.low_level, body=made
        )

    async def delete_comfort_setting(self, thermostat_id: str, comfort_ref: str) -> None:
        """Delete a comfort setting."""
        await delete_comfort_setting.asyncio_detailed(thermostat_id, comfort_ref, client=self.low_level)

    async def schedule(self, thermostat_id: str) -> Wire:
        """Read the weekly schedule."""
        return await data_of(get_thermostat_schedule.asyncio_detailed, thermostat_id, client=self.low_level)

    async def update_schedule(self, thermostat_id: str, body: Wire) -> Wire:
        """Change the weekly schedule."""
        made = ScheduleRequestBody.from_dict(body)
        return await data_of(
            update_thermostat_schedule.asyncio_detailed, thermostat_id, client=self.low_level, body=made
        )
