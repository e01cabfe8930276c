from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Scene")


@_attrs_define
class Scene:
    """A scene: actions that a user stored together.

    Attributes:
        scene_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        scene_name (str | Unset): Name of the scene.
        scene_icon (None | str | Unset): Icon of the scene.
        scene_color (None | str | Unset): Colour of the scene.
        location_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        created_by (str | Unset): Id of the user who created it.
        created_date (int | Unset): When it was created, in milliseconds since 1970.
        last_updated_date (int | Unset): When it was last changed, in milliseconds since 1970.
        last_executed_date (int | None | Unset): When it last ran, in milliseconds since 1970; null if never.
        editable (bool | Unset): Whether it can be changed.
        api_version (str | Unset): Version of its format.
    """

    scene_id: str
    scene_name: str | Unset = UNSET
    scene_icon: None | str | Unset = UNSET
    scene_color: None | str | Unset = UNSET
    location_id: str | Unset = UNSET
    created_by: str | Unset = UNSET
    created_date: int | Unset = UNSET
    last_updated_date: int | Unset = UNSET
    last_executed_date: int | None | Unset = UNSET
    editable: bool | Unset = UNSET
    api_version: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        scene_id = self.scene_id

        scene_name = self.scene_name

        scene_icon: None | str | Unset
        if isinstance(self.scene_icon, Unset):
            scene_icon = UNSET
        else:
            scene_icon = self.scene_icon

        scene_color: None | str | Unset
        if isinstance(self.scene_color, Unset):
            scene_color = UNSET
        else:
            scene_color = self.scene_color

        location_id = self.location_id

        created_by = self.created_by

        created_date = self.created_date

        last_updated_date = self.last_updated_date

        last_executed_date: int | None | Unset
        if isinstance(self.last_executed_date, Unset):
            last_executed_date = UNSET
        else:
            last_executed_date = self.last_executed_date

        editable = self.editable

        api_version = self.api_version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "sceneId": scene_id,
            }
        )
        if scene_name is not UNSET:
            field_dict["sceneName"] = scene_name
        if scene_icon is not UNSET:
            field_dict["sceneIcon"] = scene_icon
        if scene_color is not UNSET:
            field_dict["sceneColor"] = scene_color
        if location_id is not UNSET:
            field_dict["locationId"] = location_id
        if created_by is not UNSET:
            field_dict["createdBy"] = created_by
        if created_date is not UNSET:
            field_dict["createdDate"] = created_date
        if last_updated_date is not UNSET:
            field_dict["lastUpdatedDate"] = last_updated_date
        if last_executed_date is not UNSET:
            field_dict["lastExecutedDate"] = last_executed_date
        if editable is not UNSET:
            field_dict["editable"] = editable
        if api_version is not UNSET:
            field_dict["apiVersion"] = api_version

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        scene_id = d.pop("sceneId")

        scene_name = d.pop("sceneName", UNSET)

        def _parse_scene_icon(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        scene_icon = _parse_scene_icon(d.pop("sceneIcon", UNSET))

        def _parse_scene_color(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        scene_color = _parse_scene_color(d.pop("sceneColor", UNSET))

        location_id = d.pop("locationId", UNSET)

        created_by = d.pop("createdBy", UNSET)

        created_date = d.pop("createdDate", UNSET)

        last_updated_date = d.pop("lastUpdatedDate", UNSET)

        def _parse_last_executed_date(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        last_executed_date = _parse_last_executed_date(d.pop("lastExecutedDate", UNSET))

        editable = d.pop("editable", UNSET)

        api_version = d.pop("apiVersion", UNSET)

        scene = cls(
            scene_id=scene_id,
            scene_name=scene_name,
            scene_icon=scene_icon,
            scene_color=scene_color,
            location_id=location_id,
            created_by=created_by,
            created_date=created_date,
            last_updated_date=last_updated_date,
            last_executed_date=last_executed_date,
            editable=editable,
            api_version=api_version,
        )

        scene.additional_properties = d
        return scene

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
