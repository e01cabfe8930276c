"""Another vendor, by the same calls: a SmartThings sandbox in this process, which is over with the step."""

from __future__ import annotations

from rich.text import Text

from smartbuildings import SmartThings
from smartbuildings.cli.demo.scene import CannotGoOn, Scene, counted
from smartbuildings.cli.rows import Column, Rows
from smartbuildings.cli.tables import NOTHING, degrees
from smartbuildings.sandbox import SandboxServer, SmartThingsSandbox
from smartbuildings.sandbox.command import smartthings_to_serve
from smartbuildings.smartthings import Thermostat
from smartbuildings.smartthings.models import ThermostatStatus
from smartbuildings.units import Temperature
from smartbuildings.values import Applied, Mode

__all__ = ["control_smartthings"]


def control_smartthings(scene: Scene) -> None:
    """Read every thermostat of another account with one list, and set one of them."""
    scene.stage.step("Another vendor", "SmartThings has other words, units and limits. The calls stay the same.")
    scene.stage.code("for reading in SmartThings().thermostats.statuses(): print(reading.status)")
    with SandboxServer(smartthings_to_serve(buildings=1)) as server:
        sandbox = server.sandbox
        scene.secrets.append(sandbox.personal_token)
        url = sandbox.environment(server.url)["SMARTTHINGS_BASE_URL"]
        with SmartThings(sandbox.personal_token, base_url=url) as st:
            read = [(each.thermostat, each.status) for each in st.thermostats.statuses() if each.status is not None]
            scene.stage.show(_table([status for _, status in read]))
            lists, single = len(sandbox.requests.of("getDevices")), len(sandbox.requests.of("getDeviceStatus"))
            scene.stage.check(
                bool(read) and (lists, single) == (1, 0),
                f"{counted(len(read), 'thermostat')} of several kinds, read with {counted(lists, 'list')}; "
                f"{counted(single, 'request')} for single devices",
            )
            _set(scene, sandbox, read)


def _set(scene: Scene, sandbox: SmartThingsSandbox, read: list[tuple[Thermostat, ThermostatStatus]]) -> None:
    chosen = next((each for each, status in read if status.is_online and status.mode is Mode.HEAT), None)
    if chosen is None:
        raise CannotGoOn("No thermostat that is connected and heats was found.")
    scene.stage.code("thermostat.set_temperature(heat=Temperature.f(69))")
    done = chosen.set_temperature(heat=Temperature.f(69))
    sent = len(sandbox.requests.of("executeDeviceCommands"))
    in_force = chosen.status().set_points.heat
    scene.stage.check(
        isinstance(done, Applied) and sent == 1 and in_force == Temperature.f(69),
        f"{counted(sent, 'command')} at the server, and read back: {in_force} is in force",
    )


def _table(statuses: list[ThermostatStatus]) -> Rows:
    table = Rows("Kind", Column("Now", is_number=True), Column("Set points", is_number=True), "Mode", "Online")
    for status in statuses:
        points = [degrees(each, celsius=False) for each in (status.set_points.heat, status.set_points.cool) if each]
        online = "" if status.is_online is None else "yes" if status.is_online else "no"
        cells = (str(status.kind), degrees(status.temperature, celsius=False), " – ".join(points), status.mode, online)
        table.add_row(*(Text(str(cell) if cell else NOTHING) for cell in cells))
    return table
