from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.reminder_schema_maintenance_interval_units import (
    ReminderSchemaMaintenanceIntervalUnits,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ReminderSchema")


@_attrs_define
class ReminderSchema:
    """A maintenance reminder.

    Attributes:
        last_maintenance_date (str | Unset): Date of the last service.
        maintenance_interval (float | Unset): Time between services, in the units given beside it.
        maintenance_interval_units (ReminderSchemaMaintenanceIntervalUnits | Unset): Calendar months, or hours of
            running.
        enabled (bool | Unset): Whether it is switched on.
    """

    last_maintenance_date: str | Unset = UNSET
    maintenance_interval: float | Unset = UNSET
    maintenance_interval_units: ReminderSchemaMaintenanceIntervalUnits | Unset = UNSET
    enabled: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        last_maintenance_date = self.last_maintenance_date

        maintenance_interval = self.maintenance_interval

        maintenance_interval_units: str | Unset = UNSET
        if not isinstance(self.maintenance_interval_units, Unset):
            maintenance_interval_units = self.maintenance_interval_units.value

        enabled = self.enabled

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

        reminder_schema = cls(
            last_maintenance_date=last_maintenance_date,
            maintenance_interval=maintenance_interval,
            maintenance_interval_units=maintenance_interval_units,
            enabled=enabled,
        )

        reminder_schema.additional_properties = d
        return reminder_schema

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
