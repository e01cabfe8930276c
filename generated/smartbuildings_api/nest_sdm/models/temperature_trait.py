from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TemperatureTrait")


@_attrs_define
class TemperatureTrait:
    """The measured temperature.

    Attributes:
        ambient_temperature_celsius (float | Unset): In degrees Celsius.
    """

    ambient_temperature_celsius: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ambient_temperature_celsius = self.ambient_temperature_celsius

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if ambient_temperature_celsius is not UNSET:
            field_dict["ambientTemperatureCelsius"] = ambient_temperature_celsius

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        ambient_temperature_celsius = d.pop("ambientTemperatureCelsius", UNSET)

        temperature_trait = cls(
            ambient_temperature_celsius=ambient_temperature_celsius,
        )

        temperature_trait.additional_properties = d
        return temperature_trait

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
