from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.hvac_mode import HvacMode
from ..types import UNSET, Unset

T = TypeVar("T", bound="HvacModeResponseData")


@_attrs_define
class HvacModeResponseData:
    """What was asked for; may be null.

    Attributes:
        hvac_mode (HvacMode | Unset): System mode: heating, cooling, automatic change-over, off, or auxiliary heat
            alone.
    """

    hvac_mode: HvacMode | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        hvac_mode: str | Unset = UNSET
        if not isinstance(self.hvac_mode, Unset):
            hvac_mode = self.hvac_mode.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if hvac_mode is not UNSET:
            field_dict["hvacMode"] = hvac_mode

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        _hvac_mode = d.pop("hvacMode", UNSET)
        hvac_mode: HvacMode | Unset = UNSET
        if not isinstance(_hvac_mode, Unset):
            try:
                hvac_mode = HvacMode(_hvac_mode)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["hvacMode"] = _hvac_mode

        hvac_mode_response_data = cls(
            hvac_mode=hvac_mode,
        )

        hvac_mode_response_data.additional_properties = d
        return hvac_mode_response_data

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
