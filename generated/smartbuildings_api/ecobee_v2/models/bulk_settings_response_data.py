from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.thermostat_settings import ThermostatSettings


T = TypeVar("T", bound="BulkSettingsResponseData")


@_attrs_define
class BulkSettingsResponseData:
    """What was asked for; may be null.

    Attributes:
        thermostat_ids (list[str] | Unset): Serial numbers of the thermostats.
        settings (ThermostatSettings | Unset): Settings of a thermostat.
    """

    thermostat_ids: list[str] | Unset = UNSET
    settings: ThermostatSettings | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        thermostat_ids: list[str] | Unset = UNSET
        if not isinstance(self.thermostat_ids, Unset):
            thermostat_ids = self.thermostat_ids

        settings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.settings, Unset):
            settings = self.settings.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if thermostat_ids is not UNSET:
            field_dict["thermostatIds"] = thermostat_ids
        if settings is not UNSET:
            field_dict["settings"] = settings

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.thermostat_settings import ThermostatSettings  # noqa: PLC0415

        d = {**src_dict}
        thermostat_ids = cast(list[str], d.pop("thermostatIds", UNSET))

        _settings = d.pop("settings", UNSET)
        settings: ThermostatSettings | Unset = UNSET
        if not isinstance(_settings, Unset):
            try:
                settings = ThermostatSettings.from_dict(_settings)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["settings"] = _settings

        bulk_settings_response_data = cls(
            thermostat_ids=thermostat_ids,
            settings=settings,
        )

        bulk_settings_response_data.additional_properties = d
        return bulk_settings_response_data

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
