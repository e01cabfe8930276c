from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.settings_trait_temperature_scale import SettingsTraitTemperatureScale
from ..types import UNSET, Unset

T = TypeVar("T", bound="SettingsTrait")


@_attrs_define
class SettingsTrait:
    """Settings for display.

    Attributes:
        temperature_scale (SettingsTraitTemperatureScale | Unset): The unit that the thermostat shows.
    """

    temperature_scale: SettingsTraitTemperatureScale | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        temperature_scale: str | Unset = UNSET
        if not isinstance(self.temperature_scale, Unset):
            temperature_scale = self.temperature_scale.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if temperature_scale is not UNSET:
            field_dict["temperatureScale"] = temperature_scale

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        _temperature_scale = d.pop("temperatureScale", UNSET)
        temperature_scale: SettingsTraitTemperatureScale | Unset = UNSET
        if not isinstance(_temperature_scale, Unset):
            try:
                temperature_scale = SettingsTraitTemperatureScale(_temperature_scale)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["temperatureScale"] = _temperature_scale

        settings_trait = cls(
            temperature_scale=temperature_scale,
        )

        settings_trait.additional_properties = d
        return settings_trait

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
