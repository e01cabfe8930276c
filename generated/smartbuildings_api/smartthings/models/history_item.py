from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="HistoryItem")


@_attrs_define
class HistoryItem:
    """One event of a device.

    Attributes:
        device_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        device_name (None | str | Unset): Name of the device.
        location_id (str | Unset): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
        location_name (None | str | Unset): Name of the location.
        time (str | Unset): When it happened, as ISO 8601; the offset has no colon (`+0000`).
        text (None | str | Unset): The event as a sentence.
        component (str | Unset): Component of the device.
        component_label (None | str | Unset): Name of the component.
        capability (str | Unset): Capability.
        attribute (str | Unset): Attribute.
        value (Any | Unset): The value, as any JSON value.
        unit (None | str | Unset): Unit of the value. Recorded events have none.
        data (Any | Unset): More about the value.
        translated_attribute_name (None | str | Unset): The attribute in the language of the request.
        translated_attribute_value (None | str | Unset): The value in the language of the request.
        epoch (int | Unset): When it happened, in milliseconds since 1970.
        hash_ (int | Unset): Tells apart events of the same millisecond; part of the paging query.
    """

    device_id: str | Unset = UNSET
    device_name: None | str | Unset = UNSET
    location_id: str | Unset = UNSET
    location_name: None | str | Unset = UNSET
    time: str | Unset = UNSET
    text: None | str | Unset = UNSET
    component: str | Unset = UNSET
    component_label: None | str | Unset = UNSET
    capability: str | Unset = UNSET
    attribute: str | Unset = UNSET
    value: Any | Unset = UNSET
    unit: None | str | Unset = UNSET
    data: Any | Unset = UNSET
    translated_attribute_name: None | str | Unset = UNSET
    translated_attribute_value: None | str | Unset = UNSET
    epoch: int | Unset = UNSET
    hash_: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        device_id = self.device_id

        device_name: None | str | Unset
        if isinstance(self.device_name, Unset):
            device_name = UNSET
        else:
            device_name = self.device_name

        location_id = self.location_id

        location_name: None | str | Unset
        if isinstance(self.location_name, Unset):
            location_name = UNSET
        else:
            location_name = self.location_name

        time = self.time

        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        component = self.component

        component_label: None | str | Unset
        if isinstance(self.component_label, Unset):
            component_label = UNSET
        else:
            component_label = self.component_label

        capability = self.capability

        attribute = self.attribute

        value = self.value

        unit: None | str | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        else:
            unit = self.unit

        data = self.data

        translated_attribute_name: None | str | Unset
        if isinstance(self.translated_attribute_name, Unset):
            translated_attribute_name = UNSET
        else:
            translated_attribute_name = self.translated_attribute_name

        translated_attribute_value: None | str | Unset
        if isinstance(self.translated_attribute_value, Unset):
            translated_attribute_value = UNSET
        else:
            translated_attribute_value = self.translated_attribute_value

        epoch = self.epoch

        hash_ = self.hash_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if device_id is not UNSET:
            field_dict["deviceId"] = device_id
        if device_name is not UNSET:
            field_dict["deviceName"] = device_name
        if location_id is not UNSET:
            field_dict["locationId"] = location_id
        if location_name is not UNSET:
            field_dict["locationName"] = location_name
        if time is not UNSET:
            field_dict["time"] = time
        if text is not UNSET:
            field_dict["text"] = text
        if component is not UNSET:
            field_dict["component"] = component
        if component_label is not UNSET:
            field_dict["componentLabel"] = component_label
        if capability is not UNSET:
            field_dict["capability"] = capability
        if attribute is not UNSET:
            field_dict["attribute"] = attribute
        if value is not UNSET:
            field_dict["value"] = value
        if unit is not UNSET:
            field_dict["unit"] = unit
        if data is not UNSET:
            field_dict["data"] = data
        if translated_attribute_name is not UNSET:
            field_dict["translatedAttributeName"] = translated_attribute_name
        if translated_attribute_value is not UNSET:
            field_dict["translatedAttributeValue"] = translated_attribute_value
        if epoch is not UNSET:
            field_dict["epoch"] = epoch
        if hash_ is not UNSET:
            field_dict["hash"] = hash_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        device_id = d.pop("deviceId", UNSET)

        def _parse_device_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        device_name = _parse_device_name(d.pop("deviceName", UNSET))

        location_id = d.pop("locationId", UNSET)

        def _parse_location_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        location_name = _parse_location_name(d.pop("locationName", UNSET))

        time = d.pop("time", UNSET)

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        component = d.pop("component", UNSET)

        def _parse_component_label(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        component_label = _parse_component_label(d.pop("componentLabel", UNSET))

        capability = d.pop("capability", UNSET)

        attribute = d.pop("attribute", UNSET)

        value = d.pop("value", UNSET)

        def _parse_unit(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        data = d.pop("data", UNSET)

        def _parse_translated_attribute_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        translated_attribute_name = _parse_translated_attribute_name(
            d.pop("translatedAttributeName", UNSET)
        )

        def _parse_translated_attribute_value(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        translated_attribute_value = _parse_translated_attribute_value(
            d.pop("translatedAttributeValue", UNSET)
        )

        epoch = d.pop("epoch", UNSET)

        hash_ = d.pop("hash", UNSET)

        history_item = cls(
            device_id=device_id,
            device_name=device_name,
            location_id=location_id,
            location_name=location_name,
            time=time,
            text=text,
            component=component,
            component_label=component_label,
            capability=capability,
            attribute=attribute,
            value=value,
            unit=unit,
            data=data,
            translated_attribute_name=translated_attribute_name,
            translated_attribute_value=translated_attribute_value,
            epoch=epoch,
            hash_=hash_,
        )

        history_item.additional_properties = d
        return history_item

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
