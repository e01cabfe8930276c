"""Response bodies beyond the limit: not read to the end, a typed error, and a client that goes on."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest
from servers.scripted import Reply, Script, gzip_bomb
from servers.vendor import THERMOSTAT, VendorServer, status_path, success

from smartbuildings import AsyncSmartBuildings
from smartbuildings.errors import NotFound, OutcomeUnknown, ResponseTooLarge, ServerError, UnreadableResponse

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
LIMIT = 100_000
MODE = f"/api/v2/thermostats/{THERMOSTAT}/hvacMode"


def body(size: int) -> bytes:
    return json.dumps({"status": "success", "data": {"id": THERMOSTAT, "padding": "0" * size}}).encode()


def zipped(size: int) -> Reply:
    return Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(body(size)))


def chunked(data: bytes, **headers: str) -> Reply:
    """Send a body whose length no header announces."""
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(data), data)
    return Reply(headers={"Transfer-Encoding": "chunked", **headers}, body=chunks)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=body(LIMIT)),
        Reply(body=body(100), told_length=10_000_000_000),
        chunked(body(LIMIT)),
        chunked(gzip.compress(body(10)) + gzip.compress(b"") * (LIMIT // 20), **{"Content-Encoding": "gzip"}),
        zipped(LIMIT),
        lambda _: Reply(headers={"Content-Encoding": "gzip"}, body=gzip_bomb()),
    ],
    ids=["plain", "announced", "chunked", "members of nothing", "compressed", "bomb"],
)
async def test_a_body_that_is_too_large_is_refused_and_the_client_goes_on(
    make_client: Maker, vendor: VendorServer, reply: Script
) -> None:
    vendor.on("GET", status_path(), reply, success({"id": THERMOSTAT}))
    client = make_client(vendor.url, max_response_bytes=LIMIT)

    with pytest.raises(ResponseTooLarge, match="max_response_bytes"):
        await client.thermostats.get(THERMOSTAT).status()

    assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT
    assert len(vendor.requests_for("GET", status_path())) == 2
    assert vendor.connections == 2  # The first one was closed.


@pytest.mark.parametrize("reply", [Reply(body=body(LIMIT - 100)), zipped(LIMIT - 100)], ids=["plain", "compressed"])
async def test_a_body_within_the_limit_is_read(make_client: Maker, vendor: VendorServer, reply: Reply) -> None:
    vendor.on("GET", status_path(), reply)
    client = make_client(vendor.url, max_response_bytes=LIMIT)

    assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT
    assert vendor.requests_for("GET", status_path())[0].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(("status", "kind"), [(404, NotFound), (500, ServerError)])
async def test_the_body_of_an_error_is_cut_and_its_status_counts(
    make_client: Maker, vendor: VendorServer, status: int, kind: type[Exception]
) -> None:
    vendor.on("GET", status_path(), Reply(status, headers={"Content-Encoding": "gzip"}, body=gzip_bomb()))
    client = make_client(vendor.url, max_response_bytes=LIMIT)

    with client.options(attempts=1), pytest.raises(kind):
        await client.thermostats.get(THERMOSTAT).status()


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "nonsense"])
async def test_an_encoding_that_was_not_asked_for_is_a_typed_error(
    make_client: Maker, vendor: VendorServer, encoding: str
) -> None:
    vendor.on("GET", status_path(), Reply(headers={"Content-Encoding": encoding}, body=body(10)))

    with pytest.raises(UnreadableResponse, match="cannot be decoded"):
        await make_client(vendor.url).thermostats.get(THERMOSTAT).status()


@pytest.mark.parametrize(("shown", "is_applied"), [("off", True), ("heat", False)])
async def test_a_write_whose_response_is_too_large_is_settled_by_reading_back(
    make_client: Maker, vendor: VendorServer, shown: str, is_applied: bool
) -> None:
    vendor.on("PATCH", MODE, Reply(body=body(LIMIT)))
    vendor.on("GET", status_path(), success({"id": THERMOSTAT, "hvacMode": shown}))
    thermostat = make_client(vendor.url, max_response_bytes=LIMIT).thermostats.get(THERMOSTAT)

    if is_applied:
        await thermostat.set_mode("off")
    else:
        with pytest.raises(OutcomeUnknown):
            await thermostat.set_mode("off")

    assert len(vendor.requests_for("PATCH", MODE)) == 1
