"""The sandbox in memory behind httpx, and what of it is loaded when."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import anyio
import httpx
import pytest

from smartbuildings.sandbox import AsyncSandboxTransport, Fault, Sandbox, SandboxServer

from .conftest import CREDENTIALS, Api


@pytest.mark.anyio
async def test_the_asynchronous_transport_answers_and_waits(sandbox: Sandbox) -> None:
    async with httpx.AsyncClient(transport=AsyncSandboxTransport(sandbox), base_url="http://sandbox.test") as http:
        token = (await http.post("/token", json=CREDENTIALS)).json()["access_token"]
        http.headers["authorization"] = f"Bearer {token}"
        assert (await http.get("/api/v2/thermostatIds")).json()["data"]["count"] == 24

        sandbox.faults.add(Fault.slow(0.2))
        with anyio.fail_after(0.19), pytest.raises(httpx.ReadTimeout):
            await http.get("/api/v2/thermostatIds", timeout=0.05)
        sandbox.faults.add(Fault.cut())
        with pytest.raises(httpx.RemoteProtocolError):
            await http.get("/api/v2/thermostatIds")


def test_a_slow_answer_within_the_timeout_arrives(api: Api) -> None:
    api.sandbox.faults.add(Fault.slow(0.05))
    began = time.monotonic()

    assert api("GET", "/thermostatIds").status_code == 200

    assert time.monotonic() - began >= 0.05


@pytest.mark.parametrize("fault", [Fault.cut(), Fault.cut(sent=5)])
def test_a_cut_looks_as_on_a_real_connection(api: Api, served: Api, fault: Fault) -> None:
    api.sandbox.faults.add(fault)
    served.sandbox.faults.add(fault)

    with pytest.raises(httpx.RemoteProtocolError) as in_memory:
        api.http.get("/api/v2/buildingIds")
    if api.sandbox is served.sandbox:
        served.sandbox.faults.add(fault)
    with pytest.raises(httpx.RemoteProtocolError) as on_a_socket:
        served.http.get("/api/v2/buildingIds")

    assert str(in_memory.value).partition("expected")[0] == str(on_a_socket.value).partition("expected")[0]


def test_many_threads_may_use_one_sandbox(sandbox: Sandbox) -> None:
    with SandboxServer(sandbox) as server:
        seen: list[int] = []

        def use() -> None:
            with httpx.Client(base_url=server.url, trust_env=False) as http:
                api = Api(sandbox, http)
                api.login()
                seen.extend(api("GET", "/buildingIds").status_code for _ in range(20))

        threads = [threading.Thread(target=use) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert seen == [200] * 160
    assert sandbox.token_exchanges == 8
    assert sandbox.requests.total == 168


def test_a_small_answer_is_sent_at_once(served: Api) -> None:
    def one() -> float:
        began = time.perf_counter()
        served("GET", "/buildingIds")
        return time.perf_counter() - began

    # A socket that waits for more to send costs 40 ms in nearly every answer.
    assert sorted(one() for _ in range(21))[10] < 0.03


def test_a_server_can_be_started_again_and_tells_when_it_has_not_been() -> None:
    server = SandboxServer()
    with pytest.raises(RuntimeError, match="has not been started"):
        _ = server.url
    for _ in range(2):
        with server:
            assert httpx.get(f"{server.url}/_sandbox", trust_env=False).status_code == 200
    with pytest.raises(RuntimeError, match="has not been started"):
        _ = server.url


def test_a_stopped_server_leaves_no_thread_and_no_port() -> None:
    before = threading.active_count()
    with SandboxServer() as server:
        url = server.url

    assert threading.active_count() == before
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)


def test_a_body_without_end_is_refused(served: Api) -> None:
    answer = served.http.post("/api/v2/buildings", content=b"x" * 1_100_000)

    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        (
            "smartbuildings.sandbox",
            {"httpx", "uvicorn", "starlette", "jsonschema_rs", "smartbuildings.sandbox.ecobee.machine"},
        ),
        (
            "smartbuildings.sandbox.pytest_plugin",
            {"httpx", "uvicorn", "jsonschema_rs", "smartbuildings.sandbox.ecobee.machine"},
        ),
        (
            "smartbuildings.sandbox.ecobee.machine",
            {"httpx", "uvicorn", "starlette", "anyio", "smartbuildings.sandbox.http.asgi"},
        ),
        ("smartbuildings.sandbox.http.transport", {"uvicorn", "starlette", "smartbuildings.sandbox.http.server"}),
        ("smartbuildings.sandbox.http.server", {"httpx", "starlette", "smartbuildings.sandbox.http.transport"}),
    ],
)
def test_a_part_loads_only_what_it_needs(module: str, absent: set[str]) -> None:
    script = f"import {module}, sys; print(*sorted({absent!r} & set(sys.modules)))"

    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert loaded.stdout.split() == []


def test_every_public_name_can_be_loaded() -> None:
    import smartbuildings.sandbox as package

    assert set(package._HOMES) == set(package.__all__) == set(dir(package))
    assert all(getattr(package, name) is not None for name in package.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = package.Nothing
