from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.building_size import BuildingSize
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.address_details import AddressDetails


T = TypeVar("T", bound="UpdateBuildingBody")


@_attrs_define
class UpdateBuildingBody:
    """
    Attributes:
        address_details (AddressDetails | Unset): Postal address, position and time zone of a building.
        name (str | Unset): Name of a building.
        size (BuildingSize | Unset): Size class of a building. What the numbers mean is not told.
    """

    address_details: AddressDetails | Unset = UNSET
    name: str | Unset = UNSET
    size: BuildingSize | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address_details: dict[str, Any] | Unset = UNSET
        if not isinstance(self.address_details, Unset):
            address_details = self.address_details.to_dict()

        name = self.name

        size: int | Unset = UNSET
        if not isinstance(self.size, Unset):
            size = self.size.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if address_details is not UNSET:
            field_dict["addressDetails"] = address_details
        if name is not UNSET:
            field_dict["name"] = name
        if size is not UNSET:
            field_dict["size"] = size

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.address_details import AddressDetails  # noqa: PLC0415

        d = {**src_dict}
        _address_details = d.pop("addressDetails", UNSET)
        address_details: AddressDetails | Unset = UNSET
        if not isinstance(_address_details, Unset):
            try:
                address_details = AddressDetails.from_dict(_address_details)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["addressDetails"] = _address_details

        name = d.pop("name", UNSET)

        _size = d.pop("size", UNSET)
        size: BuildingSize | Unset = UNSET
        if not isinstance(_size, Unset):
            try:
                size = BuildingSize(_size)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["size"] = _size

        update_building_body = cls(
            address_details=address_details,
            name=name,
            size=size,
        )

        update_building_body.additional_properties = d
        return update_building_body

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
