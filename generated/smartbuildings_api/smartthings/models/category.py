from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.category_category_type import CategoryCategoryType
from ..types import UNSET, Unset

T = TypeVar("T", bound="Category")


@_attrs_define
class Category:
    """A category, such as Thermostat.

    Attributes:
        name (str | Unset): Name of the category.
        category_type (CategoryCategoryType | Unset): Who chose the category.
    """

    name: str | Unset = UNSET
    category_type: CategoryCategoryType | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        category_type: str | Unset = UNSET
        if not isinstance(self.category_type, Unset):
            category_type = self.category_type.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if category_type is not UNSET:
            field_dict["categoryType"] = category_type

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        name = d.pop("name", UNSET)

        _category_type = d.pop("categoryType", UNSET)
        category_type: CategoryCategoryType | Unset = UNSET
        if not isinstance(_category_type, Unset):
            try:
                category_type = CategoryCategoryType(_category_type)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["categoryType"] = _category_type

        category = cls(
            name=name,
            category_type=category_type,
        )

        category.additional_properties = d
        return category

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
