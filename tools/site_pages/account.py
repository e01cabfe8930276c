"""The account that everything on the made pages is measured against: a sandbox whose clock stands still."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET, NestSandbox, Sandbox, SandboxServer

__all__ = ["reader", "served", "served_nest"]


@contextmanager
def served(*, thermostats: int = 24) -> Iterator[SandboxServer]:
    """Serve the account of the documentation: seed 1, and time moves only when it is pushed."""
    with SandboxServer(Sandbox(seed=1, speed=0, thermostats=thermostats)) as server:
        yield server


@contextmanager
def served_nest() -> Iterator[Mapping[str, str]]:
    """Serve the account of Nest, and yield the variables that point at it."""
    sandbox = NestSandbox(speed=0)
    with SandboxServer(sandbox) as server:
        yield sandbox.environment(server.url)


@contextmanager
def reader(url: str, **variables: str) -> Iterator[None]:
    """Set the environment of somebody who pasted what ``smartbuildings sandbox`` prints; put it back afterwards."""
    before = dict(os.environ)
    # Those of another vendor would make a portfolio of it.
    for name in [name for name in os.environ if name.startswith(("SMARTBUILDINGS_", "SMARTTHINGS_", "NEST_"))]:
        del os.environ[name]
    os.environ.update(
        SMARTBUILDINGS_BASE_URL=url,
        SMARTBUILDINGS_CLIENT_ID=CLIENT_ID,
        SMARTBUILDINGS_CLIENT_SECRET=CLIENT_SECRET,
        **variables,
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
