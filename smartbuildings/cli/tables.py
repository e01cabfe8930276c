"""How results look on a screen: one function for each kind of table, models in, rows out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from rich.text import Text

from smartbuildings.cli.bulk_read import Outcome
from smartbuildings.cli.printing import clean
from smartbuildings.cli.rows import Column, Rows
from smartbuildings.ecobee.enums import HvacMode
from smartbuildings.ecobee.models import Alert, BuildingInfo, RunningEquipment, Sensor, ThermostatInfo, ThermostatStatus
from smartbuildings.errors import SmartBuildingsError
from smartbuildings.quota import QuotaWindow
from smartbuildings.units import Temperature
from smartbuildings.values import SetPoints

__all__ = [
    "alerts_table",
    "buildings_table",
    "degrees",
    "moment_text",
    "quota_table",
    "running_text",
    "sensors_table",
    "set_points_text",
    "statuses_table",
    "thermostats_table",
]

NOTHING: Final = "–"
_HEATING, _COOLING, _FAINT, _BAD = "orange3", "deep_sky_blue1", "dim", "red"
_SEVERITIES: Final = {"high": _BAD, "medium": "yellow"}


def buildings_table(outcomes: Iterable[Outcome[str, BuildingInfo]]) -> Rows:
    """Show buildings."""
    table = Rows("Building", "Name", Column("City", minor=1), Column("Time zone", minor=2))
    for each in outcomes:
        if each.found is None:
            table.add_error(_text(each.of), error=_error(each.error))
            continue
        where = each.found.address
        place = ", ".join(part for part in (where.city, where.state, where.country) if part)
        table.add_row(*(_text(word) for word in (each.of, each.found.name, place, where.time_zone)))
    return table


def thermostats_table(outcomes: Iterable[Outcome[str, ThermostatInfo]]) -> Rows:
    """Show thermostats by name and building."""
    table = Rows("Thermostat", "Name", Column("On the device", minor=1), Column("Modes", minor=2), "Building")
    for each in outcomes:
        if each.found is None:
            table.add_error(_text(each.of), error=_error(each.error))
            continue
        modes = ", ".join(each.found.hvac_modes or ())
        words = (each.of, each.found.name, each.found.thermostat_name, modes, each.found.building_id)
        table.add_row(*(_text(word) for word in words))
    return table


def statuses_table(
    outcomes: Iterable[Outcome[str, ThermostatStatus]], *, names: dict[str, str | None] | None = None, celsius: bool
) -> Rows:
    """Show what thermostats measure, aim at and do; ``names`` adds a column."""
    table = Rows(
        *("Thermostat", *(("Name",) if names is not None else ())),
        *(Column("Now", is_number=True), Column("Set points", is_number=True), "Mode", "Running"),
        *(Column("Humidity", is_number=True, minor=1), Column("Setting", minor=2)),
    )
    for each in outcomes:
        if each.found is None:
            table.add_error(_text(each.of), error=_error(each.error))
            continue
        found = each.found
        table.add_row(
            *(_text(each.of), *([_text(names.get(each.of))] if names is not None else [])),
            degrees(found.temperature, celsius=celsius),
            set_points_text(found.set_points, found.hvac_mode, celsius=celsius),
            _text(found.hvac_mode),
            Text("offline", _BAD) if found.is_connected is False else running_text(found.running_equipment),
            NOTHING if found.humidity is None else f"{found.humidity} %",
            _text(found.comfort_setting),
            style=_FAINT if found.is_connected is False else "",
        )
    return table


def sensors_table(sensors: Iterable[Sensor], *, celsius: bool) -> Rows:
    """Show sensors with what they measure."""
    table = Rows(
        *("Sensor", "Name", Column("Kind", minor=2), Column("Now", is_number=True)),
        *(Column("Humidity", is_number=True), Column("Occupied", is_number=True), Column("In use", minor=1)),
    )
    for each in sensors:
        table.add_row(
            _text(each.id),
            _text(each.name),
            _text(each.type),
            degrees(each.temperature, celsius=celsius),
            NOTHING if each.humidity is None else f"{each.humidity:g} %",
            _yes_no(each.is_occupied),
            _yes_no(each.is_in_use),
        )
    return table


def alerts_table(outcomes: Iterable[Outcome[str, tuple[Alert, ...]]]) -> Rows:
    """Show open alerts."""
    table = Rows("Thermostat", "Since", "Severity", Column("About", minor=1), Column("Text", is_prose=True))
    for each in outcomes:
        if each.found is None:
            table.add_error(_text(each.of), error=_error(each.error))
        for alert in each.found or ():
            since = moment_text(alert.time)
            severity = Text(clean(alert.severity or NOTHING), _SEVERITIES.get(alert.severity or "", ""))
            table.add_row(_text(each.of), since, severity, _text(alert.notification), _text(alert.text))
    return table


def quota_table(windows: Iterable[QuotaWindow]) -> Rows:
    """Show what is left of each limit."""
    table = Rows("Window", *(Column(name, is_number=True) for name in ("Limit", "Left", "Resets in")))
    for each in windows:
        resets = NOTHING if each.resets_in_s is None else f"{each.resets_in_s:.0f} s"
        table.add_row(_text(each.name), f"{each.limit:,}", f"{each.remaining:,}", resets)
    return table


def moment_text(value: datetime | None) -> str:
    """Write a time to the minute, with its offset from UTC; one without an offset is called local."""
    if value is None:
        return NOTHING
    return f"{value.isoformat(' ', 'minutes')}{' local' if value.tzinfo is None else ''}"


def degrees(value: Temperature | None, *, celsius: bool = False) -> str:
    """Write a temperature with one decimal and its unit."""
    if value is None:
        return NOTHING
    return f"{value.c:.1f} °C" if celsius else f"{value.f:.1f} °F"


def set_points_text(points: SetPoints, mode: HvacMode | None, *, celsius: bool = False) -> Text:
    """Write the set points that count in a mode: heat, cool, or both."""
    heats, cools = mode not in {"cool", "off"}, mode not in {"heat", "auxHeatOnly", "off"}
    parts = []
    for wanted, point, style in ((heats, points.heat, _HEATING), (cools, points.cool, _COOLING)):
        if wanted and point is not None:
            parts.append(Text(f"{point.c:.1f}" if celsius else f"{point.f:.1f}", style))
    return Text(" – ").join(parts) if parts else Text(NOTHING)


def running_text(equipment: RunningEquipment) -> Text:
    """Say what the equipment does, where the response reports it."""
    if equipment.is_heating:
        return Text("heating", _HEATING)
    if equipment.is_cooling:
        return Text("cooling", _COOLING)
    if equipment.fan:
        return Text("fan", _FAINT)
    is_unknown = equipment.is_heating is None and equipment.is_cooling is None
    return Text(NOTHING if is_unknown else "idle", _FAINT)


def _text(value: str | None) -> Text:
    # Never markup: a building may be called "[red]".
    return Text(clean(value) if value else NOTHING)


def _error(error: SmartBuildingsError | None) -> Text:
    return Text(type(error).__name__, _BAD)


def _yes_no(value: bool | None) -> str:
    return NOTHING if value is None else "yes" if value else "no"
