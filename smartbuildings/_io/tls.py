"""The TLS contexts of this process. Loading the usual certificates takes 30 ms, so clients share what they load."""

from __future__ import annotations

import os
import ssl
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

__all__ = ["context_for"]

_Key: TypeAlias = tuple[object, ...]
_contexts: dict[_Key, ssl.SSLContext] = {}
_lock = threading.Lock()


def _after_fork_in_child() -> None:
    global _lock  # Another thread of the parent may have held it.
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork_in_child)


def context_for(verify: bool, make: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """Return the context for these certificates, made at the first call that needs it.

    Args:
        verify: Whether certificates are checked.
        make: Makes the context as the environment says now.

    Raises:
        OSError: the certificates cannot be loaded.
    """
    key = _key(verify)
    context = _contexts.get(key)
    if context is None:
        with _lock:
            context = _contexts.get(key)
            if context is None:
                context = _contexts[key] = make()
    return context


def _key(verify: bool) -> _Key:
    """Tell apart what a context is loaded from: which files, and whether a file has been replaced since."""
    key: list[object] = [verify]
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        path = os.environ.get(name)
        key.append(path)
        if path:
            try:
                found = Path(path).stat()
            except OSError:
                continue
            key += [found.st_mtime_ns, found.st_size, found.st_ino]
    return tuple(key)
