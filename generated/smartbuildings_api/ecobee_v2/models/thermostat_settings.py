from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.thermostat_settings_hold_action import ThermostatSettingsHoldAction
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.temperature_range import TemperatureRange


T = TypeVar("T", bound="ThermostatSettings")


@_attrs_define
class ThermostatSettings:
    """Settings of a thermostat.

    Attributes:
        cool_range (TemperatureRange | Unset): Limits of a set point, in degrees Fahrenheit.
        heat_range (TemperatureRange | Unset): Limits of a set point, in degrees Fahrenheit.
        fan_minimum_on_time (int | Unset): Minutes per hour for which the fan runs at least.
        hold_action (ThermostatSettingsHoldAction | Unset): How long a hold made on the device lasts. It says nothing
            about holds made through the API.
    """

    cool_range: TemperatureRange | Unset = UNSET
    heat_range: TemperatureRange | Unset = UNSET
    fan_minimum_on_time: int | Unset = UNSET
    hold_action: ThermostatSettingsHoldAction | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cool_range: dict[str, Any] | Unset = UNSET
        if not isinstance(self.cool_range, Unset):
            cool_range = self.cool_range.to_dict()

        heat_range: dict[str, Any] | Unset = UNSET
        if not isinstance(self.heat_range, Unset):
            heat_range = self.heat_range.to_dict()

        fan_minimum_on_time = self.fan_minimum_on_time

        hold_action: str | Unset = UNSET
        if not isinstance(self.hold_action, Unset):
            hold_action = self.hold_action.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if cool_range is not UNSET:
            field_dict["coolRange"] = cool_range
        if heat_range is not UNSET:
            field_dict["heatRange"] = heat_range
        if fan_minimum_on_time is not UNSET:
            field_dict["fanMinimumOnTime"] = fan_minimum_on_time
        if hold_action is not UNSET:
            field_dict["holdAction"] = hold_action

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.temperature_range import TemperatureRange  # noqa: PLC0415

        d = {**src_dict}
        _cool_range = d.pop("coolRange", UNSET)
        cool_range: TemperatureRange | Unset = UNSET
        if not isinstance(_cool_range, Unset):
            try:
                cool_range = TemperatureRange.from_dict(_cool_range)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["coolRange"] = _cool_range

        _heat_range = d.pop("heatRange", UNSET)
        heat_range: TemperatureRange | Unset = UNSET
        if not isinstance(_heat_range, Unset):
            try:
                heat_range = TemperatureRange.from_dict(_heat_range)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["heatRange"] = _heat_range

        fan_minimum_on_time = d.pop("fanMinimumOnTime", UNSET)

        _hold_action = d.pop("holdAction", UNSET)
        hold_action: ThermostatSettingsHoldAction | Unset = UNSET
        if not isinstance(_hold_action, Unset):
            try:
                hold_action = ThermostatSettingsHoldAction(_hold_action)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["holdAction"] = _hold_action

        thermostat_settings = cls(
            cool_range=cool_range,
            heat_range=heat_range,
            fan_minimum_on_time=fan_minimum_on_time,
            hold_action=hold_action,
        )

        thermostat_settings.additional_properties = d
        return thermostat_settings

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
