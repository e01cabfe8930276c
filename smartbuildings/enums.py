"""Named values of the APIs, open: a value that this release does not know survives as what it is.

Vendors add values without notice. A closed enumeration would break the whole answer that carries a new one, and
type checkers would take a ``match`` over the known ones for complete. So these are texts (and, for the building
size, a whole number) whose known values have names:

    >>> HvacMode("heat") is HvacMode.HEAT, HvacMode.HEAT == "heat", HvacMode("turbo").is_known
    (True, True, False)

This module knows no API calls; whether a value may be sent is left to the checks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar

from smartbuildings._core.hiding import never_raises
from smartbuildings.errors import InvalidRequest

__all__ = [
    "AlertType",
    "BuildingSize",
    "CapabilityType",
    "FanMode",
    "HoldAction",
    "HoldEnd",
    "HvacMode",
    "MaintenanceUnit",
    "NotificationType",
    "OpenEnum",
    "OpenInt",
    "Severity",
    "Sky",
    "Weekday",
]

_T = TypeVar("_T")


class _Known:
    """A known value in the body of an open enumeration; its class replaces it by the member."""

    def __init__(self, value: str | int) -> None:
        self.value = value

    # Only for type checkers: it says that ``HvacMode.HEAT`` is an ``HvacMode``.
    def __get__(self, instance: object, owner: type[_T]) -> _T:
        raise AttributeError("The class has not been completed.")


class _Open:
    """What named texts and named numbers have in common: the table of members, and how a member shows itself."""

    _by_value: ClassVar[dict[Any, Any]] = {}
    _name: str | None

    @classmethod
    def _collect(cls, make: Callable[[type[Any], Any], Any]) -> None:
        cls._by_value = {}
        for name, mark in list(vars(cls).items()):
            if isinstance(mark, _Known):
                member = make(cls, mark.value)
                member._name = name
                setattr(cls, name, member)
                cls._by_value[mark.value] = member

    @property
    def value(self) -> str | int:
        """The plain value, as the API writes it."""
        raise NotImplementedError

    @property
    def is_known(self) -> bool:
        """Whether this release of the library has a name for the value."""
        return self._name is not None

    @classmethod
    def known(cls) -> tuple[Self, ...]:
        """List the values that have a name, in the order of the documentation."""
        return tuple(cls._by_value.values())

    @never_raises
    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self._name}" if self._name else f"{type(self).__name__}({self.value!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[str | int]]:
        return type(self), (self.value,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self


class OpenEnum(_Open, str):
    """The base of the named texts. It is the text itself, so it compares, hashes, sorts and serialises as one.

    Args:
        value: any text; a known one gives the one member, any other an unknown value.
    """

    def __new__(cls, value: str) -> Self:
        """Give the member of a known text, or an unknown value."""
        if not isinstance(value, str):
            raise InvalidRequest(f"{value!r} is no {cls.__name__}, which is a text.", field="value")
        known: Self | None = cls._by_value.get(value)
        if known is not None:
            return known
        made = str.__new__(cls, value)
        made._name = None
        return made

    def __init_subclass__(cls) -> None:
        cls._collect(str.__new__)

    @property
    def value(self) -> str:
        """The plain text, as the API writes it."""
        return str(self)


class OpenInt(_Open, int):
    """The base of the named whole numbers. It is the number itself.

    Args:
        value: any integer; a known one gives the one member, any other an unknown value.
    """

    def __new__(cls, value: int) -> Self:
        """Give the member of a known number, or an unknown value."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise InvalidRequest(f"{value!r} is no {cls.__name__}, which is a whole number.", field="value")
        known: Self | None = cls._by_value.get(value)
        if known is not None:
            return known
        made = int.__new__(cls, value)
        made._name = None
        return made

    def __init_subclass__(cls) -> None:
        cls._collect(int.__new__)

    @property
    def value(self) -> int:
        """The plain number, as the API writes it."""
        return int(self)

    def __str__(self) -> str:
        return str(int(self))


class HvacMode(OpenEnum):
    """What the heating and cooling equipment is allowed to do."""

    HEAT = _Known("heat")
    """Heat only."""
    COOL = _Known("cool")
    """Cool only."""
    AUTO = _Known("auto")
    """Heat and cool, each to its own set point."""
    OFF = _Known("off")
    """Neither."""
    AUX_HEAT_ONLY = _Known("auxHeatOnly")
    """Heat with the auxiliary stages only, not with the heat pump."""


class FanMode(OpenEnum):
    """What the fan does."""

    ON = _Known("on")
    """Runs all the time."""
    AUTO = _Known("auto")
    """Runs with the equipment, and for the minimum time of each hour."""


class HoldEnd(OpenEnum):
    """When a hold ends."""

    INDEFINITE = _Known("indefinite")
    """When it is cancelled."""
    NEXT_TRANSITION = _Known("nextTransition")
    """With the next change of the schedule."""


class HoldAction(OpenEnum):
    """How long a hold lasts that somebody makes on the device itself (API v2)."""

    INDEFINITE = _Known("indefinite")
    """Until it is cancelled."""
    NEXT_TRANSITION = _Known("nextTransition")
    """Until the next change of the schedule."""
    TWO_HOURS = _Known("2hour")
    """Two hours."""
    FOUR_HOURS = _Known("4hour")
    """Four hours."""
    ASK_ME = _Known("askMe")
    """The device asks each time."""


class Severity(OpenEnum):
    """How serious an alert is."""

    LOW = _Known("low")
    MEDIUM = _Known("medium")
    HIGH = _Known("high")


