from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Command")


@_attrs_define
class Command:
    """One command.

    Attributes:
        capability (str): Id of the capability.
        command (str): Name of the command.
        component (str | Unset): Component that gets the command; `main` if it is missing.
        arguments (list[Any] | Unset): The arguments as bare values, without units: `[76]`, `["auto"]`.
    """

    capability: str
    command: str
    component: str | Unset = UNSET
    arguments: list[Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        capability = self.capability

        command = self.command

        component = self.component

        arguments: list[Any] | Unset = UNSET
        if not isinstance(self.arguments, Unset):
            arguments = self.arguments

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "capability": capability,
                "command": command,
            }
        )
        if component is not UNSET:
            field_dict["component"] = component
        if arguments is not UNSET:
            field_dict["arguments"] = arguments

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        capability = d.pop("capability")

        command = d.pop("command")

        component = d.pop("component", UNSET)

        arguments = cast(list[Any], d.pop("arguments", UNSET))

        made_command = cls(
            capability=capability,
            command=command,
            component=component,
            arguments=arguments,
        )

        made_command.additional_properties = d
        return made_command

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
