from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.hold import Hold


T = TypeVar("T", bound="ThermostatEventsData")


@_attrs_define
class ThermostatEventsData:
    """What was asked for; may be null.

    Attributes:
        id (str | Unset): Serial number of a thermostat, as printed on the device: digits only, usually twelve.
        current_event (Hold | Unset): A hold or another event that overrides the schedule.
        holds (list[Hold] | Unset): All holds, also those that wait.
    """

    id: str | Unset = UNSET
    current_event: Hold | Unset = UNSET
    holds: list[Hold] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        current_event: dict[str, Any] | Unset = UNSET
        if not isinstance(self.current_event, Unset):
            current_event = self.current_event.to_dict()

        holds: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.holds, Unset):
            holds = []
            for holds_item_data in self.holds:
                holds_item = holds_item_data.to_dict()
                holds.append(holds_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if current_event is not UNSET:
            field_dict["currentEvent"] = current_event
        if holds is not UNSET:
            field_dict["holds"] = holds

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.hold import Hold  # noqa: PLC0415

        d = {**src_dict}
        id = d.pop("id", UNSET)

        _current_event = d.pop("currentEvent", UNSET)
        current_event: Hold | Unset = UNSET
        if not isinstance(_current_event, Unset):
            try:
                current_event = Hold.from_dict(_current_event)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["currentEvent"] = _current_event

        _holds = d.pop("holds", UNSET)
        holds: list[Hold] | Unset = UNSET
        if not isinstance(_holds, Unset):
            try:
                if not isinstance(_holds, list):
                    raise TypeError
                holds = []
                for holds_item_data in _holds:
                    holds_item = Hold.from_dict(holds_item_data)

                    holds.append(holds_item)
            except (AttributeError, KeyError, TypeError, ValueError):
                holds = UNSET
                d["holds"] = _holds

        thermostat_events_data = cls(
            id=id,
            current_event=current_event,
            holds=holds,
        )

        thermostat_events_data.additional_properties = d
        return thermostat_events_data

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
