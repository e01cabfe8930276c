"""One thermostat: what was set on it, what it makes of that at a moment, and the zone that follows.

Time only moves when somebody looks: ``settle`` brings mode changes, ended holds and the zone up to a moment. The wire
format is not known here; ``handlers`` put what they read into the vendor's words.
"""

from __future__ import annotations

from datetime import tzinfo
from typing import Any, Final

import attrs

from smartbuildings.sandbox.world import physics
from smartbuildings.sandbox.world.physics import Conditions, ZoneState
from smartbuildings.sandbox.world.weather import Climate

from .alerts import Alert
from .comfort import QUARTER_S, ComfortSetting, Week, default_comfort, default_week, next_change, ref_at
from .profile import Profile

__all__ = ["Hold", "Range", "Site", "Thermostat", "new_thermostat"]

MODE_DELAY_S: Final = 5.0
"""How long a new mode takes to show; the vendor says a few seconds."""

MIN_DELTA: Final = 5
"""Degrees between heat and cool set points; the smallest that the API allows."""

_HEATS: Final = frozenset({"heat", "auxHeatOnly", "auto"})
_COOLS: Final = frozenset({"cool", "auto"})


@attrs.frozen
class Site:
    """What a thermostat has from the building around it."""

    time_zone: tzinfo
    climate: Climate
    use: str


@attrs.frozen
class Range:
    """The set points that a thermostat accepts."""

    min: float
    max: float


@attrs.frozen
class Hold:
    """A manual hold: of set points, or of the fan."""

    type: str
    start: float
    end: float | None
    heat: float | None = None
    cool: float | None = None
    fan: str | None = None

    def runs_at(self, moment: float) -> bool:
        """Tell whether the hold still runs."""
        return self.end is None or moment < self.end


