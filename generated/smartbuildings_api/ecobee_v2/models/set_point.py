from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SetPoint")


@_attrs_define
class SetPoint:
    """The set points that the thermostat is working to. Both are true values whatever the mode (inferred).

    Attributes:
        desired_cool (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from the
            limits).
        desired_heat (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from the
            limits).
    """

    desired_cool: float | Unset = UNSET
    desired_heat: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        desired_cool = self.desired_cool

        desired_heat = self.desired_heat

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if desired_cool is not UNSET:
            field_dict["desiredCool"] = desired_cool
        if desired_heat is not UNSET:
            field_dict["desiredHeat"] = desired_heat

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        desired_cool = d.pop("desiredCool", UNSET)

        desired_heat = d.pop("desiredHeat", UNSET)

        set_point = cls(
            desired_cool=desired_cool,
            desired_heat=desired_heat,
        )

        set_point.additional_properties = d
        return set_point

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
