"""Invented buildings in real cities: the words and numbers that a seeded portfolio is made of."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs

from .seeding import generator

__all__ = ["RESIDENTIAL", "WORKPLACE", "BuildingPlan", "building_plan", "unit_name", "zone_of"]

RESIDENTIAL: Final = "residential"
WORKPLACE: Final = "workplace"


@attrs.frozen
class _City:
    name: str
    state: str
    country: str
    postal_code: str
    latitude: float
    longitude: float
    time_zone: str


_CITIES: Final = (
    _City("Toronto", "ON", "CA", "M5V 2T6", 43.6426, -79.3871, "America/Toronto"),
    _City("Chicago", "IL", "US", "60607", 41.8757, -87.6493, "America/Chicago"),
    _City("Portland", "OR", "US", "97209", 45.5311, -122.6842, "America/Los_Angeles"),
    _City("Denver", "CO", "US", "80202", 39.7525, -104.9995, "America/Denver"),
    _City("Austin", "TX", "US", "78701", 30.2711, -97.7437, "America/Chicago"),
    _City("Montreal", "QC", "CA", "H3B 1A7", 45.5017, -73.5673, "America/Toronto"),
    _City("Boston", "MA", "US", "02116", 42.3493, -71.0806, "America/New_York"),
    _City("Vancouver", "BC", "CA", "V6B 1H6", 49.2808, -123.1145, "America/Vancouver"),
    _City("Phoenix", "AZ", "US", "85004", 33.4512, -112.0668, "America/Phoenix"),
    _City("Atlanta", "GA", "US", "30309", 33.7890, -84.3840, "America/New_York"),
    _City("Calgary", "AB", "CA", "T2P 1J9", 51.0447, -114.0719, "America/Edmonton"),
    _City("Halifax", "NS", "CA", "B3H 1X5", 44.6418, -63.5771, "America/Halifax"),
)

_FIRST_WORDS: Final = (
    "Maple",
    "Harbour",
    "Stanley",
    "Union",
    "Cedar",
    "Lakeside",
    "Foundry",
    "Orchard",
    "Granite",
    "Mill",
)
_RESIDENCES: Final = ("Court", "Lofts", "Terrace", "Residences", "Commons")
_WORKPLACES: Final = ("Exchange", "Works", "Centre", "Library", "Hall")
_STREETS: Final = ("Front St W", "King St", "Water St", "Elm Ave", "Garden Rd", "Station Rd", "Park Ave", "Bridge St")
_ROOMS: Final = (
    "Lobby",
    "Reception",
    "Meeting Room",
    "Open Office",
    "Corridor",
    "Server Room",
    "Cafeteria",
    "Workshop",
)
_SIZES: Final = (0, 1, 5000, 10000, 20000)
_UNITS_A_FLOOR: Final = 8


@attrs.frozen
class BuildingPlan:
    """What the seed says about one building."""

    name: str
    use: str
    size: int
    address: Mapping[str, Any]


@functools.lru_cache(maxsize=4096)
def building_plan(seed: int, index: int) -> BuildingPlan:
    """Return the ``index``-th building of the portfolio that belongs to ``seed``; shared, so copy to change."""
    chance = generator(seed, "building", index)
    # Neighbouring buildings lie in different cities, and every city gets used.
    city = _CITIES[(generator(seed, "cities").randrange(len(_CITIES)) + index) % len(_CITIES)]
    use = WORKPLACE if index % 3 == 2 else RESIDENTIAL
    kind = chance.choice(_WORKPLACES if use == WORKPLACE else _RESIDENCES)
    number = index // len(_FIRST_WORDS)
    name = f"{_FIRST_WORDS[index % len(_FIRST_WORDS)]} {kind}" + (f" {number + 1}" if number else "")
    return BuildingPlan(
        name=name,
        use=use,
        size=chance.choice(_SIZES[2:]),
        address={
            "address": f"{chance.randrange(1, 980)} {chance.choice(_STREETS)}",
            "city": city.name,
            "country": city.country,
            "latitude": round(city.latitude + chance.uniform(-0.02, 0.02), 6),
            "longitude": round(city.longitude + chance.uniform(-0.02, 0.02), 6),
            "postalCode": city.postal_code,
            "state": city.state,
            "timeZone": city.time_zone,
        },
    )


def unit_name(use: str, position: int) -> str:
    """Return what the ``position``-th thermostat of a building is called."""
    floor, door = divmod(position, _UNITS_A_FLOOR)
    if use == RESIDENTIAL:
        return f"Unit {floor + 1}{door + 1:02}"
    return f"{_ROOMS[door]} {floor + 1}" if floor else _ROOMS[door]


@functools.cache
def zone_of(name: str) -> tzinfo:
    """Return the time zone of that name; ValueError or ZoneInfoNotFoundError for one that does not exist."""
    return ZoneInfo(name)
