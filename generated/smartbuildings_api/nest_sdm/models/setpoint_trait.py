from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="SetpointTrait")


@_attrs_define
class SetpointTrait:
    """The set points of the mode. Empty in Eco and off.

    Attributes:
        heat_celsius (float | Unset): The heat set point.
        cool_celsius (float | Unset): The cool set point.
    """

    heat_celsius: float | Unset = UNSET
    cool_celsius: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        heat_celsius = self.heat_celsius

        cool_celsius = self.cool_celsius

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if heat_celsius is not UNSET:
            field_dict["heatCelsius"] = heat_celsius
        if cool_celsius is not UNSET:
            field_dict["coolCelsius"] = cool_celsius

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        heat_celsius = d.pop("heatCelsius", UNSET)

        cool_celsius = d.pop("coolCelsius", UNSET)

        setpoint_trait = cls(
            heat_celsius=heat_celsius,
            cool_celsius=cool_celsius,
        )

        setpoint_trait.additional_properties = d
        return setpoint_trait

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
