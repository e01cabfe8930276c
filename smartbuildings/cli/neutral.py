"""The commands for any vendor, by the protocols: what they print is what every vendor has."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from rich.text import Text

from smartbuildings.cli.bulk_read import Outcome, verdict
from smartbuildings.cli.exit_codes import ExitCode
from smartbuildings.cli.json_form import json_form
from smartbuildings.cli.printing import clean, print_json, show
from smartbuildings.cli.rows import Column, Rows
from smartbuildings.cli.tables import NOTHING, degrees
from smartbuildings.cli.writes import report
from smartbuildings.errors import InvalidRequest, SmartBuildingsError
from smartbuildings.protocols import Client
from smartbuildings.units import Temperature
from smartbuildings.values import Mode, ThermostatInfo, ThermostatStatus

__all__ = ["buildings", "mode", "status", "temperature", "thermostats"]

_BAD = "red"


def buildings(client: Client, *, limit: int | None, json: bool) -> ExitCode:
    """List the buildings."""
    found = [_read(each.id, each.info) for each in itertools.islice(client.buildings, limit)]
    if json:
        print_json([_row(each, {"name": None if each.found is None else each.found.name}) for each in found])
    else:
        table = Rows("Building", "Name")
        _fill(table, found, lambda info: [info.name])
        show(table)
    return verdict(found)


def thermostats(client: Client, *, building: str | None, limit: int | None, ids_only: bool, json: bool) -> ExitCode:
    """List the thermostats."""
    source = client.thermostats if building is None else client.buildings.get(building).thermostats
    listed = list(itertools.islice(source, limit))
    if ids_only:
        ids = [each.id for each in listed]
        if json:
            print_json([{"id": each} for each in ids])
        else:
            show("\n".join(ids))
        return ExitCode.DONE
    found = [_read(each.id, each.info) for each in listed]

    def facts(info: ThermostatInfo | None) -> dict[str, Any]:
        modes = None if info is None else info.modes
        return {
            "name": None if info is None else info.name,
            "building_id": None if info is None else info.building_id,
            "modes": None if modes is None else [str(mode) for mode in modes],
        }

    if json:
        print_json([_row(each, facts(each.found)) for each in found])
    else:
        table = Rows("Thermostat", "Name", Column("Modes", minor=2), Column("Building", minor=1))
        _fill(table, found, lambda info: [info.name, ", ".join(map(str, info.modes or ())), info.building_id])
        show(table)
    return verdict(found)


def status(client: Client, ids: Iterable[str], *, names: bool, celsius: bool, json: bool) -> ExitCode:
    """Show what thermostats measure, aim at and do; with ``names``, how they are called."""
    chosen = [client.thermostats.get(each) for each in dict.fromkeys(ids)]
    found: list[Outcome[str, ThermostatStatus]] = (
        [_read(each.id, each.status) for each in chosen] if chosen else list(_statuses(client))
    )
    # A status stays when its name cannot be read.
    named = {each.of: _read(each.of, client.thermostats.get(each.of).info) for each in found if names and each.found}
    found = [each if each.of not in named else Outcome(each.of, each.found, named[each.of].error) for each in found]

    def name_of(thermostat_id: str) -> str | None:
        info = named[thermostat_id].found if thermostat_id in named else None
        return None if info is None else info.name

    def facts(read: ThermostatStatus | None) -> dict[str, Any]:
        fields = ("temperature", "humidity", "mode", "action", "fan_mode", "is_online", "observed_at")
        given = {name: None if read is None else json_form(getattr(read, name)) for name in fields}
        points = None if read is None else read.set_points
        return given | {
            "heat": None if points is None else json_form(points.heat),
            "cool": None if points is None else json_form(points.cool),
        }

    def cells(read: ThermostatStatus) -> list[str | None]:
        points = [degrees(each, celsius=celsius) for each in (read.set_points.heat, read.set_points.cool) if each]
        running = "offline" if read.is_online is False else str(read.action) if read.action else None
        humidity = None if read.humidity is None else f"{read.humidity} %"
        mode = str(read.mode) if read.mode else None
        return [degrees(read.temperature, celsius=celsius), " – ".join(points), mode, running, humidity]

    if json:
        print_json([_row(each, ({"name": name_of(each.of)} if names else {}) | facts(each.found)) for each in found])
    else:
        table = Rows(
            *(
                "Thermostat",
                *(("Name",) if names else ()),
                Column("Now", is_number=True),
                Column("Set points", is_number=True),
                "Mode",
            ),
            *(Column("Running", minor=1), Column("Humidity", is_number=True, minor=2)),
        )
        for each in found:
            called = [name_of(each.of)] if names else []
            _fill(table, [each], lambda read, called=called: [*called, *cells(read)])
        show(table)
    return verdict(found)


def temperature(
    client: Client,
    thermostat_id: str,
    *,
    heat: Temperature | None,
    cool: Temperature | None,
    mode: str | None,
    wait_s: float | None,
    json: bool,
) -> ExitCode:
    """Set the temperature; with a mode, that one first, by a client whose ``set_temperature`` takes one."""
    _check_wait(wait_s)
    first: dict[str, Any] = {} if mode is None else {"mode": mode}
    done = client.thermostats.get(thermostat_id).set_temperature(heat=heat, cool=cool, **first)
    asked = {"mode": mode, "heat": heat, "cool": cool}
    return report(thermostat_id, done, asked, wait_s=wait_s, json=json)


def mode(client: Client, thermostat_id: str, wanted: str, *, wait_s: float | None, json: bool) -> ExitCode:
    """Set the mode."""
    _check_wait(wait_s)
    done = client.thermostats.get(thermostat_id).set_mode(Mode(wanted))
    return report(thermostat_id, done, {"mode": wanted}, wait_s=wait_s, json=json)


def _check_wait(wait_s: float | None) -> None:
    if wait_s is not None and not wait_s > 0:
        raise InvalidRequest(f"--wait is {wait_s:g}. Use a number of seconds above 0.", field="wait")


def _statuses(client: Client) -> Iterator[Outcome[str, ThermostatStatus]]:
    for each in client.thermostats.statuses():
        error = each.error if isinstance(each.error, SmartBuildingsError) else None
        yield Outcome(each.thermostat.id, each.status, error)


def _read(thing_id: str, read: Any) -> Outcome[str, Any]:
    try:
        return Outcome(thing_id, read())
    except SmartBuildingsError as error:
        return Outcome(thing_id, None, error)


def _row(outcome: Outcome[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    return {"id": outcome.of, **facts, "error": json_form(outcome.error)}


def _fill(table: Rows, found: Iterable[Outcome[str, Any]], cells: Any) -> None:
    for each in found:
        if each.found is None:
            table.add_error(Text(clean(each.of)), error=Text(type(each.error).__name__, _BAD))
        else:
            table.add_row(Text(clean(each.of)), *(Text(clean(cell) if cell else NOTHING) for cell in cells(each.found)))
