"""Hold a set point, and watch what it does to the room."""

from __future__ import annotations

import math
from typing import Final

from rich.console import Group
from rich.text import Text

from smartbuildings import Temperature
from smartbuildings.cli.demo.chart import temperature_chart
from smartbuildings.cli.demo.scene import CannotGoOn, Scene, counted
from smartbuildings.cli.demo.server_record import count

__all__ = ["hold_set_point", "watch_temperature"]

TARGET_F: Final = 70.0
_STEP_S: Final = 300
"""The vendor asks to read a thermostat at most every 5 minutes."""
_LOOKS: Final = 21
_REACHED_WITHIN_F: Final = 1.0
_WIDTH, _HEIGHT = 66, 8


def hold_set_point(scene: Scene) -> None:
    """Hold a set point, and find the hold in force."""
    thermostat, target = scene.chosen(), Temperature.f(TARGET_F)
    now = "" if scene.status is None else f", now at {scene.status.temperature}"
    scene.stage.step("Warm a room", f"{scene.name()} is the coldest{now}. It shall be {target}.")
    scene.stage.code('thermostat.hold(heat=Temperature.f(70), until="indefinite")')
    mark = scene.server.mark()
    thermostat.hold(heat=target, until="indefinite")
    written = count(scene.server.since(mark), operation="setHeatHold", status=201)
    current = thermostat.events().current
    is_held = current is not None and current.heat == target and current.is_running is not False
    in_force = f"a hold of {current.heat} is in force" if current is not None else "no hold is in force"
    scene.stage.check(written == 1 and is_held, f"{counted(written, 'write')} at the server, and read back: {in_force}")


def watch_temperature(scene: Scene) -> None:
    """Look every 5 minutes of the building's time, which passes quickly."""
    thermostat = scene.chosen()
    minutes = (_LOOKS - 1) * _STEP_S // 60
    scene.stage.step("Watch it get warm", f"{minutes} minutes in the building, a reading every 5, at high speed.")
    scene.stage.code("thermostat.status().temperature")
    mark = scene.server.mark()
    values, heating = list[float](), list[bool]()
    with scene.stage.moving_picture() as show:
        for look in range(_LOOKS):
            if look:
                scene.server.advance(_STEP_S)
            status = thermostat.status()
            if status.temperature is None:
                raise CannotGoOn(f"{scene.name()} tells no temperature.")
            values.append(status.temperature.f)
            heating.append(status.running_equipment.is_heating is True)
            show(_picture(values, heating))
    reads = count(scene.server.since(mark), operation="getThermostatStatus", status=200)
    is_warm = values[-1] > values[0] and abs(values[-1] - TARGET_F) <= _REACHED_WITHIN_F
    scene.stage.check(
        is_warm and any(heating) and reads == _LOOKS,
        f"from {values[0]:.1f} to {values[-1]:.1f} °F in {minutes} minutes, in {counted(reads, 'reading')}",
    )


def _picture(values: list[float], heating: list[bool]) -> Group:
    # One row above the target, the others below it down to where the room began, each a multiple of half a degree.
    a_row = max(0.5, math.ceil((TARGET_F - values[0]) / (_HEIGHT - 2) * 2) / 2)
    low, high = TARGET_F - (_HEIGHT - 1.5) * a_row, TARGET_F + 1.5 * a_row
    chart = temperature_chart(values, target=TARGET_F, total=_LOOKS, width=_WIDTH, height=_HEIGHT, low=low, high=high)
    strip = Text("heating  ", "dim")
    for column in range(_WIDTH):
        look = round(column / (_WIDTH - 1) * (_LOOKS - 1))
        is_on = look < len(heating) and heating[look]
        strip.append("▂" if is_on else " ", "orange3")
    minutes = Text(f"{'0 min':>14}{(_LOOKS - 1) * _STEP_S // 60:>{_WIDTH - 9}} min", "dim")
    return Group(chart, strip, minutes)
