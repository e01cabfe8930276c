from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.execute_device_command_request_params import (
        ExecuteDeviceCommandRequestParams,
    )


T = TypeVar("T", bound="ExecuteDeviceCommandRequest")


@_attrs_define
class ExecuteDeviceCommandRequest:
    """A command.

    Attributes:
        command (str | Unset): Its name, such as `sdm.devices.commands.ThermostatMode.SetMode`.
        params (ExecuteDeviceCommandRequestParams | Unset): Its parameters.
    """

    command: str | Unset = UNSET
    params: ExecuteDeviceCommandRequestParams | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        command = self.command

        params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.params, Unset):
            params = self.params.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if command is not UNSET:
            field_dict["command"] = command
        if params is not UNSET:
            field_dict["params"] = params

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.execute_device_command_request_params import (
            ExecuteDeviceCommandRequestParams,  # noqa: PLC0415
        )

        d = {**src_dict}
        command = d.pop("command", UNSET)

        _params = d.pop("params", UNSET)
        params: ExecuteDeviceCommandRequestParams | Unset = UNSET
        if not isinstance(_params, Unset):
            try:
                params = ExecuteDeviceCommandRequestParams.from_dict(_params)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["params"] = _params

        execute_device_command_request = cls(
            command=command,
            params=params,
        )

        execute_device_command_request.additional_properties = d
        return execute_device_command_request

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
