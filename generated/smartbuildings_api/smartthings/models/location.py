from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.temperature_scale import TemperatureScale
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.free_strings import FreeStrings
    from ..models.location_parent import LocationParent


T = TypeVar("T", bound="Location")


@_attrs_define
class Location:
    """A place such as a house or a building: what devices, rooms and modes belong to. It contains the coordinates of a
    home: keep it out of logs.

        Attributes:
            location_id (str): An id: 32 hexadecimal digits, with or without dashes. Compare ids as strings.
            name (str | Unset): Name of the location, 1 to 40 characters.
            country_code (str | Unset): Country as three letters (ISO 3166-1 alpha-3).
            latitude (float | None | Unset): Degrees north of the equator.
            longitude (float | None | Unset): Degrees east of Greenwich.
            region_radius (int | None | Unset): Radius in metres around the position within which a person counts as
                present; 20 to 500000.
            temperature_scale (TemperatureScale | Unset): Unit of temperatures in a location: degrees Fahrenheit or Celsius.
            time_zone_id (None | str | Unset): IANA name of the time zone.
            locale (None | str | Unset): Language of the location, such as `en-US`.
            background_image (None | str | Unset): Address of a picture.
            additional_properties_field (FreeStrings | None | Unset):
            created (None | str | Unset): When the location was created.
            last_modified (None | str | Unset): When the location was last changed.
            allowed (list[str] | None | Unset): The actions that the token may take; only with `allowed=true`.
            parent (LocationParent | None | Unset):
    """

    location_id: str
    name: str | Unset = UNSET
    country_code: str | Unset = UNSET
    latitude: float | None | Unset = _attrs_field(default=UNSET, repr=False)
    longitude: float | None | Unset = _attrs_field(default=UNSET, repr=False)
    region_radius: int | None | Unset = UNSET
    temperature_scale: TemperatureScale | Unset = UNSET
    time_zone_id: None | str | Unset = UNSET
    locale: None | str | Unset = UNSET
    background_image: None | str | Unset = UNSET
    additional_properties_field: FreeStrings | None | Unset = UNSET
    created: None | str | Unset = UNSET
    last_modified: None | str | Unset = UNSET
    allowed: list[str] | None | Unset = UNSET
    parent: LocationParent | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(
        init=False, repr=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
        from ..models.free_strings import FreeStrings  # noqa: PLC0415
        from ..models.location_parent import LocationParent  # noqa: PLC0415

        location_id = self.location_id

        name = self.name

        country_code = self.country_code

        latitude: float | None | Unset
        if isinstance(self.latitude, Unset):
            latitude = UNSET
        else:
            latitude = self.latitude

        longitude: float | None | Unset
        if isinstance(self.longitude, Unset):
            longitude = UNSET
        else:
            longitude = self.longitude

        region_radius: int | None | Unset
        if isinstance(self.region_radius, Unset):
            region_radius = UNSET
        else:
            region_radius = self.region_radius

        temperature_scale: str | Unset = UNSET
        if not isinstance(self.temperature_scale, Unset):
            temperature_scale = self.temperature_scale.value

        time_zone_id: None | str | Unset
        if isinstance(self.time_zone_id, Unset):
            time_zone_id = UNSET
        else:
            time_zone_id = self.time_zone_id

        locale: None | str | Unset
        if isinstance(self.locale, Unset):
            locale = UNSET
        else:
            locale = self.locale

        background_image: None | str | Unset
        if isinstance(self.background_image, Unset):
            background_image = UNSET
        else:
            background_image = self.background_image

        additional_properties_field: dict[str, Any] | None | Unset
        if isinstance(self.additional_properties_field, Unset):
            additional_properties_field = UNSET
        elif isinstance(self.additional_properties_field, FreeStrings):
            additional_properties_field = self.additional_properties_field.to_dict()
        else:
            additional_properties_field = self.additional_properties_field

        created: None | str | Unset
        if isinstance(self.created, Unset):
            created = UNSET
        else:
            created = self.created

        last_modified: None | str | Unset
        if isinstance(self.last_modified, Unset):
            last_modified = UNSET
        else:
            last_modified = self.last_modified

        allowed: list[str] | None | Unset
        if isinstance(self.allowed, Unset):
            allowed = UNSET
        elif isinstance(self.allowed, list):
            allowed = self.allowed

        else:
            allowed = self.allowed

        parent: dict[str, Any] | None | Unset
        if isinstance(self.parent, Unset):
            parent = UNSET
        elif isinstance(self.parent, LocationParent):
            parent = self.parent.to_dict()
        else:
            parent = self.parent

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "locationId": location_id,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name
        if country_code is not UNSET:
            field_dict["countryCode"] = country_code
        if latitude is not UNSET:
            field_dict["latitude"] = latitude
        if longitude is not UNSET:
            field_dict["longitude"] = longitude
        if region_radius is not UNSET:
            field_dict["regionRadius"] = region_radius
        if temperature_scale is not UNSET:
            field_dict["temperatureScale"] = temperature_scale
        if time_zone_id is not UNSET:
            field_dict["timeZoneId"] = time_zone_id
        if locale is not UNSET:
            field_dict["locale"] = locale
        if background_image is not UNSET:
            field_dict["backgroundImage"] = background_image
        if additional_properties_field is not UNSET:
            field_dict["additionalProperties"] = additional_properties_field
        if created is not UNSET:
            field_dict["created"] = created
        if last_modified is not UNSET:
            field_dict["lastModified"] = last_modified
        if allowed is not UNSET:
            field_dict["allowed"] = allowed
        if parent is not UNSET:
            field_dict["parent"] = parent

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.free_strings import FreeStrings  # noqa: PLC0415
        from ..models.location_parent import LocationParent  # noqa: PLC0415

        d = {**src_dict}
        location_id = d.pop("locationId")

        name = d.pop("name", UNSET)

        country_code = d.pop("countryCode", UNSET)

        def _parse_latitude(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        latitude = _parse_latitude(d.pop("latitude", UNSET))

        def _parse_longitude(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        longitude = _parse_longitude(d.pop("longitude", UNSET))

        def _parse_region_radius(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        region_radius = _parse_region_radius(d.pop("regionRadius", UNSET))

        _temperature_scale = d.pop("temperatureScale", UNSET)
        temperature_scale: TemperatureScale | Unset = UNSET
        if not isinstance(_temperature_scale, Unset):
            try:
                temperature_scale = TemperatureScale(_temperature_scale)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["temperatureScale"] = _temperature_scale

        def _parse_time_zone_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        time_zone_id = _parse_time_zone_id(d.pop("timeZoneId", UNSET))

        def _parse_locale(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        locale = _parse_locale(d.pop("locale", UNSET))

        def _parse_background_image(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        background_image = _parse_background_image(d.pop("backgroundImage", UNSET))

        def _parse_additional_properties_field(
            data: object,
        ) -> FreeStrings | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                additional_properties_type_1 = FreeStrings.from_dict(data)

                return additional_properties_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FreeStrings | None | Unset, data)

        additional_properties_field = _parse_additional_properties_field(
            d.pop("additionalProperties", UNSET)
        )

        def _parse_created(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        created = _parse_created(d.pop("created", UNSET))

        def _parse_last_modified(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        last_modified = _parse_last_modified(d.pop("lastModified", UNSET))

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

        def _parse_parent(data: object) -> LocationParent | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                parent_type_1 = LocationParent.from_dict(data)

                return parent_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LocationParent | None | Unset, data)

        parent = _parse_parent(d.pop("parent", UNSET))

        location = cls(
            location_id=location_id,
            name=name,
            country_code=country_code,
            latitude=latitude,
            longitude=longitude,
            region_radius=region_radius,
            temperature_scale=temperature_scale,
            time_zone_id=time_zone_id,
            locale=locale,
            background_image=background_image,
            additional_properties_field=additional_properties_field,
            created=created,
            last_modified=last_modified,
            allowed=allowed,
            parent=parent,
        )

        location.additional_properties = d
        return location

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
