"""Limits that no header announces: by method, by command and by thermostat."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import httpx
import pytest

from smartbuildings.sandbox import LimitRow, NestLimits

from .conftest import COMMANDS, Api, error_of

METHOD = "Rate limited for the ExecuteDeviceCommand API for the user."
COMMAND = "Rate limited for the SetThermostatTemperatureHeat command for the user."
THERMOSTAT = "Rate limited for the Thermostat."
HEAT = "ThermostatTemperatureSetpoint.SetHeat"
MODE = "ThermostatMode.SetMode"


@attrs.define
class Ticker:
    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
def limits(ticker: Ticker) -> NestLimits:
    return NestLimits(monotonic=ticker)


def exhausted(answer: httpx.Response) -> str:
    status, name, message = error_of(answer)
    assert (status, name) == (429, "RESOURCE_EXHAUSTED")
    assert "retry-after" not in answer.headers
    assert not [each for each in answer.headers if "ratelimit" in each]
    return message


def statuses(times: int, ask: Callable[[], httpx.Response]) -> list[int]:
    return [ask().status_code for _ in range(times)]


@pytest.mark.parametrize(
    ("operation", "limit"),
    [
        ("ListDevices", 5),
        ("GetDevice", 10),
        ("ListStructures", 5),
        ("GetStructure", 5),
        ("ListRooms", 5),
        ("GetRoom", 5),
    ],
)
def test_each_method_has_a_window_of_its_own(api: Api, ticker: Ticker, operation: str, limit: int) -> None:
    structure = next(iter(api.sandbox.account.structures.values()))
    paths = {
        "ListDevices": "/devices",
        "GetDevice": f"/devices/{api.sandbox.device_ids[0]}",
        "ListStructures": "/structures",
        "GetStructure": f"/structures/{structure.id}",
        "ListRooms": f"/structures/{structure.id}/rooms",
        "GetRoom": f"/structures/{structure.id}/rooms/{next(iter(structure.rooms))}",
    }

    def ask() -> httpx.Response:
        return api.http.get(f"{api.home}{paths[operation]}")

    assert statuses(1, ask) == [200]
    ticker.seconds += 59.9
    assert statuses(limit - 1, ask) == [200] * (limit - 1)
    assert exhausted(ask()) == f"Rate limited for the {operation} API for the user."
    assert all(
        api.http.get(f"{api.home}{path}").status_code == 200 for name, path in paths.items() if name != operation
    )

    ticker.seconds += 0.1

    assert statuses(1, ask) == [200], "the window began with the first call"


def test_commands_have_ten_calls_a_minute_over_all_devices(api: Api) -> None:
    for name in ("Living Room", "", "Lounge", "Upstairs", "Kitchen"):
        assert statuses(2, lambda name=name: api.command(name, MODE, mode="OFF")) == [200, 200]  # type: ignore[misc]

    assert exhausted(api.command("Studio", MODE, mode="OFF")) == METHOD


def test_a_command_has_five_calls_a_minute_for_each_device(api: Api, ticker: Ticker) -> None:
    api.sandbox.limits.rows["executeDeviceCommand"] = (LimitRow(5, 60, "user, project, device and command"),)

    assert statuses(5, lambda: api.command("Living Room", HEAT, heatCelsius=20)) == [200] * 5
    assert exhausted(api.command("Living Room", HEAT, heatCelsius=20)) == COMMAND
    assert api.command("Living Room", MODE, mode="HEAT").status_code == 200
    assert api.command("Lounge", HEAT, heatCelsius=20).status_code == 200
    ticker.seconds += 60
    assert api.command("Living Room", HEAT, heatCelsius=20).status_code == 200


def test_the_command_is_named_before_the_thermostat(api: Api) -> None:
    assert statuses(5, lambda: api.command("Living Room", HEAT, heatCelsius=20)) == [200] * 5

    assert exhausted(api.command("Living Room", HEAT, heatCelsius=20)) == COMMAND
    assert exhausted(api.command("Living Room", MODE, mode="HEAT")) == THERMOSTAT
    assert api.command("Lounge", MODE, mode="HEAT").status_code == 200


def test_a_thermostat_has_a_hundred_commands_an_hour(api: Api, ticker: Ticker) -> None:
    for _ in range(20):
        assert statuses(5, lambda: api.command("Living Room", HEAT, heatCelsius=20)) == [200] * 5
        ticker.seconds += 60

    assert exhausted(api.command("Living Room", HEAT, heatCelsius=20)) == THERMOSTAT
    ticker.seconds += 2399
    assert exhausted(api.command("Living Room", HEAT, heatCelsius=20)) == THERMOSTAT
    ticker.seconds += 1
    assert api.command("Living Room", HEAT, heatCelsius=20).status_code == 200


def test_another_project_can_spend_the_hour_of_a_thermostat(api: Api, ticker: Ticker) -> None:
    device_id = api.sandbox.device_id("Living Room")

    api.http.patch(f"/_sandbox/devices/{device_id}", json={"commands_elsewhere": 99})

    assert api.command("Living Room", HEAT, heatCelsius=20).status_code == 200
    assert exhausted(api.command("Living Room", HEAT, heatCelsius=20)) == THERMOSTAT
    assert exhausted(api.command(api.sandbox.change_id(device_id), MODE, mode="HEAT")) == THERMOSTAT
    ticker.seconds += 3600
    assert api.command("Living Room", HEAT, heatCelsius=20).status_code == 200


def test_refused_calls_do_not_count(api: Api, ticker: Ticker) -> None:
    assert statuses(9, lambda: api.command("Living Room", HEAT, heatCelsius=20)) == [200] * 5 + [429] * 4

    assert statuses(5, lambda: api.command("Lounge", HEAT, heatCelsius=20)) == [200] * 5
    assert exhausted(api.command("Studio", MODE, mode="OFF")) == METHOD


def test_commands_that_fail_count(api: Api) -> None:
    assert statuses(5, lambda: api.command("Living Room", HEAT, heatCelsius=99)) == [400] * 5

    assert exhausted(api.command("Living Room", HEAT, heatCelsius=20)) == COMMAND


def test_what_no_thermostat_is_asked_for_counts_as_a_call_only(api: Api) -> None:
    url = f"{api.home}/devices/{api.sandbox.device_id('Living Room')}:executeCommand"
    unknown = f"{api.home}/devices/unknown:executeCommand"
    body = {"command": f"{COMMANDS}{MODE}", "params": {"mode": "HEAT"}}

    assert statuses(3, lambda: api.http.post(url, json={"command": "nothing"})) == [404] * 3
    assert statuses(3, lambda: api.http.post(url, content=b"{")) == [415] * 3
    assert statuses(3, lambda: api.http.post(unknown, json=body)) == [404] * 3
    assert api.command("Living Room", HEAT, heatCelsius=20).status_code == 200
    assert exhausted(api.http.post(unknown, json=body)) == METHOD


def test_tokens_and_requests_without_a_good_one_are_not_counted(api: Api) -> None:
    assert statuses(20, lambda: api.refresh(api.sandbox.refresh_token)) == [200] * 20
    good = api.http.headers["authorization"]
    api.use("unknown")
    assert statuses(20, lambda: api.http.get(f"{api.home}/devices")) == [401] * 20

    api.http.headers["authorization"] = good

    assert api.get("/devices")["devices"]


def test_limits_may_be_switched_off(api: Api) -> None:
    assert statuses(6, lambda: api.http.get(f"{api.home}/devices")) == [200] * 5 + [429]

    answer = api.http.patch("/_sandbox/limits", json={"enforced": False})

    assert answer.json() == api.http.get("/_sandbox/limits").json() == {"enforced": False}
    assert statuses(20, lambda: api.http.get(f"{api.home}/devices")) == [200] * 20


def test_windows_are_bounded(monkeypatch: pytest.MonkeyPatch, api: Api) -> None:
    monkeypatch.setattr("smartbuildings.sandbox.nest.quota._MOST_WINDOWS", 3)
    for name in ("Living Room", "Lounge", "Upstairs"):
        api.command(name, MODE, mode="OFF")

    assert len(api.sandbox.limits._windows) == 3
