"""The bodies that describe buildings, and put thermostats into them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from smartbuildings.ecobee.bodies.body import Body, require_changes
from smartbuildings.ecobee.checks import (
    check_address,
    check_building_id,
    check_building_name,
    check_building_size,
    check_flag,
    check_thermostat_id,
    check_thermostat_name,
)
from smartbuildings.ecobee.enums import BuildingSize
from smartbuildings.ecobee.models import Address

__all__ = [
    "write_address",
    "write_building",
    "write_building_change",
    "write_registration",
    "write_thermostat_change",
]

# The documented step of latitude and longitude is 1e-08.
_DECIMALS_OF_DEGREES: Final = 8


def write_address(address: Address) -> Body:
    """Write an address; street, city and state that are ``None`` go as empty texts, the API's default.

    Raises:
        InvalidRequest: a part is missing or cannot be right.
    """
    check_address(address)
    return {
        "address": address.street or "",
        "city": address.city or "",
        "state": address.state or "",
        "postalCode": address.postal_code,
        "country": address.country,
        "latitude": _degrees(address.latitude),
        "longitude": _degrees(address.longitude),
        "timeZone": address.time_zone,
    }


def _degrees(value: Any) -> float:
    # Through the decimal that a person reads: round() on the float may return a number between two steps.
    return float(round(Decimal(repr(float(value))), _DECIMALS_OF_DEGREES))


def write_building(*, name: str, size: BuildingSize | int, address: Address) -> Body:
    """Write the body of createBuilding.

    Raises:
        InvalidRequest: the name, the size or the address cannot be right.
    """
    return {
        "name": check_building_name(name),
        "size": int(check_building_size(size)),
        "addressDetails": write_address(address),
    }


def write_building_change(
    *, name: str | None = None, size: BuildingSize | int | None = None, address: Address | None = None
) -> Body:
    """Write the body of updateBuilding; what is ``None`` stays as it is.

    Raises:
        InvalidRequest: nothing is to change, or a value cannot be right.
    """
    body: Body = {}
    if name is not None:
        body["name"] = check_building_name(name)
    if size is not None:
        body["size"] = int(check_building_size(size))
    if address is not None:
        body["addressDetails"] = write_address(address)
    return require_changes(body, "name, size or address")


def write_registration(thermostat_id: str, *, is_resident_mode: bool | None = None) -> Body:
    """Write the body of registerThermostat; only API v2 takes ``is_resident_mode``.

    Raises:
        InvalidRequest: the id cannot be right.
    """
    body: Body = {"thermostatId": check_thermostat_id(thermostat_id)}
    if is_resident_mode is not None:
        body["isResidentMode"] = check_flag(is_resident_mode, field="is_resident_mode")
    return body


def write_thermostat_change(
    *, name: str | None = None, thermostat_name: str | None = None, building_id: str | None = None
) -> Body:
    """Write the body of updateBaseThermostat; only API v2 takes ``building_id``, which moves the thermostat.

    Raises:
        InvalidRequest: nothing is to change, or a value cannot be right.
    """
    body: Body = {}
    if name is not None:
        body["name"] = check_thermostat_name(name)
    if thermostat_name is not None:
        body["thermostatName"] = check_thermostat_name(thermostat_name, field="thermostat_name")
    if building_id is not None:
        body["buildingId"] = check_building_id(building_id)
    return require_changes(body, "name, thermostat_name or building_id")
