from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.weekday import Weekday

T = TypeVar("T", bound="ScheduleRequestBody")


@_attrs_define
class ScheduleRequestBody:
    """A stretch of one or more days that is to have one comfort setting.

    Attributes:
        days (list[Weekday]): Days to change.
        first_time_block (str): Where the stretch begins: "HH:MM" on a half hour, inclusive.
        last_time_block (str): Where the stretch ends: "HH:MM" on a half hour, exclusive; "23:59" is the end of the day.
        comfort_ref (str): Reference of a comfort setting, unique at its thermostat.
    """

    days: list[Weekday]
    first_time_block: str
    last_time_block: str
    comfort_ref: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        days = []
        for days_item_data in self.days:
            days_item = days_item_data.value
            days.append(days_item)

        first_time_block = self.first_time_block

        last_time_block = self.last_time_block

        comfort_ref = self.comfort_ref

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "days": days,
                "firstTimeBlock": first_time_block,
                "lastTimeBlock": last_time_block,
                "comfortRef": comfort_ref,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        days = []
        _days = d.pop("days")
        for days_item_data in _days:
            days_item = Weekday(days_item_data)

            days.append(days_item)

        first_time_block = d.pop("firstTimeBlock")

        last_time_block = d.pop("lastTimeBlock")

        comfort_ref = d.pop("comfortRef")

        schedule_request_body = cls(
            days=days,
            first_time_block=first_time_block,
            last_time_block=last_time_block,
            comfort_ref=comfort_ref,
        )

        schedule_request_body.additional_properties = d
        return schedule_request_body

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
