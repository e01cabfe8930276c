"""Checks that the async client of any vendor passes: its own tests, and those of a user's own vendor, run them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import attrs

from smartbuildings._async import protocols
from smartbuildings._async.accepted import AsyncAccepted
from smartbuildings._async.portfolio.portfolio import AsyncPortfolio
from smartbuildings._async.protocols import AsyncClient, AsyncThermostat
from smartbuildings.errors import InvalidRequest, NotFound, NotSupported, PermissionDenied, SmartBuildingsError
from smartbuildings.portfolio import split_reference
from smartbuildings.testing.rules import check_abilities, check_members, check_status, require
from smartbuildings.units import Temperature
from smartbuildings.values import Ability, Applied, FanMode, Mode, Range, ThermostatStatus

__all__ = ["CHECKS", "AsyncSubject"]

_WARM: Final = Temperature.c(20)
_COOL: Final = Temperature.c(25)
_METHODS: Final = {Ability.FAN_FOR: "fan_for", Ability.SET_ECO: "set_eco"}
"""The methods that the protocol does not have."""
_TRIED: Final = 12
"""How many thermostats are written to, at most."""


@attrs.frozen
class AsyncSubject:
    """A vendor's client, to be checked against a sandbox or a test account of the vendor."""

    make: Callable[[], AsyncClient]
    """Makes a client of the same account at each call. The account has a building and two thermostats at least."""
    unknown_id: str
    """An id of a thermostat as the vendor writes them, which the account does not have."""
    break_one: Callable[[str], object] | None = None
    """Lets every read of the thermostat with this id fail, from now on. Without it, that check does nothing."""
    may_write: bool = True
    """Whether thermostats may be changed. If not, the checks that do so do nothing."""


async def check_protocol(subject: AsyncSubject) -> None:
    """Check that client, buildings and thermostats have every member of the protocols."""
    async with subject.make() as client:
        check_members(client, protocols.AsyncClient)
        check_members(client.buildings, protocols.AsyncBuildings)
        check_members(client.thermostats, protocols.AsyncThermostats)
        buildings = [each async for each in client.buildings]
        require(buildings, "The account has no building.")
        for building in buildings:
            check_members(building, protocols.AsyncBuilding)
            check_members(building.thermostats, protocols.AsyncThermostats)
            info = await building.info()
            require(info.id == building.id, f"The info of building {building.id!r} has the id {info.id!r}.")
        for thermostat in await _thermostats(client):
            check_members(thermostat, protocols.AsyncThermostat)
            check_abilities(thermostat.abilities)
            require(thermostat.vendor == buildings[0].vendor, "A thermostat and a building have different vendors.")


async def check_ids(subject: AsyncSubject) -> None:
    """Check that ids are texts, unique, the same at each reading and in every place, and accepted back."""
    async with subject.make() as client:
        first = await _thermostats(client)
        ids = [thermostat.id for thermostat in first]
        require(all(isinstance(each, str) and each for each in ids), f"An id is not a text: {ids!r}.")
        require(len(set(ids)) == len(ids), "Two thermostats have one id.")
        taken = client.thermostats.get(ids[0])
        require(taken.id == ids[0], f"The thermostat taken by the id {ids[0]!r} has the id {taken.id!r}.")
        info, status = await taken.info(), await taken.status()
        require(info.id == ids[0], f"The info of thermostat {ids[0]!r} has the id {info.id!r}.")
        require(status.id == ids[0], f"The status of thermostat {ids[0]!r} has the id {status.id!r}.")
        buildings = {each.id: each async for each in client.buildings}
        if info.building_id is not None:
            require(info.building_id in buildings, f"The building {info.building_id!r} of a thermostat is not listed.")
            there = [each.id async for each in buildings[info.building_id].thermostats]
            require(ids[0] in there, "A thermostat is not listed by its own building.")
    async with subject.make() as client:
        require([each.id for each in await _thermostats(client)] == ids, "A second client lists other ids.")


