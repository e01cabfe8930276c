"""Locations, which are the buildings of SmartThings: their rooms, modes and scenes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from smartbuildings._async.pager import AsyncPager
from smartbuildings._async.smartthings.account import AsyncAccount
from smartbuildings._async.smartthings.accounts import AsyncAccounts
from smartbuildings._async.smartthings.thermostats import AsyncThermostats, pages_of
from smartbuildings._core.hiding import never_raises
from smartbuildings.errors import NotSupported, SmartBuildingsError
from smartbuildings.smartthings import operations
from smartbuildings.smartthings.ids import check_id
from smartbuildings.smartthings.models import HistoryItem, LocationInfo, LocationMode, Room, Scene, Subscription
from smartbuildings.smartthings.vendor import SMARTTHINGS

__all__ = ["AsyncLocation", "AsyncLocations"]


class AsyncLocation:
    """A location: the building of SmartThings. Taking one costs no request; each method makes those it needs.

    Attributes:
        id: The location's id.
    """

    def __init__(self, accounts: AsyncAccounts, location_id: str, account: AsyncAccount | None = None) -> None:
        self._accounts = accounts
        self.id = location_id
        if account is not None:
            accounts.learn(location_id, account)

    @property
    def vendor(self) -> str:
        """The vendor: ``smartthings``."""
        return SMARTTHINGS.name

    @property
    def thermostats(self) -> AsyncThermostats:
        """The thermostats in this location."""
        return AsyncThermostats(self._accounts, location_id=self.id)

    async def info(self) -> LocationInfo:
        """Read name, time zone and temperature scale. The coordinates of a home are in it: its ``repr`` hides them."""
        account = await self._accounts.of_location(self.id)
        return await account.read(operations.READ_LOCATION, self.id)

    async def rooms(self) -> tuple[Room, ...]:
        """Read the rooms."""
        account = await self._accounts.of_location(self.id)
        return tuple(await pages_of(account, operations.LIST_ROOMS, self.id).all())

    async def modes(self) -> tuple[LocationMode, ...]:
        """Read the modes that the location can be in, such as home and away. They are not modes of a thermostat."""
        account = await self._accounts.of_location(self.id)
        return tuple(await pages_of(account, operations.LIST_MODES, self.id).all())

    async def mode(self) -> LocationMode:
        """Read the mode that the location is in."""
        account = await self._accounts.of_location(self.id)
        return await account.read(operations.READ_MODE, self.id)

    async def set_mode(self, mode: LocationMode | str) -> LocationMode:
        """Put the location into a mode. The token needs the scope ``x:locations:*``.

        Args:
            mode: One of ``modes()``, or its id.

        Raises:
            PermissionDenied: the token does not have the scope, or there is no such mode.
        """
        mode_id = check_id(mode if isinstance(mode, str) else mode.id, field="mode")
        account = await self._accounts.of_location(self.id)
        return await account.read(operations.SET_MODE, self.id, body={"modeId": mode_id})

    async def scenes(self) -> tuple[Scene, ...]:
        """Read the scenes. The token needs the scope ``r:scenes:*``."""
        account = await self._accounts.of_location(self.id)
        return tuple(await pages_of(account, operations.LIST_SCENES, location_id=self.id).all())

    async def execute_scene(self, scene: Scene | str) -> None:
        """Execute a scene. The token needs the scope ``x:scenes:*``.

        Raises:
            OutcomeUnknown: the response was lost. It was not repeated.
        """
        scene_id = check_id(scene if isinstance(scene, str) else scene.id, field="scene")
        account = await self._accounts.of_location(self.id)
        await account.call(operations.EXECUTE_SCENE, scene_id)

    async def subscriptions(self) -> tuple[Subscription, ...]:
        """Read the subscriptions of the installed app of this consent."""
        account = await self._accounts.of_location(self.id)
        return tuple(await pages_of(account, operations.LIST_SUBSCRIPTIONS, await _app_of(account)).all())

    async def subscribe(self, subscription: Mapping[str, Any]) -> Subscription:
        """Make a subscription: SmartThings then sends its events to the target URL of the app.

        Args:
            subscription: ``sourceType`` and the matching object, as the REST reference of ``saveSubscription`` shows.

        Raises:
            Conflict: there is such a subscription already.
        """
        account = await self._accounts.of_location(self.id)
        return await account.read(operations.SUBSCRIBE, await _app_of(account), body=dict(subscription))

    async def unsubscribe(self, subscription: Subscription | str) -> None:
        """End a subscription."""
        given = subscription if isinstance(subscription, str) else subscription.id
        account = await self._accounts.of_location(self.id)
        await account.call(operations.UNSUBSCRIBE, await _app_of(account), check_id(given, field="subscription"))

    def history(
        self, *, device_id: str | None = None, limit: int | None = None, before: datetime | None = None
    ) -> AsyncIterator[HistoryItem]:
        """Walk through what the devices reported, the newest first; about 7 days are kept.

        Args:
            device_id: Only this device.
            limit: How many items to return at most.
            before: Only what is older.
        """
        return _history(self._accounts, self.id, device_id, limit, before)

    @never_raises
    def __repr__(self) -> str:
        return f"<SmartThings location {self.id}>"


class AsyncLocations:
    """The locations that a client has access to: iterate it, or take one by its id.

    One consent covers one location, and a personal access token covers all locations of its user.
    """

    def __init__(self, accounts: AsyncAccounts) -> None:
        self._accounts = accounts

    def get(self, location_id: str, /) -> AsyncLocation:
        """Take the location with this id. No request is made, so it may turn out not to exist.

        Raises:
            InvalidRequest: this cannot be an id.
        """
        return AsyncLocation(self._accounts, check_id(location_id, field="location_id"))

    async def __aiter__(self) -> AsyncIterator[AsyncLocation]:
        """Walk through the locations. Where one consent fails, the others come first, and its error is raised last.

        Raises:
            ConsentNeeded: there is no consent, or one has ended.
        """
        failure: SmartBuildingsError | None = None
        for account in await self._accounts.all():
            try:
                covered = await account.location_id()
            except SmartBuildingsError as error:
                failure = failure or error
                continue
            if covered is not None:
                yield AsyncLocation(self._accounts, covered, account)
                continue
            async for found in pages_of(account, operations.LIST_LOCATIONS):
                if found.id is not None:
                    yield AsyncLocation(self._accounts, found.id, account)
        if failure is not None:
            raise failure

    async def listed(self) -> AsyncIterator[LocationInfo]:
        """Walk through every location that the API lists, also those that no consent covers, each once."""
        seen: set[str] = set()
        for account in await self._accounts.all():
            async for found in pages_of(account, operations.LIST_LOCATIONS):
                if found.id is not None and found.id not in seen:
                    seen.add(found.id)
                    yield found

    @never_raises
    def __repr__(self) -> str:
        return "<SmartThings locations>"


async def _app_of(account: AsyncAccount) -> str:
    if account.is_service:
        msg = "A service account has no installed app: its events go to sinks, which this release does not set up."
        raise NotSupported(msg)
    installed = await account.read(operations.READ_TOKEN_INSTALLATION)
    return check_id(installed.id, field="installed_app")


async def _history(
    accounts: AsyncAccounts, location_id: str, device_id: str | None, limit: int | None, before: datetime | None
) -> AsyncIterator[HistoryItem]:
    account = await accounts.of_location(location_id)
    query: dict[str, Any] = {"location_id": location_id}
    if device_id is not None:
        query["device_id"] = device_id
    if before is not None:
        query["paging_before_epoch"] = int(before.timestamp() * 1000)
    pager: AsyncPager[HistoryItem] = pages_of(account, operations.LIST_HISTORY, limit=limit, **query)
    async for item in pager:
        yield item
