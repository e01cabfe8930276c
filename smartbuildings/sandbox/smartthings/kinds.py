"""The kinds of devices in a location: thermostats of several makers, and devices that only look like one.

Shapes follow recorded devices: which attributes are null, which ranges are missing, which lists omit the current mode.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from smartbuildings.sandbox.world import physics
from smartbuildings.sandbox.world.physics import Zone, ZoneState
from smartbuildings.sandbox.world.rooms import room_zone
from smartbuildings.sandbox.world.weather import Climate

from .devices import Attribute, Capabilities, Component, Room

__all__ = ["KINDS", "Kind", "Made", "Setting", "make"]

_RUNNING_BEFORE_S: Final = 4 * 3600.0  # a home that exists has been lived in: equipment is in mid-cycle
_AC_MODES: Final = ["cool", "dry", "wind", "auto", "heat"]


@attrs.frozen
class Setting:
    """Where and when a device is made."""

    scale: str
    """``F`` or ``C``: what the location shows temperatures in. Devices have units of their own."""
    climate: Climate
    now: float
    neighbours: Mapping[str, Component]
    """The main components of the location's devices made so far, by the name of their kind."""
    chance: random.Random

    def room(self, *, heating: int = 0, cooling: int = 0, precision: float = 0.1) -> Room:
        """Return a room of the world."""
        zone = room_zone(self.chance, heating=heating, cooling=cooling)
        return Room(zone, ZoneState(self.now - _RUNNING_BEFORE_S, 70.0), self.climate, precision)

    def tank(self) -> Room:
        """Return a tank of hot water, which stands indoors and is heated by its own element."""
        tank = Zone(resistance=1 / 60, mass=900.0, gain=0.0, heating=(9_000.0,), cooling=())
        return Room(tank, ZoneState(self.now - _RUNNING_BEFORE_S, 105.0), self.climate, is_water=True)


@attrs.frozen
class Made:
    """What a kind consists of, apart from where it is."""

    name: str
    type: str
    manufacturer: str
    components: tuple[Component, ...]
    extras: Mapping[str, Any]
    is_online: bool = True
    is_sleeping: bool = False


Kind = Callable[[Setting], Made]


def make(kind: Kind, setting: Setting) -> Made:
    """Make a device of a kind; its rooms have settled and its reports are of the moment when it is made."""
    made = kind(setting)
    for component in made.components:
        for attributes in component.capabilities.values():
            for attribute in attributes.values():
                if attribute.value is not None:
                    attribute.at = setting.now - _RUNNING_BEFORE_S
        if component.room is not None:
            conditions = component.conditions(component.room.state.at)
            component.room.state.temperature = physics.settled(component.room.zone, conditions)
        component.settle(setting.now)
    return made


def _null() -> Attribute:
    return Attribute()


def _temperature(unit: str) -> Capabilities:
    return {"temperatureMeasurement": {"temperatureRange": _null(), "temperature": Attribute(None, unit)}}


def _heating(value: float, unit: str, bounds: Mapping[str, float] | None = None) -> Capabilities:
    found = {"heatingSetpoint": Attribute(value, unit), "heatingSetpointRange": _bounds(bounds, unit)}
    return {"thermostatHeatingSetpoint": found}


def _cooling(value: float | None, unit: str, bounds: Mapping[str, float] | None = None) -> Capabilities:
    found = {"coolingSetpointRange": _bounds(bounds, unit), "coolingSetpoint": Attribute(value, unit)}
    return {"thermostatCoolingSetpoint": found}


def _bounds(bounds: Mapping[str, float] | None, unit: str) -> Attribute:
    return _null() if bounds is None else Attribute(bounds, unit)


def _mode(value: str, supported: list[str] | None) -> Capabilities:
    data = None if supported is None else {"supportedThermostatModes": supported}
    return {
        "thermostatMode": {
            "thermostatMode": Attribute(value, data=data),
            "supportedThermostatModes": Attribute(supported),
        }
    }


def _fan(value: str, supported: list[str]) -> Capabilities:
    return {
        "thermostatFanMode": {
            "thermostatFanMode": Attribute(value, data={"supportedThermostatFanModes": supported}),
            "supportedThermostatFanModes": Attribute(supported),
        }
    }


def _running() -> Capabilities:
    return {"thermostatOperatingState": {"thermostatOperatingState": Attribute("idle")}}


def _humidity(value: int) -> Capabilities:
    return {"relativeHumidityMeasurement": {"humidity": Attribute(value, "%")}}


