"""One thermostat: read it, set its temperature, mode and fan, send any command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from smartbuildings._async.accepted import AsyncAccepted, look_until
from smartbuildings._async.smartthings.account import AsyncAccount
from smartbuildings._async.smartthings.accounts import AsyncAccounts
from smartbuildings._core.hiding import never_raises
from smartbuildings.errors import InvalidRequest, NotFound, NotSupported, OutcomeUnknown, Rejected, UnreadableResponse
from smartbuildings.smartthings import commands, operations
from smartbuildings.smartthings.commands import Asked, Command, Request
from smartbuildings.smartthings.devices import abilities_of, disabled_capabilities, kind_of
from smartbuildings.smartthings.enums import AirConditionerMode, HealthState, ThermostatKind, ThermostatMode
from smartbuildings.smartthings.ids import check_id
from smartbuildings.smartthings.models import CommandResult, Health, ThermostatInfo, ThermostatStatus
from smartbuildings.smartthings.outcome import Results, compare, failed_commands, named_for_caller, results_of
from smartbuildings.smartthings.reading import DeviceStatus, read_thermostat_status, read_thermostats
from smartbuildings.smartthings.vendor import SMARTTHINGS
from smartbuildings.units import Temperature
from smartbuildings.values import Ability, Applied, Difference, FanMode, Mode, Until

__all__ = ["AsyncThermostat"]

_ABILITIES: Final = frozenset({Ability.SET_TEMPERATURE, Ability.SET_MODE, Ability.SET_FAN})


class AsyncThermostat:
    """A thermostat, an air conditioner or a zone of a heat pump: one component of a device.

    Taking one costs no request; each method makes those it needs. Where a value could be ambiguous, the attribute of
    the device decides: a temperature is sent in its unit, rounded to its step.

    SmartThings accepts a command long before the device carries it out. A write therefore reads the state until it
    shows the change, for ``confirm_s`` seconds of the client: it returns ``Applied`` if it does, else
    ``AsyncAccepted``.

    Attributes:
        device_id: The device.
        component: The component of the device.
    """

    def __init__(
        self,
        accounts: AsyncAccounts,
        device_id: str,
        component: str = "main",
        *,
        kind: ThermostatKind | None = None,
        location_id: str | None = None,
    ) -> None:
        self._accounts = accounts
        self.device_id = device_id
        self.component = component
        self._kind = kind
        self._location_id = location_id
        self._last: ThermostatStatus | None = None

    @property
    def id(self) -> str:
        """Device and component: ``device_id:component``."""
        return f"{self.device_id}:{self.component}"

    @property
    def vendor(self) -> str:
        """The vendor: ``smartthings``."""
        return SMARTTHINGS.name

    @property
    def abilities(self) -> frozenset[Ability]:
        """What this thermostat can do; what its capabilities allow, once its status has been read."""
        if self._last is None:
            return _ABILITIES
        return abilities_of(self._last.kind, self._last.capabilities)

    # -- reading

    async def info(self) -> ThermostatInfo:
        """Read names, location, room, manufacturer and the modes that it can be set to.

        Raises:
            NotFound: the device has no such component, or it is not a thermostat.
        """
        account = await self._account()
        device = await account.read(operations.READ_DEVICE, self.device_id, include_status=True)
        for found in read_thermostats(device, account.drift):
            if found.component == self.component:
                self._kind, self._location_id = found.kind, found.building_id
                return found
        raise self._not_a_thermostat()

    async def status(self) -> ThermostatStatus:
        """Read temperature, humidity, set points, mode and what the equipment does.

        Raises:
            NotFound: the device has no such component, or it is not a thermostat.
        """
        account = await self._account()
        return await self.read(await account.read(operations.READ_STATUS, self.device_id), account)

    async def raw_status(self) -> Mapping[str, Mapping[str, Any]]:
        """Read the states of the device by component, capability and attribute, as they are sent."""
        account = await self._account()
        return (await account.read(operations.READ_STATUS, self.device_id)).components

    async def health(self) -> Health:
        """Read whether the vendor's service reaches the device. One that is not tracked has the state ``UNKNOWN``."""
        account = await self._account()
        try:
            return await account.read(operations.READ_HEALTH, self.device_id)
        except NotFound:
            return Health(device_id=self.device_id, state=HealthState.UNKNOWN)

    async def read(
        self, found: DeviceStatus, account: AsyncAccount, *, health: Health | None = None
    ) -> ThermostatStatus:
        """Return the status of this thermostat in that of its device. Its abilities follow from it."""
        states = found.components.get(self.component)
        if states is None and self._kind is None:
            raise self._not_a_thermostat()
        kind = self._kind
        if kind is None:
            disabled = disabled_capabilities(found.components, self.component)
            kind = kind_of(self.component, frozenset(states or ()) - disabled)
            if kind is None:
                raise self._not_a_thermostat()
        read = partial(
            read_thermostat_status,
            found.components,
            account.drift,
            kind=kind,
            device_id=self.device_id,
            component=self.component,
            health=health or found.health,
        )
        status = read()
        if status.heat_unit is None or status.cool_unit is None:  # No temperature of the device has a unit.
            location_id = self._location_id or await account.location_id()
            scale = None if location_id is None else await account.scale_of(location_id)
            status = status if scale is None else read(scale=scale)
        self._kind = kind
        self._last = status
        return status

    # -- control

    async def set_temperature(
        self,
        *,
        heat: Temperature | None = None,
        cool: Temperature | None = None,
        mode: Mode | ThermostatMode | AirConditionerMode | None = None,
    ) -> Applied | AsyncAccepted:
        """Set what it aims at.

        The temperature is converted to the unit of the device and rounded to its step. An air conditioner or a zone has
        one set point: give ``heat`` in heat mode, else ``cool``.

        Args:
            heat: Heat below this.
            cool: Cool above this.
            mode: Set this mode first. Devices change set points with the mode, so they are sent only after the state
                shows the mode; if it does not, they are not sent, and the result says so.

        Raises:
            InvalidRequest: the device has no such set point, or the value is outside its range. Nothing was sent.
            Rejected: the device did not carry it out.
            Conflict: the device does not accept it in its present state.
            OutcomeUnknown: the response was lost, and the state does not show the change.
        """
        account, status = await self._account(), await self.status()
        *first, last = commands.set_temperature(status, heat=heat, cool=cool, mode=mode)
        for request in first:
            result = await self._send(request, status)
            if isinstance(result, AsyncAccepted) or result.differs:
                waiting = result if isinstance(result, AsyncAccepted) else None
                why = "the device reports another mode" if waiting is None else waiting.reason
                waiting = waiting or self._accepted(request, status, why, account)
                waiting.reason = f"{why}; the set points were not sent, since the mode is not confirmed"
                points = (
                    ("heat", last.asked.heat, status.set_points.heat),
                    ("cool", last.asked.cool, status.set_points.cool),
                )
                waiting.unsent = tuple(Difference(*each) for each in points if each[1] is not None)
                return waiting
        if first:  # The new mode may have brought set points with it.
            status = await self.status()
            (last,) = commands.set_temperature(status, heat=heat, cool=cool)
        return await self._send(last, status)

    async def set_mode(self, mode: Mode | ThermostatMode | AirConditionerMode) -> Applied | AsyncAccepted:
        """Set the mode; of an air conditioner or a zone together with its switch.

        Raises:
            InvalidRequest: the device does not list this mode. Nothing was sent.
            Rejected: the device did not carry it out.
            Conflict: the device does not accept it in its present state.
            OutcomeUnknown: the response was lost, and the state does not show the change.
        """
        status = await self.status()
        return await self._send(commands.set_mode(status, mode), status)

    async def set_fan(self, fan: FanMode | str) -> Applied | AsyncAccepted:
        """Set when the fan runs, or how fast that of an air conditioner does.

        Raises:
            InvalidRequest: the device does not list this value. Nothing was sent.
            NotSupported: the device has no fan that can be set. Nothing was sent.
            Rejected: the device did not carry it out.
            Conflict: the device does not accept it in its present state.
            OutcomeUnknown: the response was lost, and the state does not show the change.
        """
        status = await self.status()
        return await self._send(commands.set_fan(status, fan), status)

    async def hold(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None, until: Until = "next_change"
    ) -> Applied:
        """Raise ``NotSupported``: SmartThings does not show schedules, so nothing could end a hold.

        Raises:
            NotSupported: always. Nothing was sent.
        """
        msg = (
            "SmartThings has no holds: it does not show the schedule of a thermostat, so nothing could end one. Use "
            "set_temperature, whose set points stay until somebody changes them."
        )
        raise NotSupported(msg)

    async def resume(self) -> Applied:
        """Raise ``NotSupported``: SmartThings does not show schedules.

        Raises:
            NotSupported: always. Nothing was sent.
        """
        msg = (
            "SmartThings has no holds that could end, and does not show the schedule of a thermostat. If the device "
            "lists the mode 'resume' or 'schedule', set_mode may do what you want."
        )
        raise NotSupported(msg)

    async def execute(self, capability: str, command: str, *arguments: Any) -> CommandResult:
        """Send any command to the component.

        Args:
            capability: Such as ``refresh``.
            command: Such as ``refresh``.
            *arguments: The bare values, such as ``76``.

        Returns:
            What the vendor did with it. ``ACCEPTED`` is not done.

        Raises:
            Rejected: the device did not carry it out.
            Conflict: the device does not accept it in its present state.
            OutcomeUnknown: the response was lost.
        """
        request = commands.execute(capability, command, arguments, component=self.component)
        results = await self._execute(await self._account(), request)
        if not results:
            msg = f"The response to the command {command!r} for {self.id} has no result. Read the state."
            raise UnreadableResponse(msg)
        return results[0]

    async def _send(self, request: Request, before: ThermostatStatus) -> Applied | AsyncAccepted:
        """Send commands and wait until the state shows what they ask for."""
        account = await self._account()
        lost: OutcomeUnknown | UnreadableResponse | None = None
        results = Results.UNKNOWN
        try:
            results = results_of(await self._execute(account, request), request.commands)
        except (OutcomeUnknown, UnreadableResponse) as error:
            lost = error
        look = _Look(self, account, request.asked, before)
        # After a lost response, only the state can show what became of it.
        confirm_s = account.confirm_s if lost is None else max(account.confirm_s, _LOOK_S)
        found = await look_until(look, confirm_s) if confirm_s > 0 else None
        if found is None and look.differing is not None and lost is None:
            found = look.differing
            if account.observers.is_listening():
                from smartbuildings.events import ConfirmationDiffers

                what = f"the change of thermostat {self.id}"
                account.observers.notify(ConfirmationDiffers(what, tuple(map(str, found.differs))))
        if found is not None:
            return found
        if lost is not None:
            msg = (
                f"The response to the commands for {self.id} was lost, and the state does not show them after "
                f"{confirm_s:.0f} s. They may still take effect, so they were not repeated. Read the state later."
            )
            raise OutcomeUnknown(msg, applied=False, request=lost.request) from lost
        return self._accepted(request, before, _REASONS[results], account)

    def _accepted(
        self, request: Request, before: ThermostatStatus, reason: str, account: AsyncAccount
    ) -> AsyncAccepted:
        return AsyncAccepted(_Look(self, account, request.asked, before), reason)

    async def _execute(self, account: AsyncAccount, request: Request) -> tuple[CommandResult, ...]:
        try:
            results = await account.read(operations.EXECUTE, self.device_id, body=request.body())
        except Rejected as refused:
            _name_arguments(refused, request.commands)
            raise
        failed = failed_commands(results, request.commands)
        if failed:
            names = ", ".join(f"{each.capability}.{each.name}" for each in failed)
            msg = (
                f"Thermostat {self.id} did not carry out {names}: SmartThings accepted the request and reports FAILED. "
                "Read the status; the device may be offline, or not take the value in this mode."
            )
            raise Rejected(msg, status=200, fields={each.field or each.name: "failed" for each in failed})
        return results

    async def _account(self) -> AsyncAccount:
        return await self._accounts.of_device(check_id(self.device_id, field="device_id"))

    def _not_a_thermostat(self) -> InvalidRequest:
        msg = (
            f"The component {self.component!r} of device {self.device_id} is not a thermostat: it lacks a "
            "temperature, a set point or a mode. Take thermostats from the list."
        )
        return InvalidRequest(msg, field="thermostat_id")

    @never_raises
    def __repr__(self) -> str:
        return f"<SmartThings thermostat {self.id}>"


