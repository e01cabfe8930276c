"""``sandbox``: an emulated account on this machine, to try everything without one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from smartbuildings.errors import ConfigurationError, InvalidRequest

__all__ = ["sandbox"]


def sandbox(
    *,
    port: int = 8765,
    seed: int = 1,
    buildings: int = 3,
    thermostats: int = 24,
    speed: float = 1.0,
    state: Path | None = None,
    ready_file: Path | None = None,
    quiet: Annotated[bool, Parameter(negative="", show_default=False)] = False,
) -> int:
    """Serve an emulated account on this machine.

    It prints the lines that point the SDK and this command at it, listens on loopback only and runs until Ctrl-C.

    Args:
        port: 0 takes a free one.
        seed: The same seed gives the same buildings, thermostats and weather.
        buildings: How many buildings the account has.
        thermostats: How many thermostats, spread over the buildings.
        speed: Sandbox seconds per second; 0 stops its clock.
        state: A file that keeps the state between runs.
        ready_file: A file that gets {"url": ...} as soon as the server answers, for scripts.
        quiet: Print nothing.
    """
    try:
        from smartbuildings.sandbox.command import serve
    except ModuleNotFoundError as missing:
        msg = f"The sandbox needs {missing.name}: pip install 'smartbuildings[sandbox]'."
        raise ConfigurationError(msg) from missing
    if not 0 <= port <= 65535:
        raise InvalidRequest(f"{port} is no port. Give 1 to 65535, or 0 for a free one.", field="port")
    return serve(
        port=port,
        seed=seed,
        buildings=buildings,
        thermostats=thermostats,
        speed=speed,
        state=state,
        ready_file=ready_file,
        quiet=quiet,
    )
