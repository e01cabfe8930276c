"""Rate limits: the rows of the vendor's table, each with windows of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from smartbuildings.sandbox import RateLimits, RateRow

from .conftest import OPERATIONS, Api


class Ticker:
    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
def limits(ticker: Ticker) -> RateLimits:
    return RateLimits(monotonic=ticker)


TABLE = {
    "getLocation": (250, 60),
    "getInstallation": (200, 60),
    "getDevices": (1000, 900),
    "getDevice": (400, 900),
    "getDeviceStatus": (350, 60),
    "executeDeviceCommands": (120, 60),
    "saveSubscription": (60, 900),
    "deleteAllSubscriptions": (15, 900),
    "listLocations": (100, 60),
    "updateLocation": (20, 3600),
    "createLocation": (50, 3600),
    "createRoom": (50, 3600),
    "listInstallations": (60, 60),
    "listSubscriptions": (15, 900),
}


@pytest.mark.parametrize(("operation_id", "row"), TABLE.items())
def test_the_rows_are_those_of_the_vendors_table(operation_id: str, row: tuple[int, float]) -> None:
    (operation,) = [each for each in OPERATIONS if each.id == operation_id]
    (found,) = operation.described["x-rate-limits"]

    assert (found["limit"], found["windowSeconds"]) == row


def test_a_window_counts_down_and_begins_again(api: Api, ticker: Ticker) -> None:
    path = f"/locations/{api.sandbox.location_ids[0]}"
    first = api.http.get(path)
    ticker.seconds += 20.5
    second = api.http.get(path)
    ticker.seconds += 39.5
    third = api.http.get(path)

    found = [
        tuple(int(each.headers[f"x-ratelimit-{name}"]) for name in ("limit", "remaining", "reset"))
        for each in (first, second, third)
    ]
    assert found == [(250, 249, 60_000), (250, 248, 39_500), (250, 249, 60_000)]


def test_a_full_window_refuses_and_attempts_count(api: Api, ticker: Ticker) -> None:
    device = api.sandbox.device_id("plug")
    api.sandbox.limits.rows["executeDeviceCommands"] = RateRow(2, 60, "device")
    body = {"commands": [{"capability": "switch", "command": "on"}]}

    def send(to: str = device) -> int:
        return api.http.post(f"/devices/{to}/commands", json=body).status_code

    assert [send(), send(), send()] == [200, 200, 429]
    ticker.seconds += 19.418
    answer = api.http.post(f"/devices/{device}/commands", json=body)
    assert answer.headers["x-ratelimit-remaining"] == "0"
    assert answer.headers["x-ratelimit-reset"] == "40582"
    assert "retry-after" not in answer.headers
    error = answer.json()["error"]
    assert error["code"] == "TooManyRequestError"
    assert error["details"][0]["message"] == "attempt 4 limit 2 - retry in 40582 millis"
    assert send(api.sandbox.device_id("air conditioner")) == 200, "another device has a window of its own"
    ticker.seconds += 41
    assert send() == 200


def test_the_reset_may_be_in_seconds(api: Api) -> None:
    api.sandbox.limits.in_seconds = True

    assert api.http.get("/devices").headers["x-ratelimit-reset"] == "900"


def test_operations_of_one_row_share_its_window_and_others_do_not(api: Api) -> None:
    device = api.sandbox.device_id("plug")
    paths = [
        f"/devices/{device}/status",
        f"/devices/{device}/components/main/status",
        f"/devices/{device}/components/main/capabilities/switch/status",
    ]

    def remaining(path: str) -> int:
        return int(api.http.get(path).headers["x-ratelimit-remaining"])

    assert [remaining(path) for path in paths] == [349, 348, 347]
    assert remaining(f"/devices/{device}") == 399


def test_principals_have_windows_of_their_own(api: Api) -> None:
    def remaining() -> int:
        return int(api.http.get("/devices").headers["x-ratelimit-remaining"])

    assert [remaining(), remaining()] == [999, 998]
    api.consent("r:devices:*")
    assert remaining() == 999
    api.use(api.sandbox.make_personal_token())
    assert remaining() == 997, "a user's personal tokens share one"


def test_limits_may_be_told_only(api: Api) -> None:
    api.sandbox.limits.rows["getDevices"] = RateRow(1, 900)
    api.sandbox.limits.enforced = False

    assert [api.http.get("/devices").status_code for _ in range(3)] == [200] * 3


def test_the_sandboxs_own_routes_change_the_limits(api: Api) -> None:
    answer = api.http.patch("/_sandbox/limits", json={"in_seconds": True, "enforced": False})

    assert answer.json() == api.http.get("/_sandbox/limits").json() == {"enforced": False, "in_seconds": True}


def test_windows_are_bounded(monkeypatch: pytest.MonkeyPatch, api: Api) -> None:
    monkeypatch.setattr("smartbuildings.sandbox.smartthings.quota._MOST_WINDOWS", 3)
    for each in api.sandbox.device_ids:
        api.get(f"/devices/{each}")

    windows: Callable[[], int] = lambda: len(api.sandbox.limits._windows)  # noqa: E731
    assert windows() == 3
