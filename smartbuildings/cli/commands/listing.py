"""``buildings`` and ``thermostats``: what there is."""

# ruff: noqa: D417 - the options that every command has are explained in connection.py

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from smartbuildings.cli.connection import HERE, AsJson, Connection
from smartbuildings.cli.json_form import json_row
from smartbuildings.cli.printing import print_json, show

__all__ = ["buildings", "thermostats"]


def buildings(*, limit: int | None = None, json: AsJson = False, connection: Connection = HERE) -> int:
    """List the buildings of the account.

    Args:
        limit: How many at most.
    """
    from smartbuildings.cli.many import read_each, verdict

    with connection.client() as sb:
        outcomes = read_each(sb.buildings(limit=limit).all(), lambda each: each.summary(), doing="Reading buildings")
    found = [each.found for each in outcomes if each.found is not None]
    if json:
        print_json(found)
    else:
        from smartbuildings.cli.tables import buildings_table

        show(buildings_table(found))
    return verdict(outcomes)


def thermostats(
    *,
    building: str | None = None,
    limit: int | None = None,
    ids_only: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    json: AsJson = False,
    connection: Connection = HERE,
) -> int:
    """List the thermostats of the account, or of one building.

    The vendor lists ids only: each name costs one more request.

    Args:
        building: The id of a building.
        limit: How many at most.
        ids_only: List only the ids, with a single request.
    """
    from smartbuildings.cli.many import Outcome, read_each, verdict
    from smartbuildings.models import ThermostatSummary

    with connection.client() as sb:
        source = sb.thermostats if building is None else sb.buildings.get(building).thermostats
        listed = source(limit=limit).all()
        if ids_only:
            if json:
                print_json([{"id": each.id} for each in listed])
            else:
                show("\n".join(each.id for each in listed))
            return 0
        read = read_each(listed, lambda each: each.summary(), doing="Reading thermostats")
    outcomes = [Outcome(each.of.id, each.found, each.error) for each in read]
    if json:
        print_json([json_row(each.of, each.found or ThermostatSummary(), each.error) for each in outcomes])
    else:
        from smartbuildings.cli.tables import thermostats_table

        show(thermostats_table(outcomes))
    return verdict(outcomes)
