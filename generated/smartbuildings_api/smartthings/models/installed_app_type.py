from enum import StrEnum


class InstalledAppType(StrEnum):
    API_ONLY = "API_ONLY"
    BEHAVIOR = "BEHAVIOR"
    LAMBDA_SMART_APP = "LAMBDA_SMART_APP"
    WEBHOOK_SMART_APP = "WEBHOOK_SMART_APP"

    @classmethod
    def _missing_(cls, value: object) -> "InstalledAppType | None":
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = unlisted._value_ = str(value)
        return unlisted

    def __str__(self) -> str:
        return str(self.value)
