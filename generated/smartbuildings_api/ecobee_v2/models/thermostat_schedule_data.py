from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.weekly_schedule import WeeklySchedule


T = TypeVar("T", bound="ThermostatScheduleData")


@_attrs_define
class ThermostatScheduleData:
    """What was asked for; may be null.

    Attributes:
        id (str | Unset): Serial number of a thermostat, as printed on the device: digits only, usually twelve.
        schedule (WeeklySchedule | Unset): Comfort settings of a week, one for each half hour.
    """

    id: str | Unset = UNSET
    schedule: WeeklySchedule | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        schedule: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schedule, Unset):
            schedule = self.schedule.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if schedule is not UNSET:
            field_dict["schedule"] = schedule

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.weekly_schedule import WeeklySchedule  # noqa: PLC0415

        d = {**src_dict}
        id = d.pop("id", UNSET)

        _schedule = d.pop("schedule", UNSET)
        schedule: WeeklySchedule | Unset = UNSET
        if not isinstance(_schedule, Unset):
            try:
                schedule = WeeklySchedule.from_dict(_schedule)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["schedule"] = _schedule

        thermostat_schedule_data = cls(
            id=id,
            schedule=schedule,
        )

        thermostat_schedule_data.additional_properties = d
        return thermostat_schedule_data

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
