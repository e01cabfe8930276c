"""The index of what uses what: read from this repository's own code, and from small pieces of code made for it."""

from __future__ import annotations

import textwrap
from functools import cache
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("tools.spec_update", reason="the tools are not here, only the package")

from tests.spec_update.conftest import usage
from tools.spec_update.docs_pages import Page, read_pages
from tools.spec_update.field_use import FieldUses
from tools.spec_update.source_tree import SourceTree
from tools.spec_update.usage import OperationUse, read_usage

ROOT = Path(__file__).resolve().parents[2]


def use(operation_id: str, package: str = "ecobee_v2") -> OperationUse:
    return usage().uses[package, operation_id]


def test_every_operation_of_both_documents_is_found() -> None:
    packages = [package for package, _ in usage().uses]
    assert (packages.count("ecobee_v1"), packages.count("ecobee_v2")) == (25, 37)


def test_an_operation_leads_to_its_function_row_and_models() -> None:
    found = use("setResidentMode")
    assert found.function == "smartbuildings_api.ecobee_v2.api.thermostats.set_resident_mode"
    assert found.bindings == ("ecobee.operations.SET_RESIDENT_MODE",)
    assert [name.rpartition(".")[2] for name in found.models] == ["ResidentModeRequestBody"]


def test_models_inside_of_models_count() -> None:
    names = {name.rpartition(".")[2] for name in use("getThermostatStatus").models}
    assert {"ThermostatStatus", "ThermostatStatusData", "SetPoint", "TemperatureRange"} <= names


def test_a_member_is_found_through_a_private_method() -> None:
    expected = ("Thermostat.turn_off_resident_mode", "Thermostat.turn_on_resident_mode")
    assert use("setResidentMode").facade == expected
    assert use("setTenantMode", "ecobee_v1").facade == expected


def test_a_member_is_found_through_a_lambda() -> None:
    assert use("updateAlertSettings").facade == ("Thermostat.update_alert_settings",)


def test_a_member_is_found_through_a_function_inside_of_it() -> None:
    assert use("setAutoHold").facade == ("Thermostat.hold",)


def test_a_list_is_named_after_the_attributes_that_hold_it() -> None:
    assert use("getBuildingIds").facade == ("SmartBuildings.buildings",)
    assert "Building.thermostats" in use("getThermostatIdsByBuilding").facade


def test_a_read_back_by_another_member_is_told_apart_from_a_call_of_its_own() -> None:
    found = use("getThermostatStatus")
    assert found.facade == ("Thermostat.status",)
    assert {"Thermostat.hold", "Thermostat.set_mode", "Thermostats.statuses"} <= set(found.facade_through)


def test_a_member_that_a_version_refuses_does_not_use_its_operations() -> None:
    assert use("updateBaseThermostat", "ecobee_v1").facade == ("Thermostat.rename",)
    assert use("updateBaseThermostat", "ecobee_v2").facade == ("Thermostat.move", "Thermostat.rename")


def test_no_member_uses_the_generated_token_function() -> None:
    assert use("getToken").bindings == use("getToken").facade == ()


def test_a_vendor_s_second_api_has_a_table_of_its_own() -> None:
    found = use("listLocationGroups", "smartthings_enterprise")
    assert found.bindings == ("smartthings.enterprise_operations.LIST_LOCATION_GROUPS",)
    assert found.facade == ("SmartThings.location_groups",)


def test_every_operation_leads_to_its_handler() -> None:
    assert use("setResidentMode").handler == "smartbuildings.sandbox.ecobee.handlers.operation.set_resident_mode"
    called = [each for each in usage().uses.values() if not usage().unused(each.operation.package)]
    assert len(called) == 25 + 37 + 41 + 20 + 9
    assert all(each.handler for each in called)


@pytest.mark.parametrize(
    ("package", "operation_id", "field", "readers", "writers", "attributes"),
    [
        (
            "ecobee_v1",
            "updateAlertSettings",
            "acMaintenanceReminder",
            {"models.alerts.AlertSettings"},
            {"bodies.thermostat_settings.write_alert_settings"},
            {"AlertSettings.ac_maintenance"},
        ),
        (
            "ecobee_v1",
            "getThermostatStatus",
            "isTenantMode",
            {"models.status.ThermostatStatus"},
            set(),
            {"ThermostatStatus.is_resident_mode"},
        ),
        # two holds share a method and a field name, and are told apart
        (
            "ecobee_v2",
            "setHeatHold",
            "desiredTemperature",
            {"reading.read_heat_hold"},
            {"bodies.holds.write_heat_hold"},
            {"TemperatureHold.heat"},
        ),
        # read by a function that its row names
        (
            "ecobee_v2",
            "getThermostatSummary",
            "timeZoneOffsetMinutes",
            {"models.thermostats.ThermostatInfo"},
            set(),
            {"ThermostatInfo.utc_offset"},
        ),
        (
            "ecobee_v2",
            "updateBaseThermostat",
            "buildingId",
            {"models.thermostats.ThermostatInfo"},
            {"bodies.buildings.write_thermostat_change"},
            {"ThermostatInfo.building_id"},
        ),
        ("ecobee_v2", "getThermostatSchedule", "monday", {"models.schedule.Schedule"}, set(), {"Schedule.monday"}),
    ],
)
def test_a_field_leads_to_its_reader_writer_and_attribute(
    package: str, operation_id: str, field: str, readers: set[str], writers: set[str], attributes: set[str]
) -> None:
    found = FieldUses(usage()).find(use(operation_id, package), field)
    assert {name.removeprefix("smartbuildings.ecobee.") for name in found.readers} == readers
    assert {name.removeprefix("smartbuildings.ecobee.") for name in found.writers} == writers
    assert set(found.attributes) == attributes


