"""Each check of the conformance suite fails for a vendor with the fault that it looks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from servers.hearth import KEY, HearthServer
from servers.own_vendor import own_vendor
from servers.scripted import json_reply

from smartbuildings import Ability, Applied
from smartbuildings._async import conformance
from smartbuildings._async.conformance import AsyncSubject
from smartbuildings.errors import NotSupported
from smartbuildings.testing.conformance import NotConforming

pytestmark = pytest.mark.anyio


async def _applied(self: Any, **_: Any) -> Applied:
    return Applied()


async def _unnamed(self: Any, **_: Any) -> Applied:
    raise NotSupported("There is no such thing.")


async def _entered(self: Any) -> Any:
    return object()


def _renamed(self: Any, thermostat_id: str, /) -> Any:
    return own_vendor("AsyncZone")(self.client, thermostat_id.replace(" ", "_"))


async def _status(self: Any) -> Any:
    return own_vendor("read_status")({**await self._gateway.call("GET", self._path), "id": "another"})


FAULTS = [
    ("check_protocol", "AsyncZone", "resume", None, "resume"),
    ("check_protocol", "AsyncZone", "abilities", {"fly"}, "abilities"),
    ("check_ids", "AsyncZone", "status", _status, "another"),
    ("check_ids", "AsyncZones", "get", _renamed, "ground_hall"),
    ("check_missing_abilities", "AsyncZone", "hold", _applied, "does not raise NotSupported"),
    ("check_missing_abilities", "AsyncZone", "hold", _unnamed, "does not name the vendor"),
    ("check_abilities_work", "AsyncZone", "abilities", frozenset({Ability.SET_FAN}), "set_fan is an ability"),
    ("check_abilities_work", "AsyncZone", "abilities", frozenset(), "can do anything"),
    ("check_references", "AsyncZones", "get", _renamed, "leads to"),
    ("check_closing", "AsyncHearth", "__aenter__", _entered, "context manager"),
]


@pytest.mark.parametrize(("check", "owner", "name", "fault", "says"), FAULTS)
async def test_a_fault_of_a_class_is_found(
    check: str, owner: str, name: str, fault: Any, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault is None:
        monkeypatch.delattr(own_vendor(owner), name)
    else:
        monkeypatch.setattr(own_vendor(owner), name, fault)
    with HearthServer() as server:
        subject = AsyncSubject(partial(own_vendor("AsyncHearth"), server.url, KEY), "cellar", server.break_one)
        run: Callable[[AsyncSubject], Any] = getattr(conformance, check)
        with pytest.raises(NotConforming, match=says):
            await run(subject)


async def test_a_fault_of_the_service_is_found() -> None:
    with HearthServer() as server:
        make = partial(own_vendor("AsyncHearth"), server.url, KEY)
        with pytest.raises(NotConforming, match="does not raise NotFound"):
            await conformance.check_unknown_id(AsyncSubject(make, "attic"))
        server.zones["attic"]["id"] = "ground hall"
        with pytest.raises(NotConforming, match="Two thermostats have one id"):
            await conformance.check_ids(AsyncSubject(make, "cellar"))
        server.zones.clear()
        with pytest.raises(NotConforming, match="no thermostat"):
            await conformance.check_closing(AsyncSubject(make, "cellar"))


async def test_a_list_that_fails_with_one_thermostat_is_found() -> None:
    with HearthServer() as server:
        make = partial(own_vendor("AsyncHearth"), server.url, KEY)

        def break_all(zone_id: str) -> None:
            server.on("GET", "/zones", json_reply({"zones": [{"id": each} for each in server.zones]}))

        with pytest.raises(NotConforming, match="keeps others from being read"):
            await conformance.check_one_bad_thermostat(AsyncSubject(make, "cellar", break_all))
        await conformance.check_one_bad_thermostat(AsyncSubject(make, "cellar"))  # Without a way to break one.
