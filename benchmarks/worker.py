"""The process of one environment: measures what it is asked to, one figure at a time, with bare httpx beside it.

Run as ``python -m benchmarks.worker`` by the environment's own interpreter. It reads a setup and then one request per
line from standard input, and writes one line for each. Figures of time are the process's own CPU time, user and system,
so that waiting for the server does not count.
"""

from __future__ import annotations

import asyncio
import functools
import gc
import json
import sys
import tracemalloc
from collections.abc import Awaitable, Callable, Mapping
from importlib.metadata import version
from time import process_time
from typing import Any, Final

from benchmarks.clients import ENVIRONMENTS, Client, clients_of
from benchmarks.listing import ways_to_list

Measure = Callable[[int], float]

_NEEDED: Final = ("httpx", "sniffio")


def _measures(environment: str, setup: Mapping[str, Any], runner: asyncio.Runner) -> dict[str, dict[str, Measure]]:
    """Return the measures by what is measured and of which client."""
    clients = clients_of(environment, setup["url"], setup["paths"], setup["thermostat_id"])
    for client in clients.values():
        if client.enter is not None:
            runner.run(_awaited(client.enter))
    found: dict[str, dict[str, Measure]] = {
        "sync": {name: functools.partial(_timed, client.call) for name, client in clients.items()},
        "construct": _of_makers(clients, _construct),
        "client memory": _of_makers(clients, _client_memory),
    }
    for in_flight in (1, 3):
        found[f"async {in_flight}"] = {
            name: functools.partial(_timed_async, runner, client.call_async, in_flight)
            for name, client in clients.items()
            if client.call_async is not None
        }
    if environment == "smartbuildings":
        ways = ways_to_list(setup["url"], setup["paths"], setup["bodies"])
        found["ids"] = {name: functools.partial(_timed_once, way) for name, way in ways.items()}
        found["ids kept"] = {name: functools.partial(_held, way, 0) for name, way in ways.items()}
        found["ids peak"] = {name: functools.partial(_held, way, 1) for name, way in ways.items()}
    return found


def _of_makers(clients: Mapping[str, Client], measure: Callable[[Callable[[], Any], int], float]) -> dict[str, Measure]:
    return {name: functools.partial(measure, client.make) for name, client in clients.items() if client.make}


async def _awaited(step: Callable[[], Awaitable[object]]) -> None:
    await step()


def _timed(call: Callable[[], object], count: int) -> float:
    started = process_time()
    for _ in range(count):
        call()
    return (process_time() - started) / count * 1e6


def _timed_async(runner: asyncio.Runner, call: Callable[[], Awaitable[object]], in_flight: int, count: int) -> float:
    async def repeat() -> None:
        for _ in range(-(-count // in_flight)):
            await call()

    async def measure() -> float:
        started = process_time()
        await asyncio.gather(*(repeat() for _ in range(in_flight)))
        return (process_time() - started) / (-(-count // in_flight) * in_flight) * 1e6

    return runner.run(measure())


def _timed_once(way: Callable[[], object], _: int) -> float:
    started = process_time()
    result = way()
    taken = process_time() - started
    del result  # Freed outside of what is timed, for all alike.
    return taken * 1e3


def _construct(make: Callable[[], Any], count: int) -> float:
    taken = 0.0
    for _ in range(count):
        started = process_time()
        client = make()
        taken += process_time() - started
        _close(client)
    return taken / count * 1e6


def _client_memory(make: Callable[[], Any], count: int) -> float:
    clients: list[Any] = []
    held, _ = _traced(lambda: clients.extend(make() for _ in range(count)))
    for client in clients:
        _close(client)
    return held / count / 2**10


def _close(client: Any) -> None:
    close = getattr(client, "close", None) or getattr(client, "__exit__", None)
    if close is not None:
        close(*(() if hasattr(client, "close") else (None, None, None)))


def _held(way: Callable[[], object], which: int, _: int) -> float:
    way()  # What is made once (connections, caches) is not part of a result.
    return _traced(way)[which] / 2**20


def _traced(way: Callable[[], object]) -> tuple[int, int]:
    """Return how many bytes are held after a step, and the most that were held during it."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        result = way()
        _, peak = tracemalloc.get_traced_memory()
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
        del result
    finally:
        tracemalloc.stop()
    return after - before, peak - before


def main() -> None:
    """Measure until standard input is closed."""
    environment = sys.argv[1]
    setup = json.loads(sys.stdin.readline())
    with asyncio.Runner() as runner:
        try:
            measures = _measures(environment, setup, runner)
        except ImportError as error:
            print(json.dumps({"missing": str(error)}), flush=True)
            return
        has = {name: list(each) for name, each in measures.items()}
        versions = {name: version(name) for name in (ENVIRONMENTS[environment].package, *_NEEDED)}
        print(json.dumps({"measures": has, "versions": versions}), flush=True)
        for line in sys.stdin:
            what, name, count = json.loads(line)
            gc.collect()
            print(json.dumps(measures[what][name](count)), flush=True)


if __name__ == "__main__":
    main()
