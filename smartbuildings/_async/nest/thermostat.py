"""One thermostat: read it, set its temperature, mode, Eco and fan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from smartbuildings._async.accepted import AsyncAccepted, look_until
from smartbuildings._async.nest.device_list import AsyncDeviceList
from smartbuildings._core.hiding import never_raises
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.errors import (
    InvalidRequest,
    NotSupported,
    OutcomeUnknown,
    Rejected,
    SmartBuildingsError,
    UnreadableResponse,
)
from smartbuildings.nest import commands
from smartbuildings.nest import sdm_operations as operations
from smartbuildings.nest.commands import Command
from smartbuildings.nest.enums import ThermostatMode
from smartbuildings.nest.ids import check_id
from smartbuildings.nest.models import Device, ThermostatInfo, ThermostatStatus
from smartbuildings.nest.outcome import error_for_caller, is_shown
from smartbuildings.nest.reading import read_thermostat_info, read_thermostat_status
from smartbuildings.nest.vendor import NEST
from smartbuildings.units import Temperature
from smartbuildings.values import Ability, Applied, FanMode, Mode, Until

__all__ = ["AsyncThermostat"]

_INFO_S: Final = 60.0
"""How old a list may be that names and rooms are read from."""
_BEFORE_S: Final = 10.0
"""How old a list may be by whose state a command is chosen. A wrong choice is rejected by the API."""
_FIRST_LOOK_S: Final = 1.0
"""How long after a command its effect is looked for: reads are few."""
_LOOK_S: Final = 5.0
"""How long the state is read after a response was lost, at least."""


class AsyncThermostat:
    """A Nest thermostat. Taking one costs no request; each method makes those it needs.

    Nest accepts a command before the thermostat has carried it out, and announces no limits. A write therefore reads
    the state until it shows the change, for ``confirm_s`` seconds of the client and as far as the limits allow: it
    returns ``Applied`` if it does, else ``AsyncAccepted``.

    Attributes:
        id: The device's id. It can change, as after an update of its firmware or a new consent.
    """

    def __init__(self, devices: AsyncDeviceList, device_id: str) -> None:
        self._devices = devices
        self._account = devices.account
        self.id = device_id
        self._last: ThermostatStatus | None = None

    @property
    def vendor(self) -> str:
        """The vendor: ``nest``."""
        return NEST.name

    @property
    def abilities(self) -> frozenset[Ability]:
        """What this thermostat can do; what its traits allow, once its status has been read."""
        if self._last is None:
            return operations.ABILITIES
        missing = {Ability.SET_ECO} if self._last.is_eco is None else set()
        missing |= {Ability.FAN_FOR} if self._last.fan_mode is None else set()
        return operations.ABILITIES - missing

    # -- reading

    async def info(self) -> ThermostatInfo:
        """Read names, structure, room and modes; without a request if the devices were listed within a minute.

        Raises:
            NotFound: there is no such device, or its id has changed.
            InvalidRequest: it is not a thermostat.
        """
        device = self._devices.recent(self.id, _INFO_S) or await self._read()
        return read_thermostat_info(self._checked(device), self._account.drift)

    async def status(self) -> ThermostatStatus:
        """Read temperature, humidity, set points, mode and what the equipment does. It may be read 10 times a minute.

        Raises:
            NotFound: there is no such device, or its id has changed.
            InvalidRequest: it is not a thermostat.
        """
        return self.read(await self._read())

    def read(self, device: Device) -> ThermostatStatus:
        """Return the status of this thermostat in that of its device. Its abilities follow from it."""
        self._last = read_thermostat_status(self._checked(device), self._account.drift)
        return self._last

    async def _read(self) -> Device:
        return await self._devices.read_one(check_id(self.id, field="thermostat_id"))

    def _checked(self, device: Device) -> Device:
        if not device.is_thermostat:
            msg = f"The device {self.id} has no trait of a thermostat. Take thermostats from the list."
            raise InvalidRequest(msg, field="thermostat_id")
        return device

    # -- control

    async def set_temperature(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None
    ) -> Applied | AsyncAccepted:
        """Set what it aims at: ``heat`` in mode heat, ``cool`` in mode cool, either or both in mode auto.

        In mode auto, a set point that is not given stays as it is. Set points are sent in degrees Celsius with four
        decimals.

        Args:
            heat: Heat below this.
            cool: Cool above this.

        Raises:
            InvalidRequest: the thermostat is off or in Eco, the mode has no such set point, or the two are too close:
                less than 3 °F apart on a thermostat that shows Fahrenheit. Nothing was sent.
            Rejected: the value is out of the range of the device. ``fields`` names the argument.
            PreconditionFailed: the mode has just changed, or the thermostat has gone into Eco.
            OutcomeUnknown: the response was lost, and the state does not show the change.
        """
        commands.check_set_points(heat, cool)
        return await self._do(lambda status: commands.set_temperature(status, heat=heat, cool=cool))

    async def set_mode(self, mode: Mode | ThermostatMode) -> Applied | AsyncAccepted:
        """Set the mode. If it is set already, no command is sent. Whether another mode ends Eco is not documented.

        Raises:
            InvalidRequest: the thermostat does not list this mode. Nothing was sent.
            OutcomeUnknown: the response was lost, and the state does not show the change.
        """
        return await self._do(lambda status: commands.set_mode(status, mode))

    async def set_eco(self, eco: bool) -> Applied | AsyncAccepted:
        """Put it into Eco, or take it out: then the last mode is in force again. If nothing changes, nothing is sent.

        In Eco it keeps between ``status.eco_set_points``, which the API cannot set.

        Raises:
            NotSupported: the thermostat has no Eco. Nothing was sent.
            PreconditionFailed: some models refuse Eco while they are off.
            OutcomeUnknown: the response was lost, and the state does not show the change.
        """
        commands.check_eco(eco)
        return await self._do(lambda status: commands.set_eco(status, eco))

    async def fan_for(self, duration: timedelta) -> Applied | AsyncAccepted:
        """Run the fan for a time, from 1 second to 12 hours. A timer that runs already is restarted.

        Raises:
            InvalidRequest: the fan cannot run for that long. Nothing was sent.
            NotSupported: the thermostat has no fan. Nothing was sent.
            PreconditionFailed: the fan cannot be used now.
            OutcomeUnknown: the response was lost, and the state does not show the change.
        """
        commands.check_duration(duration)
        return await self._do(lambda status: commands.fan_for(status, duration))

    async def stop_fan(self) -> Applied | AsyncAccepted:
        """End the timer of the fan. If it does not run, nothing is sent.

        Raises:
            NotSupported: the thermostat has no fan. Nothing was sent.
            OutcomeUnknown: the response was lost, and the state does not show the change.
        """
        return await self._do(commands.stop_fan)

    async def set_fan(self, fan: FanMode) -> Applied:
        """Raise ``NotSupported``: the fan runs for a time only.

        Raises:
            NotSupported: always. Nothing was sent.
        """
        msg = "Nest runs the fan for a time only. Use fan_for(timedelta(...)), and stop_fan() to end that."
        raise NotSupported(msg)

    async def hold(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None, until: Until = "next_change"
    ) -> Applied:
        """Raise ``NotSupported``: the API does not show schedules, so nothing could end a hold.

        Raises:
            NotSupported: always. Nothing was sent.
        """
        msg = (
            "Nest has no holds: its API does not show the schedule of a thermostat, so nothing could end one. Use "
            "set_temperature, whose set points stay until the schedule or somebody changes them."
        )
        raise NotSupported(msg)

    async def resume(self) -> Applied:
        """Raise ``NotSupported``: the API has neither holds nor schedules.

        Raises:
            NotSupported: always. Nothing was sent.
        """
        msg = "Nest has no holds that could end. To leave Eco, use set_eco(False)."
        raise NotSupported(msg)

    async def away(self) -> Applied:
        """Raise ``NotSupported``: the API does not have home and away.

        Raises:
            NotSupported: always. Nothing was sent.
        """
        msg = "Nest's API does not have home and away. set_eco(True) saves energy."
        raise NotSupported(msg)

    # -- how a verb is carried out

    async def _do(self, choose: Callable[[ThermostatStatus], Command | None]) -> Applied | AsyncAccepted:
        with self._devices.verb():
            status, command = await self._choose(choose)
            if command is None:
                return Applied(reached=status.is_online)
            return await self._send(command)

    async def _choose(
        self, choose: Callable[[ThermostatStatus], Command | None]
    ) -> tuple[ThermostatStatus, Command | None]:
        """Choose the command by the last list, if that is recent and leads to one; else by a new status.

        Also by a new status if the command repeats a value of it.
        """
        device_id = check_id(self.id, field="thermostat_id")
        device = self._devices.recent(device_id, _BEFORE_S)
        if device is not None:
            status = self.read(device)
            try:
                command = choose(status)
            except (InvalidRequest, NotSupported):
                command = None
            if command is not None and not command.keeps_a_value:
                return status, command
        status = self.read(await self._devices.look_before(device_id, _BEFORE_S if device is None else 0.0))
        return status, choose(status)

    async def _send(self, command: Command) -> Applied | AsyncAccepted:
        """Send a command and wait until the state shows what it asks for."""
        lost: OutcomeUnknown | UnreadableResponse | None = None
        try:
            await self._account.execute(operations.EXECUTE, self.id, command)
        except Rejected as refused:
            raise error_for_caller(refused, command) from refused
        except (OutcomeUnknown, UnreadableResponse) as error:
            lost = error
        finally:
            sent_at = self._devices.written(self.id)
        look = _Look(self._devices, self, command, sent_at)
        # After a lost response, only the state can show what became of it.
        confirm_s = self._account.confirm_s if lost is None else max(self._account.confirm_s, _LOOK_S)
        found = await look_until(look.quietly, confirm_s, first_s=_FIRST_LOOK_S) if confirm_s > 0 else None
        if found is not None:
            return found
        if lost is not None:
            msg = (
                f"The response to the command for thermostat {self.id} was lost, and the state does not show it after "
                f"{confirm_s:.0f} s. It may still take effect, so it was not repeated. Read the status later."
            )
            raise OutcomeUnknown(msg, applied=False if look.has_read else None, request=lost.request) from lost
        return AsyncAccepted(look, look.reason, first_s=_FIRST_LOOK_S)

    @never_raises
    def __repr__(self) -> str:
        return f"<Nest thermostat {self.id}>"


class _Look:
    """Reads the state, and compares it with the state that a command asks for."""

    def __init__(self, devices: AsyncDeviceList, thermostat: AsyncThermostat, command: Command, sent_at: float) -> None:
        self._devices = devices
        self._thermostat = thermostat
        self._command = command
        self._since = sent_at
        self.reason = "Nest accepted it, and the state was not read back"
        """What is known of why the state does not show the command."""
        self.has_read = False
        """Whether the state could be read."""

    async def __call__(self) -> Applied | None:
        found = await self._devices.look_after(self._thermostat.id, self._since)
        self._since = monotonic()
        if found is None:
            self.reason = "Nest accepted it; the state was not read back, since the reads of this minute are spent"
            return None
        self.has_read = True
        self.reason = "Nest accepted it, and the state does not show it yet"
        status = self._thermostat.read(found)
        return Applied(reached=status.is_online) if is_shown(self._command.asked, status) else None

    async def quietly(self) -> Applied | None:
        """Look; that the state cannot be read is a reason, not an error: the command was accepted."""
        try:
            return await self()
        except SmartBuildingsError as error:
            self.reason = f"Nest accepted it; the state could not be read back: {error}"
            return None
