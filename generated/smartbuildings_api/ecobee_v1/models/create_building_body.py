from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.building_size import BuildingSize

if TYPE_CHECKING:
    from ..models.address_details import AddressDetails


T = TypeVar("T", bound="CreateBuildingBody")


@_attrs_define
class CreateBuildingBody:
    """
    Attributes:
        address_details (AddressDetails): Postal address, position and time zone of a building.
        size (BuildingSize): Size class of a building. What the numbers mean is not told.
        name (str): Name of a building.
    """

    address_details: AddressDetails
    size: BuildingSize
    name: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        address_details = self.address_details.to_dict()

        size = self.size.value

        name = self.name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "addressDetails": address_details,
                "size": size,
                "name": name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.address_details import AddressDetails  # noqa: PLC0415

        d = {**src_dict}
        address_details = AddressDetails.from_dict(d.pop("addressDetails"))

        size = BuildingSize(d.pop("size"))

        name = d.pop("name")

        create_building_body = cls(
            address_details=address_details,
            size=size,
            name=name,
        )

        create_building_body.additional_properties = d
        return create_building_body

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
