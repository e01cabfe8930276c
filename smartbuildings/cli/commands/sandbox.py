"""``sandbox``: an emulated account on this machine, to try everything without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from cyclopts import Parameter

from smartbuildings.errors import ConfigurationError, InvalidRequest

__all__ = ["sandbox"]

T = TypeVar("T")


def sandbox(
    *,
    vendor: Literal["ecobee", "nest", "smartthings", "smartthings-enterprise", "all"] = "ecobee",
    port: int = 8765,
    seed: int = 1,
    buildings: int | None = None,
    thermostats: int | None = None,
    start: str | None = None,
    speed: float = 0.0,
    quota: str | None = None,
    state: Path | None = None,
    ready_file: Path | None = None,
    quiet: Annotated[bool, Parameter(negative="", show_default=False)] = False,
) -> int:
    """Serve an emulated account on this machine.

    It prints the lines that point the SDK and this command at it, listens on loopback only and runs until Ctrl-C.

    Args:
        vendor: Whose API is emulated; smartthings-enterprise is the one for service accounts of owners, and all serves
            ecobee, smartthings and nest.
        port: 0 takes a free one. With "--vendor all" the three have this port and the two after it.
        seed: The same seed gives the same buildings, thermostats and weather.
        buildings: How many buildings the account has, 3 by default; locations of SmartThings or structures of Nest, 2.
        thermostats: How many thermostats, or SmartThings devices, spread over the buildings; 24 by default, of Nest 12.
        start: When the emulated world begins, in ISO 8601, or "now"; by default a Monday morning in January 2026.
        speed: Sandbox seconds per second. By default its clock stands still, so that readings stay the same.
        quota: Requests per hour, minute and second, such as 10000/500/50, or "none"; other vendors take only "none".
        state: A file that keeps the state between runs; of ecobee only.
        ready_file: A file that gets {"url": ...}, of all vendors {"urls": ...}, as soon as the server answers.
        quiet: Print nothing.
    """
    try:
        from smartbuildings.sandbox.command import limits, moment, serve
        from smartbuildings.sandbox.world.clock import DEFAULT_START
    except ModuleNotFoundError as missing:
        msg = f"The sandbox needs {missing.name}: pip install 'smartbuildings[sandbox]'."
        raise ConfigurationError(msg) from missing
    if not 0 <= port <= 65535:
        raise InvalidRequest(f"{port} is no port. Give 1 to 65535, or 0 for a free one.", field="port")
    return serve(
        vendor=vendor,
        start=DEFAULT_START
        if start is None
        else _read(moment, start, "start", "Give a moment, such as 2026-01-12T15:00, or now."),
        quota=None if quota is None else _read(limits, quota, "quota", "Give 10000/500/50, or none."),
        port=port,
        seed=seed,
        buildings=buildings,
        thermostats=thermostats,
        speed=speed,
        state=state,
        ready_file=ready_file,
        quiet=quiet,
    )


def _read(read: Callable[[str], T], text: str, field: str, advice: str) -> T:
    try:
        return read(text)
    except ValueError:
        msg = f"--{field} cannot be {text!r}. {advice}"
        raise InvalidRequest(msg, field=field) from None
