"""What the SmartThings document says in detail, as complete tables: a fact that is lost, added or changed shows here.

The comments name the source of each table. What is in no table here is checked in ``test_smartthings_document.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tools.documents import read_document
from tools.generator import operations


@cache
def document() -> dict[str, Any]:
    return read_document(Path(__file__).parents[2] / "spec" / "smartthings" / "openapi.yaml")


def each_operation() -> dict[str, dict[str, Any]]:
    return {operation["operationId"]: dict(operation) for _, _, operation in operations(document())}


def schemas() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = document()["components"]["schemas"]
    return found


def each_property() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each schema as ``name``, and each of its properties as ``name.property``."""
    for name, schema in schemas().items():
        yield name, schema
        for field, described in schema.get("properties", {}).items():
            yield f"{name}.{field}", described


def of(schema: str, fields: str) -> set[str]:
    return {f"{schema}.{field}" for field in fields.split()}


def ref(described: dict[str, Any]) -> str:
    return str(described["$ref"]).rpartition("/")[2]


def schema_names(content: dict[str, Any]) -> str:
    return " ".join(ref(each["schema"]) for each in content.values())


def with_mark(mark: str, places: Iterable[tuple[str, dict[str, Any]]]) -> set[str]:
    return {place for place, described in places if described["x-mark"] == mark}


# --- operations -------------------------------------------------------------------------------------------------------

# The reference puts every path below /v1.
SERVERS = [{"url": "https://api.smartthings.com/v1"}]

# Queries: core-sdk for devices, health and status, the preview of 2019 for apps and subscriptions, recorded links for
# the history. `!` is a parameter that has to be there, `*` one that is repeated.
QUERIES = {
    "getLocation": "allowed",
    "listRoomDevices": "max page",
    "getDevices": "capability* capabilitiesMode locationId* deviceId* installedAppId type* includeRestricted "
    "accessLevel includeHealth includeStatus includeAllowedActions max page",
    "getDevice": "includeHealth includeStatus",
    "executeDeviceCommands": "ordered",
    "listInstallations": "locationId* installedAppStatus* installedAppType* tag appId* modeId* deviceId* max page",
    "deleteAllSubscriptions": "deviceId modeId",
    "listScenes": "locationId* max page",
    "getDeviceHistory": "locationId!* deviceId* limit oldestFirst pagingBeforeEpoch pagingBeforeHash pagingAfterEpoch "
    "pagingAfterHash",
}

# What is sent, and what comes back with status 200: the preview of 2019, and core-sdk for what is newer.
BODIES = {
    **dict.fromkeys(("deleteLocation", "deleteRoom", "deleteMode", "deleteDevice"), ("", "empty")),
    **dict.fromkeys(("deleteInstallation", "deleteAllSubscriptions", "deleteSubscription"), ("", "count")),
    "listLocations": ("", "locationList"),
    "createLocation": ("locationCreate", "location"),
    "getLocation": ("", "location"),
    "updateLocation": ("locationUpdate", "location"),
    "patchLocation": ("locationPatch", "location"),
    "listRooms": ("", "roomList"),
    "getRoom": ("", "room"),
    **dict.fromkeys(("createRoom", "updateRoom"), ("roomWrite", "room")),
    **dict.fromkeys(("listRoomDevices", "getDevices"), ("", "deviceList")),
    "listModes": ("", "modeList"),
    **dict.fromkeys(("getMode", "getCurrentMode"), ("", "mode")),
    **dict.fromkeys(("createMode", "updateMode"), ("modeWrite", "mode")),
    "setCurrentMode": ("currentModeWrite", "mode"),
    "getDevice": ("", "device"),
    "updateDevice": ("deviceUpdate", "device"),
    "executeDeviceCommands": ("commands", "commandResults"),
    "getDeviceStatus": ("", "deviceStatus"),
    "getDeviceComponentStatus": ("", "componentStatus"),
    "getDeviceStatusByCapability": ("", "capabilityStatus"),
    "getDeviceHealth": ("", "deviceHealth"),
    "listInstallations": ("", "installedAppList"),
    "getTokenInstallation": ("", "tokenInstallation"),
    "getInstallation": ("", "installedApp"),
    "listSubscriptions": ("", "subscriptionList"),
    "saveSubscription": ("subscriptionCreate", "subscription"),
    "getSubscription": ("", "subscription"),
    "listScenes": ("", "sceneList"),
    "executeScene": ("", "sceneResult"),
    "getDeviceHistory": ("", "historyList"),
    "issueToken": ("tokenRequest", "token"),
}