class AlertType(OpenEnum):
    """The family of an alert."""

    ALERT = _Known("alert")
    DEMAND_RESPONSE = _Known("demandResponse")
    EMERGENCY = _Known("emergency")
    MESSAGE = _Known("message")
    PRICING = _Known("pricing")


class NotificationType(OpenEnum):
    """What an alert is about."""

    ALERT = _Known("alert")
    HVAC = _Known("hvac")
    FURNACE_FILTER = _Known("furnaceFilter")
    HUMIDIFIER_FILTER = _Known("humidifierFilter")
    DEHUMIDIFIER_FILTER = _Known("dehumidifierFilter")
    VENTILATOR = _Known("ventilator")
    AC = _Known("ac")
    AIR_FILTER = _Known("airFilter")
    AIR_CLEANER = _Known("airCleaner")
    UV_LAMP = _Known("uvLamp")
    TEMPERATURE = _Known("temp")
    LOW_TEMPERATURE = _Known("lowTemp")
    HIGH_TEMPERATURE = _Known("highTemp")
    LOW_HUMIDITY = _Known("lowHumidity")
    HIGH_HUMIDITY = _Known("highHumidity")
    AUX_HEAT = _Known("auxHeat")
    AUX_OUTDOOR = _Known("auxOutdoor")


class MaintenanceUnit(OpenEnum):
    """What a maintenance interval is counted in."""

    MONTH = _Known("month")
    """Calendar months."""
    HOUR = _Known("hour")
    """Hours; inferred: of run time."""


class CapabilityType(OpenEnum):
    """What a sensor measures. Inferred: the API documents a text without a list of values."""

    TEMPERATURE = _Known("temperature")
    HUMIDITY = _Known("humidity")
    OCCUPANCY = _Known("occupancy")


class Weekday(OpenEnum):
    """A day of the weekly schedule (API v2). Inferred: the spelling of the values."""

    MONDAY = _Known("monday")
    TUESDAY = _Known("tuesday")
    WEDNESDAY = _Known("wednesday")
    THURSDAY = _Known("thursday")
    FRIDAY = _Known("friday")
    SATURDAY = _Known("saturday")
    SUNDAY = _Known("sunday")


class Sky(OpenEnum):
    """How the sky looks, in the words of the forecast."""

    A_MIXTURE_OF_SUN_AND_CLOUDS = _Known("A MIXTURE OF SUN AND CLOUDS")
    AFTERNOON_CLOUDS = _Known("AFTERNOON CLOUDS")
    BREAKS_OF_SUN_LATE = _Known("BREAKS OF SUN LATE")
    BROKEN_CLOUDS = _Known("BROKEN CLOUDS")
    CLEAR = _Known("CLEAR")
    CLEARING_SKIES = _Known("CLEARING SKIES")
    CLOUDY = _Known("CLOUDY")
    DECREASING_CLOUDINESS = _Known("DECREASING CLOUDINESS")
    DENSE_FOG = _Known("DENSE FOG")
    DUSTSTORM = _Known("DUSTSTORM")
    EARLY_FOG_FOLLOWED_BY_SUNNY_SKIES = _Known("EARLY FOG FOLLOWED BY SUNNY SKIES")
    FOG = _Known("FOG")
    HAZE = _Known("HAZE")
    HAZY_SUNSHINE = _Known("HAZY SUNSHINE")
    HIGH_LEVEL_CLOUDS = _Known("HIGH LEVEL CLOUDS")
    ICE_FOG = _Known("ICE FOG")
    INCREASING_CLOUDINESS = _Known("INCREASING CLOUDINESS")
    LIGHT_FOG = _Known("LIGHT FOG")
    LOW_CLOUDS = _Known("LOW CLOUDS")
    LOW_LEVEL_HAZE = _Known("LOW LEVEL HAZE")
    MORE_CLOUDS_THAN_SUN = _Known("MORE CLOUDS THAN SUN")
    MORE_SUN_THAN_CLOUDS = _Known("MORE SUN THAN CLOUDS")
    MORNING_CLOUDS = _Known("MORNING CLOUDS")
    MOSTLY_CLEAR = _Known("MOSTLY CLEAR")
    MOSTLY_CLOUDY = _Known("MOSTLY CLOUDY")
    MOSTLY_SUNNY = _Known("MOSTLY SUNNY")
    OVERCAST = _Known("OVERCAST")
    PARTLY_CLOUDY = _Known("PARTLY CLOUDY")
    PARTLY_SUNNY = _Known("PARTLY SUNNY")
    PASSING_CLOUDS = _Known("PASSING CLOUDS")
    SANDSTORM = _Known("SANDSTORM")
    SCATTERED_CLOUDS = _Known("SCATTERED CLOUDS")
    SMOKE = _Known("SMOKE")
    SUNNY = _Known("SUNNY")
    UNKNOWN = _Known("UNKNOWN")


class BuildingSize(OpenInt):
    """The floor area of a building, as one of five classes.

    Inferred: the API documents the five numbers and not their meaning. They read as the lower ends of classes of
    square feet, with 0 for none given.
    """

    UNSPECIFIED = _Known(0)
    """Not given."""
    BELOW_5000 = _Known(1)
    """Below 5,000 square feet."""
    FROM_5000 = _Known(5000)
    """From 5,000 square feet."""
    FROM_10000 = _Known(10000)
    """From 10,000 square feet."""
    FROM_20000 = _Known(20000)
    """20,000 square feet and more."""
