from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.fan_trait_timer_mode import FanTraitTimerMode
from ..types import UNSET, Unset

T = TypeVar("T", bound="FanTrait")


@_attrs_define
class FanTrait:
    """A fan with a timer. Empty on systems without a fan.

    Attributes:
        timer_mode (FanTraitTimerMode | Unset): Whether the timer runs.
        timer_timeout (str | Unset): When it ends (RFC 3339).
    """

    timer_mode: FanTraitTimerMode | Unset = UNSET
    timer_timeout: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        timer_mode: str | Unset = UNSET
        if not isinstance(self.timer_mode, Unset):
            timer_mode = self.timer_mode.value

        timer_timeout = self.timer_timeout

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if timer_mode is not UNSET:
            field_dict["timerMode"] = timer_mode
        if timer_timeout is not UNSET:
            field_dict["timerTimeout"] = timer_timeout

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        _timer_mode = d.pop("timerMode", UNSET)
        timer_mode: FanTraitTimerMode | Unset = UNSET
        if not isinstance(_timer_mode, Unset):
            try:
                timer_mode = FanTraitTimerMode(_timer_mode)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["timerMode"] = _timer_mode

        timer_timeout = d.pop("timerTimeout", UNSET)

        fan_trait = cls(
            timer_mode=timer_mode,
            timer_timeout=timer_timeout,
        )

        fan_trait.additional_properties = d
        return fan_trait

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
