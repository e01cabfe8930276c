"""``buildings`` and ``thermostats``: what there is."""

# ruff: noqa: D417 - the options that every command has are explained in connection.py

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from smartbuildings.cli.connection import HERE, AsJson, Connection
from smartbuildings.cli.exit_codes import ExitCode
from smartbuildings.cli.json_form import json_row
from smartbuildings.cli.printing import complain, print_json, show
from smartbuildings.ecobee.checks import is_thermostat_id

if TYPE_CHECKING:
    from smartbuildings.ecobee import Thermostat

__all__ = ["buildings", "thermostats"]


def buildings(*, limit: int | None = None, json: AsJson = False, connection: Connection = HERE) -> int:
    """List the buildings of the account, or of all accounts of a portfolio.

    Args:
        limit: How many at most.
    """
    accounts = connection.accounts()
    if not accounts.is_ecobee:
        from smartbuildings.cli import neutral

        with accounts.opened() as opened:
            return neutral.buildings(opened, limit=limit, json=json)
    from smartbuildings.cli.bulk_read import Outcome, read_each, verdict
    from smartbuildings.ecobee.models import BuildingInfo

    with accounts.ecobee().client() as sb:
        listed = sb.buildings(limit=limit, with_unusual=True).all()
        read = read_each(listed, lambda each: each.info(), doing="Reading buildings", key=lambda each: each.id)
    outcomes = [Outcome(each.of.id, each.found, each.error) for each in read]
    if json:
        print_json([json_row(each.of, each.found or BuildingInfo(), each.error) for each in outcomes])
    else:
        from smartbuildings.cli.tables import buildings_table

        show(buildings_table(outcomes))
    return verdict(outcomes)


def thermostats(
    *,
    building: str | None = None,
    limit: int | None = None,
    ids_only: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    json: AsJson = False,
    connection: Connection = HERE,
) -> int:
    """List the thermostats of the account, of all accounts of a portfolio, or of one building.

    The vendor lists ids only: each name costs one more request.

    Args:
        building: The id of a building; with a portfolio its reference.
        limit: How many at most.
        ids_only: List only the ids, with a single request; with a portfolio the references.
    """
    accounts = connection.accounts()
    if not accounts.is_ecobee:
        from smartbuildings.cli import neutral

        within = None if building is None else accounts.target(building)
        with accounts.only([] if within is None else [within]).opened() as opened:
            return neutral.thermostats(opened, building=within, limit=limit, ids_only=ids_only, json=json)
    from smartbuildings.cli.bulk_read import Outcome, read_each, verdict
    from smartbuildings.ecobee.models import ThermostatInfo

    with accounts.ecobee().client() as sb:
        source = sb.thermostats if building is None else sb.buildings.get(building).thermostats
        listed = source(limit=limit, with_unusual=True).all()
        if ids_only:
            return _print_ids(listed, json=json)
        read = read_each(listed, lambda each: each.info(), doing="Reading thermostats", key=lambda each: each.id)
    outcomes = [Outcome(each.of.id, each.found, each.error) for each in read]
    if json:
        print_json([json_row(each.of, each.found or ThermostatInfo(), each.error) for each in outcomes])
    else:
        from smartbuildings.cli.tables import thermostats_table

        show(thermostats_table(outcomes))
    return verdict(outcomes)


def _print_ids(listed: Sequence[Thermostat], *, json: bool) -> int:
    """Print the ids that can be used, for the next command; complain about the others."""
    usable = [each.id for each in listed if is_thermostat_id(each.id)]
    if json:
        print_json([{"id": each} for each in usable])
    else:
        show("\n".join(usable))
    if len(usable) == len(listed):
        return ExitCode.DONE
    unusual = ", ".join(repr(each.id) for each in listed if not is_thermostat_id(each.id))
    complain(f"The list also contains {unusual}: which is not a string of digits. Ask the vendor about it.")
    return ExitCode.FAILED
