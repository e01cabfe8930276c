"""One process of several: 16 threads that read statuses with one client, when told to, and say how it went."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor

from smartbuildings import RetryPolicy, SmartBuildings
from smartbuildings.ecobee import Thermostat
from smartbuildings.quota import SharedQuota
from smartbuildings.sandbox import CLIENT_ID, CLIENT_SECRET


def main(url: str, store: str, quota: str, callers: int, calls: int) -> None:
    """Run a round of calls for each line on standard input; report each round in one line."""
    with SmartBuildings(
        CLIENT_ID,
        CLIENT_SECRET,
        base_url=url,
        token_store=store,
        quota=SharedQuota(quota) if quota else None,
        retry=RetryPolicy(base_s=0.01),
    ) as sb:
        print(json.dumps({"is_ready": True}), flush=True)
        for line in sys.stdin:
            thermostat = sb.thermostats.get(line.strip())

            def call(_: int, thermostat: Thermostat = thermostat) -> bool:
                return all(thermostat.status().id == thermostat.id for _ in range(calls))

            with ThreadPoolExecutor(callers) as pool:
                done = list(pool.map(call, range(callers)))
            print(json.dumps({"done": sum(done)}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
