"""The document of SmartThings' Enterprise API: what the public API lacks, with roles, limits and marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

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
# Requests in a minute: the vendor's page of rate limits for what the public API has too.
SHARED_RATES = {
    "getLocation": 500,
    **dict.fromkeys(("listLocations", "listRooms", "getRoom", "listModes"), 250),
    **dict.fromkeys(("createLocation", "updateLocation", "patchLocation", "deleteLocation"), 100),
    **dict.fromkeys(("createRoom", "updateRoom", "deleteRoom", "createMode"), 100),
    "listRoomDevices": 350,
}
ADMIN, MANAGING = "ACCOUNT_ADMIN", "ACCOUNT_ADMIN IOT_MANAGER"
READING, COMMANDING = f"{MANAGING} IOT_RESTRICTED_MANAGER", f"{MANAGING} IOT_MEMBER"
# The vendor's pages of roles for location groups and eventing; conclusions for the rest.
ROLES = {
    **dict.fromkeys(("createLocationGroup", "listSinks", "createSink"), ADMIN),
    **dict.fromkeys(("listAccountSubscriptions", "createAccountSubscription"), ADMIN),
    **dict.fromkeys(("listLocationGroups", "getLocationGroup"), READING),
    **dict.fromkeys(("updateLocationGroup", "deleteLocationGroup"), MANAGING),
}
ASSUMED_ROLES = {
    "createServiceKey": ADMIN,
    **dict.fromkeys(("getScene", "listRules", "getRule"), f"{READING} IOT_MEMBER"),
    **dict.fromkeys(("createScene", "updateScene", "deleteScene"), COMMANDING),
    **dict.fromkeys(("createRule", "updateRule", "deleteRule"), COMMANDING),
}
# The public beginnings of the vendor's pages, and one client for the token; every other part of a body is a conclusion.
KNOWN = {
    "id": "",
    "serviceTokenRequest": "expiresInSec",
    "serviceToken": "token",
    "serviceKeyCreate": "",
    **dict.fromkeys(("locationGroup", "locationGroupList", "ruleList"), ""),
    "locationGroupCreate": "parent",
    "httpsSink": "endpoint",
    "sinkCreate": "name type httpsSink",
    "sink": "sinkId name type httpsSink",
    "accountSubscriptionCreate": "name",
}
KNOWN_FIELDS = {"sceneWrite": "actions", "sceneDetail": "actions", "ruleWrite": "actions", "rule": "actions"}
KNOWN_FIELDS["accountSubscription"] = "name"
REQUIRED = {
    "serviceToken": "token",
    "locationGroupCreate": "name parent",
    "locationGroupUpdate": "name",
    **dict.fromkeys(("sceneWrite", "ruleWrite"), "name actions"),
    "httpsSink": "endpoint",
    "sinkCreate": "name type httpsSink",
    "accountSubscriptionCreate": "name",
}


@cache
def document() -> dict[str, Any]:
    return read_document(FOLDER / "openapi.yaml")


def described() -> dict[str, tuple[str, dict[str, Any]]]:
    return {
        each["operationId"]: (f"{method.upper()} {path}", dict(each)) for method, path, each in operations(document())
    }


def test_it_is_valid_after_its_overlay_which_leaves_two_operations_in_use() -> None:
    fixed = Api(FOLDER).fixed()
    in_use = {each["operationId"] for _, _, each in operations(fixed) if "x-smartbuildings-unused" not in each}
    assert in_use == {"issueServiceToken", "listLocationGroups"}
    assert fixed["servers"] == [{"url": "https://enterprise.smartthings.com"}]


def test_it_has_what_the_public_document_lacks_and_nothing_else() -> None:
    assert {name: (request, each["x-mark"]) for name, (request, each) in described().items()} == EXPECTED
    public = {
        f"{method.upper()} {path}"
        for method, path, _ in operations(read_document(SPEC / "smartthings" / "openapi.yaml"))
    }
    assert public.isdisjoint(request for request, _ in EXPECTED.values())


def test_each_operation_names_the_roles_of_which_one_is_enough() -> None:
    for name, (_, operation) in described().items():
        if name == "issueServiceToken":
            assert operation["security"] == [{"key": []}]
            continue
        assert " ".join(operation["x-roles"]) == {**ROLES, **ASSUMED_ROLES}[name], name
        assert (operation["x-scopes-mark"] == "inferred") == ("x-scopes-basis" in operation) == (name in ASSUMED_ROLES)


def test_what_is_known_and_what_is_required_of_each_body() -> None:
    schemas = document()["components"]["schemas"]
    assert {name for name, schema in schemas.items() if schema["x-mark"] == "known"} == KNOWN.keys()
    fields = {
        name: " ".join(field for field, each in schema.get("properties", {}).items() if each["x-mark"] == "known")
        for name, schema in schemas.items()
    }
    assert {name: known for name, known in fields.items() if known} == {
        **{name: known for name, known in KNOWN.items() if known},
        **KNOWN_FIELDS,
    }
    assert {name: " ".join(schema["required"]) for name, schema in schemas.items() if "required" in schema} == REQUIRED


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


def test_limits_of_operations_of_the_public_api_are_those_that_are_published() -> None:
    rates = {name: rate for name, (rate,) in document()["x-rate-limits"].items()}
    public = {each["operationId"] for _, _, each in operations(read_document(SPEC / "smartthings" / "openapi.yaml"))}
    assert rates.keys() <= public
    assert {name: rate["limit"] for name, rate in rates.items()} == SHARED_RATES
    assert {rate["windowSeconds"] for rate in rates.values()} == {60}
    assert {name for name, rate in rates.items() if rate["per"] != "principal"} == {"listRoomDevices"}
    assert rates["listRoomDevices"]["per"] == "room"
    # PATCH is in no table.
    assert {name for name, rate in rates.items() if rate["x-mark"] != "known"} == {"patchLocation"}


TABLES = {"properties", "schemas", "responses", "securitySchemes"}


def marked(value: Any, place: str = "", is_table: bool = False) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give everything that needs a mark: operations, parameters, rates, responses, schemas and properties."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        where = f"{place}/{key}"
        is_marked = isinstance(each, dict) and "$ref" not in each
        if is_marked and (is_table or place.endswith("/parameters") or {"operationId", "limit"} & each.keys()):
            yield where, each
        yield from marked(each, where, not is_table and key in TABLES)


def test_everything_is_marked_described_and_each_conclusion_says_from_what() -> None:
    found = dict(marked(document()))
    for place in ("/paths//locationgroups/get", "/x-rate-limits/listRooms/0"):
        assert place in found
    assert "/components/schemas/locationGroup/properties/name" in found
    assert {each.get("x-mark") for each in found.values()} == {"known", "inferred"}
    assert [place for place, each in found.items() if (each["x-mark"] == "inferred") != bool(each.get("x-basis"))] == []
    assert [place for place, each in found.items() if not {"allOf", "limit", "description"} & each.keys()] == []
