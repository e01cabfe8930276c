from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.connectivity_trait import ConnectivityTrait
    from ..models.fan_trait import FanTrait
    from ..models.humidity_trait import HumidityTrait
    from ..models.info_trait import InfoTrait
    from ..models.setpoint_trait import SetpointTrait
    from ..models.settings_trait import SettingsTrait
    from ..models.temperature_trait import TemperatureTrait
    from ..models.thermostat_eco_trait import ThermostatEcoTrait
    from ..models.thermostat_hvac_trait import ThermostatHvacTrait
    from ..models.thermostat_mode_trait import ThermostatModeTrait


T = TypeVar("T", bound="DeviceTraits")


@_attrs_define
class DeviceTraits:
    """The traits of a device by name. Each may be missing; others may be there.

    Attributes:
        sdm_devices_traits_info (InfoTrait | Unset): A name.
        sdm_devices_traits_connectivity (ConnectivityTrait | Unset): Whether the vendor's service reaches a device.
        sdm_devices_traits_humidity (HumidityTrait | Unset): The measured humidity.
        sdm_devices_traits_temperature (TemperatureTrait | Unset): The measured temperature.
        sdm_devices_traits_settings (SettingsTrait | Unset): Settings for display.
        sdm_devices_traits_fan (FanTrait | Unset): A fan with a timer. Empty on systems without a fan.
        sdm_devices_traits_thermostat_mode (ThermostatModeTrait | Unset): The mode, apart from Eco.
        sdm_devices_traits_thermostat_eco (ThermostatEcoTrait | Unset): Eco, which keeps between thresholds of its own.
        sdm_devices_traits_thermostat_hvac (ThermostatHvacTrait | Unset): What the equipment does.
        sdm_devices_traits_thermostat_temperature_setpoint (SetpointTrait | Unset): The set points of the mode. Empty in
            Eco and off.
    """

    sdm_devices_traits_info: InfoTrait | Unset = UNSET
    sdm_devices_traits_connectivity: ConnectivityTrait | Unset = UNSET
    sdm_devices_traits_humidity: HumidityTrait | Unset = UNSET
    sdm_devices_traits_temperature: TemperatureTrait | Unset = UNSET
    sdm_devices_traits_settings: SettingsTrait | Unset = UNSET
    sdm_devices_traits_fan: FanTrait | Unset = UNSET
    sdm_devices_traits_thermostat_mode: ThermostatModeTrait | Unset = UNSET
    sdm_devices_traits_thermostat_eco: ThermostatEcoTrait | Unset = UNSET
    sdm_devices_traits_thermostat_hvac: ThermostatHvacTrait | Unset = UNSET
    sdm_devices_traits_thermostat_temperature_setpoint: SetpointTrait | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sdm_devices_traits_info: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sdm_devices_traits_info, Unset):
            sdm_devices_traits_info = self.sdm_devices_traits_info.to_dict()

        sdm_devices_traits_connectivity: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sdm_devices_traits_connectivity, Unset):
            sdm_devices_traits_connectivity = (
                self.sdm_devices_traits_connectivity.to_dict()
            )

        sdm_devices_traits_humidity: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sdm_devices_traits_humidity, Unset):
            sdm_devices_traits_humidity = self.sdm_devices_traits_humidity.to_dict()

        sdm_devices_traits_temperature: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sdm_devices_traits_temperature, Unset):
            sdm_devices_traits_temperature = (
                self.sdm_devices_traits_temperature.to_dict()
            )

        sdm_devices_traits_settings: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sdm_devices_traits_settings, Unset):
            sdm_devices_traits_settings = self.sdm_devices_traits_settings.to_dict()

        sdm_devices_traits_fan: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sdm_devices_traits_fan, Unset):
            sdm_devices_traits_fan = self.sdm_devices_traits_fan.to_dict()

        sdm_devices_traits_thermostat_mode: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sdm_devices_traits_thermostat_mode, Unset):
            sdm_devices_traits_thermostat_mode = (
                self.sdm_devices_traits_thermostat_mode.to_dict()
            )

        sdm_devices_traits_thermostat_eco: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sdm_devices_traits_thermostat_eco, Unset):
            sdm_devices_traits_thermostat_eco = (
                self.sdm_devices_traits_thermostat_eco.to_dict()
            )

        sdm_devices_traits_thermostat_hvac: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sdm_devices_traits_thermostat_hvac, Unset):
            sdm_devices_traits_thermostat_hvac = (
                self.sdm_devices_traits_thermostat_hvac.to_dict()
            )

        sdm_devices_traits_thermostat_temperature_setpoint: dict[str, Any] | Unset = (
            UNSET
        )
        if not isinstance(
            self.sdm_devices_traits_thermostat_temperature_setpoint, Unset
        ):
            sdm_devices_traits_thermostat_temperature_setpoint = (
                self.sdm_devices_traits_thermostat_temperature_setpoint.to_dict()
            )

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if sdm_devices_traits_info is not UNSET:
            field_dict["sdm.devices.traits.Info"] = sdm_devices_traits_info
        if sdm_devices_traits_connectivity is not UNSET:
            field_dict["sdm.devices.traits.Connectivity"] = (
                sdm_devices_traits_connectivity
            )
        if sdm_devices_traits_humidity is not UNSET:
            field_dict["sdm.devices.traits.Humidity"] = sdm_devices_traits_humidity
        if sdm_devices_traits_temperature is not UNSET:
            field_dict["sdm.devices.traits.Temperature"] = (
                sdm_devices_traits_temperature
            )
        if sdm_devices_traits_settings is not UNSET:
            field_dict["sdm.devices.traits.Settings"] = sdm_devices_traits_settings
        if sdm_devices_traits_fan is not UNSET:
            field_dict["sdm.devices.traits.Fan"] = sdm_devices_traits_fan
        if sdm_devices_traits_thermostat_mode is not UNSET:
            field_dict["sdm.devices.traits.ThermostatMode"] = (
                sdm_devices_traits_thermostat_mode
            )
        if sdm_devices_traits_thermostat_eco is not UNSET:
            field_dict["sdm.devices.traits.ThermostatEco"] = (
                sdm_devices_traits_thermostat_eco
            )
        if sdm_devices_traits_thermostat_hvac is not UNSET:
            field_dict["sdm.devices.traits.ThermostatHvac"] = (
                sdm_devices_traits_thermostat_hvac
            )
        if sdm_devices_traits_thermostat_temperature_setpoint is not UNSET:
            field_dict["sdm.devices.traits.ThermostatTemperatureSetpoint"] = (
                sdm_devices_traits_thermostat_temperature_setpoint
            )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.connectivity_trait import ConnectivityTrait  # noqa: PLC0415
        from ..models.fan_trait import FanTrait  # noqa: PLC0415
        from ..models.humidity_trait import HumidityTrait  # noqa: PLC0415
        from ..models.info_trait import InfoTrait  # noqa: PLC0415
        from ..models.setpoint_trait import SetpointTrait  # noqa: PLC0415
        from ..models.settings_trait import SettingsTrait  # noqa: PLC0415
        from ..models.temperature_trait import TemperatureTrait  # noqa: PLC0415
        from ..models.thermostat_eco_trait import ThermostatEcoTrait  # noqa: PLC0415
        from ..models.thermostat_hvac_trait import ThermostatHvacTrait  # noqa: PLC0415
        from ..models.thermostat_mode_trait import ThermostatModeTrait  # noqa: PLC0415

        d = {**src_dict}
        _sdm_devices_traits_info = d.pop("sdm.devices.traits.Info", UNSET)
        sdm_devices_traits_info: InfoTrait | Unset = UNSET
        if not isinstance(_sdm_devices_traits_info, Unset):
            try:
                sdm_devices_traits_info = InfoTrait.from_dict(_sdm_devices_traits_info)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.devices.traits.Info"] = _sdm_devices_traits_info

        _sdm_devices_traits_connectivity = d.pop(
            "sdm.devices.traits.Connectivity", UNSET
        )
        sdm_devices_traits_connectivity: ConnectivityTrait | Unset = UNSET
        if not isinstance(_sdm_devices_traits_connectivity, Unset):
            try:
                sdm_devices_traits_connectivity = ConnectivityTrait.from_dict(
                    _sdm_devices_traits_connectivity
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.devices.traits.Connectivity"] = _sdm_devices_traits_connectivity

        _sdm_devices_traits_humidity = d.pop("sdm.devices.traits.Humidity", UNSET)
        sdm_devices_traits_humidity: HumidityTrait | Unset = UNSET
        if not isinstance(_sdm_devices_traits_humidity, Unset):
            try:
                sdm_devices_traits_humidity = HumidityTrait.from_dict(
                    _sdm_devices_traits_humidity
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.devices.traits.Humidity"] = _sdm_devices_traits_humidity

        _sdm_devices_traits_temperature = d.pop("sdm.devices.traits.Temperature", UNSET)
        sdm_devices_traits_temperature: TemperatureTrait | Unset = UNSET
        if not isinstance(_sdm_devices_traits_temperature, Unset):
            try:
                sdm_devices_traits_temperature = TemperatureTrait.from_dict(
                    _sdm_devices_traits_temperature
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.devices.traits.Temperature"] = _sdm_devices_traits_temperature

        _sdm_devices_traits_settings = d.pop("sdm.devices.traits.Settings", UNSET)
        sdm_devices_traits_settings: SettingsTrait | Unset = UNSET
        if not isinstance(_sdm_devices_traits_settings, Unset):
            try:
                sdm_devices_traits_settings = SettingsTrait.from_dict(
                    _sdm_devices_traits_settings
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.devices.traits.Settings"] = _sdm_devices_traits_settings

        _sdm_devices_traits_fan = d.pop("sdm.devices.traits.Fan", UNSET)
        sdm_devices_traits_fan: FanTrait | Unset = UNSET
        if not isinstance(_sdm_devices_traits_fan, Unset):
            try:
                sdm_devices_traits_fan = FanTrait.from_dict(_sdm_devices_traits_fan)
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.devices.traits.Fan"] = _sdm_devices_traits_fan

        _sdm_devices_traits_thermostat_mode = d.pop(
            "sdm.devices.traits.ThermostatMode", UNSET
        )
        sdm_devices_traits_thermostat_mode: ThermostatModeTrait | Unset = UNSET
        if not isinstance(_sdm_devices_traits_thermostat_mode, Unset):
            try:
                sdm_devices_traits_thermostat_mode = ThermostatModeTrait.from_dict(
                    _sdm_devices_traits_thermostat_mode
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.devices.traits.ThermostatMode"] = (
                    _sdm_devices_traits_thermostat_mode
                )

        _sdm_devices_traits_thermostat_eco = d.pop(
            "sdm.devices.traits.ThermostatEco", UNSET
        )
        sdm_devices_traits_thermostat_eco: ThermostatEcoTrait | Unset = UNSET
        if not isinstance(_sdm_devices_traits_thermostat_eco, Unset):
            try:
                sdm_devices_traits_thermostat_eco = ThermostatEcoTrait.from_dict(
                    _sdm_devices_traits_thermostat_eco
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.devices.traits.ThermostatEco"] = (
                    _sdm_devices_traits_thermostat_eco
                )

        _sdm_devices_traits_thermostat_hvac = d.pop(
            "sdm.devices.traits.ThermostatHvac", UNSET
        )
        sdm_devices_traits_thermostat_hvac: ThermostatHvacTrait | Unset = UNSET
        if not isinstance(_sdm_devices_traits_thermostat_hvac, Unset):
            try:
                sdm_devices_traits_thermostat_hvac = ThermostatHvacTrait.from_dict(
                    _sdm_devices_traits_thermostat_hvac
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.devices.traits.ThermostatHvac"] = (
                    _sdm_devices_traits_thermostat_hvac
                )

        _sdm_devices_traits_thermostat_temperature_setpoint = d.pop(
            "sdm.devices.traits.ThermostatTemperatureSetpoint", UNSET
        )
        sdm_devices_traits_thermostat_temperature_setpoint: SetpointTrait | Unset = (
            UNSET
        )
        if not isinstance(_sdm_devices_traits_thermostat_temperature_setpoint, Unset):
            try:
                sdm_devices_traits_thermostat_temperature_setpoint = (
                    SetpointTrait.from_dict(
                        _sdm_devices_traits_thermostat_temperature_setpoint
                    )
                )
            except (AttributeError, KeyError, TypeError, ValueError):
                d["sdm.devices.traits.ThermostatTemperatureSetpoint"] = (
                    _sdm_devices_traits_thermostat_temperature_setpoint
                )

        device_traits = cls(
            sdm_devices_traits_info=sdm_devices_traits_info,
            sdm_devices_traits_connectivity=sdm_devices_traits_connectivity,
            sdm_devices_traits_humidity=sdm_devices_traits_humidity,
            sdm_devices_traits_temperature=sdm_devices_traits_temperature,
            sdm_devices_traits_settings=sdm_devices_traits_settings,
            sdm_devices_traits_fan=sdm_devices_traits_fan,
            sdm_devices_traits_thermostat_mode=sdm_devices_traits_thermostat_mode,
            sdm_devices_traits_thermostat_eco=sdm_devices_traits_thermostat_eco,
            sdm_devices_traits_thermostat_hvac=sdm_devices_traits_thermostat_hvac,
            sdm_devices_traits_thermostat_temperature_setpoint=sdm_devices_traits_thermostat_temperature_setpoint,
        )

        device_traits.additional_properties = d
        return device_traits

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
