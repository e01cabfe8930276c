from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.info_trait import InfoTrait


T = TypeVar("T", bound="RoomTraits")


@_attrs_define
class RoomTraits:
    """The traits of a room by name.

    Attributes:
        sdm_structures_traits_room_info (InfoTrait | Unset): A name.
    """

    sdm_structures_traits_room_info: InfoTrait | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sdm_structures_traits_room_info: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sdm_structures_traits_room_info, Unset):
            sdm_structures_traits_room_info = (
                self.sdm_structures_traits_room_info.to_dict()
            )

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if sdm_structures_traits_room_info is not UNSET:
            field_dict["sdm.structures.traits.RoomInfo"] = (
                sdm_structures_traits_room_info
            )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.info_trait import InfoTrait  # noqa: PLC0415

        d = {**src_dict}
        _sdm_structures_traits_room_info = d.pop(
            "sdm.structures.traits.RoomInfo", UNSET
        )
        sdm_structures_traits_room_info: InfoTrait | Unset = UNSET
        if not isinstance(_sdm_structures_traits_room_info, Unset):
            try:
                sdm_structures_traits_room_info = InfoTrait.from_dict(
                    _sdm_structures_traits_room_info
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.structures.traits.RoomInfo"] = _sdm_structures_traits_room_info

        room_traits = cls(
            sdm_structures_traits_room_info=sdm_structures_traits_room_info,
        )

        room_traits.additional_properties = d
        return room_traits

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
