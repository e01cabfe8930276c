from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sensor_capability import SensorCapability


T = TypeVar("T", bound="Sensor")


@_attrs_define
class Sensor:
    """A sensor: the thermostat's own or a remote one.

    Attributes:
        capability (list[SensorCapability] | Unset): What it measures.
        code (str | Unset): Code of a remote sensor.
        id (str | Unset): Id of the sensor, unique at its thermostat.
        is_in_use (bool | Unset): Whether the thermostat counts it in at the moment.
        name (str | Unset): Name of the sensor.
        type_ (str | Unset): Kind of sensor.
    """

    capability: list[SensorCapability] | Unset = UNSET
    code: str | Unset = UNSET
    id: str | Unset = UNSET
    is_in_use: bool | Unset = UNSET
    name: str | Unset = UNSET
    type_: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        capability: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.capability, Unset):
            capability = []
            for capability_item_data in self.capability:
                capability_item = capability_item_data.to_dict()
                capability.append(capability_item)

        code = self.code

        id = self.id

        is_in_use = self.is_in_use

        name = self.name

        type_ = self.type_

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if capability is not UNSET:
            field_dict["capability"] = capability
        if code is not UNSET:
            field_dict["code"] = code
        if id is not UNSET:
            field_dict["id"] = id
        if is_in_use is not UNSET:
            field_dict["isInUse"] = is_in_use
        if name is not UNSET:
            field_dict["name"] = name
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sensor_capability import SensorCapability  # noqa: PLC0415

        d = {**src_dict}
        _capability = d.pop("capability", UNSET)
        capability: list[SensorCapability] | Unset = UNSET
        if not isinstance(_capability, Unset):
            try:
                if not isinstance(_capability, list):
                    raise TypeError
                capability = []
                for capability_item_data in _capability:
                    capability_item = SensorCapability.from_dict(capability_item_data)

                    capability.append(capability_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                capability = UNSET
                d["capability"] = _capability

        code = d.pop("code", UNSET)

        id = d.pop("id", UNSET)

        is_in_use = d.pop("isInUse", UNSET)

        name = d.pop("name", UNSET)

        type_ = d.pop("type", UNSET)

        sensor = cls(
            capability=capability,
            code=code,
            id=id,
            is_in_use=is_in_use,
            name=name,
            type_=type_,
        )

        sensor.additional_properties = d
        return sensor

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
