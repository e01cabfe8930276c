"""Whether the description of a building can be right."""

from __future__ import annotations

import re
from typing import Final

from smartbuildings.ecobee.checks.values import check_number, check_text, shown
from smartbuildings.ecobee.enums import BuildingSize
from smartbuildings.ecobee.models import Address
from smartbuildings.errors import InvalidRequest

__all__ = ["check_address", "check_building_size"]

_COUNTRY: Final = re.compile(r"[A-Z]{2}")
# As documented, which includes that the Canadian form may stand at the end of a longer text.
_POSTAL_CODE: Final = re.compile(r"[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]\Z|^[0-9]{5}(?:[-\s][0-9]{4})?\Z", re.ASCII)


def check_address(address: object) -> Address:
    """Check an address by the documented lengths and ranges.

    Street, city and state may be left out: the API takes an empty text for them.

    Raises:
        InvalidRequest: a part is missing or cannot be right; ``field`` names it.
    """
    if not isinstance(address, Address):
        raise InvalidRequest(
            f"{shown(address)} is not an address. Give a smartbuildings.ecobee.Address(street=..., city=..., ...).",
            field="address",
        )
    for name, text, longest in (
        ("street", address.street, 100),
        ("city", address.city, 100),
        ("state", address.state, 30),
    ):
        if text is not None:
            check_text(text, field=f"address.{name}", what=f"the {name} of an address", longest=longest)
    for name in ("postal_code", "country", "latitude", "longitude", "time_zone"):
        if getattr(address, name) is None:
            raise InvalidRequest(
                f"The address lacks {name}, which the API requires. Give Address(..., {name}=...).",
                field=f"address.{name}",
            )
    if not (isinstance(address.postal_code, str) and _POSTAL_CODE.search(address.postal_code)):
        raise InvalidRequest(
            f"{shown(address.postal_code)} is not a postal code that the API takes. Give one of Canada (K1A 0B1) or "
            "of the United States (12345 or 12345-6789).",
            field="address.postal_code",
        )
    if not (isinstance(address.country, str) and _COUNTRY.fullmatch(address.country)):
        raise InvalidRequest(
            f"{shown(address.country)} is not a country code. Give two capital letters, such as 'US' or 'CA'.",
            field="address.country",
        )
    check_number(address.latitude, field="address.latitude", what="a latitude", lowest=-90, highest=90)
    check_number(address.longitude, field="address.longitude", what="a longitude", lowest=-180, highest=180)
    check_text(address.time_zone, field="address.time_zone", what="the name of a time zone", shortest=1, longest=100)
    return address


def check_building_size(size: object) -> BuildingSize:
    """Check a class of floor area, and give it as an enumeration.

    Raises:
        InvalidRequest: it is none of the five numbers that the API takes.
    """
    if isinstance(size, int) and not isinstance(size, bool) and BuildingSize(size).is_known:
        return BuildingSize(size)
    names = ", ".join(map(repr, BuildingSize.known()))
    raise InvalidRequest(f"{shown(size)} is not a size of a building. Give one of {names}.", field="size")
