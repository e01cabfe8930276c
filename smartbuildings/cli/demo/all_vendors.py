"""The play of three vendors: an account of each, managed as one portfolio."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import attrs
from rich.text import Text

from smartbuildings import Nest, Portfolio, SmartBuildings, SmartThings, Temperature
from smartbuildings.cli.connection import reach_loopback_directly
from smartbuildings.cli.demo.leaving import check_for_secrets
from smartbuildings.cli.demo.play import go_through, sum_up
from smartbuildings.cli.demo.process import SEED, SandboxProcess
from smartbuildings.cli.demo.scene import CannotGoOn, counted
from smartbuildings.cli.demo.server_record import Entry, ServerRecord, count
from smartbuildings.cli.demo.stage import Stage, StepResult
from smartbuildings.cli.printing import clean
from smartbuildings.cli.rows import Column, Rows
from smartbuildings.cli.tables import NOTHING, degrees
from smartbuildings.errors import ConsentNeeded, NotSupported
from smartbuildings.portfolio import AccountReading, PortfolioThermostat
from smartbuildings.protocols import Client
from smartbuildings.sandbox.command import VENDORS
from smartbuildings.tokens import MemoryStore
from smartbuildings.values import Ability, Applied, Mode

__all__ = ["BUILDINGS", "STEPS", "THERMOSTATS", "AccountsScene", "play", "play_against"]

BUILDINGS, THERMOSTATS = 2, 6
"""How many each account has; a few devices of SmartThings are not thermostats."""
_LATE_S: Final = 1.0
_TARGET: Final = Temperature.f(68)
"""20 °C: every vendor's thermostats can be set to exactly this."""
_HELD: Final = Temperature.f(66)
_TRY_IT: Final = (
    "Try it: run `smartbuildings sandbox --vendor all`, paste the lines that it prints into a second terminal, and run "
    "`smartbuildings status` there."
)


@attrs.frozen
class _Account:
    vendor: str
    places: str
    """What the server calls buildings."""
    commands: tuple[str, ...]
    """The operations that set a temperature or undo that."""


ACCOUNTS: Final = {
    "north": _Account("ecobee", "buildings", ("setHeatHold", "resumeSchedule")),
    "lofts": _Account("smartthings", "locations", ("executeDeviceCommands",)),
    "house": _Account("nest", "structures", ("executeDeviceCommand",)),
}


@attrs.define
class AccountsScene:
    """The portfolio under demonstration, the record of each account's server, and a thermostat of each account."""

    variables: dict[str, str] = attrs.field(repr=False)
    """The environment variables for the servers, with the credentials."""
    portfolio: Portfolio
    servers: Mapping[str, ServerRecord]
    stage: Stage
    readings: list[AccountReading] = attrs.field(factory=list[AccountReading])
    chosen: list[PortfolioThermostat] = attrs.field(factory=list[PortfolioThermostat])
    before: dict[str, Temperature] = attrs.field(factory=dict[str, Temperature])
    """The heat set points of the chosen thermostats before any change, by reference."""
    secrets: list[str] = attrs.field(factory=list[str], repr=False)

    def marks(self) -> dict[str, int]:
        """Return the number of the latest request at each server."""
        return {account: server.mark() for account, server in self.servers.items()}

    def since(self, marks: Mapping[str, int]) -> dict[str, list[Entry]]:
        """Return the later requests at each server."""
        return {account: server.since(marks[account]) for account, server in self.servers.items()}

    def commands(self, marks: Mapping[str, int]) -> dict[str, int]:
        """Count the later commands at each server."""
        seen = self.since(marks)
        return {name: sum(each.operation in ACCOUNTS[name].commands for each in seen[name]) for name in ACCOUNTS}


def list_buildings(scene: AccountsScene) -> None:
    """List the buildings of all accounts."""
    scene.stage.step("One portfolio", "Three accounts. Their buildings come in one stream.")
    scene.stage.code("ecobee, st, nest = SmartBuildings(), SmartThings(), Nest()")
    scene.stage.code('portfolio = Portfolio({"north": ecobee, "lofts": st, "house": nest})')
    scene.stage.code("for listed in portfolio.buildings: print(listed.building.info().name)")
    table, found = Rows("Account", "Vendor", "Building"), dict.fromkeys(ACCOUNTS, 0)
    for listed in scene.portfolio.buildings:
        if listed.building is not None:
            name = listed.building.info().name
            table.add_row(listed.account, listed.building.vendor, Text(clean(name or listed.building.id)))
            found[listed.account] += 1
    scene.stage.show(table)
    there = {name: scene.servers[name].overview()[account.places] for name, account in ACCOUNTS.items()}
    number, known = sum(found.values()), sum(there.values())
    scene.stage.check(found == there, f"{number} of the servers' {known} buildings: {_each(found)}")


