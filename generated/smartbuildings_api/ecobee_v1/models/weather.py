from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.weather_sky import WeatherSky
from ..types import UNSET, Unset

T = TypeVar("T", bound="Weather")


@_attrs_define
class Weather:
    """Weather at one moment.

    Attributes:
        condition (str | Unset): The weather in words.
        date (str | Unset): The moment it is for.
        dew_point (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from the limits).
        pressure (float | Unset): Air pressure; the unit is not told.
        probability_of_precipitation (int | Unset): A share in percent.
        relative_humidity (int | Unset): A share in percent.
        sky (WeatherSky | Unset): State of the sky.
        temperature (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from the limits).
        temperature_high (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from the
            limits).
        temperature_low (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from the
            limits).
        wind_bearing (int | Unset): Direction of the wind in degrees.
        wind_direction (str | Unset): Direction of the wind in words or letters.
        wind_speed (int | Unset): Wind speed; the unit is not told.
    """

    condition: str | Unset = UNSET
    date: str | Unset = UNSET
    dew_point: float | Unset = UNSET
    pressure: float | Unset = UNSET
    probability_of_precipitation: int | Unset = UNSET
    relative_humidity: int | Unset = UNSET
    sky: WeatherSky | Unset = UNSET
    temperature: float | Unset = UNSET
    temperature_high: float | Unset = UNSET
    temperature_low: float | Unset = UNSET
    wind_bearing: int | Unset = UNSET
    wind_direction: str | Unset = UNSET
    wind_speed: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        condition = self.condition

        date = self.date

        dew_point = self.dew_point

        pressure = self.pressure

        probability_of_precipitation = self.probability_of_precipitation

        relative_humidity = self.relative_humidity

        sky: str | Unset = UNSET
        if not isinstance(self.sky, Unset):
            sky = self.sky.value

        temperature = self.temperature

        temperature_high = self.temperature_high

        temperature_low = self.temperature_low

        wind_bearing = self.wind_bearing

        wind_direction = self.wind_direction

        wind_speed = self.wind_speed

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if condition is not UNSET:
            field_dict["condition"] = condition
        if date is not UNSET:
            field_dict["date"] = date
        if dew_point is not UNSET:
            field_dict["dewPoint"] = dew_point
        if pressure is not UNSET:
            field_dict["pressure"] = pressure
        if probability_of_precipitation is not UNSET:
            field_dict["probabilityOfPrecipitation"] = probability_of_precipitation
        if relative_humidity is not UNSET:
            field_dict["relativeHumidity"] = relative_humidity
        if sky is not UNSET:
            field_dict["sky"] = sky
        if temperature is not UNSET:
            field_dict["temperature"] = temperature
        if temperature_high is not UNSET:
            field_dict["temperatureHigh"] = temperature_high
        if temperature_low is not UNSET:
            field_dict["temperatureLow"] = temperature_low
        if wind_bearing is not UNSET:
            field_dict["windBearing"] = wind_bearing
        if wind_direction is not UNSET:
            field_dict["windDirection"] = wind_direction
        if wind_speed is not UNSET:
            field_dict["windSpeed"] = wind_speed

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = {**src_dict}
        condition = d.pop("condition", UNSET)

        date = d.pop("date", UNSET)

        dew_point = d.pop("dewPoint", UNSET)

        pressure = d.pop("pressure", UNSET)

        probability_of_precipitation = d.pop("probabilityOfPrecipitation", UNSET)

        relative_humidity = d.pop("relativeHumidity", UNSET)

        _sky = d.pop("sky", UNSET)
        sky: WeatherSky | Unset = UNSET
        if not isinstance(_sky, Unset):
            try:
                sky = WeatherSky(_sky)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sky"] = _sky

        temperature = d.pop("temperature", UNSET)

        temperature_high = d.pop("temperatureHigh", UNSET)

        temperature_low = d.pop("temperatureLow", UNSET)

        wind_bearing = d.pop("windBearing", UNSET)

        wind_direction = d.pop("windDirection", UNSET)

        wind_speed = d.pop("windSpeed", UNSET)

        weather = cls(
            condition=condition,
            date=date,
            dew_point=dew_point,
            pressure=pressure,
            probability_of_precipitation=probability_of_precipitation,
            relative_humidity=relative_humidity,
            sky=sky,
            temperature=temperature,
            temperature_high=temperature_high,
            temperature_low=temperature_low,
            wind_bearing=wind_bearing,
            wind_direction=wind_direction,
            wind_speed=wind_speed,
        )

        weather.additional_properties = d
        return weather

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
