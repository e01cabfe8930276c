"""The account: its buildings, its thermostats, and which thermostat is in which building.

Seeded objects are not stored. An id leads back to a position by arithmetic, and everything about the object follows
from seed and position, so an account of 100,000 thermostats is as quick as one of 24. Only what a caller has changed
is kept; readings of unchanged thermostats go through a cache of bounded size.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, Final

import attrs

from smartbuildings.sandbox.world.places import RESIDENTIAL, building_plan, unit_name, zone_of
from smartbuildings.sandbox.world.seeding import Numbering
from smartbuildings.sandbox.world.weather import Climate

from .alerts import seeded_alerts
from .profile import Profile, profile
from .thermostat import Site, Thermostat, new_thermostat

__all__ = ["LIST_LIMIT", "Building", "Portfolio", "View"]

LIST_LIMIT: Final = 10_000
"""No list of the vendor is longer."""

MOST_THERMOSTATS: Final = 100_000
MOST_BUILDINGS: Final = 100_000
_RUNNING_BEFORE_S: Final = 4 * 3600.0  # an account that exists has been lived in: equipment is in mid-cycle
_CACHED: Final = 20_000
_SERIALS: Final = 999_999_937  # the largest prime of nine digits
_SERIAL_PREFIX: Final = "511"
_OBJECTS: Final = 4_294_967_291  # the largest prime of eight hexadecimal digits


@attrs.define
class Building:
    """A building. ``address`` holds the vendor's address fields."""

    id: str
    name: str
    size: int
    address: dict[str, Any]
    use: str = RESIDENTIAL


@attrs.frozen
class View:
    """A thermostat with what belongs to it, settled at a moment."""

    thermostat: Thermostat
    profile: Profile
    site: Site


