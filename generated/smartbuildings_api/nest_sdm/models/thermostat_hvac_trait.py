from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.thermostat_hvac_trait_status import ThermostatHvacTraitStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="ThermostatHvacTrait")


@_attrs_define
class ThermostatHvacTrait:
    """What the equipment does.

    Attributes:
        status (ThermostatHvacTraitStatus | Unset): Heating, cooling, or neither.
    """

    status: ThermostatHvacTraitStatus | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if status is not UNSET:
            field_dict["status"] = status

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        _status = d.pop("status", UNSET)
        status: ThermostatHvacTraitStatus | Unset = UNSET
        if not isinstance(_status, Unset):
            try:
                status = ThermostatHvacTraitStatus(_status)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["status"] = _status

        thermostat_hvac_trait = cls(
            status=status,
        )

        thermostat_hvac_trait.additional_properties = d
        return thermostat_hvac_trait

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
