from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.device_status_components import DeviceStatusComponents
    from ..models.health_state import HealthState


T = TypeVar("T", bound="DeviceStatus")


@_attrs_define
class DeviceStatus:
    """The states of a device.

    Attributes:
        components (DeviceStatusComponents | Unset): The states by component.
        health_state (HealthState | Unset): Whether the platform reaches the device.
    """

    components: DeviceStatusComponents | Unset = UNSET
    health_state: HealthState | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        components: dict[str, Any] | Unset = UNSET
        if not isinstance(self.components, Unset):
            components = self.components.to_dict()

        health_state: dict[str, Any] | Unset = UNSET
        if not isinstance(self.health_state, Unset):
            health_state = self.health_state.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if components is not UNSET:
            field_dict["components"] = components
        if health_state is not UNSET:
            field_dict["healthState"] = health_state

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.device_status_components import DeviceStatusComponents  # noqa: PLC0415
        from ..models.health_state import HealthState  # noqa: PLC0415

        d = {**src_dict}
        _components = d.pop("components", UNSET)
        components: DeviceStatusComponents | Unset = UNSET
        if not isinstance(_components, Unset):
            try:
                components = DeviceStatusComponents.from_dict(_components)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["components"] = _components

        _health_state = d.pop("healthState", UNSET)
        health_state: HealthState | Unset = UNSET
        if not isinstance(_health_state, Unset):
            try:
                health_state = HealthState.from_dict(_health_state)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["healthState"] = _health_state

        device_status = cls(
            components=components,
            health_state=health_state,
        )

        device_status.additional_properties = d
        return device_status

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
