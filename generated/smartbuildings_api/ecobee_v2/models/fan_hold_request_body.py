from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.base_hold_type import BaseHoldType
from ..models.fan_hold_status import FanHoldStatus

T = TypeVar("T", bound="FanHoldRequestBody")


@_attrs_define
class FanHoldRequestBody:
    """A fan hold to set.

    Attributes:
        fan (FanHoldStatus): Fan control: `on` runs it all the time, `auto` with heating and cooling.
        type_ (BaseHoldType): How a hold ends: `indefinite` lasts until it is cancelled, `nextTransition` until the
            schedule changes the comfort setting.
    """

    fan: FanHoldStatus
    type_: BaseHoldType
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        fan = self.fan.value

        type_ = self.type_.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "fan": fan,
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        fan = FanHoldStatus(d.pop("fan"))

        type_ = BaseHoldType(d.pop("type"))

        fan_hold_request_body = cls(
            fan=fan,
            type_=type_,
        )

        fan_hold_request_body.additional_properties = d
        return fan_hold_request_body

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
