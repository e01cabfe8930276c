"""The sandbox's own routes, as a test in another process uses them."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Api


def _control(api: Api, method: str, path: str, json: Any = None) -> Any:
    answer = api.http.request(method, f"/_sandbox{path}", json=json, headers={"authorization": ""})
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


def test_the_overview_lists_the_routes(served: Api) -> None:
    overview = _control(served, "GET", "")

    assert overview["seed"] == 1
    assert "POST /_sandbox/faults" in overview["routes"]
    assert "html" in overview["faults"]


def test_the_clock_is_pushed_ahead_and_sped_up(served: Api) -> None:
    assert _control(served, "GET", "/clock") == {"now": "2026-01-12T15:00:00+00:00", "speed": 0.0}

    assert _control(served, "PATCH", "/clock", {"advance": 7200})["now"] == "2026-01-12T17:00:00+00:00"
    assert served("GET", "/thermostatIds").json() == {"exp": "token expired"}
    assert _control(served, "PATCH", "/clock", {"speed": 60})["speed"] == 60


@pytest.mark.parametrize(
    ("action", "body"),
    [("expire", {"exp": "token expired"}), ("revoke", {"message": "Bad token; invalid JSON"})],
)
def test_tokens_are_expired_and_revoked(served: Api, action: str, body: Any) -> None:
    assert _control(served, "POST", f"/tokens/{action}")["exchanges"] == 1

    assert served("GET", "/thermostatIds").json() == body
    served.login()
    assert _control(served, "GET", "/tokens")["exchanges"] == 2


def test_faults_are_planned_listed_and_forgotten(served: Api) -> None:
    made = _control(
        served, "POST", "/faults", {"fault": "rate_limited", "retry_after": 3, "operation": "getBuildingIds"}
    )
    other = _control(served, "POST", "/faults", {"fault": "html", "status": 503, "times": None, "after": 5})

    planned = _control(served, "GET", "/faults")["planned"]
    assert planned == [
        {
            "id": made["id"],
            "fault": "rate_limited",
            "operation": "getBuildingIds",
            "version": None,
            "times": 1,
            "after": 0,
        },
        {"id": other["id"], "fault": "html", "operation": None, "version": None, "times": None, "after": 5},
    ]
    assert served("GET", "/buildingIds").headers["retry-after"] == "3"
    _control(served, "DELETE", f"/faults/{other['id']}")
    assert _control(served, "GET", "/faults")["planned"] == []
    _control(served, "POST", "/faults", {"fault": "cut"})
    _control(served, "DELETE", "/faults")
    assert served("GET", "/buildingIds").status_code == 200


def test_requests_are_recorded_but_not_those_to_control(served: Api) -> None:
    served("GET", "/thermostatIds")

    record = _control(served, "GET", "/requests")
    assert record["total"] == 2
    assert [(each["operation"], each["status"]) for each in record["records"]] == [
        ("getToken", 200),
        ("getThermostatIds", 200),
    ]
    _control(served, "DELETE", "/requests")
    assert _control(served, "GET", "/requests") == {"total": 2, "records": []}


def test_the_quota_is_changed_and_lifted(served: Api) -> None:
    assert _control(served, "PATCH", "/quota", {"minute": 1, "retry_after": True})["minute"] == 1

    assert served("GET", "/thermostatIds").status_code == 200
    refused = served("GET", "/thermostatIds")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 60
    _control(served, "DELETE", "/quota")
    assert served("GET", "/thermostatIds").status_code == 200


def test_a_thermostat_is_tampered_with(served: Api) -> None:
    serial = served.sandbox.thermostat_ids[0]

    _control(served, "PATCH", f"/thermostats/{serial}", {"is_connected": False, "temperature": 55.5, "alert": "Look."})

    status = served.get(f"/thermostats/{serial}/status")
    assert (status["isConnected"], status["temperature"]) == (False, 55.5)
    assert served.get(f"/thermostats/{serial}/alerts")["items"][0]["text"] == "Look."


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "words"),
    [
        ("GET", "/nothing", None, 404, "There is no GET"),
        ("PATCH", "/clock", {"speed": -1}, 400, "cannot run at speed"),
        ("PATCH", "/clock", {"advance": "far"}, 400, "'advance' has to be a number"),
        ("PATCH", "/clock", {"advance": -5}, 400, "cannot advance"),
        ("POST", "/faults", {"fault": "flood"}, 400, "has to be one of"),
        ("POST", "/faults", {"fault": "slow"}, 400, "seconds"),
        ("POST", "/faults", {"fault": "slow", "seconds": -1}, 400, "seconds"),
        ("POST", "/faults", {"fault": "html", "operation": "nothing"}, 400, "There is no operation"),
        ("POST", "/faults", {"fault": "response", "status": "ok"}, 400, "'status'"),
        ("POST", "/faults", {"fault": "response", "status": 200, "headers": 7}, 400, "int"),
        ("POST", "/faults", {"fault": "html", "times": "often"}, 400, "'times'"),
        ("DELETE", "/faults/99", None, 404, "no fault 99"),
        ("PATCH", "/thermostats/1", {"temperature": 60}, 404, "There is no"),
        ("PATCH", "/quota", {"day": 5}, 400, "day"),
        ("POST", "/faults", [], 400, "JSON object"),
    ],
)
def test_a_mistake_is_explained(served: Api, method: str, path: str, body: Any, status: int, words: str) -> None:
    answer = served.http.request(method, f"/_sandbox{path}", json=body)

    assert answer.status_code == status
    assert words in answer.json()["error"]