def read_statuses(scene: AccountsScene) -> None:
    """Read every thermostat of all accounts while one of the servers is slow."""
    why = f"Accounts are read concurrently. The server of north delays its list by {_LATE_S:g} s."
    scene.stage.step("Every thermostat", why)
    scene.stage.code("for reading in portfolio.thermostats.statuses(): print(reading.status)")
    scene.servers["north"].respond_late("getThermostatIds", seconds=_LATE_S, times=1)
    marks = scene.marks()
    scene.readings = list(scene.portfolio.thermostats.statuses())
    seen = scene.since(marks)
    scene.stage.show(_table(scene))
    read, calls = _read(scene.readings), {name: len(entries) for name, entries in seen.items()}
    is_read = all(read.values()) and sum(read.values()) == len(scene.readings)
    # The lists of SmartThings and Nest include the states; at ecobee each thermostat is a request.
    scene.stage.check(
        is_read
        and calls == {"north": 1 + read["north"], "lofts": 1, "house": 1}
        and all(each.status == 200 for entries in seen.values() for each in entries),
        f"read: {_each(read)}; requests: {_each(calls)}",
    )
    order = [each.account for each in scene.readings]
    early = order.index("north") if "north" in order else 0
    others = len(order) - read["north"]
    scene.stage.check(early == others > 0, f"{early} of the {others} other readings arrived before the first of north")


def set_temperature(scene: AccountsScene) -> None:
    """Set one thermostat of each account, with one call."""
    scene.stage.step("One call for three vendors", f"One thermostat of each account is set to {_TARGET}.")
    scene.stage.code("portfolio.set_temperature(references, heat=Temperature.f(68))")
    scene.chosen = [_usable(scene, account) for account in ACCOUNTS]
    marks = scene.marks()
    results = scene.portfolio.set_temperature(scene.before, heat=_TARGET)
    sent = scene.commands(marks)
    table = Rows("Account", "Thermostat", *(Column(name, is_number=True) for name in ("Before", "In force")))
    in_force = _heat_set_points(scene.portfolio, scene.before)
    for each in scene.chosen:
        points = (scene.before[each.reference], in_force[each.reference])
        table.add_row(each.account, _name(each), *map(degrees, points))
    scene.stage.show(table)
    is_applied = all(isinstance(each, Applied) for each in results.values())
    changed = sum(each == _TARGET for each in in_force.values())
    scene.stage.check(
        is_applied and changed == len(in_force) and sent == dict.fromkeys(ACCOUNTS, 1),
        f"commands at the servers: {_each(sent)}; {changed} of {len(in_force)} in force",
    )


def hold_where_possible(scene: AccountsScene) -> None:
    """Hold a set point at each vendor; two of them have no holds."""
    scene.stage.step(
        "What a vendor cannot do", "SmartThings and Nest have no holds. The error says what to use instead."
    )
    scene.stage.code("Ability.HOLD in thermostat.abilities")
    scene.stage.code("thermostat.hold(heat=Temperature.f(66))")
    marks, held, advised = scene.marks(), dict.fromkeys(ACCOUNTS, 0), 0
    for each in scene.chosen:
        try:
            each.hold(heat=_HELD)
            held[each.account] += 1
        except NotSupported as error:
            scene.stage.quote(f"NotSupported: {error}")
            advised += "set_temperature" in str(error)
    sent = scene.commands(marks)
    able = {each.account: int(Ability.HOLD in each.abilities) for each in scene.chosen}
    scene.stage.check(
        held == able == sent and sum(held.values()) == 1 and advised == 2,
        f"holds at the servers: {_each(sent)}; able to hold: {sum(able.values())} of {len(able)}",
    )


def lose_an_account(scene: AccountsScene) -> None:
    """Read everything after one user has withdrawn the consent."""
    scene.stage.step("An account fails", "The user of house withdraws consent. The others are still read.")
    scene.stage.code("for reading in portfolio.thermostats.statuses(): print(reading.error)")
    scene.servers["house"].revoke()
    marks, before = scene.marks(), _read(scene.readings)
    readings = list(scene.portfolio.thermostats.statuses())
    seen = scene.since(marks)["house"]
    failed = [each for each in readings if each.error is not None]
    for each in failed:
        scene.stage.quote(f"{each.account}: {type(each.error).__name__}: {each.error}")
    read = _read(readings)
    refused, granted = sum(each.status >= 400 for each in seen), count(seen, status=200)
    is_told = [(each.account, type(each.error)) for each in failed] == [("house", ConsentNeeded)]
    scene.stage.check(
        is_told and read == {**before, "house": 0} and refused > 0 == granted,
        f"read: {_each(read)}; house refused {refused} of {counted(len(seen), 'request')}",
    )


def leave(scene: AccountsScene) -> None:
    """Consent again, undo all changes, and look through all that was shown for secrets."""
    why = "The user consents again. ecobee resumes its schedule; the others get their old set points."
    scene.stage.step("Leave it as it was", why)
    scene.stage.code("portfolio.apply(references, restore)  # resume() or set_temperature()")

    def restore(thermostat: PortfolioThermostat) -> object:
        if Ability.RESUME in thermostat.abilities:
            return thermostat.resume()
        return thermostat.set_temperature(heat=scene.before[thermostat.reference])

    token = scene.servers["house"].consent()["refresh_token"]
    scene.secrets.append(token)
    with Portfolio(_clients({**scene.variables, "NEST_REFRESH_TOKEN": token})) as portfolio:
        marks = scene.marks()
        portfolio.apply(scene.before, restore)
        sent = scene.commands(marks)
        in_force = _heat_set_points(portfolio, scene.before)
    restored = sum(in_force[reference] == heat for reference, heat in scene.before.items())
    scene.stage.check(
        restored == len(in_force) and sent == dict.fromkeys(ACCOUNTS, 1),
        f"commands at the servers: {_each(sent)}; {restored} of {len(in_force)} as before",
    )
    check_for_secrets(scene.stage, scene.secrets)


