from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET, Sandbox, SandboxServer
from smartbuildings.sandbox.command import nest_to_serve, sandbox_to_serve, smartthings_to_serve

from .shell import Shell


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Sandbox]:
    """The environment of a reader who pasted what ``smartbuildings sandbox`` prints, started with no option.

    And what it prints with ``--vendor smartthings`` and ``--vendor nest``. What is kept in the reader's home is kept
    for one page.
    """
    for name in os.environ:
        if name.startswith(("SMARTBUILDINGS_", "SMARTTHINGS_", "NEST_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with (
        SandboxServer(sandbox_to_serve()) as server,
        SandboxServer(smartthings_to_serve()) as smartthings,
        SandboxServer(nest_to_serve()) as nest,
    ):
        for name, value in smartthings.sandbox.environment(smartthings.url).items():
            monkeypatch.setenv(name, value)
        for name, value in nest.sandbox.environment(nest.url).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("SMARTBUILDINGS_BASE_URL", server.url)
        monkeypatch.setenv("SMARTBUILDINGS_CLIENT_ID", CLIENT_ID)
        monkeypatch.setenv("SMARTBUILDINGS_CLIENT_SECRET", CLIENT_SECRET)
        yield server.sandbox


@pytest.fixture
def shell(account: Sandbox, tmp_path: Path) -> Iterator[Shell]:
    """The shell of that reader."""
    opened = Shell(tmp_path)
    yield opened
    opened.close()
