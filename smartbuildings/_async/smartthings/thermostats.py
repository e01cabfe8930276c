"""Many thermostats: those of all locations, or of one."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing
from typing import Any, Final, TypeVar

import attrs

from smartbuildings._async.pager import AsyncPager
from smartbuildings._async.smartthings.account import AsyncAccount
from smartbuildings._async.smartthings.accounts import AsyncAccounts
from smartbuildings._async.smartthings.thermostat import AsyncThermostat
from smartbuildings._async.sweep import AsyncSweep
from smartbuildings._core.hiding import never_raises
from smartbuildings._core.page_plans import NextLinks, PageRequest
from smartbuildings._core.sweep import Outcome
from smartbuildings._io.asynchronous import sleep
from smartbuildings.errors import SmartBuildingsError, StatusError
from smartbuildings.smartthings import operations
from smartbuildings.smartthings.checks import check_thermostat_id
from smartbuildings.smartthings.ids import check_id
from smartbuildings.smartthings.models import Device, ThermostatInfo, ThermostatStatus
from smartbuildings.smartthings.operations import Operation
from smartbuildings.smartthings.reading import DeviceStatus, read_thermostats

__all__ = ["AsyncStatusReading", "AsyncThermostats", "pages_of"]

T = TypeVar("T")

_WITHOUT_LIST: Final = frozenset({403, 404, 405, 501})
"""What the Enterprise API may respond with where it has no list of all devices."""
_PAGE: Final = 200
"""How many devices a page has at most (documented)."""


@attrs.frozen
class AsyncStatusReading:
    """One thermostat of many with its status, or with the error that prevented reading it."""

    thermostat: AsyncThermostat
    """Which thermostat."""
    status: ThermostatStatus | None
    """Its status; ``None`` if there is an error."""
    error: SmartBuildingsError | None = None
    """Why it could not be read. A ``ConnectionFailed`` whose ``request`` is ``None``: the vendor did not respond to
    others, so this one was not tried."""


class AsyncThermostats:
    """The thermostats of all locations or of one: iterate it, or take one by its id.

    A thermostat is a component of a device: ``device_id:component``, where the component ``main`` may be left out. Air
    conditioners and the zones of heat pumps count; water heaters and refrigerators do not.
    """

    # A page has 200 devices with up to hundreds of attributes each, and takes half a second of work. Other tasks of the
    # event loop run between two devices: that is what each `sleep(0)` is for.

    def __init__(self, accounts: AsyncAccounts, *, location_id: str | None = None) -> None:
        self._accounts = accounts
        self._location_id = location_id

    def get(self, thermostat_id: str, /) -> AsyncThermostat:
        """Take the thermostat with this id. No request is made, so it may turn out not to exist.

        Raises:
            InvalidRequest: this cannot be an id.
        """
        device_id, component = check_thermostat_id(thermostat_id)
        return AsyncThermostat(self._accounts, device_id, component)

    async def __aiter__(self) -> AsyncIterator[AsyncThermostat]:
        """Walk through the thermostats. Where one consent fails, the others come first, and its error is raised last.

        The list is read with the state of each device, since that says which components are switched off. The state of
        a device that the list shows without it is read by a request of its own.
        """
        failure: SmartBuildingsError | None = None
        for account in await self._accounts_here():
            sweep = self._sweep(account)
            try:
                async with aclosing(self._pages(account)) as pages:
                    async for page in pages:
                        found, _ = await self._find(page, account, sweep)
                        for device in page:
                            for info in found[device.id]:
                                yield self._take(info, account)
            except SmartBuildingsError as error:
                failure = failure or error
        if failure is not None:
            raise failure

    async def statuses(self, *, limit: int | None = None) -> AsyncIterator[AsyncStatusReading]:
        """Read the status of every thermostat: up to 200 devices with each request.

        A device that the list shows without its status is read by a request of its own.

        Args:
            limit: How many thermostats to read at most.

        Raises:
            SmartBuildingsError: the devices of a consent could not be listed; raised after those of the others.
        """
        left = limit
        failure: SmartBuildingsError | None = None
        for account in await self._accounts_here():
            sweep = self._sweep(account)
            try:
                async with aclosing(self._pages(account)) as pages:
                    async for page in pages:
                        for reading in await self._read(page, account, sweep):
                            if left is not None:
                                if left <= 0:
                                    return
                                left -= 1
                            yield reading
            except SmartBuildingsError as error:
                failure = failure or error
        if failure is not None:
            raise failure

    async def _read(
        self, page: Sequence[Device], account: AsyncAccount, sweep: AsyncSweep[Device, DeviceStatus]
    ) -> list[AsyncStatusReading]:
        """Read the thermostats of a page: those whose status came with it, the others by a request for each device."""
        found, outcomes = await self._find(page, account, sweep)
        readings: list[AsyncStatusReading] = []
        for device in page:
            outcome = outcomes.get(device.id)
            status = DeviceStatus(device.status or {}, device.health) if outcome is None else outcome.found
            error = None if outcome is None else outcome.error
            for info in found[device.id]:
                thermostat = self._take(info, account)
                if device.status is None and outcome is None:
                    error = sweep.ended
                if error is not None or status is None:
                    readings.append(AsyncStatusReading(thermostat, None, error))
                    continue
                read = await thermostat.read(status, account, health=device.health)
                readings.append(AsyncStatusReading(thermostat, read))
            await sleep(0)
        return readings

    async def _find(
        self, page: Sequence[Device], account: AsyncAccount, sweep: AsyncSweep[Device, DeviceStatus]
    ) -> tuple[dict[str | None, tuple[ThermostatInfo, ...]], dict[str | None, Outcome[Device, DeviceStatus]]]:
        """Find the thermostats of each device of a page, and read the statuses that did not come with it."""
        found: dict[str | None, tuple[ThermostatInfo, ...]] = {}
        for device in page:
            found[device.id] = read_thermostats(device, account.drift)
            await sleep(0)
        apart = [device for device in page if device.status is None and found[device.id]]
        outcomes = {outcome.of.id: outcome for outcome in await sweep.round(apart)} if apart else {}
        for outcome in outcomes.values():
            if outcome.found is not None:  # What the device has disabled is known now.
                found[outcome.of.id] = read_thermostats(outcome.of, account.drift, outcome.found.components)
        return found, outcomes

    def _sweep(self, account: AsyncAccount) -> AsyncSweep[Device, DeviceStatus]:
        async def read(device: Device) -> DeviceStatus:
            return await account.read(operations.READ_STATUS, check_id(device.id, field="device_id"))

        return AsyncSweep(
            read,
            at_once=account.settings.connections,
            retry=account.settings.retry,
            notify=account.observers.notify,
            key=lambda device: device.id,
        )

    async def _accounts_here(self) -> Sequence[AsyncAccount]:
        if self._location_id is None:
            return await self._accounts.all()
        return (await self._accounts.of_location(self._location_id),)

    async def _pages(self, account: AsyncAccount) -> AsyncGenerator[list[Device], None]:
        """Walk through the devices: by the list of all, or room by room where a service account is refused that."""
        where: dict[str, Any] = {} if self._location_id is None else {"location_id": [self._location_id]}
        if account.lists_devices:
            is_begun = False
            try:
                query = {"include_status": True, "include_health": True, **where}
                pager = _pager(account, operations.LIST_DEVICES, (), query, _as_sent, page_size=_PAGE)
                async for items in pager.pages():
                    is_begun = True
                    page: list[Device] = []
                    for item in items:
                        page.append(operations.LIST_DEVICES.reader(item, account.drift))
                        await sleep(0)
                    yield page
                return
            except StatusError as refused:
                if not account.is_service or is_begun or refused.status not in _WITHOUT_LIST:
                    raise
        async with aclosing(self._pages_of_rooms(account)) as pages:
            async for page in pages:
                account.lists_devices = False
                yield page

    async def _pages_of_rooms(self, account: AsyncAccount) -> AsyncGenerator[list[Device], None]:
        """Walk through the devices of each room. A device that is in no room is not among them."""
        for location_id in await self._locations_of(account):
            for room in await pages_of(account, operations.LIST_ROOMS, location_id).all():
                if room.id is not None:
                    pager: AsyncPager[Device] = pages_of(account, operations.LIST_ROOM_DEVICES, location_id, room.id)
                    async for page in pager.pages():
                        yield page

    async def _locations_of(self, account: AsyncAccount) -> list[str]:
        if self._location_id is not None:
            return [self._location_id]
        found = await pages_of(account, operations.LIST_LOCATIONS).all()
        return [each.id for each in found if each.id is not None]

    def _take(self, info: ThermostatInfo, account: AsyncAccount) -> AsyncThermostat:
        device_id = info.device_id or ""  # A device without an id is listed, and every call for it is refused.
        self._accounts.learn(device_id, account)
        return AsyncThermostat(self._accounts, device_id, info.component, kind=info.kind, location_id=info.building_id)

    @never_raises
    def __repr__(self) -> str:
        where = "" if self._location_id is None else f" of location {self._location_id}"
        return f"<SmartThings thermostats{where}>"


def pages_of(
    account: AsyncAccount,
    operation: Operation[T],
    *ids: str,
    limit: int | None = None,
    page_size: int | None = None,
    **query: Any,
) -> AsyncPager[T]:
    """Return the pager of a list, whose further pages are found by their links."""

    def make(item: Any) -> T:
        return operation.reader(item, account.drift)

    return _pager(account, operation, ids, query, make, limit=limit, page_size=page_size)


def _pager(
    account: AsyncAccount,
    operation: Operation[Any],
    ids: tuple[str, ...],
    query: Mapping[str, Any],
    make: Callable[[Any], T],
    *,
    limit: int | None = None,
    page_size: int | None = None,
) -> AsyncPager[T]:
    async def fetch(request: PageRequest) -> Mapping[str, Any]:
        return await account.page(operation, request, *ids, **query)

    plan = NextLinks(operation.operation_id, account.settings.base_url, size_name="max_")
    return AsyncPager(plan, fetch, make, limit=limit, page_size=page_size)


def _as_sent(item: Any) -> Any:
    return item
