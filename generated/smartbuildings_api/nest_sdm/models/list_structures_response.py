from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.structure import Structure


T = TypeVar("T", bound="ListStructuresResponse")


@_attrs_define
class ListStructuresResponse:
    """Structures. Without any, an empty object.

    Attributes:
        structures (list[Structure] | Unset): The structures.
    """

    structures: list[Structure] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        structures: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.structures, Unset):
            structures = []
            for structures_item_data in self.structures:
                structures_item = structures_item_data.to_dict()
                structures.append(structures_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if structures is not UNSET:
            field_dict["structures"] = structures

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.structure import Structure  # noqa: PLC0415

        d = {**src_dict}
        _structures = d.pop("structures", UNSET)
        structures: list[Structure] | Unset = UNSET
        if not isinstance(_structures, Unset):
            try:
                if not isinstance(_structures, list):
                    raise TypeError
                structures = []
                for structures_item_data in _structures:
                    structures_item = Structure.from_dict(structures_item_data)

                    structures.append(structures_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                structures = UNSET
                d["structures"] = _structures

        list_structures_response = cls(
            structures=structures,
        )

        list_structures_response.additional_properties = d
        return list_structures_response

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
