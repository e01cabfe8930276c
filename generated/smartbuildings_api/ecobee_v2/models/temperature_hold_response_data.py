from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.base_hold_type import BaseHoldType
from ..types import UNSET, Unset

T = TypeVar("T", bound="TemperatureHoldResponseData")


@_attrs_define
class TemperatureHoldResponseData:
    """What was asked for; may be null.

    Attributes:
        desired_temperature (float | Unset): A set point to ask for, in decimal degrees Fahrenheit (the unit is inferred
            from the limits).
        type_ (BaseHoldType | Unset): How a hold ends: `indefinite` lasts until it is cancelled, `nextTransition` until
            the schedule changes the comfort setting.
    """

    desired_temperature: float | Unset = UNSET
    type_: BaseHoldType | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        desired_temperature = self.desired_temperature

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if desired_temperature is not UNSET:
            field_dict["desiredTemperature"] = desired_temperature
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        desired_temperature = d.pop("desiredTemperature", UNSET)

        _type_ = d.pop("type", UNSET)
        type_: BaseHoldType | Unset = UNSET
        if not isinstance(_type_, Unset):
            try:
                type_ = BaseHoldType(_type_)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["type"] = _type_

        temperature_hold_response_data = cls(
            desired_temperature=desired_temperature,
            type_=type_,
        )

        temperature_hold_response_data.additional_properties = d
        return temperature_hold_response_data

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
