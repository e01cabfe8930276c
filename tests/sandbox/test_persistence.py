"""State that outlives a restart, and a file that is never half written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest

from smartbuildings.sandbox import QuotaLimits, Sandbox, SandboxServer, SandboxTransport, StateFileUnusable
from smartbuildings.sandbox.ecobee.persistence import dump, load

from .conftest import Api
from .test_contract import ADDRESS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state.json"


def _api(sandbox: Sandbox, token: str | None = None) -> Api:
    api = Api(sandbox, httpx.Client(transport=SandboxTransport(sandbox), base_url="http://sandbox.test"))
    if token is None:
        api.login()
    else:
        api.http.headers["authorization"] = token
    return api


def _sandbox(file: Path | None, **options: Any) -> Sandbox:
    return Sandbox(state_file=file, speed=0, quota=QuotaLimits.unlimited(), **options)


def _change_everything(api: Api) -> None:
    first, second, _ = api.sandbox.building_ids
    created = api.post("/buildings", {"name": "New", "size": 1, "addressDetails": ADDRESS})["id"]
    api.patch(f"/buildings/{second}", {"name": "Renamed"})
    gone = api.post("/buildings", {"name": "Gone", "size": 1, "addressDetails": ADDRESS})["id"]
    api("DELETE", f"/buildings/{gone}")
    api.post(f"/buildings/{created}/thermostats", {"thermostatId": "511000000001", "isResidentMode": True})
    moved, removed, held = (each["id"] for each in api.get(f"/buildings/{first}/thermostats")["items"][:3])
    api.patch(f"/thermostats/{moved}", {"buildingId": created, "name": "Moved"})
    api("DELETE", f"/thermostats/{removed}")
    held = f"/thermostats/{held}"
    api.patch(f"{held}/hvacMode", {"hvacMode": "heat"})
    api.post(f"{held}/heatHold", {"desiredTemperature": 77, "type": "nextTransition"})
    api.post(f"{held}/fanHold", {"fan": "on", "type": "indefinite"})
    ref = api.post(f"{held}/comfortSettings", {"name": "X", "heatTemperature": 60, "coolTemperature": 80})["comfortRef"]
    block = {"days": ["friday"], "firstTimeBlock": "01:00", "lastTimeBlock": "02:00", "comfortRef": ref}
    api.patch(f"{held}/schedule", block)
    api.patch(f"{held}/settings", {"heatRange": {"max": 78}})
    api.patch(f"{held}/accessControl", {"enabled": True, "passcode": "1234"})
    api.sandbox.raise_alert(held.rpartition("/")[2], "Look.")
    api.sandbox.clock.advance(1800)


def _everything(api: Api) -> Any:
    parts = ("", "/status", "/events", "/schedule", "/comfortSettings", "/settings", "/accessControl", "/alerts")
    return [
        [api.get(f"/buildings/{each}") for each in api.sandbox.building_ids],
        [[api.get(f"/thermostats/{each}{part}") for part in parts] for each in sorted(api.sandbox.thermostat_ids)],
    ]


def test_a_restarted_sandbox_goes_on_where_it_ended(file: Path) -> None:
    api = _api(_sandbox(file))
    _change_everything(api)
    before = _everything(api)
    api.sandbox.save()

    again = _api(_sandbox(file), api.http.headers["authorization"])

    assert _everything(again) == before
    assert again.sandbox.clock.now() == api.sandbox.clock.now()
    assert again.sandbox.token_exchanges == 1
    again.sandbox.clock.advance(30_000)
    api.sandbox.clock.advance(30_000)
    again.login()
    api.login()
    assert _everything(again) == _everything(api), "they also have the same future"


def test_expired_and_revoked_tokens_stay_so(file: Path) -> None:
    api = _api(_sandbox(file))
    api.sandbox.expire_tokens()
    api.sandbox.save()

    again = _api(_sandbox(file), api.http.headers["authorization"])

    assert again("GET", "/thermostatIds").json() == {"exp": "token expired"}
    again.login()
    assert again.sandbox.token_exchanges == 2


def test_what_is_saved_survives_json_unchanged() -> None:
    sandbox = _sandbox(None)
    _change_everything(_api(sandbox))
    other = _sandbox(None)

    load(other, json.loads(json.dumps(dump(sandbox))))

    assert dump(other) == dump(sandbox)
    changed = sandbox.portfolio.changed_thermostats
    assert other.portfolio.changed_thermostats == changed
    assert [attrs.asdict(each) for each in other.portfolio.changed_buildings.values()]


def test_only_what_was_changed_is_saved(file: Path) -> None:
    api = _api(_sandbox(file, buildings=1000, thermostats=100_000))
    for each in api.sandbox.thermostat_ids[:50]:
        api.get(f"/thermostats/{each}/status")
    api.sandbox.save()

    assert file.stat().st_size < 2_000


def test_a_write_is_saved_without_being_asked(file: Path) -> None:
    api = _api(_sandbox(file))
    assert file.exists(), "the token was the first change"
    api.sandbox._file._next_save = 0.0  # type: ignore[union-attr]  # as if a second had passed

    api.patch(f"/buildings/{api.sandbox.building_ids[0]}", {"name": "Saved"})

    assert "Saved" in file.read_text()


def test_reading_saves_nothing(file: Path) -> None:
    api = _api(_sandbox(file))
    file.unlink()
    api.sandbox._file._next_save = 0.0  # type: ignore[union-attr]

    api.get(f"/thermostats/{api.sandbox.thermostat_ids[0]}/status")

    assert not file.exists()


def test_many_writes_do_not_each_cost_a_save(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves = 0
    replace = Path.replace

    def counted(self: Path, target: Path) -> Path:
        nonlocal saves
        saves += 1
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", counted)
    api = _api(_sandbox(file))
    for number in range(50):
        api.patch(f"/buildings/{api.sandbox.building_ids[0]}", {"name": f"Name {number}"})

    assert saves <= 3
    api.sandbox.save()
    assert "Name 49" in file.read_text()


def test_stopping_the_server_saves(file: Path) -> None:
    with SandboxServer(_sandbox(file)) as server, httpx.Client(base_url=server.url, trust_env=False) as http:
        api = Api(server.sandbox, http)
        api.login()
        api.patch(f"/buildings/{api.sandbox.building_ids[0]}", {"name": "Saved"})

    assert "Saved" in file.read_text()


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError])
def test_an_interrupted_save_leaves_the_old_file_whole(
    file: Path, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    api = _api(_sandbox(file))
    api.sandbox.save()
    before = file.read_bytes()

    def interrupted(_: int) -> None:
        raise interruption

    monkeypatch.setattr(os, "fsync", interrupted)
    api.sandbox.clock.advance(10)
    with pytest.raises(interruption):
        api.sandbox.save()

    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file], "and no remains beside it"


def test_answers_go_on_when_the_state_cannot_be_saved(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    api = _api(_sandbox(file))

    assert api("GET", "/thermostatIds").status_code == 200
    assert [record.message for record in caplog.records] == ["The state could not be saved: No space left on device"]
    with pytest.raises(OSError, match="No space left"):
        api.sandbox.save()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1}', '{"format": 99}', "null"])
def test_a_file_that_is_no_state_is_refused_and_left_alone(file: Path, text: str) -> None:
    file.write_text(text)

    with pytest.raises(StateFileUnusable, match=r"state\.json .*Delete it"):
        _sandbox(file)

    assert file.read_text() == text


def test_the_state_of_another_sandbox_is_refused(file: Path) -> None:
    _sandbox(file, seed=5).save()

    with pytest.raises(StateFileUnusable, match="seed 5, buildings 3, thermostats 24"):
        _sandbox(file, seed=6)


def test_a_directory_that_does_not_exist_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(StateFileUnusable, match="there is no directory"):
        _sandbox(tmp_path / "missing" / "state.json")