def test_a_field_that_has_another_name_in_each_version_has_one_writer() -> None:
    writers = ("smartbuildings.ecobee.bodies.holds.write_resident_mode",)
    assert FieldUses(usage()).find(use("setResidentMode"), "isResidentMode").writers == writers
    assert FieldUses(usage()).find(use("setTenantMode", "ecobee_v1"), "isTenantMode").writers == writers


def test_a_reader_is_found_where_a_member_hands_the_row_on() -> None:
    found = FieldUses(usage()).find(use("updateBaseThermostat", "ecobee_v1"), "thermostatName")
    assert found.readers == ("smartbuildings.ecobee.models.thermostats.ThermostatInfo",)
    assert found.writers == ("smartbuildings.ecobee.bodies.buildings.write_thermostat_change",)


def test_asking_whether_a_version_has_an_operation_is_no_use_of_it(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        {
            "smartbuildings/ecobee/operations.py": """
                from typing import NamedTuple
                class Operation(NamedTuple):
                    verb: str
                    v1: str | None
                    v2: str | None
                    scope: str = "address"
                PAINT: Operation = Operation("paint", None, v2="paintThermostat")
                HIDE: Operation = Operation("hide", "hideThermostat", "concealThermostat", scope="v3")
                """,
            "smartbuildings/_async/ecobee/thing.py": """
                from smartbuildings.ecobee import operations
                class AsyncThing:
                    async def hide(self) -> None:
                        await self.account.call(operations.HIDE)
                    async def paint_or_hide(self) -> None:
                        self.account.require(operations.PAINT)
                        await self.hide()
                """,
        },
    )
    made = read_usage(tmp_path, {})
    rows = made.table.rows.values()
    assert {row.name.rpartition(".")[2]: dict(row.operation_ids) for row in rows} == {
        "PAINT": {"ecobee_v2": "paintThermostat"},
        "HIDE": {"ecobee_v1": "hideThermostat", "ecobee_v2": "concealThermostat"},
    }
    named = {
        each.function.short: [
            {row.name.rpartition(".")[2] for row in rows} for rows in (each.direct_rows, each.all_rows)
        ]
        for each in made.members
    }
    assert named == {"hide": [{"HIDE"}, {"HIDE"}], "paint_or_hide": [set(), {"HIDE"}]}


def test_a_field_leads_to_the_members_that_look_at_what_it_feeds() -> None:
    found = FieldUses(usage()).find(use("getThermostatStatus"), "isResidentMode")
    verbs = ("Building.register", "Thermostat.turn_off_resident_mode", "Thermostat.turn_on_resident_mode")
    assert found.facade == verbs


def test_a_field_that_nobody_knows_has_no_use() -> None:
    found = FieldUses(usage()).find(use("getThermostatStatus"), "isHaunted")
    assert found.readers == found.writers == found.attributes == found.facade == ()


def test_a_command_is_found_through_its_own_functions_and_what_it_walks_over(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        {
            "smartbuildings/__init__.py": "from smartbuildings._sync.things import Client\n",
            "smartbuildings/_sync/things.py": """
                from collections.abc import Iterator
                class Thing:
                    def status(self) -> int: ...
                    def hold(self) -> int: ...
                class Things:
                    def __iter__(self) -> Iterator[Thing]: ...
                class Client:
                    def __init__(self) -> None:
                        self.things = Things()
                """,
            "smartbuildings/cli/commands/readings.py": """
                from smartbuildings import Client
                from smartbuildings._sync.things import Thing
                from smartbuildings.cli.bulk_read import each_of
                __all__ = ["all_of_them", "hold"]
                def all_of_them() -> None:
                    client = Client()
                    for each in client.things:
                        _show(each)
                def hold() -> None:
                    done = each_of(list_of(Client()), lambda one: one.hold())
                    print([one.real for one in numbers(done)])
                def numbers(done: object) -> list[int]: ...
                def list_of(client: Client) -> list[Thing]: ...
                def _show(thing: Thing) -> None:
                    print(thing.status())
                """,
        },
    )
    made = read_usage(tmp_path, {})
    assert made.commands == {
        "smartbuildings all-of-them": frozenset({"Thing.status"}),
        "smartbuildings hold": frozenset({"Thing.hold"}),
    }


