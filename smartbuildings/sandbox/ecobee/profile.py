"""What a thermostat is made of and never changes: equipment, zone, sensors. All of it follows from its id."""

from __future__ import annotations

import functools
from typing import Final

import attrs

from smartbuildings.sandbox.world.physics import Zone
from smartbuildings.sandbox.world.rooms import room_zone
from smartbuildings.sandbox.world.seeding import generator

__all__ = ["Profile", "RemoteSensor", "profile"]

_ROOMS: Final = ("Bedroom", "Living Room", "Kitchen", "Office", "Hallway", "Nursery", "Den", "Basement")

# Name, modes, heating stages and cooling stages as they appear among the running equipment, share of the equipment met.
_SYSTEMS: Final = (
    (("heat", "cool", "auto", "off"), ("auxHeat1",), ("compCool1",), 45),
    (("heat", "cool", "auto", "off"), ("auxHeat1", "auxHeat2"), ("compCool1", "compCool2"), 20),
    (("heat", "cool", "auto", "off", "auxHeatOnly"), ("heatPump", "auxHeat1"), ("compCool1",), 25),
    (("heat", "off"), ("auxHeat1",), (), 10),
)


@attrs.frozen
class RemoteSensor:
    """A sensor in another room."""

    id: str
    code: str
    name: str
    warmer: float
    """How much warmer than the thermostat it reads, in degrees Fahrenheit."""


@attrs.frozen
class Profile:
    """The unchanging side of a thermostat."""

    id: str
    modes: tuple[str, ...]
    heating: tuple[str, ...]
    cooling: tuple[str, ...]
    zone: Zone
    sensors: tuple[RemoteSensor, ...]
    humidity: float
    """Percent indoors on an average day."""
    warmer: float
    """How far this household's comfort settings are from the usual."""
    mode: str
    """The mode it is in when it is new."""
    is_connected: bool

    def heating_in(self, mode: str) -> tuple[str, ...]:
        """Return the heating stages that take part in a mode: a heat pump rests in ``auxHeatOnly``."""
        return tuple(name for name in self.heating if mode != "auxHeatOnly" or name.startswith("aux"))

    def zone_in(self, mode: str) -> Zone:
        """Return the zone with the equipment that takes part in a mode."""
        if mode != "auxHeatOnly":
            return self.zone
        powers = dict(zip(self.heating, self.zone.heating, strict=True))
        return attrs.evolve(self.zone, heating=tuple(powers[name] for name in self.heating_in(mode)))


@functools.lru_cache(maxsize=4096)
def profile(seed: int, thermostat_id: str) -> Profile:
    """Return what the seed says about a thermostat; any id has a profile, so any can be registered."""
    chance = generator(seed, "thermostat", thermostat_id)
    modes, heating, cooling, _ = chance.choices(_SYSTEMS, weights=[system[3] for system in _SYSTEMS])[0]
    return Profile(
        id=thermostat_id,
        modes=modes,
        heating=heating,
        cooling=cooling,
        zone=room_zone(chance, heating=len(heating), cooling=len(cooling)),
        sensors=tuple(
            RemoteSensor(
                id=f"rs:{100 + number}",
                code="".join(chance.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(4)),
                name=name,
                warmer=round(chance.uniform(-2.5, 2.0), 1),
            )
            for number, name in enumerate(chance.sample(_ROOMS, chance.choice((0, 1, 1, 2, 3))))
        ),
        humidity=chance.uniform(32.0, 48.0),
        warmer=float(chance.choice((-2, -1, 0, 0, 0, 1, 2))),
        mode="heat" if "auto" not in modes or chance.random() < 0.3 else "auto",
        is_connected=chance.random() > 0.04,
    )
