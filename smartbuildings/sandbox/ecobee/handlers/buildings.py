"""Buildings: list, create, read, change, delete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from smartbuildings.sandbox.ecobee.portfolio import LIST_LIMIT, Building
from smartbuildings.sandbox.ecobee.wording import success
from smartbuildings.sandbox.http.messages import Response, no_content
from smartbuildings.sandbox.world.places import zone_of

from .call import Call, Handler, refuse

__all__ = ["HANDLERS", "listing"]


def list_buildings(call: Call) -> Response:
    """List the ids of all buildings."""
    return listing(call, "buildings", islice(call.portfolio.building_ids(), LIST_LIMIT))


def create_building(call: Call) -> Response:
    """Create a building."""
    address = _checked_address(call.body["addressDetails"])
    building = call.portfolio.create_building(call.body["name"], call.body["size"], address)
    return success(_summary(building), 201)


def read_building(call: Call) -> Response:
    """Tell a building's name, size and address."""
    return success(_summary(call.building()))


def update_building(call: Call) -> Response:
    """Change what is given of name, size and address."""
    building = call.building()
    body: Mapping[str, Any] = call.body or {}
    if "addressDetails" in body:
        building.address = _checked_address(body["addressDetails"])
    building.name = body.get("name", building.name)
    building.size = body.get("size", building.size)
    call.portfolio.save_building(building)
    return success(_summary(building))


def delete_building(call: Call) -> Response:
    """Delete an empty building."""
    building = call.building()
    if call.portfolio.has_thermostats(building.id):
        raise refuse(buildingId="still has thermostats; unregister or move them first")
    call.portfolio.delete_building(building.id)
    return no_content()


def listing(call: Call, collection: str, ids: Iterable[str]) -> Response:
    """Return a list response: ids, and where each object is."""
    items = [{"id": each, "contentLocation": f"{call.root}/{collection}/{each}"} for each in ids]
    return success({"count": len(items), "items": items})


def _summary(building: Building) -> dict[str, Any]:
    return {"id": building.id, "name": building.name, "size": building.size, **building.address}


_ADDRESS_FIELDS = ("address", "city", "country", "latitude", "longitude", "postalCode", "state", "timeZone")


def _checked_address(given: Mapping[str, Any]) -> dict[str, Any]:
    try:
        zone_of(given["timeZone"])
    except (LookupError, ValueError, OSError):
        raise refuse(timeZone="is not a time zone of the IANA list") from None
    return {name: given[name] for name in _ADDRESS_FIELDS}


HANDLERS: Mapping[str, Handler] = {
    "getBuildingIds": list_buildings,
    "createBuilding": create_building,
    "getBuildingSummary": read_building,
    "updateBuilding": update_building,
    "deleteBuilding": delete_building,
}
