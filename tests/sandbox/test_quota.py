from __future__ import annotations

from collections.abc import Iterator

import pytest

from smartbuildings.sandbox import QuotaLimits, Request, Sandbox
from smartbuildings.sandbox.ecobee.quota import RequestQuota

from .conftest import Api, Ticker

NAMES = {f"x-ratelimit-{kind}-{window}" for kind in ("limit", "remaining") for window in ("hour", "minute", "second")}


@pytest.fixture
def quota(ticker: Ticker) -> RequestQuota:
    return RequestQuota(QuotaLimits(hour=100, minute=6, second=3), monotonic=ticker)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    yield Sandbox(speed=0)


def test_every_answer_tells_the_quota(served: Api) -> None:
    for answer in (
        served("GET", "/thermostatIds"),
        served("GET", "/nowhere"),
        served("PUT", "/thermostatIds"),
        served("DELETE", f"/buildings/{'0' * 24}"),
        served.http.post("/token", json={}),
        served.http.get("/api/v2/thermostatIds", headers={"authorization": "Bearer no"}),
    ):
        assert set(answer.headers) >= NAMES, answer.status_code
    assert answer.headers["x-ratelimit-limit-hour"] == "10000"
    assert answer.headers["x-ratelimit-limit-minute"] == "500"
    assert answer.headers["x-ratelimit-limit-second"] == "50"
    assert answer.headers["x-ratelimit-remaining-hour"] == "9993"


def test_too_many_requests_in_a_second_are_refused_without_a_hint(served: Api) -> None:
    served.sandbox.quota.limits = QuotaLimits(second=0)

    answer = served("GET", "/thermostatIds")

    assert answer.status_code == 429
    assert answer.json() == {"status": "error", "message": "Too many requests", "code": 429}
    assert "retry-after" not in answer.headers
    assert answer.headers["x-ratelimit-remaining-second"] == "0"


def test_a_window_opens_again_when_its_time_is_over(quota: RequestQuota, ticker: Ticker) -> None:
    assert [quota.take("a").allowed for _ in range(4)] == [True, True, True, False]

    ticker.seconds += 1

    assert [quota.take("a").allowed for _ in range(4)] == [True, True, True, False]
    ticker.seconds += 1
    assert quota.take("a").allowed is False, "now it is the minute that is used up"
    ticker.seconds += 58
    assert quota.take("a").allowed is True


def test_refused_requests_are_not_counted(quota: RequestQuota) -> None:
    for _ in range(5):
        headers = quota.take("a").headers

    assert headers["x-ratelimit-remaining-minute"] == "3"


def test_addresses_are_counted_apart(quota: RequestQuota) -> None:
    for _ in range(3):
        quota.take("a")

    assert quota.take("a").allowed is False
    assert quota.take("b").allowed is True


def test_a_hint_comes_when_it_is_asked_for(ticker: Ticker) -> None:
    quota = RequestQuota(QuotaLimits(minute=1), retry_after=True, monotonic=ticker)
    quota.take("a")
    ticker.seconds += 20.5

    assert quota.take("a").headers["retry-after"] == "40"


def test_the_memory_for_addresses_is_bounded(quota: RequestQuota) -> None:
    for number in range(10_050):
        quota.take(str(number))

    assert len(quota._peers) == 10_000


def test_a_refused_request_changes_nothing(api: Api) -> None:
    building = api.sandbox.building_ids[0]
    api.sandbox.quota.limits = QuotaLimits(minute=0)

    assert api("PATCH", f"/buildings/{building}", {"name": "New"}).status_code == 429

    api.sandbox.quota.limits = QuotaLimits()
    assert api.get(f"/buildings/{building}")["name"] != "New"


def test_the_control_routes_are_not_counted(sandbox: Sandbox) -> None:
    sandbox.quota.limits = QuotaLimits(second=0)

    assert sandbox.handle(Request("GET", "/_sandbox")).status == 200
