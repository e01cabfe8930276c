from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.structure_traits import StructureTraits


T = TypeVar("T", bound="Structure")


@_attrs_define
class Structure:
    """A structure: a home or another building.

    Attributes:
        name (str | Unset): Its full name: `enterprises/PROJECT/structures/ID`.
        traits (StructureTraits | Unset): The traits of a structure by name.
    """

    name: str | Unset = UNSET
    traits: StructureTraits | Unset = UNSET
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
        from ..models.structure_traits import StructureTraits  # noqa: PLC0415

        d = {**src_dict}
        name = d.pop("name", UNSET)

        _traits = d.pop("traits", UNSET)
        traits: StructureTraits | Unset = UNSET
        if not isinstance(_traits, Unset):
            try:
                traits = StructureTraits.from_dict(_traits)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["traits"] = _traits

        structure = cls(
            name=name,
            traits=traits,
        )

        structure.additional_properties = d
        return structure

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
