"""(b) What importing costs: each import in a fresh interpreter that times itself and tells how much memory it holds."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Final

from benchmarks.measure import Comparison, compare, compared

__all__ = ["import_memory", "import_times"]

_STATEMENTS: Final = {
    "`import httpx`": "import httpx",
    "`import smartbuildings`": "import smartbuildings",
    "`from smartbuildings import SmartBuildings`": "from smartbuildings import SmartBuildings",
    "`import httpx`, and a client made": "import httpx; httpx.Client()",
    "`from smartbuildings import SmartBuildings`, and a client made": (
        "from smartbuildings import SmartBuildings; SmartBuildings('id', 'secret', base_url='http://127.0.0.1:9')"
    ),
}
_OPTIONAL: Final = ("click", "rich", "pygments", "trio", "h2", "socksio", "brotli", "brotlicffi", "zstandard")
"""What httpx and httpcore import only where it is there, as in this development environment it is."""
_WITHOUT_OPTIONAL: Final = f"import sys; sys.modules.update(dict.fromkeys({_OPTIONAL!r})); "
_TIMED: Final = "import time; started = time.process_time(); {}; print((time.process_time() - started) * 1e3)"
# From /proc, since getrusage() tells a new process its parent's peak. The second field of statm counts resident pages.
_WEIGHED: Final = (
    "{}; import pathlib, resource; pages = pathlib.Path('/proc/self/statm').read_text().split()[1]; "
    "print(int(pages) * resource.getpagesize() / 2**20)"
)


def import_times(*, rounds: int) -> Iterator[Comparison]:
    """Compare CPU times of imports. The round that is thrown away compiles the bytecode."""
    for prelude, where in ((_WITHOUT_OPTIONAL, "with the dependencies alone"), ("", "in the development environment")):
        candidates = {name: _in_fresh_process(prelude + _TIMED, statement) for name, statement in _STATEMENTS.items()}
        note = "Measured inside the new process, the interpreter's own start left out."
        yield compare(f"Import, {where}", "ms of CPU", candidates, rounds=rounds, note=note)


def import_memory(*, rounds: int) -> Comparison:
    """Compare the memory of processes that do nothing but import. Works on Linux only."""
    weighed = _WITHOUT_OPTIONAL + _WEIGHED
    candidates = {name: _in_fresh_process(weighed, statement) for name, statement in _STATEMENTS.items()}
    empty = min(_in_fresh_process(weighed, "pass")() for _ in range(3))
    found = compare("Memory after an import, with the dependencies alone", "MiB", candidates, rounds=rounds)
    above = {series.name: [value - empty for value in series.values] for series in found.series}
    note = f"Resident memory above that of an empty interpreter ({empty:.1f} MiB)."
    return compared(found.title, found.unit, above, note=note)


def _in_fresh_process(template: str, statement: str) -> Callable[[], float]:
    command = [sys.executable, "-c", template.format(statement)]

    def measure() -> float:
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
        return float(done.stdout)

    return measure


@functools.cache
def _environment() -> dict[str, str]:
    """Give an environment in which bytecode is kept, wherever the packages are and however they were installed."""
    folder = tempfile.mkdtemp(prefix="benchmarks-bytecode-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": folder}
