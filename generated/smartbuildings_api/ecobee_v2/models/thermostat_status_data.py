from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.hvac_mode import HvacMode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.set_point import SetPoint
    from ..models.temperature_range import TemperatureRange
    from ..models.thermostat_status_data_running_equipment import (
        ThermostatStatusDataRunningEquipment,
    )


T = TypeVar("T", bound="ThermostatStatusData")


@_attrs_define
class ThermostatStatusData:
    """What was asked for; may be null.

    Attributes:
        comfort_setting (str | Unset): Comfort setting in force.
        desired_dehumidity (int | Unset): Humidity to dehumidify down to, in percent.
        desired_humidity (int | Unset): Humidity to humidify up to, in percent.
        heat_cool_min_delta (int | Unset): Least distance between the heating and the cooling set point, in degrees
            Fahrenheit (inferred).
        humidity (int | Unset): A share in percent.
        hvac_mode (HvacMode | Unset): System mode: heating, cooling, automatic change-over, off, or auxiliary heat
            alone.
        id (str | Unset): Serial number of a thermostat, as printed on the device: digits only, usually twelve.
        is_connected (bool | Unset): Whether the thermostat is in touch with the service.
        running_equipment (ThermostatStatusDataRunningEquipment | Unset): What is running at the moment.
        set_point (SetPoint | Unset): The set points that the thermostat is working to. Both are true values whatever
            the mode (inferred).
        temperature (float | Unset): A temperature in decimal degrees Fahrenheit (the unit is inferred from the limits).
        desired_cool_range (TemperatureRange | Unset): Limits of a set point, in degrees Fahrenheit.
        desired_heat_range (TemperatureRange | Unset): Limits of a set point, in degrees Fahrenheit.
        is_resident_mode (bool | Unset): Whether a resident has control.
    """

    comfort_setting: str | Unset = UNSET
    desired_dehumidity: int | Unset = UNSET
    desired_humidity: int | Unset = UNSET
    heat_cool_min_delta: int | Unset = UNSET
    humidity: int | Unset = UNSET
    hvac_mode: HvacMode | Unset = UNSET
    id: str | Unset = UNSET
    is_connected: bool | Unset = UNSET
    running_equipment: ThermostatStatusDataRunningEquipment | Unset = UNSET
    set_point: SetPoint | Unset = UNSET
    temperature: float | Unset = UNSET
    desired_cool_range: TemperatureRange | Unset = UNSET
    desired_heat_range: TemperatureRange | Unset = UNSET
    is_resident_mode: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        comfort_setting = self.comfort_setting

        desired_dehumidity = self.desired_dehumidity

        desired_humidity = self.desired_humidity

        heat_cool_min_delta = self.heat_cool_min_delta

        humidity = self.humidity

        hvac_mode: str | Unset = UNSET
        if not isinstance(self.hvac_mode, Unset):
            hvac_mode = self.hvac_mode.value

        id = self.id

        is_connected = self.is_connected

        running_equipment: dict[str, Any] | Unset = UNSET
        if not isinstance(self.running_equipment, Unset):
            running_equipment = self.running_equipment.to_dict()

        set_point: dict[str, Any] | Unset = UNSET
        if not isinstance(self.set_point, Unset):
            set_point = self.set_point.to_dict()

        temperature = self.temperature

        desired_cool_range: dict[str, Any] | Unset = UNSET
        if not isinstance(self.desired_cool_range, Unset):
            desired_cool_range = self.desired_cool_range.to_dict()

        desired_heat_range: dict[str, Any] | Unset = UNSET
        if not isinstance(self.desired_heat_range, Unset):
            desired_heat_range = self.desired_heat_range.to_dict()

        is_resident_mode = self.is_resident_mode

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if comfort_setting is not UNSET:
            field_dict["comfortSetting"] = comfort_setting
        if desired_dehumidity is not UNSET:
            field_dict["desiredDehumidity"] = desired_dehumidity
        if desired_humidity is not UNSET:
            field_dict["desiredHumidity"] = desired_humidity
        if heat_cool_min_delta is not UNSET:
            field_dict["heatCoolMinDelta"] = heat_cool_min_delta
        if humidity is not UNSET:
            field_dict["humidity"] = humidity
        if hvac_mode is not UNSET:
            field_dict["hvacMode"] = hvac_mode
        if id is not UNSET:
            field_dict["id"] = id
        if is_connected is not UNSET:
            field_dict["isConnected"] = is_connected
        if running_equipment is not UNSET:
            field_dict["runningEquipment"] = running_equipment
        if set_point is not UNSET:
            field_dict["setPoint"] = set_point
        if temperature is not UNSET:
            field_dict["temperature"] = temperature
        if desired_cool_range is not UNSET:
            field_dict["desiredCoolRange"] = desired_cool_range
        if desired_heat_range is not UNSET:
            field_dict["desiredHeatRange"] = desired_heat_range
        if is_resident_mode is not UNSET:
            field_dict["isResidentMode"] = is_resident_mode

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.set_point import SetPoint  # noqa: PLC0415
        from ..models.temperature_range import TemperatureRange  # noqa: PLC0415
        from ..models.thermostat_status_data_running_equipment import (
            ThermostatStatusDataRunningEquipment,  # noqa: PLC0415
        )

        d = {**src_dict}
        comfort_setting = d.pop("comfortSetting", UNSET)

        desired_dehumidity = d.pop("desiredDehumidity", UNSET)

        desired_humidity = d.pop("desiredHumidity", UNSET)

        heat_cool_min_delta = d.pop("heatCoolMinDelta", UNSET)

        humidity = d.pop("humidity", UNSET)

        _hvac_mode = d.pop("hvacMode", UNSET)
        hvac_mode: HvacMode | Unset = UNSET
        if not isinstance(_hvac_mode, Unset):
            try:
                hvac_mode = HvacMode(_hvac_mode)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["hvacMode"] = _hvac_mode

        id = d.pop("id", UNSET)

        is_connected = d.pop("isConnected", UNSET)

        _running_equipment = d.pop("runningEquipment", UNSET)
        running_equipment: ThermostatStatusDataRunningEquipment | Unset = UNSET
        if not isinstance(_running_equipment, Unset):
            try:
                running_equipment = ThermostatStatusDataRunningEquipment.from_dict(
                    _running_equipment
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["runningEquipment"] = _running_equipment

        _set_point = d.pop("setPoint", UNSET)
        set_point: SetPoint | Unset = UNSET
        if not isinstance(_set_point, Unset):
            try:
                set_point = SetPoint.from_dict(_set_point)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["setPoint"] = _set_point

        temperature = d.pop("temperature", UNSET)

        _desired_cool_range = d.pop("desiredCoolRange", UNSET)
        desired_cool_range: TemperatureRange | Unset = UNSET
        if not isinstance(_desired_cool_range, Unset):
            try:
                desired_cool_range = TemperatureRange.from_dict(_desired_cool_range)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["desiredCoolRange"] = _desired_cool_range

        _desired_heat_range = d.pop("desiredHeatRange", UNSET)
        desired_heat_range: TemperatureRange | Unset = UNSET
        if not isinstance(_desired_heat_range, Unset):
            try:
                desired_heat_range = TemperatureRange.from_dict(_desired_heat_range)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["desiredHeatRange"] = _desired_heat_range

        is_resident_mode = d.pop("isResidentMode", UNSET)

        thermostat_status_data = cls(
            comfort_setting=comfort_setting,
            desired_dehumidity=desired_dehumidity,
            desired_humidity=desired_humidity,
            heat_cool_min_delta=heat_cool_min_delta,
            humidity=humidity,
            hvac_mode=hvac_mode,
            id=id,
            is_connected=is_connected,
            running_equipment=running_equipment,
            set_point=set_point,
            temperature=temperature,
            desired_cool_range=desired_cool_range,
            desired_heat_range=desired_heat_range,
            is_resident_mode=is_resident_mode,
        )

        thermostat_status_data.additional_properties = d
        return thermostat_status_data

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
