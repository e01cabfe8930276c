from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.subscription_source import SubscriptionSource
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.capability_subscription import CapabilitySubscription
    from ..models.device_subscription import DeviceSubscription
    from ..models.devices_subscription import DevicesSubscription
    from ..models.location_subscription import LocationSubscription
    from ..models.mode_subscription import ModeSubscription


T = TypeVar("T", bound="Subscription")


@_attrs_define
class Subscription:
    """A subscription, with `*` filled in for what was left open.

    Attributes:
        id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        installed_app_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        source_type (SubscriptionSource | Unset): What the subscription is about; the block of the matching name says
            more.
        device (DeviceSubscription | Unset): Events of one device.
        capability (CapabilitySubscription | Unset): Events of one capability in a location.
        mode (ModeSubscription | Unset): Changes of the mode of a location.
        device_lifecycle (DevicesSubscription | Unset): Events about some or all devices of a location.
        device_health (DevicesSubscription | Unset): Events about some or all devices of a location.
        security_arm_state (LocationSubscription | Unset): Events of a location.
        hub_health (LocationSubscription | Unset): Events of a location.
        scene_lifecycle (LocationSubscription | Unset): Events of a location.
    """

    id: str
    installed_app_id: str | Unset = UNSET
    source_type: SubscriptionSource | Unset = UNSET
    device: DeviceSubscription | Unset = UNSET
    capability: CapabilitySubscription | Unset = UNSET
    mode: ModeSubscription | Unset = UNSET
    device_lifecycle: DevicesSubscription | Unset = UNSET
    device_health: DevicesSubscription | Unset = UNSET
    security_arm_state: LocationSubscription | Unset = UNSET
    hub_health: LocationSubscription | Unset = UNSET
    scene_lifecycle: LocationSubscription | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        installed_app_id = self.installed_app_id

        source_type: str | Unset = UNSET
        if not isinstance(self.source_type, Unset):
            source_type = self.source_type.value

        device: dict[str, Any] | Unset = UNSET
        if not isinstance(self.device, Unset):
            device = self.device.to_dict()

        capability: dict[str, Any] | Unset = UNSET
        if not isinstance(self.capability, Unset):
            capability = self.capability.to_dict()

        mode: dict[str, Any] | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode.to_dict()

        device_lifecycle: dict[str, Any] | Unset = UNSET
        if not isinstance(self.device_lifecycle, Unset):
            device_lifecycle = self.device_lifecycle.to_dict()

        device_health: dict[str, Any] | Unset = UNSET
        if not isinstance(self.device_health, Unset):
            device_health = self.device_health.to_dict()

        security_arm_state: dict[str, Any] | Unset = UNSET
        if not isinstance(self.security_arm_state, Unset):
            security_arm_state = self.security_arm_state.to_dict()

        hub_health: dict[str, Any] | Unset = UNSET
        if not isinstance(self.hub_health, Unset):
            hub_health = self.hub_health.to_dict()

        scene_lifecycle: dict[str, Any] | Unset = UNSET
        if not isinstance(self.scene_lifecycle, Unset):
            scene_lifecycle = self.scene_lifecycle.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
            }
        )
        if installed_app_id is not UNSET:
            field_dict["installedAppId"] = installed_app_id
        if source_type is not UNSET:
            field_dict["sourceType"] = source_type
        if device is not UNSET:
            field_dict["device"] = device
        if capability is not UNSET:
            field_dict["capability"] = capability
        if mode is not UNSET:
            field_dict["mode"] = mode
        if device_lifecycle is not UNSET:
            field_dict["deviceLifecycle"] = device_lifecycle
        if device_health is not UNSET:
            field_dict["deviceHealth"] = device_health
        if security_arm_state is not UNSET:
            field_dict["securityArmState"] = security_arm_state
        if hub_health is not UNSET:
            field_dict["hubHealth"] = hub_health
        if scene_lifecycle is not UNSET:
            field_dict["sceneLifecycle"] = scene_lifecycle

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.capability_subscription import CapabilitySubscription  # noqa: PLC0415
        from ..models.device_subscription import DeviceSubscription  # noqa: PLC0415
        from ..models.devices_subscription import DevicesSubscription  # noqa: PLC0415
        from ..models.location_subscription import LocationSubscription  # noqa: PLC0415
        from ..models.mode_subscription import ModeSubscription  # noqa: PLC0415

        d = {**src_dict}
        id = d.pop("id")

        installed_app_id = d.pop("installedAppId", UNSET)

        _source_type = d.pop("sourceType", UNSET)
        source_type: SubscriptionSource | Unset = UNSET
        if not isinstance(_source_type, Unset):
            try:
                source_type = SubscriptionSource(_source_type)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sourceType"] = _source_type

        _device = d.pop("device", UNSET)
        device: DeviceSubscription | Unset = UNSET
        if not isinstance(_device, Unset):
            try:
                device = DeviceSubscription.from_dict(_device)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["device"] = _device

        _capability = d.pop("capability", UNSET)
        capability: CapabilitySubscription | Unset = UNSET
        if not isinstance(_capability, Unset):
            try:
                capability = CapabilitySubscription.from_dict(_capability)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["capability"] = _capability

        _mode = d.pop("mode", UNSET)
        mode: ModeSubscription | Unset = UNSET
        if not isinstance(_mode, Unset):
            try:
                mode = ModeSubscription.from_dict(_mode)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["mode"] = _mode

        _device_lifecycle = d.pop("deviceLifecycle", UNSET)
        device_lifecycle: DevicesSubscription | Unset = UNSET
        if not isinstance(_device_lifecycle, Unset):
            try:
                device_lifecycle = DevicesSubscription.from_dict(_device_lifecycle)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["deviceLifecycle"] = _device_lifecycle

        _device_health = d.pop("deviceHealth", UNSET)
        device_health: DevicesSubscription | Unset = UNSET
        if not isinstance(_device_health, Unset):
            try:
                device_health = DevicesSubscription.from_dict(_device_health)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["deviceHealth"] = _device_health

        _security_arm_state = d.pop("securityArmState", UNSET)
        security_arm_state: LocationSubscription | Unset = UNSET
        if not isinstance(_security_arm_state, Unset):
            try:
                security_arm_state = LocationSubscription.from_dict(_security_arm_state)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["securityArmState"] = _security_arm_state

        _hub_health = d.pop("hubHealth", UNSET)
        hub_health: LocationSubscription | Unset = UNSET
        if not isinstance(_hub_health, Unset):
            try:
                hub_health = LocationSubscription.from_dict(_hub_health)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["hubHealth"] = _hub_health

        _scene_lifecycle = d.pop("sceneLifecycle", UNSET)
        scene_lifecycle: LocationSubscription | Unset = UNSET
        if not isinstance(_scene_lifecycle, Unset):
            try:
                scene_lifecycle = LocationSubscription.from_dict(_scene_lifecycle)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sceneLifecycle"] = _scene_lifecycle

        subscription = cls(
            id=id,
            installed_app_id=installed_app_id,
            source_type=source_type,
            device=device,
            capability=capability,
            mode=mode,
            device_lifecycle=device_lifecycle,
            device_health=device_health,
            security_arm_state=security_arm_state,
            hub_health=hub_health,
            scene_lifecycle=scene_lifecycle,
        )

        subscription.additional_properties = d
        return subscription

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
