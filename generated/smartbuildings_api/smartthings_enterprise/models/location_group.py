from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.parent import Parent


T = TypeVar("T", bound="LocationGroup")


@_attrs_define
class LocationGroup:
    """A group of locations.

    Attributes:
        location_group_id (str | Unset): An id. Compare ids as strings.
        name (str | Unset): Name of the group.
        parent (Parent | Unset): What a location group belongs to.
    """

    location_group_id: str | Unset = UNSET
    name: str | Unset = UNSET
    parent: Parent | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        location_group_id = self.location_group_id

        name = self.name

        parent: dict[str, Any] | Unset = UNSET
        if not isinstance(self.parent, Unset):
            parent = self.parent.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if location_group_id is not UNSET:
            field_dict["locationGroupId"] = location_group_id
        if name is not UNSET:
            field_dict["name"] = name
        if parent is not UNSET:
            field_dict["parent"] = parent

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.parent import Parent  # noqa: PLC0415

        d = {**src_dict}
        location_group_id = d.pop("locationGroupId", UNSET)

        name = d.pop("name", UNSET)

        _parent = d.pop("parent", UNSET)
        parent: Parent | Unset = UNSET
        if not isinstance(_parent, Unset):
            try:
                parent = Parent.from_dict(_parent)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["parent"] = _parent

        location_group = cls(
            location_group_id=location_group_id,
            name=name,
            parent=parent,
        )

        location_group.additional_properties = d
        return location_group

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
