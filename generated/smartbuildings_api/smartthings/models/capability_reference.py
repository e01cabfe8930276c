from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.capability_status import CapabilityStatus


T = TypeVar("T", bound="CapabilityReference")


@_attrs_define
class CapabilityReference:
    """A capability that a component has.

    Attributes:
        id (str): Id of the capability; a dot ends the namespace, as in `custom.thermostatSetpointControl`.
        version (int | Unset): Version of the capability.
        ephemeral (bool | Unset): Whether events of the capability are not stored.
        status (CapabilityStatus | Unset): The states of a capability by attribute; without entries if the capability
            has no attributes.
    """

    id: str
    version: int | Unset = UNSET
    ephemeral: bool | Unset = UNSET
    status: CapabilityStatus | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        version = self.version

        ephemeral = self.ephemeral

        status: dict[str, Any] | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
            }
        )
        if version is not UNSET:
            field_dict["version"] = version
        if ephemeral is not UNSET:
            field_dict["ephemeral"] = ephemeral
        if status is not UNSET:
            field_dict["status"] = status

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.capability_status import CapabilityStatus  # noqa: PLC0415

        d = {**src_dict}
        id = d.pop("id")

        version = d.pop("version", UNSET)

        ephemeral = d.pop("ephemeral", UNSET)

        _status = d.pop("status", UNSET)
        status: CapabilityStatus | Unset = UNSET
        if not isinstance(_status, Unset):
            try:
                status = CapabilityStatus.from_dict(_status)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["status"] = _status

        capability_reference = cls(
            id=id,
            version=version,
            ephemeral=ephemeral,
            status=status,
        )

        capability_reference.additional_properties = d
        return capability_reference

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
