from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.installed_app_owner_owner_type import InstalledAppOwnerOwnerType
from ..types import UNSET, Unset

T = TypeVar("T", bound="InstalledAppOwner")


@_attrs_define
class InstalledAppOwner:
    """Who owns the installation.

    Attributes:
        owner_type (InstalledAppOwnerOwnerType | Unset): Kind of the owner.
        owner_id (str | Unset): Id of the owner.
    """

    owner_type: InstalledAppOwnerOwnerType | Unset = UNSET
    owner_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        owner_type: str | Unset = UNSET
        if not isinstance(self.owner_type, Unset):
            owner_type = self.owner_type.value

        owner_id = self.owner_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if owner_type is not UNSET:
            field_dict["ownerType"] = owner_type
        if owner_id is not UNSET:
            field_dict["ownerId"] = owner_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        _owner_type = d.pop("ownerType", UNSET)
        owner_type: InstalledAppOwnerOwnerType | Unset = UNSET
        if not isinstance(_owner_type, Unset):
            try:
                owner_type = InstalledAppOwnerOwnerType(_owner_type)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["ownerType"] = _owner_type

        owner_id = d.pop("ownerId", UNSET)

        installed_app_owner = cls(
            owner_type=owner_type,
            owner_id=owner_id,
        )

        installed_app_owner.additional_properties = d
        return installed_app_owner

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
