"""The document of SmartThings' Enterprise API: what the public API lacks, with roles, limits and marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tools.documents import read_document
from tools.generate import Api
from tools.generator import operations

SPEC = Path(__file__).parents[2] / "spec"
FOLDER = SPEC / "smartthings-enterprise"
GROUP = "/locationgroups/{locationGroupId}"
ACCOUNT = "/accounts/{accountId}"
# The request, and how certain its method and path are.
EXPECTED = {
    "issueServiceToken": ("POST /auth/serviceaccount/token", "known"),
    "createServiceKey": (f"POST {ACCOUNT}/serviceaccounts/{{serviceAccountId}}/keys", "known"),
    "listLocationGroups": ("GET /locationgroups", "known"),
    "createLocationGroup": ("POST /locationgroups", "known"),
    "getLocationGroup": (f"GET {GROUP}", "known"),
    "updateLocationGroup": (f"PUT {GROUP}", "inferred"),
    "deleteLocationGroup": (f"DELETE {GROUP}", "known"),
    "createScene": ("POST /scenes", "inferred"),
    "getScene": ("GET /scenes/{sceneId}", "inferred"),
    "updateScene": ("PUT /scenes/{sceneId}", "inferred"),
    "deleteScene": ("DELETE /scenes/{sceneId}", "inferred"),
    "listRules": ("GET /rules", "known"),
    "createRule": ("POST /rules", "inferred"),
    "getRule": ("GET /rules/{ruleId}", "inferred"),
    "updateRule": ("PUT /rules/{ruleId}", "inferred"),
    "deleteRule": ("DELETE /rules/{ruleId}", "inferred"),
    "listSinks": (f"GET {ACCOUNT}/sinks", "inferred"),
    "createSink": (f"POST {ACCOUNT}/sinks", "known"),
    "listAccountSubscriptions": (f"GET {ACCOUNT}/subscriptions", "inferred"),
    "createAccountSubscription": (f"POST {ACCOUNT}/subscriptions", "known"),
}
ROLES = {"ACCOUNT_ADMIN", "IOT_MANAGER", "IOT_RESTRICTED_MANAGER", "IOT_MEMBER"}


@cache
def document() -> dict[str, Any]:
    return read_document(FOLDER / "openapi.yaml")


def described() -> dict[str, tuple[str, dict[str, Any]]]:
    return {
        each["operationId"]: (f"{method.upper()} {path}", dict(each)) for method, path, each in operations(document())
    }


def test_it_is_valid_after_its_overlay_which_leaves_two_operations_in_use() -> None:
    mended = Api(FOLDER).mended()
    in_use = {each["operationId"] for _, _, each in operations(mended) if "x-smartbuildings-unused" not in each}
    assert in_use == {"issueServiceToken", "listLocationGroups"}
    assert mended["servers"] == [{"url": "https://enterprise.smartthings.com"}]


def test_it_has_what_the_public_document_lacks_and_nothing_else() -> None:
    assert {name: (request, each["x-mark"]) for name, (request, each) in described().items()} == EXPECTED
    public = {
        f"{method.upper()} {path}"
        for method, path, _ in operations(read_document(SPEC / "smartthings" / "openapi.yaml"))
    }
    assert public.isdisjoint(request for request, _ in EXPECTED.values())


@pytest.mark.parametrize("name", EXPECTED)
def test_each_operation_names_the_roles_of_which_one_is_enough(name: str) -> None:
    _, operation = described()[name]
    if name == "issueServiceToken":
        assert operation["security"] == [{"key": []}]
    else:
        assert set(operation["x-roles"]) <= ROLES
        assert "ACCOUNT_ADMIN" in operation["x-roles"]
        assert (operation["x-scopes-mark"] == "inferred") == ("x-scopes-basis" in operation)


def test_limits_are_those_that_are_published() -> None:
    found = {name: each["x-rate-limits"][0] for name, (_, each) in described().items() if "x-rate-limits" in each}
    assert {name: each["limit"] for name, each in found.items()} == {
        **dict.fromkeys((name for name in EXPECTED if "LocationGroup" in name), 1000),
        **dict.fromkeys(("listSinks", "listAccountSubscriptions"), 15),
        **dict.fromkeys(("createSink", "createAccountSubscription"), 5),
    }
    assert {(each["windowSeconds"], each["per"], each["x-mark"]) for each in found.values()} == {
        (60, "principal", "known")
    }


TABLES = {"properties", "schemas", "responses", "securitySchemes"}


def marked(value: Any, place: str = "", is_table: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give everything that needs a mark: operations, parameters, responses, schemas and properties."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        where = f"{place}/{key}"
        is_parameter = place.endswith("/parameters")
        if isinstance(each, dict) and (is_table or is_parameter or "operationId" in each) and "$ref" not in each:
            yield where, each
        yield from marked(each, where, not is_table and key in TABLES)


def test_everything_is_marked_described_and_each_conclusion_says_from_what() -> None:
    found = dict(marked(document()))
    assert "/paths//locationgroups/get" in found
    assert "/components/schemas/locationGroup/properties/name" in found
    assert {each.get("x-mark") for each in found.values()} == {"known", "inferred"}
    assert [place for place, each in found.items() if (each["x-mark"] == "inferred") != bool(each.get("x-basis"))] == []
    assert [place for place, each in found.items() if "allOf" not in each and not each.get("description")] == []
