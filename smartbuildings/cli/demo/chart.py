"""Draws a temperature over time with the dots of braille characters. Pure: numbers in, text out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.text import Text

__all__ = ["temperature_chart"]

# Unicode numbers the 2 x 4 dots of a braille character in this order (U+2800 to U+28FF).
_DOTS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BLANK: Final = 0x2800
_ACROSS, _DOWN = 2, 4
_CURVE, _TARGET, _AXIS = "bold orange1", "deep_sky_blue1", "dim"


def temperature_chart(
    values: Sequence[float], *, target: float, total: int, width: int, height: int, low: float, high: float
) -> Text:
    """Draw the values that are known so far of ``total``, and the target as a line.

    Args:
        values: The temperatures, evenly spaced in time.
        target: Where the line goes.
        total: How many values there will be: the width of the whole chart.
        width: Characters across, axis not included.
        height: Characters down.
        low: The temperature at the bottom.
        high: The temperature at the top.
    """
    cells = _curve(values, total, width, height, low, high)
    target_row = _row(target, height * _DOWN, low, high) // _DOWN
    chart = Text()
    for row in range(height):
        chart.append("\n" if row else "")
        middle = high - (row + 0.5) / height * (high - low)
        label = target if row == target_row else middle
        chart.append(f"{label:7.1f} ", _TARGET if row == target_row else _AXIS)
        chart.append("┤", _AXIS)
        for dots in cells[row]:
            if dots:
                chart.append(chr(_BLANK + dots), _CURVE)
            else:
                chart.append("╌" if row == target_row else " ", _TARGET)
    return chart


def _curve(values: Sequence[float], total: int, width: int, height: int, low: float, high: float) -> list[list[int]]:
    cells = [[0] * width for _ in range(height)]
    pixels = width * _ACROSS
    reached = 0 if total < 2 else round((len(values) - 1) / (total - 1) * (pixels - 1))
    before: int | None = None
    for x in range(reached + 1 if values else 0):
        y = _row(_between(values, x / (pixels - 1) * (total - 1)), height * _DOWN, low, high)
        # Every dot between this one and the last, so that a steep part stays a line.
        for each in range(min(y, y if before is None else before), max(y, y if before is None else before) + 1):
            cells[each // _DOWN][x // _ACROSS] |= _DOTS[x % _ACROSS][each % _DOWN]
        before = y
    return cells


def _between(values: Sequence[float], position: float) -> float:
    left = min(int(position), len(values) - 1)
    right = min(left + 1, len(values) - 1)
    return values[left] + (values[right] - values[left]) * (position - left)


def _row(value: float, rows: int, low: float, high: float) -> int:
    share = (value - low) / (high - low)
    return min(max(round((1 - share) * (rows - 1)), 0), rows - 1)
