from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.capability_reference import CapabilityReference
    from ..models.category import Category
    from ..models.details import Details


T = TypeVar("T", bound="Component")


@_attrs_define
class Component:
    """A part of a device, with the capabilities that it has.

    Attributes:
        id (str): Name of the component, such as `main`.
        label (str | Unset): Name that people see.
        capabilities (list[CapabilityReference] | Unset): The capabilities of the component.
        categories (list[Category] | Unset): What kind of thing the component is. Very old devices have no categories.
        optional (bool | Unset): Whether the device may lack this component.
        restrictions (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        icon (str | Unset): Address of a picture.
    """

    id: str
    label: str | Unset = UNSET
    capabilities: list[CapabilityReference] | Unset = UNSET
    categories: list[Category] | Unset = UNSET
    optional: bool | Unset = UNSET
    restrictions: Details | Unset = UNSET
    icon: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        label = self.label

        capabilities: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.capabilities, Unset):
            capabilities = []
            for capabilities_item_data in self.capabilities:
                capabilities_item = capabilities_item_data.to_dict()
                capabilities.append(capabilities_item)

        categories: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.categories, Unset):
            categories = []
            for categories_item_data in self.categories:
                categories_item = categories_item_data.to_dict()
                categories.append(categories_item)

        optional = self.optional

        restrictions: dict[str, Any] | Unset = UNSET
        if not isinstance(self.restrictions, Unset):
            restrictions = self.restrictions.to_dict()

        icon = self.icon

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
            }
        )
        if label is not UNSET:
            field_dict["label"] = label
        if capabilities is not UNSET:
            field_dict["capabilities"] = capabilities
        if categories is not UNSET:
            field_dict["categories"] = categories
        if optional is not UNSET:
            field_dict["optional"] = optional
        if restrictions is not UNSET:
            field_dict["restrictions"] = restrictions
        if icon is not UNSET:
            field_dict["icon"] = icon

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.capability_reference import CapabilityReference  # noqa: PLC0415
        from ..models.category import Category  # noqa: PLC0415
        from ..models.details import Details  # noqa: PLC0415

        d = {**src_dict}
        id = d.pop("id")

        label = d.pop("label", UNSET)

        _capabilities = d.pop("capabilities", UNSET)
        capabilities: list[CapabilityReference] | Unset = UNSET
        if not isinstance(_capabilities, Unset):
            try:
                if not isinstance(_capabilities, list):
                    raise TypeError
                capabilities = []
                for capabilities_item_data in _capabilities:
                    capabilities_item = CapabilityReference.from_dict(
                        capabilities_item_data
                    )

                    capabilities.append(capabilities_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                capabilities = UNSET
                d["capabilities"] = _capabilities

        _categories = d.pop("categories", UNSET)
        categories: list[Category] | Unset = UNSET
        if not isinstance(_categories, Unset):
            try:
                if not isinstance(_categories, list):
                    raise TypeError
                categories = []
                for categories_item_data in _categories:
                    categories_item = Category.from_dict(categories_item_data)

                    categories.append(categories_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                categories = UNSET
                d["categories"] = _categories

        optional = d.pop("optional", UNSET)

        _restrictions = d.pop("restrictions", UNSET)
        restrictions: Details | Unset = UNSET
        if not isinstance(_restrictions, Unset):
            try:
                restrictions = Details.from_dict(_restrictions)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["restrictions"] = _restrictions

        icon = d.pop("icon", UNSET)

        component = cls(
            id=id,
            label=label,
            capabilities=capabilities,
            categories=categories,
            optional=optional,
            restrictions=restrictions,
            icon=icon,
        )

        component.additional_properties = d
        return component

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
