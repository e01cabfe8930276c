"""A day of a building: temperatures and set points of its rooms, read through the SDK every quarter of an hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from smartbuildings import SmartBuildings, Temperature
from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET, QuotaLimits, Sandbox, SandboxTransport
from tools.site_pages.pictures.svg import WIDTH, line, picture, polyline, rectangle, text

__all__ = ["building_day"]

_MIDNIGHT: Final = datetime(2026, 1, 13, 5, 0, tzinfo=UTC)
"""Midnight in Toronto, in winter."""
_STEP_S: Final = 900
_STEPS: Final = 96
_ROOMS: Final = 3
_HOLD_AT: Final = 52
"""At 13:00 somebody makes the first room warmer, until its schedule changes."""
_HELD_AT: Final = Temperature.f(71)

_LEFT, _RIGHT, _TOP, _PANEL, _GAP = 46, 14, 62, 120, 34
_LOW, _HIGH = 58.0, 89.0


@attrs.define
class _Room:
    name: str
    temperatures: list[float] = attrs.field(factory=list[float])
    heat: list[float] = attrs.field(factory=list[float])
    cool: list[float] = attrs.field(factory=list[float])


def building_day() -> str:
    """Let a day pass in the sandbox, and draw it."""
    building, rooms = _read_day()
    height = _TOP + len(rooms) * (_PANEL + _GAP) + 8
    told = (
        f"{len(rooms)} rooms of {building} over 24 hours. In each, the measured temperature stays in the band between "
        f"the set point for heating and the one for cooling, which the schedule moves; at 13:00 a hold of {_HELD_AT} "
        f"lifts the band of {rooms[0].name} until the next change of its schedule."
    )
    return picture(_parts(building, rooms), height=height, title=f"A winter day in {building}", told=told)


def _read_day() -> tuple[str, list[_Room]]:
    sandbox = Sandbox(seed=1, speed=0, start=_MIDNIGHT, quota=QuotaLimits.unlimited())
    with SmartBuildings(
        CLIENT_ID, CLIENT_SECRET, base_url="https://sandbox.test", transport=SandboxTransport(sandbox)
    ) as sb:
        building = next(iter(sb.buildings), None)
        assert building is not None, "the sandbox has buildings"
        summary = building.info()
        assert sandbox.clock.now().astimezone(ZoneInfo(str(summary.address.time_zone))).hour == 0, (
            "it begins at midnight"
        )
        thermostats = [each for each in building.thermostats().all() if each.status().is_connected][:_ROOMS]
        rooms = [_Room(str(each.info().name)) for each in thermostats]
        for step in range(_STEPS + 1):
            if step == _HOLD_AT:
                thermostats[0].hold(heat=_HELD_AT)
            for thermostat, room in zip(thermostats, rooms, strict=True):
                status = thermostat.status()
                points = status.set_points
                assert status.temperature and points.heat and points.cool, "a connected room tells all of it"
                room.temperatures.append(status.temperature.f)
                room.heat.append(points.heat.f)
                room.cool.append(points.cool.f)
            sandbox.clock.advance(_STEP_S)
    return str(summary.name), rooms


def _parts(building: str, rooms: Sequence[_Room]) -> Iterator[str]:
    yield text(_LEFT, 25, f"A winter day in {building}", "strong")
    yield line(_LEFT, 44, _LEFT + 22, 44, "measured")
    yield text(_LEFT + 28, 49, "measured", "measured-text")
    yield rectangle(_LEFT + 106, 37, 22, 14, "band")
    yield text(_LEFT + 134, 49, "between the set points", "limit-text")
    yield text(WIDTH - _RIGHT, 49, "°F", "axis", anchor="end")
    for index, room in enumerate(rooms):
        yield from _panel(room, _TOP + index * (_PANEL + _GAP), is_held=index == 0)


def _panel(room: _Room, top: float, *, is_held: bool) -> Iterator[str]:
    width = WIDTH - _LEFT - _RIGHT
    yield rectangle(_LEFT, top, width, _PANEL, "plot")

    def place(step: float, value: float) -> tuple[float, float]:
        return _LEFT + width * step / _STEPS, top + _PANEL * (_HIGH - value) / (_HIGH - _LOW)

    upper, lower = _steps(room.cool), _steps(room.heat)
    yield polyline([place(*each) for each in (*upper, *reversed(lower))], "band", is_closed=True)
    for value in (60, 70, 80):
        _, y = place(0, value)
        yield line(_LEFT, y, _LEFT + width, y, "grid")
        yield text(_LEFT - 7, y + 5, str(value), "axis", anchor="end")
    yield polyline([place(step, value) for step, value in enumerate(room.temperatures)], "measured")
    yield text(_LEFT + 6, top + 16, room.name, "strong")
    for hour in range(0, 25, 6):
        x, _ = place(hour * 4, _LOW)
        yield line(x, top + _PANEL, x, top + _PANEL + 4, "grid")
        yield text(x, top + _PANEL + 18, f"{hour}:00", "axis", anchor="end" if hour == 24 else "middle")
    if is_held:
        x, _ = place(_HOLD_AT, _HIGH)
        yield line(x, top, x, top + _PANEL, "limit")
        yield text(x - 5, top + 16, f"hold {_HELD_AT}", "limit-text", anchor="end")


def _steps(values: Sequence[float]) -> list[tuple[float, float]]:
    """Give the corners of a line that stays where it is until it jumps."""
    corners = [(0.0, values[0])]
    for step, (before, value) in enumerate(pairwise(values), 1):
        if value != before:
            corners += [(float(step), before), (float(step), value)]
    return [*corners, (float(len(values) - 1), values[-1])]
