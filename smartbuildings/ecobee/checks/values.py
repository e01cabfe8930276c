"""Whether a single value can be right: ids, names, temperatures, numbers, modes."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

from smartbuildings.ecobee.enums import HvacMode
from smartbuildings.errors import InvalidRequest
from smartbuildings.units import Temperature
from smartbuildings.values import Mode, Range

__all__ = [
    "are_building_ids",
    "are_thermostat_ids",
    "check_building_id",
    "check_building_name",
    "check_flag",
    "check_hvac_mode",
    "check_number",
    "check_temperature",
    "check_text",
    "check_thermostat_id",
    "check_thermostat_name",
    "check_whole",
    "is_thermostat_id",
    "shown",
    "to_wire_precision",
]

SET_POINT_LIMITS: Final = Range(Temperature.f(-10), Temperature.f(120))
"""The temperatures that the API takes anywhere (documented)."""

_OBJECT_ID_LENGTH: Final = 24
_HEXADECIMAL: Final = re.compile(r"[0-9a-f]+")
# The documented step of temperatures.
_STEP_F: Final = Decimal("0.01")
_ROUNDING: Final = Context(prec=28, rounding=ROUND_HALF_EVEN)


def is_thermostat_id(text: str) -> bool:
    """Return whether a text looks like a thermostat's id: digits only."""
    return are_thermostat_ids((text,))


def are_thermostat_ids(ids: Collection[str]) -> bool:
    """Return whether all of these look like the id of a thermostat: digits only. Quick for 10,000 of them."""
    joined = "".join(ids)
    return joined.isascii() and joined.encode().isdigit() and "" not in ids  # bytes are faster to check


def are_building_ids(ids: Collection[str]) -> bool:
    """Return whether all of these look like the id of a building: 24 lower-case hexadecimal characters."""
    return {*map(len, ids)} == {_OBJECT_ID_LENGTH} and _HEXADECIMAL.fullmatch("".join(ids)) is not None


def check_thermostat_id(value: object, *, field: str = "thermostat_id") -> str:
    """Check that it looks like a thermostat's id: digits only.

    Raises:
        InvalidRequest: it does not; an empty id would address another route.
    """
    if isinstance(value, str) and is_thermostat_id(value):
        return value
    raise InvalidRequest(
        f"{shown(value)} is not a thermostat id. Use the serial number, a string of digits such as '511863314842'.",
        field=field,
    )


def check_building_id(value: object, *, field: str = "building_id") -> str:
    """Check that it looks like a building's id: 24 lower-case hexadecimal characters.

    Raises:
        InvalidRequest: it does not.
    """
    if isinstance(value, str) and are_building_ids((value,)):
        return value
    raise InvalidRequest(
        f"{shown(value)} is not a building id. Give the 24 characters (0-9 and a-f) from the list of buildings.",
        field=field,
    )


def check_text(value: object, *, field: str, what: str, shortest: int = 0, longest: int) -> str:
    """Check a text by its length in characters.

    Raises:
        InvalidRequest: it is not a string, too short or too long.
    """
    if isinstance(value, str) and shortest <= len(value) <= longest:
        return value
    length = f", {len(value)} characters long," if isinstance(value, str) else ""
    raise InvalidRequest(
        f"{shown(value)}{length} cannot be {what}. Give a text of {shortest} to {longest} characters.", field=field
    )


def check_building_name(value: object, *, field: str = "name") -> str:
    """Check the name of a building: 1 to 32 characters. The documented pattern is wrong and not applied.

    Raises:
        InvalidRequest: it is too short or too long.
    """
    return check_text(value, field=field, what="the name of a building", shortest=1, longest=32)


def check_thermostat_name(value: object, *, field: str = "name") -> str:
    """Check a name of a thermostat: up to 64 characters. The documented pattern is wrong and not applied.

    Raises:
        InvalidRequest: it is too long.
    """
    return check_text(value, field=field, what="the name of a thermostat", longest=64)


def check_flag(value: object, *, field: str) -> bool:
    """Check that it is ``True`` or ``False``; a text such as "false" would be taken for true.

    Raises:
        InvalidRequest: it is anything else.
    """
    if isinstance(value, bool):
        return value
    raise InvalidRequest(f"{field} cannot be {shown(value)}. Give True or False.", field=field)


def check_whole(value: object, *, field: str, what: str, lowest: int, highest: int) -> int:
    """Check a whole number against its limits.

    Raises:
        InvalidRequest: it is not a whole number, or out of the limits.
    """
    if isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest:
        return int(value)
    raise InvalidRequest(
        f"{shown(value)} cannot be {what}. Give a whole number from {lowest} to {highest}.", field=field
    )


def check_number(value: object, *, field: str, what: str, lowest: int, highest: int) -> float:
    """Check a number against its limits.

    Raises:
        InvalidRequest: it is not a finite number, or out of the limits.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and lowest <= value <= highest:
        return value
    raise InvalidRequest(f"{shown(value)} cannot be {what}. Give a number from {lowest} to {highest}.", field=field)


def check_temperature(value: object, *, field: str) -> Temperature:
    """Check that it is a temperature with a unit, and one that the API takes: -10 to 120 °F.

    Raises:
        InvalidRequest: it is a bare number, or out of range.
    """
    if not isinstance(value, Temperature):
        is_plain = isinstance(value, int | float) and not isinstance(value, bool) and -1000 < value < 1000
        example = f"{value:g}" if is_plain else "68"
        raise InvalidRequest(
            f"{field} is {shown(value)}, which has no unit. Write Temperature.f({example}) for Fahrenheit "
            f"or Temperature.c({example}) for Celsius.",
            field=field,
        )
    if value not in SET_POINT_LIMITS:
        side = "below" if value < Temperature.f(0) else "above"
        raise InvalidRequest(
            f"{field} {value} is {side} what the API takes ({SET_POINT_LIMITS.shown_in(value.unit)}). "
            "Check the number and its unit.",
            field=field,
        )
    return value


def to_wire_precision(value: Temperature) -> Temperature:
    """Round to the API's step of 0.01 °F, so that what is checked is what is sent."""
    rounded = Temperature.f(_ROUNDING.quantize(value.decimal_f, _STEP_F))
    return rounded if value.unit == "F" else rounded.in_c()


def check_hvac_mode(value: object) -> HvacMode:
    """Check a mode, and give it as an enumeration.

    Raises:
        InvalidRequest: the API knows no such mode.
    """
    if value == Mode.AUX_HEAT:
        return HvacMode.AUX_HEAT_ONLY
    if isinstance(value, str) and HvacMode(value).is_known:
        return HvacMode(value)
    modes = ", ".join(repr(str(mode)) for mode in HvacMode.known())
    raise InvalidRequest(f"{shown(value)} is not an HVAC mode. Give one of {modes}.", field="hvac_mode")


def shown(value: object) -> str:
    """Show a wrong value, cut: it may be anything."""
    if isinstance(value, int) and value.bit_length() > 128:  # Python refuses to write very long integers as text
        return "an integer of more than 38 digits"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
