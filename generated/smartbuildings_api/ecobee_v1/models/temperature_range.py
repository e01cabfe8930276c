from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TemperatureRange")


@_attrs_define
class TemperatureRange:
    """Limits of a set point, in degrees Fahrenheit.

    Attributes:
        min_ (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from the limits).
        max_ (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from the limits).
    """

    min_: float | Unset = UNSET
    max_: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        min_ = self.min_

        max_ = self.max_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if min_ is not UNSET:
            field_dict["min"] = min_
        if max_ is not UNSET:
            field_dict["max"] = max_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        min_ = d.pop("min", UNSET)

        max_ = d.pop("max", UNSET)

        temperature_range = cls(
            min_=min_,
            max_=max_,
        )

        temperature_range.additional_properties = d
        return temperature_range

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
