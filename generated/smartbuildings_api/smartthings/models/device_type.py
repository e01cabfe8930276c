from enum import StrEnum


class DeviceType(StrEnum):
    BLE = "BLE"
    BLE_D2D = "BLE_D2D"
    DTH = "DTH"
    EDGE_CHILD = "EDGE_CHILD"
    ENDPOINT_APP = "ENDPOINT_APP"
    GROUP = "GROUP"
    HUB = "HUB"
    IR = "IR"
    IR_OCF = "IR_OCF"
    LAN = "LAN"
    MATTER = "MATTER"
    MOBILE = "MOBILE"
    MQTT = "MQTT"
    OCF = "OCF"
    PENGYOU = "PENGYOU"
    SAFER = "SAFER"
    SHP = "SHP"
    VIDEO = "VIDEO"
    VIPER = "VIPER"
    VIRTUAL = "VIRTUAL"
    WATCH = "WATCH"
    ZIGBEE = "ZIGBEE"
    ZWAVE = "ZWAVE"

    @classmethod
    def _missing_(cls, value: object) -> "DeviceType | None":
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = unlisted._value_ = str(value)
        return unlisted

    def __str__(self) -> str:
        return str(self.value)
