from enum import StrEnum


class DeviceProvisioningState(StrEnum):
    DRIVER_SWITCH = "DRIVER_SWITCH"
    NONFUNCTIONAL = "NONFUNCTIONAL"
    PROVISIONED = "PROVISIONED"
    TYPED = "TYPED"

    @classmethod
    def _missing_(cls, value: object) -> "DeviceProvisioningState | None":
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = unlisted._value_ = str(value)
        return unlisted

    def __str__(self) -> str:
        return str(self.value)
