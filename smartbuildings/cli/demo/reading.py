"""The first steps: a token, the buildings, the state of every thermostat."""

from __future__ import annotations

from typing import Final

from rich.text import Text

from smartbuildings.cli.demo.scene import Scene, counted
from smartbuildings.cli.demo.server_record import count
from smartbuildings.cli.rows import Column, Rows
from smartbuildings.cli.tables import degrees, running_text, set_points_text
from smartbuildings.ecobee.enums import HvacMode
from smartbuildings.ecobee.models import ThermostatStatus

__all__ = ["get_token", "list_buildings", "read_statuses"]

_HEATING_MODES: Final = frozenset({HvacMode.HEAT, HvacMode.AUTO})


def get_token(scene: Scene) -> None:
    """Get a token, with one exchange."""
    scene.stage.step("One token for everything", "The vendor allows 120 tokens in 2 hours, so one is kept and shared.")
    scene.stage.code("sb = SmartBuildings()")
    before = scene.server.exchanges()
    info = scene.sb.authenticate()
    exchanges = scene.server.exchanges() - before
    lives = 0.0 if info.expires_at is None else (info.expires_at - info.obtained_at).total_seconds() / 60
    scopes = len((info.scope or "").split())
    scene.stage.check(
        exchanges == 1,
        f"{counted(exchanges, 'token exchange')}; the token allows {scopes} scopes and lives {lives:.0f} minutes",
    )


def list_buildings(scene: Scene) -> None:
    """List the buildings, with how many thermostats each has."""
    scene.stage.step("The buildings", "Every building of the account, with its address and its thermostats.")
    scene.stage.code("for building in sb.buildings: print(building.info().name)")
    mark, exchanges = scene.server.mark(), scene.server.exchanges()
    table = Rows("Building", "City", "Local time zone", Column("Thermostats", is_number=True))
    buildings = thermostats = 0
    for building in scene.sb.buildings:
        found = building.info()
        held = len(building.thermostats().all())
        place = f"{found.address.city}, {found.address.state}"
        table.add_row(*(Text(word or "") for word in (found.name, place, found.address.time_zone, str(held))))
        buildings, thermostats = buildings + 1, thermostats + held
    scene.stage.show(table)
    seen = scene.server.since(mark)
    answered = count(seen, status=200)
    tokens = len({each.token_fingerprint for each in seen})
    is_read = 0 < buildings == count(seen, operation="getBuildingSummary", status=200) and answered == len(seen)
    scene.stage.check(
        is_read and tokens == 1 and scene.server.exchanges() == exchanges,
        f"{counted(buildings, 'building')}, {counted(thermostats, 'thermostat')}; "
        f"{answered} of {counted(len(seen), 'call')} answered, with {counted(tokens, 'token')}",
    )


def read_statuses(scene: Scene) -> None:
    """Read every thermostat, show those of one building, and choose the one that the story goes on with."""
    scene.stage.step("What every thermostat does right now", "Three calls at a time, as the vendor asks. One building:")
    scene.stage.code("for reading in sb.thermostats.statuses(): print(reading.status)")
    mark = scene.server.mark()
    readings = list(scene.sb.thermostats.statuses())
    seen = scene.server.since(mark)
    statuses = {each.thermostat.id: each.status for each in readings if each.status is not None}
    first = scene.sb.buildings().first()
    shown = [] if first is None else first.thermostats().all()
    for each in shown:
        scene.names[each.id] = each.info().name or each.id
    numbers = (Column("Now", is_number=True), Column("Set points °F", is_number=True))
    table = Rows("Thermostat", *numbers, "Mode", "Running", "Setting")
    for each in shown:
        _add(table, scene.names[each.id], statuses.get(each.id))
    scene.stage.show(table)
    usable = [each for each in shown if _can_be_heated(statuses.get(each.id))]
    scene.thermostat = min(usable, key=lambda each: _degrees_f(statuses[each.id]), default=None)
    scene.status = None if scene.thermostat is None else statuses[scene.thermostat.id]
    answered = count(seen, operation="getThermostatStatus", status=200)
    offline = sum(each.is_connected is False for each in statuses.values())
    scene.stage.check(
        len(statuses) == len(readings) == answered > 0 and count(seen, status=200) == len(seen),
        f"{answered} of {counted(len(readings), 'thermostat')} answered; {offline} of them offline, and told as such",
    )


def _add(table: Rows, name: str, status: ThermostatStatus | None) -> None:
    if status is None:
        table.add_row(Text(name), "–", "", "", Text("no response", "red"), "")
        return
    running = Text("offline", "red") if status.is_connected is False else running_text(status.running_equipment)
    points = set_points_text(status.set_points, status.hvac_mode)
    words = (Text(status.hvac_mode or ""), running, Text(status.comfort_setting or ""))
    table.add_row(Text(name), degrees(status.temperature), points, *words)


def _can_be_heated(status: ThermostatStatus | None) -> bool:
    return (
        status is not None
        and status.is_connected is True
        and status.hvac_mode in _HEATING_MODES
        and status.temperature is not None
    )


def _degrees_f(status: ThermostatStatus) -> float:
    return 0.0 if status.temperature is None else status.temperature.f
