from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="PasscodeProtected")


@_attrs_define
class PasscodeProtected:
    """What the device asks the passcode for.

    Attributes:
        temperature (bool | Unset): Changing the set points.
        system_mode (bool | Unset): Changing the system mode.
        schedule (bool | Unset): Changing the schedule.
        vacation (bool | Unset): Changing vacations.
        settings (bool | Unset): Changing settings.
    """

    temperature: bool | Unset = UNSET
    system_mode: bool | Unset = UNSET
    schedule: bool | Unset = UNSET
    vacation: bool | Unset = UNSET
    settings: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        temperature = self.temperature

        system_mode = self.system_mode

        schedule = self.schedule

        vacation = self.vacation

        settings = self.settings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if temperature is not UNSET:
            field_dict["temperature"] = temperature
        if system_mode is not UNSET:
            field_dict["systemMode"] = system_mode
        if schedule is not UNSET:
            field_dict["schedule"] = schedule
        if vacation is not UNSET:
            field_dict["vacation"] = vacation
        if settings is not UNSET:
            field_dict["settings"] = settings

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        temperature = d.pop("temperature", UNSET)

        system_mode = d.pop("systemMode", UNSET)

        schedule = d.pop("schedule", UNSET)

        vacation = d.pop("vacation", UNSET)

        settings = d.pop("settings", UNSET)

        passcode_protected = cls(
            temperature=temperature,
            system_mode=system_mode,
            schedule=schedule,
            vacation=vacation,
            settings=settings,
        )

        passcode_protected.additional_properties = d
        return passcode_protected

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