def _health(status: str = "online") -> Capabilities:
    return {
        "healthCheck": {
            "checkInterval": Attribute(60, "s", {"deviceScheme": "UNTRACKED", "protocol": "cloud"}),
            "healthStatus": _null(),
            "DeviceWatch-Enroll": _null(),
            "DeviceWatch-DeviceStatus": Attribute(status, data={}),
        }
    }


def _battery(value: int) -> Capabilities:
    return {"battery": {"quantity": _null(), "battery": Attribute(value, "%"), "type": _null()}}


def _switch(value: str | None) -> Capabilities:
    return {"switch": {"switch": Attribute(value)}}


def _ac_mode(value: str | None, supported: list[str] | None) -> Capabilities:
    return {
        "airConditionerMode": {
            "availableAcModes": _null(),
            "supportedAcModes": Attribute(supported),
            "airConditionerMode": Attribute(value),
        }
    }


def _ac_fan(value: str | None) -> Capabilities:
    speeds = ["auto", "low", "medium", "high", "turbo"]
    return {
        "airConditionerFanMode": {
            "fanMode": Attribute(value),
            "supportedAcFanModes": Attribute(speeds),
            "availableAcFanModes": Attribute([]),
        }
    }


def _control(minimum: float | None, maximum: float | None) -> Capabilities:
    found = {"minimumSetpoint": Attribute(minimum, "C"), "maximumSetpoint": Attribute(maximum, "C")}
    return {"custom.thermostatSetpointControl": found}


def _disabled(*capabilities: str) -> Capabilities:
    return {"custom.disabledCapabilities": {"disabledCapabilities": Attribute(list(capabilities))}}


def _ecobee_parts(mode: str = "heat") -> Capabilities:
    return {
        **_humidity(32),
        **_running(),
        **_health(),
        **_temperature("F"),
        **_heating(71, "F"),
        **_fan("auto", ["on", "auto"]),
        "refresh": {},
        **_mode(mode, ["off", "cool", "auxheatonly", "auto"]),  # the recorded list omits the mode it is in
        **_cooling(75, "F"),
    }


def _viper(model: str) -> dict[str, Any]:
    block = {"manufacturerName": "ecobee", "modelName": model, "swVersion": "250206213001", "hwVersion": "250206213001"}
    return {"deviceManufacturerCode": "ecobee", "viper": block}


def ecobee(setting: Setting) -> Made:
    """Return an ecobee as SmartThings shows it."""
    accepts = {
        "thermostatMode": ["off", "cool", "heat", "auxheatonly", "auto"],
        "thermostatFanMode": ["on", "auto"],
        "heatingSetpoint": (45, 79),
        "coolingSetpoint": (65, 92),
    }
    room = setting.room(heating=2, cooling=1, precision=1)
    main = Component("main", "main", "Thermostat", _ecobee_parts(), accepts, room)
    name = "v4 - ecobee Thermostat - Heat and Cool (F)"
    return Made(name, "VIPER", "0A0b", (main,), _viper("aresSmart-thermostat"))


def ecobee_sensor(setting: Setting) -> Made:
    """Return a remote sensor of the ecobee; nothing but the endpoint app joins the two."""
    parts = {
        "motionSensor": {"motion": Attribute("inactive")},
        "presenceSensor": {"presence": Attribute("not present")},
        **_health(),
        **_temperature("F"),
        "refresh": {},
    }
    main = Component("main", "main", "MotionSensor", parts, follows=setting.neighbours.get("ecobee"), warmer=-1.2)
    return Made("ecobee Sensor", "VIPER", "0A0b", (main,), _viper("aresSmart-ecobee3_remote_sensor"))


def radiator_valve(setting: Setting) -> Made:
    """Return a battery-powered radiator valve, which heats only and sleeps most of the time."""
    bounds = {"minimum": 5.0, "maximum": 40.0, "step": 0.1}
    parts = {
        **_temperature("C"),
        **_heating(21.0, "C", bounds),
        "refresh": {},
        **_mode("heat", ["off", "heat"]),
        **_battery(94),
    }
    accepts = {"heatingSetpoint": (5.0, 40.0), "thermostatMode": ["off", "heat"]}
    main = Component("main", "main", "Thermostat", parts, accepts, setting.room(heating=1))
    extras = {"zigbee": {"eui": "18FC26000002C5F1", "driverId": "9be5d7d0-8a1c-4ac1-b8e5-4a5d2f0a1f11"}}
    return Made("Radiator Thermostat II", "ZIGBEE", "BOSCH", (main,), extras, is_sleeping=True)


