"""Which numbers can be real, and which texts are numbers. Readers and models share these bounds."""

from __future__ import annotations

import re
from typing import Final

from smartbuildings.units import Temperature, Unit

__all__ = ["is_plausible_temperature", "is_relative_humidity", "plain_number", "plausible_range"]

# What a room or the outdoors can have. Tenths of a degree, or a code for "no value" such as -5002, fall outside.
_COLDEST_F: Final = -60
_HOTTEST_F: Final = 150
# JSON's own form without an exponent. No blanks, no sign but a minus, no "nan": another form may mean something else.
_PLAIN_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,15})(\.[0-9]{1,20})?")


def is_plausible_temperature(fahrenheit: float) -> bool:
    """Return whether a room, or the air outdoors, can have this temperature."""
    return _COLDEST_F <= fahrenheit <= _HOTTEST_F


def plausible_range(unit: Unit) -> tuple[float, float]:
    """Return the lowest and the highest temperature of a room, or of the air outdoors."""
    if unit == "F":
        return _COLDEST_F, _HOTTEST_F
    return Temperature.f(_COLDEST_F).c, Temperature.f(_HOTTEST_F).c


def is_relative_humidity(percent: float) -> bool:
    """Return whether this can be a relative humidity."""
    return 0 <= percent <= 100


def plain_number(text: str) -> int | float | None:
    """Read a plain decimal number, such as ``-7`` or ``70.1``; ``None`` if the text has any other form."""
    found = _PLAIN_NUMBER.fullmatch(text)
    if found is None:
        return None
    return int(text) if found[1] is None else float(text)
