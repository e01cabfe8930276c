from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Viper")


@_attrs_define
class Viper:
    """Details of a device that its maker's cloud connects. The object may be empty.

    Attributes:
        manufacturer_name (str | Unset): Name or code of the maker.
        model_name (str | Unset): Name of the model.
        sw_version (str | Unset): Version of the software.
        hw_version (str | Unset): Version of the hardware.
        endpoint_app_id (str | Unset): Id of the maker's integration.
        unique_identifier (str | Unset): The maker's own id of the device.
    """

    manufacturer_name: str | Unset = UNSET
    model_name: str | Unset = UNSET
    sw_version: str | Unset = UNSET
    hw_version: str | Unset = UNSET
    endpoint_app_id: str | Unset = UNSET
    unique_identifier: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        manufacturer_name = self.manufacturer_name

        model_name = self.model_name

        sw_version = self.sw_version

        hw_version = self.hw_version

        endpoint_app_id = self.endpoint_app_id

        unique_identifier = self.unique_identifier

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if manufacturer_name is not UNSET:
            field_dict["manufacturerName"] = manufacturer_name
        if model_name is not UNSET:
            field_dict["modelName"] = model_name
        if sw_version is not UNSET:
            field_dict["swVersion"] = sw_version
        if hw_version is not UNSET:
            field_dict["hwVersion"] = hw_version
        if endpoint_app_id is not UNSET:
            field_dict["endpointAppId"] = endpoint_app_id
        if unique_identifier is not UNSET:
            field_dict["uniqueIdentifier"] = unique_identifier

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        manufacturer_name = d.pop("manufacturerName", UNSET)

        model_name = d.pop("modelName", UNSET)

        sw_version = d.pop("swVersion", UNSET)

        hw_version = d.pop("hwVersion", UNSET)

        endpoint_app_id = d.pop("endpointAppId", UNSET)

        unique_identifier = d.pop("uniqueIdentifier", UNSET)

        viper = cls(
            manufacturer_name=manufacturer_name,
            model_name=model_name,
            sw_version=sw_version,
            hw_version=hw_version,
            endpoint_app_id=endpoint_app_id,
            unique_identifier=unique_identifier,
        )

        viper.additional_properties = d
        return viper

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
