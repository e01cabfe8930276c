from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.thermostat_eco_trait_available_modes_item import (
    ThermostatEcoTraitAvailableModesItem,
)
from ..models.thermostat_eco_trait_mode import ThermostatEcoTraitMode
from ..types import UNSET, Unset

T = TypeVar("T", bound="ThermostatEcoTrait")


@_attrs_define
class ThermostatEcoTrait:
    """Eco, which keeps between thresholds of its own.

    Attributes:
        available_modes (list[ThermostatEcoTraitAvailableModesItem] | Unset): The Eco modes that it can be set to.
        mode (ThermostatEcoTraitMode | Unset): Whether it is in Eco.
        heat_celsius (float | Unset): It heats below this. Read only.
        cool_celsius (float | Unset): It cools above this. Read only.
    """

    available_modes: list[ThermostatEcoTraitAvailableModesItem] | Unset = UNSET
    mode: ThermostatEcoTraitMode | Unset = UNSET
    heat_celsius: float | Unset = UNSET
    cool_celsius: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        available_modes: list[str] | Unset = UNSET
        if not isinstance(self.available_modes, Unset):
            available_modes = []
            for available_modes_item_data in self.available_modes:
                available_modes_item = available_modes_item_data.value
                available_modes.append(available_modes_item)

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode.value

        heat_celsius = self.heat_celsius

        cool_celsius = self.cool_celsius

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if available_modes is not UNSET:
            field_dict["availableModes"] = available_modes
        if mode is not UNSET:
            field_dict["mode"] = mode
        if heat_celsius is not UNSET:
            field_dict["heatCelsius"] = heat_celsius
        if cool_celsius is not UNSET:
            field_dict["coolCelsius"] = cool_celsius

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        _available_modes = d.pop("availableModes", UNSET)
        available_modes: list[ThermostatEcoTraitAvailableModesItem] | Unset = UNSET
        if not isinstance(_available_modes, Unset):
            try:
                if not isinstance(_available_modes, list):
                    raise TypeError
                available_modes = []
                for available_modes_item_data in _available_modes:
                    available_modes_item = ThermostatEcoTraitAvailableModesItem(
                        available_modes_item_data
                    )

                    available_modes.append(available_modes_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                available_modes = UNSET
                d["availableModes"] = _available_modes

        _mode = d.pop("mode", UNSET)
        mode: ThermostatEcoTraitMode | Unset = UNSET
        if not isinstance(_mode, Unset):
            try:
                mode = ThermostatEcoTraitMode(_mode)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["mode"] = _mode

        heat_celsius = d.pop("heatCelsius", UNSET)

        cool_celsius = d.pop("coolCelsius", UNSET)

        thermostat_eco_trait = cls(
            available_modes=available_modes,
            mode=mode,
            heat_celsius=heat_celsius,
            cool_celsius=cool_celsius,
        )

        thermostat_eco_trait.additional_properties = d
        return thermostat_eco_trait

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
