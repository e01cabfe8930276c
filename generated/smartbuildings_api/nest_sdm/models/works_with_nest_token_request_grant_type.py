from enum import StrEnum


class WorksWithNestTokenRequestGrantType(StrEnum):
    AUTHORIZATION_CODE = "authorization_code"

    @classmethod
    def _missing_(cls, value: object) -> "WorksWithNestTokenRequestGrantType | None":
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = unlisted._value_ = str(value)
        return unlisted

    def __str__(self) -> str:
        return str(self.value)
