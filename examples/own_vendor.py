"""A vendor of your own: Hearth, a gateway whose zones heat, written against `smartbuildings.protocols` only.

Its API is four requests: `GET /site`, `GET /zones`, `GET /zones/ID`, `PATCH /zones/ID`. The sync client is this file
without `async` and `await`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self
from urllib.parse import quote

import attrs
import httpx

from smartbuildings import Ability, Action, Applied, AsyncClient, FanMode, Mode, Range, SetPoints, Temperature
from smartbuildings.errors import (
    ConnectionFailed,
    InvalidRequest,
    NotSupported,
    OutcomeUnknown,
    SmartBuildingsError,
    UnreadableResponse,
    error_class,
)

VENDOR = "hearth"
ALLOWED = Range(Temperature.c(5), Temperature.c(30))
UNKNOWN = Range()
_timeout: ContextVar[float] = ContextVar("hearth_timeout", default=10.0)


@attrs.frozen(kw_only=True)
class ZoneStatus:
    """The state of a zone; ``None`` is what the gateway does not report."""

    id: str
    temperature: Temperature | None
    humidity: int | None = None
    set_points: SetPoints
    heat_range: Range = ALLOWED
    cool_range: Range = UNKNOWN
    min_gap: None = None
    mode: Mode | None = Mode.HEAT
    action: Action | None
    fan_mode: None = None
    is_fan_running: None = None
    is_online: bool | None = True
    observed_at: None = None
    native: dict[str, Any]


@attrs.frozen(kw_only=True)
class Info:
    """What is known of a zone or of the site."""

    id: str
    name: str | None
    building_id: str | None = None
    modes: tuple[Mode, ...] | None = (Mode.HEAT,)
    native: dict[str, Any]


class AsyncHearth:
    """The client of a gateway."""

    def __init__(self, url: str, key: str, transport: Any = None) -> None:
        self._http = httpx.AsyncClient(base_url=url, headers={"X-Key": key}, transport=transport)
        self.thermostats = AsyncZones(self)
        self.buildings = AsyncSites(self)

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        try:
            response = await self._http.request(method, path, json=body, timeout=_timeout.get())
        except httpx.HTTPError as error:
            may_be_done = method != "GET" and not isinstance(error, httpx.ConnectError)
            raise (OutcomeUnknown if may_be_done else ConnectionFailed)(f"Hearth: {type(error).__name__}") from error
        if not response.is_success:
            raise error_class(response.status_code)(f"Hearth: {response.status_code}", status=response.status_code)
        return response.json()

    @contextmanager
    def options(
        self, *, timeout_s: float | None = None, deadline_s: float | None = None, attempts: int | None = None
    ) -> Iterator[None]:
        token = _timeout.set(min(filter(None, (timeout_s, deadline_s, _timeout.get()))))  # Nothing is ever retried.
        try:
            yield
        finally:
            _timeout.reset(token)

    async def aclose(self) -> None:
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class AsyncZone:
    """A zone: the thermostat of this vendor."""

    vendor = VENDOR
    abilities = frozenset({Ability.SET_TEMPERATURE})

    def __init__(self, client: AsyncHearth, zone_id: str) -> None:
        self._client = client
        self._path = f"/zones/{quote(zone_id, safe='')}"
        self.id = zone_id

    async def info(self) -> Info:
        found = await self._client.call("GET", self._path)
        return Info(id=found["id"], name=found.get("name"), building_id=found["site"], native=found)

    async def status(self) -> ZoneStatus:
        return read_status(await self._client.call("GET", self._path))

    async def set_temperature(self, *, heat: Temperature | None = None, cool: Temperature | None = None) -> Applied:
        if cool is not None or heat is None or heat not in ALLOWED:
            raise InvalidRequest(f"Hearth zones take heat from {ALLOWED}, and cannot cool.", field="heat")
        await self._client.call("PATCH", self._path, {"target": heat.c})
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
class AsyncReading:
    """A zone with its status, or with the error that came instead."""

    thermostat: AsyncZone
    status: ZoneStatus | None
    error: SmartBuildingsError | None = None


class AsyncZones:
    """All zones: the gateway lists them with their state."""

    def __init__(self, client: AsyncHearth) -> None:
        self._client = client

    def get(self, thermostat_id: str, /) -> AsyncZone:
        return AsyncZone(self._client, thermostat_id)

    async def __aiter__(self) -> AsyncIterator[AsyncZone]:
        for found in await self._client.call("GET", "/zones"):
            yield AsyncZone(self._client, found["id"])

    async def statuses(self, *, limit: int | None = None) -> AsyncIterator[AsyncReading]:
        for found in (await self._client.call("GET", "/zones"))[:limit]:
            zone = AsyncZone(self._client, found["id"])
            try:
                yield AsyncReading(zone, read_status(found))
            except UnreadableResponse as error:
                yield AsyncReading(zone, None, error)


class AsyncSite:
    """The place where the gateway is: the building of this vendor."""

    vendor = VENDOR

    def __init__(self, client: AsyncHearth, site_id: str) -> None:
        self._client = client
        self.id = site_id
        self.thermostats = AsyncZones(client)

    async def info(self) -> Info:
        found = await self._client.call("GET", "/site")
        return Info(id=found["id"], name=found["name"], native=found)


class AsyncSites:
    """The one site of a gateway."""

    def __init__(self, client: AsyncHearth) -> None:
        self._client = client

    def get(self, building_id: str, /) -> AsyncSite:
        return AsyncSite(self._client, building_id)

    async def __aiter__(self) -> AsyncIterator[AsyncSite]:
        yield AsyncSite(self._client, (await self._client.call("GET", "/site"))["id"])


def read_status(zone: dict[str, Any]) -> ZoneStatus:
    """Read the state of a zone; one whose sensor is broken has none."""
    try:
        measured, target = Temperature.c(zone["measured"]), Temperature.c(zone["target"])
        action = Action.HEATING if zone["valve"] > 0 else Action.IDLE
        return ZoneStatus(
            id=zone["id"], temperature=measured, set_points=SetPoints(heat=target), action=action, native=zone
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableResponse(f"Hearth: the state of zone {zone.get('id')} lacks {error}.") from error


def account(url: str, key: str) -> AsyncClient:
    """Return the client as a portfolio takes it. A type checker verifies here that it has every member."""
    return AsyncHearth(url, key)