class Portfolio:
    """Buildings and thermostats by id.

    Args:
        seed: what everything follows from.
        buildings: how many buildings there are at the beginning.
        thermostats: how many thermostats, spread evenly over the buildings.
        started_at: when the emulated world began, a UTC timestamp.
    """

    def __init__(self, seed: int, buildings: int, thermostats: int, started_at: float) -> None:
        if not 0 <= thermostats <= MOST_THERMOSTATS or not 0 <= buildings <= MOST_BUILDINGS:
            raise ValueError(
                f"A sandbox has 0 to {MOST_BUILDINGS:,} buildings and 0 to {MOST_THERMOSTATS:,} thermostats."
            )
        if thermostats and not buildings:
            raise ValueError("Thermostats are in buildings: ask for at least one building.")
        self.seed = seed
        self.seeded_buildings = buildings
        self.seeded_thermostats = thermostats
        self.started_at = started_at
        self._serials = Numbering(seed, "thermostats", _SERIALS)
        self._objects = Numbering(seed, "buildings", _OBJECTS)
        self._unchanged: OrderedDict[str, Thermostat] = OrderedDict()
        # Everything below is what callers did, and all that has to be saved.
        self.revision = 0
        self.created_buildings = 0
        self.changed_buildings: dict[str, Building] = {}
        self.deleted_buildings: set[str] = set()
        self.changed_thermostats: dict[str, Thermostat] = {}
        self.placements: dict[str, str | None] = {}
        """Where a thermostat is that is not where the seed put it; None for one that is unregistered."""
        self.arrivals: dict[str, dict[str, None]] = {}
        """The thermostats of ``placements`` by building, in the order in which they came."""

    # --- buildings

    def building_ids(self) -> Iterator[str]:
        """Yield the ids of all buildings."""
        seeded = (self._building_id(index) for index in range(self.seeded_buildings))
        created = (self._created_id(number) for number in range(self.created_buildings))
        return (each for each in chain(seeded, created) if each not in self.deleted_buildings)

    def building(self, building_id: str) -> Building | None:
        """Return a building to read, or None."""
        changed = self.changed_buildings.get(building_id)
        if changed is not None:
            return changed
        index = self._building_index(building_id)
        if index is None or building_id in self.deleted_buildings:
            return None
        plan = building_plan(self.seed, index)
        return Building(building_id, plan.name, plan.size, dict(plan.address), plan.use)

    def create_building(self, name: str, size: int, address: dict[str, Any]) -> Building:
        """Add a building."""
        building = Building(self._created_id(self.created_buildings), name, size, address)
        self.created_buildings += 1
        self.save_building(building)
        return building

    def save_building(self, building: Building) -> None:
        """Keep a building that was changed."""
        self.changed_buildings[building.id] = building
        self.revision += 1

    def delete_building(self, building_id: str) -> None:
        """Remove a building; the caller has made sure that it is empty."""
        self.changed_buildings.pop(building_id, None)
        self.deleted_buildings.add(building_id)
        self.revision += 1

    # --- thermostats

    def thermostat_ids(self, building_id: str | None = None) -> list[str]:
        """Return the ids of a building's thermostats, or of all, at most as many as the vendor lists."""
        return list(islice(self._thermostat_ids(building_id), LIST_LIMIT))

    def has_thermostats(self, building_id: str) -> bool:
        """Tell whether any thermostat is in a building."""
        return next(iter(self._thermostat_ids(building_id)), None) is not None

    def home_of(self, thermostat_id: str) -> str | None:
        """Return the building that a thermostat is in, or None if it is not registered."""
        if thermostat_id in self.placements:
            return self.placements[thermostat_id]
        index = self._thermostat_index(thermostat_id)
        return None if index is None else self._building_id(self._building_of(index))

    def view(self, thermostat_id: str, now: float) -> View | None:
        """Return a thermostat to read, settled at ``now``, or None if it is not registered."""
        thermostat = self.changed_thermostats.get(thermostat_id) or self._unchanged.get(thermostat_id)
        home = self.home_of(thermostat_id)
        if home is None:
            return None
        site = self.site(home)
        made = profile(self.seed, thermostat_id)
        if thermostat is None:
            before = self.started_at - _RUNNING_BEFORE_S
            thermostat = new_thermostat(made, site, home, self._seeded_name(thermostat_id, site), before)
            thermostat.alerts = seeded_alerts(self.seed, thermostat_id, self.started_at)
            self._unchanged[thermostat_id] = thermostat
            if len(self._unchanged) > _CACHED:
                self._unchanged.popitem(last=False)
        thermostat.settle(made, site, now)
        return View(thermostat, made, site)

    def change(self, thermostat_id: str, now: float) -> View | None:
        """Return a thermostat that is about to be changed: from now on it is kept."""
        view = self.view(thermostat_id, now)
        if view is not None:
            self._unchanged.pop(thermostat_id, None)
            self.changed_thermostats[thermostat_id] = view.thermostat
            self.revision += 1
        return view

    def register(self, thermostat_id: str, building_id: str, now: float) -> View:
        """Add a thermostat, fresh from the factory, to a building."""
        site = self.site(building_id)
        made = profile(self.seed, thermostat_id)
        thermostat = new_thermostat(made, site, building_id, f"Thermostat {thermostat_id[-6:]}", now)
        self.changed_thermostats[thermostat_id] = thermostat
        self._place(thermostat_id, building_id)
        return View(thermostat, made, site)

    def unregister(self, thermostat_id: str) -> None:
        """Remove a thermostat from the account."""
        self._place(thermostat_id, None)
        self._unchanged.pop(thermostat_id, None)
        self.changed_thermostats.pop(thermostat_id, None)

    def move(self, thermostat: Thermostat, building_id: str) -> None:
        """Put a thermostat, which ``change`` returned, into another building."""
        thermostat.building_id = building_id
        self._place(thermostat.id, building_id)

    def site(self, building_id: str) -> Site:
        """Return what a building means for its thermostats."""
        building = self.building(building_id)
        assert building is not None, "a building with thermostats cannot be deleted"
        address = building.address
        climate = Climate(self.seed, float(address["latitude"]), float(address["longitude"]))
        return Site(zone_of(address["timeZone"]), climate, building.use)

    # --- from ids to positions and back

    def _building_id(self, index: int) -> str:
        return self._object_id("seeded", index)

    def _created_id(self, number: int) -> str:
        return self._object_id("created", number)

    def _object_id(self, kind: str, index: int) -> str:
        prefix = hashlib.blake2b(f"{self.seed}/{kind}/{index}".encode(), digest_size=8).hexdigest()
        return f"{prefix}{self._objects.number(index):08x}"

    def _building_index(self, building_id: str) -> int | None:
        try:
            index = self._objects.index(int(building_id[16:], 16))
        except ValueError:
            return None
        return index if index < self.seeded_buildings and self._building_id(index) == building_id else None

    def _thermostat_id(self, index: int) -> str:
        return f"{_SERIAL_PREFIX}{self._serials.number(index):09}"

    def _thermostat_index(self, thermostat_id: str) -> int | None:
        if len(thermostat_id) != 12 or not thermostat_id.startswith(_SERIAL_PREFIX) or not thermostat_id.isdecimal():
            return None
        index = self._serials.index(int(thermostat_id[3:]))
        return index if index < self.seeded_thermostats and self._thermostat_id(index) == thermostat_id else None

    def _range_of(self, building: int) -> range:
        """Return the positions of the thermostats that the seed puts into a building."""
        total, share = self.seeded_thermostats, self.seeded_buildings
        return range(building * total // share, (building + 1) * total // share)

    def _building_of(self, index: int) -> int:
        # The last building whose range does not begin after the position.
        return ((index + 1) * self.seeded_buildings - 1) // self.seeded_thermostats

    def _thermostat_ids(self, building_id: str | None) -> Iterator[str]:
        seeded: Iterable[int]
        if building_id is None:
            seeded = range(self.seeded_thermostats)
            arrived: Iterable[str] = chain.from_iterable(self.arrivals.values())
        else:
            index = self._building_index(building_id)
            seeded = () if index is None else self._range_of(index)
            arrived = self.arrivals.get(building_id, ())
        stayed = (each for each in map(self._thermostat_id, seeded) if each not in self.placements)
        return chain(stayed, arrived)

    def _seeded_name(self, thermostat_id: str, site: Site) -> str:
        index = self._thermostat_index(thermostat_id)
        assert index is not None, "a registered thermostat is kept"
        return unit_name(site.use, index - self._range_of(self._building_of(index)).start)

    def _place(self, thermostat_id: str, building_id: str | None) -> None:
        before = self.placements.get(thermostat_id)
        if before is not None:
            del self.arrivals[before][thermostat_id]
        self.placements[thermostat_id] = building_id
        if building_id is not None:
            self.arrivals.setdefault(building_id, {})[thermostat_id] = None
        self.revision += 1
