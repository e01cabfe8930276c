"""Processes whose clocks are wrong, and corrected later."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from servers.vendor import EXPIRED, THERMOSTAT, VendorServer, success

WORKER = Path(__file__).with_name("clock_worker.py")


def test_processes_that_share_a_file_store_cause_one_exchange_after_a_corrected_clock(
    vendor: VendorServer, tmp_path: Path
) -> None:
    command = [sys.executable, str(WORKER), vendor.url, f"file:{tmp_path}"]
    with ExitStack() as stack:
        workers = [
            stack.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
            for _ in range(2)
        ]

        def round_of_calls(error_s: float) -> None:
            for worker in workers:
                assert worker.stdin is not None
                print(error_s, file=worker.stdin, flush=True)
            for worker in workers:
                assert worker.stdout is not None
                assert worker.stdout.readline() == "8\n"

        round_of_calls(86400.0)
        assert vendor.exchanges == 1
        vendor.on("GET", "*", lambda request: EXPIRED if request.token == "token-1" else success({"id": THERMOSTAT}))
        round_of_calls(0.0)

        assert vendor.exchanges == 2
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.close()
