"""Buildings: the places that thermostats are registered in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import attrs

from smartbuildings._async.ecobee.account import AsyncAccount
from smartbuildings._async.ecobee.outcome import verify_write
from smartbuildings._async.ecobee.thermostat import AsyncThermostat
from smartbuildings._async.ecobee.thermostats import AsyncThermostats
from smartbuildings._async.pager import AsyncPager
from smartbuildings._core.hiding import never_raises
from smartbuildings._core.observers import Observers
from smartbuildings._core.page_plans import PageRequest, WholeList
from smartbuildings.ecobee import bodies, checks, operations
from smartbuildings.ecobee.enums import BuildingSize
from smartbuildings.ecobee.models import Address, BuildingInfo
from smartbuildings.ecobee.outcome import differences, shows
from smartbuildings.ecobee.vendor import ECOBEE
from smartbuildings.errors import NotFound, UnreadableResponse
from smartbuildings.values import Applied, Difference

__all__ = ["AsyncBuilding", "AsyncBuildings"]


class AsyncBuilding:
    """A building of the account. Making one costs no request; each method makes those it needs."""

    def __init__(
        self,
        account: AsyncAccount,
        building_id: str,
    ) -> None:
        self._account = account
        self.id = building_id
        """24 lower-case hexadecimal characters."""

    @property
    def vendor(self) -> str:
        """The vendor: ``ecobee``."""
        return ECOBEE.name

    async def info(self) -> BuildingInfo:
        """Read name, size and address."""
        return self._learned(await self._account.read(operations.READ_BUILDING, self.id))

    @property
    def thermostats(self) -> AsyncThermostats:
        """The thermostats registered in this building."""
        return AsyncThermostats(self._account, building_id=self.id)

    async def update(
        self, *, name: str | None = None, size: BuildingSize | int | None = None, address: Address | None = None
    ) -> BuildingInfo:
        """Change name, size or address; what is left out stays.

        Args:
            name: 1 to 32 characters.
            size: One of the sizes that the API knows.
            address: The whole address: the API takes no part of one.

        Raises:
            InvalidRequest: nothing is to change, or a value cannot be right. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the building does not show the change.
        """
        body = bodies.write_building_change(name=name, size=size, address=address)

        async def write() -> BuildingInfo:
            return self._learned(await self._account.read(operations.UPDATE_BUILDING, self.id, body=body))

        asked = {"name": name, "size": size, "address": address}

        async def read_back() -> BuildingInfo | None:
            found = await self.info()
            return found if shows(found, asked) else None

        what = f"the update of building {self.id}"
        made = await verify_write(write, read_back, what=what)
        return attrs.evolve(made, differs=_reported(self._account.observers, made, asked, what))

    async def register(self, thermostat_id: str, *, is_resident_mode: bool | None = None) -> AsyncThermostat:
        """Register a thermostat in this building.

        Args:
            thermostat_id: The serial number, as printed on the device.
            is_resident_mode: Whether to start in resident mode (v2); the API's default when left out.

        Raises:
            InvalidRequest: the id cannot be right. Nothing was sent.
            NotSupported: ``is_resident_mode`` was given, and API v1 does not know it. Nothing was sent.
            OutcomeUnknown: the connection broke after sending, and the thermostat is not in this building, or not in
                the mode that was asked for.
        """
        operation = operations.REGISTER if is_resident_mode is None else operations.REGISTER_IN_RESIDENT_MODE
        self._account.require(operation)
        body = bodies.write_registration(thermostat_id, is_resident_mode=is_resident_mode)
        thermostat = AsyncThermostat(self._account, thermostat_id, self.id)

        async def write() -> AsyncThermostat:
            made = await self._account.read(operation, self.id, body=body)
            _reported(self._account.observers, made, {"id": thermostat_id, "building_id": self.id}, what)
            return thermostat

        async def read_back() -> AsyncThermostat | None:
            try:
                found = await thermostat.info()
            except NotFound:
                return None
            if found.building_id != self.id:
                return None
            if is_resident_mode is None or (await thermostat.status()).is_resident_mode is is_resident_mode:
                return thermostat
            return None

        what = f"the registration of thermostat {thermostat_id}"
        return await verify_write(write, read_back, what=what)

    async def delete(self) -> None:
        """Delete the building. The API refuses while thermostats are registered in it.

        Raises:
            OutcomeUnknown: the connection broke after sending, and the building is still there.
        """

        async def write() -> bool:
            await self._account.call(operations.DELETE_BUILDING, self.id)
            return True

        async def read_back() -> bool | None:
            try:
                await self.info()
            except NotFound:
                return True
            return None

        await verify_write(write, read_back, what=f"deleting building {self.id}")

    def _learned(self, found: BuildingInfo) -> BuildingInfo:
        if found.address.time_zone is not None:
            self._account.zones.learn_zone(self.id, found)
        return found

    @never_raises
    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"


class AsyncBuildings:
    """The buildings of the account: iterate it, or call it to say how.

    async for building in client.buildings: ...
    some = await client.buildings(limit=10).all()
    """

    def __init__(self, account: AsyncAccount) -> None:
        self._account = account

    def __call__(
        self, *, limit: int | None = None, page_size: int | None = None, with_unusual: bool = False
    ) -> AsyncPager[AsyncBuilding]:
        """List the buildings, lazily.

        An item of the list whose id is not 24 lower-case hexadecimal characters is left out, and reported as drift.

        Args:
            limit: How many to give at most.
            page_size: How many ``.pages()`` gives at a time.
            with_unusual: Return the items with an unusual id as well. Each of their methods raises
                ``InvalidRequest``, and sends nothing.
        """

        async def fetch(request: PageRequest) -> Mapping[str, Any]:
            found = (await self._account.read(operations.LIST_BUILDINGS)).ids
            return {"items": [each for each in found if with_unusual or type(each) is str]}

        return AsyncPager(WholeList("buildings"), fetch, self._listed, limit=limit, page_size=page_size)

    def _listed(self, building_id: str) -> AsyncBuilding:
        if type(building_id) is str:
            return AsyncBuilding(self._account, building_id)
        unusual = str(building_id)
        msg = (
            f"The list of buildings contains the id {checks.shown(unusual)}, which is not 24 lower-case hexadecimal "
            "characters, so nothing was requested for it. Ask the vendor about it."
        )
        return AsyncBuilding(self._account.refusing(msg), unusual)

    def __aiter__(self) -> AsyncIterator[AsyncBuilding]:
        """Walk through all buildings."""
        return self().__aiter__()

    def get(self, building_id: str) -> AsyncBuilding:
        """Take the building with this id. No request is made, so it may turn out not to exist.

        Raises:
            InvalidRequest: this cannot be an id: it is not 24 lower-case hexadecimal characters.
        """
        return AsyncBuilding(self._account, checks.check_building_id(building_id))

    async def create(self, *, name: str, size: BuildingSize | int, address: Address) -> AsyncBuilding:
        """Create a building.

        Args:
            name: 1 to 32 characters.
            size: One of the sizes that the API knows.
            address: The whole address.

        Raises:
            InvalidRequest: a value cannot be right. Nothing was sent.
            OutcomeUnknown: the response was lost or cannot be read. Names are not unique, so nothing that could be
                read back would show it: look through the buildings before you create it again.
        """
        body = bodies.write_building(name=name, size=size, address=address)

        async def write() -> AsyncBuilding:
            made = await self._account.read(operations.CREATE_BUILDING, body=body)
            if made.id is None:
                msg = f"The response to creating the building {name!r} has no id. Look through the buildings."
                raise UnreadableResponse(msg)
            _reported(self._account.observers, made, {"name": name, "size": size, "address": address}, what)
            return self.get(made.id)

        what = f"creating the building {name!r}"
        return await verify_write(write, None, what=what)

    @never_raises
    def __repr__(self) -> str:
        return "<buildings>"


def _reported(observers: Observers, made: Applied, asked: Mapping[str, object], what: str) -> tuple[Difference, ...]:
    """Report to the observers what the API confirmed otherwise than it was asked for, and return it."""
    differs = tuple(differences(made, asked))
    if differs:
        from smartbuildings.events import ConfirmationDiffers

        observers.notify(ConfirmationDiffers(what, tuple(map(str, differs))))
    return differs
