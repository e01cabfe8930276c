from __future__ import annotations

from typing import Any

import pytest

from smartbuildings.sandbox import QuotaLimits, Sandbox

from .conftest import Api
from .test_contract import ADDRESS

NEW = {"name": "New Court", "size": 5000, "addressDetails": ADDRESS}


def test_a_list_has_ids_places_and_a_count(served: Api) -> None:
    data = served.get("/buildingIds")

    assert data["count"] == 3 == len(data["items"])
    first = data["items"][0]
    assert first["contentLocation"] == f"{str(served.http.base_url).rstrip('/')}/api/v2/buildings/{first['id']}"
    assert served.http.get(first["contentLocation"]).json()["data"]["id"] == first["id"]


def test_content_locations_stay_in_their_version(api: Api) -> None:
    assert "/api/v1/" in api.v1().get("/buildingIds")["items"][0]["contentLocation"]


def test_a_building_is_created_read_changed_and_deleted(api: Api) -> None:
    created = api("POST", "/buildings", NEW)
    assert created.status_code == 201
    building = created.json()["data"]
    assert building == {"id": building["id"], "name": "New Court", "size": 5000, **ADDRESS}
    path = f"/buildings/{building['id']}"

    assert api.get(path) == building
    assert building["id"] in [each["id"] for each in api.get("/buildingIds")["items"]]
    assert api.patch(path, {"name": "Old Court"}) == building | {"name": "Old Court"}
    assert api.get(path)["name"] == "Old Court"

    deleted = api("DELETE", path)
    assert (deleted.status_code, deleted.content) == (204, b"")
    gone = api("GET", path)
    assert (gone.status_code, gone.json()) == (404, {"status": "error", "message": "Building not found", "code": 404})
    assert building["id"] not in [each["id"] for each in api.get("/buildingIds")["items"]]


def test_every_building_created_has_an_id_of_its_own(api: Api) -> None:
    ids = [api.post("/buildings", NEW)["id"] for _ in range(5)]

    assert len(set(ids) | set(api.sandbox.building_ids)) == 8


def test_a_building_with_thermostats_is_not_deleted(served: Api) -> None:
    building = served.sandbox.building_ids[0]

    answer = served("DELETE", f"/buildings/{building}")

    assert answer.status_code == 422
    assert answer.json() == {
        "status": "fail",
        "data": {"buildingId": "still has thermostats; unregister or move them first"},
    }
    assert served("GET", f"/buildings/{building}").status_code == 200


def test_a_seeded_building_can_be_emptied_and_deleted(api: Api) -> None:
    first, second, _ = api.sandbox.building_ids
    mine = [each["id"] for each in api.get(f"/buildings/{first}/thermostats")["items"]]
    for each in mine[:4]:
        assert api("DELETE", f"/thermostats/{each}").status_code == 204
    for each in mine[4:]:
        api.patch(f"/thermostats/{each}", {"buildingId": second})

    assert api("DELETE", f"/buildings/{first}").status_code == 204

    assert api("GET", f"/buildings/{first}").status_code == 404
    assert api.get("/buildingIds")["count"] == 2
    assert api.get("/thermostatIds")["count"] == 20


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 33}, "name"),
        ({"size": 17}, "size"),
        ({"addressDetails": ADDRESS | {"country": "Canada"}}, "addressDetails.country"),
        ({"addressDetails": ADDRESS | {"latitude": 91}}, "addressDetails.latitude"),
        ({"addressDetails": {name: value for name, value in ADDRESS.items() if name != "city"}}, "addressDetails.city"),
        ({"addressDetails": ADDRESS | {"timeZone": "Mars/Olympus"}}, "timeZone"),
        ({"addressDetails": ADDRESS | {"timeZone": "../../etc/passwd"}}, "timeZone"),
        ({"addressDetails": ADDRESS | {"timeZone": "America"}}, "timeZone"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_created(api: Api, change: dict[str, Any], field: str) -> None:
    answer = api("POST", "/buildings", NEW | change)

    assert answer.status_code == 422
    assert answer.json()["status"] == "fail"
    assert set(answer.json()["data"]) == {field}
    assert api.get("/buildingIds")["count"] == 3


def test_several_wrong_fields_are_all_named(served: Api) -> None:
    answer = served("POST", "/buildings", {"name": 7, "size": 3})

    assert answer.status_code == 422
    assert answer.json()["data"] == {
        "addressDetails": "is required",
        "name": 'is not of type "string"',
        "size": "has to be one of 0, 1, 5000, 10000, 20000",
    }


@pytest.mark.parametrize(("building", "status"), [("0" * 24, 404), ("123", 422), ("A" * 24, 422), ("%2e%2e", 422)])
def test_an_id_that_is_none_is_not_found_and_one_that_cannot_be_is_refused(
    api: Api, building: str, status: int
) -> None:
    assert api("GET", f"/buildings/{building}").status_code == status


def test_no_list_is_longer_than_ten_thousand() -> None:
    sandbox = Sandbox(buildings=10_050, thermostats=10_050, quota=QuotaLimits.unlimited())

    assert len(sandbox.thermostat_ids) == 10_000
    assert len(set(sandbox.thermostat_ids)) == 10_000