Step = Callable[[AccountsScene], None]
STEPS: Final[tuple[Step, ...]] = (
    list_buildings,
    read_statuses,
    set_temperature,
    hold_where_possible,
    lose_an_account,
    leave,
)


def play(stage: Stage) -> list[StepResult]:
    """Start a sandbox for three vendors, go through all steps against it, and stop it."""
    started = time.monotonic()
    with SandboxProcess("--vendor", "all", "--buildings", f"{BUILDINGS}", "--thermostats", f"{THERMOSTATS}") as sandbox:
        ports = ", ".join(f"{vendor} on port {urlsplit(url).port}" for vendor, url in sandbox.urls.items())
        stage.say("Three pretend accounts, served by one process and managed over HTTP.", "bold")
        stage.say(f"Each step is checked against what the servers recorded: {ports}.", "dim")
        play_against(sandbox.urls, stage)
        calls = sum(ServerRecord(url).mark() for url in sandbox.urls.values())
    sum_up(stage, len(STEPS), calls, time.monotonic() - started, _TRY_IT)
    return stage.results


def play_against(urls: Mapping[str, str], stage: Stage, steps: Sequence[Step] = STEPS) -> list[StepResult]:
    """Go through steps against sandboxes that are served already, by vendor; one that breaks off ends the play."""
    variables: dict[str, str] = {}
    for vendor, url in urls.items():
        reach_loopback_directly(url)
        # The credentials follow from the seed, so a sandbox here has those of the one that is served.
        variables |= VENDORS[vendor](seed=SEED).environment(url)
    servers = {name: ServerRecord(urls[account.vendor]) for name, account in ACCOUNTS.items()}
    secrets = [value for name, value in variables.items() if name.endswith(("_SECRET", "_TOKEN"))]
    with Portfolio(_clients(variables)) as portfolio:
        scene = AccountsScene(variables, portfolio, servers, stage, secrets=secrets)
        return go_through(stage, scene, steps)


def _clients(variables: Mapping[str, str]) -> dict[str, Client]:
    def given(prefix: str, *names: str) -> dict[str, Any]:
        return {name: variables[f"{prefix}_{name.upper()}"] for name in ("base_url", *names)}

    app = ("client_id", "client_secret")
    ecobee, nest = given("SMARTBUILDINGS", *app), given("NEST", *app, "token_url", "project_id", "refresh_token")
    return {
        "north": SmartBuildings(**ecobee, api_version="v2", token_store=MemoryStore()),
        "lofts": SmartThings(**given("SMARTTHINGS", "token")),
        "house": Nest(**nest, token_store=MemoryStore()),
    }


def _usable(scene: AccountsScene, account: str) -> PortfolioThermostat:
    """Return the first thermostat of an account that can heat to the target, and does not yet."""
    for each in scene.readings:
        if each.account == account and each.thermostat is not None and each.status is not None:
            heat = each.status.set_points.heat
            if each.status.mode == Mode.HEAT and each.status.is_online and heat is not None and heat != _TARGET:
                scene.before[each.thermostat.reference] = heat
                return each.thermostat
    raise CannotGoOn(f"No thermostat of {account} is connected, heats, and is not set to {_TARGET}.")


def _heat_set_points(portfolio: Portfolio, references: Iterable[str]) -> dict[str, Temperature | None]:
    return {each: portfolio.thermostats.get(each).status().set_points.heat for each in references}


def _read(readings: Sequence[AccountReading]) -> dict[str, int]:
    return {name: sum(each.account == name and each.status is not None for each in readings) for name in ACCOUNTS}


def _each(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items())


def _name(thermostat: PortfolioThermostat) -> Text:
    return Text(clean(thermostat.info().name or thermostat.id))


def _table(scene: AccountsScene) -> Rows:
    numbers = (Column("Now", is_number=True), Column("Set points", is_number=True))
    table = Rows("Account", "Name", *numbers, "Mode")
    for each in sorted(scene.readings, key=lambda reading: list(ACCOUNTS).index(reading.account)):
        if each.thermostat is None or each.status is None:
            table.add_error(each.account, error=Text(type(each.error).__name__, "red"))
            continue
        points = [degrees(point) for point in (each.status.set_points.heat, each.status.set_points.cool) if point]
        mode = "offline" if each.status.is_online is False else str(each.status.mode or NOTHING)
        table.add_row(
            each.account, _name(each.thermostat), degrees(each.status.temperature), " – ".join(points) or NOTHING, mode
        )
    return table
