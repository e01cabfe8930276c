"""The limits that Nest announces nowhere are kept; what others spend of them costs time, or ends in an error.

The minute of the client and of the sandbox is shortened to the same fraction of a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest
from servers.nest import NestServer, error_reply

from smartbuildings import Applied, AsyncAccepted, AsyncNest, Mode, Temperature
from smartbuildings._core.quota_scopes import Limit
from smartbuildings._io.asynchronous import gather, sleep
from smartbuildings.errors import RateLimited
from smartbuildings.nest.vendor import NEST
from smartbuildings.sandbox import LimitRow, NestLimits
from smartbuildings.sandbox.nest.documents import documents

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("quick_looks")]

Maker = Callable[..., AsyncNest]
MINUTE_S = 0.3
HOUR_S = 3600.0


def faster(minute_s: float) -> Any:
    """Return Nest with a shorter minute."""

    def shortened(limit: Limit) -> Limit:
        return limit._replace(period_s=minute_s) if limit.period_s < HOUR_S else limit

    operations = {
        name: tuple(row._replace(limits=tuple(shortened(each) for each in row.limits)) for row in rows)
        for name, rows in NEST.quota.operations.items()
    }
    return attrs.evolve(NEST, quota=attrs.evolve(NEST.quota, operations=operations))


def faster_rows(minute_s: float) -> dict[str, tuple[LimitRow, ...]]:
    """Return the rows of the document with a shorter minute."""
    return {
        operation.operation_id: tuple(
            LimitRow(int(row["limit"]), minute_s if row["windowSeconds"] < HOUR_S else HOUR_S, row["per"])
            for row in operation.described["x-rate-limits"]
        )
        for operation in documents()["v1"].operations
        if "x-rate-limits" in operation.described
    }


@pytest.fixture
def short_minute(monkeypatch: pytest.MonkeyPatch) -> float:
    """Shorten the minute of every client that is made in the test."""
    monkeypatch.setattr("smartbuildings._async.nest.client.NEST", faster(MINUTE_S))
    return MINUTE_S


@pytest.fixture
def limited() -> NestLimits:
    return NestLimits(rows=faster_rows(MINUTE_S))


@pytest.fixture
def vendor(limited: NestLimits) -> Any:
    """A server that enforces the shortened limits."""
    with NestServer(limits=limited) as server:
        yield server


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten what a look waits for in the same way as the minute."""
    monkeypatch.setattr("smartbuildings._async.nest.device_list._QUOTA_S", 0.02)
    monkeypatch.setattr("smartbuildings._async.nest.device_list._TURN_S", 0.1)


def refused(vendor: NestServer) -> int:
    return sum(each.status == 429 for each in vendor.sandbox.requests)


def test_the_shortened_limits_are_those_of_the_document() -> None:
    rows = faster_rows(60.0)
    declared = {name: [row.limits for row in counted] for name, counted in NEST.quota.operations.items()}

    assert {name for name in declared if " " not in name} == set(rows) - {"executeDeviceCommand"}
    for name, counted in declared.items():
        limits = sorted(tuple(limit) for row in counted for limit in row)
        assert limits == sorted((row.limit, row.window_s) for row in rows[name.partition(" ")[0]])


@pytest.mark.usefixtures("short_minute", "short_waits")
async def test_many_reads_and_verbs_at_once_are_never_refused_for_their_number(
    make_client: Maker, vendor: NestServer
) -> None:
    first = make_client(connections=6)
    second = make_client(connections=6, quota=first.quota)
    names = ("Living Room", "Kitchen", "Upstairs", "Guest Suite", "Studio", "Landing")
    ids = [vendor.sandbox.device_id(name) for name in names]

    async def work(number: int) -> None:
        client = (first, second)[number % 2]
        thermostat = client.thermostats.get(ids[number % len(ids)])
        await thermostat.status()
        await thermostat.set_mode(Mode.OFF if number % 4 < 2 else Mode.COOL)
        assert len([each async for each in client.thermostats]) == 12
        if number % 3 == 0:
            await client.buildings.get(vendor.sandbox.structure_ids[0]).rooms()
            assert await client.buildings.get(vendor.sandbox.structure_ids[0]).info()

    await gather(work, list(range(24)), at_once=12)

    assert refused(vendor) == 0
    assert len(vendor.commands) >= 6
    assert len(vendor.requests) > 80


@pytest.mark.usefixtures("short_minute", "short_waits")
async def test_the_commands_of_one_thermostat_wait_for_its_own_minute(make_client: Maker, vendor: NestServer) -> None:
    client = make_client(confirm_s=0)
    kitchen = client.thermostats.get(vendor.sandbox.device_id("Kitchen"))
    started = time.monotonic()

    for minutes in range(1, 12):
        assert isinstance(await kitchen.fan_for(timedelta(minutes=minutes)), AsyncAccepted)

    assert len(vendor.commands) == 11
    assert time.monotonic() - started > 2 * MINUTE_S
    assert refused(vendor) == 0


