"""Run every benchmark once, print the tables, and write them to ``benchmarks/results.md``.

``nox -s benchmarks`` makes the environments and runs this. Without ``--environment`` everything is measured with the
interpreter that runs it, and the peers that it has not installed are left out.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.bodies import PATHS, THERMOSTAT_ID, bodies
from benchmarks.clients import BASELINE, ENVIRONMENTS
from benchmarks.fresh import cold_scripts, import_memory, import_times
from benchmarks.measure import Candidate, Comparison, compare
from benchmarks.server import served

_RESULTS: Final = Path(__file__).with_name("results.md")
_PREFACE: Final = """\
# What the library costs

Written by `nox -s benchmarks`, in one run. Look at the ratios: each is the median over the rounds of a figure divided
by that of the baseline in the same round and the same process or environment. The baseline is the row above with ratio
1. It runs twice in each round, and **A/A** is the ratio of its second run to its first: its distance from 1, and its
spread, are what the machine adds by itself; a difference that is not larger is marked "within the noise". "At most" is
the ratio to reach; a run does not check it."""
_OURS: Final = "smartbuildings"
_STATUS: Final = "`thermostat.status()`"
_LOW_LEVEL: Final = "generated function, our client (`low_level`)"
_AT_MOST: Final = {
    "sync": {_STATUS: 0.85, _LOW_LEVEL: 1.0},
    "async 1": {_STATUS: 0.95, _LOW_LEVEL: 1.0},
    "async 3": {_STATUS: 0.95, _LOW_LEVEL: 1.0},
    "construct": {_STATUS: 0.05},
    "ids": {"`sb.thermostats().all()`, in process": 2.5},
}
_MAKERS: Final = {
    BASELINE: "`httpx.Client()`",
    _STATUS: "`SmartBuildings(...)`",
    f"{_STATUS} of SmartThings": "`SmartThings(...)`",
    f"{_STATUS} of Nest": "`Nest(...)`",
}


class Worker:
    """The process that measures in one environment."""

    def __init__(self, environment: str, process: subprocess.Popen[str], setup: Mapping[str, Any]) -> None:
        self.environment = environment
        self._process = process
        self.has: Mapping[str, Any] = self._ask(setup)

    def candidates(self, what: str, count: int) -> list[Candidate]:
        """Return what this environment can measure of something."""
        names = self.has["measures"].get(what, ())
        targets = _AT_MOST.get(what, {})
        return [
            Candidate(self._shown(what, name), functools.partial(self._measure, what, name, count), targets.get(name))
            for name in names
        ]

    def _shown(self, what: str, name: str) -> str:
        shown = _MAKERS.get(name, name) if what in {"construct", "client memory"} else name
        return f"{shown}, beside {self.environment}" if name == BASELINE else shown

    def _measure(self, what: str, name: str, count: int) -> float:
        return float(self._ask([what, name, count]))

    def _ask(self, request: object) -> Any:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextlib.contextmanager
def _worker(environment: str, python: str, setup: Mapping[str, Any]) -> Iterator[Worker]:
    command = [python, "-m", "benchmarks.worker", environment]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Worker(environment, process, setup)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def _comparisons(
    workers: Sequence[Worker], pythons: Mapping[str, str], url: str, *, rounds: int, calls: int
) -> Iterator[Comparison]:
    fewer = max(1, rounds // 2)
    each = f"{calls} calls a round on one warm connection for each in flight, over loopback."
    if any(worker.environment == "nest" for worker in workers):
        each += (
            " Nest allows 10 reads a minute. In the benchmark's process that limit was raised, so that no call waits; "
            "the client counts each call as usual."
        )
    of_ours = [worker for worker in workers if worker.environment == _OURS]

    def compared(what: str, title: str, unit: str, *, count: int = 1, **given: Any) -> Comparison:
        groups = [group for worker in workers if len(group := worker.candidates(what, count)) > 1]
        return compare(title, unit, groups, **({"rounds": rounds} | given))

    yield compared("sync", "One call, sync", "µs of CPU a call", count=calls, note=each)
    yield compared("async 1", "One call, async, 1 in flight", "µs of CPU a call", count=calls, note=each)
    yield compared("async 3", "One call, async, 3 in flight", "µs of CPU a call", count=calls, note=each)
    title, note = "Import and first client", "Inside a new process, the interpreter's own start left out."
    yield compare(title, "ms of CPU", import_times(pythons), rounds=fewer, note=note)
    note = "Connections and TLS contexts that are made at the first request are not part of it."
    yield compared("construct", "Another client", "µs of CPU a client", count=min(5, calls), rounds=fewer, note=note)
    if not of_ours:
        return
    python = pythons[_OURS]
    scripts = cold_scripts(python, url, PATHS["token"], PATHS["status"], THERMOSTAT_ID)
    note = "A whole process: it starts, imports, makes a client, requests a token, reads a status, and ends."
    yield compare("Cold script", "ms of CPU", scripts, rounds=fewer, note=note)
    note = "Each way reads the same body of 1 MB; in process, a transport returns it from memory."
    yield compared("ids", "10,000 ids into objects", "ms of CPU", note=note)
    if sys.platform == "linux":
        note = "Resident memory above that of an empty interpreter."
        yield compare("Memory after an import", "MiB", import_memory(python), rounds=min(fewer, 5), note=note)
    traced: dict[str, Any] = {"rounds": 1, "note": "Counted by tracemalloc, which is exact."}
    yield compared("client memory", "Memory of a client", "KiB", count=min(10, calls), **traced)
    yield compared("ids kept", "Memory of 10,000 ids, the result", "MiB", **traced)
    yield compared("ids peak", "Memory of 10,000 ids, the peak on the way", "MiB", **traced)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=30, help="how many; imports and scripts get half of them")
    parser.add_argument("--calls", type=int, default=100, help="how many in a round")
    parser.add_argument("--quick", action="store_true", help="3 rounds of 20, to see that it runs; writes no file")
    parser.add_argument("--environment", action="append", default=[], metavar="NAME=PYTHON", help="who measures NAME")
    parser.add_argument("--without", action="append", default=[], choices=list(ENVIRONMENTS), help="leave it out")
    parser.add_argument("--results", type=Path, default=_RESULTS, help="the file to write")
    given = parser.parse_args(arguments)
    rounds, calls = (3, 20) if given.quick else (given.rounds, given.calls)
    pythons = dict.fromkeys(ENVIRONMENTS, sys.executable) | dict(pair.split("=", 1) for pair in given.environment)
    pythons = {name: python for name, python in pythons.items() if name not in given.without}
    started, texts, contents = time.perf_counter(), [_PREFACE], bodies()

    def show(text: str) -> None:
        texts.append(text)
        print(text, end="\n\n", flush=True)

    with served(contents) as url, contextlib.ExitStack() as stack:
        setup = {"url": url, "paths": PATHS, "thermostat_id": THERMOSTAT_ID, "bodies": contents}
        workers = [stack.enter_context(_worker(name, python, setup)) for name, python in pythons.items()]
        present = [worker for worker in workers if "missing" not in worker.has]
        show(_facts(present, f"{rounds} rounds of {calls} calls"))
        for worker in workers:
            if worker not in present:
                del pythons[worker.environment]
                show(f"Left out: {worker.environment}, which its environment lacks ({worker.has['missing']}).")
        for comparison in _comparisons(present, pythons, url, rounds=rounds, calls=calls):
            show(comparison.table())
    show(f"The run took {time.perf_counter() - started:.0f} s, with a {_load()} at its end.")
    if not given.quick:
        given.results.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    return 0


def _facts(workers: Sequence[Worker], rounds: str) -> str:
    versions = {name: number for worker in workers for name, number in worker.has["versions"].items()}
    packages = ", ".join(f"{name} {number}" for name, number in versions.items())
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d}, {rounds}: {platform.python_implementation()} "
        f"{platform.python_version()}, {platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} "
        f"cores, {_load()} at the start. {packages}."
    )


def _load() -> str:
    return f"load of {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load that is not known"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "processor unknown"
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "processor unknown"
    )


if __name__ == "__main__":
    sys.exit(main())