ERRORS = {
    "400": "badRequest",
    "401": "unauthorized",
    "403": "forbidden",
    "404": "notFound",
    "409": "conflict",
    "422": "unprocessable",
    "429": "tooManyRequests",
    "default": "other",
}
# The token endpoint has OAuth's errors; users report 404 for a code.
TOKEN_ERRORS = {**ERRORS, "400": "tokenRefused", "401": "clientRefused", "404": "codeUnknown"}

# The older of the vendor's two tables, for what the newer one lacks: requests and seconds, for each principal.
OLDER_RATES = {
    "listLocations": (100, 60),
    **dict.fromkeys(("createLocation", "deleteLocation"), (50, 3600)),
    **dict.fromkeys(("updateLocation", "patchLocation"), (20, 3600)),
    **dict.fromkeys(("listRooms", "createRoom", "getRoom", "updateRoom", "deleteRoom"), (50, 3600)),
    **dict.fromkeys(("listInstallations", "getTokenInstallation", "deleteInstallation"), (60, 60)),
    **dict.fromkeys(("listSubscriptions", "getSubscription", "deleteSubscription"), (15, 900)),
}

# Marks of an operation and of its scopes: the preview of 2019 has the scopes, so `carried`, unless listed here.
MARKS = {
    # core-sdk names the operation
    **dict.fromkeys(("listModes", "createMode", "updateMode", "deleteMode"), ("known", "known")),
    **dict.fromkeys(("getCurrentMode", "setCurrentMode", "getDeviceHealth"), ("known", "known")),
    **dict.fromkeys(("getTokenInstallation", "getDeviceHistory", "issueToken"), ("known", "known")),
    # core-sdk names the operation and nobody its scope
    "listRoomDevices": ("known", "inferred"),
    # one third-party client names it
    **dict.fromkeys(("patchLocation", "getMode"), ("inferred", "inferred")),
}


def test_the_server_has_the_prefix_of_the_reference() -> None:
    assert document()["servers"] == SERVERS


def test_queries_are_complete() -> None:
    found = {}
    for name, operation in each_operation().items():
        query = [each for each in operation.get("parameters", []) if each["in"] == "query"]
        repeated = [each for each in query if each["schema"].get("type") == "array"]
        assert all((each["style"], each["explode"]) == ("form", True) for each in repeated), name
        written = (each["name"] + "!" * each.get("required", False) + "*" * (each in repeated) for each in query)
        found[name] = " ".join(written)
    assert {name: query for name, query in found.items() if query} == QUERIES


def test_bodies_and_errors_are_of_their_schemas() -> None:
    found = {}
    for name, operation in each_operation().items():
        responses = dict(operation["responses"])
        sent, got = operation.get("requestBody", {}), responses.pop("200")
        written = [schema_names(each.get("content", {})) for each in (sent, got)]
        found[name] = (written[0], written[1])
        assert sent.get("required", not sent), name
        kinds = TOKEN_ERRORS if name == "issueToken" else ERRORS
        assert {status: ref(each) for status, each in responses.items()} == {each: kinds[each] for each in responses}
    assert found == BODIES


def test_older_rates_are_those_of_the_older_table() -> None:
    rates = {name: operation.get("x-rate-limits", []) for name, operation in each_operation().items()}
    older = {
        name: rate for name, (rate,) in ((name, each) for name, each in rates.items() if each) if "x-basis" in rate
    }
    assert {name: (rate["limit"], rate["windowSeconds"]) for name, rate in older.items()} == OLDER_RATES
    assert {(rate["per"], rate["x-mark"]) for rate in older.values()} == {("principal", "inferred")}


