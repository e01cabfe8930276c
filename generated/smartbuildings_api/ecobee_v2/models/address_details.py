from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AddressDetails")


@_attrs_define
class AddressDetails:
    """Postal address, position and time zone of a building.

    Attributes:
        address (str): Street and house number.
        city (str): Town.
        country (str): Country, two capital letters (ISO 3166-1).
        latitude (float): Degrees north.
        longitude (float): Degrees east.
        postal_code (str): United States ZIP code or Canadian postal code.
        state (str): State or province.
        time_zone (str): IANA name of the time zone.
    """

    address: str
    city: str
    country: str
    latitude: float = _attrs_field(repr=False)
    longitude: float = _attrs_field(repr=False)
    postal_code: str
    state: str
    time_zone: str
    additional_properties: dict[str, Any] = _attrs_field(
        init=False, repr=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
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
        field_dict.update(
            {
                "address": address,
                "city": city,
                "country": country,
                "latitude": latitude,
                "longitude": longitude,
                "postalCode": postal_code,
                "state": state,
                "timeZone": time_zone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        address = d.pop("address")

        city = d.pop("city")

        country = d.pop("country")

        latitude = d.pop("latitude")

        longitude = d.pop("longitude")

        postal_code = d.pop("postalCode")

        state = d.pop("state")

        time_zone = d.pop("timeZone")

        address_details = cls(
            address=address,
            city=city,
            country=country,
            latitude=latitude,
            longitude=longitude,
            postal_code=postal_code,
            state=state,
            time_zone=time_zone,
        )

        address_details.additional_properties = d
        return address_details

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
