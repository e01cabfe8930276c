from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.component_update import ComponentUpdate


T = TypeVar("T", bound="DeviceUpdate")


@_attrs_define
class DeviceUpdate:
    """The values of a device to change.

    Attributes:
        label (str | Unset): The new label.
        location_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        room_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        components (list[ComponentUpdate] | Unset): The components with their new categories or icons.
    """

    label: str | Unset = UNSET
    location_id: str | Unset = UNSET
    room_id: str | Unset = UNSET
    components: list[ComponentUpdate] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        label = self.label

        location_id = self.location_id

        room_id = self.room_id

        components: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.components, Unset):
            components = []
            for components_item_data in self.components:
                components_item = components_item_data.to_dict()
                components.append(components_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if label is not UNSET:
            field_dict["label"] = label
        if location_id is not UNSET:
            field_dict["locationId"] = location_id
        if room_id is not UNSET:
            field_dict["roomId"] = room_id
        if components is not UNSET:
            field_dict["components"] = components

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.component_update import ComponentUpdate  # noqa: PLC0415

        d = {**src_dict}
        label = d.pop("label", UNSET)

        location_id = d.pop("locationId", UNSET)

        room_id = d.pop("roomId", UNSET)

        _components = d.pop("components", UNSET)
        components: list[ComponentUpdate] | Unset = UNSET
        if not isinstance(_components, Unset):
            try:
                if not isinstance(_components, list):
                    raise TypeError
                components = []
                for components_item_data in _components:
                    components_item = ComponentUpdate.from_dict(components_item_data)

                    components.append(components_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                components = UNSET
                d["components"] = _components

        device_update = cls(
            label=label,
            location_id=location_id,
            room_id=room_id,
            components=components,
        )

        device_update.additional_properties = d
        return device_update

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