async def test_without_a_read_left_a_verb_returns_at_once(make_client: Maker, vendor: NestServer) -> None:
    vendor.sandbox.limits.enforced = False
    client = make_client()
    lounge = client.thermostats.get(vendor.sandbox.device_id("Lounge"))
    for _ in range(10):
        await lounge.status()
    for _ in range(5):
        assert [each async for each in client.thermostats]
    started = time.monotonic()

    result = await lounge.set_mode(Mode.OFF)

    assert time.monotonic() - started < 1
    assert isinstance(result, AsyncAccepted)
    assert "the reads of this minute are spent" in result.reason
    assert await result.wait(0.05) is result
    assert (vendor.lists, vendor.reads, len(vendor.commands)) == (5, 10, 1)


@pytest.mark.usefixtures("short_waits")
async def test_a_verb_does_not_wait_for_a_list_that_waits_for_its_quota(
    make_client: Maker, vendor: NestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smartbuildings._async.nest.client.NEST", faster(0.8))
    vendor.sandbox.limits.enforced = False
    client = make_client()
    for _ in range(5):
        assert [each async for each in client.thermostats]
    done: list[str] = []

    async def work(job: str) -> None:
        if job == "list":
            assert len([each async for each in client.thermostats]) == 12
        else:
            await sleep(0.1)
            lounge = client.thermostats.get(vendor.sandbox.device_id("Lounge"))
            assert await lounge.set_mode(Mode.HEAT) == Applied(reached=True), "nothing to do, says a single read"
        done.append(job)

    await gather(work, ["list", "verb"], at_once=2)

    assert done == ["verb", "list"]
    assert (vendor.lists, vendor.reads) == (6, 1)


@pytest.mark.usefixtures("short_minute", "short_waits")
@pytest.mark.parametrize("kind", ["list", "command"])
async def test_a_refusal_that_names_no_wait_costs_a_minute_and_no_error(
    make_client: Maker, vendor: NestServer, kind: str
) -> None:
    lounge, studio = (vendor.sandbox.device_id(name) for name in ("Lounge", "Studio"))
    client = make_client(confirm_s=0)
    [each async for each in client.thermostats]
    name = "ListDevices" if kind == "list" else "ExecuteDeviceCommand"
    no = error_reply(429, "RESOURCE_EXHAUSTED", f"Rate limited for the {name} API for the user.")
    started = time.monotonic()

    if kind == "list":
        vendor.on("GET", vendor.devices_path, no, vendor.forward)
        assert len([each async for each in client.thermostats]) == 12
    else:
        vendor.on("POST", vendor.command_path("Lounge"), no, vendor.forward)

        async def off(thermostat_id: str) -> None:
            await sleep(0.1 if thermostat_id == studio else 0)
            await client.thermostats.get(thermostat_id).set_mode(Mode.OFF)

        await gather(off, [lounge, studio], at_once=2)
        first, second, third = [each.at for each in vendor.requests if each.path.endswith(":executeCommand")]
        assert min(second, third) - first >= MINUTE_S, "the limit is that of all thermostats"

    assert time.monotonic() - started >= MINUTE_S


@pytest.mark.usefixtures("short_minute", "short_waits")
async def test_an_hour_that_another_project_has_spent_is_an_error_for_that_thermostat_alone(
    make_client: Maker, vendor: NestServer
) -> None:
    client = make_client()
    lounge, studio = (client.thermostats.get(vendor.sandbox.device_id(name)) for name in ("Lounge", "Studio"))
    vendor.sandbox.command_elsewhere(lounge.id)

    with pytest.raises(RateLimited, match="Rate limited for the Thermostat") as limited:
        await lounge.set_temperature(heat=Temperature.c(21))

    assert limited.value.was_sent
    assert limited.value.retry_after is not None
    assert 0.9 * HOUR_S < limited.value.retry_after <= 1.1 * HOUR_S
    assert len(vendor.commands) == 2, "once more after a minute, whose limit it could have been"
    assert isinstance(await studio.set_mode(Mode.OFF), Applied)
    with client.options(deadline_s=1), pytest.raises(RateLimited) as again:
        await lounge.set_mode(Mode.OFF)
    assert not again.value.was_sent
    assert len(vendor.commands) == 3


async def test_clients_of_one_consent_count_in_one_book_and_two_consents_do_not(
    make_client: Maker, vendor: NestServer
) -> None:
    vendor.sandbox.limits.enforced = False
    first = make_client()
    other = make_client(quota=first.quota, refresh_token=vendor.sandbox.make_consent()["refresh_token"])
    same = make_client(quota=first.quota)
    for _ in range(5):
        [each async for each in first.thermostats]

    assert len([each async for each in other.thermostats]) == 12
    with same.options(deadline_s=1), pytest.raises(RateLimited, match="minute") as limited:
        [each async for each in same.thermostats]

    assert not limited.value.was_sent
    assert vendor.lists == 6
