"""Ctrl-C and SIGTERM end a command soon, whatever it is waiting for, and let it clean up first."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Final

from smartbuildings.cli.exit_codes import ExitCode

__all__ = ["interruptible"]

_PATIENCE_S: Final = 3.0
"""How long cleaning up may take. A thread that sleeps out a quota cannot be woken, and must not hold the shell."""
_STOPPED: Final = 128


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Within the block, a signal raises ``KeyboardInterrupt`` or ``SystemExit`` and sets a limit to what follows."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Python gives signals to the main thread only.
        return
    before = {each: signal.signal(each, _stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _stop(signum: int, frame: FrameType | None) -> None:
    code = ExitCode.INTERRUPTED if signum == signal.SIGINT else _STOPPED + signum
    limit = threading.Timer(_PATIENCE_S, os._exit, (int(code),))
    limit.daemon = True
    limit.start()
    if signum == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(int(code))
