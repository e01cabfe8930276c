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
    from .command import environment_lines, serve
    from .ecobee.machine import CLIENT_ID, CLIENT_SECRET, Sandbox
    from .ecobee.persistence import StateFileUnusable
    from .ecobee.quota import QuotaLimits
    from .http.faults import Fault, FaultScript
    from .http.log import RequestLog, RequestRecord
    from .http.messages import Cut, Request, Response
    from .http.server import SandboxServer
    from .http.transport import AsyncSandboxTransport, SandboxTransport
    from .nest.machine import NestSandbox
    from .nest.quota import LimitRow, NestLimits
    from .smartthings.enterprise import Role, SmartThingsEnterpriseSandbox
    from .smartthings.machine import SmartThingsSandbox
    from .smartthings.quota import RateLimits, RateRow
    from .world.clock import DEFAULT_START, SandboxClock

__all__ = [
    "CLIENT_ID",
    "CLIENT_SECRET",
    "DEFAULT_START",
    "AsyncSandboxTransport",
    "Cut",
    "Fault",
    "FaultScript",
    "LimitRow",
    "NestLimits",
    "NestSandbox",
    "QuotaLimits",
    "RateLimits",
    "RateRow",
    "Request",
    "RequestLog",
    "RequestRecord",
    "Response",
    "Role",
    "Sandbox",
    "SandboxClock",
    "SandboxServer",
    "SandboxTransport",
    "SmartThingsEnterpriseSandbox",
    "SmartThingsSandbox",
    "StateFileUnusable",
    "environment_lines",
    "serve",
]

_HOMES: Final = {
    "CLIENT_ID": "ecobee.machine",
    "CLIENT_SECRET": "ecobee.machine",
    "DEFAULT_START": "world.clock",
    "AsyncSandboxTransport": "http.transport",
    "Cut": "http.messages",
    "Fault": "http.faults",
    "FaultScript": "http.faults",
    "LimitRow": "nest.quota",
    "NestLimits": "nest.quota",
    "NestSandbox": "nest.machine",
    "QuotaLimits": "ecobee.quota",
    "RateLimits": "smartthings.quota",
    "RateRow": "smartthings.quota",
    "Request": "http.messages",
    "RequestLog": "http.log",
    "RequestRecord": "http.log",
    "Response": "http.messages",
    "Role": "smartthings.enterprise",
    "Sandbox": "ecobee.machine",
    "SandboxClock": "world.clock",
    "SandboxServer": "http.server",
    "SandboxTransport": "http.transport",
    "SmartThingsEnterpriseSandbox": "smartthings.enterprise",
    "SmartThingsSandbox": "smartthings.machine",
    "StateFileUnusable": "ecobee.persistence",
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
