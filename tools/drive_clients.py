"""Drives sandboxes with client libraries of other people: `nox -s clients` installs them and runs this.

Each library gets a sandbox of its own on loopback. Its program has to succeed, and the sandbox has to have seen the
operations that the library is here for, so that a program that calls nothing does not pass.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from smartbuildings.sandbox import NestSandbox, SandboxServer, SmartThingsSandbox
from smartbuildings.sandbox.http.machine import Machine

PROGRAMS: Final = Path(__file__).resolve().parent.parent / "tests" / "clients"
DEVICES: Final = 450  # half of them in the location of the consent: more than a page
LIMIT_S: Final = 300

_READS: Final = frozenset(
    {"issueToken", "listLocations", "getLocation", "listRooms", "getRoom", "getDevices", "getDevice"}
)
_BOTH: Final = _READS | {"getDeviceStatus", "getDeviceHealth", "executeDeviceCommands", "listScenes", "executeScene"}
_NEST: Final = frozenset(
    {"exchangeToken", "listStructures", "getStructure", "listDevices", "getDevice", "executeDeviceCommand"}
)
OPERATIONS: Final[Mapping[str, frozenset[str]]] = {
    "pysmartthings": _BOTH,
    "core-sdk": _BOTH
    | {"createRoom", "updateRoom", "deleteRoom", "listRoomDevices", "listModes", "getCurrentMode", "setCurrentMode"}
    | {"getDeviceComponentStatus", "getDeviceStatusByCapability", "updateDevice", "getDeviceHistory"}
    | {"getTokenInstallation", "getInstallation", "listInstallations"}
    | {"saveSubscription", "listSubscriptions", "deleteAllSubscriptions"},
    "google-nest-sdm": _NEST,
    "google-api-python-client": _NEST | {"listRooms", "getRoom"},
}
SANDBOXES: Final[Mapping[str, Callable[[], Machine]]] = {
    "pysmartthings": lambda: SmartThingsSandbox(devices=DEVICES, speed=0),
    "core-sdk": lambda: SmartThingsSandbox(devices=DEVICES, speed=0),
    "google-nest-sdm": lambda: NestSandbox(speed=0),
    "google-api-python-client": lambda: NestSandbox(speed=0),
}
"""What each library is here for: its sandbox, with the vendor's rate limits."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from a command line."""
    parser = argparse.ArgumentParser(description="Drive sandboxes with other people's clients.")
    parser.add_argument("--python", required=True, help="a Python that has pysmartthings")
    parser.add_argument("--node", required=True, help="Node 22 or later")
    parser.add_argument(
        "--modules", required=True, help="the folder that holds node_modules with @smartthings/core-sdk"
    )
    parser.add_argument("--google", required=True, help="a Python that has the two libraries for Nest")
    given = parser.parse_args(arguments)
    python = [given.python, "-I", str(PROGRAMS / "with_pysmartthings.py")]
    node = [given.node, str(PROGRAMS / "with_core_sdk.mjs")]
    problems = [
        *drive("pysmartthings", python, {}),
        *drive("core-sdk", node, {"CORE_SDK": str(Path(given.modules).resolve())}),
        *drive("google-nest-sdm", [given.google, "-I", str(PROGRAMS / "with_google_nest_sdm.py")], {}),
        *drive("google-api-python-client", [given.google, "-I", str(PROGRAMS / "with_google_api_client.py")], {}),
    ]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def drive(name: str, command: Sequence[str], more: Mapping[str, str]) -> list[str]:
    """Run one program against a sandbox of its own, and return what is wrong."""
    with SandboxServer(SANDBOXES[name]()) as server:
        direct = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        environment = os.environ | direct | dict(server.sandbox.environment(server.url)) | dict(more)
        done = subprocess.run(command, env=environment, check=False, timeout=LIMIT_S)
        called = {record.operation for record in server.sandbox.requests if record.status == 200}
        print(
            f"{name}: {server.sandbox.requests.total} requests, {len(called)} operations, exit code {done.returncode}"
        )
    missing = OPERATIONS[name] - called
    return [
        *([f"The program of {name} failed with exit code {done.returncode}."] if done.returncode else []),
        *([f"The program of {name} never succeeded with: {', '.join(sorted(missing))}."] if missing else []),
    ]


if __name__ == "__main__":
    sys.exit(main())
