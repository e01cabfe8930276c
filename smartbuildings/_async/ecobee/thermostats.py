"""Many thermostats: those of the account, or of one building."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

import attrs

from smartbuildings._async.ecobee.account import AsyncAccount
from smartbuildings._async.ecobee.outcome import verify_write
from smartbuildings._async.ecobee.thermostat import AsyncThermostat
from smartbuildings._async.pager import AsyncPager
from smartbuildings._async.sweep import AsyncSweep
from smartbuildings._core.hiding import never_raises
from smartbuildings._core.page_plans import PageRequest, WholeList, same_origin
from smartbuildings.ecobee import bodies, checks, operations
from smartbuildings.ecobee.enums import HoldAction
from smartbuildings.ecobee.models import ThermostatStatus
from smartbuildings.ecobee.outcome import Undecided, shows
from smartbuildings.errors import PartlyFailed, SmartBuildingsError
from smartbuildings.values import Range

__all__ = ["AsyncStatusReading", "AsyncThermostats"]

T = TypeVar("T")
R = TypeVar("R")

_ROUND: Final = 8
"""How many requests for each connection are prepared together: enough to keep the connections busy."""


@attrs.frozen
class AsyncStatusReading:
    """One thermostat of many with its status, or with the error that prevented reading it."""

    thermostat: AsyncThermostat
    """Which thermostat. If the list contains an unusual id, ``thermostat.id`` is that id, and every call raises."""
    status: ThermostatStatus | None
    """Its status; ``None`` if there is an error."""
    error: SmartBuildingsError | None = None
    """Why it could not be read. A ``ConnectionFailed`` whose ``request`` is ``None``: the vendor did not respond to
    others, so this one was not tried."""


class AsyncThermostats:
    """The thermostats of the account or of a building: iterate it, or call it to say how.

        async for thermostat in client.thermostats: ...
        some = await client.thermostats(limit=10).all()

    The API lists ids only; everything else is read when a thermostat is asked for it.
    """

    def __init__(
        self,
        account: AsyncAccount,
        *,
        building_id: str | None = None,
    ) -> None:
        self._account = account
        self._building_id = building_id

    def __call__(
        self, *, limit: int | None = None, page_size: int | None = None, with_unusual: bool = False
    ) -> AsyncPager[AsyncThermostat]:
        """List the thermostats, lazily.

        An item of the list whose id is not a string of digits is left out, and reported as drift.

        Args:
            limit: How many to give at most.
            page_size: How many ``.pages()`` gives at a time.
            with_unusual: Return the items with an unusual id as well. Each of their methods raises
                ``InvalidRequest``, and sends nothing.
        """

        async def fetch(request: PageRequest) -> Mapping[str, Any]:
            if self._building_id is None:
                found = (await self._account.read(operations.LIST_THERMOSTATS)).ids
            else:
                found = (await self._account.read(operations.LIST_THERMOSTATS_OF_BUILDING, self._building_id)).ids
            if with_unusual or {*map(type, found)} == {str}:  # Asked of all at once, which is quicker than of each.
                return {"items": [*found]}
            return {"items": [each for each in found if type(each) is str]}

        # Without unusual ids nothing is left to decide, and a list can have 10,000 of the others: a keyword would make
        # each handle half as dear again.
        usual = partial(AsyncThermostat, self._account)
        if self._building_id is not None:
            usual = partial(AsyncThermostat, self._account, building_id=self._building_id)
        make = self._listed if with_unusual else usual
        return AsyncPager(WholeList("thermostats"), fetch, make, limit=limit, page_size=page_size)

    def _listed(self, thermostat_id: str) -> AsyncThermostat:
        if type(thermostat_id) is str:
            return AsyncThermostat(self._account, thermostat_id, self._building_id)
        unusual = str(thermostat_id)
        msg = (
            f"The list of thermostats contains the id {checks.shown(unusual)}, which is not a string of digits, so "
            "nothing was requested for it. Ask the vendor about it."
        )
        return AsyncThermostat(self._account.refusing(msg), unusual)

    def __aiter__(self) -> AsyncIterator[AsyncThermostat]:
        """Walk through all thermostats."""
        return self().__aiter__()

    def get(self, thermostat_id: str) -> AsyncThermostat:
        """Take the thermostat with this id. No request is made, so it may turn out not to exist.

        Raises:
            InvalidRequest: this cannot be an id: it is not a string of digits.
        """
        return AsyncThermostat(self._account, checks.check_thermostat_id(thermostat_id), self._building_id)

    def at(self, content_location: str) -> AsyncThermostat:
        """Take the thermostat that a ``contentLocation`` of the API names.

        Raises:
            CrossOriginError: the URL leads to another host than this client's.
            InvalidRequest: it does not end in a thermostat's id.
        """
        own = same_origin(content_location, self._account.settings.base_url)
        return self.get(own.partition("?")[0].rstrip("/").rpartition("/")[2])

    async def statuses(self, *, limit: int | None = None) -> AsyncIterator[AsyncStatusReading]:
        """Read the status of every thermostat, in the order of the list: in rounds of 8 for each connection.

        A round is returned when all of it has been read, so leaving early may have cost a whole one. Each status
        costs one request: mind the quota.

        An error that concerns one thermostat is returned beside its reading, and the others are read: any error status,
        an unreadable body, no response, or an id in the list that is not a string of digits. If 5 thermostats in a row
        get no response or a 5xx, a circuit breaker opens: single requests probe whether the vendor is back, with
        growing pauses (half a minute in all, by default). Then the sweep goes on, or returns the rest with a
        ``ConnectionFailed`` whose ``request`` is ``None``: nothing was sent for them.

        Args:
            limit: How many thermostats to read at most.

        Raises:
            Unauthorized: two thermostats in a row got a 401 other than expiry.
            RateLimited: the quota is spent for longer than a call may wait, or two in a row got a 429 to the end.
            TokenError: no token could be obtained.
                Whatever ends the sweep is raised after the readings so far.
        """
        at_once = self._account.settings.connections
        sweep = self._sweep(AsyncThermostat.status, at_once, key=lambda thermostat: thermostat.id)
        async for page in self(limit=limit, page_size=at_once * _ROUND, with_unusual=True).pages():
            for each in await sweep.round(page):
                yield AsyncStatusReading(each.of, each.found, each.error)
            if sweep.ended is not None:
                raise sweep.ended

    def _sweep(
        self, call: Callable[[T], Awaitable[R]], at_once: int, *, key: Callable[[T], Hashable]
    ) -> AsyncSweep[T, R]:
        return AsyncSweep(
            call, at_once=at_once, retry=self._account.settings.retry, notify=self._account.observers.notify, key=key
        )

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

        Groups are sent one after the other. One that fails does not stop those after it, unless the error concerns them
        all, or the vendor does not respond any more: the circuit breaker of ``statuses()`` works here, too. If the
        response to a group is lost or cannot be read, the settings of its thermostats are read to verify the change.

        Args:
            thermostat_ids: The thermostats.
            heat_range: Which heat set points may be chosen.
            cool_range: Which cool set points may be chosen.
            fan_minimum_on_minutes: How many minutes of each hour the fan runs at least; 0 to 55.
            hold_action: When holds end that are made on the device.

        Raises:
            InvalidRequest: an id or a value cannot be right. Nothing was sent.
            NotSupported: API v1 has no such settings. Nothing was sent.
            TokenError: no token could be obtained. Nothing was sent.
            PartlyFailed: some groups failed; the error contains which thermostats were changed and which were not.
        """
        settings = bodies.write_settings(
            heat_range=heat_range,
            cool_range=cool_range,
            fan_minimum_on_minutes=fan_minimum_on_minutes,
            hold_action=hold_action,
        )

        asked = {
            "heat_range": heat_range,
            "cool_range": cool_range,
            "fan_minimum_on_minutes": fan_minimum_on_minutes,
            "hold_action": hold_action,
        }

        async def send(group: tuple[str, ...]) -> None:
            async def write() -> bool:
                await self._account.call(
                    operations.UPDATE_MANY_SETTINGS, body=bodies.write_bulk_settings(group, settings)
                )
                return True

            async def read_back() -> bool | Undecided | None:
                found = [await self.get(each).settings() for each in group]
                shown = sum(shows(each, asked) for each in found)
                if 0 < shown < len(group):
                    return Undecided(f"{shown} of {len(group)} thermostats have these settings")
                return True if shown else None

            await verify_write(write, read_back, what=f"the change of {len(group)} settings")

        groups = list(bodies.bulk_groups(thermostat_ids))
        sweep = self._sweep(send, 1, key=lambda group: group)
        outcomes = await sweep.round(groups)
        if sweep.ended is not None and not outcomes:
            raise sweep.ended
        errors = {outcome.of: outcome.error for outcome in outcomes}
        done = [each for group in groups if group in errors and errors[group] is None for each in group]
        failed = {
            each: error for group in groups if (error := errors.get(group, sweep.ended)) is not None for each in group
        }
        if failed:
            first = next(iter(failed.values()))
            msg = (
                f"The settings of {len(failed)} of {len(done) + len(failed)} thermostats could not be changed; "
                f"the first reason: {first} See the error's `failed` and `done`."
            )
            raise PartlyFailed(msg, done=done, failed=failed) from first

    @never_raises
    def __repr__(self) -> str:
        where = "" if self._building_id is None else f" of building {self._building_id}"
        return f"<thermostats{where}>"
