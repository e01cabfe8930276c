"""Access to a token store and its leases within a deadline.

A store may be the caller's own, hang, and fail in any way: each fault becomes an error of this library.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from smartbuildings._core.hiding import without_frames
from smartbuildings._core.lease import LeaseGuard
from smartbuildings._core.redaction import redact
from smartbuildings._io.asynchronous import LeftBehind, WaitTimeout, monotonic, run_blocking, sleep
from smartbuildings.errors import DeadlineExceeded, SmartBuildingsError, TokenError, TokenQuotaExceeded
from smartbuildings.tokens import TokenStore

__all__ = ["AsyncStoreAccess", "out_of_time"]

T = TypeVar("T")
_logger = logging.getLogger("smartbuildings")

_POLL_S: Final = (0.01, 0.02, 0.04, 0.08)
"""How long to wait between looks at a lease that another process holds: a token request takes some 100 ms."""
_RELEASE_S: Final = 2.0
"""How long a caller waits at most until the lease is released, and a token saved that is not yet."""
_LEASE_PATIENCE_S: Final = 90.0
"""How long another holder may take: more than a token request, so that only a stuck one exceeds it."""


class AsyncStoreAccess:
    """Calls a token store, in worker threads if it blocks.

    Args:
        store: The store.
        secrets: Returns what to mask in messages.
    """

    def __init__(self, store: TokenStore, secrets: Callable[[], tuple[str, ...]]) -> None:
        self.store = store
        self.is_failing = False
        """Whether the last call failed or has not returned."""
        self._secrets = secrets
        self._blocks: bool = getattr(store, "blocks", True)
        self._left_steps = LeftBehind()

    async def ask(self, question: Callable[[], T], deadline: float) -> T:
        """Return what a question to the store returns.

        Raises:
            DeadlineExceeded: the store did not respond in time.
            TokenError: it failed.
        """
        self.is_failing = True  # Until it has responded.
        try:
            if self._blocks:
                result = await run_blocking(question, deadline - monotonic(), left_behind=self._left_steps)
            else:
                result = question()
        except TokenQuotaExceeded:
            self.is_failing = False
            raise
        except SmartBuildingsError:
            raise
        except WaitTimeout:
            name = redact(repr(self.store), self._secrets())
            msg = f"The token store {name} did not respond before the deadline. Check it, or name another one."
            raise DeadlineExceeded(msg) from None
        except Exception as error:  # A store may be anybody's, and fail in any way.
            said = redact(f"{self.store!r} failed ({type(error).__name__}: {error})", self._secrets())
            msg = f"The token store {said}. Check it, or name another one."
            without_frames(error)
            raise TokenError(msg) from error
        self.is_failing = False
        return result

    async def attempt(self, note: Callable[[], object], deadline: float) -> None:
        """Save a note that the caller does not depend on: a fault of the store is logged only."""
        try:
            await self.ask(note, deadline)
        except SmartBuildingsError as error:
            _logger.warning("A token store could not note a failure: %s", error)

    async def lease(self, key: str, deadline: float) -> LeaseGuard:
        """Make a lease on a key, not yet acquired."""
        return LeaseGuard(await self.ask(lambda: self.store.lease(key), deadline))

    async def acquire(
        self, lease: LeaseGuard, deadline: float, is_done: Callable[[], Awaitable[bool]] | None = None
    ) -> None:
        """Wait until the lease is acquired, or ``is_done`` returns that its holder has done what it is wanted for."""
        patience_ends = monotonic() + _LEASE_PATIENCE_S
        looks = 0
        while True:
            if is_done is not None and await is_done():
                return
            if await self.ask(lease.try_acquire, deadline):
                return
            now = monotonic()
            if now > deadline:
                raise out_of_time("another process was requesting a token")
            if now > patience_ends:
                msg = (
                    f"Another process has been requesting a token for {_LEASE_PATIENCE_S:.0f} s, so none was requested "
                    "here. Look for a stuck process that shares the token store."
                )
                raise DeadlineExceeded(msg)
            await sleep(_POLL_S[min(looks, len(_POLL_S) - 1)])
            looks += 1

    async def release(self, lease: LeaseGuard, deadline: float) -> None:
        """Release a lease, even while the caller is being cancelled; a store that hangs is not waited for."""
        if not self._blocks:
            lease.release()
            return
        within_s = max(0.0, min(_RELEASE_S, (deadline - monotonic()) / 4))
        with contextlib.suppress(WaitTimeout):  # It goes on in its thread, after the step that hangs.
            await run_blocking(lease.release, within_s, shield=True)

    def after_fork(self) -> None:
        """Prepare for use in a forked process."""
        self._left_steps = LeftBehind()
        self.store.after_fork()


def out_of_time(meanwhile: str) -> DeadlineExceeded:
    """Return the error of a call whose deadline passed while it waited for something."""
    return DeadlineExceeded(f"The call ran out of time while {meanwhile}. Give it a longer deadline, or try again.")
