from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ResidentModeRequestBody")


@_attrs_define
class ResidentModeRequestBody:
    """Resident mode to set.

    Attributes:
        is_resident_mode (bool): Whether a resident has control. `false` puts most settings of the thermostat back to
            their defaults.
    """

    is_resident_mode: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        is_resident_mode = self.is_resident_mode

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "isResidentMode": is_resident_mode,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        is_resident_mode = d.pop("isResidentMode")

        resident_mode_request_body = cls(
            is_resident_mode=is_resident_mode,
        )

        resident_mode_request_body.additional_properties = d
        return resident_mode_request_body

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
