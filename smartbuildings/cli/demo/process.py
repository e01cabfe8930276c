"""The sandbox in a process of its own, which ends with the demo however that ends."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, cast

from smartbuildings.errors import ConfigurationError

__all__ = ["SEED", "SandboxProcess"]

SEED: Final = 1
"""What the emulated accounts follow from, with their credentials."""
_START: Final = "2026-01-12T15:00:00+00:00"
"""A Monday morning in January: heating weather, and the same each time."""
_START_WITHIN_S: Final = 15.0
_STOP_WITHIN_S: Final = 2.0
_LOOK_EVERY_S: Final = 0.02


class SandboxProcess:
    """A served sandbox, of 3 buildings and 24 thermostats by default.

    Args:
        options: More options of the sandbox's command.

    Raises:
        ConfigurationError: on entering, if the server does not start.
    """

    def __init__(self, *options: str) -> None:
        self.url = ""
        self.urls: Mapping[str, str] = {}
        """The URLs by vendor, if it serves several."""
        self._options = options
        self._folder = tempfile.TemporaryDirectory(prefix="smartbuildings-demo-")
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        ready, log = Path(self._folder.name) / "ready.json", Path(self._folder.name) / "log.txt"
        options = ("--port", "0", "--seed", str(SEED), "--start", _START, "--ready-file", str(ready), "--quiet")
        command = [sys.executable, "-m", "smartbuildings.sandbox", *options, *self._options]
        try:
            with log.open("wb") as errors:
                self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)
            told = self._wait_until_ready(self._process, ready, log)
            self.url, self.urls = told.get("url", ""), told.get("urls", {})
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server, by force if it takes its time."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(_STOP_WITHIN_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        self._folder.cleanup()

    @staticmethod
    def _wait_until_ready(process: subprocess.Popen[bytes], ready: Path, log: Path) -> dict[str, Any]:
        give_up_at = time.monotonic() + _START_WITHIN_S
        while not ready.exists():
            if process.poll() is not None:
                said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
                why = said[-1] if said else "it said nothing"
                msg = f"The sandbox ended at once: {why}. Try `smartbuildings sandbox`."
                raise ConfigurationError(msg)
            if time.monotonic() > give_up_at:
                msg = f"The sandbox did not answer within {_START_WITHIN_S:.0f} s. Try `smartbuildings sandbox`."
                raise ConfigurationError(msg)
            time.sleep(_LOOK_EVERY_S)
        return cast("dict[str, Any]", json.loads(ready.read_text(encoding="utf-8")))
