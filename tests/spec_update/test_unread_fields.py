"""A field that is new in an answer does not stop an update: it is listed until somebody reads it, on this very tree."""

from __future__ import annotations

import json
import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.spec_update.conftest import Done, run_command
from tools import coverage
from tools.documents import read_document
from tools.generate import ROOT
from tools.spec_update import steps
from tools.spec_update.unread import find_unread, read_unread, unread_names, write_unread
from tools.spec_update.working_copy import WorkingCopy

LISTED = ["SetPoints.eco", "ThermostatStatus.airQuality"]
READING = [
    sys.executable,
    "-m",
    "pytest",
    "-p",
    "no:cacheprovider",
    "tests/core/test_reading.py",
    "-k",
    "listed and v1",
    "--tb=line",
    "-q",
]


class Updated(NamedTuple):
    root: Path
    done: Done


@pytest.fixture(scope="module", autouse=True)
def quick_start() -> Iterator[None]:
    """Start pytest in the copy without plugins, which these tests do not need."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        yield


@pytest.fixture(scope="module")
def updated(once: Callable[[str, Callable[[Path], object]], Path], quick_start: None) -> Updated:
    """Let the vendor add two fields to the status, one of them an object, and take that over in a copy of this tree."""
    folder = once("updated", update)
    return Updated(folder / "root", Done(*json.loads((folder / "done.json").read_text(encoding="utf-8"))))


def update(folder: Path) -> None:
    WorkingCopy(ROOT, folder / "root")
    for name in ("docs/guides", "docs/how", "tests/_async", "tests/_sync", "benchmarks"):  # they have no part in this
        shutil.rmtree(folder / "root" / name, ignore_errors=True)
    # Types have a session of their own, and take longer than all the rest of this.
    (folder / "root" / "mypy.py").write_text("", encoding="utf-8")
    document = read_document(ROOT / "spec" / "ecobee-v1" / "openapi.yaml")
    schemas: Any = document["components"]["schemas"]
    schemas["thermostatStatus"]["properties"]["data"]["properties"]["airQuality"] = {"type": "integer"}
    schemas["setPoint"]["properties"]["eco"] = {"type": "object", "properties": {"cool": {"type": "number"}}}
    (folder / "new.json").write_text(json.dumps(document), encoding="utf-8")
    options = [
        "--no-second-opinion",
        "--test=tests/core/test_reading.py",
        "--test=-k",
        "--test=documented or listed or nulls",
    ]
    done = run_command("ecobee-v1", folder / "new.json", *options, root=folder / "root")
    (folder / "done.json").write_text(json.dumps(done), encoding="utf-8")


@pytest.mark.slow
def test_the_update_is_kept_and_says_which_fields_nobody_reads_yet(updated: Updated) -> None:
    root, done = updated
    assert done.returncode == 11, done.stdout
    assert done.stdout.endswith("Kept.\n")
    told = done.stdout.partition("### Described now, and read by nobody yet")[2].partition("## Overlay")[0]
    assert [line.strip("- `") for line in told.splitlines() if line.startswith("- ")] == LISTED
    listed = unread_names(read_unread(root, "ecobee-v1"))
    assert listed == sorted({*LISTED, *unread_names(read_unread(ROOT, "ecobee-v1"))})
    assert read_unread(root, "ecobee-v2") == read_unread(ROOT, "ecobee-v2")
    page = (root / coverage.PAGE).read_text(encoding="utf-8")
    assert f"so that they arrive in `extra`: {', '.join(f'`{name}`' for name in listed)}." in page
    assert coverage.main(["--check"], root=root) == 0


@pytest.mark.slow
def test_a_field_that_is_neither_read_nor_listed_and_one_that_is_both_fail_the_tests(
    updated: Updated, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(updated.root, tmp_path / "root"))
    write_unread(root, "ecobee-v1", {"SetPoints": ["eco"], "ThermostatStatus": ["humidity"]})
    told = steps.run(READING, root) or "it passed"
    assert "test_of_an_answer_with_every_documented_field_nothing_is_left_over_that_is_not_listed[v1" in told
    assert "('ThermostatStatus', 'airQuality', 'unknown field')" in told
    assert "test_no_field_is_listed_as_unread_that_is_read_or_not_documented[v1]" in told
    assert "('ThermostatStatus', 'humidity', 'unknown field')" in told


def test_of_this_tree_the_list_is_what_the_readers_leave_over() -> None:
    for path in sorted((ROOT / "generated" / "smartbuildings_api").glob("*/openapi.json")):
        api = path.parent.name.replace("_", "-")
        assert find_unread(json.loads(path.read_text(encoding="utf-8"))) == read_unread(ROOT, api)


def test_a_list_reads_back_as_it_was_written_and_an_empty_one_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "spec" / "x").mkdir(parents=True)
    names = {"B": ['a "b" \\ c', "é", "\x7f"], "A": ["z", "y"]}
    write_unread(tmp_path, "x", names)
    assert tomllib.loads((tmp_path / "spec" / "x" / "unread.toml").read_text("utf-8")) == {
        model: sorted(fields) for model, fields in names.items()
    }
    assert unread_names(read_unread(tmp_path, "x"))[:2] == ["A.y", "A.z"]
    write_unread(tmp_path, "x", {})
    assert not list((tmp_path / "spec" / "x").iterdir())
    assert read_unread(tmp_path, "x") == {}


def test_a_schema_that_contains_itself_comes_to_an_end() -> None:
    tree = {
        "type": "object",
        "properties": {"inner": {"$ref": "#/components/schemas/tree"}, "leaf": {"type": "string"}},
    }
    answer = {"type": "object", "properties": {"data": {"$ref": "#/components/schemas/tree"}}}
    told = {"200": {"content": {"application/json": {"schema": answer}}}}
    document = {
        "paths": {"/x": {"get": {"operationId": "getThermostatStatus", "responses": told}}},
        "components": {"schemas": {"tree": tree}},
    }
    assert find_unread(document) == {"ThermostatStatus": ["inner", "leaf"]}
