"""One thermostat: read it, hold it, set its mode. Its settings are in ``thermostat_settings.py``."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, tzinfo

import attrs

from smartbuildings._async.ecobee.outcome import verify_write
from smartbuildings._async.ecobee.thermostat_settings import STATUS_AGE_S, AsyncDeviceSettings
from smartbuildings._core.hiding import never_raises
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.ecobee import bodies, checks, operations, reading
from smartbuildings.ecobee.enums import FanMode, HoldEnd, HvacMode
from smartbuildings.ecobee.models import (
    Alert,
    Events,
    FanHold,
    Hold,
    Sensor,
    TemperatureHold,
    ThermostatInfo,
    ThermostatStatus,
    Weather,
)
from smartbuildings.ecobee.operations import JsonObject, Operation
from smartbuildings.ecobee.outcome import NewMode, Undecided, fan_hold_shown, is_resumed, temperature_hold_shown
from smartbuildings.ecobee.vendor import ECOBEE
from smartbuildings.errors import InvalidRequest, NotFound, UnreadableResponse
from smartbuildings.units import Temperature
from smartbuildings.values import Ability, Applied, Difference, Mode, SetPoints
from smartbuildings.values import FanMode as NeutralFanMode

__all__ = ["AsyncThermostat"]


class AsyncThermostat(AsyncDeviceSettings):
    """A thermostat of the account. Making one costs no request; each method makes those it needs.

    Attributes:
        id: The serial number, as printed on the device: digits only.
    """

    _new_mode: NewMode | None = None

    @property
    def vendor(self) -> str:
        """The vendor: ``ecobee``."""
        return ECOBEE.name

    @property
    def abilities(self) -> frozenset[Ability]:
        """What this thermostat can do; only API v2 holds both set points at once."""
        return operations.ABILITIES[self._account.version]

    # -- reading

    async def info(self) -> ThermostatInfo:
        """Read names, building, time zone offset and the HVAC modes that the equipment allows."""
        found = await self._account.read(operations.READ_THERMOSTAT, self.id)
        self._account.zones.learn_building(self.id, found.building_id)
        return found

    async def status(self) -> ThermostatStatus:
        """Read temperature, humidity, set points, mode and running equipment.

        ecobee asks to read a thermostat at most every 5 minutes.
        """
        found = await self._account.read(operations.READ_STATUS, self.id)
        self._last_status = monotonic(), found
        if self._new_mode is not None:
            self._new_mode = self._new_mode.after(found.hvac_mode, monotonic())
        return found

    async def events(self) -> Events:
        """Read what overrides the schedule now, and every hold."""
        return await self._account.read(operations.READ_EVENTS, self.id, zone_for=self._zone_for)

    async def holds(self) -> tuple[Hold, ...]:
        """Read every hold, running or waiting."""
        return (await self.events()).holds

    async def sensors(self) -> tuple[Sensor, ...]:
        """Read the sensors with their values: temperature, humidity, occupancy."""
        return await self._account.read(operations.READ_SENSORS, self.id)

    async def alerts(self) -> tuple[Alert, ...]:
        """Read the alerts that are open on the thermostat."""
        return await self._account.read(operations.READ_ALERTS, self.id, zone_for=self._zone_for)

    async def weather(self) -> tuple[Weather, ...]:
        """Read the weather forecast for the thermostat's place."""
        return await self._account.read(operations.READ_WEATHER, self.id, zone_for=self._zone_for)

    # -- control

    async def hold(
        self,
        *,
        heat: Temperature | None = None,
        cool: Temperature | None = None,
        until: HoldEnd | datetime | str = HoldEnd.NEXT_TRANSITION,
    ) -> TemperatureHold:
        """Hold set points until the next schedule change, or until the schedule is resumed.

        Give ``heat`` in the modes heat, auxHeatOnly and auto, ``cool`` in the modes cool and auto, both at once in the
        mode auto (v2). They are checked against the thermostat's mode and ranges before anything is sent, and in mode
        auto against its minimum gap: to each other or, in API v2, to the other set point in force. For that its status
        is read, unless one of the last 5 minutes lets them pass. A mode that ``set_mode`` has just set counts, although
        the status does not show it yet.

        Args:
            heat: Heat when it is colder than this.
            cool: Cool when it is warmer than this.
            until: ``"next_change"`` (ecobee calls it ``"nextTransition"``) or ``"indefinite"``.

        Returns:
            The hold as the API confirmed it, or as the state shows it where the response was lost. ``differs`` lists
            what is not as requested, ``reached`` is ``False`` while the device is offline.

        Raises:
            InvalidRequest: the set points are out of range, too close, or do not fit the mode. Nothing was sent.
            NotSupported: both were given, and API v1 has no such hold; or ``until`` is a time. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the hold.
        """
        if heat is not None and cool is not None:
            self._account.require(operations.HOLD_BOTH)
        end = checks.check_hold_end(until)
        await self._check_hold(heat, cool)
        before = None if self._last_status is None else self._last_status[1].set_points
        wanted_heat = None if heat is None else checks.to_wire_precision(heat)
        wanted_cool = None if cool is None else checks.to_wire_precision(cool)

        async def write() -> TemperatureHold:
            if heat is not None and cool is not None:
                body = bodies.write_auto_hold(heat, cool, end)
                return await self._account.read(operations.HOLD_BOTH, self.id, body=body)
            if heat is not None:
                body = bodies.write_heat_hold(heat, end)
                return await self._account.read(operations.HOLD_HEAT, self.id, body=body)
            if cool is not None:
                body = bodies.write_cool_hold(cool, end)
                return await self._account.read(operations.HOLD_COOL, self.id, body=body)
            raise AssertionError  # The check above refuses a hold without a set point.

        async def read_back() -> TemperatureHold | Undecided | None:
            return temperature_hold_shown(await self._events(), wanted_heat, wanted_cool, end, before=before)

        what = f"the hold on thermostat {self.id}"
        asked = {"heat": wanted_heat, "cool": wanted_cool, "until": end}
        held = self._reported(await verify_write(write, read_back, what=what), asked, what)
        self._remember_set_points(held.heat or wanted_heat, held.cool or wanted_cool)
        return held

    async def set_temperature(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None
    ) -> TemperatureHold:
        """Hold set points until the next schedule change: ``hold`` with its default end."""
        return await self.hold(heat=heat, cool=cool)

    async def set_fan(self, fan: NeutralFanMode | FanMode | str) -> FanHold:
        """Hold the fan until the next schedule change: ``hold_fan`` with its default end."""
        return await self.hold_fan(fan)

    async def hold_fan(
        self, fan: NeutralFanMode | FanMode | str, *, until: HoldEnd | datetime | str = HoldEnd.NEXT_TRANSITION
    ) -> FanHold:
        """Hold the fan.

        Args:
            fan: ``"on"`` to run it all the time, ``"auto"`` to run it with heating and cooling.
            until: As for ``hold``.

        Returns:
            As for ``hold``.

        Raises:
            InvalidRequest: the API knows no such fan mode or end. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the hold.
        """
        wanted, end = checks.check_fan(fan), checks.check_hold_end(until)

        async def write() -> FanHold:
            body = bodies.write_fan_hold(wanted, end)
            return await self._account.read(operations.HOLD_FAN, self.id, body=body)

        async def read_back() -> FanHold | Undecided | None:
            return fan_hold_shown(await self._events(), wanted, end)

        what = f"the fan hold on thermostat {self.id}"
        return self._reported(await verify_write(write, read_back, what=what), {"fan": wanted, "until": end}, what)

    async def resume(self) -> Applied:
        """End every manual hold and follow the schedule again. Vacations stay.

        Returns:
            Whether the device was reached.

        Raises:
            OutcomeUnknown: the connection broke after sending, and holds are still there.
        """

        async def read_back() -> Applied | Undecided | None:
            state = is_resumed(await self._events())
            return Applied() if state is True else state or None

        async def write() -> Applied:
            await self._account.call(operations.RESUME, self.id)
            return Applied()

        what = f"resuming the schedule of thermostat {self.id}"
        done = self._reported(await verify_write(write, read_back, what=what), {}, what)
        self._last_status = None  # The set points in force are others now.
        return done

    async def set_mode(self, mode: Mode | HvacMode | str) -> Applied:
        """Set the HVAC mode; it takes the device a few seconds to show it in its status.

        Until it does, for at most 60 seconds, this object checks holds against the mode that the API confirmed.

        Args:
            mode: ``"heat"``, ``"cool"``, ``"auto"``, ``"off"`` or ``"auxHeatOnly"``.

        Returns:
            Whether the device was reached, and in ``differs`` the mode if the API confirmed another one.

        Raises:
            InvalidRequest: the API knows no such mode. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the status does not show the mode.
        """
        wanted = checks.check_hvac_mode(mode)
        (last, self._last_status), (earlier, self._new_mode) = (self._last_status, None), (self._new_mode, None)
        known = set() if earlier is None or not earlier.is_open(monotonic()) else {*earlier.before, earlier.mode}
        lagging = frozenset(known - {wanted} if earlier and earlier.mode == wanted else known)
        if last is not None and last[1].hvac_mode is not None:
            known.add(last[1].hvac_mode)

        async def write() -> Applied:
            shown = await self._account.read(operations.SET_HVAC_MODE, self.id, body=bodies.write_hvac_mode(wanted))
            confirmed = wanted if shown is None else shown
            self._new_mode = NewMode(confirmed, frozenset(known), monotonic())
            if last is not None:
                self._last_status = last[0], attrs.evolve(last[1], hvac_mode=confirmed)
            return Applied(differs=() if confirmed == wanted else (Difference("mode", wanted, confirmed),))

        async def read_back() -> Applied | Undecided | None:
            if (await self.status()).hvac_mode != wanted:
                return None
            if wanted in lagging:
                return Undecided("the status may still show the mode before an earlier change")
            return Applied()

        what = f"setting the mode of thermostat {self.id}"
        return self._reported(await verify_write(write, read_back, what=what), {}, what)

    async def turn_on_resident_mode(self) -> Applied:
        """Let a resident register the thermostat in an account of their own (tenant mode in API v1).

        Returns:
            Whether the device was reached.

        Raises:
            OutcomeUnknown: the connection broke after sending, and the status does not show it.
        """
        return await self._set_resident_mode(is_on=True)

    async def turn_off_resident_mode(self, *, confirm_reset: bool) -> Applied:
        """Take the thermostat back from a resident, **which resets most of its settings to their defaults**.

        It is never sent again once it may have taken effect.

        Args:
            confirm_reset: ``True``, to say that you know that schedule, comfort settings and preferences are lost.

        Returns:
            Whether the device was reached.

        Raises:
            InvalidRequest: ``confirm_reset`` is not ``True``. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the status does not show it.
        """
        if confirm_reset is not True:
            msg = (
                f"Switching resident mode of thermostat {self.id} off resets most of its settings to defaults. "
                "Nothing was sent. Pass confirm_reset=True if that is what you want."
            )
            raise InvalidRequest(msg, field="confirm_reset")
        return await self._set_resident_mode(is_on=False)

    async def _set_resident_mode(self, *, is_on: bool) -> Applied:
        body = bodies.write_resident_mode(is_on, api_version=self._account.version)

        async def write() -> Applied:
            await self._account.call(operations.SET_RESIDENT_MODE, self.id, body=body)
            return Applied()

        async def read_back() -> Applied | None:
            return Applied() if (await self.status()).is_resident_mode is is_on else None

        what = f"switching resident mode of thermostat {self.id} {'on' if is_on else 'off'}"
        try:
            return self._reported(await verify_write(write, read_back, what=what), {}, what)
        finally:
            self._last_status = None  # Switching it off resets most settings.

    # -- the account

    async def rename(self, *, name: str | None = None, thermostat_name: str | None = None) -> ThermostatInfo:
        """Change the names.

        Args:
            name: What the portal shows; up to 64 characters.
            thermostat_name: What the device shows; up to 64 characters. The two are not kept in step.

        Raises:
            InvalidRequest: neither was given, or one is too long. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the names.
        """
        body = bodies.write_thermostat_change(name=name, thermostat_name=thermostat_name)
        return await self._update(operations.RENAME, body, {"name": name, "thermostat_name": thermostat_name})

    async def move(self, building_id: str) -> ThermostatInfo:
        """Move the thermostat to another building (v2).

        Raises:
            InvalidRequest: this is not a building's id. Nothing was sent.
            NotSupported: API v1 cannot do this. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the move.
        """
        self._account.require(operations.MOVE)
        found = await self._update(
            operations.MOVE,
            bodies.write_thermostat_change(building_id=building_id),
            {"building_id": building_id},
        )
        self._account.zones.learn_building(self.id, found.building_id or building_id)
        return found

    async def _update(
        self, operation: Operation[ThermostatInfo], body: JsonObject, asked: Mapping[str, object]
    ) -> ThermostatInfo:
        async def write() -> ThermostatInfo:
            return await self._account.read(operation, self.id, body=body)

        return await self._change(write, self.info, asked, what="names or building")

    async def unregister(self) -> None:
        """Take the thermostat out of the account.

        Raises:
            OutcomeUnknown: the connection broke after sending, and the thermostat is still there.
        """

        async def write() -> bool:
            await self._account.call(operations.UNREGISTER, self.id)
            return True

        async def read_back() -> bool | None:
            try:
                await self.info()
            except NotFound:
                return True
            return None

        await verify_write(write, read_back, what=f"unregistering thermostat {self.id}")

    async def _zone_for(self, data: JsonObject) -> tzinfo | None:
        return await self._account.zones.of(self.id, reading.times_in(data), building_id=self._building_id)

    async def _events(self) -> Events:
        """Read the events to verify a write; no request is spent on the zone of their times.

        Raises:
            UnreadableResponse: they have no list of holds, so that they show nothing.
        """
        data = await self._account.call(operations.READ_EVENTS, self.id)
        if not isinstance(data.get("holds"), list):
            msg = f"The events of thermostat {self.id} have no list of holds."
            raise UnreadableResponse(msg)
        return operations.READ_EVENTS.reader(data, self._account.drift)

    def _remember_set_points(self, heat: Temperature | None, cool: Temperature | None) -> None:
        """Keep the set points of a new hold, against which the next one is checked."""
        if self._last_status is not None:
            at, status = self._last_status
            points = SetPoints(heat or status.set_points.heat, cool or status.set_points.cool)
            self._last_status = at, attrs.evolve(status, set_points=points)

    async def _check_hold(self, heat: Temperature | None, cool: Temperature | None) -> None:
        checks.check_hold(self.id, heat=heat, cool=cool)  # What no status can excuse is rejected without reading one.
        last = self._last_status
        if last is not None and monotonic() - last[0] < STATUS_AGE_S:
            # Before a hold is rejected for what the status said some minutes ago, it is read again.
            with suppress(InvalidRequest):
                return self._check_against(heat, cool, last[1])
        return self._check_against(heat, cool, await self.status())

    def _check_against(self, heat: Temperature | None, cool: Temperature | None, status: ThermostatStatus) -> None:
        new = self._new_mode
        if new is not None and new.is_open(monotonic()):
            status = attrs.evolve(status, hvac_mode=new.mode)
        both = self._account.version in operations.SHOW_BOTH_SET_POINTS
        checks.check_hold(self.id, heat=heat, cool=cool, status=status, against_other=both)

    @never_raises
    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"
