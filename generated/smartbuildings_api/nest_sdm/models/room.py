from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.room_traits import RoomTraits


T = TypeVar("T", bound="Room")


@_attrs_define
class Room:
    """A room of a structure.

    Attributes:
        name (str | Unset): Its full name: `enterprises/PROJECT/structures/ID/rooms/ID`.
        traits (RoomTraits | Unset): The traits of a room by name.
    """

    name: str | Unset = UNSET
    traits: RoomTraits | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        traits: dict[str, Any] | Unset = UNSET
        if not isinstance(self.traits, Unset):
            traits = self.traits.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if traits is not UNSET:
            field_dict["traits"] = traits

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.room_traits import RoomTraits  # noqa: PLC0415

        d = {**src_dict}
        name = d.pop("name", UNSET)

        _traits = d.pop("traits", UNSET)
        traits: RoomTraits | Unset = UNSET
        if not isinstance(_traits, Unset):
            try:
                traits = RoomTraits.from_dict(_traits)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["traits"] = _traits

        room = cls(
            name=name,
            traits=traits,
        )

        room.additional_properties = d
        return room

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
