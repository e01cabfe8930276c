# Derived from smartbuildings/_async/token_source.py. Do not edit: change that file and run `python -m tools.unasync`.

"""One token for everyone: used until the API rejects it, replaced once whoever asks, counted before it is requested.

The source is asked for a token before each attempt and told when one was rejected. Many callers may tell it the same
thing at the same time; the first to hold the lock acts, the others find the work done. The lock is held in an ordinary
coroutine, never across a ``yield``, so a cancelled caller gives it back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from smartbuildings._core.lease import OneHolder
from smartbuildings._core.token_state import ExchangeLimit, is_usable
from smartbuildings._io.synchronous import Lock, monotonic, run_blocking, sleep
from smartbuildings.credentials import Credentials, TokenRequest
from smartbuildings.errors import DeadlineExceeded, TokenQuotaExceeded
from smartbuildings.events import Observers, TokenObtained
from smartbuildings.tokens import Token, TokenInfo, TokenRecord, TokenStore

__all__ = ["TokenSource"]

_POLL_S: Final = (0.01, 0.02, 0.04, 0.08)
"""How long to wait between looks at a lease that another process holds: an exchange takes some 100 ms."""
_LEASE_PATIENCE_S: Final = 90.0
"""How long another holder may take: more than an exchange with its retries, so that only a stuck one exceeds it."""


class TokenSource:
    """The tokens of one set of credentials.

    Args:
        credentials: How a token is requested, and when it is replaced.
        store: Where it is kept, perhaps together with other processes.
        exchange: Sends one token request and gives the token.
        limit: How many token requests the vendor allows.
        observers: Who is told.
    """

    def __init__(
        self,
        credentials: Credentials,
        store: TokenStore,
        exchange: Callable[[TokenRequest, Token | None], Token],
        *,
        limit: ExchangeLimit,
        observers: Observers,
    ) -> None:
        self._credentials = credentials
        self._store = store
        self._exchange = exchange
        self._limit = limit
        self._observers = observers
        self._lock = Lock()
        self._held: Token | None = credentials.given

    @property
    def info(self) -> TokenInfo | None:
        """What may be told about the token in use; ``None`` before the first one."""
        return None if self._held is None else TokenInfo.of(self._held)

    def secrets(self) -> tuple[str, ...]:
        """List what must not be shown, the token in use included."""
        held = self._held
        values = () if held is None else tuple(value for value in (held.value, held.refresh_value) if value)
        return (*self._credentials.secrets(), *values)

    def in_hand(self) -> Token | None:
        """Give the token to use now, if there is one: neither a lock nor any I/O."""
        held = self._held
        return held if held is not None and self._usable(held, rejected=None) else None

    def obtain(self, rejected: Token | None) -> Token:
        """Give a token other than the one that the API has just rejected, requesting it where nobody else has."""
        return self._obtain(None if rejected is None else rejected.value)

    def after_fork(self) -> None:
        """Prepare for use in a forked process: locks of the parent's threads stay behind, the token comes along."""
        self._lock = Lock()
        self._store.after_fork()

    def _obtain(self, rejected: str | None) -> Token:
        with self._lock:
            held = self._held
            if held is not None and self._usable(held, rejected):
                return held  # Another caller has done it while this one waited.
            stored = run_blocking(lambda: self._store.load(self._credentials.key)).token
            if stored is not None and self._usable(stored, rejected):
                return self._take(stored, "store")
            lease = OneHolder(self._store.lease(self._credentials.account))
            try:
                self._acquire(lease)
                return self._obtain_alone(rejected)
            finally:
                # Not awaited: a release must happen even while the caller is being cancelled. It does not wait.
                lease.release()

    def _obtain_alone(self, rejected: str | None) -> Token:
        key, account = self._credentials.key, self._credentials.account
        record = run_blocking(lambda: self._store.load(key))
        if record.token is not None and self._usable(record.token, rejected):
            return self._take(record.token, "store")
        last = self._held if record.token is None else record.token
        request = self._credentials.request(last)
        run_blocking(lambda: self._count(account))
        token = self._exchange(request, last)
        # Held before it is saved: should the store fail now, this process still has what the vendor issued.
        self._held = token
        run_blocking(lambda: self._store.save(key, TokenRecord(token)))
        return self._take(token, "exchange")

    def _acquire(self, lease: OneHolder) -> None:
        give_up_at = monotonic() + _LEASE_PATIENCE_S
        looks = 0
        while not run_blocking(lease.try_acquire):
            if monotonic() > give_up_at:
                msg = (
                    f"Another process has been requesting a token for {_LEASE_PATIENCE_S:.0f} s, so none was requested "
                    "here. Look for a stuck process that shares the token store."
                )
                raise DeadlineExceeded(msg)
            sleep(_POLL_S[min(looks, len(_POLL_S) - 1)])
            looks += 1

    def _count(self, account: str) -> None:
        """Note the exchange before it is sent, so that one whose answer is lost counts too."""
        now = time.time()
        record = self._store.load(account)
        wait = self._limit.wait_s(record, now)
        if wait > 0:
            msg = (
                f"{self._limit.count} tokens were requested in the last {self._limit.period_s / 3600:g} hours, "
                f"which is all that the vendor allows, so no other was requested. Wait {wait:.0f} s, and look for what "
                "requests tokens so often: processes without a shared token store, or a client made anew for each call."
            )
            raise TokenQuotaExceeded(msg, retry_after=wait)
        self._store.save(account, self._limit.counted(record, now))

    def _usable(self, token: Token, rejected: str | None) -> bool:
        renewal = self._credentials.renewal
        return is_usable(token, rejected=rejected, renewal=renewal, now_epoch_s=time.time())

    def _take(self, token: Token, source: str) -> Token:
        self._held = token
        self._observers.tell(TokenObtained(source=source, scope=token.scope))
        return token
