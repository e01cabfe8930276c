from enum import IntEnum


class BuildingSize(IntEnum):
    VALUE_0 = 0
    VALUE_1 = 1
    VALUE_5000 = 5000
    VALUE_10000 = 10000
    VALUE_20000 = 20000

    @classmethod
    def _missing_(cls, value: object) -> "BuildingSize | None":
        if not isinstance(value, int):
            return None
        unlisted = int.__new__(cls, value)
        unlisted._value_ = int(value)
        unlisted._name_ = str(unlisted._value_)
        return unlisted

    def __str__(self) -> str:
        return str(self.value)
