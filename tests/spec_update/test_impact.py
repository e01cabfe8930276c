"""What a change means for us, on the vendor's own update from v1 to v2 and on changes made up here."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("tools.spec_update", reason="the tools are not here, only the package")

from tests.spec_update.conftest import told_of_history, usage
from tools.spec_update.changes import Change
from tools.spec_update.compare import compare
from tools.spec_update.impact import Impact, impacts
from tools.spec_update.usage import UNUSED, Usage

ROOT = Path(__file__).resolve().parents[2]
RESIDENT_MODE = ("Thermostat.turn_off_resident_mode", "Thermostat.turn_on_resident_mode")


@cache
def update() -> list[tuple[Change, Impact]]:
    changes = compare(usage().documents["ecobee_v1"], usage().documents["ecobee_v2"])
    return list(zip(changes, impacts(changes, usage()), strict=True))


def of_update(kind: str, operation_id: str, field: str | None = None) -> Impact:
    found = [
        impact
        for change, impact in update()
        if change.kind == kind and operation_id in change.operations and change.field == field
    ]
    assert len(found) == 1, f"{kind} of {operation_id} {field}"
    return found[0]


def of(change: Change, *packages: str) -> Impact:
    return impacts([change], usage(), packages or None)[0]


@told_of_history()
def test_the_new_name_of_tenant_mode_concerns_resident_mode_in_both_versions() -> None:
    found = of_update("operation renamed", "setTenantMode")
    assert found.facade == RESIDENT_MODE
    assert found.bindings == ("ecobee.operations.SET_RESIDENT_MODE",)
    assert {name.rpartition(".")[2] for name in found.handlers} == {"set_tenant_mode", "set_resident_mode"}


@told_of_history()
def test_the_new_name_in_the_status_concerns_its_reader_and_those_who_look_at_it() -> None:
    found = of_update("field renamed", "getThermostatStatus", "isTenantMode")
    assert found.readers == ("smartbuildings.ecobee.models.status.ThermostatStatus",)
    assert found.attributes == ("ThermostatStatus.is_resident_mode",)
    # Without a body in the response, registering looks at the status for its outcome.
    assert {"Building.register", "Thermostat.status", *RESIDENT_MODE} == set(found.facade)
    assert {name.rpartition(".")[2] for name in found.models} == {"ThermostatStatusData"}


@told_of_history()
def test_a_field_of_alert_settings_that_is_gone_concerns_its_writer_and_its_reader() -> None:
    gone = {change.direction: impact for change, impact in update() if change.field == "acMaintenanceReminder"}
    sent, told = gone["request"], gone["answer"]
    assert (sent.writers, sent.readers) == (
        ("smartbuildings.ecobee.bodies.thermostat_settings.write_alert_settings",),
        (),
    )
    assert (told.writers, told.readers) == ((), ("smartbuildings.ecobee.models.alerts.AlertSettings",))
    assert sent.facade == ("Thermostat.update_alert_settings",)
    assert told.facade == ("Thermostat.alert_settings", "Thermostat.update_alert_settings")
    assert told.attributes == ("AlertSettings.ac_maintenance",)


@told_of_history()
def test_a_new_operation_that_we_know_leads_to_its_member() -> None:
    assert of_update("operation added", "setAutoHold").facade == ("Thermostat.hold",)
    assert of_update("operation added", "setAutoHold").missing == ()


def test_a_new_operation_that_nothing_of_ours_knows_is_missing() -> None:
    added = Change("operation added", "additive", "`paintThermostat` is new.", ("paintThermostat",))
    assert of(added) == Impact(missing=("paintThermostat",))


def test_a_change_of_one_version_leaves_the_other_alone() -> None:
    change = Change("operation removed", "breaking", "`setHvacMode` is gone.", ("setHvacMode",))
    (v1,), (v2,) = of(change, "ecobee_v1").functions, of(change, "ecobee_v2").functions
    assert (v1, v2) == tuple(
        f"smartbuildings_api.{package}.api.thermostats.set_hvac_mode" for package in ("ecobee_v1", "ecobee_v2")
    )
    gone = Change("operation removed", "breaking", "`setTenantMode` is gone.", ("setTenantMode",))
    assert of(gone, "ecobee_v1").bindings == ("ecobee.operations.SET_RESIDENT_MODE",)
    assert of(gone, "ecobee_v2").bindings == ()


def test_a_field_is_looked_for_only_where_the_change_happens() -> None:
    sent = Change("field removed", "breaking", "", ("updateAlertSettings",), "request", None, ("lowHumidityAlert",))
    told = Change(
        "field removed", "breaking", "", ("updateAlertSettings",), "answer", None, ("data", "lowHumidityAlert")
    )
    assert (bool(of(sent).writers), bool(of(sent).readers)) == (True, False)
    assert (bool(of(told).writers), bool(of(told).readers)) == (False, True)


def test_a_change_of_the_whole_document_names_nothing() -> None:
    assert of(Change("version changed", "safe", "")) == Impact()
    assert Impact().as_json() == {}


def test_a_new_field_belongs_to_the_class_of_its_place_and_a_header_to_none() -> None:
    def models(kind: str, operation: str, way: tuple[str, ...], schema: str | None, direction: str) -> list[str]:
        change = Change(
            kind, "additive", "", (operation,), "answer" if direction == "answer" else "request", schema, way
        )
        return [name.rpartition(".")[2] for name in of(change, "ecobee_v1").models]

    added = "field added"
    status = models(added, "getThermostatStatus", ("data", "airQuality"), "thermostatStatus", "answer")
    assert status == ["ThermostatStatusData"]
    assert models(added, "registerThermostat", ("note",), None, "request") == ["RegisterThermostatBody"]
    update = "updateBaseThermostatRequestBody"
    assert models(added, "updateBaseThermostat", ("buildingId",), update, "request") == [
        "UpdateBaseThermostatRequestBody"
    ]
    assert models("header added", "getThermostatStatus", (), None, "answer") == []


def test_an_operation_is_missing_only_where_a_client_calls_the_api() -> None:
    new = copy.deepcopy(usage().documents["smartthings"])
    new["paths"]["/hubs"] = {"get": {**new["paths"]["/scenes"]["get"], "operationId": "listHubs"}}
    (added,) = (each for each in compare(usage().documents["smartthings"], new) if "listHubs" in each.operations)

    info = {**new["info"], UNUSED: "Nothing calls it."}
    unused = Usage(usage().tree, {**usage().documents, "smartthings": {**new, "info": info}}, {})

    assert impacts([added], unused, ["smartthings"])[0].missing == ()
    assert of(added, "smartthings").missing == ("listHubs",)
    assert of(added).missing == ("listHubs",)
