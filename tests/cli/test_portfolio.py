"""The commands on several accounts: those of a file, and those of the variables of several vendors."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from servers.hearth import KEY, HearthServer
from servers.own_vendor import own_vendor

import smartbuildings
from smartbuildings._core.accounts import VendorEntry
from smartbuildings._sync import registry
from smartbuildings.cli import vendors
from smartbuildings.portfolio import split_reference
from smartbuildings.sandbox import Fault, QuotaLimits, Sandbox, SandboxServer
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

from .conftest import COMMAND, Ran, base_environment
from .test_widths import WIDTHS, whole

pytestmark = [
    pytest.mark.smartbuildings_sandbox(speed=0, thermostats=5),
    pytest.mark.smartthings_sandbox(speed=0),
]

Run = Callable[..., Ran]
Running = RunningSandbox[Any]


@pytest.fixture
def both(smartbuildings_sandbox: Running, smartthings_sandbox: Running) -> dict[str, str]:
    """The variables of two vendors."""
    return smartbuildings_sandbox.environment | smartthings_sandbox.environment


@pytest.fixture
def south() -> Iterator[SandboxServer[Any]]:
    """A second account of ecobee."""
    with SandboxServer(Sandbox(seed=2, speed=0, thermostats=4, quota=QuotaLimits.unlimited())) as server:
        yield server


@pytest.fixture
def file(both: dict[str, str], south: SandboxServer[Any], tmp_path: Path) -> Path:
    """A file with three accounts, whose secrets are in the environment."""
    path = tmp_path / "accounts.toml"
    ecobee = 'vendor = "ecobee"\nclient_id = "sandbox-client"\nclient_secret = {env = "SOME_SECRET"}\n'
    path.write_text(
        f'[accounts.north]\n{ecobee}base_url = "{both["SMARTBUILDINGS_BASE_URL"]}"\n'
        f'[accounts.south]\n{ecobee}base_url = "{south.url}"\n'
        f'[accounts.lofts]\nvendor = "smartthings"\ntoken = {{env = "LOFTS_TOKEN"}}\n'
        f'base_url = "{both["SMARTTHINGS_BASE_URL"]}"\n'
        '[profiles]\nwinter = ["north", "lofts"]\n'
    )
    return path


@pytest.fixture
def environment(both: dict[str, str], file: Path, tmp_path: Path) -> dict[str, str]:
    """A file, no variables of a vendor, and a terminal of 80 columns."""
    return base_environment() | {
        "SMARTBUILDINGS_PORTFOLIO": str(file),
        "SOME_SECRET": both["SMARTBUILDINGS_CLIENT_SECRET"],
        "LOFTS_TOKEN": both["SMARTTHINGS_TOKEN"],
        "XDG_STATE_HOME": str(tmp_path),
        "COLUMNS": "80",
    }


@pytest.fixture
def north(smartbuildings_sandbox: Running) -> str:
    """The reference of a thermostat of ecobee."""
    return f"north/{smartbuildings_sandbox.sandbox.thermostat_ids[0]}"


@pytest.fixture
def loft(smartthings_sandbox: Running) -> str:
    """The reference of a thermostat of SmartThings."""
    return f"lofts/{smartthings_sandbox.sandbox.device_id('ecobee')}:main"


def accounts_in(rows: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(row["account"] for row in rows))


# -- which accounts


def test_every_reading_command_reads_all_accounts_in_the_order_of_the_file(run: Run) -> None:
    for command in (["buildings"], ["thermostats"], ["thermostats", "--ids-only"], ["status"]):
        done = run(*command, "--json")
        assert (done.code, done.err) == (0, ""), command
        rows = done.json()
        assert accounts_in(rows) == ["north", "south", "lofts"], command
        assert len([row["account"] for row in rows]) == len({row["reference"] for row in rows})
        for row in rows:
            assert split_reference(row["reference"]) == (row["account"], row["id"])


def test_the_variables_of_several_vendors_are_a_portfolio(run: Run, both: dict[str, str]) -> None:
    done = run("status", "--json", SMARTBUILDINGS_PORTFOLIO="", **both)

    assert (done.code, done.err) == (0, "")
    assert accounts_in(done.json()) == ["ecobee", "smartthings"]


def test_the_variables_of_one_vendor_are_not_a_portfolio(run: Run, smartbuildings_sandbox: Running) -> None:
    one = smartbuildings_sandbox.environment | {"SMARTBUILDINGS_PORTFOLIO": ""}

    listed = run("thermostats", "--ids-only", **one)
    rows = run("status", "--json", **one).json()

    assert listed.out.split() == list(smartbuildings_sandbox.sandbox.thermostat_ids)
    assert all("reference" not in row and "hvac_mode" in row for row in rows)
    named = run("status", "--account", "ecobee", "--json", **one).json()
    assert accounts_in(named) == ["ecobee"]


def test_an_account_can_be_chosen_and_more_than_one(run: Run) -> None:
    assert accounts_in(run("status", "--account", "south", "--json").json()) == ["south"]
    assert accounts_in(run("--account", "lofts", "--account=north", "buildings", "--json").json()) == ["north", "lofts"]

    absent = run("status", "--account", "east")
    assert (absent.code, absent.out) == (2, "")
    assert "There is no account 'east'. There are: lofts, north, south." in absent.err


def test_a_profile_chooses_accounts(run: Run) -> None:
    rows = run("buildings", "--json", SMARTBUILDINGS_PROFILE="winter").json()
    assert accounts_in(rows) == ["north", "lofts"]

    without = run("buildings", SMARTBUILDINGS_PORTFOLIO="", SMARTBUILDINGS_PROFILE="winter")
    assert without.code == 3
    assert "SMARTBUILDINGS_PORTFOLIO" in without.err


def test_what_only_another_account_needs_is_not_looked_at(run: Run) -> None:
    assert run("buildings", LOFTS_TOKEN="").code == 3
    assert run("buildings", "--account", "north", LOFTS_TOKEN="").code == 0


def test_a_vendor_that_is_named_is_the_one_of_the_variables(run: Run, smartthings_sandbox: Running) -> None:
    rows = run("status", "--vendor", "smartthings", "--json", **smartthings_sandbox.environment).json()
    assert rows
    assert all("account" not in row for row in rows)

    both = run("status", "--vendor", "smartthings", "--account", "lofts")
    assert both.code == 2
    assert "Give one of them." in both.err


@pytest.mark.parametrize("option", ["--base-url", "--api-version", "--token-store"])
def test_an_option_about_one_account_is_refused(run: Run, option: str) -> None:
    done = run("status", option, "v1")

    assert (done.code, done.out) == (2, "")
    assert f"{option} is about one account" in done.err


def test_the_tokens_are_kept_between_commands(run: Run, smartbuildings_sandbox: Running) -> None:
    for _ in range(2):
        assert run("buildings", "--account", "north").code == 0

    assert len(smartbuildings_sandbox.sandbox.requests.of("getToken")) == 1


# -- reading


def test_a_building_is_named_by_its_reference(run: Run) -> None:
    of_south = next(row for row in run("buildings", "--json").json() if row["account"] == "south")

    done = run("thermostats", "--building", of_south["reference"], "--json")

    assert done.code == 0, done.err
    assert {(row["account"], row["building_id"]) for row in done.json()} == {("south", of_south["id"])}


def test_thermostats_of_several_accounts_are_shown_in_the_order_in_which_they_are_named(
    run: Run, north: str, loft: str
) -> None:
    done = run("status", loft, north, loft, "--names", "--json")

    assert (done.code, done.err) == (0, "")
    rows = done.json()
    assert [row["reference"] for row in rows] == [loft, north]
    assert rows[0]["name"] == "Living Room ecobee"
    assert rows[1]["name"]
    assert all(row["temperature"]["f"] for row in rows)


def test_an_id_needs_an_account(run: Run, north: str) -> None:
    _, thermostat = split_reference(north)

    alone = run("status", thermostat)
    with_account = run("status", thermostat, "--account", "north", "--json")
    elsewhere = run("status", north, "--account", "south")
    unknown = run("status", f"east/{thermostat}")

    assert (alone.code, alone.out) == (2, "")
    assert f"Give a reference such as {north}, or --account. There are: north, south, lofts." in alone.err
    assert [row["reference"] for row in with_account.json()] == [north]
    for wrong in (elsewhere, unknown):
        assert (wrong.code, wrong.out) == (2, "")
        assert "and this command works on: " in wrong.err


def test_a_limit_counts_over_all_accounts(run: Run) -> None:
    assert len(run("thermostats", "--ids-only", "--limit", "2").out.split()) == 2
    assert run("thermostats", "--limit", "0").code == 2


# -- an account that fails


def test_an_account_that_fails_does_not_stop_the_others(run: Run) -> None:
    for command in (["buildings"], ["thermostats"], ["thermostats", "--ids-only"], ["status"], ["status", "--names"]):
        done = run(*command, "--json", LOFTS_TOKEN="revoked")
        assert done.code == 9, command
        assert accounts_in(done.json()) == ["north", "south"], command
        assert done.err.startswith("smartbuildings: The account 'lofts' (smartthings): ")
        assert done.err.count("smartbuildings: ") == 1

    shown = run("status", LOFTS_TOKEN="revoked")
    assert shown.code == 9
    assert "north/" in shown.out


def test_an_account_whose_settings_are_wrong_does_not_stop_the_others(run: Run, both: dict[str, str]) -> None:
    incomplete = both | {"SMARTBUILDINGS_CLIENT_SECRET": "", "SMARTBUILDINGS_PORTFOLIO": ""}

    done = run("status", "--json", **incomplete)
    alone = run("status", "--account", "ecobee", **incomplete)

    assert done.code == 9
    assert accounts_in(done.json()) == ["smartthings"]
    assert done.err.count("The account 'ecobee' (ecobee): ") == 1
    assert "SMARTBUILDINGS_CLIENT_SECRET" in done.err
    assert (alone.code, alone.out) == (3, "")
    assert alone.err.count("The account 'ecobee' (ecobee): ") == 1


def test_an_account_matters_only_if_one_of_its_thermostats_is_named(run: Run, both: dict[str, str], loft: str) -> None:
    incomplete = both | {"SMARTBUILDINGS_CLIENT_SECRET": "", "SMARTBUILDINGS_PORTFOLIO": ""}
    loft = loft.replace("lofts/", "smartthings/")

    alone = run("status", loft, "--json", **incomplete)
    together = run("status", "ecobee/511134833204", loft, "--json", **incomplete)

    assert (alone.code, alone.err) == (0, "")
    assert together.code == 9
    assert [row["reference"] for row in together.json()] == [loft]
    assert "SMARTBUILDINGS_CLIENT_SECRET" in together.err


def test_if_all_fail_the_code_is_theirs_and_each_is_named(run: Run) -> None:
    refused = run("status", SOME_SECRET="wrong", LOFTS_TOKEN="revoked")
    assert (refused.code, refused.out) == (4, "")
    for name in ("north", "south", "lofts"):
        assert refused.err.count(f"smartbuildings: The account '{name}' (") == 1
    assert run("status", "--json", SOME_SECRET="wrong", LOFTS_TOKEN="revoked").json() == []


def test_a_thermostat_that_cannot_be_read_is_a_row_and_the_result_is_partial(
    run: Run, north: str, smartbuildings_sandbox: Running
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.response(404, {}, {}), operation="getThermostatStatus", times=1)

    done = run("status", "--json")

    assert done.code == 9
    (failed,) = [row for row in done.json() if row["error"] is not None]
    assert (failed["account"], failed["error"]["type"]) == ("north", "NotFound")
    assert failed["reference"] in done.err


def test_a_thermostat_that_cannot_be_read_keeps_its_error_when_names_are_shown(
    run: Run, smartbuildings_sandbox: Running
) -> None:
    smartbuildings_sandbox.sandbox.faults.add(Fault.response(404, {}, {}), operation="getThermostatStatus", times=1)

    done = run("status", "--names", "--json")

    assert done.code == 9
    (failed,) = [row for row in done.json() if row["error"] is not None]
    assert (failed["account"], failed["name"], failed["temperature"]) == ("north", None, None)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("operation", ["getThermostatStatus", "getThermostatIds"])
def test_a_portfolio_that_waits_can_be_interrupted(
    environment: dict[str, str], smartbuildings_sandbox: Running, sent: signal.Signals, code: int, operation: str
) -> None:
    sandbox = smartbuildings_sandbox.sandbox
    sandbox.faults.add(Fault.slow(20), operation=operation, times=3)

    command = [*COMMAND, "status"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        give_up_at = time.monotonic() + 20
        while not sandbox.requests.of(operation):
            assert time.monotonic() < give_up_at
            time.sleep(0.05)
        process.send_signal(sent)
        out, err = process.communicate(timeout=10)

    assert (process.returncode, out, err) == (code, "", "")


# -- another vendor


@pytest.fixture
def hearth(monkeypatch: pytest.MonkeyPatch) -> Iterator[HearthServer]:
    """A third vendor, which the registry and the command line have a row of."""
    with HearthServer() as server:

        def make(observers: object) -> Any:
            return own_vendor("Hearth")(server.url, KEY)

        monkeypatch.setattr(smartbuildings, "Hearth", make, raising=False)
        entry = VendorEntry("Hearth", {}, variables=frozenset({"HEARTH_KEY"}))
        monkeypatch.setattr(registry, "VENDORS", {**registry.VENDORS, "hearth": entry})
        monkeypatch.setitem(vendors.VENDORS, "hearth", vendors.VendorRow("hearth", "HEARTH_", server.url))
        yield server


def test_a_row_is_enough_for_another_vendor(run: Run, hearth: HearthServer) -> None:
    alone = {"SMARTBUILDINGS_PORTFOLIO": "", "HEARTH_KEY": "set"}

    assert run("thermostats", "--ids-only", **alone).out.splitlines() == list(hearth.zones)
    named = run("status", "ground hall", "--names", "--json", **alone).json()
    assert [(row["id"], row["name"]) for row in named] == [("ground hall", "Ground Hall")]
    assert run("temperature", "attic", "--heat", "19C", **alone).out == "Thermostat attic is set to heat 19.0 °C.\n"
    assert run("hold", "attic", "--heat", "19C", **alone).code == 2
    unsupported = run("mode", "attic", "heat", **alone)
    assert (unsupported.code, unsupported.out) == (2, "")


@pytest.mark.nest_sandbox(speed=0)
def test_nest_is_read_and_set_alone_and_beside_others(
    run: Run, nest_sandbox: Running, smartthings_sandbox: Running
) -> None:
    alone = nest_sandbox.environment | {"SMARTBUILDINGS_PORTFOLIO": ""}
    several = alone | smartthings_sandbox.environment

    building = run("buildings", "--json", **alone).json()[0]
    rows = run("thermostats", "--building", building["id"], "--json", **alone).json()
    ids = run("thermostats", "--ids-only", **alone).out.splitlines()  # Longer than the terminal is wide.
    assert {row["id"] for row in rows} < set(ids)
    one = rows[0]["id"]
    for command in (["mode", one, "heat"], ["temperature", one, "--heat", "20C"]):
        assert run(*command, **alone).code == 0
    for verb in (["hold", one, "--heat", "20C"], ["resume", one]):
        refused = run(*verb, **alone)
        assert (refused.code, refused.out) == (2, "")
        assert "nest is the vendor whose variables are set" in refused.err
        assert "smartbuildings temperature" in refused.err

    both = run("status", "--names", "--json", **several).json()
    assert accounts_in(both) == ["smartthings", "nest"]
    shown = {row["reference"]: row for row in both}[f"nest/{one}"]
    assert (shown["heat"]["c"], shown["mode"]) == (20.0, "heat")
    warmed = run("temperature", f"nest/{one}", "--heat", "21C", **several)
    assert warmed.out == f"Thermostat nest/{one} is set to heat 21.0 °C.\n"


def test_another_vendor_is_an_account_of_a_portfolio(
    run: Run, hearth: HearthServer, smartthings_sandbox: Running
) -> None:
    several = {"SMARTBUILDINGS_PORTFOLIO": "", "HEARTH_KEY": "set"} | smartthings_sandbox.environment

    rows = run("status", "--json", **several).json()
    assert accounts_in(rows) == ["smartthings", "hearth"]
    references = [row["reference"] for row in rows if row["account"] == "hearth"]
    assert references == ["hearth/ground%20hall", "hearth/ground%2050%25%20room", "hearth/attic"]

    warmed = run("temperature", references[1], "--heat", "19C", "--json", **several).json()
    assert (warmed["id"], warmed["reference"]) == ("ground 50% room", references[1])
    assert hearth.zones["ground 50% room"]["target"] == 19.0


def test_an_account_without_thermostats_is_read_as_well(
    run: Run, hearth: HearthServer, smartthings_sandbox: Running
) -> None:
    hearth.zones.clear()
    revoked = smartthings_sandbox.environment | {"SMARTTHINGS_REFRESH_TOKEN": "", "SMARTTHINGS_TOKEN": "revoked"}

    done = run("status", "--json", SMARTBUILDINGS_PORTFOLIO="", HEARTH_KEY="set", **revoked)

    assert (done.code, done.json()) == (9, [])


# -- control


def test_a_verb_takes_a_reference_or_an_id_with_an_account(run: Run, north: str, loft: str) -> None:
    by_reference = run("temperature", loft, "--heat", "69F")
    assert (by_reference.code, by_reference.err) == (0, "")
    assert by_reference.out.replace(" \n", " ") == f"Thermostat {loft} is set to heat 69.0 °F.\n"

    by_id = run("temperature", split_reference(north)[1], "--account", "north", "--heat", "66F", "--json")
    assert by_id.code == 0, by_id.err
    assert by_id.json()["reference"] == north
    assert by_id.json()["account"] == "north"
    assert by_id.json()["id"] == split_reference(north)[1]
    rows = {row["reference"]: row["heat"]["f"] for row in run("status", north, loft, "--json").json()}
    assert rows == {north: 66.0, loft: 69.0}


def test_a_mode_is_set_with_any_vendor(run: Run, north: str, loft: str) -> None:
    for reference in (north, loft):
        done = run("mode", reference, "off", "--json")
        assert (done.code, done.json()["reference"], done.json()["mode"]) == (0, reference, "off"), done.err
    assert run("mode", loft, "cool").err == ""


def test_a_mode_before_the_temperature_is_refused_where_the_vendor_has_none(run: Run, north: str) -> None:
    done = run("temperature", north, "--heat", "68F", "--mode", "heat")

    assert done.code == 2
    assert f"smartbuildings mode {north} heat" in done.err


def test_the_commands_of_ecobee_work_on_its_accounts(run: Run, north: str) -> None:
    held = run("hold", north, "--heat", "67F", "--json")
    assert held.code == 0, held.err
    assert (held.json()["account"], held.json()["reference"]) == ("north", north)
    assert run("resume", north).out == f"Thermostat {north} follows its schedule.\n"
    sensors = run("sensors", north, "--json").json()
    assert {row["reference"] for row in sensors} == {north}
    alerts = run("alerts", "--account", "north", "--json").json()
    assert len(alerts) == 5
    assert {row["account"] for row in alerts} == {"north"}
    assert [row["reference"] for row in run("alerts", north, "--json").json()] == [north]


@pytest.mark.parametrize(
    ("command", "alternative"),
    [
        (("hold", "--heat", "68F"), "smartbuildings temperature"),
        (("resume",), "smartbuildings temperature"),
        (("sensors",), "smartbuildings status"),
        (("alerts",), "smartbuildings status"),
        (("resident-mode", "on"), "Only ecobee"),
    ],
)
def test_a_command_that_another_vendor_has_not_names_the_vendor_and_the_alternative(
    run: Run, loft: str, smartthings_sandbox: Running, command: tuple[str, ...], alternative: str
) -> None:
    done = run(command[0], loft, *command[1:])

    assert (done.code, done.out) == (2, "")
    assert "Only ecobee has this command, and lofts is an account of smartthings." in done.err
    assert alternative in done.err
    assert not list(smartthings_sandbox.sandbox.requests)


@pytest.mark.parametrize("command", ["alerts", "token", "quota", "drift", "doctor"])
def test_a_command_for_one_account_asks_which_one(run: Run, command: str) -> None:
    done = run(command)
    assert (done.code, done.out) == (2, "")
    assert "Give --account north or --account south." in done.err

    other = run(command, "--account", "lofts")
    assert other.code == 2
    assert "lofts is an account of smartthings" in other.err


@pytest.mark.parametrize("command", ["token", "quota", "doctor"])
def test_a_command_about_an_account_names_it_in_json(run: Run, command: str) -> None:
    done = run(command, "--account", "south", "--json")
    assert done.code == 0, done.err + done.out
    assert done.json()["account"] == "south"


def test_the_only_account_of_ecobee_needs_no_name(run: Run, both: dict[str, str], north: str) -> None:
    _, thermostat = split_reference(north)

    for command in (["quota"], ["hold", thermostat, "--heat", "67F"], ["resume", f"ecobee/{thermostat}"]):
        done = run(*command, "--json", SMARTBUILDINGS_PORTFOLIO="", **both)
        assert done.code == 0, done.err
        assert done.json()["account"] == "ecobee"
    several = run("resume", thermostat)
    assert (several.code, several.out) == (2, "")
    assert f"Give a reference such as {north}" in several.err


def test_the_doctor_looks_at_the_settings_of_the_account(run: Run, south: SandboxServer[Any]) -> None:
    findings = {
        each["check"]: each["fact"] for each in run("doctor", "--account", "south", "--json").json()["findings"]
    }
    assert "from the portfolio" in findings["credentials"]
    assert south.url in findings["base_url"]


# -- how it looks


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("command", [["status"], ["status", "--names"], ["thermostats"], ["buildings"]])
def test_references_are_whole_at_any_width(run: Run, width: int, command: list[str]) -> None:
    rows = run(*command, "--json").json()
    ran = run(*command, COLUMNS=str(width))

    assert ran.code == 0, ran.err
    told = " ".join(ran.err.split())
    widest = max(width, *(len(row["reference"]) + 2 for row in rows))
    whole(ran.out, {row["reference"] for row in rows}, told, {}, widest)
