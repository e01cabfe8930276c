# Derived from smartbuildings/_async/connect.py. Do not edit: change that file and run `python -m tools.unasync`.

"""How plain httpx clients are made. Only this module and ``http`` know httpx: a move to another client stays small."""

from __future__ import annotations

import platform
from collections.abc import Callable
from typing import Any, TypeAlias

import httpx

from smartbuildings._core.settings import Settings

__all__ = ["Transport", "connector", "user_agent"]

Transport: TypeAlias = httpx.BaseTransport
"""What may stand in for the network, such as the sandbox's transport."""


def connector(
    settings: Settings, *, proxy: str | None, verify: Any, transport: Transport | None
) -> Callable[[], httpx.Client]:
    """Give a function that makes a plain client; it is called again in a forked process."""
    limits = httpx.Limits(max_connections=settings.connections, max_keepalive_connections=settings.connections)

    def connect() -> httpx.Client:
        # No timeout here: each attempt brings its own.
        return httpx.Client(limits=limits, proxy=proxy, verify=verify, transport=transport, timeout=None)

    return connect


def user_agent(version: str) -> str:
    """Say who asks: this library, Python and httpx, each with its version."""
    return f"smartbuildings/{version} python/{platform.python_version()} httpx/{httpx.__version__}"
