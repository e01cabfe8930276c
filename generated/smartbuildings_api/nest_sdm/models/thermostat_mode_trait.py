from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.thermostat_mode_trait_available_modes_item import (
    ThermostatModeTraitAvailableModesItem,
)
from ..models.thermostat_mode_trait_mode import ThermostatModeTraitMode
from ..types import UNSET, Unset

T = TypeVar("T", bound="ThermostatModeTrait")


@_attrs_define
class ThermostatModeTrait:
    """The mode, apart from Eco.

    Attributes:
        available_modes (list[ThermostatModeTraitAvailableModesItem] | Unset): The modes that it can be set to.
        mode (ThermostatModeTraitMode | Unset): The mode.
    """

    available_modes: list[ThermostatModeTraitAvailableModesItem] | Unset = UNSET
    mode: ThermostatModeTraitMode | Unset = UNSET
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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if available_modes is not UNSET:
            field_dict["availableModes"] = available_modes
        if mode is not UNSET:
            field_dict["mode"] = mode

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        _available_modes = d.pop("availableModes", UNSET)
        available_modes: list[ThermostatModeTraitAvailableModesItem] | Unset = UNSET
        if not isinstance(_available_modes, Unset):
            try:
                if not isinstance(_available_modes, list):
                    raise TypeError
                available_modes = []
                for available_modes_item_data in _available_modes:
                    available_modes_item = ThermostatModeTraitAvailableModesItem(
                        available_modes_item_data
                    )

                    available_modes.append(available_modes_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                available_modes = UNSET
                d["availableModes"] = _available_modes

        _mode = d.pop("mode", UNSET)
        mode: ThermostatModeTraitMode | Unset = UNSET
        if not isinstance(_mode, Unset):
            try:
                mode = ThermostatModeTraitMode(_mode)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["mode"] = _mode

        thermostat_mode_trait = cls(
            available_modes=available_modes,
            mode=mode,
        )

        thermostat_mode_trait.additional_properties = d
        return thermostat_mode_trait

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
