"""A lease that its holder always releases, even if acquiring it was interrupted."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from smartbuildings.tokens import Lease

__all__ = ["LeaseGuard"]

_logger = logging.getLogger("smartbuildings")


class LeaseGuard:
    """A store's lease in the hands of one caller, with what has to be done before it is given back.

    An async caller takes the lease in a worker thread. Were the caller cancelled at that moment, its ``release`` could
    come before the thread has acquired it; so a release also forbids any later acquisition, and waits for one in
    progress (which takes milliseconds, since a store's ``try_acquire`` does not wait).
    """

    def __init__(self, lease: Lease) -> None:
        self._lease = lease
        self._step = threading.Lock()
        self._may_hold = False
        self._is_over = False
        self._owed: Callable[[], object] | None = None

    def try_acquire(self) -> bool:
        """Take the lease if it is free and this caller has not given up."""
        with self._step:
            if self._is_over:
                return False
            self._may_hold = True  # Noted first: a Ctrl-C may come between the taking and the noting.
            self._may_hold = self._lease.try_acquire()
            return self._may_hold

    def owe(self, work: Callable[[], object]) -> None:
        """Name work, such as saving a new token, that is done before the release even if the caller is cancelled."""
        self._owed = work

    def settle(self) -> None:
        """Do the work owed, now."""
        with self._step:
            self._pay()

    def release(self) -> None:
        """Do the work still owed and give the lease back, now and for good. Faults of the store are only logged.

        It is called while another error, or a cancellation, is on its way; that one must not be replaced.
        """
        with self._step:
            self._is_over = True
            try:
                self._pay()
            except Exception:
                _logger.warning("A token could not be kept in its store", exc_info=True)
            finally:
                if self._may_hold:
                    self._may_hold = False
                    try:
                        self._lease.release()
                    except Exception:
                        _logger.warning("The lease of a token store could not be given back", exc_info=True)

    def _pay(self) -> None:
        if self._owed is None:
            return
        try:
            self._owed()
        except Exception:
            self._owed = None  # Tried and failed; only what was interrupted is owed on.
            raise
        self._owed = None
