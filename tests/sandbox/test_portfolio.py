"""The seeded account: the same for the same seed, everywhere, and no slower when it is large."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartbuildings.sandbox import QuotaLimits, Request, Sandbox
from smartbuildings.sandbox.ecobee.portfolio import Portfolio
from smartbuildings.sandbox.world.seeding import Numbering

from .conftest import CREDENTIALS

_ROOT = str(Path(__file__).parents[2])
PARTS = ("", "/status", "/events", "/sensors", "/alerts", "/weather", "/settings", "/schedule", "/comfortSettings")


def _headers(sandbox: Sandbox) -> dict[str, str]:
    body = json.dumps(CREDENTIALS).encode()
    answer = sandbox.handle(Request("POST", "/token", headers={"content-type": "application/json"}, body=body))
    return {"authorization": f"Bearer {answer.json()['access_token']}", "content-type": "application/json"}


def _digest(seed: int) -> str:
    """Go through a long script of requests and return a digest of all answers."""
    sandbox = Sandbox(seed, speed=0, quota=QuotaLimits.unlimited())
    heard = hashlib.sha256()
    for _ in range(3):
        headers = _headers(sandbox)
        paths = [f"/buildings/{each}" for each in sandbox.building_ids]
        paths += [f"/thermostats/{each}{part}" for each in sandbox.thermostat_ids for part in PARTS]
        for path in ["/buildingIds", "/thermostatIds", *paths]:
            heard.update(sandbox.handle(Request("GET", f"/api/v2{path}", headers=headers)).body)
        for each in sandbox.thermostat_ids[::3]:
            body = b'{"desiredTemperature": 66, "type": "nextTransition"}'
            path = f"/api/v2/thermostats/{each}/heatHold"
            heard.update(sandbox.handle(Request("POST", path, headers=headers, body=body)).body)
        sandbox.clock.advance(40_000)
    return heard.hexdigest()


def test_the_same_seed_gives_the_same_answers_in_every_process() -> None:
    here = _digest(7)

    assert _digest(7) == here
    assert _digest(8) != here
    script = "from tests.sandbox.test_portfolio import _digest; print(_digest(7))"
    environment = os.environ | {"PYTHONHASHSEED": "99", "PYTHONPATH": os.pathsep.join([_ROOT, *sys.path])}
    there = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == here


def test_the_default_portfolio_stays_as_it_is() -> None:
    sandbox = Sandbox(speed=0)
    portfolio, now = sandbox.portfolio, sandbox.clock.timestamp()

    buildings = [portfolio.building(each) for each in sandbox.building_ids]
    first = portfolio.view(sandbox.thermostat_ids[0], now)

    assert [each.name for each in buildings if each] == ["Maple Commons", "Harbour Residences", "Stanley Hall"]
    assert first
    assert (first.thermostat.id, first.thermostat.name) == ("511134833204", "Unit 101")


def test_buildings_are_in_different_time_zones() -> None:
    sandbox = Sandbox()
    buildings = [sandbox.portfolio.building(each) for each in sandbox.building_ids]

    assert len({each.address["timeZone"] for each in buildings if each}) == 3


@given(seed=st.integers(), index=st.integers(0, 10**8), kind=st.text(max_size=5))
def test_a_number_leads_back_to_its_position(seed: int, index: int, kind: str) -> None:
    numbering = Numbering(seed, kind, 999_999_937)

    assert numbering.index(numbering.number(index)) == index


@given(seed=st.integers(0, 10**6), buildings=st.integers(1, 40), thermostats=st.integers(0, 200))
def test_every_thermostat_is_in_exactly_one_building(seed: int, buildings: int, thermostats: int) -> None:
    portfolio = Portfolio(seed, buildings, thermostats, 0.0)

    by_building = {each: portfolio.thermostat_ids(each) for each in portfolio.building_ids()}

    assert sum(map(len, by_building.values())) == thermostats == len(set(portfolio.thermostat_ids()))
    for building, ids in by_building.items():
        assert len(ids) in {thermostats // buildings, thermostats // buildings + 1}
        assert {portfolio.home_of(each) for each in ids} <= {building}


@pytest.mark.parametrize("identifier", ["", "abc", "511000000000", "512134833204", "5111348332040", "51113483320٤"])
def test_other_numbers_are_nobodys(identifier: str) -> None:
    portfolio = Portfolio(1, 3, 24, 0.0)

    assert portfolio.home_of(identifier) is None
    assert portfolio.building(identifier) is None
    assert portfolio.view(identifier, 0.0) is None


@pytest.mark.parametrize(("buildings", "thermostats"), [(0, 1), (-1, 0), (1, 100_001), (1, -1)])
def test_an_impossible_size_is_refused(buildings: int, thermostats: int) -> None:
    with pytest.raises(ValueError, match=r"building"):
        Sandbox(buildings=buildings, thermostats=thermostats)


def test_an_account_may_be_empty() -> None:
    sandbox = Sandbox(buildings=0, thermostats=0)

    assert sandbox.building_ids == sandbox.thermostat_ids == []


def _fastest(action: Callable[[], object], rounds: int = 25) -> float:
    def once() -> float:
        began = time.perf_counter()
        action()
        return time.perf_counter() - began

    return min(once() for _ in range(rounds))


def test_100_000_thermostats_are_no_slower_than_24() -> None:
    def reader(buildings: int, thermostats: int) -> Callable[[], object]:
        sandbox = Sandbox(1, buildings, thermostats, speed=0, quota=QuotaLimits.unlimited())
        headers = _headers(sandbox)
        ids = sandbox.thermostat_ids
        requests = [
            Request("GET", f"/api/v2/thermostats/{each}/status", headers=headers)
            for each in ids[:: max(1, len(ids) // 24)][:24]
        ]
        return lambda: [sandbox.handle(request) for request in requests]

    small, large = reader(3, 24), reader(1_000, 100_000)

    assert _fastest(large) < 2 * _fastest(small)


def test_a_large_account_costs_nothing_to_make() -> None:
    Sandbox()  # reads the documents

    assert _fastest(lambda: Sandbox(1, 1_000, 100_000)) < 0.05


def test_the_memory_for_read_thermostats_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smartbuildings.sandbox.ecobee.portfolio._CACHED", 50)
    portfolio = Portfolio(1, 100, 30_000, 0.0)

    for each in portfolio.thermostat_ids()[:60]:
        portfolio.view(each, 0.0)

    assert len(portfolio._unchanged) == 50
    assert portfolio.changed_thermostats == {}
