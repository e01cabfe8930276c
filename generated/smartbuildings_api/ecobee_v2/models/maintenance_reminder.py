from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.reminder_schema_maintenance_interval_units import (
    ReminderSchemaMaintenanceIntervalUnits,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MaintenanceReminder")


@_attrs_define
class MaintenanceReminder:
    """A maintenance reminder with the date on which it falls due.

    Attributes:
        last_maintenance_date (str | Unset): Date of the last service.
        maintenance_interval (float | Unset): Time between services, in the units given beside it.
        maintenance_interval_units (ReminderSchemaMaintenanceIntervalUnits | Unset): Calendar months, or hours of
            running.
        enabled (bool | Unset): Whether it is switched on.
        next_reminder_date (str | Unset): Date on which the reminder falls due.
    """

    last_maintenance_date: str | Unset = UNSET
    maintenance_interval: float | Unset = UNSET
    maintenance_interval_units: ReminderSchemaMaintenanceIntervalUnits | Unset = UNSET
    enabled: bool | Unset = UNSET
    next_reminder_date: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        last_maintenance_date = self.last_maintenance_date

        maintenance_interval = self.maintenance_interval

        maintenance_interval_units: str | Unset = UNSET
        if not isinstance(self.maintenance_interval_units, Unset):
            maintenance_interval_units = self.maintenance_interval_units.value

        enabled = self.enabled

        next_reminder_date = self.next_reminder_date

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if last_maintenance_date is not UNSET:
            field_dict["lastMaintenanceDate"] = last_maintenance_date
        if maintenance_interval is not UNSET:
            field_dict["maintenanceInterval"] = maintenance_interval
        if maintenance_interval_units is not UNSET:
            field_dict["maintenanceIntervalUnits"] = maintenance_interval_units
        if enabled is not UNSET:
            field_dict["enabled"] = enabled
        if next_reminder_date is not UNSET:
            field_dict["nextReminderDate"] = next_reminder_date

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        last_maintenance_date = d.pop("lastMaintenanceDate", UNSET)

        maintenance_interval = d.pop("maintenanceInterval", UNSET)

        _maintenance_interval_units = d.pop("maintenanceIntervalUnits", UNSET)
        maintenance_interval_units: ReminderSchemaMaintenanceIntervalUnits | Unset = (
            UNSET
        )
        if not isinstance(_maintenance_interval_units, Unset):
            try:
                maintenance_interval_units = ReminderSchemaMaintenanceIntervalUnits(
                    _maintenance_interval_units
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["maintenanceIntervalUnits"] = _maintenance_interval_units

        enabled = d.pop("enabled", UNSET)

        next_reminder_date = d.pop("nextReminderDate", UNSET)

        maintenance_reminder = cls(
            last_maintenance_date=last_maintenance_date,
            maintenance_interval=maintenance_interval,
            maintenance_interval_units=maintenance_interval_units,
            enabled=enabled,
            next_reminder_date=next_reminder_date,
        )

        maintenance_reminder.additional_properties = d
        return maintenance_reminder

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
