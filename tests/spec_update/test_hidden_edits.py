"""Edits of the published document where our overlay replaces it: users do not see them, and calls still go wrong."""

from __future__ import annotations

import copy

import pytest

from tests.spec_update.trips import Edit, apply
from tools.documents import read_document
from tools.generate import ROOT
from tools.spec_update.overlay_health import overlay_health
from tools.spec_update.seen import Committed, Seen

SCHEMAS = "/components/schemas"
ALERTS = f"{SCHEMAS}/alertSettingsRequestBody/properties"
REMINDER = f"{SCHEMAS}/alertSettingsResponse/properties/data/properties/acMaintenanceReminder"
RANGE = f"{SCHEMAS}/thermostatStatus/properties/data/properties/desiredHeatRange"
BUILDING = f"{SCHEMAS}/building/properties/data"
ADDRESS = f"{SCHEMAS}/addressDetails/properties"
NAME = "/paths/~1api~1v1~1buildings/post/requestBody/content/application~1json/schema/properties/name"
REGISTER = "/paths/~1api~1v1~1buildings~1{buildingId}~1thermostats/post"
SETTINGS = "/paths/~1api~1v1~1thermostats~1{thermostatId}~1alertSettings"
TOKEN = "/paths/~1token/post/responses"
JSON_SCHEMA = "content/application~1json/schema"
TEXT = {"type": "string"}

# By name the edits, and a part of the target of the action that hides them.
HIDDEN: dict[str, tuple[list[Edit], str]] = {
    # an object is removed, for another to be put in its place
    "a lower upper limit": (
        [("set", f"{ALERTS}/lowTemperatureAlert/properties/value/maximum", 90)],
        "'lowTemperatureAlert'",
    ),
    "a higher lower limit": (
        [("set", f"{ALERTS}/highTemperatureAlert/properties/value/minimum", 40)],
        "'lowTemperatureAlert'",
    ),
    "another type": (
        [("set", f"{ALERTS}/lowHumidityAlert/properties/enabled/type", "string")],
        "'lowTemperatureAlert'",
    ),
    "a field required": ([("set", f"{ALERTS}/highHumidityAlert/required", ["enabled"])], "'lowTemperatureAlert'"),
    "whole numbers only": (
        [("set", f"{ALERTS}/lowHumidityAlert/properties/value/type", "integer")],
        "'lowTemperatureAlert'",
    ),
    "other fields forbidden": (
        [("set", f"{ALERTS}/lowTemperatureAlert/additionalProperties", False)],
        "'lowTemperatureAlert'",
    ),
    "a field renamed": (
        [
            (
                "move",
                f"{ALERTS}/lowTemperatureAlert/properties/value",
                f"{ALERTS}/lowTemperatureAlert/properties/alertValue",
            )
        ],
        "'lowTemperatureAlert'",
    ),
    "a field gone from a removed object": ([("drop", f"{RANGE}/properties/max")], "'desiredCoolRange'"),
    "a type in a removed object": ([("set", f"{RANGE}/properties/min", TEXT)], "'desiredCoolRange'"),
    "null in a removed object": ([("set", f"{RANGE}/nullable", True)], "'desiredCoolRange'"),
    "a value of an enumeration more": (
        [("add", f"{REMINDER}/properties/maintenanceIntervalUnits/enum", "year")],
        "'acMaintenanceReminder'",
    ),
    "a type in a reminder": (
        [("set", f"{REMINDER}/properties/maintenanceInterval/type", "string")],
        "'acMaintenanceReminder'",
    ),
    "a field gone from a reminder": ([("drop", f"{REMINDER}/properties/enabled")], "'acMaintenanceReminder'"),
    "a type in a copy of the address": (
        [("set", f"{BUILDING}/properties/latitude/type", "string")],
        "'address', 'city'",
    ),
    "a field gone from a copy of the address": (
        [("drop", f"{BUILDING}/properties/postalCode"), ("drop", f"{BUILDING}/required/5")],
        "'address', 'city'",
    ),
    "null in a copy of the address": ([("set", f"{BUILDING}/properties/state/nullable", True)], "'address', 'city'"),
    "a shorter name": ([("set", f"{NAME}/maxLength", 16)], "properties.name"),
    "another pattern of a name": ([("set", f"{NAME}/pattern", "^[0-9]+$")], "properties.name"),
    "a name of another type": ([("set", f"{NAME}/type", "integer")], "properties.name"),
    "an id of another type": (
        [("set", f"{SCHEMAS}/listItem/properties/id", {"type": "integer"})],
        "listItem.properties.id",
    ),
    # a list is removed
    "a field no longer required": ([("drop", f"{BUILDING}/required/1")], "data.required"),
    # a single value is removed
    "another pattern in place of one that is removed": (
        [("set", f"{SCHEMAS}/updateBaseThermostatRequestBody/properties/name/pattern", "^[0-9]+$")],
        "'thermostatName'",
    ),
    "another format in place of one that is removed": (
        [("set", f"{ADDRESS}/country/format", "iso-3166-2")],
        "country.format",
    ),
    "another type of a message": (
        [("set", f"{SCHEMAS}/baseErrorResponse/properties/message/type", "array")],
        "message.type",
    ),
    "another type of the data of an error": (
        [("set", f"{SCHEMAS}/baseErrorResponse/properties/data/type", "array")],
        "data.type",
    ),
    # a schema is removed
    "the schema of a refused token": ([("set", f"{TOKEN}/400/{JSON_SCHEMA}", TEXT)], "'getToken'].responses['400'"),
    "the schema of a refused registration": (
        [("set", f"{REGISTER}/responses/400/{JSON_SCHEMA}", TEXT)],
        "'registerThermostat'].responses['400']",
    ),
    # a single value is overwritten
    "a narrower pattern": (
        [("set", f"{SCHEMAS}/authRequestBody/properties/scope/pattern", "^read:[a-z]+$")],
        "authRequestBody.properties.scope",
    ),
    "a pattern where the overlay has one": (
        [("set", f"{ADDRESS}/country/pattern", "^[0-9]{3}$")],
        "properties.country",
    ),
    # a reference is overwritten
    "the schema of a 401": (
        [("set", f"{SETTINGS}/patch/responses/401/{JSON_SCHEMA}/$ref", "#/components/schemas/building")],
        "responses['401']",
    ),
    "the schema of a 400": (
        [("set", f"{SETTINGS}/patch/responses/400/{JSON_SCHEMA}/$ref", "#/components/schemas/building")],
        "'updateAlertSettings'",
    ),
}

