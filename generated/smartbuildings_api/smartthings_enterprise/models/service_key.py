from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ServiceKey")


@_attrs_define
class ServiceKey:
    """A key.

    Attributes:
        key_id (str | Unset): An id. Compare ids as strings.
        key (str | Unset): The key, which is probably shown this once.
        expires_at (str | Unset): When the key ends.
    """

    key_id: str | Unset = UNSET
    key: str | Unset = _attrs_field(default=UNSET, repr=False)
    expires_at: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(
        init=False, repr=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
        key_id = self.key_id

        key = self.key

        expires_at = self.expires_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if key_id is not UNSET:
            field_dict["keyId"] = key_id
        if key is not UNSET:
            field_dict["key"] = key
        if expires_at is not UNSET:
            field_dict["expiresAt"] = expires_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        key_id = d.pop("keyId", UNSET)

        key = d.pop("key", UNSET)

        expires_at = d.pop("expiresAt", UNSET)

        service_key = cls(
            key_id=key_id,
            key=key,
            expires_at=expires_at,
        )

        service_key.additional_properties = d
        return service_key

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
