from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Hold")


@_attrs_define
class Hold:
    """A hold or another event that overrides the schedule.

    Attributes:
        cool_hold_temperature (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from
            the limits).
        end_time (str | Unset): When it ends.
        fan (str | Unset): What the fan does.
        fan_minimum_on_time (int | Unset): Minutes per hour for which the fan runs at least. Default: 0.
        heat_hold_temperature (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from
            the limits).
        name (str | Unset): Name of the event.
        is_running (bool | Unset): Whether it governs the thermostat at the moment.
        start_time (str | Unset): When it starts or started.
        type_ (str | Unset): Kind of event.
    """

    cool_hold_temperature: float | Unset = UNSET
    end_time: str | Unset = UNSET
    fan: str | Unset = UNSET
    fan_minimum_on_time: int | Unset = 0
    heat_hold_temperature: float | Unset = UNSET
    name: str | Unset = UNSET
    is_running: bool | Unset = UNSET
    start_time: str | Unset = UNSET
    type_: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        cool_hold_temperature = self.cool_hold_temperature

        end_time = self.end_time

        fan = self.fan

        fan_minimum_on_time = self.fan_minimum_on_time

        heat_hold_temperature = self.heat_hold_temperature

        name = self.name

        is_running = self.is_running

        start_time = self.start_time

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if cool_hold_temperature is not UNSET:
            field_dict["coolHoldTemperature"] = cool_hold_temperature
        if end_time is not UNSET:
            field_dict["endTime"] = end_time
        if fan is not UNSET:
            field_dict["fan"] = fan
        if fan_minimum_on_time is not UNSET:
            field_dict["fanMinimumOnTime"] = fan_minimum_on_time
        if heat_hold_temperature is not UNSET:
            field_dict["heatHoldTemperature"] = heat_hold_temperature
        if name is not UNSET:
            field_dict["name"] = name
        if is_running is not UNSET:
            field_dict["isRunning"] = is_running
        if start_time is not UNSET:
            field_dict["startTime"] = start_time
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        cool_hold_temperature = d.pop("coolHoldTemperature", UNSET)

        end_time = d.pop("endTime", UNSET)

        fan = d.pop("fan", UNSET)

        fan_minimum_on_time = d.pop("fanMinimumOnTime", UNSET)

        heat_hold_temperature = d.pop("heatHoldTemperature", UNSET)

        name = d.pop("name", UNSET)

        is_running = d.pop("isRunning", UNSET)

        start_time = d.pop("startTime", UNSET)

        type_ = d.pop("type", UNSET)

        hold = cls(
            cool_hold_temperature=cool_hold_temperature,
            end_time=end_time,
            fan=fan,
            fan_minimum_on_time=fan_minimum_on_time,
            heat_hold_temperature=heat_hold_temperature,
            name=name,
            is_running=is_running,
            start_time=start_time,
            type_=type_,
        )

        hold.additional_properties = d
        return hold

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
