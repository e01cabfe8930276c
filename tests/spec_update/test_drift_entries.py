"""From what a running program met to an overlay that says so: applied for real, and nothing is left to tell."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

pytest.importorskip("tools.overlay", reason="the tools are not here, only the package")

from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

from smartbuildings._core.drift import Drift, DriftKind, DriftReport
from smartbuildings._core.drift_entries import overlay_entries
from smartbuildings.ecobee import operations, reading
from smartbuildings.ecobee.drift_places import PLACES
from tools.documents import read_document
from tools.overlay import apply_overlay

KINDS: tuple[DriftKind, ...] = get_args(DriftKind)


@cache
def document(version: str = "v2") -> Any:
    return json.loads((files("smartbuildings_api") / f"ecobee_{version}" / "openapi.json").read_text("utf-8"))


def applied(text: str, tmp_path: Path, version: str = "v2") -> Any:
    """Paste the entries into an overlay and apply it."""
    path = tmp_path / "overlay.yaml"
    path.write_text(f"overlay: 1.0.0\ninfo: {{title: Test, version: 1.0.0}}\nactions:\n{text}", encoding="utf-8")
    overlay = read_document(path)
    return apply_overlay(document(version), overlay | {"actions": overlay["actions"] or []})


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()[1:] if line.lstrip().startswith("#")]


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_what_real_reading_found_becomes_an_overlay_after_which_nothing_is_left(version: str, tmp_path: Path) -> None:
    drift = DriftReport()
    status = {"hvacMode": "turbo", "airQuality": 7, "setPoint": {"desiredHeat": 68.0, "eco": True}, "comfortSetting": 3}
    reading.read_thermostat_status(status, drift)
    reading.read_alerts({"items": [{"severity": "off", "room": {}}]}, drift)
    reading.read_building({"size": 30000, "floors": []}, drift)
    text = overlay_entries(drift.entries, document(version), PLACES)
    fixed = applied(text, tmp_path, version)
    validate(fixed)
    schemas = fixed["components"]["schemas"]
    found = schemas["thermostatStatus"]["properties"]["data"]["properties"]
    assert found["airQuality"]["type"] == "number"
    assert found["comfortSetting"]["type"] == "number"
    assert schemas["setPoint"]["properties"]["eco"]["type"] == "boolean"
    assert schemas["hvacMode"]["enum"][-1] == "turbo"
    assert schemas["alert"]["properties"]["severity"]["enum"][-1] == "off"
    assert schemas["alert"]["properties"]["room"]["type"] == "object"
    assert schemas["buildingSize"]["enum"][-1] == 30000
    assert schemas["building"]["properties"]["data"]["properties"]["floors"]["items"] == {}
    again = overlay_entries([each for each in drift.entries if each.kind != "wrong type"], fixed, PLACES)
    assert "- target" not in again
    assert all("No entry is needed" in line for line in comments(again))


def test_new_fields_carry_marks_where_the_document_has_marks() -> None:
    met = [Drift("ThermostatStatus", "airQuality", "unknown field", "number")]
    assert "x-mark: inferred" in overlay_entries(met, document("v2"), PLACES)
    assert "x-mark" not in overlay_entries(met, document("v1"), PLACES)


def test_a_new_value_of_an_enumeration_with_names_brings_its_name(tmp_path: Path) -> None:
    met = [Drift("ThermostatSettings", "holdAction", "unknown value", "8hour")]
    fixed = applied(overlay_entries(met, document(), PLACES), tmp_path)
    found = fixed["components"]["schemas"]["thermostatSettings"]["properties"]["holdAction"]
    assert (found["enum"][-1], found["x-enum-varnames"][-1]) == ("8hour", "VALUE_8HOUR")


def test_a_value_met_in_a_list_and_one_met_alone_go_into_one_action() -> None:
    met = [
        Drift("ThermostatStatus", "hvacMode", "unknown value", "turbo"),
        Drift("ThermostatInfo", "hvacModes", "unknown value", "eco"),
        Drift("ThermostatInfo", "hvacModes", "unknown value", "turbo"),
    ]
    text = overlay_entries(met, document(), PLACES)
    assert text.count("- target: $.components.schemas.hvacMode\n") == 1
    assert "enum: [turbo, eco]" in text


@pytest.mark.parametrize(
    ("met", "why"),
    [
        (Drift("Alert", "time", "unreadable value", "text"), "ask the vendor"),
        (Drift("ThermostatStatus", "humidity", "implausible value", "number"), "ask the vendor"),
        (Drift("ListItem", "id", "missing field", "array item"), "ask the vendor"),
        (Drift("Alert", "", "wrong type", "text"), "ask the vendor"),
        (Drift("Alert", "a" * 63 + "…", "unknown field", "text"), "too long"),
        (Drift("Nonsense", "field", "unknown field", "text"), "no place for this model"),
        (Drift("ThermostatStatus", "humidity", "wrong type", "text"), "$.components.schemas.percent"),
        (Drift("ThermostatStatus", "humidity", "number as text", "text"), "humidity: number as text (text). Find out"),
        (Drift("ThermostatStatus", "isConnected", "unknown field", "boolean"), "No entry is needed"),
    ],
)
def test_what_no_overlay_can_say_becomes_a_comment_that_says_why(met: Drift, why: str) -> None:
    text = overlay_entries([met], document(), PLACES)
    (comment,) = comments(text)
    assert "- target" not in text
    assert why in comment


def test_words_that_some_readers_of_yaml_take_for_something_else_stay_text() -> None:
    met = [Drift("ThermostatStatus", name, "unknown field", "text") for name in ("true", "null", "on", "No")]
    met += [Drift("ThermostatStatus", "hvacMode", "unknown value", value) for value in ("off-peak", "yes")]
    fields, values = yaml.safe_load(overlay_entries(met, document(), PLACES))
    assert list(fields["update"]["properties"]) == ["true", "null", "on", "No"]
    assert values["update"]["enum"] == ["off-peak", "yes"]


def test_without_drift_there_is_nothing_to_paste() -> None:
    assert overlay_entries([], document(), PLACES) == ""


def test_every_model_that_readers_name_has_its_place_in_a_document() -> None:
    rows = [row for row in vars(operations).values() if isinstance(row, operations.Operation)]
    readers = [row.reader for row in rows if row.returns is not operations.Returns.NOTHING]
    assert {model for reader in readers for model, _, _ in reader.places()} == set(PLACES)
    for model in PLACES:
        met = [Drift(model, "somethingNew", "unknown field", "text")]
        assert any("- target" in overlay_entries(met, document(version), PLACES) for version in ("v1", "v2")), model


@settings(deadline=None, max_examples=150)
@given(
    met=st.lists(
        st.builds(
            Drift, st.sampled_from(sorted(PLACES)), st.text(max_size=20), st.sampled_from(KINDS), st.text(max_size=20)
        ),
        max_size=5,
    )
)
def test_whatever_a_server_sends_the_text_reads_back_as_an_overlay(
    met: list[Drift], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = overlay_entries(met, document(), PLACES)
    assert all(line.isprintable() for line in text.split("\n"))
    if "- target" in text:
        fixed = applied(text, tmp_path_factory.mktemp("overlay"))
        again = overlay_entries([each for each in met if each.kind == "unknown field"], fixed, PLACES)
        assert "- target" not in again
