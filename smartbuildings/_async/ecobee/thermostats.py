"""Many thermostats: those of the account, or of one building."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import tzinfo
from typing import Any, Final

import attrs

from smartbuildings._async.ecobee.api import AsyncApi
from smartbuildings._async.ecobee.thermostat import AsyncThermostat
from smartbuildings._async.pager import AsyncPager
from smartbuildings._core import reading, writing
from smartbuildings._core.drift import DriftReport
from smartbuildings._core.page_plans import PageRequest, WholeList, same_origin
from smartbuildings._core.settings import Settings
from smartbuildings._io.asynchronous import gather
from smartbuildings.enums import HoldAction
from smartbuildings.errors import (
    ConnectionFailed,
    NotFound,
    NotSupported,
    PartlyFailed,
    PermissionDenied,
    ServerError,
    SmartBuildingsError,
    TokenError,
    UnreadableAnswer,
)
from smartbuildings.models import Range, ThermostatStatus

__all__ = ["AsyncStatusReading", "AsyncThermostats"]

_ONE_BY_ONE: Final = (ConnectionFailed, NotFound, PermissionDenied, ServerError, UnreadableAnswer)
"""The errors that say something about one thermostat; any other would meet the next one as well."""
_ROUND: Final = 8
"""How many requests for each connection are prepared together: enough to keep the connections busy."""


@attrs.frozen
class AsyncStatusReading:
    """One thermostat of many with its status, or with why it could not be read."""

    thermostat: AsyncThermostat
    """Which thermostat."""
    status: ThermostatStatus | None
    """Its status; ``None`` where it could not be read."""
    error: SmartBuildingsError | None = None
    """Why it could not be read."""


class AsyncThermostats:
    """The thermostats of the account or of a building: iterate it, or call it to say how.

        async for thermostat in client.thermostats: ...
        some = await client.thermostats(limit=10).all()

    The API lists ids only; everything else is read when a thermostat is asked for it.
    """

    def __init__(
        self,
        api: AsyncApi,
        drift: DriftReport,
        settings: Settings,
        *,
        building_id: str | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        self._api = api
        self._drift = drift
        self._settings = settings
        self._building_id = building_id
        self._zone = zone

    def __call__(self, *, limit: int | None = None, page_size: int | None = None) -> AsyncPager[AsyncThermostat]:
        """List the thermostats, lazily.

        Args:
            limit: How many to give at most.
            page_size: How many ``.pages()`` gives at a time.
        """

        async def fetch(request: PageRequest) -> Mapping[str, Any]:
            found = reading.read_list(await self._api.thermostat_ids(self._building_id), self._drift)
            return {"items": list(found.items)}

        return AsyncPager(
            WholeList("thermostats"), fetch, lambda item: self.get(item.id), limit=limit, page_size=page_size
        )

    def __aiter__(self) -> AsyncIterator[AsyncThermostat]:
        """Walk through all thermostats."""
        return self().__aiter__()

    def get(self, thermostat_id: str) -> AsyncThermostat:
        """Take the thermostat with this id. No request is made, so it may turn out not to exist.

        Raises:
            InvalidRequest: this cannot be an id: it is not a text of digits.
        """
        return AsyncThermostat(self._api, self._drift, thermostat_id, zone=self._zone)

    def at(self, content_location: str) -> AsyncThermostat:
        """Take the thermostat that a ``contentLocation`` of the API names.

        Raises:
            ForeignHost: the URL leads to another host than this client's.
            InvalidRequest: it does not end in a thermostat's id.
        """
        own = same_origin(content_location, self._settings.base_url)
        return self.get(own.partition("?")[0].rstrip("/").rpartition("/")[2])

    async def statuses(self, *, limit: int | None = None) -> AsyncIterator[AsyncStatusReading]:
        """Read the status of every thermostat, in the order of the list: in rounds of 8 for each connection.

        A round is given when all of it has been read, so leaving early may have cost a whole one.

        A thermostat that cannot be read comes with its error and does not stop the others; an error that concerns
        them all (the quota, the token) is raised. Each status costs one request: mind the quota.

        Args:
            limit: How many thermostats to read at most.
        """
        at_once = self._settings.connections
        async for page in self(limit=limit, page_size=at_once * _ROUND).pages():
            for found in await gather(self._read_one, page, at_once=at_once):
                yield found

    async def _read_one(self, thermostat: AsyncThermostat) -> AsyncStatusReading:
        try:
            return AsyncStatusReading(thermostat, await thermostat.status())
        except _ONE_BY_ONE as error:
            return AsyncStatusReading(thermostat, None, error)

    async def update_settings(
        self,
        thermostat_ids: Iterable[str],
        *,
        heat_range: Range | None = None,
        cool_range: Range | None = None,
        fan_minimum_on_minutes: int | None = None,
        hold_action: HoldAction | str | None = None,
    ) -> None:
        """Change the settings of many thermostats alike, 25 with each request (v2).

        Every group is tried, also after one failed.

        Args:
            thermostat_ids: The thermostats.
            heat_range: Which heat set points may be chosen.
            cool_range: Which cool set points may be chosen.
            fan_minimum_on_minutes: How many minutes of each hour the fan runs at least; 0 to 55.
            hold_action: When holds end that are made on the device.

        Raises:
            InvalidRequest: an id or a value cannot be right. Nothing was sent.
            NotSupported: API v1 has no such settings. Nothing was sent.
            PartlyFailed: some groups failed; the error tells which thermostats were changed and which were not.
        """
        settings = writing.write_settings(
            heat_range=heat_range,
            cool_range=cool_range,
            fan_minimum_on_minutes=fan_minimum_on_minutes,
            hold_action=hold_action,
        )
        done: list[str] = []
        failed: dict[str, SmartBuildingsError] = {}
        for group in writing.bulk_groups(thermostat_ids):
            try:
                await self._api.bulk_update_settings(writing.write_bulk_settings(group, settings))
            except (NotSupported, TokenError):
                raise  # Each further group would meet the same.
            except SmartBuildingsError as error:
                failed |= dict.fromkeys(group, error)
            else:
                done += group
        if failed:
            first = next(iter(failed.values()))
            msg = (
                f"The settings of {len(failed)} of {len(done) + len(failed)} thermostats could not be changed; "
                f"the first reason: {first} See the error's `failed` and `done`."
            )
            raise PartlyFailed(msg, done=done, failed=failed) from first

    def __repr__(self) -> str:
        where = "" if self._building_id is None else f" of building {self._building_id}"
        return f"<thermostats{where}>"
