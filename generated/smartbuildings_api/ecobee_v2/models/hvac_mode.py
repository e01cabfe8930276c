from enum import StrEnum


class HvacMode(StrEnum):
    AUTO = "auto"
    AUXHEATONLY = "auxHeatOnly"
    COOL = "cool"
    HEAT = "heat"
    OFF = "off"

    @classmethod
    def _missing_(cls, value: object) -> "HvacMode | None":
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = unlisted._value_ = str(value)
        return unlisted

    def __str__(self) -> str:
        return str(self.value)
