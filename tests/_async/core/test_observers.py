"""Observers of real calls: told everything, able to spoil nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable

import httpx
import pytest
from servers.scripted import Reply
from servers.vendor import EXPIRED, THERMOSTAT, TOKEN_PATH, VendorServer, status_path, success

from smartbuildings import AsyncSmartBuildings
from smartbuildings.errors import RequestFacts
from smartbuildings.events import (
    Event,
    RequestSent,
    ResponseReceived,
    RetryScheduled,
    TokenObtained,
    TokenRejected,
)

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]


async def test_a_call_is_told_from_its_first_request_to_its_last_answer(
    make_client: Maker, vendor: VendorServer
) -> None:
    told: list[Event] = []
    vendor.on("GET", status_path(), EXPIRED, Reply(503), success({"id": THERMOSTAT}))

    await make_client(vendor.url, observers=[told.append]).thermostats.get(THERMOSTAT).status()

    assert [type(event) for event in told] == [
        *(RequestSent, ResponseReceived, TokenObtained),
        *(RequestSent, ResponseReceived, TokenRejected),
        *(RequestSent, ResponseReceived, TokenObtained),
        *(RequestSent, ResponseReceived, RetryScheduled),
        *(RequestSent, ResponseReceived),
    ]
    last = told[-1]
    assert isinstance(last, ResponseReceived)
    assert (last.request, last.status) == (RequestFacts("GET", status_path(), 3), 200)
    assert 0 < last.elapsed_s < 5


async def test_an_observer_that_raises_does_not_disturb_the_call(
    make_client: Maker, vendor: VendorServer, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Event] = []

    def broken(event: Event) -> None:
        raise RuntimeError("a metrics server is down")

    client = make_client(vendor.url, observers=[broken, told.append])
    with caplog.at_level(logging.ERROR, "smartbuildings"):
        status = await client.thermostats.get(THERMOSTAT).status()

    assert status.id == THERMOSTAT
    assert len(told) == 5
    assert "a metrics server is down" in caplog.text


async def test_an_observer_may_look_at_the_client(make_client: Maker, vendor: VendorServer) -> None:
    seen: list[object] = []

    def look(event: Event) -> None:
        seen.append((client.quota.windows, client.token, repr(client)))

    client = make_client(vendor.url, observers=[look])

    await client.thermostats.get(THERMOSTAT).status()

    assert len(seen) == 5


async def test_each_request_passes_the_transport_that_others_patch(
    make_client: Maker, vendor: VendorServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OpenTelemetry's instrumentation and pytest-httpx wrap or replace this method of httpx."""
    seen: list[str] = []
    original = httpx.AsyncHTTPTransport.handle_async_request

    async def spy(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        seen.append(request.url.path)
        return await original(transport, request)

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", spy)

    await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert seen == [TOKEN_PATH, status_path()]
