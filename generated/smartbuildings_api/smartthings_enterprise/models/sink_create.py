from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.sink_create_type import SinkCreateType

if TYPE_CHECKING:
    from ..models.https_sink import HttpsSink


T = TypeVar("T", bound="SinkCreate")


@_attrs_define
class SinkCreate:
    """A new sink. Another page of the vendor has other fields.

    Attributes:
        name (str): Name of the sink, without spaces.
        type_ (SinkCreateType): Kind of the sink.
        https_sink (HttpsSink): An https endpoint.
    """

    name: str
    type_: SinkCreateType
    https_sink: HttpsSink
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        type_ = self.type_.value

        https_sink = self.https_sink.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "type": type_,
                "httpsSink": https_sink,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.https_sink import HttpsSink  # noqa: PLC0415

        d = {**src_dict}
        name = d.pop("name")

        type_ = SinkCreateType(d.pop("type"))

        https_sink = HttpsSink.from_dict(d.pop("httpsSink"))

        sink_create = cls(
            name=name,
            type_=type_,
            https_sink=https_sink,
        )

        sink_create.additional_properties = d
        return sink_create

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