def test_operations_scopes_and_successes_have_their_marks() -> None:
    for name, operation in each_operation().items():
        marks = (operation["x-mark"], operation["x-scopes-mark"])
        assert marks == MARKS.get(name, ("known", "carried")), name
        assert operation["responses"]["200"]["x-mark"] == marks[0], name
    parameters = [
        (name, each) for name, operation in each_operation().items() for each in operation.get("parameters", [])
    ]
    unsure = {(name, each["name"], each["x-mark"]) for name, each in parameters if each["x-mark"] != "known"}
    assert unsure == {
        ("getDevices", "includeAllowedActions", "inferred"),  # one third-party client
        ("executeDeviceCommands", "ordered", "inferred"),  # the same
        ("listInstallations", "tag", "carried"),  # the preview of 2019
    }


# --- schemas ----------------------------------------------------------------------------------------------------------

# Requests: the preview of 2019. Responses: what every recorded one has.
REQUIRED = {
    "locationCreate": "name countryCode",
    **dict.fromkeys(("locationUpdate", "roomWrite"), "name"),
    "modeWrite": "label",
    "currentModeWrite": "modeId",
    "componentUpdate": "id",
    "command": "capability command",
    "commands": "commands",
    "subscriptionCreate": "sourceType",
    "deviceSubscription": "deviceId",
    "capabilitySubscription": "locationId capability",
    **dict.fromkeys(("locationSubscription", "modeSubscription"), "locationId"),
    "tokenRequest": "grant_type client_id",
    "location": "locationId",
    "room": "roomId",
    "device": "deviceId",
    "installedApp": "installedAppId",
    "scene": "sceneId",
    **dict.fromkeys(("mode", "component", "capabilityReference", "subscription"), "id"),
    **dict.fromkeys(("locationList", "roomList", "modeList", "deviceList", "installedAppList"), "items"),
    **dict.fromkeys(("subscriptionList", "sceneList", "historyList"), "items"),
    "commandResults": "results",
    "token": "access_token token_type expires_in",
    "tokenErrorResponse": "error",
}

# Recorded responses have null there, or a report says so.
NULLABLE = {
    *of("links", "next previous"),
    *(f"{name}._links" for name, fields in REQUIRED.items() if fields == "items"),
    *of("location", "latitude longitude regionRadius timeZoneId locale backgroundImage additionalProperties"),
    *of("location", "created lastModified allowed parent"),
    "room.backgroundImage",
    *of("device", "label roomId allowed"),
    "childDevice.allowed",
    *("healthState.lastUpdatedDate", "deviceHealth.lastUpdatedDate"),
    *of("attributeState", "value unit data timestamp"),
    *of("installedApp", "displayName referenceId"),
    *of("scene", "sceneIcon sceneColor lastExecutedDate"),
    *of("historyItem", "deviceName locationName text componentLabel value unit data"),
    *of("historyItem", "translatedAttributeName translatedAttributeValue"),
    *of("error", "target details"),
}

# Any JSON value: the document of 2019 called them objects, and devices send text, numbers and lists.
ANY_VALUE = {
    *of("attributeState", "value data"),
    *of("historyItem", "value data"),
    *("deviceSubscription.value", "capabilitySubscription.value", "device.relationships"),
}

