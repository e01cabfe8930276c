"""Measures that need a fresh interpreter: imports, a cold script, and the memory that an import holds."""

from __future__ import annotations

import atexit
import functools
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from typing import Final

from benchmarks.measure import Candidate

__all__ = ["cold_scripts", "import_memory", "import_times"]

_IMPORT: Final = "`import httpx`"
_STATEMENTS: Final = {
    "smartbuildings": {
        "`httpx.Client()`, import and first client": "import httpx; httpx.Client()",
        "`import smartbuildings`": "import smartbuildings",
        "`from smartbuildings import SmartBuildings`": "from smartbuildings import SmartBuildings",
        "`SmartBuildings(...)`, import and first client": (
            "from smartbuildings import SmartBuildings; SmartBuildings('id', 'secret')"
        ),
    },
    "smartthings": {
        "`SmartThings(...)`, import and first client": (
            "from smartbuildings import SmartThings; SmartThings(token='token')"
        ),
    },
    "nest": {
        "`Nest(...)`, import and first client": (
            "from smartbuildings import Nest; Nest('token', project_id='p', client_id='id', client_secret='secret')"
        ),
    },
    "githubkit": {"`GitHub(...)`, import and first client": "from githubkit import GitHub; GitHub('t').__enter__()"},
    "openai": {"`OpenAI(...)`, import and first client": "from openai import OpenAI; OpenAI(api_key='key')"},
    "requests": {"`requests.Session()`, import and first client": "import requests; requests.Session()"},
}
_AT_MOST: Final = {"`SmartBuildings(...)`, import and first client": 1.35}
_TIMED: Final = "import time; started = time.process_time(); {}; print((time.process_time() - started) * 1e3)"
# From /proc, since getrusage() reports its parent's peak in a new process. The second field of statm: resident pages.
_WEIGHED: Final = (
    "{}; import pathlib, resource; pages = pathlib.Path('/proc/self/statm').read_text().split()[1]; "
    "print(int(pages) * resource.getpagesize() / 2**20)"
)
_COLD_HTTPX: Final = """
import sys, httpx
url, token_path, status_path, _ = sys.argv[1:]
login = {"grant_type": "client_credentials", "client_id": "id", "client_secret": "secret", "audience": url}
with httpx.Client(base_url=url) as client:
    token = client.post(token_path, json=login).json()["access_token"]
    status = client.get(status_path, headers={"Authorization": f"Bearer {token}"}).json()
    print(status["data"]["temperature"])
"""
_COLD_OURS: Final = """
import sys
from smartbuildings import SmartBuildings
url, _, _, thermostat_id = sys.argv[1:]
with SmartBuildings("id", "secret", base_url=url) as sb:
    print(sb.thermostats.get(thermostat_id).status().temperature)
"""


def import_times(pythons: Mapping[str, str]) -> list[list[Candidate]]:
    """Return what measures imports, a group for each environment; the interpreter's own start is left out."""
    return [
        [
            Candidate(name, _printed(python, _TIMED.format(statement)), _AT_MOST.get(name))
            for name, statement in (
                {f"{_IMPORT}, beside {environment}": "import httpx"} | _STATEMENTS[environment]
            ).items()
        ]
        for environment, python in pythons.items()
    ]


def import_memory(python: str) -> list[list[Candidate]]:
    """Return what measures the memory of processes that do nothing but import, above an empty one. Linux only."""
    empty = min(_printed(python, _WEIGHED.format("pass"))() for _ in range(3))
    statements = {_IMPORT: "import httpx"} | _STATEMENTS["smartbuildings"]
    weigh = {name: _printed(python, _WEIGHED.format(statement)) for name, statement in statements.items()}
    return [[Candidate(name, functools.partial(_above, run, empty)) for name, run in weigh.items()]]


def _above(run: Callable[[], float], empty: float) -> float:
    return run() - empty


def cold_scripts(python: str, *arguments: str) -> list[list[Candidate]]:
    """Return what measures a whole process that imports, makes a client, requests a token, reads a status, and ends."""
    return [
        [
            Candidate("bare httpx", functools.partial(_whole_process, python, _COLD_HTTPX, arguments)),
            Candidate("smartbuildings", functools.partial(_whole_process, python, _COLD_OURS, arguments), 1.15),
        ]
    ]


def _printed(python: str, code: str) -> Callable[[], float]:
    return lambda: float(_run(python, code))


def _whole_process(python: str, code: str, arguments: tuple[str, ...]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(python, code, *arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3


def _run(python: str, code: str, *arguments: str) -> str:
    command = [python, "-P", "-c", code, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=_environment()).stdout


@functools.cache
def _environment() -> dict[str, str]:
    """Return an environment in which bytecode is kept, wherever the packages are and however they were installed."""
    folder = tempfile.mkdtemp(prefix="benchmarks-bytecode-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": folder}
