from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.building_size import BuildingSize
from ..types import UNSET, Unset

T = TypeVar("T", bound="BuildingData")


@_attrs_define
class BuildingData:
    """What was asked for; may be null.

    Attributes:
        id (str | Unset): Id of a building: 24 lower-case hexadecimal characters.
        name (str | Unset): Name of a building.
        size (BuildingSize | Unset): Size class of a building. What the numbers mean is not told.
        address (str | Unset):
        city (str | Unset):
        country (str | Unset):
        latitude (float | Unset):
        longitude (float | Unset):
        postal_code (str | Unset):
        state (str | Unset):
        time_zone (str | Unset):
    """

    id: str | Unset = UNSET
    name: str | Unset = UNSET
    size: BuildingSize | Unset = UNSET
    address: str | Unset = UNSET
    city: str | Unset = UNSET
    country: str | Unset = UNSET
    latitude: float | Unset = _attrs_field(default=UNSET, repr=False)
    longitude: float | Unset = _attrs_field(default=UNSET, repr=False)
    postal_code: str | Unset = UNSET
    state: str | Unset = UNSET
    time_zone: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(
        init=False, repr=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        size: int | Unset = UNSET
        if not isinstance(self.size, Unset):
            size = self.size.value

        address = self.address

        city = self.city

        country = self.country

        latitude = self.latitude

        longitude = self.longitude

        postal_code = self.postal_code

        state = self.state

        time_zone = self.time_zone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if name is not UNSET:
            field_dict["name"] = name
        if size is not UNSET:
            field_dict["size"] = size
        if address is not UNSET:
            field_dict["address"] = address
        if city is not UNSET:
            field_dict["city"] = city
        if country is not UNSET:
            field_dict["country"] = country
        if latitude is not UNSET:
            field_dict["latitude"] = latitude
        if longitude is not UNSET:
            field_dict["longitude"] = longitude
        if postal_code is not UNSET:
            field_dict["postalCode"] = postal_code
        if state is not UNSET:
            field_dict["state"] = state
        if time_zone is not UNSET:
            field_dict["timeZone"] = time_zone

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        id = d.pop("id", UNSET)

        name = d.pop("name", UNSET)

        _size = d.pop("size", UNSET)
        size: BuildingSize | Unset = UNSET
        if not isinstance(_size, Unset):
            try:
                size = BuildingSize(_size)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["size"] = _size

        address = d.pop("address", UNSET)

        city = d.pop("city", UNSET)

        country = d.pop("country", UNSET)

        latitude = d.pop("latitude", UNSET)

        longitude = d.pop("longitude", UNSET)

        postal_code = d.pop("postalCode", UNSET)

        state = d.pop("state", UNSET)

        time_zone = d.pop("timeZone", UNSET)

        building_data = cls(
            id=id,
            name=name,
            size=size,
            address=address,
            city=city,
            country=country,
            latitude=latitude,
            longitude=longitude,
            postal_code=postal_code,
            state=state,
            time_zone=time_zone,
        )

        building_data.additional_properties = d
        return building_data

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
