from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.device_provisioning_state import DeviceProvisioningState
from ..models.device_type import DeviceType
from ..models.execution_context import ExecutionContext
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.child_device import ChildDevice
    from ..models.component import Component
    from ..models.details import Details
    from ..models.health_state import HealthState
    from ..models.profile_reference import ProfileReference
    from ..models.viper import Viper


T = TypeVar("T", bound="Device")


@_attrs_define
class Device:
    """A device. Only `deviceId` is certain to be there.

    Attributes:
        device_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        name (str | Unset): Name that the maker gave.
        label (None | str | Unset): Name that the user gave.
        location_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        room_id (None | str | Unset):
        owner_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        type_ (DeviceType | Unset): How the device is integrated. The list is open: expect other values.
        components (list[Component] | Unset): The parts of the device; `main` is nearly always one of them.
        profile (ProfileReference | Unset): The profile that the device follows.
        presentation_id (str | Unset): Id of the presentation.
        manufacturer_name (str | Unset): Name or code of the maker.
        device_manufacturer_code (str | Unset): Code of the maker, such as `ecobee`.
        create_time (str | Unset): When the device was added.
        restriction_tier (int | Unset): Restriction level; 0 is none.
        allowed (list[str] | None | Unset): Actions that the token may take.
        execution_context (ExecutionContext | Unset): Where automations of the device run.
        parent_device_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        child_devices (list[ChildDevice] | Unset): Devices that belong to this one.
        relationships (Any | Unset): Relations to other devices: empty lists were recorded, objects are reported.
        device_type_name (str | Unset): Name of the device type.
        device_type_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        device_network_type (str | Unset): Kind of network.
        indoor_map (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        provisioning_state (DeviceProvisioningState | Unset): How far the device is set up.
        brand_id (str | Unset): Id of the brand.
        product_id (str | Unset): Id of the product.
        health_state (HealthState | Unset): Whether the platform reaches the device.
        viper (Viper | Unset): Details of a device that its maker's cloud connects. The object may be empty.
        app (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        ble (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        ble_d2d (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        dth (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        edge_child (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        group (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        hub (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        ir (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        ir_ocf (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        lan (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        matter (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        mqtt (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        ocf (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        virtual (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        zigbee (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
        zwave (Details | Unset): An object whose fields differ from device to device; any of them may be missing.
    """

    device_id: str
    name: str | Unset = UNSET
    label: None | str | Unset = UNSET
    location_id: str | Unset = UNSET
    room_id: None | str | Unset = UNSET
    owner_id: str | Unset = UNSET
    type_: DeviceType | Unset = UNSET
    components: list[Component] | Unset = UNSET
    profile: ProfileReference | Unset = UNSET
    presentation_id: str | Unset = UNSET
    manufacturer_name: str | Unset = UNSET
    device_manufacturer_code: str | Unset = UNSET
    create_time: str | Unset = UNSET
    restriction_tier: int | Unset = UNSET
    allowed: list[str] | None | Unset = UNSET
    execution_context: ExecutionContext | Unset = UNSET
    parent_device_id: str | Unset = UNSET
    child_devices: list[ChildDevice] | Unset = UNSET
    relationships: Any | Unset = UNSET
    device_type_name: str | Unset = UNSET
    device_type_id: str | Unset = UNSET
    device_network_type: str | Unset = UNSET
    indoor_map: Details | Unset = UNSET
    provisioning_state: DeviceProvisioningState | Unset = UNSET
    brand_id: str | Unset = UNSET
    product_id: str | Unset = UNSET
    health_state: HealthState | Unset = UNSET
    viper: Viper | Unset = UNSET
    app: Details | Unset = UNSET
    ble: Details | Unset = UNSET
    ble_d2d: Details | Unset = UNSET
    dth: Details | Unset = UNSET
    edge_child: Details | Unset = UNSET
    group: Details | Unset = UNSET
    hub: Details | Unset = UNSET
    ir: Details | Unset = UNSET
    ir_ocf: Details | Unset = UNSET
    lan: Details | Unset = UNSET
    matter: Details | Unset = UNSET
    mqtt: Details | Unset = UNSET
    ocf: Details | Unset = UNSET
    virtual: Details | Unset = UNSET
    zigbee: Details | Unset = UNSET
    zwave: Details | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        device_id = self.device_id

        name = self.name

        label: None | str | Unset
        if isinstance(self.label, Unset):
            label = UNSET
        else:
            label = self.label

        location_id = self.location_id

        room_id: None | str | Unset
        if isinstance(self.room_id, Unset):
            room_id = UNSET
        else:
            room_id = self.room_id

        owner_id = self.owner_id

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        components: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.components, Unset):
            components = []
            for components_item_data in self.components:
                components_item = components_item_data.to_dict()
                components.append(components_item)

        profile: dict[str, Any] | Unset = UNSET
        if not isinstance(self.profile, Unset):
            profile = self.profile.to_dict()

        presentation_id = self.presentation_id

        manufacturer_name = self.manufacturer_name

        device_manufacturer_code = self.device_manufacturer_code

        create_time = self.create_time

        restriction_tier = self.restriction_tier

        allowed: list[str] | None | Unset
        if isinstance(self.allowed, Unset):
            allowed = UNSET
        elif isinstance(self.allowed, list):
            allowed = self.allowed

        else:
            allowed = self.allowed

        execution_context: str | Unset = UNSET
        if not isinstance(self.execution_context, Unset):
            execution_context = self.execution_context.value

        parent_device_id = self.parent_device_id

        child_devices: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.child_devices, Unset):
            child_devices = []
            for child_devices_item_data in self.child_devices:
                child_devices_item = child_devices_item_data.to_dict()
                child_devices.append(child_devices_item)

        relationships = self.relationships

        device_type_name = self.device_type_name

        device_type_id = self.device_type_id

        device_network_type = self.device_network_type

        indoor_map: dict[str, Any] | Unset = UNSET
        if not isinstance(self.indoor_map, Unset):
            indoor_map = self.indoor_map.to_dict()

        provisioning_state: str | Unset = UNSET
        if not isinstance(self.provisioning_state, Unset):
            provisioning_state = self.provisioning_state.value

        brand_id = self.brand_id

        product_id = self.product_id

        health_state: dict[str, Any] | Unset = UNSET
        if not isinstance(self.health_state, Unset):
            health_state = self.health_state.to_dict()

        viper: dict[str, Any] | Unset = UNSET
        if not isinstance(self.viper, Unset):
            viper = self.viper.to_dict()

        app: dict[str, Any] | Unset = UNSET
        if not isinstance(self.app, Unset):
            app = self.app.to_dict()

        ble: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ble, Unset):
            ble = self.ble.to_dict()

        ble_d2d: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ble_d2d, Unset):
            ble_d2d = self.ble_d2d.to_dict()

        dth: dict[str, Any] | Unset = UNSET
        if not isinstance(self.dth, Unset):
            dth = self.dth.to_dict()

        edge_child: dict[str, Any] | Unset = UNSET
        if not isinstance(self.edge_child, Unset):
            edge_child = self.edge_child.to_dict()

        group: dict[str, Any] | Unset = UNSET
        if not isinstance(self.group, Unset):
            group = self.group.to_dict()

        hub: dict[str, Any] | Unset = UNSET
        if not isinstance(self.hub, Unset):
            hub = self.hub.to_dict()

        ir: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ir, Unset):
            ir = self.ir.to_dict()

        ir_ocf: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ir_ocf, Unset):
            ir_ocf = self.ir_ocf.to_dict()

        lan: dict[str, Any] | Unset = UNSET
        if not isinstance(self.lan, Unset):
            lan = self.lan.to_dict()

        matter: dict[str, Any] | Unset = UNSET
        if not isinstance(self.matter, Unset):
            matter = self.matter.to_dict()

        mqtt: dict[str, Any] | Unset = UNSET
        if not isinstance(self.mqtt, Unset):
            mqtt = self.mqtt.to_dict()

        ocf: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ocf, Unset):
            ocf = self.ocf.to_dict()

        virtual: dict[str, Any] | Unset = UNSET
        if not isinstance(self.virtual, Unset):
            virtual = self.virtual.to_dict()

        zigbee: dict[str, Any] | Unset = UNSET
        if not isinstance(self.zigbee, Unset):
            zigbee = self.zigbee.to_dict()

        zwave: dict[str, Any] | Unset = UNSET
        if not isinstance(self.zwave, Unset):
            zwave = self.zwave.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "deviceId": device_id,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if label is not UNSET:
            field_dict["label"] = label
        if location_id is not UNSET:
            field_dict["locationId"] = location_id
        if room_id is not UNSET:
            field_dict["roomId"] = room_id
        if owner_id is not UNSET:
            field_dict["ownerId"] = owner_id
        if type_ is not UNSET:
            field_dict["type"] = type_
        if components is not UNSET:
            field_dict["components"] = components
        if profile is not UNSET:
            field_dict["profile"] = profile
        if presentation_id is not UNSET:
            field_dict["presentationId"] = presentation_id
        if manufacturer_name is not UNSET:
            field_dict["manufacturerName"] = manufacturer_name
        if device_manufacturer_code is not UNSET:
            field_dict["deviceManufacturerCode"] = device_manufacturer_code
        if create_time is not UNSET:
            field_dict["createTime"] = create_time
        if restriction_tier is not UNSET:
            field_dict["restrictionTier"] = restriction_tier
        if allowed is not UNSET:
            field_dict["allowed"] = allowed
        if execution_context is not UNSET:
            field_dict["executionContext"] = execution_context
        if parent_device_id is not UNSET:
            field_dict["parentDeviceId"] = parent_device_id
        if child_devices is not UNSET:
            field_dict["childDevices"] = child_devices
        if relationships is not UNSET:
            field_dict["relationships"] = relationships
        if device_type_name is not UNSET:
            field_dict["deviceTypeName"] = device_type_name
        if device_type_id is not UNSET:
            field_dict["deviceTypeId"] = device_type_id
        if device_network_type is not UNSET:
            field_dict["deviceNetworkType"] = device_network_type
        if indoor_map is not UNSET:
            field_dict["indoorMap"] = indoor_map
        if provisioning_state is not UNSET:
            field_dict["provisioningState"] = provisioning_state
        if brand_id is not UNSET:
            field_dict["brandId"] = brand_id
        if product_id is not UNSET:
            field_dict["productId"] = product_id
        if health_state is not UNSET:
            field_dict["healthState"] = health_state
        if viper is not UNSET:
            field_dict["viper"] = viper
        if app is not UNSET:
            field_dict["app"] = app
        if ble is not UNSET:
            field_dict["ble"] = ble
        if ble_d2d is not UNSET:
            field_dict["bleD2D"] = ble_d2d
        if dth is not UNSET:
            field_dict["dth"] = dth
        if edge_child is not UNSET:
            field_dict["edgeChild"] = edge_child
        if group is not UNSET:
            field_dict["group"] = group
        if hub is not UNSET:
            field_dict["hub"] = hub
        if ir is not UNSET:
            field_dict["ir"] = ir
        if ir_ocf is not UNSET:
            field_dict["irOcf"] = ir_ocf
        if lan is not UNSET:
            field_dict["lan"] = lan
        if matter is not UNSET:
            field_dict["matter"] = matter
        if mqtt is not UNSET:
            field_dict["mqtt"] = mqtt
        if ocf is not UNSET:
            field_dict["ocf"] = ocf
        if virtual is not UNSET:
            field_dict["virtual"] = virtual
        if zigbee is not UNSET:
            field_dict["zigbee"] = zigbee
        if zwave is not UNSET:
            field_dict["zwave"] = zwave

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.child_device import ChildDevice  # noqa: PLC0415
        from ..models.component import Component  # noqa: PLC0415
        from ..models.details import Details  # noqa: PLC0415
        from ..models.health_state import HealthState  # noqa: PLC0415
        from ..models.profile_reference import ProfileReference  # noqa: PLC0415
        from ..models.viper import Viper  # noqa: PLC0415

        d = {**src_dict}
        device_id = d.pop("deviceId")

        name = d.pop("name", UNSET)

        def _parse_label(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        label = _parse_label(d.pop("label", UNSET))

        location_id = d.pop("locationId", UNSET)

        def _parse_room_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        room_id = _parse_room_id(d.pop("roomId", UNSET))

        owner_id = d.pop("ownerId", UNSET)

        _type_ = d.pop("type", UNSET)
        type_: DeviceType | Unset = UNSET
        if not isinstance(_type_, Unset):
            try:
                type_ = DeviceType(_type_)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["type"] = _type_

        _components = d.pop("components", UNSET)
        components: list[Component] | Unset = UNSET
        if not isinstance(_components, Unset):
            try:
                if not isinstance(_components, list):
                    raise TypeError
                components = []
                for components_item_data in _components:
                    components_item = Component.from_dict(components_item_data)

                    components.append(components_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                components = UNSET
                d["components"] = _components

        _profile = d.pop("profile", UNSET)
        profile: ProfileReference | Unset = UNSET
        if not isinstance(_profile, Unset):
            try:
                profile = ProfileReference.from_dict(_profile)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["profile"] = _profile

        presentation_id = d.pop("presentationId", UNSET)

        manufacturer_name = d.pop("manufacturerName", UNSET)

        device_manufacturer_code = d.pop("deviceManufacturerCode", UNSET)

        create_time = d.pop("createTime", UNSET)

        restriction_tier = d.pop("restrictionTier", UNSET)

        def _parse_allowed(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                allowed_type_0 = cast(list[str], data)

                return allowed_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        allowed = _parse_allowed(d.pop("allowed", UNSET))

        _execution_context = d.pop("executionContext", UNSET)
        execution_context: ExecutionContext | Unset = UNSET
        if not isinstance(_execution_context, Unset):
            try:
                execution_context = ExecutionContext(_execution_context)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["executionContext"] = _execution_context

        parent_device_id = d.pop("parentDeviceId", UNSET)

        _child_devices = d.pop("childDevices", UNSET)
        child_devices: list[ChildDevice] | Unset = UNSET
        if not isinstance(_child_devices, Unset):
            try:
                if not isinstance(_child_devices, list):
                    raise TypeError
                child_devices = []
                for child_devices_item_data in _child_devices:
                    child_devices_item = ChildDevice.from_dict(child_devices_item_data)

                    child_devices.append(child_devices_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                child_devices = UNSET
                d["childDevices"] = _child_devices

        relationships = d.pop("relationships", UNSET)

        device_type_name = d.pop("deviceTypeName", UNSET)

        device_type_id = d.pop("deviceTypeId", UNSET)

        device_network_type = d.pop("deviceNetworkType", UNSET)

        _indoor_map = d.pop("indoorMap", UNSET)
        indoor_map: Details | Unset = UNSET
        if not isinstance(_indoor_map, Unset):
            try:
                indoor_map = Details.from_dict(_indoor_map)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["indoorMap"] = _indoor_map

        _provisioning_state = d.pop("provisioningState", UNSET)
        provisioning_state: DeviceProvisioningState | Unset = UNSET
        if not isinstance(_provisioning_state, Unset):
            try:
                provisioning_state = DeviceProvisioningState(_provisioning_state)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["provisioningState"] = _provisioning_state

        brand_id = d.pop("brandId", UNSET)

        product_id = d.pop("productId", UNSET)

        _health_state = d.pop("healthState", UNSET)
        health_state: HealthState | Unset = UNSET
        if not isinstance(_health_state, Unset):
            try:
                health_state = HealthState.from_dict(_health_state)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["healthState"] = _health_state

        _viper = d.pop("viper", UNSET)
        viper: Viper | Unset = UNSET
        if not isinstance(_viper, Unset):
            try:
                viper = Viper.from_dict(_viper)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["viper"] = _viper

        _app = d.pop("app", UNSET)
        app: Details | Unset = UNSET
        if not isinstance(_app, Unset):
            try:
                app = Details.from_dict(_app)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["app"] = _app

        _ble = d.pop("ble", UNSET)
        ble: Details | Unset = UNSET
        if not isinstance(_ble, Unset):
            try:
                ble = Details.from_dict(_ble)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["ble"] = _ble

        _ble_d2d = d.pop("bleD2D", UNSET)
        ble_d2d: Details | Unset = UNSET
        if not isinstance(_ble_d2d, Unset):
            try:
                ble_d2d = Details.from_dict(_ble_d2d)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["bleD2D"] = _ble_d2d

        _dth = d.pop("dth", UNSET)
        dth: Details | Unset = UNSET
        if not isinstance(_dth, Unset):
            try:
                dth = Details.from_dict(_dth)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["dth"] = _dth

        _edge_child = d.pop("edgeChild", UNSET)
        edge_child: Details | Unset = UNSET
        if not isinstance(_edge_child, Unset):
            try:
                edge_child = Details.from_dict(_edge_child)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["edgeChild"] = _edge_child

        _group = d.pop("group", UNSET)
        group: Details | Unset = UNSET
        if not isinstance(_group, Unset):
            try:
                group = Details.from_dict(_group)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["group"] = _group

        _hub = d.pop("hub", UNSET)
        hub: Details | Unset = UNSET
        if not isinstance(_hub, Unset):
            try:
                hub = Details.from_dict(_hub)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["hub"] = _hub

        _ir = d.pop("ir", UNSET)
        ir: Details | Unset = UNSET
        if not isinstance(_ir, Unset):
            try:
                ir = Details.from_dict(_ir)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["ir"] = _ir

        _ir_ocf = d.pop("irOcf", UNSET)
        ir_ocf: Details | Unset = UNSET
        if not isinstance(_ir_ocf, Unset):
            try:
                ir_ocf = Details.from_dict(_ir_ocf)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["irOcf"] = _ir_ocf

        _lan = d.pop("lan", UNSET)
        lan: Details | Unset = UNSET
        if not isinstance(_lan, Unset):
            try:
                lan = Details.from_dict(_lan)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["lan"] = _lan

        _matter = d.pop("matter", UNSET)
        matter: Details | Unset = UNSET
        if not isinstance(_matter, Unset):
            try:
                matter = Details.from_dict(_matter)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["matter"] = _matter

        _mqtt = d.pop("mqtt", UNSET)
        mqtt: Details | Unset = UNSET
        if not isinstance(_mqtt, Unset):
            try:
                mqtt = Details.from_dict(_mqtt)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["mqtt"] = _mqtt

        _ocf = d.pop("ocf", UNSET)
        ocf: Details | Unset = UNSET
        if not isinstance(_ocf, Unset):
            try:
                ocf = Details.from_dict(_ocf)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["ocf"] = _ocf

        _virtual = d.pop("virtual", UNSET)
        virtual: Details | Unset = UNSET
        if not isinstance(_virtual, Unset):
            try:
                virtual = Details.from_dict(_virtual)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["virtual"] = _virtual

        _zigbee = d.pop("zigbee", UNSET)
        zigbee: Details | Unset = UNSET
        if not isinstance(_zigbee, Unset):
            try:
                zigbee = Details.from_dict(_zigbee)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["zigbee"] = _zigbee

        _zwave = d.pop("zwave", UNSET)
        zwave: Details | Unset = UNSET
        if not isinstance(_zwave, Unset):
            try:
                zwave = Details.from_dict(_zwave)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["zwave"] = _zwave

        device = cls(
            device_id=device_id,
            name=name,
            label=label,
            location_id=location_id,
            room_id=room_id,
            owner_id=owner_id,
            type_=type_,
            components=components,
            profile=profile,
            presentation_id=presentation_id,
            manufacturer_name=manufacturer_name,
            device_manufacturer_code=device_manufacturer_code,
            create_time=create_time,
            restriction_tier=restriction_tier,
            allowed=allowed,
            execution_context=execution_context,
            parent_device_id=parent_device_id,
            child_devices=child_devices,
            relationships=relationships,
            device_type_name=device_type_name,
            device_type_id=device_type_id,
            device_network_type=device_network_type,
            indoor_map=indoor_map,
            provisioning_state=provisioning_state,
            brand_id=brand_id,
            product_id=product_id,
            health_state=health_state,
            viper=viper,
            app=app,
            ble=ble,
            ble_d2d=ble_d2d,
            dth=dth,
            edge_child=edge_child,
            group=group,
            hub=hub,
            ir=ir,
            ir_ocf=ir_ocf,
            lan=lan,
            matter=matter,
            mqtt=mqtt,
            ocf=ocf,
            virtual=virtual,
            zigbee=zigbee,
            zwave=zwave,
        )

        device.additional_properties = d
        return device

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
