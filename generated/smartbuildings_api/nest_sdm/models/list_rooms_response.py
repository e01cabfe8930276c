from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.room import Room


T = TypeVar("T", bound="ListRoomsResponse")


@_attrs_define
class ListRoomsResponse:
    """Rooms. Without any, an empty object.

    Attributes:
        rooms (list[Room] | Unset): The rooms.
    """

    rooms: list[Room] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        rooms: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rooms, Unset):
            rooms = []
            for rooms_item_data in self.rooms:
                rooms_item = rooms_item_data.to_dict()
                rooms.append(rooms_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if rooms is not UNSET:
            field_dict["rooms"] = rooms

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.room import Room  # noqa: PLC0415

        d = {**src_dict}
        _rooms = d.pop("rooms", UNSET)
        rooms: list[Room] | Unset = UNSET
        if not isinstance(_rooms, Unset):
            try:
                if not isinstance(_rooms, list):
                    raise TypeError
                rooms = []
                for rooms_item_data in _rooms:
                    rooms_item = Room.from_dict(rooms_item_data)

                    rooms.append(rooms_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                rooms = UNSET
                d["rooms"] = _rooms

        list_rooms_response = cls(
            rooms=rooms,
        )

        list_rooms_response.additional_properties = d
        return list_rooms_response

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
