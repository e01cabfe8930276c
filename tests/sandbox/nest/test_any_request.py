"""Whatever is sent, the sandbox sends a response that the document has, and does not break."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from contract.documents import Operation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartbuildings.sandbox import NestLimits, NestSandbox, SandboxTransport
from smartbuildings.sandbox.nest.commands import NAMES as COMMAND_NAMES

from .conftest import OPERATIONS, complaints

NAMES = ["filter", "pageSize", "alt", "$.xgafv", "code", "client_id", "grant_type"]
WORDS = ["HEAT", "HEATCOOL", "OFF", "ON", "MANUAL_ECO", "900s", "0s", "", "*", "é"]
FIELDS = ["mode", "heatCelsius", "coolCelsius", "timerMode", "duration", "command", "params"]
plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.floats(9, 33)
    | st.sampled_from(WORDS)
    | st.text(max_size=9)
)
anything = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=12,
)
commands = st.fixed_dictionaries(
    {"command": st.sampled_from(list(COMMAND_NAMES)), "params": st.dictionaries(st.sampled_from(FIELDS), plain)}
)


@pytest.fixture(scope="module")
def sandbox() -> NestSandbox:
    return NestSandbox(speed=0, limits=NestLimits(enforced=False))


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    operation=st.sampled_from(OPERATIONS),
    place=st.integers(0, 12),
    ids=st.lists(st.sampled_from(["known", "known", "known", "unknown", "a/b", "é"]), min_size=3, max_size=3),
    query=st.dictionaries(st.sampled_from(NAMES), plain.map(str), max_size=2),
    body=st.none() | anything | commands | commands,
    seconds=st.sampled_from([0, 0, 30, 5000]),
)
def test_every_response_is_the_documents(
    sandbox: NestSandbox,
    operation: Operation,
    place: int,
    ids: list[str],
    query: dict[str, str],
    body: Any,
    seconds: float,
) -> None:
    structure = next(iter(sandbox.account.structures.values()))
    known = {
        "enterprisesId": sandbox.project_id,
        "devicesId": sandbox.device_ids[place],
        "structuresId": structure.id,
        "roomsId": next(iter(structure.rooms)),
    }
    values = {
        name: quote(known[name] if kind == "known" else kind, safe="")
        for name, kind in zip(operation.parameters, ids, strict=False)
    }
    headers = {"authorization": f"Bearer {sandbox.make_consent()['access_token']}"}
    sandbox.clock.advance(seconds)

    with httpx.Client(transport=SandboxTransport(sandbox), base_url="http://sandbox.test", headers=headers) as http:
        answer = http.request(operation.method, f"{operation.path.format(**values)}?{urlencode(query)}", json=body)

    assert answer.status_code < 500
    assert complaints(operation, answer) == []
