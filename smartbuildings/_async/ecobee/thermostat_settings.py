"""What is set on a thermostat and stays: alert settings, preferences, access control, comfort settings, schedule."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final, TypeVar

import attrs

from smartbuildings._async.ecobee.account import AsyncAccount
from smartbuildings._async.ecobee.outcome import verify_write
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.ecobee import bodies, checks, operations
from smartbuildings.ecobee.enums import FanMode, HoldAction
from smartbuildings.ecobee.models import (
    AccessControl,
    AlertSettings,
    ComfortSetting,
    HumidityThreshold,
    MaintenanceReminder,
    PasscodeProtection,
    Schedule,
    ScheduleChange,
    TemperatureThreshold,
    ThermostatSettings,
    ThermostatStatus,
)
from smartbuildings.ecobee.outcome import Undecided, differences, rounded, schedule_differences, schedule_shows, shows
from smartbuildings.units import Temperature
from smartbuildings.values import Applied, Range

__all__ = ["STATUS_AGE_S", "AsyncDeviceSettings"]

A = TypeVar("A", bound=Applied)

STATUS_AGE_S: Final = 300.0
"""How long a status serves: ecobee asks to poll a thermostat at most every 5 minutes."""


class AsyncDeviceSettings:
    """The part of a thermostat that is configured rather than operated."""

    # On the class, so that each of 10,000 handles costs no more than what it does not share with the others.
    _last_status: tuple[float, ThermostatStatus] | None = None
    _comfort_refs: frozenset[str | None] | None = None
    """The comfort settings that were there when they were last read."""

    def __init__(self, account: AsyncAccount, thermostat_id: str, building_id: str | None = None) -> None:
        self._account = account
        self._building_id = building_id
        self.id = thermostat_id
        """The serial number, as printed on the device: digits only."""

    # -- alert settings

    async def alert_settings(self) -> AlertSettings:
        """Read at which temperatures and humidities alerts are raised, and when maintenance is due."""
        return await self._account.read(operations.READ_ALERT_SETTINGS, self.id)

    async def update_alert_settings(
        self,
        *,
        low_temperature: TemperatureThreshold | None = None,
        high_temperature: TemperatureThreshold | None = None,
        low_humidity: HumidityThreshold | None = None,
        high_humidity: HumidityThreshold | None = None,
        hvac_maintenance: MaintenanceReminder | None = None,
        ac_maintenance: MaintenanceReminder | None = None,
    ) -> AlertSettings:
        """Change when alerts are raised; what is left out stays.

        Args:
            low_temperature: Alert below this; -10 to 120 °F.
            high_temperature: Alert above this; -10 to 120 °F.
            low_humidity: Alert below this; 1 to 95 percent.
            high_humidity: Alert above this; 6 to 100 percent.
            hvac_maintenance: When to remind of the maintenance of the HVAC equipment.
            ac_maintenance: When to remind of the maintenance of the air conditioner (v1; v2 dropped it).

        Raises:
            InvalidRequest: nothing is to change, or a value cannot be right. Nothing was sent.
            NotSupported: ``ac_maintenance`` was given, and API v2 does not know it. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the change.
        """
        body = bodies.write_alert_settings(
            low_temperature=low_temperature,
            high_temperature=high_temperature,
            low_humidity=low_humidity,
            high_humidity=high_humidity,
            ac_maintenance=ac_maintenance,
            hvac_maintenance=hvac_maintenance,
            api_version=self._account.version,
        )

        async def write() -> AlertSettings:
            return await self._account.read(operations.UPDATE_ALERT_SETTINGS, self.id, body=body)

        asked = {
            "low_temperature": low_temperature,
            "high_temperature": high_temperature,
            "low_humidity": low_humidity,
            "high_humidity": high_humidity,
            "ac_maintenance": ac_maintenance,
            "hvac_maintenance": hvac_maintenance,
        }
        return await self._change(write, self.alert_settings, asked, what="the alert settings")

    # -- preferences (v2)

    async def settings(self) -> ThermostatSettings:
        """Read the ranges of the set points, the fan's least running time and the default end of holds (v2).

        Raises:
            NotSupported: API v1 has no such settings.
        """
        return await self._account.read(operations.READ_SETTINGS, self.id)

    async def update_settings(
        self,
        *,
        heat_range: Range | None = None,
        cool_range: Range | None = None,
        fan_minimum_on_minutes: int | None = None,
        hold_action: HoldAction | str | None = None,
    ) -> ThermostatSettings:
        """Change settings; what is left out stays (v2).

        Args:
            heat_range: Which heat set points may be chosen.
            cool_range: Which cool set points may be chosen.
            fan_minimum_on_minutes: How many minutes of each hour the fan runs at least; 0 to 55.
            hold_action: When holds end that are made on the device; holds of this library name their own end.

        Raises:
            InvalidRequest: nothing is to change, or a value cannot be right. Nothing was sent.
            NotSupported: API v1 has no such settings. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the change.
        """
        body = bodies.write_settings(
            heat_range=heat_range,
            cool_range=cool_range,
            fan_minimum_on_minutes=fan_minimum_on_minutes,
            hold_action=hold_action,
        )

        async def write() -> ThermostatSettings:
            return await self._account.read(operations.UPDATE_SETTINGS, self.id, body=body)

        asked = {
            "heat_range": heat_range,
            "cool_range": cool_range,
            "fan_minimum_on_minutes": fan_minimum_on_minutes,
            "hold_action": hold_action,
        }
        return await self._change(write, self.settings, asked, what="the settings")

    async def access_control(self) -> AccessControl:
        """Read who may use the device's screen (v2). A passcode, if the API returns it, is kept out of every repr.

        Raises:
            NotSupported: API v1 has no access control.
        """
        return await self._account.read(operations.READ_ACCESS_CONTROL, self.id)

    async def update_access_control(
        self, *, enabled: bool, passcode: str | None = None, protection: PasscodeProtection | None = None
    ) -> AccessControl:
        """Change who may use the device's screen (v2).

        Args:
            enabled: Whether the passcode is asked for at all.
            passcode: 4 digits, required to enable.
            protection: What the passcode protects; what is left out stays.

        Raises:
            InvalidRequest: the passcode is missing or malformed. Nothing was sent.
            NotSupported: API v1 has no access control. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the change; with a passcode
                it is not read back, since the API need not return the passcode.
        """
        body = bodies.write_access_control(enabled=enabled, passcode=passcode, protection=protection)

        async def write() -> AccessControl:
            return await self._account.read(operations.UPDATE_ACCESS_CONTROL, self.id, body=body)

        asked = {"enabled": enabled, "protection": protection}
        # With a passcode reading back proves nothing: the API need not return it, and the old state may look the same.
        read = self.access_control if passcode is None else None
        return await self._change(write, read, asked, what="access control")

    # -- comfort settings and schedule (v2)

    async def comfort_settings(self) -> tuple[ComfortSetting, ...]:
        """Read the comfort settings, such as Home and Away, that the schedule refers to (v2).

        Raises:
            NotSupported: API v1 has no comfort settings.
        """
        found = await self._account.read(operations.READ_COMFORT_SETTINGS, self.id)
        self._comfort_refs = frozenset(setting.ref for setting in found)
        return found

    async def create_comfort_setting(
        self,
        *,
        name: str,
        heat: Temperature,
        cool: Temperature,
        heat_fan: FanMode | str | None = None,
        cool_fan: FanMode | str | None = None,
        sensors: Iterable[str] | None = None,
    ) -> ComfortSetting:
        """Create a comfort setting (v2).

        Args:
            name: What people call it.
            heat: Heat when it is colder than this.
            cool: Cool when it is warmer than this.
            heat_fan: What the fan does while heating.
            cool_fan: What the fan does while cooling.
            sensors: Ids of the sensors that count.

        Raises:
            InvalidRequest: a value cannot be right. Nothing was sent.
            NotSupported: API v1 has no comfort settings. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and no such comfort setting is there; or one is there
                that may be older, because this object has not read the comfort settings before.
        """
        body = bodies.write_comfort_setting(
            name=name, heat=heat, cool=cool, heat_fan=heat_fan, cool_fan=cool_fan, sensors=sensors
        )

        asked: dict[str, object] = {"name": name, "heat": heat, "cool": cool}
        asked |= {
            "heat_fan": heat_fan,
            "cool_fan": cool_fan,
            "sensors": tuple(body["sensors"]) if "sensors" in body else None,
        }
        older = self._comfort_refs

        async def write() -> ComfortSetting:
            return await self._account.read(operations.CREATE_COMFORT_SETTING, self.id, body=body)

        async def read_back() -> ComfortSetting | Undecided | None:
            alike = [each for each in await self.comfort_settings() if shows(each, asked)]
            found = [each for each in alike if older is None or each.ref not in older]
            if found and (older is None or len(found) > 1):
                return Undecided("a comfort setting with these values is there, and it may be older")
            return attrs.evolve(found[0], differs=tuple(rounded(found[0], asked))) if found else None

        what = f"the new comfort setting of thermostat {self.id}"
        return self._reported(await verify_write(write, read_back, what=what), asked, what)

    async def update_comfort_setting(
        self,
        comfort_ref: str,
        *,
        name: str | None = None,
        heat: Temperature | None = None,
        cool: Temperature | None = None,
        heat_fan: FanMode | str | None = None,
        cool_fan: FanMode | str | None = None,
        sensors: Iterable[str] | None = None,
    ) -> ComfortSetting:
        """Change a comfort setting; what is left out stays (v2).

        Args:
            comfort_ref: The ``ref`` of the comfort setting.
            name: What people call it.
            heat: Heat when it is colder than this.
            cool: Cool when it is warmer than this.
            heat_fan: What the fan does while heating.
            cool_fan: What the fan does while cooling.
            sensors: Ids of the sensors that count.

        Raises:
            InvalidRequest: nothing is to change, or a value cannot be right. Nothing was sent.
            NotSupported: API v1 has no comfort settings. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the state does not show the change.
        """
        ref = checks.check_comfort_ref(comfort_ref)
        body = bodies.write_comfort_setting_change(
            name=name, heat=heat, cool=cool, heat_fan=heat_fan, cool_fan=cool_fan, sensors=sensors
        )
        asked: dict[str, object] = {"name": name, "heat": heat, "cool": cool}
        asked |= {
            "heat_fan": heat_fan,
            "cool_fan": cool_fan,
            "sensors": tuple(body["sensors"]) if "sensors" in body else None,
        }

        async def write() -> ComfortSetting:
            return await self._account.read(operations.UPDATE_COMFORT_SETTING, self.id, ref, body=body)

        async def read() -> ComfortSetting | None:
            return next((each for each in await self.comfort_settings() if each.ref == ref), None)

        return await self._change(write, read, asked, what=f"comfort setting {ref!r}")

    async def delete_comfort_setting(self, comfort_ref: str) -> None:
        """Delete a comfort setting (v2). The API refuses for default ones and for those that the schedule uses.

        Raises:
            NotSupported: API v1 has no comfort settings. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the comfort setting is still there.
        """
        ref = checks.check_comfort_ref(comfort_ref)

        async def write() -> bool:
            await self._account.call(operations.DELETE_COMFORT_SETTING, self.id, ref)
            return True

        async def read_back() -> bool | None:
            return None if any(setting.ref == ref for setting in await self.comfort_settings()) else True

        await verify_write(write, read_back, what=f"deleting comfort setting {ref!r} of thermostat {self.id}")

    async def schedule(self) -> Schedule:
        """Read which comfort setting holds when, for each half hour of the week (v2).

        Raises:
            NotSupported: API v1 has no way to read it.
        """
        return await self._account.read(operations.READ_SCHEDULE, self.id)

    async def update_schedule(self, change: ScheduleChange) -> Schedule:
        """Put a comfort setting on a period of one or more days (v2).

        Raises:
            InvalidRequest: the days, the times or the reference cannot be right. Nothing was sent.
            NotSupported: API v1 has no way to change it. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the schedule does not show the change.
        """
        body = bodies.write_schedule_change(change)

        async def write() -> Schedule:
            return await self._account.read(operations.UPDATE_SCHEDULE, self.id, body=body)

        async def read_back() -> Schedule | None:
            found = await self.schedule()
            return found if schedule_shows(found, change) else None

        what = f"the schedule of thermostat {self.id}"
        made = await verify_write(write, read_back, what=what)
        result = self._reported(attrs.evolve(made, differs=tuple(schedule_differences(made, change))), {}, what)
        self._last_status = None  # The set points in force may be others now.
        return result

    # -- shared

    async def _change(
        self,
        write: Callable[[], Awaitable[A]],
        read: Callable[[], Awaitable[A | None]] | None,
        asked: Mapping[str, object],
        *,
        what: str,
    ) -> A:
        """Make a write whose effect a read of the same model shows, if there is one."""

        async def read_back(read: Callable[[], Awaitable[A | None]]) -> A | None:
            state = await read()
            if state is None or not shows(state, asked):
                return None
            return attrs.evolve(state, differs=tuple(rounded(state, asked)))

        what = f"changing {what} of thermostat {self.id}"
        shown = await verify_write(write, None if read is None else lambda: read_back(read), what=what)
        result = self._reported(shown, asked, what)
        self._last_status = None  # Ranges and set points may be others now.
        return result

    def _reported(self, result: A, asked: Mapping[str, object], what: str) -> A:
        """Add to the result of a write what differs from the request, and whether the device was reached."""
        differs = result.differs or tuple(differences(result, asked))
        if differs:
            from smartbuildings.events import ConfirmationDiffers

            self._account.observers.notify(ConfirmationDiffers(what, tuple(map(str, differs))))
        return attrs.evolve(result, differs=differs, reached=self._is_reached())

    def _is_reached(self) -> bool | None:
        last = self._last_status
        return None if last is None or monotonic() - last[0] >= STATUS_AGE_S else last[1].is_connected


def _as_tuple(ids: list[str] | None) -> tuple[str, ...] | None:
    return None if ids is None else tuple(ids)
