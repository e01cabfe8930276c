"""A vendor of your own: Hearth, a gateway whose zones heat. Tokens, quota, retries and errors come from this package.

Its API is four requests: `GET /site`, `GET /zones`, `GET /zones/ID`, `PATCH /zones/ID`. The sync client is this file
without `async` and `await`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import attrs

from smartbuildings import Ability, Action, Applied, AsyncClient, FanMode, Mode, SetPoints, StaticToken, Temperature
from smartbuildings.errors import InvalidRequest, NotSupported, UnreadableResponse
from smartbuildings.values import Range
from smartbuildings.vendor import (
    AsyncVendorClient,
    Info,
    Limit,
    QuotaRule,
    QuotaRules,
    Reading,
    Status,
    TokenRules,
    Vendor,
    object_verdict,
)

HEARTH = Vendor(
    name="hearth",
    base_url="https://gateway.local",
    tokens=TokenRules(),
    quota=QuotaRules("hearth", every=(QuotaRule("address", limits=(Limit(600, 60.0),)),)),
    verdict=object_verdict,
)
ALLOWED = Range(Temperature.c(5), Temperature.c(30))


class AsyncHearth(AsyncVendorClient):
    """The client of a gateway; ``options`` are those of every vendor's client, such as ``deadline_s``."""

    def __init__(self, url: str, key: str, **options: Any) -> None:
        super().__init__(HEARTH, base_url=url, **options)
        self.gateway = self.connect(StaticToken(key))
        self.thermostats = AsyncZones(self)
        self.buildings = AsyncSites(self)


class AsyncZone:
    """A zone: the thermostat of this vendor."""

    vendor = HEARTH.name
    abilities = frozenset({Ability.SET_TEMPERATURE})

    def __init__(self, client: AsyncHearth, zone_id: str) -> None:
        self._gateway = client.gateway
        self._path = f"/zones/{quote(zone_id, safe='')}"
        self.id = zone_id

    async def info(self) -> Info:
        found = await self._gateway.call("GET", self._path)
        return Info(id=found["id"], name=found.get("name"), building_id=found["site"], modes=(Mode.HEAT,), native=found)

    async def status(self) -> Status:
        return read_status(await self._gateway.call("GET", self._path))

    async def set_temperature(self, *, heat: Temperature | None = None, cool: Temperature | None = None) -> Applied:
        if cool is not None or heat is None or heat not in ALLOWED:
            raise InvalidRequest(f"Hearth zones take heat from {ALLOWED}, and cannot cool.", field="heat")
        await self._gateway.call("PATCH", self._path, json={"target": heat.c})
        return Applied(reached=True)

    async def hold(
        self, *, heat: Temperature | None = None, cool: Temperature | None = None, until: object = "next_change"
    ) -> Applied:
        raise NotSupported("Hearth has no schedule, so nothing ends a hold. Use set_temperature.")

    async def resume(self) -> Applied:
        raise NotSupported("Hearth has no schedule to resume. Use set_temperature.")

    async def set_mode(self, mode: Mode) -> Applied:
        raise NotSupported("Hearth zones always heat. Use set_temperature with a low value instead of Mode.OFF.")

    async def set_fan(self, fan: FanMode) -> Applied:
        raise NotSupported("Hearth zones have no fan.")


@attrs.frozen
class AsyncZones:
    """All zones: the gateway lists them with their state."""

    client: AsyncHearth

    def get(self, thermostat_id: str, /) -> AsyncZone:
        return AsyncZone(self.client, thermostat_id)

    async def __aiter__(self) -> AsyncIterator[AsyncZone]:
        for found in (await self.client.gateway.call("GET", "/zones"))["zones"]:
            yield AsyncZone(self.client, found["id"])

    async def statuses(self, *, limit: int | None = None) -> AsyncIterator[Reading[AsyncZone]]:
        for found in (await self.client.gateway.call("GET", "/zones"))["zones"][:limit]:
            zone = AsyncZone(self.client, found["id"])
            try:
                yield Reading(zone, read_status(found))
            except UnreadableResponse as error:
                yield Reading(zone, None, error)


@attrs.frozen
class AsyncSite:
    """The place where the gateway is: the building of this vendor."""

    client: AsyncHearth
    id: str
    vendor = HEARTH.name

    @property
    def thermostats(self) -> AsyncZones:
        return AsyncZones(self.client)

    async def info(self) -> Info:
        found = await self.client.gateway.call("GET", "/site")
        return Info(id=found["id"], name=found["name"], native=found)


@attrs.frozen
class AsyncSites:
    """The one site of a gateway."""

    client: AsyncHearth

    def get(self, building_id: str, /) -> AsyncSite:
        return AsyncSite(self.client, building_id)

    async def __aiter__(self) -> AsyncIterator[AsyncSite]:
        yield AsyncSite(self.client, (await self.client.gateway.call("GET", "/site"))["id"])


def read_status(zone: dict[str, Any]) -> Status:
    """Read the state of a zone; one whose sensor is broken has none."""
    try:
        measured, target = Temperature.c(zone["measured"]), Temperature.c(zone["target"])
        action = Action.HEATING if zone["valve"] > 0 else Action.IDLE
        return Status(
            id=zone["id"],
            temperature=measured,
            set_points=SetPoints(heat=target),
            heat_range=ALLOWED,
            mode=Mode.HEAT,
            action=action,
            is_online=True,
            native=zone,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableResponse(f"Hearth: the state of zone {zone.get('id')} lacks {error}.") from error


def account(url: str, key: str) -> AsyncClient:
    """Return the client as a portfolio takes it. A type checker verifies here that it has every member."""
    return AsyncHearth(url, key)