# Every property that is neither a string nor an object: recorded responses, core-sdk and the preview of 2019.
TYPES = {
    "integer": {
        *("location.regionRadius", "locationCreate.regionRadius", "locationUpdate.regionRadius"),
        *("locationPatch.regionRadius", "device.restrictionTier", "installedApp.restrictionTier", "count.count"),
        *("capabilityReference.version", "historyItem.epoch", "historyItem.hash"),
        *of("scene", "createdDate lastUpdatedDate lastExecutedDate"),
        *of("token", "expires_in access_tier"),
    },
    "number": {
        *of("location", "latitude longitude"),
        *of("locationCreate", "latitude longitude"),
        *of("locationUpdate", "latitude longitude"),
        *of("locationPatch", "latitude longitude"),
    },
    "boolean": {
        *("component.optional", "capabilityReference.ephemeral", "installedApp.singleInstance", "scene.editable"),
        *("deviceSubscription.stateChangeOnly", "capabilitySubscription.stateChangeOnly"),
    },
    "list of string": {
        *("location.allowed", "device.allowed", "childDevice.allowed", "componentUpdate.categories"),
        *("installedApp.classifications", "tokenInstallation.scope", "devicesSubscription.deviceIds"),
        *("deviceSubscription.modes", "capabilitySubscription.modes"),
    },
    "list of any": {"command.arguments", "installedApp.notices"},
    "list of component": {"device.components"},
    "list of childDevice": {"device.childDevices"},
    "list of capabilityReference": {"component.capabilities"},
    "list of category": {"component.categories"},
    "list of componentUpdate": {"deviceUpdate.components"},
    "list of command": {"commands.commands"},
    "list of commandResult": {"commandResults.results"},
    "list of error": {"error.details"},
    "list of historyItem": {"historyList.items"},
    **{
        f"list of {name}": {f"{name}List.items"}
        for name in ("location", "room", "mode", "device", "installedApp", "subscription", "scene")
    },
}

# The preview of 2019; the guardrails of an older page for the number of commands and of devices in a subscription.
LIMITS = {
    "minLength=1 maxLength=40": {
        *("location.name", "locationCreate.name", "locationUpdate.name", "patchName", "room.name", "roomWrite.name")
    },
    "minLength=1 maxLength=25": {"mode.label", "modeWrite.label"},
    "minLength=1 maxLength=128": {"deviceSubscription.capability", "capabilitySubscription.capability"},
    "minLength=1 maxLength=256": {"deviceSubscription.attribute", "capabilitySubscription.attribute"},
    "minimum=20 maximum=500000": {
        f"{name}.regionRadius" for name in ("location", "locationCreate", "locationUpdate", "locationPatch")
    },
    "pattern=^[-_!.~'()*0-9a-zA-Z]{1,36}$": {
        "component.id",
        *(f"{name}Subscription.subscriptionName" for name in ("device", "capability", "location", "devices")),
    },
    "minItems=1 maxItems=10": {"commands.commands"},
    "maxItems=20": {"devicesSubscription.deviceIds"},
}
BOUNDS = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern")

# core-sdk; LOCATIONGROUP and ACCOUNT from the location itself.
VALUES = {
    "temperatureScale": "F C",
    "executionContext": "CLOUD LOCAL",
    "locationParent.type": "LOCATIONGROUP ACCOUNT",
    "deviceType": "BLE BLE_D2D DTH EDGE_CHILD ENDPOINT_APP GROUP HUB IR IR_OCF LAN MATTER MOBILE MQTT OCF PENGYOU "
    "SAFER SHP VIDEO VIPER VIRTUAL WATCH ZIGBEE ZWAVE",
    "device.provisioningState": "PROVISIONED TYPED DRIVER_SWITCH NONFUNCTIONAL",
    "category.categoryType": "manufacturer user",
    "healthValue": "ONLINE OFFLINE UNHEALTHY UNKNOWN",
    "commandStatus": "ACCEPTED COMPLETED FAILED",
    "installedAppType": "LAMBDA_SMART_APP WEBHOOK_SMART_APP API_ONLY BEHAVIOR",
    "installedAppStatus": "PENDING AUTHORIZED REVOKED DISABLED",
    "installedApp.principalType": "LOCATION USER_LEVEL",
    "installedAppOwner.ownerType": "USER SYSTEM IMPLICIT",
    "subscriptionSource": "DEVICE CAPABILITY MODE DEVICE_LIFECYCLE DEVICE_HEALTH SECURITY_ARM_STATE HUB_HEALTH "
    "SCENE_LIFECYCLE",
    "tokenRequest.grant_type": "authorization_code refresh_token",
}

