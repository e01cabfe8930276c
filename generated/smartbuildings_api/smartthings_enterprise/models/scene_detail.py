from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.scene_detail_actions_item import SceneDetailActionsItem


T = TypeVar("T", bound="SceneDetail")


@_attrs_define
class SceneDetail:
    """A scene.

    Attributes:
        id (str | Unset): An id. Compare ids as strings.
        name (str | Unset): Name of the scene.
        actions (list[SceneDetailActionsItem] | Unset): What it does.
    """

    id: str | Unset = UNSET
    name: str | Unset = UNSET
    actions: list[SceneDetailActionsItem] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        actions: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.actions, Unset):
            actions = []
            for actions_item_data in self.actions:
                actions_item = actions_item_data.to_dict()
                actions.append(actions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if name is not UNSET:
            field_dict["name"] = name
        if actions is not UNSET:
            field_dict["actions"] = actions

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.scene_detail_actions_item import SceneDetailActionsItem  # noqa: PLC0415

        d = {**src_dict}
        id = d.pop("id", UNSET)

        name = d.pop("name", UNSET)

        _actions = d.pop("actions", UNSET)
        actions: list[SceneDetailActionsItem] | Unset = UNSET
        if not isinstance(_actions, Unset):
            try:
                if not isinstance(_actions, list):
                    raise TypeError
                actions = []
                for actions_item_data in _actions:
                    actions_item = SceneDetailActionsItem.from_dict(actions_item_data)

                    actions.append(actions_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                actions = UNSET
                d["actions"] = _actions

        scene_detail = cls(
            id=id,
            name=name,
            actions=actions,
        )

        scene_detail.additional_properties = d
        return scene_detail

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
