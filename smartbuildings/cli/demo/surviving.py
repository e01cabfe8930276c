"""What goes wrong in every long run, and what the client does about it: expiry, and a quota that is nearly spent."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from smartbuildings.cli.demo.scene import Scene, counted
from smartbuildings.cli.demo.server_record import count
from smartbuildings.ecobee import Thermostat

__all__ = ["keep_the_quota", "survive_expiry"]

_LIFETIME_S: Final = 7200
_THREADS: Final = 3
_LATE_S: Final = 0.1
_FEW_A_SECOND: Final = 12


def survive_expiry(scene: Scene) -> None:
    """Let the token expire, then read everything, several calls at a time."""
    scene.stage.step(
        "The token expires", "Two hours later, three threads run into it at once. None of them has to notice."
    )
    scene.stage.code("with ThreadPoolExecutor(3) as pool: pool.map(Thermostat.status, thermostats)")
    thermostats = scene.sb.thermostats().all()
    exchanges, mark = scene.server.exchanges(), scene.server.mark()
    scene.server.advance(_LIFETIME_S)
    # Late enough that each thread is told of the expiry before any of them has a new token.
    scene.server.respond_late("getThermostatStatus", seconds=_LATE_S, times=_THREADS)
    with ThreadPoolExecutor(_THREADS) as pool:
        read = len(list(pool.map(Thermostat.status, thermostats)))
    refused = count(scene.server.since(mark), status=401)
    renewed = scene.server.exchanges() - exchanges
    scene.stage.check(
        refused == _THREADS and renewed == 1 and read == len(thermostats) > 0,
        f"{counted(refused, 'answer')} 401, {counted(renewed, 'new token')}, {read} of {len(thermostats)} read",
    )


def keep_the_quota(scene: Scene) -> None:
    """Cut the quota, then read everything: the client has to wait by itself."""
    why = f"The limit falls to {_FEW_A_SECOND} calls a second. The client learns it from the responses and waits."
    scene.stage.step("A limit that would be passed", why)
    scene.stage.code("for reading in sb.thermostats.statuses(): ...")
    usual, mark, waits = scene.server.limits(), scene.server.mark(), len(scene.waits.seconds)
    scene.server.limit_to(second=_FEW_A_SECOND)
    started = time.monotonic()
    try:
        readings = list(scene.sb.thermostats.statuses())
    finally:
        scene.server.limit_to(**usual)
    took = time.monotonic() - started
    seen, waited = scene.server.since(mark), scene.waits.seconds[waits:]
    refused, read = count(seen, status=429), sum(each.status is not None for each in readings)
    scene.stage.check(
        refused == 0 and bool(waited) and read == len(readings) > 0,
        f"{counted(refused, 'answer')} 429; the client waited {counted(len(waited), 'time')} "
        f"and read {read} of {len(readings)} in {took:.1f} s",
    )
