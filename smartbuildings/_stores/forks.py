"""Keeps a fork from catching a thread inside a library whose locks the child could never release.

A fork copies every lock of the process, but only the thread that forks. SQLite has locks of its own, and so has the
import of a module: if another thread holds one at that moment, the child waits for it forever. So each step inside them
holds the lock ``no_fork()``, and a fork waits for it. A step is short: it never waits for another process, and never
enters a library that waits for a fork itself, as filelock does.
"""

from __future__ import annotations

import contextlib
import os
import threading
import weakref
from typing import Any, Final, Protocol

__all__ = ["no_fork", "renew_in_child"]

_PATIENCE_S: Final = 5.0
"""How long a fork waits for a step, which takes milliseconds unless the disk hangs; then the fork goes ahead."""


class _Renewable(Protocol):
    def after_fork(self) -> None: ...


# Re-entrant, since a signal handler may fork, or make a step of its own, while its thread is inside one.
_step = threading.RLock()
_renewed: Final[weakref.WeakSet[Any]] = weakref.WeakSet()
_registering = threading.Lock()
_is_registered = False


def no_fork() -> contextlib.AbstractContextManager[object]:
    """Return the lock to hold during a step; while it is held, no other thread can fork."""
    if not _is_registered:
        _register()
    return _step


def renew_in_child(owner: _Renewable) -> None:
    """Call ``owner.after_fork()`` in each child of this process, as long as the owner lives."""
    if not _is_registered:
        _register()
    _renewed.add(owner)


def _register() -> None:
    global _is_registered
    with _registering:
        if not _is_registered and hasattr(os, "register_at_fork"):
            os.register_at_fork(before=_before, after_in_parent=_after_in_parent, after_in_child=_after_in_child)
        _is_registered = True


def _before() -> None:
    _step.acquire(timeout=_PATIENCE_S)


def _after_in_parent() -> None:
    with contextlib.suppress(RuntimeError):  # Not acquired: a step hangs.
        _step.release()


def _after_in_child() -> None:
    # New locks, not released ones: other threads of the parent may have been waiting for the old ones.
    global _step, _registering
    _step, _registering = threading.RLock(), threading.Lock()
    for owner in list(_renewed):
        owner.after_fork()
