from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.parent_type import ParentType
from ..types import UNSET, Unset

T = TypeVar("T", bound="Parent")


@_attrs_define
class Parent:
    """What a location group belongs to.

    Attributes:
        type_ (ParentType | Unset): Kind of the parent.
        id (str | Unset): An id. Compare ids as strings.
    """

    type_: ParentType | Unset = UNSET
    id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        id = self.id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if type_ is not UNSET:
            field_dict["type"] = type_
        if id is not UNSET:
            field_dict["id"] = id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        _type_ = d.pop("type", UNSET)
        type_: ParentType | Unset = UNSET
        if not isinstance(_type_, Unset):
            try:
                type_ = ParentType(_type_)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["type"] = _type_

        id = d.pop("id", UNSET)

        parent = cls(
            type_=type_,
            id=id,
        )

        parent.additional_properties = d
        return parent

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
