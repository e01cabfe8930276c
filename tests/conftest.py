"""What tests of every kind share: both event loops, and servers that do as they are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

# The servers are shared by many folders of tests. The folder comes last, so that it hides nothing that is installed.
sys.path.append(str(Path(__file__).parent))

if TYPE_CHECKING:
    from servers.scripted import ScriptedServer
    from servers.vendor import VendorServer


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """Run each async test under both event loops."""
    name: str = request.param
    return name


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them: credentials, base URL, proxies."""
    for name in ("CLIENT_ID", "CLIENT_SECRET", "BASE_URL", "API_VERSION", "TOKEN_STORE"):
        monkeypatch.delenv(f"SMARTBUILDINGS_{name}", raising=False)
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
