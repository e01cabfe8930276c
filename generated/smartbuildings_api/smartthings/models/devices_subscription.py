from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="DevicesSubscription")


@_attrs_define
class DevicesSubscription:
    """Events about some or all devices of a location.

    Attributes:
        location_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        device_ids (list[str] | Unset): Ids of at most 20 devices.
        subscription_name (str | Unset): A name that is unique in the installed app.
    """

    location_id: str | Unset = UNSET
    device_ids: list[str] | Unset = UNSET
    subscription_name: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        location_id = self.location_id

        device_ids: list[str] | Unset = UNSET
        if not isinstance(self.device_ids, Unset):
            device_ids = self.device_ids

        subscription_name = self.subscription_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if location_id is not UNSET:
            field_dict["locationId"] = location_id
        if device_ids is not UNSET:
            field_dict["deviceIds"] = device_ids
        if subscription_name is not UNSET:
            field_dict["subscriptionName"] = subscription_name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        location_id = d.pop("locationId", UNSET)

        device_ids = cast(list[str], d.pop("deviceIds", UNSET))

        subscription_name = d.pop("subscriptionName", UNSET)

        devices_subscription = cls(
            location_id=location_id,
            device_ids=device_ids,
            subscription_name=subscription_name,
        )

        devices_subscription.additional_properties = d
        return devices_subscription

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
