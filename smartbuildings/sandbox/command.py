"""``python -m smartbuildings.sandbox``: serve a sandbox until Ctrl-C, and say how to reach it."""

from __future__ import annotations

import argparse
import functools
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from .ecobee.machine import Sandbox
from .ecobee.quota import QuotaLimits
from .ecobee.thermostat import MODE_DELAY_S
from .http.machine import Machine
from .http.server import SandboxServer, stopped_by_signal
from .nest.machine import NestSandbox
from .smartthings.enterprise import SmartThingsEnterpriseSandbox
from .smartthings.machine import SLEEP_S, SmartThingsSandbox
from .world.clock import DEFAULT_START

__all__ = ["ALL", "environment_lines", "main", "sandbox_to_serve", "serve"]

ALL: Final = "all"
"""The name that stands for several vendors, served by one process."""

_ALL: Final = ("ecobee", "smartthings", "nest")
_LAST_PORT: Final = 65_535
_LOOK_EVERY_S: Final = 1.0


def serve(
    *,
    vendor: str = "ecobee",
    host: str = "127.0.0.1",
    port: int = 8765,
    seed: int = 1,
    buildings: int | None = None,
    thermostats: int | None = None,
    start: datetime = DEFAULT_START,
    speed: float = 0.0,
    quota: QuotaLimits | None = None,
    state: Path | None = None,
    ready_file: Path | None = None,
    quiet: bool = False,
) -> int:
    """Serve a sandbox until Ctrl-C or SIGTERM, and return the exit code.

    Args:
        vendor: whose API is emulated: ``ecobee``, ``nest``, ``smartthings`` or ``smartthings-enterprise``; or
            ``all``: ecobee, SmartThings and Nest.
        host: address to listen on.
        port: 0 takes a free one. With ``all``, the vendors after the first have the ports after it.
        seed: what the portfolio follows from.
        buildings: number of buildings (3 if None), of SmartThings locations (2 if None, 4 of an owner) or of structures
            of Nest (2 if None).
        thermostats: number of thermostats (24 if None, 12 of Nest), or of SmartThings devices (12 for each location).
        start: when the emulated world begins.
        speed: sandbox seconds per real second; 0, the default, keeps the world as it is.
        quota: requests allowed per address; the vendor's documented numbers if None. The rates of SmartThings and Nest
            are by operation: they are kept, or with ``QuotaLimits.unlimited()`` not.
        state: file that keeps the state between runs; of ecobee only.
        ready_file: written as ``{"url": ..., "pid": ...}`` as soon as the server answers; removed at the end. With
            ``all`` it has ``urls``, by vendor, in place of ``url``.
        quiet: print nothing.
    """
    try:
        counts = {"buildings": buildings, "thermostats": thermostats}
        options: dict[str, Any] = {name: count for name, count in counts.items() if count is not None}
        options |= {"seed": seed, "start": start, "speed": speed, "quota": quota, "state": state}
        sandboxes = {name: VENDORS[name](**options) for name in _served(vendor)}
        if port + len(sandboxes) - 1 > _LAST_PORT:
            raise ValueError(f"There are no {len(sandboxes)} ports from {port} on.")
        with stopped_by_signal() as wait, ExitStack() as stack:
            urls: dict[str, str] = {}
            for offset, (name, sandbox) in enumerate(sandboxes.items()):
                server = SandboxServer(sandbox, host=host, port=port + offset if port else 0)
                urls[name] = stack.enter_context(server).url
            if ready_file is not None:
                _write_ready(ready_file, {"urls": urls} if vendor == ALL else {"url": urls[vendor]})
            if not quiet:
                _say("\n".join(_greeting(sandbox, urls[name]) for name, sandbox in sandboxes.items()))
            while not wait(_LOOK_EVERY_S):
                for sandbox in sandboxes.values():
                    sandbox.save_if_due()
    except KeyboardInterrupt:  # before the signals were ours: nothing has been served yet
        return 130
    except (OSError, ValueError) as problem:
        _say(f"The sandbox cannot be served: {problem}", to_stderr=True)
        return 1
    finally:
        if ready_file is not None:
            ready_file.unlink(missing_ok=True)
    if not quiet:
        _say("The sandbox has stopped." + (f" Its state is in {state}." if state else ""))
    return 0


def sandbox_to_serve(
    *,
    seed: int = 1,
    buildings: int = 3,
    thermostats: int = 24,
    start: datetime = DEFAULT_START,
    speed: float = 0.0,
    quota: QuotaLimits | None = None,
    state: Path | None = None,
) -> Sandbox:
    """Make the sandbox that the command serves; takes the options of ``serve`` that concern the emulated world.

    The defaults are the same world on every day and at every minute, so that an example prints what its page shows
    whenever it is run. In a world that stands still a mode shows at once: its delay would never end.
    """
    return Sandbox(
        seed,
        buildings,
        thermostats,
        start=start,
        speed=speed,
        mode_delay_s=MODE_DELAY_S if speed else 0.0,
        quota=quota,
        state_file=state,
    )


def smartthings_to_serve(
    kind: type[SmartThingsSandbox] = SmartThingsSandbox,
    *,
    quota: QuotaLimits | None = None,
    state: Path | None = None,
    buildings: int | None = None,
    thermostats: int | None = None,
    speed: float = 0.0,
    **options: Any,
) -> SmartThingsSandbox:
    """Make the SmartThings sandbox that the command serves: so many locations and devices.

    In a world that stands still a sleeping device acts at once: it would never wake up.
    """
    _refuse("SmartThings", quota, state)
    counts = {"locations": buildings, "devices": thermostats}
    options |= {name: count for name, count in counts.items() if count is not None}
    sandbox = kind(speed=speed, sleep_s=SLEEP_S if speed else 0.0, **options)
    sandbox.limits.enforced = quota is None
    return sandbox


