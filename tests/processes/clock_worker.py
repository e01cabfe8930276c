"""A process with a wall clock that is so many seconds off; reads a status for each line on standard input.

A line holds the clock's error in seconds; the answer is the number of calls that succeeded.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from smartbuildings import SmartBuildings

CALLERS = 8
true_time = time.time


def main(url: str, store: str) -> None:
    """Run a round of calls for each line."""
    error_s = 0.0
    time.time = lambda: true_time() + error_s
    with SmartBuildings("me", "secret", base_url=url, token_store=store) as sb:
        for line in sys.stdin:
            error_s = float(line)
            with ThreadPoolExecutor(CALLERS) as pool:
                done = list(pool.map(lambda _: sb.thermostats.get("511863314842").status(), range(CALLERS)))
            print(len(done), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
