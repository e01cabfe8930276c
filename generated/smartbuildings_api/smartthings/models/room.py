from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Room")


@_attrs_define
class Room:
    """A room of a location.

    Attributes:
        room_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        location_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        name (str | Unset): Name of the room, 1 to 40 characters.
        background_image (None | str | Unset): Address of a picture.
    """

    room_id: str
    location_id: str | Unset = UNSET
    name: str | Unset = UNSET
    background_image: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        room_id = self.room_id

        location_id = self.location_id

        name = self.name

        background_image: None | str | Unset
        if isinstance(self.background_image, Unset):
            background_image = UNSET
        else:
            background_image = self.background_image

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "roomId": room_id,
            }
        )
        if location_id is not UNSET:
            field_dict["locationId"] = location_id
        if name is not UNSET:
            field_dict["name"] = name
        if background_image is not UNSET:
            field_dict["backgroundImage"] = background_image

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        room_id = d.pop("roomId")

        location_id = d.pop("locationId", UNSET)

        name = d.pop("name", UNSET)

        def _parse_background_image(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        background_image = _parse_background_image(d.pop("backgroundImage", UNSET))

        room = cls(
            room_id=room_id,
            location_id=location_id,
            name=name,
            background_image=background_image,
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
