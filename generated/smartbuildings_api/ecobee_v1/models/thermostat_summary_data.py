from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.hvac_mode import HvacMode
from ..types import UNSET, Unset

T = TypeVar("T", bound="ThermostatSummaryData")


@_attrs_define
class ThermostatSummaryData:
    """What was asked for; may be null.

    Attributes:
        building_id (str | Unset): Id of a building: 24 lower-case hexadecimal characters.
        id (str | Unset): Serial number of a thermostat, as printed on the device: digits only, usually twelve.
        name (str | Unset): Name shown in the portal.
        thermostat_name (str | Unset): Name shown on the device.
        time_zone_offset_minutes (int | Unset): Offset of local time from UTC in minutes.
        hvac_modes (list[HvacMode] | Unset): System modes that the equipment allows.
    """

    building_id: str | Unset = UNSET
    id: str | Unset = UNSET
    name: str | Unset = UNSET
    thermostat_name: str | Unset = UNSET
    time_zone_offset_minutes: int | Unset = UNSET
    hvac_modes: list[HvacMode] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        building_id = self.building_id

        id = self.id

        name = self.name

        thermostat_name = self.thermostat_name

        time_zone_offset_minutes = self.time_zone_offset_minutes

        hvac_modes: list[str] | Unset = UNSET
        if not isinstance(self.hvac_modes, Unset):
            hvac_modes = []
            for hvac_modes_item_data in self.hvac_modes:
                hvac_modes_item = hvac_modes_item_data.value
                hvac_modes.append(hvac_modes_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if building_id is not UNSET:
            field_dict["buildingId"] = building_id
        if id is not UNSET:
            field_dict["id"] = id
        if name is not UNSET:
            field_dict["name"] = name
        if thermostat_name is not UNSET:
            field_dict["thermostatName"] = thermostat_name
        if time_zone_offset_minutes is not UNSET:
            field_dict["timeZoneOffsetMinutes"] = time_zone_offset_minutes
        if hvac_modes is not UNSET:
            field_dict["hvacModes"] = hvac_modes

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        building_id = d.pop("buildingId", UNSET)

        id = d.pop("id", UNSET)

        name = d.pop("name", UNSET)

        thermostat_name = d.pop("thermostatName", UNSET)

        time_zone_offset_minutes = d.pop("timeZoneOffsetMinutes", UNSET)

        _hvac_modes = d.pop("hvacModes", UNSET)
        hvac_modes: list[HvacMode] | Unset = UNSET
        if not isinstance(_hvac_modes, Unset):
            try:
                if not isinstance(_hvac_modes, list):
                    raise TypeError
                hvac_modes = []
                for hvac_modes_item_data in _hvac_modes:
                    hvac_modes_item = HvacMode(hvac_modes_item_data)

                    hvac_modes.append(hvac_modes_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                hvac_modes = UNSET
                d["hvacModes"] = _hvac_modes

        thermostat_summary_data = cls(
            building_id=building_id,
            id=id,
            name=name,
            thermostat_name=thermostat_name,
            time_zone_offset_minutes=time_zone_offset_minutes,
            hvac_modes=hvac_modes,
        )

        thermostat_summary_data.additional_properties = d
        return thermostat_summary_data

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
