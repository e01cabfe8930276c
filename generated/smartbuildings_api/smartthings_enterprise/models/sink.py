from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.https_sink import HttpsSink


T = TypeVar("T", bound="Sink")


@_attrs_define
class Sink:
    """A sink.

    Attributes:
        sink_id (str | Unset): An id. Compare ids as strings.
        name (str | Unset): Name of the sink.
        type_ (str | Unset): Kind of the sink.
        https_sink (HttpsSink | Unset): An https endpoint.
    """

    sink_id: str | Unset = UNSET
    name: str | Unset = UNSET
    type_: str | Unset = UNSET
    https_sink: HttpsSink | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sink_id = self.sink_id

        name = self.name

        type_ = self.type_

        https_sink: dict[str, Any] | Unset = UNSET
        if not isinstance(self.https_sink, Unset):
            https_sink = self.https_sink.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if sink_id is not UNSET:
            field_dict["sinkId"] = sink_id
        if name is not UNSET:
            field_dict["name"] = name
        if type_ is not UNSET:
            field_dict["type"] = type_
        if https_sink is not UNSET:
            field_dict["httpsSink"] = https_sink

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.https_sink import HttpsSink  # noqa: PLC0415

        d = {**src_dict}
        sink_id = d.pop("sinkId", UNSET)

        name = d.pop("name", UNSET)

        type_ = d.pop("type", UNSET)

        _https_sink = d.pop("httpsSink", UNSET)
        https_sink: HttpsSink | Unset = UNSET
        if not isinstance(_https_sink, Unset):
            try:
                https_sink = HttpsSink.from_dict(_https_sink)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["httpsSink"] = _https_sink

        sink = cls(
            sink_id=sink_id,
            name=name,
            type_=type_,
            https_sink=https_sink,
        )

        sink.additional_properties = d
        return sink

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
