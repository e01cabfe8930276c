from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.health_value import HealthValue
from ..types import UNSET, Unset

T = TypeVar("T", bound="DeviceHealth")


@_attrs_define
class DeviceHealth:
    """Health of one device.

    Attributes:
        device_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        state (HealthValue | Unset): State of the connection. UNHEALTHY means silent for longer than the device's check
            interval; UNKNOWN means that the device is not tracked.
        last_updated_date (None | str | Unset): When the state last changed, as ISO 8601; the offset may have no colon
            (`+0000`).
    """

    device_id: str | Unset = UNSET
    state: HealthValue | Unset = UNSET
    last_updated_date: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        device_id = self.device_id

        state: str | Unset = UNSET
        if not isinstance(self.state, Unset):
            state = self.state.value

        last_updated_date: None | str | Unset
        if isinstance(self.last_updated_date, Unset):
            last_updated_date = UNSET
        else:
            last_updated_date = self.last_updated_date

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if device_id is not UNSET:
            field_dict["deviceId"] = device_id
        if state is not UNSET:
            field_dict["state"] = state
        if last_updated_date is not UNSET:
            field_dict["lastUpdatedDate"] = last_updated_date

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        device_id = d.pop("deviceId", UNSET)

        _state = d.pop("state", UNSET)
        state: HealthValue | Unset = UNSET
        if not isinstance(_state, Unset):
            try:
                state = HealthValue(_state)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["state"] = _state

        def _parse_last_updated_date(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        last_updated_date = _parse_last_updated_date(d.pop("lastUpdatedDate", UNSET))

        device_health = cls(
            device_id=device_id,
            state=state,
            last_updated_date=last_updated_date,
        )

        device_health.additional_properties = d
        return device_health

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
