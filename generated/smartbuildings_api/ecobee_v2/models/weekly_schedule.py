from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="WeeklySchedule")


@_attrs_define
class WeeklySchedule:
    """Comfort settings of a week, one for each half hour.

    Attributes:
        monday (list[str] | Unset): Comfort settings of a day, the first from 00:00 to 00:30 local time.
        tuesday (list[str] | Unset): Comfort settings of a day, the first from 00:00 to 00:30 local time.
        wednesday (list[str] | Unset): Comfort settings of a day, the first from 00:00 to 00:30 local time.
        thursday (list[str] | Unset): Comfort settings of a day, the first from 00:00 to 00:30 local time.
        friday (list[str] | Unset): Comfort settings of a day, the first from 00:00 to 00:30 local time.
        saturday (list[str] | Unset): Comfort settings of a day, the first from 00:00 to 00:30 local time.
        sunday (list[str] | Unset): Comfort settings of a day, the first from 00:00 to 00:30 local time.
    """

    monday: list[str] | Unset = UNSET
    tuesday: list[str] | Unset = UNSET
    wednesday: list[str] | Unset = UNSET
    thursday: list[str] | Unset = UNSET
    friday: list[str] | Unset = UNSET
    saturday: list[str] | Unset = UNSET
    sunday: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        monday: list[str] | Unset = UNSET
        if not isinstance(self.monday, Unset):
            monday = self.monday

        tuesday: list[str] | Unset = UNSET
        if not isinstance(self.tuesday, Unset):
            tuesday = self.tuesday

        wednesday: list[str] | Unset = UNSET
        if not isinstance(self.wednesday, Unset):
            wednesday = self.wednesday

        thursday: list[str] | Unset = UNSET
        if not isinstance(self.thursday, Unset):
            thursday = self.thursday

        friday: list[str] | Unset = UNSET
        if not isinstance(self.friday, Unset):
            friday = self.friday

        saturday: list[str] | Unset = UNSET
        if not isinstance(self.saturday, Unset):
            saturday = self.saturday

        sunday: list[str] | Unset = UNSET
        if not isinstance(self.sunday, Unset):
            sunday = self.sunday

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if monday is not UNSET:
            field_dict["monday"] = monday
        if tuesday is not UNSET:
            field_dict["tuesday"] = tuesday
        if wednesday is not UNSET:
            field_dict["wednesday"] = wednesday
        if thursday is not UNSET:
            field_dict["thursday"] = thursday
        if friday is not UNSET:
            field_dict["friday"] = friday
        if saturday is not UNSET:
            field_dict["saturday"] = saturday
        if sunday is not UNSET:
            field_dict["sunday"] = sunday

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        monday = cast(list[str], d.pop("monday", UNSET))

        tuesday = cast(list[str], d.pop("tuesday", UNSET))

        wednesday = cast(list[str], d.pop("wednesday", UNSET))

        thursday = cast(list[str], d.pop("thursday", UNSET))

        friday = cast(list[str], d.pop("friday", UNSET))

        saturday = cast(list[str], d.pop("saturday", UNSET))

        sunday = cast(list[str], d.pop("sunday", UNSET))

        weekly_schedule = cls(
            monday=monday,
            tuesday=tuesday,
            wednesday=wednesday,
            thursday=thursday,
            friday=friday,
            saturday=saturday,
            sunday=sunday,
        )

        weekly_schedule.additional_properties = d
        return weekly_schedule

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
