"""Let schemathesis loose on the sandbox with the documents that we ship: it must find nothing.

``python -m tools.fuzz_sandbox [--api ecobee_v1] [options of schemathesis run]`` serves a sandbox in a process of its
own, gets a token from it and runs schemathesis once for each document. What schemathesis has to know about the sandbox
(ids that exist, rules that no schema can state) is in ``tests/sandbox/schemathesis.toml``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpx

from smartbuildings.sandbox import SmartThingsEnterpriseSandbox

APIS: Final = {
    "ecobee_v1": "ecobee",
    "ecobee_v2": "ecobee",
    "nest_sdm": "nest",
    "smartthings": "smartthings",
    "smartthings_enterprise": "smartthings-enterprise",
}
"""The documents with the vendor that serves each."""
CONFIG: Final = Path(__file__).resolve().parent.parent / "tests" / "sandbox" / "schemathesis.toml"
DEFAULTS: Final = ["--checks", "all", "--max-examples", "30", "--seed", "1", "--continue-on-failure"]
HEADERS: Final = {"smartthings-enterprise": {"Accept": "application/vnd.smartthings+json;v=2"}}
"""The headers that a vendor wants in every request, besides the token."""
SEED: Final = 1
START_LIMIT_S: Final = 30.0
CREDENTIALS: Final = {"client_id": "sandbox-client", "client_secret": "sandbox-secret"}  # the sandbox's own, well known


@contextmanager
def served(folder: Path, vendor: str) -> Iterator[str]:
    """Serve a sandbox without quota on a free port for as long as the block runs; give its URL."""
    ready = folder / "ready.json"
    options = ["--vendor", vendor, "--port", "0", "--seed", str(SEED), "--quota", "none", "--quiet"]
    options += ["--ready-file", str(ready)]
    process = subprocess.Popen([sys.executable, "-m", "smartbuildings.sandbox", *options])
    try:
        deadline = time.monotonic() + START_LIMIT_S
        while not ready.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("The sandbox does not start; try: python -m smartbuildings.sandbox")
            time.sleep(0.05)
        yield str(json.loads(ready.read_text(encoding="utf-8"))["url"])
    finally:
        process.terminate()
        process.wait(START_LIMIT_S)


def token(url: str, vendor: str) -> str:
    """Return a token that may do everything: the sandbox's personal one, or one for its key or its credentials."""
    if vendor == "nest":
        return str(httpx.post(f"{url}/_sandbox/tokens/consent").raise_for_status().json()["access_token"])
    if vendor == "smartthings":
        return str(httpx.post(f"{url}/_sandbox/tokens/personal").raise_for_status().json()["token"])
    if vendor == "smartthings-enterprise":
        key = SmartThingsEnterpriseSandbox(SEED).api_key
        headers = {**HEADERS[vendor], "Authorization": f"Bearer {key}"}
        issued = httpx.post(f"{url}/auth/serviceaccount/token", json={}, headers=headers)
        return str(issued.raise_for_status().json()["token"])
    body = {"audience": "https://api.sb.ecobee.com", "grant_type": "client_credentials", **CREDENTIALS}
    return str(httpx.post(f"{url}/token", json=body).raise_for_status().json()["access_token"])


def fuzz(api: str, folder: Path, options: Sequence[str]) -> int:
    """Run schemathesis with the document of one API; return its exit code."""
    vendor = APIS[api]
    with served(folder, vendor) as url:
        document = str(files(f"smartbuildings_api.{api}").joinpath("openapi.json"))
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG)]
        command += ["run", document, "--url", url]
        for name, value in {"Authorization": f"Bearer {token(url, vendor)}", **HEADERS.get(vendor, {})}.items():
            command += ["--header", f"{name}: {value}"]
        command += [*DEFAULTS, *options]
        return subprocess.run(command, cwd=folder, check=False).returncode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; see the module."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.fuzz_sandbox", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--api", action="append", choices=APIS, help="only this document; may be repeated")
    chosen, options = parser.parse_known_args(arguments)
    failed = []
    for api in chosen.api or APIS:
        with TemporaryDirectory() as folder:
            if fuzz(api, Path(folder), options):
                failed.append(api)
    print(f"schemathesis found something in {', '.join(failed)}" if failed else "schemathesis found nothing")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