def nest_to_serve(
    *,
    quota: QuotaLimits | None = None,
    state: Path | None = None,
    buildings: int | None = None,
    thermostats: int | None = None,
    **options: Any,
) -> NestSandbox:
    """Make the Nest sandbox that the command serves: so many structures and thermostats."""
    _refuse("Nest", quota, state)
    counts = {"structures": buildings, "devices": thermostats}
    options |= {name: count for name, count in counts.items() if count is not None}
    sandbox = NestSandbox(**options)
    sandbox.limits.enforced = quota is None
    return sandbox


def _refuse(vendor: str, quota: QuotaLimits | None, state: Path | None) -> None:
    """Raise ValueError for options that only ecobee's sandbox has."""
    if state is not None:
        raise ValueError(f"The {vendor} sandbox keeps no state between runs. Leave --state out.")
    if quota not in (None, QuotaLimits.unlimited()):
        raise ValueError(f"The rates of {vendor} are by operation. Give --quota none, or leave it out.")


VENDORS: Final[Mapping[str, Callable[..., Machine]]] = {
    "ecobee": sandbox_to_serve,
    "nest": nest_to_serve,
    "smartthings": smartthings_to_serve,
    "smartthings-enterprise": functools.partial(smartthings_to_serve, SmartThingsEnterpriseSandbox),
}
"""What is served, by the vendor's name."""


def _served(vendor: str) -> tuple[str, ...]:
    """Return the vendors that a name stands for."""
    if vendor == ALL:
        return _ALL
    if vendor not in VENDORS:
        raise ValueError(f"There is no vendor {vendor!r}. There are: {', '.join([*VENDORS, ALL])}.")
    return (vendor,)


def environment_lines(url: str, sandbox: Machine | None = None) -> str:
    """Return the lines that point a shell's SDK at a sandbox; one with its defaults if None."""
    variables = (sandbox or Sandbox()).environment(url)
    return "\n".join(f"export {name}={value}" for name, value in variables.items())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from a command line."""
    parser = argparse.ArgumentParser(
        prog="python -m smartbuildings.sandbox", description="Serve an emulated account of a vendor."
    )
    parser.add_argument(
        "--vendor",
        choices=[*VENDORS, ALL],
        default="ecobee",
        help="default: %(default)s; 'all' serves ecobee, smartthings and nest",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=8765, help="0 takes a free one (default: %(default)s); 'all' takes three"
    )
    parser.add_argument("--seed", type=int, default=1, help="what the portfolio follows from (default: %(default)s)")
    parser.add_argument(
        "--buildings",
        type=int,
        help="buildings (default: 3), SmartThings locations (default: 2 or 4) or structures of Nest (default: 2)",
    )
    parser.add_argument("--thermostats", type=int, help="thermostats (default: 24, of Nest 12), or SmartThings devices")
    parser.add_argument(
        "--start",
        type=moment,
        default=DEFAULT_START,
        help="when the emulated world begins: ISO 8601, or 'now' (default: %(default)s)",
    )
    parser.add_argument(
        "--speed", type=float, default=0.0, help="sandbox seconds per second (default: 0, the world stands still)"
    )
    parser.add_argument("--quota", type=limits, metavar="H/M/S", help="requests per hour, minute and second, or 'none'")
    parser.add_argument("--state", type=Path, metavar="FILE", help="keeps the state between runs")
    parser.add_argument(
        "--ready-file",
        type=Path,
        metavar="FILE",
        help='gets {"url": ...}, of all {"urls": ...}, when the server answers',
    )
    parser.add_argument("--quiet", action="store_true", help="print nothing")
    return serve(**vars(parser.parse_args(arguments)))


def moment(text: str) -> datetime:
    """Read an ISO 8601 moment, or ``now``; one without a zone is UTC.

    Raises:
        ValueError: it is neither.
    """
    if text == "now":
        return datetime.now(UTC).replace(microsecond=0)
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def limits(text: str) -> QuotaLimits:
    """Read requests per hour, minute and second, as in ``10000/500/50``; ``none`` is no limit.

    Raises:
        ValueError: it is neither.
    """
    if text == "none":
        return QuotaLimits.unlimited()
    hour, minute, second = (int(part) for part in text.split("/"))
    return QuotaLimits(hour, minute, second)


def _greeting(sandbox: Machine, url: str) -> str:
    told = sandbox.overview()
    counts = [f"{count} {name}" for name, count in told.items() if isinstance(count, int) and name != "seed"]
    clock = f"{sandbox.clock.now():%Y-%m-%d %H:%M} UTC"
    running = f"clock {clock} at speed {sandbox.clock.speed:g}"
    return (
        f"# {', '.join(counts)}, seed {told['seed']}, "
        f"{running if sandbox.clock.speed else f'clock stopped at {clock} (--speed 1 runs it)'}. Ctrl-C stops it.\n"
        f"{environment_lines(url, sandbox)}"
    )


def _write_ready(path: Path, where: Mapping[str, object]) -> None:
    # Written aside and renamed: whoever waits for the file never reads half of it.
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text(json.dumps({**where, "pid": os.getpid()}), encoding="utf-8")
    temporary.replace(path)


def _say(text: str, *, to_stderr: bool = False) -> None:
    stream = sys.stderr if to_stderr else sys.stdout
    stream.write(text + "\n")
    stream.flush()