@attrs.define
class Thermostat:
    """The state of one registered thermostat."""

    id: str
    building_id: str
    name: str
    thermostat_name: str
    mode: str
    """The mode that was last asked for."""
    comfort: dict[str, ComfortSetting]
    week: Week
    zone: ZoneState
    is_connected: bool = True
    is_resident_mode: bool = False
    previous_mode: str = "off"
    mode_shows_at: float = 0.0
    """Until then the previous mode is in force."""
    temperature_hold: Hold | None = None
    fan_hold: Hold | None = None
    heat_range: Range = Range(45.0, 79.0)
    cool_range: Range = Range(65.0, 92.0)
    fan_minimum_on_time: int = 0
    hold_action: str = "nextTransition"
    alert_settings: dict[str, dict[str, Any]] = attrs.field(factory=lambda: default_alert_settings())
    access_control: dict[str, Any] = attrs.field(factory=lambda: default_access_control())
    alerts: list[Alert] = attrs.field(factory=list[Alert])
    next_comfort_number: int = 1

    def settle(self, profile: Profile, site: Site, now: float) -> None:
        """Bring everything up to ``now``."""
        if self.zone.at < self.mode_shows_at <= now:  # until then, other equipment may have been at work
            self._advance(profile, site, self.previous_mode, self.mode_shows_at)
        self._advance(profile, site, self.mode_at(now), now)
        if self.temperature_hold and not self.temperature_hold.runs_at(now):
            self.temperature_hold = None
        if self.fan_hold and not self.fan_hold.runs_at(now):
            self.fan_hold = None

    def mode_at(self, at: float) -> str:
        """Return the mode that shows at a moment."""
        return self.mode if at >= self.mode_shows_at else self.previous_mode

    def comfort_at(self, site: Site, at: float) -> ComfortSetting:
        """Return the comfort setting that the schedule asks for."""
        return self.comfort[ref_at(self.week, site.time_zone, at)]

    def set_points_at(self, site: Site, at: float) -> tuple[float, float]:
        """Return the heat and the cool set point, hold included, inside their ranges and far enough apart."""
        comfort = self.comfort_at(site, at)
        hold = self.temperature_hold if self.temperature_hold and self.temperature_hold.runs_at(at) else None
        held_heat = hold.heat if hold else None
        held_cool = hold.cool if hold else None
        heat = _inside(self.heat_range, comfort.heat if held_heat is None else held_heat)
        cool = _inside(self.cool_range, comfort.cool if held_cool is None else held_cool)
        if cool - heat < MIN_DELTA:
            # The one that nobody holds makes way, as on the wall.
            if held_heat is None and held_cool is not None:
                heat = cool - MIN_DELTA
            else:
                cool = heat + MIN_DELTA
        return heat, cool

    def conditions_at(self, site: Site, at: float) -> Conditions:
        """Return what acts on the zone from ``at`` until the next thing that may change it."""
        mode = self.mode_at(at)
        heat, cool = self.set_points_at(site, at)
        quarter = at // QUARTER_S * QUARTER_S
        until = quarter + QUARTER_S
        for change in (
            self.temperature_hold.end if self.temperature_hold else None,
            self.mode_shows_at,
        ):
            if change is not None and at < change < until:
                until = change
        return Conditions(
            heat_to=heat if mode in _HEATS else None,
            cool_to=cool if mode in _COOLS else None,
            # Of the quarter, not of the moment: whoever looks in between must not change what happens.
            outdoors=site.climate.outdoor_temperature(quarter),
            until=until,
        )

    def temperature(self, profile: Profile, site: Site, now: float) -> float:
        """Return the zone's temperature; ``settle`` first."""
        outdoors = site.climate.outdoor_temperature(now // QUARTER_S * QUARTER_S)
        return physics.temperature_at(profile.zone_in(self.mode_at(now)), self.zone, now, outdoors)

    def fan_setting(self, site: Site, now: float) -> str:
        """Return ``on`` or ``auto``: the fan hold's, else the comfort setting's."""
        if self.fan_hold and self.fan_hold.fan:
            return self.fan_hold.fan
        comfort = self.comfort_at(site, now)
        return comfort.cool_fan if self.mode_at(now) == "cool" else comfort.heat_fan

    def running(self, profile: Profile, site: Site, now: float) -> frozenset[str]:
        """Return the names of the equipment that runs, the fan included."""
        mode = self.mode_at(now)
        heating, cooling = physics.stages_now(profile.zone_in(mode), self.zone, self.conditions_at(site, now))
        stages = profile.heating_in(mode)[:heating] + profile.cooling[:cooling]
        minute = now % 3600 / 60
        fan = bool(stages) or self.fan_setting(site, now) == "on" or minute < self.fan_minimum_on_time
        return frozenset(stages) | ({"fan"} if fan else set())

    def change_mode(self, mode: str, now: float, *, delay_s: float = MODE_DELAY_S) -> None:
        """Accept a mode, which the status shows after a delay."""
        self.previous_mode = self.mode_at(now)
        self.mode = mode
        self.mode_shows_at = now + delay_s

    def hold_temperature(
        self, site: Site, now: float, hold_type: str, heat: float | None = None, cool: float | None = None
    ) -> None:
        """Hold one or both set points; a running hold of the other one goes on under the new type."""
        previous = self.temperature_hold
        if previous is not None:
            heat = previous.heat if heat is None else heat
            cool = previous.cool if cool is None else cool
        end = self._hold_end(site, now, hold_type)
        self.temperature_hold = Hold(hold_type, now, end, heat=heat, cool=cool)

    def hold_fan(self, site: Site, now: float, hold_type: str, fan: str) -> None:
        """Hold the fan."""
        self.fan_hold = Hold(hold_type, now, self._hold_end(site, now, hold_type), fan=fan)

    def resume(self) -> None:
        """Cancel the holds."""
        self.temperature_hold = self.fan_hold = None

    def change_week(self, site: Site, now: float, week: Week) -> None:
        """Follow another schedule; holds that end at its next change get a new end."""
        self.week = week
        for name in ("temperature_hold", "fan_hold"):
            hold: Hold | None = getattr(self, name)
            if hold is not None:
                setattr(self, name, attrs.evolve(hold, end=self._hold_end(site, now, hold.type)))

    def reset(self, profile: Profile, site: Site) -> None:
        """Put most settings back to the factory's, as switching resident mode off does."""
        fresh = new_thermostat(profile, site, self.building_id, self.name, self.zone.at)
        for kept in ("name", "zone", "is_connected", "alerts"):
            setattr(fresh, kept, getattr(self, kept))
        for field in attrs.fields(Thermostat):
            setattr(self, field.name, getattr(fresh, field.name))

    def _advance(self, profile: Profile, site: Site, mode: str, until: float) -> None:
        physics.advance(profile.zone_in(mode), self.zone, until, lambda at: self.conditions_at(site, at))

    def _hold_end(self, site: Site, now: float, hold_type: str) -> float | None:
        return next_change(self.week, site.time_zone, now) if hold_type == "nextTransition" else None


def new_thermostat(profile: Profile, site: Site, building_id: str, name: str, now: float) -> Thermostat:
    """Return a thermostat as it comes from the factory, in a zone that has settled on its schedule."""
    thermostat = Thermostat(
        id=profile.id,
        building_id=building_id,
        name=name,
        thermostat_name=name,
        mode=profile.mode,
        comfort=default_comfort(site.use, profile.warmer),
        week=default_week(site.use),
        zone=ZoneState(at=now // physics.STEP_S * physics.STEP_S, temperature=0.0),
        is_connected=profile.is_connected,
    )
    conditions = thermostat.conditions_at(site, thermostat.zone.at)
    thermostat.zone.temperature = physics.settled(profile.zone, conditions)
    return thermostat


def default_alert_settings() -> dict[str, dict[str, Any]]:
    """Return the alert settings from the factory, in the vendor's words: nothing reads them but the API."""
    reminder = {"enabled": False, "lastMaintenanceDate": "2025-10-01", "maintenanceInterval": 6}
    reminder["maintenanceIntervalUnits"] = "month"
    return {
        "lowTemperatureAlert": {"enabled": True, "value": 45.0},
        "highTemperatureAlert": {"enabled": True, "value": 95.0},
        "lowHumidityAlert": {"enabled": False, "value": 15.0},
        "highHumidityAlert": {"enabled": False, "value": 80.0},
        "acMaintenanceReminder": dict(reminder),
        "hvacMaintenanceReminder": dict(reminder),
    }


def default_access_control() -> dict[str, Any]:
    """Return access control as it comes from the factory: off."""
    protected = dict.fromkeys(("temperature", "systemMode", "schedule", "vacation", "settings"), False)
    return {"enabled": False, "passcode": None, "passcodeProtected": protected}


def _inside(allowed: Range, value: float) -> float:
    return min(max(value, allowed.min), allowed.max)