def _ocf(device_type: str, vendor_id: str) -> dict[str, Any]:
    return {
        "deviceManufacturerCode": "",
        "ocf": {
            "ocfDeviceType": device_type,
            "manufacturerName": "Samsung Electronics",
            "vendorId": vendor_id,
            "lastSignupTime": "2024-11-25T22:17:37.928118320Z",
            "transferCandidate": False,
            "additionalAuthCodeRequired": False,
            "modelCode": "NONE",
        },
    }


def air_conditioner(setting: Setting) -> Made:
    """Return an air conditioner: one set point, the mode apart from the switch, and a second component that is off."""
    in_range = setting.scale == "F"
    disabled = {**_ac_mode(None, None), **_switch(None), **_temperature("C"), **_cooling(None, "C"), **_ac_fan(None)}
    parts = {
        **_humidity(60),
        **(_control(16, 30) if in_range else _control(-1000, -1000)),
        **_ac_mode("heat", _AC_MODES),
        **_switch("on"),
        **_ac_fan("low"),
        "fanOscillationMode": {
            "supportedFanOscillationModes": _null(),
            "availableFanOscillationModes": _null(),
            "fanOscillationMode": Attribute("fixed"),
        },
        **_disabled("relativeHumidityMeasurement", "custom.dustFilter"),
        "custom.disabledComponents": {"disabledComponents": Attribute(["1"])},
        **_temperature("C"),
        **_cooling(21, "C"),
        "refresh": {},
    }
    accepts = {"coolingSetpoint": (16, 30), "airConditionerMode": _AC_MODES}
    room = setting.room(heating=1, cooling=1, precision=1)
    main = Component("main", "main", "AirConditioner", parts, accepts, room, remembered={"cool": 24, "heat": 21})
    extra = Component("1", "1", "Other", disabled | _control(None, None))
    extras = _ocf("oic.d.airconditioner", "DA-AC-RAC-000001")
    return Made("[room a/c] Samsung", "OCF", "Samsung Electronics", (main, extra), extras)


def heat_pump(setting: Setting) -> Made:
    """Return a heat pump: ``main`` holds the water, the zones INDOOR1 and INDOOR2 hold the rooms."""

    def zone(name: str, set_point: float) -> Component:
        parts = {
            **_control(16, 30),
            **_ac_mode("heat", ["auto", "cool", "heat"]),
            **_switch("on"),
            **_disabled(),
            **_temperature("C"),
            **_cooling(set_point, "C"),
        }
        accepts = {"coolingSetpoint": (16, 30), "airConditionerMode": ["auto", "cool", "heat"]}
        return Component(name, name, "Other", parts, accepts, setting.room(heating=1, cooling=1))

    extras = _ocf("oic.d.thermostat", "DA-SAC-EHS-000001-SUB")
    components = (_water("AirConditioner"), zone("INDOOR1", 21), zone("INDOOR2", 19.5))
    components[0].room = setting.tank()
    return Made("Eco Heating System", "OCF", "Samsung Electronics", components, extras)


def _water(category: str) -> Component:
    parts = {
        **_control(40, 55),
        **_ac_mode("std", ["eco", "std", "force"]),
        **_switch("on"),
        **_disabled("demandResponseLoadControl"),
        **_temperature("C"),
        **_cooling(48, "C"),
        "refresh": {},
    }
    accepts = {"coolingSetpoint": (40, 55), "airConditionerMode": ["eco", "std", "force"]}
    return Component("main", "main", category, parts, accepts)


def floor_thermostat(setting: Setting) -> Made:
    """Return a thermostat with a floor probe as second component, whose reading makes no sense."""
    parts = {
        **_temperature("C"),
        **_heating(20.5, "C"),
        **_mode("heat", None),
        **_running(),
        **_switch("on"),
        "refresh": {},
    }
    main = Component(
        "main", "main", "Thermostat", parts, {"thermostatMode": ["off", "heat"]}, setting.room(heating=1, precision=0.5)
    )
    probe = Component("main02", "Floor probe", "TempSensor", _temperature("C"))
    probe.capabilities["temperatureMeasurement"]["temperature"].value = 200.0
    extras = {"zigbee": {"eui": "A4C138B2C3D4E5F6"}}
    return Made("Generic EF00", "ZIGBEE", "SmartThingsCommunity", (main, probe), extras)


def offline_ecobee(setting: Setting) -> Made:
    """Return an ecobee that is offline: every value is null."""
    main = Component("main", "main", "Thermostat", _ecobee_parts(), room=setting.room(heating=1, cooling=1))
    name = "v4 - ecobee Thermostat - Heat and Cool (F)"
    return Made(name, "VIPER", "0A0b", (main,), _viper("nikeSmart-thermostat"), is_online=False)


