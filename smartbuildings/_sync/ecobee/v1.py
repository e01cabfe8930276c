# Derived from smartbuildings/_async/ecobee/v1.py. Do not edit: change that file and run `python -m tools.unasync`.

"""API v1 bound to its generated functions. The vendor retired this version; v2 is the live one."""

from __future__ import annotations

from smartbuildings_api.ecobee_v1.api.buildings import (
    create_building,
    delete_building,
    get_building_ids,
    get_building_summary,
    update_building,
)
from smartbuildings_api.ecobee_v1.api.thermostats import (
    get_thermostat_alert_settings,
    get_thermostat_alerts,
    get_thermostat_events,
    get_thermostat_ids,
    get_thermostat_ids_by_building,
    get_thermostat_sensors,
    get_thermostat_status,
    get_thermostat_summary,
    get_thermostat_weather_forecast,
    register_thermostat,
    resume_schedule,
    set_cool_hold,
    set_fan_hold,
    set_heat_hold,
    set_hvac_mode,
    set_tenant_mode,
    unregister_thermostat,
    update_alert_settings,
    update_base_thermostat,
)
from smartbuildings_api.ecobee_v1.client import AuthenticatedClient
from smartbuildings_api.ecobee_v1.models.alert_settings_request_body import AlertSettingsRequestBody
from smartbuildings_api.ecobee_v1.models.create_building_body import CreateBuildingBody
from smartbuildings_api.ecobee_v1.models.fan_hold_request_body import FanHoldRequestBody
from smartbuildings_api.ecobee_v1.models.hvac_mode_request_body import HvacModeRequestBody
from smartbuildings_api.ecobee_v1.models.register_thermostat_body import RegisterThermostatBody
from smartbuildings_api.ecobee_v1.models.temperature_hold_request_body import TemperatureHoldRequestBody
from smartbuildings_api.ecobee_v1.models.tenant_mode_request_body import TenantModeRequestBody
from smartbuildings_api.ecobee_v1.models.update_base_thermostat_request_body import UpdateBaseThermostatRequestBody
from smartbuildings_api.ecobee_v1.models.update_building_body import UpdateBuildingBody

from smartbuildings._sync.ecobee.api import Api, Wire, data_of
from smartbuildings._sync.http import Http

__all__ = ["ApiV1"]


class ApiV1(Api):
    """The 24 operations of API v1 besides its token route."""

    version = "v1"

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
        """Switch tenant mode, which is v1's name for resident mode."""
        body = TenantModeRequestBody(is_tenant_mode=is_on)
        set_tenant_mode.sync_detailed(thermostat_id, client=self.low_level, body=body)
