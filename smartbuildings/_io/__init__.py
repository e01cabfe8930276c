"""What differs between the two flavours: waiting, locking, fanning out. Kept as small as it can be."""

from __future__ import annotations

import select
from typing import Protocol

__all__ = ["HasFileno", "WaitTimeout", "is_readable"]


class HasFileno(Protocol):
    """A socket, of whatever library."""

    def fileno(self) -> int:
        """Return the file descriptor; -1 once it is closed."""
        ...


def is_readable(sock: HasFileno) -> bool:
    """Return whether an idle socket has something to read, which means that the server has closed it.

    Raises:
        OSError: the socket is closed.
        ValueError: likewise.
    """
    if hasattr(select, "poll"):  # Not on Windows. It also works for descriptors above 1023.
        poll = select.poll()
        poll.register(sock, select.POLLIN)
        return bool(poll.poll(0))
    return bool(select.select([sock], [], [], 0)[0])


class WaitTimeout(Exception):
    """A wait had an end, and what was waited for did not come before it. Never leaves this library."""
