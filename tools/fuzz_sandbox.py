"""Let schemathesis loose on the sandbox with the documents that we ship: it must find nothing.

``python -m tools.fuzz_sandbox [--api ecobee_v1] [options of schemathesis run]`` serves a sandbox in a process of its
own, gets a token from it and runs schemathesis once for each document. Ids of real thermostats and buildings are put
into the documents, since no generator guesses a serial number and every answer would be a 404.
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
from typing import Any, Final

import httpx

PREFIXES: Final = {"ecobee_v1": "/api/v1", "ecobee_v2": "/api/v2"}
# Every request that the document allows is to be accepted, says this check. A thermostat's own ranges, its modes, and
# what is registered already are things that no document can say.
TOO_STRICT: Final = "positive_data_acceptance"
DEFAULTS: Final = ["--max-examples", "25", "--seed", "1", "--continue-on-failure"]
START_LIMIT_S: Final = 30.0
CREDENTIALS: Final = {"client_id": "sandbox-client", "client_secret": "sandbox-secret"}  # the sandbox's own, well known


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a sandbox without quota on a free port for as long as the block runs; give its URL."""
    ready = folder / "ready.json"
    options = [
        "--port",
        "0",
        "--quota",
        "none",
        "--thermostats",
        "60",
        "--buildings",
        "6",
        "--quiet",
        "--ready-file",
        str(ready),
    ]
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


def token(client: httpx.Client) -> str:
    """Exchange the sandbox's credentials for a token with every scope."""
    body = {"audience": "https://api.sb.ecobee.com", "grant_type": "client_credentials", **CREDENTIALS}
    return str(client.post("/token", json=body).raise_for_status().json()["access_token"])


def with_known_ids(document: dict[str, Any], client: httpx.Client, prefix: str) -> dict[str, Any]:
    """Return ``document`` with the ids that the sandbox knows among the values of the path parameters."""
    known = {}
    for name, route in {"thermostatId": "thermostatIds", "buildingId": "buildingIds"}.items():
        items = client.get(f"{prefix}/{route}").raise_for_status().json()["data"]["items"]
        known[name] = [item["id"] for item in items]
    answer = client.get(f"{prefix}/thermostats/{known['thermostatId'][0]}/comfortSettings")
    if answer.is_success:  # v1 has none
        known["comfortRef"] = [item["comfortRef"] for item in answer.json()["data"]["items"]]
    for item in document["paths"].values():
        for parameter in item.get("parameters", []):
            if parameter.get("name") in known:
                parameter["schema"] = {"anyOf": [{"enum": known[parameter["name"]]}, parameter["schema"]]}
    return document


def fuzz(api: str, folder: Path, options: Sequence[str]) -> int:
    """Run schemathesis with the document of one API; return its exit code."""
    with served(folder) as url, httpx.Client(base_url=url) as client:
        bearer = token(client)
        client.headers["Authorization"] = f"Bearer {bearer}"
        document = json.loads(files(f"smartbuildings_api.{api}").joinpath("openapi.json").read_text("utf-8"))
        path = folder / f"{api}.json"
        path.write_text(json.dumps(with_known_ids(document, client, PREFIXES[api])), encoding="utf-8")
        command = [sys.executable, "-m", "schemathesis.cli", "run", str(path), "--url", url]
        command += ["--header", f"Authorization: Bearer {bearer}", "--exclude-checks", TOO_STRICT, *options]
        return subprocess.run(command, cwd=folder, check=False).returncode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; see the module."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.fuzz_sandbox", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--api", action="append", choices=sorted(PREFIXES), help="only this document; may be repeated")
    chosen, options = parser.parse_known_args(arguments)
    failed = []
    for api in chosen.api or sorted(PREFIXES):
        with TemporaryDirectory() as folder:
            if fuzz(api, Path(folder), [*DEFAULTS, *options]):
                failed.append(api)
    print(f"schemathesis found something in {', '.join(failed)}" if failed else "schemathesis found nothing")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
