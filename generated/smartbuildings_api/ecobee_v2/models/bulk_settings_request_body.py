from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.thermostat_settings import ThermostatSettings


T = TypeVar("T", bound="BulkSettingsRequestBody")


@_attrs_define
class BulkSettingsRequestBody:
    """Settings to give to up to 25 thermostats at once.

    Attributes:
        thermostat_ids (list[str]): Serial numbers of the thermostats.
        settings (ThermostatSettings): Settings of a thermostat.
    """

    thermostat_ids: list[str]
    settings: ThermostatSettings
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        thermostat_ids = self.thermostat_ids

        settings = self.settings.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "thermostatIds": thermostat_ids,
                "settings": settings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.thermostat_settings import ThermostatSettings  # noqa: PLC0415

        d = {**src_dict}
        thermostat_ids = cast(list[str], d.pop("thermostatIds"))

        settings = ThermostatSettings.from_dict(d.pop("settings"))

        bulk_settings_request_body = cls(
            thermostat_ids=thermostat_ids,
            settings=settings,
        )

        bulk_settings_request_body.additional_properties = d
        return bulk_settings_request_body

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
