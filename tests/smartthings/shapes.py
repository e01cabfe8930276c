"""Devices and their statuses as the SmartThings API sends them: written by hand, after descriptions of real ones."""

from __future__ import annotations

from typing import Any

TIME = "2025-11-03T08:15:42.123Z"
LATER = "2025-11-03T08:20:42.123Z"


def state(value: Any, unit: str | None = None, time: str | None = TIME) -> dict[str, Any]:
    """Build a state; one without a value has neither unit nor time."""
    if value is None:
        return {"value": None}
    return {"value": value} | ({"unit": unit} if unit else {}) | ({"timestamp": time} if time else {})


def device(components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Build a device of the list of devices, without statuses."""
    return {
        "deviceId": "4f6e1c5a-0d5b-4a0b-9b8c-2f1d6a7e9c10",
        "name": "v4 - ecobee Thermostat - Heat and Cool (F)",
        "label": "Hallway",
        "locationId": "b7e1f8c2-aaaa-4bbb-8ccc-123456789abc",
        "roomId": "11111111-2222-4333-8444-555555555555",
        "manufacturerName": "0A0b",
        "presentationId": "ST_635a866e-a3ea-4184-9d60-9c72ea603dfd",
        "createTime": "2023-05-20T14:30:22.112Z",
        "profile": {"id": "1c0b7f2e-0000-4000-8000-000000000000"},
        "restrictionTier": 0,
        "allowed": None,
        "executionContext": "CLOUD",
        "relationships": [],
        "type": "VIPER",
        "components": [
            {
                "id": name,
                "label": name,
                "capabilities": [{"id": each, "version": 1} for each in capabilities],
                "categories": [{"name": "Thermostat", "categoryType": "manufacturer"}],
            }
            for name, capabilities in components.items()
        ],
        **fields,
    }


def with_status(found: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    """Put a status into a device, as ``includeStatus`` does."""
    merged = [
        component
        | {
            "capabilities": [
                each | {"status": components.get(component["id"], {}).get(each["id"], {})}
                for each in component["capabilities"]
            ]
        }
        for component in found["components"]
    ]
    return found | {"components": merged}


ECOBEE: dict[str, Any] = {
    "main": {
        "temperatureMeasurement": {"temperature": state(71, "F")},
        "relativeHumidityMeasurement": {"humidity": state(32, "%")},
        "thermostatHeatingSetpoint": {"heatingSetpoint": state(71, "F"), "heatingSetpointRange": state(None)},
        "thermostatCoolingSetpoint": {"coolingSetpoint": state(74.5, "F"), "coolingSetpointRange": state(None)},
        "thermostatMode": {
            "thermostatMode": state("heat") | {"data": {"supportedThermostatModes": ["off", "cool"]}},
            "supportedThermostatModes": state(["off", "cool", "auxheatonly", "auto"]),
        },
        "thermostatOperatingState": {
            "thermostatOperatingState": state("pending heat"),
            "supportedThermostatOperatingStates": state(["idle", "heating"]),
        },
        "thermostatFanMode": {
            "thermostatFanMode": state("auto"),
            "supportedThermostatFanModes": state(["on", "auto"]),
        },
        "healthCheck": {
            "checkInterval": state(60, "s"),
            "DeviceWatch-DeviceStatus": state("online") | {"data": {}},
            "DeviceWatch-Enroll": state(None),
            "healthStatus": state(None),
        },
        "refresh": {},
    }
}
"""The mode is not among the supported ones."""

OFFLINE: dict[str, Any] = {
    "main": {
        name: {attribute: state(None) for attribute in attributes}
        for name, attributes in ECOBEE["main"].items()
        if name != "healthCheck"
    }
    | {"healthCheck": {"DeviceWatch-DeviceStatus": state("offline") | {"data": {"reason": "DEVICE-OFFLINE"}}}}
}
"""Every value is null."""

BOSCH: dict[str, Any] = {
    "main": {
        "temperatureMeasurement": {
            "temperature": state(19.57, "C"),
            "temperatureRange": state({"minimum": -40, "maximum": 125}, "C"),
        },
        "thermostatHeatingSetpoint": {
            "heatingSetpoint": state(20.5, "C", LATER),
            "heatingSetpointRange": state({"minimum": 5, "maximum": 40, "step": 0.1}, "C"),
        },
        "thermostatMode": {"thermostatMode": state("heat"), "supportedThermostatModes": state(["off", "heat"])},
        "battery": {"battery": state(81, "%"), "quantity": state(None), "type": state(None)},
        "valleyboard16460.debug": {"value": state("<table></table>")},
    }
}
"""A radiator valve: it only heats, and has no operating state."""

GENERIC: dict[str, Any] = {
    "main": {
        "temperatureMeasurement": {"temperature": state(23.0, "C")},
        "thermostatHeatingSetpoint": {"heatingSetpoint": state(19.0, "C"), "heatingSetpointRange": state(None)},
        "thermostatMode": {"thermostatMode": state("emergency heat"), "supportedThermostatModes": state(None)},
    },
    "main02": {"temperatureMeasurement": {"temperature": state(200.0, "C")}},
}
"""No supported modes, and a second component whose probe is not there."""

VIRTUAL: dict[str, Any] = {
    "main": {
        "temperatureMeasurement": {"temperature": state(2734.05, "F")},
        "thermostatHeatingSetpoint": {
            "heatingSetpoint": state(814.66, "F"),
            "heatingSetpointRange": state({"minimum": 3226.69, "maximum": 1111.55}, "F"),
        },
        "thermostatCoolingSetpoint": {"coolingSetpoint": state(68, "F")},
        "thermostatMode": {
            "thermostatMode": state("rush hour"),
            "supportedThermostatModes": state(["rushhour", "in", "emergencyheat"]),
        },
        "thermostatFanMode": {
            "thermostatFanMode": state("followschedule"),
            "supportedThermostatFanModes": state(["on"]),
        },
        "battery": {"battery": state(100, "%")},
    }
}
"""Random numbers, and modes that do not agree."""

AIR_CONDITIONER: dict[str, Any] = {
    "1": {
        "temperatureMeasurement": {"temperature": state(None)},
        "thermostatCoolingSetpoint": {"coolingSetpoint": state(None)},
        "airConditionerMode": {"airConditionerMode": state(None), "supportedAcModes": state([])},
        "airConditionerFanMode": {"fanMode": state(None)},
        "switch": {"switch": state(None)},
    },
    "main": {
        "switch": {"switch": state("off")},
        "temperatureMeasurement": {"temperature": state(25, "C")},
        "relativeHumidityMeasurement": {"humidity": state(60, "%")},
        "thermostatCoolingSetpoint": {"coolingSetpoint": state(24, "C", LATER), "coolingSetpointRange": state(None)},
        "custom.thermostatSetpointControl": {"minimumSetpoint": state(16, "C"), "maximumSetpoint": state(30, "C")},
        "airConditionerMode": {
            "airConditionerMode": state("heat"),
            "supportedAcModes": state(["aIComfort", "cool", "dry", "wind", "auto", "heat"]),
            "availableAcModes": state([]),
        },
        "airConditionerFanMode": {
            "fanMode": state("low"),
            "supportedAcFanModes": state(["auto", "low", "medium", "high", "turbo"]),
            "availableAcFanModes": state(None),
        },
        "custom.disabledComponents": {"disabledComponents": state(["1"])},
        "custom.disabledCapabilities": {"disabledCapabilities": state(["relativeHumidityMeasurement"])},
        "ocf": {"mnmn": state("Samsung Electronics"), "vid": state("DA-AC-RAC-000001")},
    },
}
"""Its second component and its humidity are disabled."""

HEAT_PUMP: dict[str, Any] = {
    "main": {
        "switch": {"switch": state("on")},
        "temperatureMeasurement": {"temperature": state(40.8, "C")},
        "thermostatCoolingSetpoint": {"coolingSetpoint": state(48, "C")},
        "custom.thermostatSetpointControl": {"minimumSetpoint": state(40, "C"), "maximumSetpoint": state(55, "C")},
        "airConditionerMode": {"airConditionerMode": state("std"), "supportedAcModes": state(["eco", "std", "force"])},
        "samsungce.ehsThermostat": {"connectionState": state("disconnected")},
        "custom.disabledComponents": {"disabledComponents": state(["INDOOR2"])},
        "healthCheck": {"DeviceWatch-DeviceStatus": state("online")},
    },
    **{
        zone: {
            "switch": {"switch": state("on")},
            "temperatureMeasurement": {"temperature": state(21.2, "C")},
            "thermostatCoolingSetpoint": {"coolingSetpoint": state(22, "C")},
            "custom.thermostatSetpointControl": {
                "minimumSetpoint": state(-1000, "C"),
                "maximumSetpoint": state(None),
            },
            "airConditionerMode": {
                "airConditionerMode": state("auto"),
                "supportedAcModes": state(["auto", "cool", "heat"]),
            },
        }
        for zone in ("INDOOR1", "INDOOR2")
    },
}
"""Its main component holds water temperatures, and its second zone is disabled."""

REFRIGERATOR: dict[str, Any] = {
    "main": {"refrigeration": {"rapidCooling": state("off"), "defrost": state(None)}},
    "cooler": {
        "temperatureMeasurement": {"temperature": state(37, "F")},
        "thermostatCoolingSetpoint": {
            "coolingSetpoint": state(37, "F"),
            "coolingSetpointRange": state({"minimum": 34, "maximum": 44, "step": 1}, "F"),
        },
        "custom.thermostatSetpointControl": {"minimumSetpoint": state(34, "F"), "maximumSetpoint": state(44, "F")},
    },
}

BRIDGE: dict[str, Any] = {"main": {"healthCheck": {"DeviceWatch-DeviceStatus": state("online")}, "refresh": {}}}
"""A bridge with the category of a thermostat and nothing else of one."""

SAMSUNG = {
    "name": "Room air conditioner",
    "label": None,
    "type": "OCF",
    "manufacturerName": "Samsung Electronics",
    "ocf": {"manufacturerName": "Samsung Electronics", "modelNumber": "ARTIK051", "specVersion": "core.1.1.0"},
}
STATUSES: dict[str, dict[str, Any]] = {
    "ecobee": ECOBEE,
    "offline": OFFLINE,
    "bosch": BOSCH,
    "generic": GENERIC,
    "virtual": VIRTUAL,
    "air conditioner": AIR_CONDITIONER,
    "heat pump": HEAT_PUMP,
    "refrigerator": REFRIGERATOR,
    "bridge": BRIDGE,
}
DEVICES: dict[str, dict[str, Any]] = {
    "ecobee": device(
        ECOBEE,
        deviceManufacturerCode="ecobee",
        viper={"manufacturerName": "ecobee", "modelName": "aresSmart-thermostat", "endpointAppId": "viper_1"},
    ),
    "offline": device(OFFLINE, viper={}),
    "bosch": device(BOSCH, type="ZIGBEE", zigbee={"eui": "18FC2600000E1D2A"}),
    "generic": device(GENERIC, type=None),
    "virtual": device(VIRTUAL, type="VIRTUAL", virtual={"name": "t", "hubId": None}),
    "air conditioner": device(AIR_CONDITIONER, **SAMSUNG),
    "heat pump": device(HEAT_PUMP, **SAMSUNG),
    "refrigerator": device(REFRIGERATOR, **SAMSUNG),
    "bridge": device(BRIDGE, parentDeviceId="hub"),
    "from 2019": {
        "deviceId": "old",
        "components": [{"id": "main", "capabilities": [{"id": "switch", "version": 1}]}],
    },
}
