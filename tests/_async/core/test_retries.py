"""What is sent again and what is not, counted by the server."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import formatdate

import pytest
from servers.scripted import Reply, ScriptedServer, json_reply
from servers.vendor import THERMOSTAT, VendorServer, status_path, success

from smartbuildings import AsyncSmartBuildings, RetryPolicy
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.errors import (
    ConnectionFailed,
    NotFound,
    OutcomeUnknown,
    RateLimited,
    ServerError,
    StatusError,
)
from smartbuildings.events import Event, RetryScheduled

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
STATUS = success({"id": THERMOSTAT})
RESUME = f"/api/v2/thermostats/{THERMOSTAT}/resumeSchedule"
WRITES = [
    ("POST", f"/api/v2/thermostats/{THERMOSTAT}/fanHold"),
    ("PATCH", f"/api/v2/thermostats/{THERMOSTAT}/hvacMode"),
    ("DELETE", f"/api/v2/thermostats/{THERMOSTAT}"),
]
LOST = {
    "cut before a byte": Reply(cut_after=0),
    "cut in the head": Reply(cut_after=20),
    "cut in the body": success({"id": THERMOSTAT}, cut_after=120),
    "told longer than it is": success({"id": THERMOSTAT}, told_length=5000, closes=True),
    "reset": Reply(reset=True),
    "no HTTP at all": Reply(garbage=b"SSH-2.0-OpenSSH_9.6\r\n"),
    "502 page": Reply(502, body=b"<html>Bad Gateway</html>"),
    "503": Reply(503),
    "500": json_reply({"status": "error", "message": "oh"}, 500),
    "520": Reply(520),
}


@pytest.mark.parametrize("reply", LOST.values(), ids=list(LOST))
async def test_a_read_is_sent_again_until_it_succeeds(make_client: Maker, vendor: VendorServer, reply: Reply) -> None:
    vendor.on("GET", status_path(), reply, reply, STATUS)

    status = await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert status.id == THERMOSTAT
    assert len(vendor.requests_for("GET", status_path())) == 3


@pytest.mark.parametrize("reply", LOST.values(), ids=list(LOST))
async def test_a_read_that_keeps_failing_ends_after_four_attempts(
    make_client: Maker, vendor: VendorServer, reply: Reply
) -> None:
    vendor.on("GET", status_path(), reply)

    with pytest.raises((ConnectionFailed, ServerError)) as caught:
        await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert len(vendor.requests_for("GET", status_path())) == 4
    assert caught.value.request is not None
    assert caught.value.request.attempts == 4
    assert "(4 attempts)" in str(caught.value)


@pytest.mark.parametrize("reply", LOST.values(), ids=list(LOST))
@pytest.mark.parametrize(("method", "path"), WRITES)
async def test_a_write_whose_answer_is_lost_is_sent_once(
    make_client: Maker, vendor: VendorServer, method: str, path: str, reply: Reply
) -> None:
    vendor.on(method, path, reply)
    client = make_client(vendor.url)

    with pytest.raises(OutcomeUnknown) as caught:
        await client.low_level.get_async_httpx_client().request(method, path, json={})

    assert len(vendor.requests_for(method, path)) == 1
    assert caught.value.request is not None
    assert (caught.value.request.method, caught.value.request.path) == (method, path)


@pytest.mark.parametrize(("method", "path"), WRITES)
async def test_a_write_that_was_not_carried_out_is_sent_again(
    make_client: Maker, vendor: VendorServer, method: str, path: str
) -> None:
    vendor.on(method, path, json_reply({"status": "error", "message": "slow down"}, 429), success({}))
    client = make_client(vendor.url)

    await client.low_level.get_async_httpx_client().request(method, path, json={"n": 1})

    assert [request.json() for request in vendor.requests_for(method, path)] == [{"n": 1}, {"n": 1}]


@pytest.mark.parametrize("status", [300, 302, 307, 400, 402, 404, 405, 409, 410, 418, 422, 501, 505])
async def test_a_refusal_is_final(make_client: Maker, vendor: VendorServer, status: int) -> None:
    vendor.on("GET", status_path(), json_reply({"status": "error", "message": "no"}, status))

    with pytest.raises(StatusError) as caught:
        await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert caught.value.status == status
    assert len(vendor.requests_for("GET", status_path())) == 1


async def test_a_server_that_is_not_there_is_told_as_that(
    make_client: Maker, serve: Callable[[], ScriptedServer]
) -> None:
    server = serve()
    server.close()

    with pytest.raises(ConnectionFailed, match="could not be sent") as caught:
        await make_client(server.url).thermostats.get(THERMOSTAT).resume()

    assert not isinstance(caught.value, OutcomeUnknown)


async def test_a_connection_closed_while_it_was_idle_costs_no_error(make_client: Maker, vendor: VendorServer) -> None:
    # The server closes without a word after each answer, as gateways do; the next call finds that out.
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, closes=True))
    client = make_client(vendor.url)

    for _ in range(5):
        assert (await client.thermostats.get(THERMOSTAT).status()).id == THERMOSTAT


async def test_connections_that_are_closed_at_once_are_opened_anew(make_client: Maker, vendor: VendorServer) -> None:
    client = make_client(vendor.url, connections=1)
    await client.authenticate()
    vendor.on("GET", status_path(), success({"id": THERMOSTAT}, closes=True), STATUS)
    await client.thermostats.get(THERMOSTAT).status()
    vendor.hang_up_on = 2

    await client.thermostats.get(THERMOSTAT).status()

    assert len(vendor.requests_for("GET", status_path())) == 2


# --- 429, with each hint and without


@pytest.mark.parametrize(
    ("headers", "least_s", "most_s"),
    [
        ({"Retry-After": "1"}, 1.0, 1.6),
        ({"x-ratelimit-reset": "300", "x-ratelimit-limit": "50", "x-ratelimit-remaining": "0"}, 0.3, 0.9),
        ({"Retry-After": "Thu, 01 Jan 2004 00:00:00 GMT"}, 0.0, 0.5),
        ({"Retry-After": "-5"}, 0.0, 0.5),
        ({"Retry-After": "nan"}, 0.0, 0.5),
        ({"Retry-After": "soon"}, 0.0, 0.5),
        ({}, 0.0, 0.5),
    ],
)
async def test_a_429_is_waited_out_as_long_as_it_asks(
    make_client: Maker, vendor: VendorServer, headers: dict[str, str], least_s: float, most_s: float
) -> None:
    vendor.on("GET", status_path(), json_reply({"status": "error"}, 429, headers=headers), STATUS)
    client = make_client(vendor.url)
    await client.authenticate()

    await client.thermostats.get(THERMOSTAT).status()

    first, second = vendor.requests_for("GET", status_path())
    assert least_s <= second.at - first.at <= most_s


async def test_a_date_to_wait_for_is_obeyed(make_client: Maker, vendor: VendorServer) -> None:
    moment = time.time() + 2  # a date has no fractions: the wait is between 1 and 2 seconds
    reply = json_reply({"status": "error"}, 429, headers={"Retry-After": formatdate(moment, usegmt=True)})
    vendor.on("GET", status_path(), reply, STATUS)

    await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert time.time() >= int(moment)


@pytest.mark.parametrize("wait", ["61", "99999999", "3600"])
async def test_a_longer_wait_than_the_ceiling_is_raised_at_once(
    make_client: Maker, vendor: VendorServer, wait: str
) -> None:
    vendor.on("GET", status_path(), json_reply({"status": "error"}, 429, headers={"Retry-After": wait}))
    client = make_client(vendor.url)
    started = monotonic()

    with pytest.raises(RateLimited) as caught:
        await client.thermostats.get(THERMOSTAT).status()

    assert caught.value.retry_after == float(wait)
    assert caught.value.was_sent
    assert f"Wait {wait} s" in str(caught.value)
    assert len(vendor.requests_for("GET", status_path())) == 1
    assert monotonic() - started < 2


async def test_a_wait_beyond_the_deadline_is_raised_at_once(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), json_reply({"status": "error"}, 429, headers={"Retry-After": "30"}))
    client = make_client(vendor.url, deadline_s=5)
    started = monotonic()

    with pytest.raises(RateLimited) as caught:
        await client.thermostats.get(THERMOSTAT).status()

    assert caught.value.retry_after == 30
    assert monotonic() - started < 2


async def test_a_503_may_ask_for_a_wait_too(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), Reply(503, headers={"x-ratelimit-reset": "300"}), STATUS)

    await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    first, second = vendor.requests_for("GET", status_path())
    assert 0.3 <= second.at - first.at <= 0.9


async def test_retries_can_be_switched_off(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), Reply(503))

    with pytest.raises(ServerError):
        await make_client(vendor.url, retry=RetryPolicy(attempts=1)).thermostats.get(THERMOSTAT).status()

    assert len(vendor.requests_for("GET", status_path())) == 1


async def test_options_change_the_attempts_of_a_block(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), Reply(503))
    client = make_client(vendor.url)
    await client.authenticate()

    with client.options(attempts=2), pytest.raises(ServerError):
        await client.thermostats.get(THERMOSTAT).status()
    assert len(vendor.requests_for("GET", status_path())) == 2

    with pytest.raises(ServerError):
        await client.thermostats.get(THERMOSTAT).status()
    assert len(vendor.requests_for("GET", status_path())) == 6


async def test_each_retry_is_told_with_its_reason_and_wait(make_client: Maker, vendor: VendorServer) -> None:
    told: list[Event] = []
    vendor.on("GET", status_path(), Reply(503), Reply(cut_after=0), STATUS)

    await make_client(vendor.url, observers=[told.append]).thermostats.get(THERMOSTAT).status()

    retries = [event for event in told if isinstance(event, RetryScheduled)]
    assert [event.reason for event in retries] == ["status 503", "no response"]
    assert all(0 <= event.wait_s <= 0.02 for event in retries)


async def test_a_redirect_is_not_followed_wherever_it_leads(
    make_client: Maker, vendor: VendorServer, serve: Callable[[], ScriptedServer]
) -> None:
    elsewhere = serve()
    vendor.on("GET", status_path(), Reply(302, headers={"Location": f"{elsewhere.url}/status"}))

    with pytest.raises(StatusError, match="not followed"):
        await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert elsewhere.connections == 0


async def test_a_gateway_s_page_with_404_is_an_error_like_any_other(make_client: Maker, vendor: VendorServer) -> None:
    vendor.on("GET", status_path(), Reply(404, headers={"Content-Type": "text/html"}, body=b"<html>404</html>"))

    with pytest.raises(NotFound) as caught:
        await make_client(vendor.url).thermostats.get(THERMOSTAT).status()

    assert caught.value.body == "<html>404</html>"
