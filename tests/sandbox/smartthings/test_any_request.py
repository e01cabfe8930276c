"""Whatever is sent, the sandbox sends a response that the document has, and does not break."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from contract.documents import Operation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartbuildings.sandbox import RateLimits, SandboxTransport, SmartThingsSandbox

from .conftest import OPERATIONS, complaints

NAMES = [
    *("capability", "capabilitiesMode", "locationId", "deviceId", "installedAppId", "includeStatus", "includeHealth"),
    *(
        "max",
        "page",
        "limit",
        "oldestFirst",
        "pagingBeforeEpoch",
        "pagingAfterHash",
        "currentOffset",
        "allowed",
        "modeId",
    ),
]
FIELDS = [
    *(
        "commands",
        "component",
        "capability",
        "command",
        "arguments",
        "name",
        "label",
        "countryCode",
        "modeId",
        "roomId",
    ),
    *("locationId", "sourceType", "device", "deviceId", "mode", "latitude", "temperatureScale", "subscriptionName"),
]
WORDS = [
    "main",
    "switch",
    "on",
    "thermostatHeatingSetpoint",
    "setHeatingSetpoint",
    "DEVICE",
    "MODE",
    "true",
    "",
    "*",
    "é",
]
plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(WORDS)
    | st.text(max_size=9)
)
bodies = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def sandbox() -> SmartThingsSandbox:
    return SmartThingsSandbox(speed=0, limits=RateLimits(enforced=False))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    operation=st.sampled_from(
        [each for each in OPERATIONS if not each.id.startswith(("deleteLocation", "deleteDevice"))]
    ),
    ids=st.lists(st.sampled_from(["known", "unknown", "a/b", "é"]), min_size=4, max_size=4),
    query=st.dictionaries(st.sampled_from(NAMES), plain.map(str), max_size=3),
    body=st.none() | bodies,
    is_own=st.booleans(),
)
def test_every_response_is_the_documents(
    sandbox: SmartThingsSandbox, operation: Operation, ids: list[str], query: dict[str, str], body: Any, is_own: bool
) -> None:
    location = next(iter(sandbox.account.locations.values()))
    pair = sandbox.make_consent(location.id) if is_own else {"access_token": sandbox.make_personal_token()}
    known = {
        "locationId": location.id,
        "roomId": next(iter(location.rooms), "none"),
        "modeId": location.current_mode,
        "deviceId": sandbox.device_id("ecobee"),
        "componentId": "main",
        "capabilityId": "switch",
        "installedAppId": next(iter(sandbox.consents.apps), "none"),
        "subscriptionId": "unknown",
        "sceneId": next(iter(location.scenes)),
    }
    values = {
        name: quote(known[name] if kind == "known" else kind, safe="")
        for name, kind in zip(operation.parameters, ids, strict=False)
    }
    headers = {"authorization": f"Bearer {pair['access_token']}"}

    with httpx.Client(transport=SandboxTransport(sandbox), base_url="http://sandbox.test", headers=headers) as http:
        path = f"/v1{operation.path.format(**values)}?{urlencode(query)}"
        answer = http.request(operation.method, path, json=body)

    assert answer.status_code < 500
    assert complaints(operation, answer) == []