# In the preview of 2019 and in nothing newer.
CARRIED = {
    *("id", "location.name", "location.regionRadius", "room.name", "mode.label", "modeWrite.label", "component.id"),
    *("locationCreate", "locationUpdate", "roomWrite", "roomWrite.name"),
    *of("locationCreate", "name countryCode timeZoneId latitude longitude regionRadius temperatureScale locale"),
    *of("locationUpdate", "name latitude longitude regionRadius temperatureScale locale additionalProperties"),
    *("locationCreate.additionalProperties", "deviceSubscription", "capabilitySubscription"),
    *of("deviceSubscription", "deviceId componentId capability attribute value stateChangeOnly subscriptionName modes"),
    *of("capabilitySubscription", "locationId capability attribute value stateChangeOnly subscriptionName modes"),
    *("locationSubscription.subscriptionName", "devicesSubscription.subscriptionName"),
    *("errorResponse", "errorResponse.requestId", "errorResponse.error", "error"),
    *of("error", "code message target details"),
    *("responses/badRequest", "responses/forbidden", "responses/other"),
}

INFERRED = {
    # one third-party client, which follows the current reference
    *("locationPatch", "patchName"),
    *of("locationPatch", "name latitude longitude regionRadius temperatureScale locale additionalProperties"),
    *of("device", "brandId productId app ble edgeChild group ir irOcf mqtt healthState"),
    # typed in core-sdk, recorded nowhere
    "capabilityReference.status",
    # nobody has it: by analogy with the state of an attribute
    "historyItem.unit",
    # users report it
    *("rateLimitResponse", "rateLimitResponse.requestId", "rateLimitResponse.error"),
    *("responses/notFound", "responses/codeUnknown"),
    # two pages of the vendor contradict each other
    "headers/ratelimitReset",
}


def test_required_fields_are_complete() -> None:
    found = {name: " ".join(schema["required"]) for name, schema in schemas().items() if "required" in schema}
    assert found == REQUIRED


def test_nulls_are_allowed_where_they_occur() -> None:
    assert {place for place, described in each_property() if described.get("nullable")} == NULLABLE


def test_values_of_attributes_have_no_type() -> None:
    typed = {"type", "allOf", "$ref"}
    assert {place for place, described in each_property() if not typed & described.keys()} == ANY_VALUE
    for outer, inner in (("capabilityStatus", "attributeState"), ("componentStatus", "capabilityStatus")):
        assert schemas()[outer]["additionalProperties"] == {"$ref": f"#/components/schemas/{inner}"}
    components = schemas()["deviceStatus"]["properties"]["components"]
    assert components["additionalProperties"] == {"$ref": "#/components/schemas/componentStatus"}


def test_properties_have_their_types() -> None:
    found: dict[str, set[str]] = {}
    for place, described in each_property():
        kind = described.get("type", "object")
        if kind == "array":
            items = described["items"]
            kind = f"list of {ref(items) if '$ref' in items else items.get('type', 'any')}"
        if kind not in ("string", "object"):
            found.setdefault(kind, set()).add(place)
    assert found == TYPES


def test_lengths_and_ranges_are_the_published_ones() -> None:
    found: dict[str, set[str]] = {}
    for place, described in each_property():
        if bounds := " ".join(f"{bound}={described[bound]}" for bound in BOUNDS if bound in described):
            found.setdefault(bounds, set()).add(place)
    assert found == LIMITS


def test_lists_of_values_are_complete() -> None:
    assert {place: " ".join(each["enum"]) for place, each in each_property() if "enum" in each} == VALUES


@pytest.mark.parametrize(("mark", "places"), [("carried", CARRIED), ("inferred", INFERRED)])
def test_each_part_has_the_mark_of_its_source(mark: str, places: set[str]) -> None:
    components = document()["components"]
    others = [(f"{kind}/{name}", each) for kind in ("responses", "headers") for name, each in components[kind].items()]
    assert with_mark(mark, [*each_property(), *others]) == places
