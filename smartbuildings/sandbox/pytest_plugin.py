"""The fixtures ``smartbuildings_sandbox``, ``smartthings_sandbox`` and ``nest_sandbox``: each a sandbox on a real port.

pytest loads this module in every project that has the package installed, so it imports next to nothing, and it says
what to install only when the fixture is used without the extra.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

import pytest

if TYPE_CHECKING:
    from .http.machine import MachineT
    from .http.transport import AsyncSandboxTransport, SandboxTransport
    from .nest.machine import NestSandbox
    from .smartthings.machine import SmartThingsSandbox
else:
    MachineT = TypeVar("MachineT")

__all__ = ["RunningSandbox", "nest_sandbox", "smartbuildings_sandbox", "smartthings_sandbox"]


class RunningSandbox(Generic[MachineT]):
    """A sandbox that answers at ``url``.

    ``sandbox`` is the state machine behind it: its clock, its faults, its record of requests.
    """

    def __init__(self, sandbox: MachineT, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sandbox = sandbox
        self.url = url
        self._monkeypatch = monkeypatch

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that point the SDK at this sandbox."""
        return dict(self.sandbox.environment(self.url))

    def patch_environment(self) -> None:
        """Set these variables for the rest of the test."""
        for name, value in self.environment.items():
            self._monkeypatch.setenv(name, value)

    def transport(self) -> SandboxTransport[MachineT]:
        """Return an httpx transport to the same sandbox, without the socket."""
        from .http.transport import SandboxTransport

        return SandboxTransport(self.sandbox)

    def async_transport(self) -> AsyncSandboxTransport[MachineT]:
        """Return an asynchronous httpx transport to the same sandbox, without the socket."""
        from .http.transport import AsyncSandboxTransport

        return AsyncSandboxTransport(self.sandbox)


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known."""
    for line in (
        "smartbuildings_sandbox(seed=1, thermostats=24, ...): what the sandbox of a test is made with",
        "smartthings_sandbox(seed=1, devices=24, ...): what the SmartThings sandbox of a test is made with",
        "nest_sandbox(seed=1, devices=12, ...): what the Nest sandbox of a test is made with",
    ):
        config.addinivalue_line("markers", line)


@pytest.fixture
def smartbuildings_sandbox(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningSandbox]:
    """Serve a sandbox for one test. Its request quota is unlimited unless the marker gives another."""
    try:
        from .ecobee.machine import Sandbox
        from .ecobee.quota import QuotaLimits
        from .http.server import SandboxServer
    except ImportError as problem:
        _fail(problem, request)
    options = _options(request, quota=QuotaLimits.unlimited())
    with SandboxServer(Sandbox(**options)) as server:
        yield RunningSandbox(server.sandbox, server.url, monkeypatch)


@pytest.fixture
def smartthings_sandbox(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningSandbox[SmartThingsSandbox]]:
    """Serve a SmartThings sandbox for one test. Its rate limits refuse nothing unless the marker gives some."""
    try:
        from .http.server import SandboxServer
        from .smartthings.machine import SmartThingsSandbox
        from .smartthings.quota import RateLimits
    except ImportError as problem:
        _fail(problem, request)
    options = _options(request, limits=RateLimits(enforced=False))
    with SandboxServer(SmartThingsSandbox(**options)) as server:
        yield RunningSandbox(server.sandbox, server.url, monkeypatch)


@pytest.fixture
def nest_sandbox(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningSandbox[NestSandbox]]:
    """Serve a Nest sandbox for one test. Its rate limits refuse nothing unless the marker gives some."""
    try:
        from .http.server import SandboxServer
        from .nest.machine import NestSandbox
        from .nest.quota import NestLimits
    except ImportError as problem:
        _fail(problem, request)
    options = _options(request, limits=NestLimits(enforced=False))
    with SandboxServer(NestSandbox(**options)) as server:
        yield RunningSandbox(server.sandbox, server.url, monkeypatch)


def _options(request: pytest.FixtureRequest, **defaults: Any) -> dict[str, Any]:
    marker = request.node.get_closest_marker(request.fixturename)
    return defaults | (dict(marker.kwargs) if marker else {})


def _fail(problem: ImportError, request: pytest.FixtureRequest) -> NoReturn:
    pytest.fail(
        f'The fixture {request.fixturename} needs {problem.name}. Run: pip install "smartbuildings[sandbox]"',
        pytrace=False,
    )