async def check_unknown_id(subject: AsyncSubject) -> None:
    """Check that a thermostat that does not exist can be taken, and raises ``NotFound`` when it is read.

    ``PermissionDenied`` counts as well, since some vendors respond 403 to an id that they do not know.
    """
    async with subject.make() as client:
        for read in ("info", "status"):
            thermostat = client.thermostats.get(subject.unknown_id)
            try:
                await getattr(thermostat, read)()
            except (NotFound, PermissionDenied):
                continue
            require(False, f"{read}() of a thermostat that does not exist does not raise NotFound.")


async def check_statuses(subject: AsyncSubject) -> None:
    """Check that ``statuses()`` has every thermostat once, with a status or an error, and keeps its limit."""
    async with subject.make() as client:
        ids = [thermostat.id for thermostat in await _thermostats(client)]
        readings = [reading async for reading in client.thermostats.statuses()]
        require([each.thermostat.id for each in readings] == ids, "statuses() has other thermostats than the list.")
        for each in readings:
            require((each.status is None) != (each.error is None), "A reading has not either a status or an error.")
            if each.status is not None:
                check_status(each.status)
                require(each.status.id == each.thermostat.id, "A reading has the status of another thermostat.")
        limited = [reading async for reading in client.thermostats.statuses(limit=1)]
        require(len(limited) == 1, f"statuses(limit=1) has {len(limited)} readings.")


async def check_one_bad_thermostat(subject: AsyncSubject) -> None:
    """Check that ``statuses()`` returns the error of one bad thermostat beside it, and reads the others."""
    if subject.break_one is None:
        return
    async with subject.make() as client:
        first, *others = [thermostat.id for thermostat in await _thermostats(client)]
        require(others, "The account has a single thermostat: there is none to read beside a bad one.")
        subject.break_one(first)
        found = {reading.thermostat.id: reading async for reading in client.thermostats.statuses()}
        require(first in found, "A thermostat that cannot be read is left out of statuses().")
        error = found[first].error
        require(isinstance(error, SmartBuildingsError), f"The error of a bad thermostat is {error!r}.")
        unread = [each for each in others if each not in found or found[each].status is None]
        require(not unread, f"One bad thermostat keeps others from being read: {unread!r}.")


async def check_missing_abilities(subject: AsyncSubject) -> None:
    """Check that a verb without its ability raises ``NotSupported``, which names the vendor and sends nothing."""
    async with subject.make() as client:
        for reading in [reading async for reading in client.thermostats.statuses(limit=_TRIED)]:
            thermostat = reading.thermostat
            if reading.status is None:
                continue
            for ability in set(Ability) - thermostat.abilities:
                if not hasattr(thermostat, _METHODS.get(ability, "vendor")):
                    continue  # A method that the protocol does not have.
                try:
                    await _call(thermostat, ability, reading.status)
                except NotSupported as error:
                    text = str(error).casefold()
                    require(thermostat.vendor.casefold() in text, f"This does not name the vendor: {error}")
                    continue
                except SmartBuildingsError as error:
                    require(False, f"{ability.value} is not an ability of {thermostat.id}, and raises {error!r}.")
                require(
                    False, f"{ability.value} is not an ability of {thermostat.id}, and does not raise NotSupported."
                )


async def check_abilities_work(subject: AsyncSubject) -> None:
    """Check that each ability works with one thermostat at least, and raises ``NotSupported`` with none that has it."""
    if not subject.may_write:
        return
    claimed: set[Ability] = set()
    working: set[Ability] = set()
    async with subject.make() as client:
        for reading in [reading async for reading in client.thermostats.statuses(limit=_TRIED)]:
            thermostat = reading.thermostat
            if reading.status is None or reading.status.is_online is False:
                continue
            claimed |= thermostat.abilities
            for ability in sorted(thermostat.abilities - working):
                try:
                    await _prepare(thermostat, ability)
                    done = await _call(thermostat, ability, await thermostat.status())
                except NotSupported as error:
                    require(False, f"{ability.value} is an ability of {thermostat.id}, and raises: {error}")
                except InvalidRequest:
                    continue  # Another thermostat may have a mode that this one lacks.
                else:
                    is_known = isinstance(done, Applied | AsyncAccepted)
                    require(is_known, f"{ability.value} returned {done!r}, which is not of Applied or Accepted.")
                    working.add(ability)
    require(claimed, "No thermostat can do anything, or none is online.")
    require(not claimed - working, f"These abilities work with no thermostat: {sorted(claimed - working)}.")


