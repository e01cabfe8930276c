from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.device_traits import DeviceTraits
    from ..models.parent_relation import ParentRelation


T = TypeVar("T", bound="Device")


@_attrs_define
class Device:
    """A device.

    Attributes:
        name (str | Unset): Its full name: `enterprises/PROJECT/devices/ID`.
        type_ (str | Unset): Such as `sdm.devices.types.THERMOSTAT`. For display: what a device can do follows from its
            traits.
        assignee (str | Unset): The full name of the room or structure that it is assigned to.
        traits (DeviceTraits | Unset): The traits of a device by name. Each may be missing; others may be there.
        parent_relations (list[ParentRelation] | Unset): Where it is.
    """

    name: str | Unset = UNSET
    type_: str | Unset = UNSET
    assignee: str | Unset = UNSET
    traits: DeviceTraits | Unset = UNSET
    parent_relations: list[ParentRelation] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        type_ = self.type_

        assignee = self.assignee

        traits: dict[str, Any] | Unset = UNSET
        if not isinstance(self.traits, Unset):
            traits = self.traits.to_dict()

        parent_relations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.parent_relations, Unset):
            parent_relations = []
            for parent_relations_item_data in self.parent_relations:
                parent_relations_item = parent_relations_item_data.to_dict()
                parent_relations.append(parent_relations_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if type_ is not UNSET:
            field_dict["type"] = type_
        if assignee is not UNSET:
            field_dict["assignee"] = assignee
        if traits is not UNSET:
            field_dict["traits"] = traits
        if parent_relations is not UNSET:
            field_dict["parentRelations"] = parent_relations

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.device_traits import DeviceTraits  # noqa: PLC0415
        from ..models.parent_relation import ParentRelation  # noqa: PLC0415

        d = {**src_dict}
        name = d.pop("name", UNSET)

        type_ = d.pop("type", UNSET)

        assignee = d.pop("assignee", UNSET)

        _traits = d.pop("traits", UNSET)
        traits: DeviceTraits | Unset = UNSET
        if not isinstance(_traits, Unset):
            try:
                traits = DeviceTraits.from_dict(_traits)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["traits"] = _traits

        _parent_relations = d.pop("parentRelations", UNSET)
        parent_relations: list[ParentRelation] | Unset = UNSET
        if not isinstance(_parent_relations, Unset):
            try:
                if not isinstance(_parent_relations, list):
                    raise TypeError
                parent_relations = []
                for parent_relations_item_data in _parent_relations:
                    parent_relations_item = ParentRelation.from_dict(
                        parent_relations_item_data
                    )

                    parent_relations.append(parent_relations_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                parent_relations = UNSET
                d["parentRelations"] = _parent_relations

        device = cls(
            name=name,
            type_=type_,
            assignee=assignee,
            traits=traits,
            parent_relations=parent_relations,
        )

        device.additional_properties = d
        return device

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
