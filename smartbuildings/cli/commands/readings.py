"""``status``, ``sensors`` and ``alerts``: what thermostats measure and complain about."""

# ruff: noqa: D417 - the options that every command has are explained in connection.py

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter

from smartbuildings.cli.connection import HERE, AsJson, Connection
from smartbuildings.cli.json_form import json_form, json_row
from smartbuildings.cli.printing import note, print_json, show

if TYPE_CHECKING:
    from smartbuildings.cli.bulk_read import Outcome
    from smartbuildings.ecobee import Thermostat

__all__ = ["alerts", "sensors", "status"]

_Flag = Annotated[bool, Parameter(negative="", show_default=False)]
_Ids = Annotated[str, Parameter(name="ID")]
_INSTEAD: Final = "`smartbuildings status` shows what the thermostats of other vendors report."


def status(
    *thermostat_ids: _Ids,
    names: _Flag = False,
    celsius: _Flag = False,
    json: AsJson = False,
    connection: Connection = HERE,
) -> int:
    """Show temperature, set points, mode and what runs.

    Each thermostat costs one request. The vendor asks to read a thermostat at most every 5 minutes.

    Args:
        thermostat_ids: Which thermostats, with a portfolio by their references; all if none is named.
        names: Show names, which cost one more request each.
        celsius: Show degrees Celsius. JSON always has both.
    """
    accounts = connection.accounts()
    if not accounts.is_ecobee:
        from smartbuildings.cli import neutral

        targets = [accounts.target(each) for each in thermostat_ids]
        with accounts.only(targets).opened() as opened:
            return neutral.status(opened, targets, names=names, celsius=celsius, json=json)
    from smartbuildings.cli.bulk_read import Outcome, chosen, read_each, verdict
    from smartbuildings.ecobee.models import ThermostatStatus

    with accounts.ecobee().client() as sb:
        read = read_each(chosen(sb, thermostat_ids), lambda each: each.status(), doing="Reading thermostats", key=_id)
        named = _read_names([each.of for each in read if each.found is not None]) if names else []
    unnamed = {each.of: each.error for each in named}
    name_of = {each.of: each.found for each in named}
    rows = [Outcome(each.of.id, each.found, each.error or unnamed.get(each.of.id)) for each in read]
    if json:
        made = (json_row(each.of, each.found or ThermostatStatus(), each.error) for each in rows)
        print_json([{"name": name_of.get(row["id"]), **row} for row in made])
    else:
        from smartbuildings.cli.tables import statuses_table

        show(statuses_table(rows, names=name_of if names else None, celsius=celsius))
    return verdict(rows)


def _id(thermostat: Thermostat) -> str:
    return thermostat.id


def _read_names(thermostats: Sequence[Thermostat]) -> list[Outcome[str, str]]:
    """Read names in a sweep of its own, so that a status stays when its name cannot be read."""
    from smartbuildings.cli.bulk_read import Outcome, read_each

    read = read_each(thermostats, lambda each: each.info(), doing="Reading names", key=_id, raise_if_none_read=False)
    return [Outcome(each.of.id, None if each.found is None else each.found.name, each.error) for each in read]


def sensors(
    thermostat_id: _Ids, /, *, celsius: _Flag = False, json: AsJson = False, connection: Connection = HERE
) -> int:
    """Show a thermostat's sensors with what they measure.

    The scale of sensor temperatures is not documented; they are read as degrees Fahrenheit.

    Args:
        thermostat_id: Which thermostat.
        celsius: Show degrees Celsius. JSON always has both.
    """
    account = connection.ecobee(thermostat_id, instead=_INSTEAD)
    (target,) = account.targets
    with account.client() as sb:
        found = sb.thermostats.get(target.id).sensors()
    if json:
        derived = ("temperature", "humidity", "is_occupied")
        rows = (json_form(each) | {name: getattr(each, name) for name in derived} for each in found)
        print_json([row | target.place for row in rows])
    else:
        from smartbuildings.cli.tables import sensors_table

        show(sensors_table(found, celsius=celsius))
    return 0


def alerts(*thermostat_ids: _Ids, json: AsJson = False, connection: Connection = HERE) -> int:
    """Show the alerts that are open.

    The vendor's API cannot acknowledge them.

    Args:
        thermostat_ids: Which thermostats; all of the account if none is named.
    """
    from smartbuildings.cli.bulk_read import Outcome, chosen, read_each, verdict

    account = connection.ecobee(*thermostat_ids, instead=_INSTEAD)
    with account.client() as sb:
        things = chosen(sb, [each.id for each in account.targets])
        read = read_each(things, lambda each: each.alerts(), doing="Reading alerts", key=_id)
    targets = [account.target(each.of.id) for each in read]
    outcomes = [Outcome(of.label, each.found, each.error) for of, each in zip(targets, read, strict=True)]
    if json:
        facts = [{"alerts": each.found, "error": each.error} for each in read]
        print_json([{"id": of.id, **of.place, **told} for of, told in zip(targets, facts, strict=True)])
        return verdict(outcomes)
    from smartbuildings.cli.tables import alerts_table

    if any(each.found for each in outcomes) or any(each.error for each in outcomes):
        show(alerts_table(outcomes))
    else:
        note("No alert is open.")
    return verdict(outcomes)
