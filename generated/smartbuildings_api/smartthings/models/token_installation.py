from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TokenInstallation")


@_attrs_define
class TokenInstallation:
    """The installation that the token belongs to.

    Attributes:
        installed_app_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        location_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        scope (list[str] | Unset): The scopes of the token.
    """

    installed_app_id: str | Unset = UNSET
    location_id: str | Unset = UNSET
    scope: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        installed_app_id = self.installed_app_id

        location_id = self.location_id

        scope: list[str] | Unset = UNSET
        if not isinstance(self.scope, Unset):
            scope = self.scope

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if installed_app_id is not UNSET:
            field_dict["installedAppId"] = installed_app_id
        if location_id is not UNSET:
            field_dict["locationId"] = location_id
        if scope is not UNSET:
            field_dict["scope"] = scope

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        installed_app_id = d.pop("installedAppId", UNSET)

        location_id = d.pop("locationId", UNSET)

        scope = cast(list[str], d.pop("scope", UNSET))

        token_installation = cls(
            installed_app_id=installed_app_id,
            location_id=location_id,
            scope=scope,
        )

        token_installation.additional_properties = d
        return token_installation

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
