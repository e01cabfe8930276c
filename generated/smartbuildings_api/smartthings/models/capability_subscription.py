from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="CapabilitySubscription")


@_attrs_define
class CapabilitySubscription:
    """Events of one capability in a location.

    Attributes:
        location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        capability (str): The capability, 1 to 128 characters.
        attribute (str | Unset): The attribute, 1 to 256 characters; `*` for all.
        value (Any | Unset): Only events with this value; `*` for every value.
        state_change_only (bool | Unset): Whether to leave out reports that change nothing.
        subscription_name (str | Unset): A name that is unique in the installed app.
        modes (list[str] | Unset): Ids of location modes in which events are delivered.
    """

    location_id: str
    capability: str
    attribute: str | Unset = UNSET
    value: Any | Unset = UNSET
    state_change_only: bool | Unset = UNSET
    subscription_name: str | Unset = UNSET
    modes: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        location_id = self.location_id

        capability = self.capability

        attribute = self.attribute

        value = self.value

        state_change_only = self.state_change_only

        subscription_name = self.subscription_name

        modes: list[str] | Unset = UNSET
        if not isinstance(self.modes, Unset):
            modes = self.modes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "locationId": location_id,
                "capability": capability,
            }
        )
        if attribute is not UNSET:
            field_dict["attribute"] = attribute
        if value is not UNSET:
            field_dict["value"] = value
        if state_change_only is not UNSET:
            field_dict["stateChangeOnly"] = state_change_only
        if subscription_name is not UNSET:
            field_dict["subscriptionName"] = subscription_name
        if modes is not UNSET:
            field_dict["modes"] = modes

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        location_id = d.pop("locationId")

        capability = d.pop("capability")

        attribute = d.pop("attribute", UNSET)

        value = d.pop("value", UNSET)

        state_change_only = d.pop("stateChangeOnly", UNSET)

        subscription_name = d.pop("subscriptionName", UNSET)

        modes = cast(list[str], d.pop("modes", UNSET))

        capability_subscription = cls(
            location_id=location_id,
            capability=capability,
            attribute=attribute,
            value=value,
            state_change_only=state_change_only,
            subscription_name=subscription_name,
            modes=modes,
        )

        capability_subscription.additional_properties = d
        return capability_subscription

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
