"""The vendor's own history as the test: what version 2.0.0 of the API changed against 1.7.0, told completely.

The lists below were reviewed line by line against the vendor's change list; a line too many is as wrong as one too few.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.spec_update.conftest import Done, told_of_history
from tools.spec_update.changes import Change
from tools.spec_update.compare import compare
from tools.spec_update.verdict import verdict_of

pytestmark = told_of_history()

T = "/api/v2/thermostats/{thermostatId}"

BREAKING = {
    "The paths begin with `/api/v2` now, and began with `/api/v1`.",
    "The route of `getToken` is `POST /api/v2/token` now, and was `POST /token`.",
    "`flows.clientCredentials.tokenUrl` of the security scheme `smartbuildings_auth` is "
    "`https://api.sb.ecobee.com/api/v2/token` now, and was `https://api.sb.ecobee.com/token`.",
    "`setTenantMode` (`PATCH /api/v1/thermostats/{thermostatId}/tenantMode`) is `setResidentMode` "
    f"(`PATCH {T}/residentMode`) now, by all evidence.",
    "`isTenantMode` is called `isResidentMode` now in the body of setTenantMode.",
    "`isTenantMode` is called `isResidentMode` now in the answer of getThermostatStatus.",
    "`acMaintenanceReminder` is gone from the body of updateAlertSettings.",
    "`acMaintenanceReminder` is gone from the answers of getThermostatAlertSettings and updateAlertSettings.",
}
ADDED_OPERATIONS = {
    "setAutoHold": f"POST {T}/autoHold",
    "getThermostatSettings": f"GET {T}/settings",
    "updateThermostatSettings": f"PATCH {T}/settings",
    "bulkUpdateThermostatSettings": "PATCH /api/v2/thermostats/settings",
    "getThermostatAccessControl": f"GET {T}/accessControl",
    "updateThermostatAccessControl": f"PATCH {T}/accessControl",
    "getComfortSettings": f"GET {T}/comfortSettings",
    "createComfortSetting": f"POST {T}/comfortSettings",
    "updateComfortSetting": f"PATCH {T}/comfortSettings/{{comfortRef}}",
    "deleteComfortSetting": f"DELETE {T}/comfortSettings/{{comfortRef}}",
    "getThermostatSchedule": f"GET {T}/schedule",
    "updateThermostatSchedule": f"PATCH {T}/schedule",
}
ADDITIVE = {
    *(f"`{name}` (`{route}`) is new." for name, route in ADDED_OPERATIONS.items()),
    "`isResidentMode` is new in the body of registerThermostat.",
    "`buildingId` is new in the body of updateBaseThermostat.",
    "The body is also taken as application/x-www-form-urlencoded now in getToken.",
    # They always came; only the document of v2 declares them.
    *(
        f"The header `x-ratelimit-{what}-{window}` is new in the answers and the error answers of 25 operations."
        for what in ("limit", "remaining")
        for window in ("second", "minute", "hour")
    ),
}
SAFE = {
    "The version is `2.0.0` now, and was `1.7.0`.",
    "The schema `tenantModeRequestBody` is called `residentModeRequestBody` now, and so is the class generated from "
    "it.",
    "The wording of 8 operations and 2 schemas is another.",
}


@pytest.fixture(scope="module")
def changes(fixed: dict[str, dict[str, Any]]) -> list[Change]:
    return compare(fixed["ecobee-v1"], fixed["ecobee-v2"])


@pytest.mark.parametrize(("severity", "told"), [("breaking", BREAKING), ("additive", ADDITIVE), ("safe", SAFE)])
def test_every_difference_is_told_and_nothing_that_is_not_so(
    changes: list[Change], severity: str, told: set[str]
) -> None:
    assert {change.sentence for change in changes if change.severity == severity} == told


def test_the_verdict_is_breaking_for_every_breaking_reason(changes: list[Change]) -> None:
    verdict = verdict_of(changes)
    assert (verdict.word, verdict.exit_code, verdict.bump) == ("breaking", 12, "major")
    assert {change.sentence for change in verdict.reasons} == BREAKING


def test_nothing_is_told_twice(changes: list[Change]) -> None:
    assert len({change.sentence for change in changes}) == len(changes) == len(BREAKING | ADDITIVE | SAFE)


def test_a_change_says_for_machines_what_it_is_about(changes: list[Change]) -> None:
    (mode,) = (one for one in changes if one.kind == "field renamed" and one.direction == "answer")
    assert (mode.operations, mode.fields, mode.field) == (
        ("getThermostatStatus",), ("data", "isTenantMode"), "isTenantMode",
    )  # fmt: skip
    assert (mode.schema, mode.before, mode.after) == ("thermostatStatus", "isTenantMode", "isResidentMode")


def test_the_same_document_has_not_changed(fixed: dict[str, dict[str, Any]]) -> None:
    document = fixed["ecobee-v1"]
    assert compare(document, json.loads(json.dumps(document))) == []
    assert verdict_of([]).exit_code == 0


@pytest.fixture(scope="module")
def report(report_of_v2: tuple[Done, str]) -> dict[str, Any]:
    done, _ = report_of_v2
    assert done.returncode == 12, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_command_tells_the_same_with_the_overlay_of_the_old_document(report: dict[str, Any]) -> None:
    told = {change["sentence"] for change in report["changes"] if change["severity"] == "breaking"}
    back = "`acMaintenanceReminder` is gone from the answers of getThermostatAlertSettings and updateAlertSettings"
    assert told == BREAKING - {f"{back}."} | {f"{back}, though the overlay would put it back."}
    assert {change["sentence"] for change in report["changes"] if change["severity"] == "additive"} == ADDITIVE
    assert (report["verdict"], report["version"]["bump"], report["kept"]) == ("breaking", "major", False)


@pytest.mark.parametrize(
    ("start", "member"),
    [
        ("`isTenantMode` is called `isResidentMode` now in the body", "Thermostat.turn_on_resident_mode"),
        ("`isTenantMode` is called `isResidentMode` now in the answer", "Thermostat.status"),
        ("`setTenantMode`", "Thermostat.turn_off_resident_mode"),
        ("`acMaintenanceReminder` is gone from the body", "Thermostat.update_alert_settings"),
        ("`acMaintenanceReminder` is gone from the answers", "Thermostat.alert_settings"),
        ("`isResidentMode` is new in the body of registerThermostat", "Building.register"),
    ],
)
def test_each_change_names_the_members_that_users_call(report: dict[str, Any], start: str, member: str) -> None:
    (change,) = (one for one in report["changes"] if one["sentence"].startswith(start))
    assert member in change["impact"]["facade"]


def test_each_new_operation_is_told_as_missing_in_our_code(report: dict[str, Any]) -> None:
    missing = {name for change in report["changes"] for name in change["impact"].get("missing", [])}
    assert missing == set(ADDED_OPERATIONS)


def test_overlay_actions_whose_defect_v2_has_cured_are_told(report: dict[str, Any]) -> None:
    found = report["overlay"]["findings"]
    gone = [one["target"] for one in found if one["trouble"] == "no longer matches"]
    assert "$.components.schemas.baseErrorResponse.properties.message.type" in gone
    assert "$.components.schemas..properties[?@.default == ''].default" in gone
    assert report["overlay"]["patch"].startswith("--- a/spec/ecobee-v1/overlay.yaml\n")
