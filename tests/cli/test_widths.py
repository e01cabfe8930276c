"""No id and no value is cut, however narrow the terminal is."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console
from rich.text import Text

from smartbuildings.cli.rows import Column, Rows

WIDTHS = [80, 60, 40]
MODES = ["heat, cool, auto, off", "heat, auxHeatOnly, cool, auto, off", "heat, off"]


def drawn(rows: Rows, width: int) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width, highlight=False).print(rows, markup=False, crop=False)
    return out.getvalue().splitlines()


def values(row: dict[str, Any], *names: str) -> set[str]:
    return {str(row[name]) for name in names if row[name] is not None}


def shown(run: Any, width: int, *arguments: str) -> tuple[str, str]:
    ran = run(*arguments, COLUMNS=str(width))
    assert ran.code == 0, ran.err
    assert "…" not in ran.out
    assert "..." not in ran.out
    return ran.out, " ".join(ran.err.split())


def whole(out: str, expected: set[str], told: str, minor: dict[str, set[str]], width: int) -> None:
    """Prove that each value is there whole; those of a minor column may be missing if stderr names the column."""
    lines = out.splitlines()
    assert expected
    for value in expected:
        assert any(value in line for line in lines), f"{value} is not whole at {width} columns"
    for column, those in minor.items():
        if f"Left out, as the terminal is narrow: {column}" in told or f", {column}" in told:
            assert column not in out
            continue
        for value in those:
            assert any(value in line for line in lines), f"{value} is not whole at {width} columns"
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_buildings_are_whole(run: Any, width: int) -> None:
    rows = run("buildings", "--json").json()
    out, told = shown(run, width, "buildings")
    minor = {
        "City": {row["address"]["city"] for row in rows},
        "Time zone": {row["address"]["time_zone"] for row in rows},
    }
    whole(out, {value for row in rows for value in values(row, "id", "name")}, told, minor, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_thermostats_are_whole(run: Any, width: int) -> None:
    rows = run("thermostats", "--json").json()
    out, told = shown(run, width, "thermostats")
    minor = {
        "On the device": {row["thermostat_name"] for row in rows},
        "Modes": {", ".join(row["hvac_modes"]) for row in rows},
    }
    whole(out, {value for row in rows for value in values(row, "id", "name", "building_id")}, told, minor, width)


@pytest.mark.parametrize("named", [[], ["--names"]])
@pytest.mark.parametrize("width", WIDTHS)
def test_statuses_are_whole(run: Any, server: Any, width: int, named: list[str]) -> None:
    server.ask("PATCH", "/clock", {"speed": 0})
    rows = run("status", *named, "--json").json()
    out, told = shown(run, width, "status", *named)
    server.ask("PATCH", "/clock", {"speed": 1})
    expected = {value for row in rows for value in values(row, "id", "name", "hvac_mode")}
    expected |= {f"{row['temperature']['f']:.1f} °F" for row in rows}
    expected |= {
        f"{row['set_points']['heat']['f']:.1f} – {row['set_points']['cool']['f']:.1f}"
        for row in rows
        if row["hvac_mode"] == "auto"
    }
    minor = {"Humidity": {f"{row['humidity']} %" for row in rows}, "Setting": {row["comfort_setting"] for row in rows}}
    whole(out, expected, told, minor, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_sensors_are_whole(run: Any, server: Any, thermostat: str, width: int) -> None:
    server.ask("PATCH", "/clock", {"speed": 0})
    rows = run("sensors", thermostat, "--json").json()
    out, told = shown(run, width, "sensors", thermostat)
    server.ask("PATCH", "/clock", {"speed": 1})
    expected = {value for row in rows for value in values(row, "id", "name")}
    expected |= {f"{row['temperature']['f']:.1f} °F" for row in rows}
    whole(out, expected, told, {"Kind": {row["type"] for row in rows}}, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_alerts_are_whole(run: Any, width: int) -> None:
    rows = [row for row in run("alerts", "--json").json() if row["alerts"]]
    out, told = shown(run, width, "alerts")
    alerts = [alert for row in rows for alert in row["alerts"]]
    expected = {row["id"] for row in rows} | {alert["severity"] for alert in alerts}
    expected |= {alert["time"].replace("T", " ")[:16] for alert in alerts}
    whole(out, expected, told, {"About": {alert["notification"] for alert in alerts}}, width)
    # Another test puts a control character into an alert; it is shown as a question mark.
    texts = ["".join(c if c.isprintable() else "?" for c in alert["text"]) for alert in alerts]
    assert {word for text in texts for word in text.split()} <= set(out.split())


@pytest.mark.parametrize("width", WIDTHS)
def test_the_quota_is_whole(run: Any, server: Any, width: int) -> None:
    server.ask("PATCH", "/quota", {"hour": 10_000, "minute": 500, "second": 50})
    out, told = shown(run, width, "quota")
    whole(out, {"10,000", "500", "50", "hour", "minute", "second"}, told, {}, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_row_with_an_error_keeps_its_id(run: Any, server: Any, width: int) -> None:
    body = {"status": "error", "message": "not yours"}
    server.fault("response", status=403, body=body, operation="getThermostatStatus")
    ran = run("status", "--names", COLUMNS=str(width))
    failed = ran.err.partition("(")[2].partition(")")[0]
    lines = ran.out.splitlines()
    (error,) = [index for index, line in enumerate(lines) if "PermissionDenied" in line]
    assert failed in (lines[error] if width > 60 else lines[error - 1])


def table_of_two() -> Rows:
    rows = Rows("Id", Column("Little", minor=2), Column("Less", minor=1), Column("Now", is_number=True))
    rows.add_row("c853cccf8cb8718b959c8dcb", "abcdefghij", "klmnopqrst", Text("7.0"))
    rows.add_row("2", "b", "d", "77.0")
    rows.add_error("f4dfde8abe6ec8e2815de98b", error=Text("NotFound"))
    return rows


def test_minor_columns_go_first_and_then_rows_become_blocks() -> None:
    rows = table_of_two()
    assert drawn(rows, 54)[0] == "Id                        Little      Less         Now"
    assert drawn(rows, 54)[3] == "2                         b           d           77.0"
    assert drawn(rows, 54)[4] == "f4dfde8abe6ec8e2815de98b  NotFound"
    assert drawn(rows, 53)[0] == "Id                        Less         Now"
    assert drawn(rows, 41)[0] == "Id                         Now"
    assert (rows.left_out(54), rows.left_out(53), rows.left_out(41)) == ([], ["Little"], ["Little", "Less"])
    assert (rows.left_out(30), rows.left_out(29)) == (["Little", "Less"], [])
    assert drawn(rows, 35)[0] == "Id                         Now"


def test_a_block_has_every_column_and_cuts_nothing_that_is_wider_than_the_screen() -> None:
    assert drawn(table_of_two(), 20) == [
        "Id",
        "  c853cccf8cb8718b959c8dcb",
        "Little  abcdefghij",
        "Less    klmnopqrst",
        "Now     7.0",
        "",
        "Id      2",
        "Little  b",
        "Less    d",
        "Now     77.0",
        "",
        "Id",
        "  f4dfde8abe6ec8e2815de98b",
        "Error   NotFound",
    ]


def test_the_names_in_a_block_are_bold_on_a_terminal() -> None:
    out = io.StringIO()
    Console(file=out, width=20, force_terminal=True, highlight=False).print(table_of_two(), crop=False)
    assert "\x1b[1mLess    \x1b[0mklmnopqrst" in out.getvalue()


def test_wide_characters_count_as_wide() -> None:
    rows = Rows("Id", "Name")
    rows.add_row("1", "東京タワー")
    assert drawn(rows, 14) == ["Id  Name", "──────────────", "1   東京タワー"]
    assert drawn(rows, 13)[0] == "Id     1"


def test_a_pipe_is_as_wide_as_its_longest_line(run: Any, server: Any, thermostat: str) -> None:
    long = "Filter clogged " * 30 + "at last"
    server.ask("PATCH", f"/thermostats/{thermostat}", {"alert": long})
    assert any(long in line for line in run("alerts", thermostat).out.splitlines())
