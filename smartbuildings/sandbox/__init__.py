"""The vendor emulated: an account with buildings, thermostats, weather, quotas and faults, deterministic from a seed.

``Sandbox`` is a pure state machine (``handle(request) -> response``). ``SandboxTransport`` and
``AsyncSandboxTransport`` serve it to httpx in memory, ``SandboxServer`` on a socket, and ``python -m
smartbuildings.sandbox`` as a process. The extra ``sandbox`` brings what it needs: ``pip install
"smartbuildings[sandbox]"``.

Names are loaded when they are first used, so that a state machine in memory costs no HTTP server.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .clock import DEFAULT_START, SandboxClock
    from .command import environment_lines, serve
    from .faults import Fault, FaultScript
    from .log import RequestLog, RequestRecord
    from .machine import CLIENT_ID, CLIENT_SECRET, Sandbox
    from .messages import Cut, Request, Response
    from .persistence import StateFileUnusable
    from .quota import QuotaLimits
    from .server import SandboxServer
    from .transport import AsyncSandboxTransport, SandboxTransport

__all__ = [
    "CLIENT_ID",
    "CLIENT_SECRET",
    "DEFAULT_START",
    "AsyncSandboxTransport",
    "Cut",
    "Fault",
    "FaultScript",
    "QuotaLimits",
    "Request",
    "RequestLog",
    "RequestRecord",
    "Response",
    "Sandbox",
    "SandboxClock",
    "SandboxServer",
    "SandboxTransport",
    "StateFileUnusable",
    "environment_lines",
    "serve",
]

_HOMES: Final = {
    "CLIENT_ID": "machine",
    "CLIENT_SECRET": "machine",
    "DEFAULT_START": "clock",
    "AsyncSandboxTransport": "transport",
    "Cut": "messages",
    "Fault": "faults",
    "FaultScript": "faults",
    "QuotaLimits": "quota",
    "Request": "messages",
    "RequestLog": "log",
    "RequestRecord": "log",
    "Response": "messages",
    "Sandbox": "machine",
    "SandboxClock": "clock",
    "SandboxServer": "server",
    "SandboxTransport": "transport",
    "StateFileUnusable": "persistence",
    "environment_lines": "command",
    "serve": "command",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
