from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.passcode_protected import PasscodeProtected


T = TypeVar("T", bound="AccessControlRequestBody")


@_attrs_define
class AccessControlRequestBody:
    """Access control to set.

    Attributes:
        enabled (bool): Whether the device asks for a passcode.
        passcode (str | Unset): The passcode, four digits. Needed when access control is switched on. A secret: keep it
            out of logs.
        passcode_protected (PasscodeProtected | Unset): What the device asks the passcode for.
    """

    enabled: bool
    passcode: str | Unset = _attrs_field(default=UNSET, repr=False)
    passcode_protected: PasscodeProtected | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(
        init=False, repr=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
        enabled = self.enabled

        passcode = self.passcode

        passcode_protected: dict[str, Any] | Unset = UNSET
        if not isinstance(self.passcode_protected, Unset):
            passcode_protected = self.passcode_protected.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "enabled": enabled,
            }
        )
        if passcode is not UNSET:
            field_dict["passcode"] = passcode
        if passcode_protected is not UNSET:
            field_dict["passcodeProtected"] = passcode_protected

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.passcode_protected import PasscodeProtected  # noqa: PLC0415

        d = {**src_dict}
        enabled = d.pop("enabled")

        passcode = d.pop("passcode", UNSET)

        _passcode_protected = d.pop("passcodeProtected", UNSET)
        passcode_protected: PasscodeProtected | Unset = UNSET
        if not isinstance(_passcode_protected, Unset):
            try:
                passcode_protected = PasscodeProtected.from_dict(_passcode_protected)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["passcodeProtected"] = _passcode_protected

        access_control_request_body = cls(
            enabled=enabled,
            passcode=passcode,
            passcode_protected=passcode_protected,
        )

        access_control_request_body.additional_properties = d
        return access_control_request_body

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
