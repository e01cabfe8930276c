"""Run the real generator on a small document: our templates lean on its insides, which are no public interface."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Modules = Callable[[str], Any]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


def objects(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return JSON | st.fixed_dictionaries({}, optional=optional)


BULB = objects(state=JSON, bought=JSON)
LAMP = objects(state=JSON, watts=JSON, name=JSON, extra=JSON, socket=objects(fitted=JSON), bulbs=JSON | st.lists(BULB))
ANSWERS = st.fixed_dictionaries({"data": LAMP}, optional={"status": JSON})


@pytest.mark.parametrize("text", ["on", "dimmed", "", "on "])
def test_a_text_enum_keeps_values_that_the_document_does_not_list(lamps: Modules, text: str) -> None:
    state = lamps("models.state").State(text)
    assert state == text
    assert (str(state), state.value, f"{state}", hash(state)) == (text, text, text, hash(text))
    assert {state: 1}[text] == 1
    assert json.dumps(state) == json.dumps(text)
    assert pickle.loads(pickle.dumps(state)) == copy.deepcopy(state) == state
    assert type(pickle.loads(pickle.dumps(state))) is type(state)
    assert isinstance(state, lamps("models.state").State)


def test_a_number_enum_keeps_values_that_the_document_does_not_list(lamps: Modules) -> None:
    watts = lamps("models.lamp_data_watts").LampDataWatts
    assert watts(5) is watts.VALUE_5
    assert (watts(60), watts(60).value, str(watts(60)), hash(watts(60))) == (60, 60, "60", hash(60))
    assert pickle.loads(pickle.dumps(watts(60))) == copy.deepcopy(watts(60)) == watts(60)


def test_unlisted_values_leave_no_trace_in_the_enum(lamps: Modules) -> None:
    state = lamps("models.state").State
    for number in range(100):
        state(f"state {number}")
    assert [member.value for member in state] == ["off", "on"]
    assert len(state._value2member_map_) == 2


@pytest.mark.parametrize("value", [None, 1, [], {}])
def test_a_value_of_another_kind_is_no_member(lamps: Modules, value: object) -> None:
    with pytest.raises(ValueError, match="is not a valid State"):
        lamps("models.state").State(value)


def test_unset_keeps_its_identity_through_pickle_and_copy(lamps: Modules) -> None:
    types = lamps("types")
    assert pickle.loads(pickle.dumps(types.UNSET)) is copy.deepcopy(types.UNSET) is types.UNSET
    assert not types.UNSET
    assert isinstance(types.UNSET, types.Unset)
    bulb = lamps("models.lamp_data_bulbs_item").LampDataBulbsItem()
    assert pickle.loads(pickle.dumps(bulb)).to_dict() == copy.deepcopy(bulb).to_dict() == {}


@given(ANSWERS)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=300
)
def test_whatever_an_answer_holds_it_is_read_and_given_back_as_it_was(lamps: Modules, answer: dict[str, Any]) -> None:
    assert lamps("models.lamp").Lamp.from_dict(answer).to_dict() == answer


def test_null_for_an_object_and_a_date_that_is_none_do_not_cost_the_rest(lamps: Modules) -> None:
    types = lamps("types")
    socket = {"code": "E27", "fitted": "soon"}
    lamp = lamps("models.lamp").Lamp.from_dict({"data": {"state": "on", "bulbs": None, "socket": socket}})
    assert lamp.data.state == "on"
    assert (lamp.data.bulbs, lamp.data["bulbs"]) == (types.UNSET, None)
    assert (lamp.data.socket.code, lamp.data.socket.fitted, lamp.data.socket["fitted"]) == ("E27", types.UNSET, "soon")


def answering(status: int, body: object = None) -> httpx.MockTransport:
    content = b"" if body is None else json.dumps(body).encode()
    return httpx.MockTransport(lambda request: httpx.Response(status, content=content))


def lamps_client(lamps: Modules, transport: httpx.MockTransport) -> Any:
    return lamps("client").AuthenticatedClient(
        base_url="https://lamps.example", token="secret-token", httpx_args={"transport": transport}
    )


@pytest.mark.parametrize("status", [200, 404, 520, 999])
def test_any_status_code_is_survived(lamps: Modules, status: int) -> None:
    with lamps_client(lamps, answering(status, {"data": {"state": "on"}})) as client:
        answer = lamps("api.lamps.get_lamp").sync_detailed("7", client=client)
    assert answer.status_code == status
    assert (answer.parsed is not None) is (status == 200)


def test_an_operation_without_a_body_in_its_answer_returns_none(lamps: Modules) -> None:
    module = lamps("api.lamps.remove_lamp")
    with lamps_client(lamps, answering(204)) as client:
        assert module.sync_detailed("7", client=client).parsed is None
    assert module.asyncio_detailed.__annotations__["return"] == lamps("types").Response[None]


def test_reprs_show_no_secret(lamps: Modules) -> None:
    client = lamps_client(lamps, answering(200))
    client = client.with_headers({"X-Key": "secret-header"}).with_cookies({"session": "secret-cookie"})
    client.get_httpx_client()
    shown = repr(client)
    shown += repr(lamps("models.token_request").TokenRequest(client_secret="secret-client"))
    shown += repr(lamps("models.token").Token.from_dict({"access_token": "secret-access", "expires_in": 7200}))
    assert "7200" in shown
    assert "secret-" not in shown


def test_a_client_that_is_given_no_timeout_has_one(lamps: Modules) -> None:
    with lamps("client").Client(base_url="https://lamps.example") as client:
        assert client.get_httpx_client().timeout == httpx.Timeout(30.0)


def test_importing_one_model_imports_no_other(lamps: Modules, lamps_source: Path) -> None:
    code = "import sys, lamps_api.small_v1.models.token; print(sum('small_v1.models.' in name for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=lamps_source, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def test_every_template_of_ours_says_why_it_is_there() -> None:
    from tools.generator import TEMPLATES

    for template in TEMPLATES.rglob("*.jinja"):
        assert template.read_text(encoding="utf-8").startswith("{# "), template
