from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.high_humidity_alert_schema import HighHumidityAlertSchema
    from ..models.low_humidity_alert_schema import LowHumidityAlertSchema
    from ..models.maintenance_reminder import MaintenanceReminder
    from ..models.temperature_alert_schema import TemperatureAlertSchema


T = TypeVar("T", bound="AlertSettingsResponseData")


@_attrs_define
class AlertSettingsResponseData:
    """What was asked for; may be null.

    Attributes:
        id (str | Unset): Serial number of a thermostat, as printed on the device: digits only, usually twelve.
        low_temperature_alert (TemperatureAlertSchema | Unset): A temperature limit that raises an alert.
        high_temperature_alert (TemperatureAlertSchema | Unset): A temperature limit that raises an alert.
        low_humidity_alert (LowHumidityAlertSchema | Unset): A lower humidity limit that raises an alert.
        high_humidity_alert (HighHumidityAlertSchema | Unset): An upper humidity limit that raises an alert.
        hvac_maintenance_reminder (MaintenanceReminder | Unset): A maintenance reminder with the date on which it falls
            due.
    """

    id: str | Unset = UNSET
    low_temperature_alert: TemperatureAlertSchema | Unset = UNSET
    high_temperature_alert: TemperatureAlertSchema | Unset = UNSET
    low_humidity_alert: LowHumidityAlertSchema | Unset = UNSET
    high_humidity_alert: HighHumidityAlertSchema | Unset = UNSET
    hvac_maintenance_reminder: MaintenanceReminder | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        low_temperature_alert: dict[str, Any] | Unset = UNSET
        if not isinstance(self.low_temperature_alert, Unset):
            low_temperature_alert = self.low_temperature_alert.to_dict()

        high_temperature_alert: dict[str, Any] | Unset = UNSET
        if not isinstance(self.high_temperature_alert, Unset):
            high_temperature_alert = self.high_temperature_alert.to_dict()

        low_humidity_alert: dict[str, Any] | Unset = UNSET
        if not isinstance(self.low_humidity_alert, Unset):
            low_humidity_alert = self.low_humidity_alert.to_dict()

        high_humidity_alert: dict[str, Any] | Unset = UNSET
        if not isinstance(self.high_humidity_alert, Unset):
            high_humidity_alert = self.high_humidity_alert.to_dict()

        hvac_maintenance_reminder: dict[str, Any] | Unset = UNSET
        if not isinstance(self.hvac_maintenance_reminder, Unset):
            hvac_maintenance_reminder = self.hvac_maintenance_reminder.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if low_temperature_alert is not UNSET:
            field_dict["lowTemperatureAlert"] = low_temperature_alert
        if high_temperature_alert is not UNSET:
            field_dict["highTemperatureAlert"] = high_temperature_alert
        if low_humidity_alert is not UNSET:
            field_dict["lowHumidityAlert"] = low_humidity_alert
        if high_humidity_alert is not UNSET:
            field_dict["highHumidityAlert"] = high_humidity_alert
        if hvac_maintenance_reminder is not UNSET:
            field_dict["hvacMaintenanceReminder"] = hvac_maintenance_reminder

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.high_humidity_alert_schema import HighHumidityAlertSchema  # noqa: PLC0415
        from ..models.low_humidity_alert_schema import LowHumidityAlertSchema  # noqa: PLC0415
        from ..models.maintenance_reminder import MaintenanceReminder  # noqa: PLC0415
        from ..models.temperature_alert_schema import TemperatureAlertSchema  # noqa: PLC0415

        d = {**src_dict}
        id = d.pop("id", UNSET)

        _low_temperature_alert = d.pop("lowTemperatureAlert", UNSET)
        low_temperature_alert: TemperatureAlertSchema | Unset = UNSET
        if not isinstance(_low_temperature_alert, Unset):
            try:
                low_temperature_alert = TemperatureAlertSchema.from_dict(
                    _low_temperature_alert
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["lowTemperatureAlert"] = _low_temperature_alert

        _high_temperature_alert = d.pop("highTemperatureAlert", UNSET)
        high_temperature_alert: TemperatureAlertSchema | Unset = UNSET
        if not isinstance(_high_temperature_alert, Unset):
            try:
                high_temperature_alert = TemperatureAlertSchema.from_dict(
                    _high_temperature_alert
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["highTemperatureAlert"] = _high_temperature_alert

        _low_humidity_alert = d.pop("lowHumidityAlert", UNSET)
        low_humidity_alert: LowHumidityAlertSchema | Unset = UNSET
        if not isinstance(_low_humidity_alert, Unset):
            try:
                low_humidity_alert = LowHumidityAlertSchema.from_dict(
                    _low_humidity_alert
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["lowHumidityAlert"] = _low_humidity_alert

        _high_humidity_alert = d.pop("highHumidityAlert", UNSET)
        high_humidity_alert: HighHumidityAlertSchema | Unset = UNSET
        if not isinstance(_high_humidity_alert, Unset):
            try:
                high_humidity_alert = HighHumidityAlertSchema.from_dict(
                    _high_humidity_alert
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["highHumidityAlert"] = _high_humidity_alert

        _hvac_maintenance_reminder = d.pop("hvacMaintenanceReminder", UNSET)
        hvac_maintenance_reminder: MaintenanceReminder | Unset = UNSET
        if not isinstance(_hvac_maintenance_reminder, Unset):
            try:
                hvac_maintenance_reminder = MaintenanceReminder.from_dict(
                    _hvac_maintenance_reminder
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["hvacMaintenanceReminder"] = _hvac_maintenance_reminder

        alert_settings_response_data = cls(
            id=id,
            low_temperature_alert=low_temperature_alert,
            high_temperature_alert=high_temperature_alert,
            low_humidity_alert=low_humidity_alert,
            high_humidity_alert=high_humidity_alert,
            hvac_maintenance_reminder=hvac_maintenance_reminder,
        )

        alert_settings_response_data.additional_properties = d
        return alert_settings_response_data

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
