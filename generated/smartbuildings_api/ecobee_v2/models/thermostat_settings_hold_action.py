from enum import StrEnum


class ThermostatSettingsHoldAction(StrEnum):
    ASK_ME = "askMe"
    FOUR_HOURS = "4hour"
    INDEFINITE = "indefinite"
    NEXT_TRANSITION = "nextTransition"
    TWO_HOURS = "2hour"

    @classmethod
    def _missing_(cls, value: object) -> "ThermostatSettingsHoldAction | None":
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = unlisted._value_ = str(value)
        return unlisted

    def __str__(self) -> str:
        return str(self.value)
