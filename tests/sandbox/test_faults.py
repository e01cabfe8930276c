"""Scripted faults, over a real socket: what a client of the sandbox gets to see."""

from __future__ import annotations

import contextlib
import re
import time
from typing import Any

import httpx
import pytest

from smartbuildings.sandbox import Fault, Request, Sandbox
from smartbuildings.sandbox.http.faults import FAULTS

from .conftest import CREDENTIALS, Api


def test_a_fault_happens_once_and_only_to_its_operation(served: Api) -> None:
    served.sandbox.faults.add(Fault.html(), operation="getThermostatIds")

    assert served("GET", "/buildingIds").status_code == 200
    answer = served("GET", "/thermostatIds")
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html")
    assert "502 Bad Gateway" in answer.text
    assert served("GET", "/thermostatIds").status_code == 200


def test_a_fault_can_come_later_more_than_once_and_to_one_version(api: Api) -> None:
    api.sandbox.faults.add(Fault.html(503), version="v2", after=1, times=2)

    assert [api("GET", "/buildingIds").status_code for _ in range(4)] == [200, 503, 503, 200]
    api.sandbox.faults.add(Fault.html(503), version="v2", times=None)
    assert [api.v1()("GET", "/buildingIds").status_code, api("GET", "/buildingIds").status_code] == [200, 503]
    api.sandbox.faults.clear()
    assert api("GET", "/buildingIds").status_code == 200


def test_the_token_route_is_spared_unless_it_is_named(api: Api) -> None:
    api.sandbox.faults.add(Fault.html(), times=None)
    assert api.login().status_code == 200

    api.sandbox.faults.add(Fault.rate_limited(), operation="getToken")
    assert api.login().status_code == 429


@pytest.mark.parametrize(
    ("fault", "body"),
    [
        (Fault.expired_token(), {"exp": "token expired"}),
        (Fault.revoked_token(), {"message": "Bad token; invalid JSON"}),
    ],
)
def test_a_token_can_be_refused_whatever_it_is(served: Api, fault: Fault, body: Any) -> None:
    served.sandbox.faults.add(fault)

    answer = served("GET", "/thermostatIds")

    assert (answer.status_code, answer.json()) == (401, body)
    assert "x-ratelimit-remaining-hour" in answer.headers
    assert served("GET", "/thermostatIds").status_code == 200


@pytest.mark.parametrize(
    ("fault", "hints"),
    [
        (Fault.rate_limited(), {}),
        (Fault.rate_limited(retry_after=7), {"retry-after": "7"}),
        (Fault.rate_limited("Wed, 21 Oct 2026 07:28:00 GMT"), {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}),
        (Fault.rate_limited(reset_ms=1500), {"x-ratelimit-reset": "1500", "x-ratelimit-remaining": "0"}),
    ],
)
def test_a_429_comes_with_the_hint_that_was_asked_for(served: Api, fault: Fault, hints: dict[str, str]) -> None:
    served.sandbox.faults.add(fault)

    answer = served("GET", "/thermostatIds")

    assert answer.status_code == 429
    assert answer.json()["status"] == "error"
    for name in ("retry-after", "x-ratelimit-reset", "x-ratelimit-remaining"):
        assert answer.headers.get(name) == hints.get(name)


def test_a_slow_answer_takes_its_time_and_does_not_hold_up_others(served: Api) -> None:
    served.sandbox.faults.add(Fault.slow(0.3), operation="getThermostatIds")

    began = time.monotonic()
    with pytest.raises(httpx.ReadTimeout):
        served.http.get("/api/v2/thermostatIds", timeout=0.1)
    assert served("GET", "/buildingIds").status_code == 200
    assert time.monotonic() - began < 0.29


@pytest.mark.parametrize("fault", [Fault.cut(), Fault.cut(apply=True), Fault.cut(sent=20)])
def test_a_connection_can_be_cut(served: Api, fault: Fault) -> None:
    served.sandbox.faults.add(fault)

    with pytest.raises(httpx.RemoteProtocolError):
        served("GET", "/thermostatIds")

    assert served("GET", "/thermostatIds").status_code == 200


@pytest.mark.parametrize(
    ("fault", "happened"),
    [(Fault.cut(), False), (Fault.cut(apply=True), True), (Fault.html(), False), (Fault.html(apply=True), True)],
)
def test_a_fault_says_whether_the_write_happened(served: Api, fault: Fault, happened: bool) -> None:
    building = served.sandbox.building_ids[0]
    served.sandbox.faults.add(fault, operation="updateBuilding")

    with contextlib.suppress(httpx.RemoteProtocolError):
        served("PATCH", f"/buildings/{building}", {"name": "New"})

    assert (served.get(f"/buildings/{building}")["name"] == "New") is happened


