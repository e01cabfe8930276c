"""A lease that cannot be left behind by whoever took it, however the taking was interrupted."""

from __future__ import annotations

import threading

from smartbuildings.tokens import Lease

__all__ = ["OneHolder"]


class OneHolder:
    """A store's lease in the hands of one caller.

    An async caller takes the lease in a worker thread. Were the caller cancelled at that moment, its ``release`` could
    come before the thread has finished taking; so a release also forbids any later taking, and waits for one under way
    (which takes milliseconds, since a store's ``try_acquire`` does not wait).
    """

    def __init__(self, lease: Lease) -> None:
        self._lease = lease
        self._step = threading.Lock()
        self._is_held = False
        self._is_over = False

    def try_acquire(self) -> bool:
        """Take the lease if it is free and this caller has not given up."""
        with self._step:
            if not self._is_over and not self._is_held:
                self._is_held = self._lease.try_acquire()
            return self._is_held

    def release(self) -> None:
        """Give the lease back, now and for good."""
        with self._step:
            self._is_over = True
            if self._is_held:
                self._is_held = False
                self._lease.release()
