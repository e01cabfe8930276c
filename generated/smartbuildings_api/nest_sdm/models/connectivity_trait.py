from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.connectivity_trait_status import ConnectivityTraitStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="ConnectivityTrait")


@_attrs_define
class ConnectivityTrait:
    """Whether the vendor's service reaches a device.

    Attributes:
        status (ConnectivityTraitStatus | Unset): Whether it is reached.
    """

    status: ConnectivityTraitStatus | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if status is not UNSET:
            field_dict["status"] = status

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        _status = d.pop("status", UNSET)
        status: ConnectivityTraitStatus | Unset = UNSET
        if not isinstance(_status, Unset):
            try:
                status = ConnectivityTraitStatus(_status)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["status"] = _status

        connectivity_trait = cls(
            status=status,
        )

        connectivity_trait.additional_properties = d
        return connectivity_trait

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
