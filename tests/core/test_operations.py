"""The table of ecobee's operations: its cells, what an empty one raises, and what is taken out of an envelope."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from importlib.resources import files
from typing import Any

import pytest

from smartbuildings._core.body import Reply
from smartbuildings.ecobee import operations, reading
from smartbuildings.ecobee.operations import ApiVersion, Operation, Returns, unwrap_envelope
from smartbuildings.errors import NotSupported, UnreadableResponse

ROWS = {name: row for name, row in vars(operations).items() if isinstance(row, Operation)}
VERSIONS: list[ApiVersion] = ["v1", "v2"]


def documented(version: str) -> dict[str, Any]:
    text = (files("smartbuildings_api") / f"ecobee_{version}" / "openapi.json").read_text("utf-8")
    items = json.loads(text)["paths"].values()
    return {each["operationId"]: each for item in items for each in item.values() if "operationId" in each}


def builders(version: str) -> dict[str, Any]:
    tags = [
        importlib.import_module(f"smartbuildings_api.ecobee_{version}.api.{tag}")
        for tag in ("buildings", "thermostats")
    ]
    return {name: build for tag in tags for name, build in tag.BUILDERS.items()}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_table_names_every_operation_but_that_for_tokens(version: ApiVersion) -> None:
    cells = {getattr(row, version) for row in ROWS.values()} - {None}
    assert cells == documented(version).keys() - {"getToken"} == builders(version).keys()


@pytest.mark.parametrize("version", VERSIONS)
def test_each_row_expects_the_body_that_the_document_promises(version: ApiVersion) -> None:
    document = json.loads((files("smartbuildings_api") / f"ecobee_{version}" / "openapi.json").read_text("utf-8"))

    def properties(schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        found = dict(schema.get("properties", {}))
        for part in schema.get("allOf", []):
            found |= properties(part)
        return found

    def promised(operation: dict[str, Any]) -> Returns:
        (success,) = [each for status, each in operation["responses"].items() if status.startswith("2")]
        if "content" not in success:
            return Returns.NOTHING
        data = properties(success["content"]["application/json"]["schema"])["data"]
        return Returns.ITEMS if "items" in properties(data) else Returns.DATA

    for name, row in ROWS.items():
        cell = getattr(row, version)
        if cell is not None:
            assert (name, row.returns) == (name, promised(documented(version)[cell]))


def test_an_empty_cell_is_not_supported_and_the_error_names_the_version_that_has_it() -> None:
    assert operations.HOLD_BOTH.id_in("v2") == "setAutoHold"
    expected = (
        "API v1 of ecobee SmartBuildings has no way to hold both set points at once; v2 has. "
        'Make the client with api_version="v2".'
    )
    with pytest.raises(NotSupported) as caught:
        operations.HOLD_BOTH.id_in("v1")
    assert str(caught.value) == expected
    with pytest.raises(NotSupported, match=r'no way to paint; v1 has\. Make the client with api_version="v1"'):
        Operation("paint", "paintThermostat", None, reading.read_nothing).id_in("v2")


@pytest.mark.parametrize(
    ("content", "returns", "expected"),
    [
        (b'{"status": "success", "data": {"id": "1"}}', Returns.DATA, {"id": "1"}),
        (b'{"status": "success", "data": {}}', Returns.DATA, {}),
        (b'{"data": {"items": []}}', Returns.ITEMS, {"items": []}),
        (b'{"data": {"count": 0}}', Returns.ITEMS, {"count": 0}),
        (b"", Returns.NOTHING, {}),
        (b"<html>", Returns.NOTHING, {}),
    ],
)
def test_data_is_taken_out_of_its_envelope(content: bytes, returns: Returns, expected: dict[str, Any]) -> None:
    assert unwrap_envelope(Reply(200, {}, content).json(), "getThermostatStatus", returns) == expected


@pytest.mark.parametrize(
    ("content", "returns", "found"),
    [
        (b"", Returns.DATA, "an empty body"),
        (b" \n", Returns.ITEMS, "an empty body"),
        (b"[]", Returns.DATA, "no data"),
        (b'{"data": null}', Returns.DATA, "no data"),
        (b'{"data": [1]}', Returns.ITEMS, "no data"),
        (b'{"data": {}}', Returns.ITEMS, "no list of items"),
        (b'{"data": {"items": {"0": 1}, "count": 1}}', Returns.ITEMS, "no list of items"),
    ],
)
def test_a_success_without_the_documented_body_cannot_be_read(content: bytes, returns: Returns, found: str) -> None:
    with pytest.raises(UnreadableResponse) as caught:
        unwrap_envelope(Reply(200, {}, content).json(), "getThermostatStatus", returns)
    expected = f"The API reported success to 'get thermostat status', but its response has {found}. Read the state."
    assert str(caught.value) == expected


def test_importing_the_table_loads_no_generated_code() -> None:
    code = (
        "import sys, smartbuildings.ecobee.operations\n"
        "print([name for name in sys.modules if name.startswith('smartbuildings_api') or name == 'httpx'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_call_loads_no_generated_model_and_nothing_of_the_other_version() -> None:
    code = (
        "import sys\n"
        "from smartbuildings import SmartBuildings\n"
        "from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET, Sandbox, SandboxTransport\n"
        "sandbox = Sandbox(seed=1)\n"
        "with SmartBuildings(CLIENT_ID, CLIENT_SECRET, transport=SandboxTransport(sandbox)) as client:\n"
        "    client.thermostats.get(sandbox.thermostat_ids[0]).status()\n"
        "print(sorted(name for name in sys.modules if name.startswith('smartbuildings_api.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    package = "smartbuildings_api.ecobee_v2"
    expected = [package, f"{package}.api", f"{package}.api.buildings", f"{package}.api.thermostats"]
    assert done.stdout.strip() == str(expected)
