"""Responses with any value in any place, through the whole client: an error is one of ours, or there is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartbuildings import SmartBuildings, StaticToken, errors
from smartbuildings.retry import RetryPolicy

BUILDING = "a" * 24
HOLD = {"name": "h", "heatHoldTemperature": 70, "isRunning": True, "startTime": "2026-01-12T15:00:00Z", "endTime": "x"}
STATUS = {
    "temperature": 70.1,
    "humidity": 41,
    "isConnected": True,
    "heatCoolMinDelta": 5,
    "setPoint": {"desiredHeat": 68, "desiredCool": 75},
    "desiredHeatRange": {"min": 45, "max": 79},
    "runningEquipment": {"fan": True, "auxHeat1": False},
}
READS: dict[str, tuple[Any, Callable[[SmartBuildings], Any]]] = {
    "status": (STATUS, lambda sb: sb.thermostats.get("1").status()),
    "events": (
        {"currentEvent": HOLD, "holds": [HOLD]},
        lambda sb: sb.buildings.get(BUILDING).thermostats.get("1").events(),
    ),
    "sensors": (
        {"items": [{"capability": [{"type": "temperature", "value": "72.5"}]}]},
        lambda sb: sb.thermostats.get("1").sensors(),
    ),
    "weather": ({"items": [{"date": "2026-01-12"}]}, lambda sb: sb.thermostats.get("1").weather()),
    "building": ({"timeZone": "America/Toronto", "size": 5000}, lambda sb: sb.buildings.get(BUILDING).info()),
}
ODD = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
ODD |= st.sampled_from(["70.1", "-400", "true", "nan", -5002, 999, [], {}, [[]], {"x": None}, 10**30])


def places(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield before
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ()):
        yield from places(inner, (*before, key))


def with_value(data: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    twin = dict(data) if isinstance(data, dict) else list(data)
    twin[place[0]] = with_value(data[place[0]], place[1:], value)
    return twin


@pytest.mark.parametrize("name", READS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_mutated_response_raises_no_error_but_ours(name: str, data: st.DataObject) -> None:
    example, read = READS[name]
    envelope = {"status": "success", "data": example}
    place = data.draw(st.sampled_from(sorted(places(envelope), key=str)), "place")
    body = json.dumps(with_value(envelope, place, data.draw(ODD, "value"))).encode()

    def respond(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": "application/json"}, content=body)

    transport = httpx.MockTransport(respond)
    with SmartBuildings(
        credentials=StaticToken("token"),
        base_url="http://localhost:1",
        transport=transport,
        retry=RetryPolicy(attempts=1),
    ) as sb:
        try:
            found = read(sb)
        except errors.SmartBuildingsError:
            return
        repr(found)
        if name == "status":
            for value in (found.temperature, found.set_points.heat, found.set_points.cool):
                assert value is None or -60 <= value.f <= 150
            assert found.humidity is None or 0 <= found.humidity <= 100
