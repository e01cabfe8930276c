"""Clocks that are wrong and corrected later: no token is requested for it, and no request is locked out."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from servers.scripted import Reply, Request, json_reply
from servers.vendor import EXPIRED, THERMOSTAT, VendorServer, own, status_path, success

from smartbuildings import AsyncSmartBuildings, MemoryStore
from smartbuildings._io.asynchronous import gather
from smartbuildings.credentials import AuthorizationCode, ClientCredentials
from smartbuildings.errors import TokenQuotaExceeded
from smartbuildings.tokens import TokenRecord

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
DAY_S = 86400.0
NUMBERS = [str(number) for number in range(1, 17)]


class Clock:
    """The wall clock of this process, so many seconds off the true time."""

    def __init__(self, true_time: Callable[[], float]) -> None:
        self._true_time = true_time
        self.ahead_s = 0.0

    def __call__(self) -> float:
        return self._true_time() + self.ahead_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock(time.time)
    monkeypatch.setattr(time, "time", made)
    return made


def only_for(token: str) -> Callable[[Request], Reply]:
    return lambda request: success({"id": THERMOSTAT}) if request.token == token else EXPIRED


@pytest.mark.parametrize("error_s", [DAY_S, 3600.0, -DAY_S])
async def test_sixteen_callers_at_an_expiry_after_a_corrected_clock_cause_one_exchange(
    make_client: Maker, vendor: VendorServer, clock: Clock, error_s: float
) -> None:
    client = make_client(vendor.url, connections=16)
    clock.ahead_s = error_s
    await client.authenticate()
    clock.ahead_s = 0.0
    vendor.on("GET", "*", only_for("token-2"))

    await gather(lambda number: client.thermostats.get(number).status(), NUMBERS, at_once=16)

    assert vendor.exchanges == 2


async def test_clients_that_share_a_store_cause_one_exchange_after_a_corrected_clock(
    make_client: Maker, vendor: VendorServer, clock: Clock
) -> None:
    store = MemoryStore()
    clients = [make_client(vendor.url, token_store=store) for _ in NUMBERS]
    clock.ahead_s = DAY_S
    await gather(lambda client: client.authenticate(), clients, at_once=16)
    clock.ahead_s = 0.0
    vendor.on("GET", "*", only_for("token-2"))

    await gather(lambda client: client.thermostats.get(THERMOSTAT).status(), clients, at_once=16)

    assert vendor.exchanges == 2


async def test_a_token_that_is_refreshed_ahead_ages_by_a_clock_that_nobody_corrects(
    make_client: Maker, vendor: VendorServer, clock: Clock
) -> None:
    answers = [json_reply({"access_token": f"t{n}", "expires_in": 3600, "refresh_token": f"r{n}"}) for n in (1, 2)]
    vendor.on("POST", "/oauth/token", *answers)
    client = make_client(vendor.url, credentials=AuthorizationCode("me", "secret", "/oauth/token", code="c"))

    for ahead_s in (0.0, DAY_S, -DAY_S):
        clock.ahead_s = ahead_s
        await client.thermostats.get(THERMOSTAT).status()

    assert [request.token for request in vendor.requests_for("GET", status_path())] == ["t1", "t1", "t1"]


CREDENTIALS = ClientCredentials("me", "secret")


@pytest.mark.parametrize("set_back_s", [7200.0, 365 * DAY_S])
async def test_setting_the_clock_back_does_not_hold_the_next_token_back_for_longer_than_before(
    make_client: Maker, vendor: VendorServer, clock: Clock, set_back_s: float
) -> None:
    # One token a minute for the last two hours: the next is allowed in a minute.
    store = MemoryStore()
    noted = TokenRecord(exchanges=tuple(clock() - minutes * 60 for minutes in range(119, -1, -1)))
    own(store, vendor).save(CREDENTIALS.account, noted)
    vendor.on("POST", "/token", json_reply({"access_token": "token-1"}))
    clock.ahead_s = -set_back_s

    with pytest.raises(TokenQuotaExceeded) as refused:
        await make_client(vendor.url, credentials=CREDENTIALS, token_store=store).authenticate()

    assert refused.value.retry_after == pytest.approx(60, abs=30)
    assert vendor.requests == []
    clock.ahead_s += 61
    await make_client(vendor.url, credentials=CREDENTIALS, token_store=store).authenticate()


async def test_a_clock_set_back_makes_nobody_forget_what_was_requested(
    make_client: Maker, vendor: VendorServer, clock: Clock
) -> None:
    store = MemoryStore()
    own(store, vendor).save(CREDENTIALS.account, TokenRecord(exchanges=(clock(),) * 120))
    waits: list[float | None] = []

    for ahead_s in (-DAY_S, -DAY_S + 3600, -DAY_S + 7100):
        clock.ahead_s = ahead_s
        with pytest.raises(TokenQuotaExceeded) as refused:
            await make_client(vendor.url, credentials=CREDENTIALS, token_store=store).authenticate()
        waits.append(refused.value.retry_after)

    assert waits == [pytest.approx(expected, abs=30) for expected in (7200, 3600, 100)]


async def test_a_clock_that_leaps_ahead_makes_a_process_forget_nothing_that_it_requested(
    make_client: Maker, vendor: VendorServer, clock: Clock
) -> None:
    client = make_client(vendor.url)
    vendor.on("GET", status_path(), *[reply for _ in range(119) for reply in (EXPIRED, success({"id": THERMOSTAT}))])
    for _ in range(119):
        await client.thermostats.get(THERMOSTAT).status()
    assert vendor.exchanges == 120
    clock.ahead_s = DAY_S
    vendor.on("GET", status_path(), EXPIRED)

    with pytest.raises(TokenQuotaExceeded):
        await client.thermostats.get(THERMOSTAT).status()

    assert vendor.exchanges == 120
