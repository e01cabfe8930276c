from enum import StrEnum


class AlertNotificationType(StrEnum):
    AC = "ac"
    AIRCLEANER = "airCleaner"
    AIRFILTER = "airFilter"
    ALERT = "alert"
    AUXHEAT = "auxHeat"
    AUXOUTDOOR = "auxOutdoor"
    DEHUMIDIFIERFILTER = "dehumidifierFilter"
    FURNACEFILTER = "furnaceFilter"
    HIGHHUMIDITY = "highHumidity"
    HIGHTEMP = "highTemp"
    HUMIDIFIERFILTER = "humidifierFilter"
    HVAC = "hvac"
    LOWHUMIDITY = "lowHumidity"
    LOWTEMP = "lowTemp"
    TEMP = "temp"
    UVLAMP = "uvLamp"
    VENTILATOR = "ventilator"

    @classmethod
    def _missing_(cls, value: object) -> "AlertNotificationType | None":
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = unlisted._value_ = str(value)
        return unlisted

    def __str__(self) -> str:
        return str(self.value)