# What the vendor cures the way the overlay does changes nothing for users.
CURED: dict[str, list[Edit]] = {
    "data may be null": [("set", f"{BUILDING}/nullable", True)],
    "a body is required": [("set", f"{REGISTER}/requestBody/required", True)],
    "a pattern is gone": [("drop", f"{SCHEMAS}/updateBaseThermostatRequestBody/properties/name/pattern")],
    "a default is gone": [("drop", f"{ADDRESS}/city/default")],
    "the pattern of scopes": [
        (
            "set",
            f"{SCHEMAS}/authRequestBody/properties/scope/pattern",
            "^(?:(?:create|delete|read|write):[a-z]+)?(?: (?:(?:create|delete|read|write):[a-z]+))*$",
        )
    ],
    "a schema for four limits": [
        ("set", f"{ALERTS}/lowTemperatureAlert", {"$ref": f"#{SCHEMAS}/temperatureAlertSchema"})
    ],
    "the type of a message": [
        ("drop", f"{SCHEMAS}/baseErrorResponse/properties/message/type"),
        ("set", f"{SCHEMAS}/baseErrorResponse/properties/message/oneOf", [TEXT, {"type": "object"}]),
    ],
}


@pytest.fixture(scope="module")
def spec() -> Committed:
    folder = ROOT / "spec" / "ecobee-v1"
    return Committed(read_document(folder / "openapi.yaml"), read_document(folder / "overlay.yaml"))


def look(spec: Committed, edits: list[Edit]) -> Seen:
    new = copy.deepcopy(dict(spec.published.document))
    for edit in edits:
        apply(new, edit)
    return Seen.look(spec, new, spec.overlay)


@pytest.mark.parametrize("name", HIDDEN)
def test_a_breaking_edit_behind_the_overlay_is_breaking_and_its_action_is_to_be_reviewed(
    name: str, spec: Committed
) -> None:
    edits, target = HIDDEN[name]
    seen = look(spec, edits)
    assert seen.verdict.word == "breaking", [f"{one.severity}: {one.sentence}" for one in seen.changes]
    (finding, *_) = [one for one in seen.health.findings if target in " ".join(one.target.split())]
    assert finding.trouble in ("look again", "no longer needed")
    description = " ".join(spec.overlay["actions"][finding.index]["description"].split())
    assert "It hides a breaking change: " in finding.reason, finding.reason
    assert finding.reason.endswith(description)


@pytest.mark.parametrize("name", CURED)
def test_a_defect_that_the_vendor_cured_as_the_overlay_does_is_not_breaking(name: str, spec: Committed) -> None:
    seen = look(spec, CURED[name])
    assert seen.verdict.word in ("safe", "additive"), [f"{one.severity}: {one.sentence}" for one in seen.changes]
    assert not any("It hides" in one.reason for one in seen.health.findings)


def test_every_kind_of_action_hides_an_edit_here(spec: Committed) -> None:
    targets = {target for _, target in HIDDEN.values()}
    found = [(" ".join(action["target"].split()), action) for action in spec.overlay["actions"]]
    hiding = [action for path, action in found if any(part in path for part in targets)]
    kinds = {"remove" if action.get("remove") else "update" for action in hiding}
    assert (kinds, len(HIDDEN) >= 24) == ({"remove", "update"}, True)


def test_a_document_that_did_not_change_has_nothing_behind_the_overlay(
    spec: Committed,
) -> None:
    seen = look(spec, [])
    assert (seen.verdict.word, seen.health.findings) == ("no change", ())
    assert overlay_health(spec.published.document, spec.published.document, spec.overlay).findings == ()