def test_half_of_the_json_arrives_as_if_it_were_whole(served: Api) -> None:
    served.sandbox.faults.add(Fault.truncated())

    answer = served("GET", "/thermostatIds")

    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        answer.json()


@pytest.mark.parametrize("part", ["status", "", "events", "sensors", "weather", "settings"])
def test_an_answer_can_hold_a_value_that_nobody_knows(api: Api, part: str) -> None:
    path = api.in_mode("heat")
    api.post(f"{path}/fanHold", {"fan": "on", "type": "indefinite"})
    api.sandbox.faults.add(Fault.unknown_enum("quantum"))

    assert "quantum" in api("GET", f"{path}/{part}".rstrip("/")).text


def test_an_answer_can_hold_a_field_that_nobody_knows(api: Api) -> None:
    api.sandbox.faults.add(Fault.extra_field("novelty"))

    answer = _spoiled(api)

    assert "novelty" in answer
    assert "novelty" in answer["data"]
    assert "novelty" in answer["data"]["runningEquipment"]


def test_an_answer_can_lack_a_field(api: Api) -> None:
    api.sandbox.faults.add(Fault.missing_field("temperature"), operation="getThermostatStatus")

    answer = _spoiled(api)

    assert "temperature" not in answer["data"]
    assert "humidity" in answer["data"]


def test_an_answer_can_hold_something_else_than_promised(api: Api) -> None:
    api.sandbox.faults.add(Fault.wrong_type("temperature"), operation="getThermostatStatus")

    assert isinstance(_spoiled(api)["data"]["temperature"], dict)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"operation": "getThermostats"}, "There is no operation 'getThermostats'. There are: bulkUpdate"),
        ({"version": "v3"}, "'version' has to be one of v1, v2"),
        ({"times": 0}, "at least once"),
        ({"times": "2"}, "'times' has to be a whole number"),
        ({"after": -1}, "0 or more requests"),
    ],
)
def test_a_plan_that_could_never_happen_is_refused(options: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        Sandbox().faults.add(Fault.html(), **options)


def test_an_answer_can_be_anything(served: Api) -> None:
    served.sandbox.faults.add(Fault.response(520, {"X-Why": "test"}, {"message": "gateway"}))
    served.sandbox.faults.add(Fault.response(200, body="plain"))
    served.sandbox.faults.add(Fault.response(204))

    first, second, third = (served("GET", "/thermostatIds") for _ in range(3))

    assert (first.status_code, first.headers["x-why"], first.json()) == (520, "test", {"message": "gateway"})
    assert (second.status_code, second.text) == (200, "plain")
    assert (third.status_code, third.content) == (204, b"")


def test_a_fault_shows_in_the_record(api: Api) -> None:
    api.sandbox.faults.add(Fault.html())
    api("GET", "/thermostatIds")

    assert api.sandbox.requests[-1].fault == "html"
    assert api.sandbox.requests.of("getThermostatIds") == [api.sandbox.requests[-1]]


def test_planned_faults_can_be_seen_and_removed() -> None:
    faults = Sandbox().faults
    first, second = faults.add(Fault.html()), faults.add(Fault.cut(), operation="getToken")

    assert [(each.id, each.fault.name, each.operation) for each in faults.planned] == [
        (first, "html", None),
        (second, "cut", "getToken"),
    ]
    assert faults.remove(first) is True
    assert faults.remove(first) is False
    assert [each.id for each in faults.planned] == [second]


def test_every_fault_has_a_name_to_be_called_by() -> None:
    made = {name: FAULTS[name]() for name in FAULTS if name not in {"slow", "missing_field", "wrong_type", "response"}}

    assert {name: fault.name for name, fault in made.items()} == {name: name for name in made}


def test_a_fault_does_not_need_a_server() -> None:
    sandbox = Sandbox()
    sandbox.faults.add(Fault.slow(5), operation="getToken")
    began = time.monotonic()

    response = sandbox.handle(Request("POST", "/token"))

    assert response.delay_s == 5
    assert time.monotonic() - began < 1, "waiting is the adapter's part"


def test_tokens_are_not_worth_less_for_a_fault(api: Api) -> None:
    api.sandbox.faults.add(Fault.html(), operation="getToken")

    assert api.http.post("/token", json=CREDENTIALS).status_code == 502
    assert api.sandbox.token_exchanges == 1


def _spoiled(api: Api) -> Any:
    return api("GET", f"/thermostats/{api.sandbox.thermostat_ids[0]}/status").json()
