from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.base_hold_type import BaseHoldType

T = TypeVar("T", bound="TemperatureHoldRequestBody")


@_attrs_define
class TemperatureHoldRequestBody:
    """A temperature hold to set.

    Attributes:
        desired_temperature (float): A set point to ask for, in decimal degrees Fahrenheit (the unit is inferred from
            the limits).
        type_ (BaseHoldType): How a hold ends: `indefinite` lasts until it is cancelled, `nextTransition` until the
            schedule changes the comfort setting.
    """

    desired_temperature: float
    type_: BaseHoldType
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        desired_temperature = self.desired_temperature

        type_ = self.type_.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "desiredTemperature": desired_temperature,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        desired_temperature = d.pop("desiredTemperature")

        type_ = BaseHoldType(d.pop("type"))

        temperature_hold_request_body = cls(
            desired_temperature=desired_temperature,
            type_=type_,
        )

        temperature_hold_request_body.additional_properties = d
        return temperature_hold_request_body

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