def lay_out(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")


@cache
def tree() -> SourceTree:
    return SourceTree(ROOT, {"smartbuildings": "smartbuildings"})


def page(tmp_path: Path, text: str) -> Page:
    lay_out(tmp_path, {"docs/page.md": text})
    (found,) = read_pages(tmp_path, tree())
    return found


def gone(found: Page) -> list[tuple[int, str]]:
    return [(each.line, f"{each.owner}.{each.member}") for each in found.mentions if not each.is_there]


def test_a_page_names_members_in_prose_and_operations() -> None:
    text = "Call `Thermostat.hold` or AsyncThermostat.resume; setResidentMode behind it. See Thermostat.md."
    found = page_of(text)
    assert {"Thermostat.hold", "Thermostat.resume", "setResidentMode"} <= found.names
    assert gone(found) == []


def page_of(text: str) -> Page:
    from tools.spec_update import docs_pages

    reader: Any = docs_pages._Reader(tree())
    made: Page = reader.read("docs/page.md", text)
    return made


def test_a_page_that_names_a_gone_member_in_prose_is_told_with_its_line() -> None:
    text = "First line.\n\nOnce there was `Thermostat.set_tenant_mode`, and HvacMode.TURBO.\n"
    assert gone(page_of(text)) == [(3, "HvacMode.TURBO"), (3, "Thermostat.set_tenant_mode")]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("with SmartBuildings() as sb:\n    sb.thermostats.get('1').freeze()", "Thermostat.freeze"),
        ("async with AsyncSmartBuildings() as sb:\n    await sb.close()", "AsyncSmartBuildings.close"),
        ("for thermostat in sb.thermostats:\n    print(thermostat.status().mood)", "ThermostatStatus.mood"),
        ("print(building.colour)", "Building.colour"),
        ("for page in sb.buildings().pages():\n    page[0].sell()", "Building.sell"),
        ("from smartbuildings import Boiler", "smartbuildings.Boiler"),
        (">>> sb.buildings.get('x').colour\n'red'", "Building.colour"),
    ],
)
def test_a_python_block_that_uses_a_gone_member_is_told(code: str, expected: str) -> None:
    block = "from smartbuildings import AsyncSmartBuildings, SmartBuildings\n"
    indented = textwrap.indent(f"```python\n{block}```\n\n```python\n{code}\n```\n", "    ")
    assert [name for _, name in gone(page_of(f'=== "Sync"\n\n{indented}'))] == [expected]


def test_a_python_block_that_uses_what_is_there_is_left_alone() -> None:
    text = textwrap.dedent(
        """
        ```python
        from smartbuildings import AsyncSmartBuildings, Temperature
        from smartbuildings.ecobee import HvacMode, models

        async with AsyncSmartBuildings(api_version="v1") as sb:
            async for found in sb.buildings(limit=3):
                address = (await found.info()).address
                print(address.city.title(), address.time_zone, unknown.attribute.of_something)
                for thermostat in await found.thermostats().all():
                    await thermostat.hold(heat=Temperature.f(68))
                    print(HvacMode.HEAT.value, thermostat.id)
        await sb.aclose()
        ```

        ```json
        {"not": "Python: Thermostat.freeze"}
        ```
        """
    )
    found = page_of(text.replace("Thermostat.freeze", "thermostats"))
    assert gone(found) == []
    assert {"Thermostat.hold", "Building.info", "SmartBuildings.buildings", "Address.city"} <= found.names


def test_what_a_function_binds_ends_with_it() -> None:
    code = "async def later() -> None:\n    async with AsyncSmartBuildings() as sb:\n        await sb.aclose()\n"
    text = (
        f"```python\nfrom smartbuildings import AsyncSmartBuildings, SmartBuildings\nsb = SmartBuildings()\n{code}```\n"
    )
    assert gone(page_of(f"{text}\n```python\nsb.close()\n```\n")) == []
    assert gone(page_of(f"{text}\n```python\nsb.aclose()\nsb.open()\n```\n")) == [(11, "SmartBuildings.open")]


def test_what_a_program_printed_is_not_read_as_prose() -> None:
    assert gone(page_of("```text title='prints'\nThermostatStatus.hvacMode: unknown value\n```\n")) == []


def test_a_page_that_a_tool_wrote_may_tell_of_what_is_gone(tmp_path: Path) -> None:
    lay_out(tmp_path, {"docs/updates/one.md": "<!-- Written by `a tool` -->\nThermostat.set_tenant_mode is gone.\n"})
    assert read_pages(tmp_path, tree()) == []
