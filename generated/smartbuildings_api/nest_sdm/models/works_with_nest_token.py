from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="WorksWithNestToken")


@_attrs_define
class WorksWithNestToken:
    """A token of Works with Nest.

    Attributes:
        access_token (str | Unset): The access token.
        expires_in (int | Unset): Its lifetime in seconds; ten years.
    """

    access_token: str | Unset = _attrs_field(default=UNSET, repr=False)
    expires_in: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(
        init=False, repr=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
        access_token = self.access_token

        expires_in = self.expires_in

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if access_token is not UNSET:
            field_dict["access_token"] = access_token
        if expires_in is not UNSET:
            field_dict["expires_in"] = expires_in

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        access_token = d.pop("access_token", UNSET)

        expires_in = d.pop("expires_in", UNSET)

        works_with_nest_token = cls(
            access_token=access_token,
            expires_in=expires_in,
        )

        works_with_nest_token.additional_properties = d
        return works_with_nest_token

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
