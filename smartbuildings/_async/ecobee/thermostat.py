"""One thermostat: read it, hold it, set its mode. Its settings are in ``settings.py``."""

from __future__ import annotations

from contextlib import suppress
from datetime import tzinfo
from typing import Final

from smartbuildings._async.ecobee.api import AsyncApi, Wire
from smartbuildings._async.ecobee.outcome import settle
from smartbuildings._async.ecobee.settings import AsyncDeviceSettings
from smartbuildings._async.ecobee.zones import AsyncZones
from smartbuildings._core import checks, reading, writing
from smartbuildings._core.drift import DriftReport
from smartbuildings._core.hiding import never_raises
from smartbuildings._core.outcome import fan_hold_shown, temperature_hold_shown
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.enums import FanMode, HoldEnd, HvacMode
from smartbuildings.errors import InvalidRequest, NotFound
from smartbuildings.models import (
    Alert,
    Events,
    FanHold,
    Hold,
    Sensor,
    TemperatureHold,
    ThermostatStatus,
    ThermostatSummary,
    Weather,
)
from smartbuildings.units import Temperature

__all__ = ["AsyncThermostat"]

_STATUS_AGE_S: Final = 300.0
"""How long a status serves to check holds: ecobee asks to poll a thermostat at most every 5 minutes."""


