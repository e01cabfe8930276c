from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UpdateBaseThermostatRequestBody")


@_attrs_define
class UpdateBaseThermostatRequestBody:
    """Names to change, or the building to move the thermostat to.

    Attributes:
        name (str | Unset): Name shown in the portal.
        thermostat_name (str | Unset): Name shown on the device.
        building_id (str | Unset): Id of a building: 24 lower-case hexadecimal characters.
    """

    name: str | Unset = UNSET
    thermostat_name: str | Unset = UNSET
    building_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        thermostat_name = self.thermostat_name

        building_id = self.building_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if thermostat_name is not UNSET:
            field_dict["thermostatName"] = thermostat_name
        if building_id is not UNSET:
            field_dict["buildingId"] = building_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        name = d.pop("name", UNSET)

        thermostat_name = d.pop("thermostatName", UNSET)

        building_id = d.pop("buildingId", UNSET)

        update_base_thermostat_request_body = cls(
            name=name,
            thermostat_name=thermostat_name,
            building_id=building_id,
        )

        update_base_thermostat_request_body.additional_properties = d
        return update_base_thermostat_request_body

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