_LOOK_S: Final = 3.0
"""How long the state is read after a response was lost, at least."""
_REASONS: Final = {
    Results.COMPLETED: "SmartThings reports that the device confirmed it, and the state does not show it yet",
    Results.ACCEPTED: "SmartThings has queued it; a sleeping device acts when it wakes, which can take minutes",
    Results.UNKNOWN: "SmartThings reports a result that this release does not know",
}


class _Look:
    """Reads the state and compares it with what was asked for."""

    def __init__(
        self, thermostat: AsyncThermostat, account: AsyncAccount, asked: Asked, before: ThermostatStatus
    ) -> None:
        self._thermostat = thermostat
        self._account = account
        self._asked = asked
        self._before = before
        self.differing: Applied | None = None
        """What the device has reported since, if that is something else than was asked for."""

    async def __call__(self) -> Applied | None:
        found = await self._account.read(operations.READ_STATUS, self._thermostat.device_id)
        status = await self._thermostat.read(found, self._account)
        outcome = compare(self._asked, status, self._before)
        applied = Applied(reached=status.is_online, differs=outcome.differs)
        self.differing = applied if outcome.differs and not outcome.pending else None
        return applied if outcome.is_applied else None


def _name_arguments(refused: Rejected, sent: Sequence[Command]) -> None:
    """Let an error name the caller's arguments, where the API names a place in the request."""
    text = str(refused)
    for target, complaint in refused.fields.items():
        (name,) = named_for_caller({target: complaint}, sent)
        text = text.replace(f"{target}: {complaint}", f"{name}: {complaint}")
    refused.fields = named_for_caller(refused.fields, sent)
    refused.args = (text,)