class AsyncThermostat(AsyncDeviceSettings):
    """A thermostat of the account. Making one costs no request; each method makes those it needs.

    Attributes:
        id: The serial number, as printed on the device: digits only.
    """

    def __init__(
        self,
        api: AsyncApi,
        drift: DriftReport,
        zones: AsyncZones,
        thermostat_id: str,
        *,
        building_id: str | None = None,
    ) -> None:
        super().__init__(api, drift, checks.check_thermostat_id(thermostat_id))
        self._zones = zones
        self._building_id = building_id
        self._last_status: tuple[float, ThermostatStatus] | None = None

    # -- reading

    async def summary(self) -> ThermostatSummary:
        """Read names, building, time zone offset and the HVAC modes that the equipment allows."""
        found = reading.read_thermostat(await self._api.thermostat_summary(self.id), self._drift)
        self._zones.learn_building(self.id, found.building_id)
        return found

    async def status(self) -> ThermostatStatus:
        """Read temperature, humidity, set points, mode and running equipment.

        ecobee asks to read a thermostat at most every 5 minutes.
        """
        found = reading.read_thermostat_status(await self._api.status(self.id), self._drift)
        self._last_status = monotonic(), found
        return found

    async def events(self) -> Events:
        """Read what overrides the schedule now, and every hold."""
        data = await self._api.events(self.id)
        return reading.read_events(data, self._drift, zone=await self._zone_for(data))

    async def holds(self) -> tuple[Hold, ...]:
        """Read every hold, running or waiting."""
        return (await self.events()).holds

    async def sensors(self) -> tuple[Sensor, ...]:
        """Read the sensors with their values: temperature, humidity, occupancy."""
        return reading.read_sensors(await self._api.sensors(self.id), self._drift)

    async def alerts(self) -> tuple[Alert, ...]:
        """Read the alerts that are open on the thermostat."""
        data = await self._api.alerts(self.id)
        return reading.read_alerts(data, self._drift, zone=await self._zone_for(data))

    async def weather(self) -> tuple[Weather, ...]:
        """Read the weather forecast for the thermostat's place."""
        data = await self._api.weather(self.id)
        return reading.read_weather(data, self._drift, zone=await self._zone_for(data))

    # -- control

    async def hold(
        self,
        *,
        heat: Temperature | None = None,
        cool: Temperature | None = None,
        until: HoldEnd | str = HoldEnd.NEXT_TRANSITION,
    ) -> TemperatureHold:
        """Hold set points until the next schedule change, or until the schedule is resumed.

        Give ``heat`` in the modes heat, auxHeatOnly and auto, ``cool`` in the modes cool and auto, both at once in the
        mode auto (v2). They are checked against the thermostat's mode and ranges before anything is sent, both together
        also against its least gap. For that its status is read, unless one of the last 5 minutes lets them pass.

        Args:
            heat: Heat when it is colder than this.
            cool: Cool when it is warmer than this.
            until: ``"nextTransition"`` or ``"indefinite"``.

        Returns:
            The hold as the API confirmed it; ``until`` is ``None`` where the answer was lost, the hold is there, and
            the API does not tell how it ends.

        Raises:
            InvalidRequest: the set points are out of range, too close, or do not fit the mode. Nothing was sent.
            NotSupported: both were given, and API v1 has no such hold. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the hold.
        """
        if heat is not None and cool is not None:
            self._api.check_auto_hold()
        end = checks.check_hold_end(until)
        await self._check_hold(heat, cool)

        async def write() -> TemperatureHold:
            if heat is not None and cool is not None:
                body = writing.write_auto_hold(heat, cool, end)
                return reading.read_auto_hold(await self._api.set_auto_hold(self.id, body), self._drift)
            if heat is not None:
                body = writing.write_heat_hold(heat, end)
                return reading.read_heat_hold(await self._api.set_heat_hold(self.id, body), self._drift)
            if cool is not None:
                body = writing.write_cool_hold(cool, end)
                return reading.read_cool_hold(await self._api.set_cool_hold(self.id, body), self._drift)
            raise AssertionError  # The check above refuses a hold without a set point.

        async def read_back() -> TemperatureHold | None:
            wanted_heat = None if heat is None else checks.sent_temperature(heat)
            wanted_cool = None if cool is None else checks.sent_temperature(cool)
            return temperature_hold_shown(await self._holds_as_sent(), wanted_heat, wanted_cool, end)

        return await settle(write, read_back, what=f"the hold on thermostat {self.id}")

    async def hold_fan(self, fan: FanMode | str, *, until: HoldEnd | str = HoldEnd.NEXT_TRANSITION) -> FanHold:
        """Hold the fan.

        Args:
            fan: ``"on"`` to run it all the time, ``"auto"`` to run it with heating and cooling.
            until: ``"nextTransition"`` or ``"indefinite"``.

        Raises:
            InvalidRequest: the API knows no such fan mode or end. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the hold.
        """
        wanted, end = checks.check_fan(fan), checks.check_hold_end(until)

        async def write() -> FanHold:
            body = writing.write_fan_hold(wanted, end)
            return reading.read_fan_hold(await self._api.set_fan_hold(self.id, body), self._drift)

        async def read_back() -> FanHold | None:
            return fan_hold_shown(await self._holds_as_sent(), wanted, end)

        return await settle(write, read_back, what=f"the fan hold on thermostat {self.id}")

    async def resume(self) -> None:
        """End every manual hold and follow the schedule again.

        Raises:
            OutcomeUnknown: the connection broke after sending, and holds are still there.
        """

        async def read_back() -> bool | None:
            return None if any(found.is_running is not False for found in await self._holds_as_sent()) else True

        async def write() -> bool:
            await self._api.resume_schedule(self.id)
            return True

        await settle(write, read_back, what=f"resuming the schedule of thermostat {self.id}")

    async def set_mode(self, mode: HvacMode | str) -> None:
        """Set the HVAC mode; it takes the device a few seconds to show it in its status.

        Args:
            mode: ``"heat"``, ``"cool"``, ``"auto"``, ``"off"`` or ``"auxHeatOnly"``.

        Raises:
            InvalidRequest: the API knows no such mode. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the status does not show the mode.
        """
        wanted = checks.check_hvac_mode(mode)
        self._last_status = None

        async def write() -> bool:
            await self._api.set_hvac_mode(self.id, writing.write_hvac_mode(wanted))
            return True

        async def read_back() -> bool | None:
            return True if (await self.status()).hvac_mode == wanted else None

        await settle(write, read_back, what=f"setting the mode of thermostat {self.id}")
        self._last_status = None  # What read_back saw may be older than the device's own change.

    async def turn_on_resident_mode(self) -> None:
        """Let a resident register the thermostat in an account of their own (tenant mode in API v1).

        Raises:
            OutcomeUnknown: the connection broke after sending, and the status does not show it.
        """
        await self._set_resident_mode(is_on=True)

    async def turn_off_resident_mode(self, *, confirm_reset: bool) -> None:
        """Take the thermostat back from a resident, **which resets most of its settings to their defaults**.

        It is never sent again once it may have taken effect.

        Args:
            confirm_reset: ``True``, to say that you know that schedule, comfort settings and preferences are lost.

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
        await self._set_resident_mode(is_on=False)

    async def _set_resident_mode(self, *, is_on: bool) -> None:
        self._last_status = None

        async def write() -> bool:
            await self._api.set_resident_mode(self.id, is_on=is_on)
            return True

        async def read_back() -> bool | None:
            return True if (await self.status()).is_resident_mode is is_on else None

        word = "on" if is_on else "off"
        await settle(write, read_back, what=f"switching resident mode of thermostat {self.id} {word}")

    # -- the account

    async def rename(self, *, name: str | None = None, thermostat_name: str | None = None) -> ThermostatSummary:
        """Change the names.

        Args:
            name: What the portal shows; up to 64 characters.
            thermostat_name: What the device shows; up to 64 characters. The two are not kept in step.

        Raises:
            InvalidRequest: neither was given, or one is too long. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the names.
        """
        return await self._update(writing.write_thermostat_change(name=name, thermostat_name=thermostat_name))

    async def move(self, building_id: str) -> ThermostatSummary:
        """Move the thermostat to another building (v2).

        Raises:
            InvalidRequest: this is not a building's id. Nothing was sent.
            NotSupported: API v1 cannot do this. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the move.
        """
        self._api.check_move()
        found = await self._update(writing.write_thermostat_change(building_id=building_id))
        self._zones.learn_building(self.id, building_id)
        return found

    async def _update(self, body: Wire) -> ThermostatSummary:
        answer = await self._change(
            lambda: self._api.update_thermostat(self.id, body),
            lambda: self._api.thermostat_summary(self.id),
            body,
            what="names or building",
        )
        return reading.read_thermostat(answer, self._drift)

    async def unregister(self) -> None:
        """Take the thermostat out of the account.

        Raises:
            OutcomeUnknown: the connection broke after sending, and the thermostat is still there.
        """

        async def write() -> bool:
            await self._api.unregister_thermostat(self.id)
            return True

        async def read_back() -> bool | None:
            try:
                await self.summary()
            except NotFound:
                return True
            return None

        await settle(write, read_back, what=f"unregistering thermostat {self.id}")

    async def _zone_for(self, data: Wire | None) -> tzinfo | None:
        return await self._zones.of(self.id, reading.times_in(data), building_id=self._building_id)

    async def _holds_as_sent(self) -> tuple[Hold, ...]:
        """Read the holds to verify a write: no request is spent on the zone of their times."""
        return reading.read_events(await self._api.events(self.id), self._drift).holds

    async def _check_hold(self, heat: Temperature | None, cool: Temperature | None) -> None:
        checks.check_hold(self.id, heat=heat, cool=cool)  # What no status can excuse is told without reading one.
        if self._last_status is not None and monotonic() - self._last_status[0] < _STATUS_AGE_S:
            # Before a hold is refused for what the status said some minutes ago, it is read again.
            with suppress(InvalidRequest):
                return checks.check_hold(self.id, heat=heat, cool=cool, status=self._last_status[1])
        return checks.check_hold(self.id, heat=heat, cool=cool, status=await self.status())

    @never_raises
    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"
