from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="LocationSubscription")


@_attrs_define
class LocationSubscription:
    """Events of a location.

    Attributes:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        subscription_name (str | Unset): A name that is unique in the installed app.
    """

    location_id: str
    subscription_name: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        location_id = self.location_id

        subscription_name = self.subscription_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "locationId": location_id,
            }
        )
        if subscription_name is not UNSET:
            field_dict["subscriptionName"] = subscription_name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        location_id = d.pop("locationId")

        subscription_name = d.pop("subscriptionName", UNSET)

        location_subscription = cls(
            location_id=location_id,
            subscription_name=subscription_name,
        )

        location_subscription.additional_properties = d
        return location_subscription

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
