"""The commands for any vendor and for portfolios, by the protocols: what they print is what every vendor has.

In a portfolio, JSON has the account and the reference of each thermostat, and an account that fails does not stop the
others.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import attrs
from rich.text import Text

from smartbuildings.cli.accounts import Opened, Target
from smartbuildings.cli.bulk_read import Outcome, read_each, verdict
from smartbuildings.cli.exit_codes import ExitCode, exit_code
from smartbuildings.cli.json_form import json_form
from smartbuildings.cli.printing import clean, complain, print_json, show
from smartbuildings.cli.rows import Column, Rows
from smartbuildings.cli.tables import NOTHING, degrees
from smartbuildings.cli.writes import report
from smartbuildings.errors import InvalidRequest, SmartBuildingsError
from smartbuildings.units import Temperature
from smartbuildings.values import Mode, ThermostatInfo, ThermostatStatus

if TYPE_CHECKING:
    from smartbuildings.portfolio import PortfolioThermostat

__all__ = ["buildings", "mode", "status", "temperature", "thermostats"]


class _Thing(Protocol):
    """A thermostat or a building of a portfolio."""

    @property
    def id(self) -> str: ...

    @property
    def account(self) -> str: ...


T = TypeVar("T", bound=_Thing)

_BAD = "red"


@attrs.frozen
class _Row:
    """One thermostat or building, and what was read of it."""

    target: Target
    found: Any
    error: SmartBuildingsError | None = None
    name: str | None = None

    def json(self, facts: dict[str, Any]) -> dict[str, Any]:
        return {"id": self.target.id, **self.target.place, **facts, "error": json_form(self.error)}


def buildings(opened: Opened, *, limit: int | None, json: bool) -> ExitCode:
    """List the buildings."""
    listed = _listed(opened, opened.portfolio.buildings, limit, lambda each: each.building)
    rows = _read(opened, listed, lambda each: each.info(), doing="Reading buildings")
    if json:
        print_json([each.json({"name": None if each.found is None else each.found.name}) for each in rows])
    else:
        table = Rows("Building", "Name")
        _fill(table, rows, lambda row: [row.found.name])
        _show(table, rows, opened)
    return _verdict(opened, rows)


def thermostats(opened: Opened, *, building: Target | None, limit: int | None, ids_only: bool, json: bool) -> ExitCode:
    """List the thermostats."""
    source = opened.portfolio.thermostats
    if building is not None:
        source = opened.portfolio.buildings.get(building.reference).thermostats
    listed = _listed(opened, source, limit, lambda each: each.thermostat)
    if ids_only:
        rows = [_Row(_target(opened, each), each) for each in listed]
        if json:
            print_json([{"id": each.target.id, **each.target.place} for each in rows])
        else:
            show("\n".join(each.target.label for each in rows))
        return _verdict(opened, rows)
    rows = _read(opened, listed, lambda each: each.info(), doing="Reading thermostats")

    def facts(info: ThermostatInfo | None) -> dict[str, Any]:
        modes = None if info is None else info.modes
        return {
            "name": None if info is None else info.name,
            "building_id": None if info is None else info.building_id,
            "modes": None if modes is None else [str(mode) for mode in modes],
        }

    def cells(row: _Row) -> list[str | None]:
        info: ThermostatInfo = row.found
        return [info.name, ", ".join(map(str, info.modes or ())), info.building_id]

    if json:
        print_json([each.json(facts(each.found)) for each in rows])
    else:
        table = Rows("Thermostat", "Name", Column("Modes", minor=2), Column("Building", minor=1))
        _fill(table, rows, cells)
        _show(table, rows, opened)
    return _verdict(opened, rows)


def status(opened: Opened, targets: Sequence[Target], *, names: bool, celsius: bool, json: bool) -> ExitCode:
    """Show what thermostats measure, aim at and do; all of them if none is named."""
    if targets:
        references = dict.fromkeys(each.reference for each in targets if each.account.name not in opened.failed)
        chosen = [opened.portfolio.thermostats.get(each) for each in references]
        rows = _read(opened, chosen, lambda each: each.status(), doing="Reading thermostats")
    else:
        chosen, rows = _statuses(opened)
    if names:
        rows = _named(opened, chosen, rows)

    def facts(row: _Row) -> dict[str, Any]:
        read: ThermostatStatus | None = row.found
        fields = ("temperature", "humidity", "mode", "action", "fan_mode", "is_online", "observed_at")
        given = {name: None if read is None else json_form(getattr(read, name)) for name in fields}
        points = None if read is None else read.set_points
        return {
            **({"name": row.name} if names else {}),
            **given,
            "heat": None if points is None else json_form(points.heat),
            "cool": None if points is None else json_form(points.cool),
        }

    def cells(row: _Row) -> list[str | None]:
        read: ThermostatStatus = row.found
        points = [degrees(each, celsius=celsius) for each in (read.set_points.heat, read.set_points.cool) if each]
        running = "offline" if read.is_online is False else str(read.action) if read.action else None
        humidity = None if read.humidity is None else f"{read.humidity} %"
        mode = str(read.mode) if read.mode else None
        measured = degrees(read.temperature, celsius=celsius)
        return [*([row.name] if names else []), measured, " – ".join(points), mode, running, humidity]

    if json:
        print_json([each.json(facts(each)) for each in rows])
    else:
        table = Rows(
            *("Thermostat", *(("Name",) if names else ())),
            *(Column("Now", is_number=True), Column("Set points", is_number=True), "Mode"),
            *(Column("Running", minor=1), Column("Humidity", is_number=True, minor=2)),
        )
        _fill(table, rows, cells)
        _show(table, rows, opened)
    return _verdict(opened, rows)


def temperature(
    target: Target,
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
    with target.account.client() as client:
        done = client.thermostats.get(target.id).set_temperature(heat=heat, cool=cool, **first)
        return report(target, done, {"mode": mode, "heat": heat, "cool": cool}, wait_s=wait_s, json=json)


def mode(target: Target, wanted: str, *, wait_s: float | None, json: bool) -> ExitCode:
    """Set the mode."""
    _check_wait(wait_s)
    with target.account.client() as client:
        done = client.thermostats.get(target.id).set_mode(Mode(wanted))
        return report(target, done, {"mode": wanted}, wait_s=wait_s, json=json)


def _check_wait(wait_s: float | None) -> None:
    if wait_s is not None and not wait_s > 0:
        raise InvalidRequest(f"--wait is {wait_s:g}. Use a number of seconds above 0.", field="wait")


# -- reading


def _target(opened: Opened, thing: _Thing) -> Target:
    return Target(opened.accounts.get(thing.account), thing.id)


def _in_order(opened: Opened, things: Iterable[T]) -> list[T]:
    """Sort what came in any order by account, in the order of the accounts."""
    places = {each.name: place for place, each in enumerate(opened.accounts.members)}
    return sorted(things, key=lambda thing: places[thing.account])


def _listed(opened: Opened, source: Iterable[Any], limit: int | None, take: Callable[[Any], T]) -> list[T]:
    """List buildings or thermostats, at most ``limit`` over all accounts."""
    if limit is not None and limit < 1:
        raise InvalidRequest(f"--limit is {limit}. Use a whole number of 1 or more.", field="limit")

    def good() -> Iterable[T]:
        for each in source:
            if each.error is None:
                yield take(each)
            else:
                opened.fail(each.account, each.error)

    return _in_order(opened, itertools.islice(good(), limit))


def _statuses(opened: Opened) -> tuple[list[PortfolioThermostat], list[_Row]]:
    """Read the status of every thermostat."""
    read: dict[str, _Row] = {}
    chosen: list[PortfolioThermostat] = []
    for each in opened.portfolio.thermostats.statuses():
        if each.thermostat is None:
            assert each.error is not None
            opened.fail(each.account, each.error)
            continue
        error = each.error if isinstance(each.error, SmartBuildingsError) else None
        chosen.append(each.thermostat)
        read[each.thermostat.reference] = _Row(_target(opened, each.thermostat), each.status, error)
    chosen = _in_order(opened, chosen)
    return chosen, [read[each.reference] for each in chosen]


def _named(opened: Opened, chosen: Sequence[PortfolioThermostat], rows: Sequence[_Row]) -> list[_Row]:
    """Add the names of those that have a status, which stays when its name cannot be read."""
    those = [thing for thing, row in zip(chosen, rows, strict=True) if row.found is not None]
    read = {row.target.reference: row for row in _read(opened, those, lambda each: each.info(), doing="Reading names")}

    def with_name(row: _Row) -> _Row:
        info = read.get(row.target.reference)
        if info is None:
            return row
        return attrs.evolve(row, name=None if info.found is None else info.found.name, error=info.error)

    return [with_name(row) for row in rows]


def _read(opened: Opened, things: Sequence[T], read: Callable[[T], Any], *, doing: str) -> list[_Row]:
    """Read each thing, the accounts concurrently."""
    from smartbuildings._io.synchronous import gather

    groups: dict[str, list[T]] = {}
    for thing in things:
        groups.setdefault(thing.account, []).append(thing)

    def one_account(group: list[T]) -> list[Outcome[T, Any]]:
        # There can be one progress bar only.
        told = doing if len(groups) == 1 else None
        return read_each(group, read, doing=told, key=lambda each: each.id, raise_if_none_read=False)

    found = gather(one_account, list(groups.values()), at_once=max(1, len(groups)))
    outcomes = {id(each.of): each for group in found for each in group}
    return [_Row(_target(opened, each), outcomes[id(each)].found, outcomes[id(each)].error) for each in things]


# -- printing


def _fill(table: Rows, rows: Iterable[_Row], cells: Callable[[_Row], list[str | None]]) -> None:
    for each in rows:
        label = Text(clean(each.target.label))
        if each.found is None:
            table.add_error(label, error=Text(type(each.error).__name__, _BAD))
        else:
            table.add_row(label, *(Text(clean(cell) if cell else NOTHING) for cell in cells(each)))


def _show(table: Rows, rows: Sequence[_Row], opened: Opened) -> None:
    """Print a table, unless it would be empty because every account failed."""
    if rows or len(opened.failed) < len(opened.accounts.members):
        show(table)


def _verdict(opened: Opened, rows: Sequence[_Row]) -> ExitCode:
    """Complain about what could not be read, and return the exit code."""
    code = verdict([Outcome(each.target.label, each.found, each.error) for each in rows])
    for name, error in opened.failed.items():
        complain(f"{opened.accounts.get(name).title}: {error}")
    codes = {exit_code(error) for error in opened.failed.values()} | ({code} - {ExitCode.DONE})
    if not codes or not opened.accounts.is_portfolio:
        return code
    tried = {each.target.account.name for each in rows} | opened.failed.keys()
    is_empty = any(each.name not in tried for each in opened.accounts.members)
    if is_empty or any(each.found is not None for each in rows):
        return ExitCode.PARTIAL
    return codes.pop() if len(codes) == 1 else ExitCode.FAILED
