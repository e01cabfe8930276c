from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.thermostat_weather_forecast_data import ThermostatWeatherForecastData


T = TypeVar("T", bound="ThermostatWeatherForecast")


@_attrs_define
class ThermostatWeatherForecast:
    """Answer with weather and forecast for a thermostat.

    Attributes:
        status (str): Kind of answer, always this one word.
        data (None | ThermostatWeatherForecastData): What was asked for; may be null.
    """

    status: str
    data: None | ThermostatWeatherForecastData
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.thermostat_weather_forecast_data import (
            ThermostatWeatherForecastData,  # noqa: PLC0415
        )

        status = self.status

        data: dict[str, Any] | None
        if isinstance(self.data, ThermostatWeatherForecastData):
            data = self.data.to_dict()
        else:
            data = self.data

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.thermostat_weather_forecast_data import (
            ThermostatWeatherForecastData,  # noqa: PLC0415
        )

        d = {**src_dict}
        status = d.pop("status")

        def _parse_data(data: object) -> None | ThermostatWeatherForecastData:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_type_0 = ThermostatWeatherForecastData.from_dict(data)

                return data_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ThermostatWeatherForecastData, data)

        data = _parse_data(d.pop("data"))

        thermostat_weather_forecast = cls(
            status=status,
            data=data,
        )

        thermostat_weather_forecast.additional_properties = d
        return thermostat_weather_forecast

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
