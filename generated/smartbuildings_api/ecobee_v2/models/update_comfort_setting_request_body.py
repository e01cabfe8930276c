from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.fan_hold_status import FanHoldStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="UpdateComfortSettingRequestBody")


@_attrs_define
class UpdateComfortSettingRequestBody:
    """What to change in a comfort setting.

    Attributes:
        name (str | Unset): Name of the comfort setting.
        heat_temperature (float | Unset): A set point to ask for, in decimal degrees Fahrenheit (the unit is inferred
            from the limits).
        cool_temperature (float | Unset): A set point to ask for, in decimal degrees Fahrenheit (the unit is inferred
            from the limits).
        heat_fan (FanHoldStatus | Unset): Fan control: `on` runs it all the time, `auto` with heating and cooling.
        cool_fan (FanHoldStatus | Unset): Fan control: `on` runs it all the time, `auto` with heating and cooling.
        sensors (list[str] | Unset): Ids of the sensors that are averaged.
    """

    name: str | Unset = UNSET
    heat_temperature: float | Unset = UNSET
    cool_temperature: float | Unset = UNSET
    heat_fan: FanHoldStatus | Unset = UNSET
    cool_fan: FanHoldStatus | Unset = UNSET
    sensors: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        heat_temperature = self.heat_temperature

        cool_temperature = self.cool_temperature

        heat_fan: str | Unset = UNSET
        if not isinstance(self.heat_fan, Unset):
            heat_fan = self.heat_fan.value

        cool_fan: str | Unset = UNSET
        if not isinstance(self.cool_fan, Unset):
            cool_fan = self.cool_fan.value

        sensors: list[str] | Unset = UNSET
        if not isinstance(self.sensors, Unset):
            sensors = self.sensors

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if heat_temperature is not UNSET:
            field_dict["heatTemperature"] = heat_temperature
        if cool_temperature is not UNSET:
            field_dict["coolTemperature"] = cool_temperature
        if heat_fan is not UNSET:
            field_dict["heatFan"] = heat_fan
        if cool_fan is not UNSET:
            field_dict["coolFan"] = cool_fan
        if sensors is not UNSET:
            field_dict["sensors"] = sensors

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        name = d.pop("name", UNSET)

        heat_temperature = d.pop("heatTemperature", UNSET)

        cool_temperature = d.pop("coolTemperature", UNSET)

        _heat_fan = d.pop("heatFan", UNSET)
        heat_fan: FanHoldStatus | Unset = UNSET
        if not isinstance(_heat_fan, Unset):
            try:
                heat_fan = FanHoldStatus(_heat_fan)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["heatFan"] = _heat_fan

        _cool_fan = d.pop("coolFan", UNSET)
        cool_fan: FanHoldStatus | Unset = UNSET
        if not isinstance(_cool_fan, Unset):
            try:
                cool_fan = FanHoldStatus(_cool_fan)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["coolFan"] = _cool_fan

        sensors = cast(list[str], d.pop("sensors", UNSET))

        update_comfort_setting_request_body = cls(
            name=name,
            heat_temperature=heat_temperature,
            cool_temperature=cool_temperature,
            heat_fan=heat_fan,
            cool_fan=cool_fan,
            sensors=sensors,
        )

        update_comfort_setting_request_body.additional_properties = d
        return update_comfort_setting_request_body

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