async def check_references(subject: AsyncSubject) -> None:
    """Check that a portfolio finds each thermostat and building by its reference, whatever its id is made of."""
    name = "50% of/the north"
    async with AsyncPortfolio({name: subject.make()}) as portfolio:
        async for listed in portfolio.thermostats:
            require(listed.error is None, f"The list of thermostats raised {listed.error!r}.")
            if listed.thermostat is not None and listed.reference is not None:
                taken = portfolio.thermostats.get(listed.reference)
                is_same = (taken.id, taken.reference) == (listed.thermostat.id, listed.reference)
                require(is_same, f"The reference {listed.reference} leads to {taken.reference}.")
                require(split_reference(listed.reference) == (name, taken.id), "A reference is read back otherwise.")
        async for found in portfolio.buildings:
            require(found.error is None, f"The list of buildings raised {found.error!r}.")
            if found.building is not None and found.reference is not None:
                building = portfolio.buildings.get(found.reference)
                require(building.id == found.building.id, f"The reference {found.reference} leads to another building.")


async def check_closing(subject: AsyncSubject) -> None:
    """Check that a client is its own context manager, has options, and can be closed twice."""
    client = subject.make()
    async with client as entered:
        require(entered is client, "The client is not what its context manager returns.")
        with client.options(timeout_s=20.0, deadline_s=30.0, attempts=1):
            require(await _thermostats(client), "The account has no thermostat.")
    await client.aclose()
    await subject.make().aclose()


CHECKS: Final[tuple[Callable[[AsyncSubject], Awaitable[None]], ...]] = (
    check_protocol,
    check_ids,
    check_unknown_id,
    check_statuses,
    check_one_bad_thermostat,
    check_missing_abilities,
    check_abilities_work,
    check_references,
    check_closing,
)
"""All of them."""


async def _thermostats(client: AsyncClient) -> list[AsyncThermostat]:
    found = [thermostat async for thermostat in client.thermostats]
    require(found, "The account has no thermostat.")
    return found


async def _prepare(thermostat: AsyncThermostat, ability: Ability) -> None:
    """Set the mode that an ability needs, if the thermostat has it and can be set to it."""
    if ability in {Ability.SET_MODE, Ability.SET_FAN, Ability.RESUME} or Ability.SET_MODE not in thermostat.abilities:
        return
    modes = (await thermostat.info()).modes or ()
    wanted = [Mode.AUTO] if ability is Ability.HOLD_BOTH else [Mode.HEAT, Mode.COOL]
    for mode in wanted:
        if mode in modes:
            await thermostat.set_mode(mode)
            return


async def _call(thermostat: AsyncThermostat, ability: Ability, status: ThermostatStatus) -> object:
    """Call the verb of an ability, with values that the thermostat allows."""
    heat, cool = _within(_WARM, status.heat_range), _within(_COOL, status.cool_range)
    if ability is Ability.SET_MODE:
        return await thermostat.set_mode(status.mode or Mode.HEAT)
    if ability is Ability.SET_FAN:
        return await thermostat.set_fan(FanMode.AUTO)
    if ability is Ability.RESUME:
        return await thermostat.resume()
    own: Any = thermostat
    if ability is Ability.FAN_FOR:
        return await own.fan_for(timedelta(minutes=15))
    if ability is Ability.SET_ECO:
        return await own.set_eco(False)  # Also where it is not in Eco: then nothing changes.
    if ability is Ability.HOLD_BOTH:
        return await thermostat.hold(heat=heat, cool=cool)
    one, other = (None, cool) if status.mode == Mode.COOL else (heat, None)
    if ability is Ability.HOLD:
        return await thermostat.hold(heat=one, cool=other)
    if ability is Ability.HOLD_UNTIL_TIME:
        return await thermostat.hold(heat=one, cool=other, until=datetime.now(UTC) + timedelta(hours=2))
    return await thermostat.set_temperature(heat=one, cool=other)


def _within(value: Temperature, allowed: Range) -> Temperature:
    if allowed.low is not None and value < allowed.low:
        return allowed.low
    return allowed.high if allowed.high is not None and value > allowed.high else value
