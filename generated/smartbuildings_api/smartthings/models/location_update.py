from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.temperature_scale import TemperatureScale
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.free_strings import FreeStrings


T = TypeVar("T", bound="LocationUpdate")


@_attrs_define
class LocationUpdate:
    """The new values of a location.

    Attributes:
        name (str): Name of the location, 1 to 40 characters.
        latitude (float | Unset): Degrees north of the equator.
        longitude (float | Unset): Degrees east of Greenwich.
        region_radius (int | Unset): Radius of the location in metres.
        temperature_scale (TemperatureScale | Unset): Unit of temperatures in a location: degrees Fahrenheit or Celsius.
        locale (str | Unset): Language, such as `en-US`.
        additional_properties_field (FreeStrings | Unset): Free strings by name. The field that holds them is really
            called `additionalProperties`.
    """

    name: str
    latitude: float | Unset = _attrs_field(default=UNSET, repr=False)
    longitude: float | Unset = _attrs_field(default=UNSET, repr=False)
    region_radius: int | Unset = UNSET
    temperature_scale: TemperatureScale | Unset = UNSET
    locale: str | Unset = UNSET
    additional_properties_field: FreeStrings | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(
        init=False, repr=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        latitude = self.latitude

        longitude = self.longitude

        region_radius = self.region_radius

        temperature_scale: str | Unset = UNSET
        if not isinstance(self.temperature_scale, Unset):
            temperature_scale = self.temperature_scale.value

        locale = self.locale

        additional_properties_field: dict[str, Any] | Unset = UNSET
        if not isinstance(self.additional_properties_field, Unset):
            additional_properties_field = self.additional_properties_field.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
            }
        )
        if latitude is not UNSET:
            field_dict["latitude"] = latitude
        if longitude is not UNSET:
            field_dict["longitude"] = longitude
        if region_radius is not UNSET:
            field_dict["regionRadius"] = region_radius
        if temperature_scale is not UNSET:
            field_dict["temperatureScale"] = temperature_scale
        if locale is not UNSET:
            field_dict["locale"] = locale
        if additional_properties_field is not UNSET:
            field_dict["additionalProperties"] = additional_properties_field

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.free_strings import FreeStrings  # noqa: PLC0415

        d = {**src_dict}
        name = d.pop("name")

        latitude = d.pop("latitude", UNSET)

        longitude = d.pop("longitude", UNSET)

        region_radius = d.pop("regionRadius", UNSET)

        _temperature_scale = d.pop("temperatureScale", UNSET)
        temperature_scale: TemperatureScale | Unset = UNSET
        if not isinstance(_temperature_scale, Unset):
            try:
                temperature_scale = TemperatureScale(_temperature_scale)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["temperatureScale"] = _temperature_scale

        locale = d.pop("locale", UNSET)

        _additional_properties_field = d.pop("additionalProperties", UNSET)
        additional_properties_field: FreeStrings | Unset = UNSET
        if not isinstance(_additional_properties_field, Unset):
            try:
                additional_properties_field = FreeStrings.from_dict(
                    _additional_properties_field
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["additionalProperties"] = _additional_properties_field

        location_update = cls(
            name=name,
            latitude=latitude,
            longitude=longitude,
            region_radius=region_radius,
            temperature_scale=temperature_scale,
            locale=locale,
            additional_properties_field=additional_properties_field,
        )

        location_update.additional_properties = d
        return location_update

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
