"""Named values of the APIs, open: a value that this release does not know survives as what it is.

Vendors add values without notice. A closed enumeration would break the whole answer that carries a new one, and
type checkers would take a ``match`` over the known ones for complete. So these are texts (and, for the building
size, a whole number) whose known values have names:

    >>> HvacMode("heat") is HvacMode.HEAT, HvacMode.HEAT == "heat", HvacMode("turbo").is_known
    (True, True, False)

This module knows no API calls; whether a value may be sent is left to the checks.
"""

from __future__ import annotations

from smartbuildings._core.open_enums import Known, OpenEnum, OpenInt
from smartbuildings.values import Mode

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


class HvacMode(OpenEnum):
    """What the heating and cooling equipment is allowed to do."""

    HEAT = Known("heat")
    """Heat only."""
    COOL = Known("cool")
    """Cool only."""
    AUTO = Known("auto")
    """Heat and cool, each to its own set point."""
    OFF = Known("off")
    """Neither."""
    AUX_HEAT_ONLY = Known("auxHeatOnly")
    """Heat with the auxiliary stages only, not with the heat pump."""

    @property
    def neutral(self) -> Mode:
        """The same mode in the words that all vendors share."""
        return Mode.AUX_HEAT if self is HvacMode.AUX_HEAT_ONLY else Mode(str(self))


class FanMode(OpenEnum):
    """What the fan does."""

    ON = Known("on")
    """Runs all the time."""
    AUTO = Known("auto")
    """Runs with the equipment, and for the minimum time of each hour."""


class HoldEnd(OpenEnum):
    """When a hold ends."""

    INDEFINITE = Known("indefinite")
    """When it is cancelled."""
    NEXT_TRANSITION = Known("nextTransition")
    """With the next change of the schedule."""


class HoldAction(OpenEnum):
    """How long a hold lasts that somebody makes on the device itself (API v2)."""

    INDEFINITE = Known("indefinite")
    """Until it is cancelled."""
    NEXT_TRANSITION = Known("nextTransition")
    """Until the next change of the schedule."""
    TWO_HOURS = Known("2hour")
    """Two hours."""
    FOUR_HOURS = Known("4hour")
    """Four hours."""
    ASK_ME = Known("askMe")
    """The device asks each time."""


class Severity(OpenEnum):
    """How serious an alert is."""

    LOW = Known("low")
    MEDIUM = Known("medium")
    HIGH = Known("high")


class AlertType(OpenEnum):
    """The family of an alert."""

    ALERT = Known("alert")
    DEMAND_RESPONSE = Known("demandResponse")
    EMERGENCY = Known("emergency")
    MESSAGE = Known("message")
    PRICING = Known("pricing")


class NotificationType(OpenEnum):
    """What an alert is about."""

    ALERT = Known("alert")
    HVAC = Known("hvac")
    FURNACE_FILTER = Known("furnaceFilter")
    HUMIDIFIER_FILTER = Known("humidifierFilter")
    DEHUMIDIFIER_FILTER = Known("dehumidifierFilter")
    VENTILATOR = Known("ventilator")
    AC = Known("ac")
    AIR_FILTER = Known("airFilter")
    AIR_CLEANER = Known("airCleaner")
    UV_LAMP = Known("uvLamp")
    TEMPERATURE = Known("temp")
    LOW_TEMPERATURE = Known("lowTemp")
    HIGH_TEMPERATURE = Known("highTemp")
    LOW_HUMIDITY = Known("lowHumidity")
    HIGH_HUMIDITY = Known("highHumidity")
    AUX_HEAT = Known("auxHeat")
    AUX_OUTDOOR = Known("auxOutdoor")


class MaintenanceUnit(OpenEnum):
    """What a maintenance interval is counted in."""

    MONTH = Known("month")
    """Calendar months."""
    HOUR = Known("hour")
    """Hours; inferred: of run time."""


class CapabilityType(OpenEnum):
    """What a sensor measures. Inferred: the API documents a text without a list of values."""

    TEMPERATURE = Known("temperature")
    HUMIDITY = Known("humidity")
    OCCUPANCY = Known("occupancy")


class Weekday(OpenEnum):
    """A day of the weekly schedule (API v2). Inferred: the spelling of the values."""

    MONDAY = Known("monday")
    TUESDAY = Known("tuesday")
    WEDNESDAY = Known("wednesday")
    THURSDAY = Known("thursday")
    FRIDAY = Known("friday")
    SATURDAY = Known("saturday")
    SUNDAY = Known("sunday")


class Sky(OpenEnum):
    """How the sky looks, in the words of the forecast."""

    A_MIXTURE_OF_SUN_AND_CLOUDS = Known("A MIXTURE OF SUN AND CLOUDS")
    AFTERNOON_CLOUDS = Known("AFTERNOON CLOUDS")
    BREAKS_OF_SUN_LATE = Known("BREAKS OF SUN LATE")
    BROKEN_CLOUDS = Known("BROKEN CLOUDS")
    CLEAR = Known("CLEAR")
    CLEARING_SKIES = Known("CLEARING SKIES")
    CLOUDY = Known("CLOUDY")
    DECREASING_CLOUDINESS = Known("DECREASING CLOUDINESS")
    DENSE_FOG = Known("DENSE FOG")
    DUSTSTORM = Known("DUSTSTORM")
    EARLY_FOG_FOLLOWED_BY_SUNNY_SKIES = Known("EARLY FOG FOLLOWED BY SUNNY SKIES")
    FOG = Known("FOG")
    HAZE = Known("HAZE")
    HAZY_SUNSHINE = Known("HAZY SUNSHINE")
    HIGH_LEVEL_CLOUDS = Known("HIGH LEVEL CLOUDS")
    ICE_FOG = Known("ICE FOG")
    INCREASING_CLOUDINESS = Known("INCREASING CLOUDINESS")
    LIGHT_FOG = Known("LIGHT FOG")
    LOW_CLOUDS = Known("LOW CLOUDS")
    LOW_LEVEL_HAZE = Known("LOW LEVEL HAZE")
    MORE_CLOUDS_THAN_SUN = Known("MORE CLOUDS THAN SUN")
    MORE_SUN_THAN_CLOUDS = Known("MORE SUN THAN CLOUDS")
    MORNING_CLOUDS = Known("MORNING CLOUDS")
    MOSTLY_CLEAR = Known("MOSTLY CLEAR")
    MOSTLY_CLOUDY = Known("MOSTLY CLOUDY")
    MOSTLY_SUNNY = Known("MOSTLY SUNNY")
    OVERCAST = Known("OVERCAST")
    PARTLY_CLOUDY = Known("PARTLY CLOUDY")
    PARTLY_SUNNY = Known("PARTLY SUNNY")
    PASSING_CLOUDS = Known("PASSING CLOUDS")
    SANDSTORM = Known("SANDSTORM")
    SCATTERED_CLOUDS = Known("SCATTERED CLOUDS")
    SMOKE = Known("SMOKE")
    SUNNY = Known("SUNNY")
    UNKNOWN = Known("UNKNOWN")


class BuildingSize(OpenInt):
    """The floor area of a building, as one of five classes.

    Inferred: the API documents the five numbers and not their meaning. They read as the lower ends of classes of
    square feet, with 0 for none given.
    """

    UNSPECIFIED = Known(0)
    """Not given."""
    BELOW_5000 = Known(1)
    """Below 5,000 square feet."""
    FROM_5000 = Known(5000)
    """From 5,000 square feet."""
    FROM_10000 = Known(10000)
    """From 10,000 square feet."""
    FROM_20000 = Known(20000)
    """20,000 square feet and more."""
