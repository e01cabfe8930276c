"""(c), (d) What 10,000 thermostats cost as typed objects, in time and memory, against ``json.loads`` of the same body.

The answer comes from memory, through an httpx transport, so that no network is measured; everything else is the whole
way: request, token, quota, generated parser, our objects.
"""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import process_time
from typing import Final

import httpx
from smartbuildings_api.ecobee_v2.models.list_response import ListResponse

from benchmarks.bodies import IDS_PATH
from benchmarks.measure import Comparison, compare, compared
from smartbuildings import SmartBuildings
from smartbuildings.ecobee import Thermostat
from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET

__all__ = ["list_memory", "list_times"]

_LOADS: Final = "`json.loads`"
_HTTPX: Final = "bare httpx: get and json"
_GENERATED: Final = "`json.loads` and the generated model"
_OURS: Final = "`sb.thermostats().all()`"


def list_times(answers: Mapping[str, str], *, rounds: int) -> Comparison:
    """Compare CPU times."""
    with _ways(answers) as ways:
        timed = {name: _timed(way) for name, way in ways.items()}
        return compare("10,000 ids into typed objects", "ms of CPU", timed, rounds=rounds)


def list_memory(answers: Mapping[str, str]) -> tuple[Comparison, Comparison]:
    """Compare what the results hold on to, and the most that was held on the way there."""
    with _ways(answers) as ways:
        weighed = {name: _weigh(way) for name, way in (*ways.items(), ("(the baseline once more)", ways[_LOADS]))}
    kept = {name: [result / 2**20] for name, (result, _) in weighed.items()}
    peak = {name: [most / 2**20] for name, (_, most) in weighed.items()}
    note = "Counted by tracemalloc, which is exact."
    return (
        compared("Memory of 10,000 ids, the result", "MiB", kept, note=note),
        compared("Memory of 10,000 ids, the peak on the way", "MiB", peak, note=note),
    )


@contextmanager
def _ways(answers: Mapping[str, str]) -> Iterator[dict[str, Callable[[], object]]]:
    body = answers[IDS_PATH].encode()
    contents = {path: text.encode() for path, text in answers.items()}

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=contents[request.url.path])

    url = "http://127.0.0.1"
    with (
        httpx.Client(base_url=url, transport=httpx.MockTransport(answer)) as bare,
        SmartBuildings(CLIENT_ID, CLIENT_SECRET, base_url=url, transport=httpx.MockTransport(answer)) as ours,
    ):

        def all_thermostats() -> list[Thermostat]:
            return ours.thermostats().all()

        if len(all_thermostats()) != len(json.loads(body)["data"]["items"]):
            raise RuntimeError("The list was not read whole, so there is nothing to measure.")
        yield {
            _LOADS: lambda: json.loads(body),
            _HTTPX: lambda: bare.get(IDS_PATH).json(),
            _GENERATED: lambda: ListResponse.from_dict(json.loads(body)),
            _OURS: all_thermostats,
        }


def _timed(way: Callable[[], object]) -> Callable[[], float]:
    def measure() -> float:
        started = process_time()
        result = way()
        taken = (process_time() - started) * 1e3
        del result  # Freed outside of what is timed, alike for all.
        return taken

    return measure


def _weigh(way: Callable[[], object]) -> tuple[int, int]:
    way()  # What is made once (connections, caches) is not part of a result.
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
