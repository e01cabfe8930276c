from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="RegisterThermostatBody")


@_attrs_define
class RegisterThermostatBody:
    """
    Attributes:
        thermostat_id (str): Serial number of a thermostat, as printed on the device: digits only, usually twelve.
        is_resident_mode (bool | Unset): Whether to hand control to a resident at once.
    """

    thermostat_id: str
    is_resident_mode: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        thermostat_id = self.thermostat_id

        is_resident_mode = self.is_resident_mode

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "thermostatId": thermostat_id,
            }
        )
        if is_resident_mode is not UNSET:
            field_dict["isResidentMode"] = is_resident_mode

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        thermostat_id = d.pop("thermostatId")

        is_resident_mode = d.pop("isResidentMode", UNSET)

        register_thermostat_body = cls(
            thermostat_id=thermostat_id,
            is_resident_mode=is_resident_mode,
        )

        register_thermostat_body.additional_properties = d
        return register_thermostat_body

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
