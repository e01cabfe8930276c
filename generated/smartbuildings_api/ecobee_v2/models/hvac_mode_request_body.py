from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.hvac_mode import HvacMode

T = TypeVar("T", bound="HvacModeRequestBody")


@_attrs_define
class HvacModeRequestBody:
    """A system mode to set.

    Attributes:
        hvac_mode (HvacMode): System mode: heating, cooling, automatic change-over, off, or auxiliary heat alone.
    """

    hvac_mode: HvacMode
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        hvac_mode = self.hvac_mode.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "hvacMode": hvac_mode,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        hvac_mode = HvacMode(d.pop("hvacMode"))

        hvac_mode_request_body = cls(
            hvac_mode=hvac_mode,
        )

        hvac_mode_request_body.additional_properties = d
        return hvac_mode_request_body

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
