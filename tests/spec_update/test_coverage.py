"""Facade, generated code, sandbox and documentation are one; each way in which they may part is told by name."""

from __future__ import annotations

import ast
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("tools.spec_update", reason="the tools are not here, only the package")

from tests.spec_update.conftest import usage
from tools import coverage as command
from tools.spec_update.coverage import PAGE, coverage_page, problems
from tools.spec_update.usage import UNUSED, read_usage

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("smartbuildings", "generated", "docs/reference/coverage.md")  # no other page: what they say is tested once


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what is looked at, once."""
    root = tmp_path_factory.mktemp("pristine")
    for name in KEPT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__", "assets"))
        elif source.is_file():
            (root / name).parent.mkdir(parents=True)
            shutil.copy(source, root / name)
    return root


@pytest.fixture
def root(pristine: Path) -> Iterator[Path]:
    """Give the copy to change, and put back what was changed."""
    before = {path: path.read_bytes() for path in pristine.rglob("*") if path.is_file()}
    yield pristine
    for path in [path for path in pristine.rglob("*") if path.is_file()]:
        if path not in before:
            path.unlink()
        elif path.read_bytes() != before[path]:
            path.write_bytes(before[path])


def found(root: Path) -> list[str]:
    return problems(read_usage(root), root)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def drop_method(path: Path, name: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    nodes = [node for node in ast.walk(ast.parse("".join(lines))) if getattr(node, "name", None) == name]
    (node,) = [each for each in nodes if isinstance(each, ast.AsyncFunctionDef)]
    assert node.end_lineno is not None
    path.write_text("".join([*lines[: node.lineno - 1], *lines[node.end_lineno :]]), encoding="utf-8")


def test_this_repository_is_one_and_its_page_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert (command.main(["--check"]), capsys.readouterr().err) == (0, "")


def test_the_table_has_a_row_for_every_operation_with_all_that_covers_it() -> None:
    text = coverage_page(usage())
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(rows) == 25 + 37 + 41 + 20 + 9
    (row,) = [line for line in rows if "`setResidentMode`" in line]
    assert row == (
        "| `setResidentMode` | `PATCH /api/v2/thermostats/{thermostatId}/residentMode` | `write:tenantmode` | known | "
        "`Thermostat.turn_off_resident_mode`, `Thermostat.turn_on_resident_mode` | `operation.set_resident_mode` |"
    )
    assert sum("inferred" in row for row in rows) > 0 < sum("carried" in row for row in rows)


def test_an_exception_stands_in_the_table_with_its_reason() -> None:
    text = coverage_page(usage())
    assert text.count("[^getToken]") == 3
    assert "[^getToken]: Tokens are requested by" in text


def test_a_skipped_operation_needs_nothing_and_stands_in_the_table_with_its_reason(root: Path) -> None:
    path = root / "generated/smartbuildings_api/ecobee_v2/openapi.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    extra = {"operationId": "exportEverything", "responses": {"200": {"description": "All of it."}}}
    document["paths"]["/api/v2/export"] = {"get": extra}
    path.write_text(json.dumps(document), encoding="utf-8")
    assert any("exportEverything" in sentence for sentence in found(root))
    extra["x-smartbuildings-skip"] = "The export is 2 GB | no function of ours reads it."
    path.write_text(json.dumps(document), encoding="utf-8")
    assert found(root) == []
    (row,) = [line for line in coverage_page(read_usage(root)).splitlines() if "exportEverything" in line]
    assert r"skipped: The export is 2 GB \| no function of ours reads it." in row


def test_a_renamed_operation_is_told_with_the_member_that_uses_the_old_one(root: Path) -> None:
    path = root / "generated/smartbuildings_api/ecobee_v2/openapi.json"
    replace(path, '"operationId":"setResidentMode"', '"operationId":"setOccupantMode"')
    sentences = "\n".join(found(root))
    assert "setOccupantMode of ecobee_v2 has no generated function." in sentences
    assert "setOccupantMode of ecobee_v2 has no handler in the sandbox." in sentences
    assert "ecobee.operations.SET_RESIDENT_MODE names setResidentMode" in sentences
    assert "used by Thermostat.turn_off_resident_mode and Thermostat.turn_on_resident_mode" in sentences
    assert "a handler for setResidentMode" in sentences


def test_each_of_several_gaps_is_told_and_nothing_else(root: Path) -> None:
    handlers = root / "smartbuildings/sandbox/ecobee/handlers/operation.py"
    replace(handlers, '    "setAutoHold": set_auto_hold,\n', "")
    table = "HANDLERS: Mapping[str, Handler] = {\n"
    replace(handlers, table, f'{table}    "paint": resume_schedule,\n')
    path = root / "generated/smartbuildings_api/ecobee_v1/openapi.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    del document["paths"]["/api/v1/thermostats/{thermostatId}/weather"]
    path.write_text(json.dumps(document), encoding="utf-8")
    (root / "docs/old.md").write_text("# Old\n\nCall `Thermostat.set_tenant_mode`.\n", encoding="utf-8")

    removed, page, handler, operation = found(root)
    assert "ecobee.operations.READ_WEATHER names getThermostatWeatherForecast" in removed
    assert "the document of ecobee_v1 has no such operation any more; it is used by Thermostat.weather" in removed
    assert page.startswith("docs/old.md, line 3, names Thermostat.set_tenant_mode, which does not exist.")
    assert handler.startswith("setAutoHold of ecobee_v2 has no handler in the sandbox.")
    assert "handler for paint (smartbuildings.sandbox.ecobee.handlers.operation.resume_schedule)" in operation


def test_an_operation_that_no_member_reaches_is_told(root: Path) -> None:
    drop_method(root / "smartbuildings/_async/ecobee/thermostat.py", "weather")
    assert [sentence.partition(". ")[0] for sentence in found(root)] == [
        f"getThermostatWeatherForecast of {package} is reachable from no member of the facade"
        for package in ("ecobee_v1", "ecobee_v2")
    ]


def test_an_operation_without_a_row_is_told(root: Path) -> None:
    replace(
        root / "smartbuildings/ecobee/operations.py",
        '"hold both set points at once", None, "setAutoHold"',
        '"", None, None',
    )
    (sentence,) = found(root)
    assert sentence.startswith("setAutoHold of ecobee_v2 is reachable from no member")


def unused(root: Path, package: str, reason: str) -> None:
    path = root / f"generated/smartbuildings_api/{package}/openapi.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["info"].pop(UNUSED, None)
    document["info"] |= {UNUSED: reason} if reason else {}
    path.write_text(json.dumps(document), encoding="utf-8")


def test_an_api_that_is_marked_as_unused_needs_neither_members_nor_handlers(root: Path) -> None:
    path = root / "generated/smartbuildings_api/ecobee_v2/openapi.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    operations = [each for item in document["paths"].values() for each in item.values() if "operationId" in each]
    third = root / "generated/smartbuildings_api/third_v1"
    shutil.copytree(path.parent, third)
    for each in operations:
        each["operationId"] += "OfThird"
    (third / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    told = found(root)
    assert sum("is reachable from no member" in sentence or "no generated" in sentence for sentence in told) == 37
    assert sum("has no handler in the sandbox" in sentence for sentence in told) == 37

    unused(root, "third_v1", "Nothing calls it | yet.")

    assert all("has no generated function" in sentence for sentence in found(root))
    page = coverage_page(read_usage(root))
    section = page.partition("`smartbuildings_api.third_v1`.\n")[2].partition("\n## ")[0]
    assert section.startswith("\nNothing calls it | yet.\n")
    assert "Every field of an answer" not in section


def test_an_api_that_is_marked_as_unused_and_is_used_is_told(root: Path) -> None:
    unused(root, "ecobee_v1", "Nothing calls it.")
    (sentence,) = found(root)
    assert sentence.startswith("ecobee_v1 is marked as unused, but ecobee.operations.")
    assert "ecobee.operations.READ_STATUS" in sentence


def test_an_operation_that_is_marked_as_unused_needs_no_member_and_may_have_none(root: Path) -> None:
    path = root / "generated/smartbuildings_api/ecobee_v2/openapi.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    (status,) = (
        each for item in document["paths"].values() for each in item.values()
        if isinstance(each, dict) and each.get("operationId") == "getThermostatStatus"
    )  # fmt: skip
    status[UNUSED] = "Nothing calls it."
    path.write_text(json.dumps(document), encoding="utf-8")

    (sentence,) = found(root)

    assert sentence.startswith(
        "getThermostatStatus of ecobee_v2 is marked as unused, but ecobee.operations.READ_STATUS"
    )
    rows = {line.split("`")[1]: line for line in coverage_page(usage()).splitlines() if line.startswith("| `")}
    assert "`low_level` only" in rows["createRoom"]


def test_scopes_that_are_alternatives_are_told_apart_from_scopes_that_are_all_needed() -> None:
    rows = {line.split("`")[1]: line for line in coverage_page(usage()).splitlines() if line.startswith("| `")}
    assert "| `r:devices:*` or `l:devices` |" in rows["getDevices"]
    assert "| `create:building`, `read:building` |" in rows["createBuilding"]


def test_an_exception_that_is_none_is_told(root: Path) -> None:
    first = "LIST_BUILDINGS: Final"
    row = f'GET_TOKEN: Final = Operation("", None, "getToken")\n{first}'
    replace(root / "smartbuildings/ecobee/operations.py", first, row)
    first = "            found = (await self._account.read(operations.LIST_BUILDINGS)).ids\n"
    replace(root / "smartbuildings/_async/ecobee/building.py", first, f"            operations.GET_TOKEN\n{first}")
    (sentence,) = found(root)
    assert sentence.startswith("getToken is listed as an exception, but SmartBuildings.buildings reach")


def test_the_check_tells_a_page_that_is_out_of_date_and_writes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(root / PAGE, "known", "unknown")
    before = (root / PAGE).read_bytes()
    assert command.main(["--check"], root=root) == 1
    assert "docs/reference/coverage.md is out of date" in capsys.readouterr().err
    assert (root / PAGE).read_bytes() == before
    assert command.main([], root=root) == 0
    assert command.main(["--check"], root=root) == 0


def test_the_command_fails_while_something_is_wrong(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs/old.md").write_text("`Thermostat.set_tenant_mode`\n", encoding="utf-8")
    assert command.main([], root=root) == 1
    assert "Thermostat.set_tenant_mode" in capsys.readouterr().err
