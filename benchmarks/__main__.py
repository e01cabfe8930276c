"""Run every benchmark once, print the tables, and write them to ``benchmarks/results.md``."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks.bodies import bodies
from benchmarks.calls import async_calls, sync_calls
from benchmarks.imports import import_memory, import_times
from benchmarks.listing import list_memory, list_times
from benchmarks.measure import Comparison
from benchmarks.server import served

_RESULTS: Final = Path(__file__).with_name("results.md")
_PREFACE: Final = """\
# What the library costs

Written by `python -m benchmarks`, in one run, everything that was measured; run it on your machine. Look at the ratios:
they are taken between neighbours in time and hold up better than the figures. In each table the first line is what the
others are held against, and the last line is the first one measured once more: how far its ratio is from 1 is what
this machine adds by itself. A difference inside that noise is marked."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few rounds, to see that it runs; writes no file")
    quick = parser.parse_args(arguments).quick
    rounds, calls = (3, 20) if quick else (30, 200)
    started = time.perf_counter()
    print(_facts(), end="\n\n", flush=True)
    tables: list[str] = []

    def tell(comparison: Comparison) -> None:
        table = "\n".join(comparison.table())
        tables.append(table)
        print(table, end="\n\n", flush=True)

    answers = bodies()
    with served(answers) as url:
        tell(sync_calls(url, rounds=rounds, calls=calls))
        tell(async_calls(url, rounds=rounds, calls=calls))
    for comparison in import_times(rounds=3 if quick else 20):
        tell(comparison)
    if sys.platform == "linux":
        tell(import_memory(rounds=2 if quick else 5))
    tell(list_times(answers, rounds=rounds))
    for comparison in list_memory(answers):
        tell(comparison)
    took = f"The run took {time.perf_counter() - started:.0f} s."
    print(took)
    if not quick:
        _RESULTS.write_text("\n\n".join([_PREFACE, _facts(), *tables, took]) + "\n", encoding="utf-8")
    return 0


def _facts() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("smartbuildings", "httpx", "httpcore", "attrs"))
    load = f"load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else "load unknown"
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d}: {platform.python_implementation()} {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {_processor()}, {os.cpu_count()} cores, {load}. {packages}."
    )


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