def heat_pump_thermostat(setting: Setting) -> Made:
    """Return a wired thermostat with ranges, a step and emergency heat."""
    modes = ["off", "heat", "cool", "auto", "emergency heat"]
    bounds = {"minimum": 45, "maximum": 95, "step": 1}
    parts = {
        **_temperature("F"),
        **_humidity(38),
        **_heating(69, "F", bounds),
        **_cooling(76, "F", bounds),
        **_mode("auto", modes),
        **_fan("auto", ["auto", "on", "circulate"]),
        **_running(),
        **_health(),
        "refresh": {},
    }
    accepts = {"thermostatMode": modes, "heatingSetpoint": (45, 95), "coolingSetpoint": (45, 95)}
    main = Component("main", "main", "Thermostat", parts, accepts, setting.room(heating=2, cooling=1, precision=0.5))
    block = {"networkId": "1A", "manufacturerId": 57, "productType": 17, "productId": 8}
    return Made("Z-Wave Thermostat", "ZWAVE", "SmartThingsCommunity", (main,), {"zwave": block})


def water_heater(setting: Setting) -> Made:
    """Return a water heater, which has a set point and is not a thermostat."""
    tank = _water("WaterHeater")
    tank.room = setting.tank()
    return Made("Water Heater", "OCF", "Samsung Electronics", (tank,), _ocf("oic.d.waterheater", "DA-WH-EHS-000001"))


def refrigerator(setting: Setting) -> Made:
    """Return a refrigerator, whose compartments have set points and are not thermostats."""
    unit = setting.scale
    values = {"F": (37, {"minimum": 34, "maximum": 44, "step": 1}), "C": (3, {"minimum": 1, "maximum": 7, "step": 1})}
    cold = {"F": (0, {"minimum": -8, "maximum": 5, "step": 1}), "C": (-18, {"minimum": -23, "maximum": -15, "step": 1})}

    def compartment(name: str, value: float, bounds: Mapping[str, float]) -> Component:
        parts = {
            "contactSensor": {"contact": Attribute("closed")},
            **_temperature(unit),
            **_cooling(value, unit, bounds),
            "custom.thermostatSetpointControl": {
                "minimumSetpoint": Attribute(bounds["minimum"], unit),
                "maximumSetpoint": Attribute(bounds["maximum"], unit),
            },
        }
        parts["temperatureMeasurement"]["temperature"].value = value
        return Component(name, name, "Other", parts, {"coolingSetpoint": (bounds["minimum"], bounds["maximum"])})

    off = dict.fromkeys(("rapidCooling", "rapidFreezing", "defrost"), "off")
    fridge: Capabilities = {
        "contactSensor": {"contact": Attribute("closed")},
        "refrigeration": {name: Attribute(value) for name, value in off.items()},
        **_disabled(),
        "custom.disabledComponents": {"disabledComponents": Attribute([])},
        "refresh": {},
    }
    main = Component("main", "main", "Refrigerator", fridge)
    components = (main, compartment("cooler", *values[unit]), compartment("freezer", *cold[unit]))
    extras = _ocf("oic.d.refrigerator", "DA-REF-NORMAL-000001")
    return Made("[refrigerator] Samsung", "OCF", "Samsung Electronics", components, extras)


def room_sensor(setting: Setting) -> Made:
    """Return a sensor for temperature and humidity."""
    parts = {**_temperature("C"), **_humidity(41), **_battery(77), "refresh": {}}
    follows = setting.neighbours.get("radiator_valve")
    main = Component("main", "main", "TempHumiditySensor", parts, follows=follows, warmer=0.8)
    return Made("Temperature and Humidity Sensor", "ZIGBEE", "Sonoff", (main,), {"zigbee": {"eui": "00124B0029E1F2A3"}})


def plug(_setting: Setting) -> Made:
    """Return a plug: a device of a property that has nothing to do with its climate."""
    main = Component("main", "main", "SmartPlug", {**_switch("on"), **_health(), "refresh": {}})
    block = {"networkId": "2B", "manufacturerId": 134, "productType": 3, "productId": 96}
    return Made("Smart Plug", "ZWAVE", "SmartThingsCommunity", (main,), {"zwave": block})


KINDS: Final[tuple[Kind, ...]] = (
    ecobee,
    ecobee_sensor,
    radiator_valve,
    air_conditioner,
    heat_pump,
    floor_thermostat,
    offline_ecobee,
    heat_pump_thermostat,
    water_heater,
    refrigerator,
    room_sensor,
    plug,
)
"""One device of each kind is in every location, in this order, and then from the beginning again."""
