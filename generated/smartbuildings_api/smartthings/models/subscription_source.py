from enum import StrEnum


class SubscriptionSource(StrEnum):
    CAPABILITY = "CAPABILITY"
    DEVICE = "DEVICE"
    DEVICE_HEALTH = "DEVICE_HEALTH"
    DEVICE_LIFECYCLE = "DEVICE_LIFECYCLE"
    HUB_HEALTH = "HUB_HEALTH"
    MODE = "MODE"
    SCENE_LIFECYCLE = "SCENE_LIFECYCLE"
    SECURITY_ARM_STATE = "SECURITY_ARM_STATE"

    @classmethod
    def _missing_(cls, value: object) -> "SubscriptionSource | None":
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = unlisted._value_ = str(value)
        return unlisted

    def __str__(self) -> str:
        return str(self.value)
