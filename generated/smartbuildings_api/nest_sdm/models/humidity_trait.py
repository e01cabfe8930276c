from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="HumidityTrait")


@_attrs_define
class HumidityTrait:
    """The measured humidity.

    Attributes:
        ambient_humidity_percent (float | Unset): In percent; a whole number or not.
    """

    ambient_humidity_percent: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        ambient_humidity_percent = self.ambient_humidity_percent

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if ambient_humidity_percent is not UNSET:
            field_dict["ambientHumidityPercent"] = ambient_humidity_percent

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        ambient_humidity_percent = d.pop("ambientHumidityPercent", UNSET)

        humidity_trait = cls(
            ambient_humidity_percent=ambient_humidity_percent,
        )

        humidity_trait.additional_properties = d
        return humidity_trait

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
