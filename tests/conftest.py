"""What tests of every kind share: both event loops, and servers that do as they are told."""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

# The servers are shared by many folders of tests. The folder comes last, so that it hides nothing that is installed.
sys.path.append(str(Path(__file__).parent))

# A shell that starts the tests in the background has them ignore Ctrl-C; then those that press it would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

if TYPE_CHECKING:
    from servers.scripted import ScriptedServer
    from servers.vendor import VendorServer


def pytest_collection_finish() -> None:
    """Leave what stays to the end out of the searches for garbage, each of which takes 0.3 s otherwise."""
    if importlib.util.find_spec("hypothesis"):  # The environment that checks the site does not have it.
        # Its plugin would load it at the end, and then not find what refers to trio's dice.
        importlib.import_module("hypothesis")

    gc.collect()
    gc.freeze()
    # What the tests keep (documents, generated code, sandboxes) grows, and each search would go through all of it.
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """Run each async test under both event loops."""
    name: str = request.param
    return name


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of the person who runs the tests out of them: credentials, base URLs, proxies."""
    for name in os.environ:
        if name.startswith(("SMARTBUILDINGS_", "SMARTTHINGS_", "NEST_")):
            monkeypatch.delenv(name)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def serve() -> Iterator[Callable[[], ScriptedServer]]:
    """Start scripted servers that end with the test."""
    from servers.scripted import ScriptedServer

    with ExitStack() as stack:
        yield lambda: stack.enter_context(ScriptedServer())


@pytest.fixture
def vendor() -> Iterator[VendorServer]:
    """A scripted server that already knows the vendor's token route."""
    from servers.vendor import VendorServer

    with VendorServer() as server:
        yield server


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Give a function that fills a folder once for all processes of a run; tests only read it."""
    from filelock import FileLock

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name: str, fill: Callable[[Path], object]) -> Path:
        folder = shared / name
        with FileLock(folder.with_suffix(".lock")):
            if not folder.exists():
                unfinished = folder.with_suffix(".unfinished")
                shutil.rmtree(unfinished, ignore_errors=True)  # of a process that failed
                unfinished.mkdir()
                fill(unfinished)
                unfinished.rename(folder)
        return folder

    return make


@pytest.fixture(scope="session")
def small_repository(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """Lay out a repository whose only API is a small one of our own, with the code generated; to be copied."""
    from tools.generate import ROOT, main

    def fill(root: Path) -> None:
        shutil.copytree(Path(__file__).with_name("tools") / "data" / "small-v1", root / "spec" / "small-v1")
        shutil.copy(ROOT / "pyproject.toml", root)
        (root / "generated").mkdir()
        assert main([], root=root) == 0

    return once("small-repository", fill)


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a Redis server of our own on a free port."""
    binary = shutil.which("redis-server")
    if binary is None:
        pytest.skip("redis-server is not installed here, so sharing through Redis is not tested")
    pytest.importorskip("redis", reason="the extra 'redis' is not installed here")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    server = subprocess.Popen(
        [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)],
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _wait_for(port: int) -> None:
    give_up_at = time.monotonic() + 10
    while time.monotonic() < give_up_at:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail("redis-server did not open its port in 10 seconds")
