"""One token for everyone: used until the API rejects it, replaced once whoever asks, counted before it is requested.

The source is asked for a token before each attempt and told when one was rejected. Many callers may tell it the same
thing at the same time; the first whose turn comes acts, the others find the work done, or learn why it could not be.
The turn is held in an ordinary coroutine, never across a ``yield``, so a cancelled caller gives it back.
"""

from __future__ import annotations

import contextlib
import copy
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import attrs

from smartbuildings._core import options
from smartbuildings._core.hiding import without_frames
from smartbuildings._core.lease import OneHolder
from smartbuildings._core.redaction import redact
from smartbuildings._core.token_state import ExchangeLimit, is_later, is_usable
from smartbuildings._io.asynchronous import (
    MOVE_ADVICE,
    LeftBehind,
    Slots,
    TooLate,
    monotonic,
    place,
    run_blocking,
    sleep,
)
from smartbuildings.credentials import Credentials, TokenRequest
from smartbuildings.errors import (
    ConfigurationError,
    DeadlineExceeded,
    SmartBuildingsError,
    TokenError,
    TokenQuotaExceeded,
)
from smartbuildings.events import Observers, TokenObtained
from smartbuildings.tokens import Token, TokenInfo, TokenRecord, TokenStore

__all__ = ["AsyncTokenSource"]

T = TypeVar("T")
_logger = logging.getLogger("smartbuildings")

_POLL_S: Final = (0.01, 0.02, 0.04, 0.08)
"""How long to wait between looks at a lease that another process holds: an exchange takes some 100 ms."""
_EXCHANGE_S: Final = 45.0
"""How long an exchange may take with its retries: less than any store's lease lasts."""
_RELEASE_S: Final = 2.0
"""How long a caller waits at most until the lease is given back, and a token saved that is not yet."""
_LEASE_PATIENCE_S: Final = 90.0
"""How long another holder may take: more than an exchange, so that only a stuck one exceeds it."""
_DEADLINE_S: Final = 120.0
"""How long a caller waits that has not said how long."""


@attrs.frozen
class _Held:
    """The token in hand, with its age on a clock that nobody corrects."""

    token: Token
    born_at: float
    """When it was issued, on the monotonic clock."""
    is_own: bool
    """Whether this process requested it, and so knows for certain when."""

    @property
    def age_s(self) -> float:
        return monotonic() - self.born_at


class AsyncTokenSource:
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
        exchange: Callable[[TokenRequest, Token | None], Awaitable[Token]],
        *,
        limit: ExchangeLimit,
        observers: Observers,
    ) -> None:
        self._credentials = credentials
        self._store = store
        self._exchange = exchange
        self._limit = limit
        self._observers = observers
        self._alone = Slots(1)
        self._blocks: bool = getattr(store, "blocks", True)
        self._left_steps = LeftBehind()
        self._is_store_failing = False
        self._place: object | None = None
        self._held = None if credentials.given is None else _found(credentials.given)
        self._requested: tuple[float, ...] = ()
        """When this process requested tokens, on the monotonic clock: it counts even if the wall clock leaps ahead."""
        self._failures = 0
        self._last_failure: TokenError | None = None

    @property
    def info(self) -> TokenInfo | None:
        """What may be told about the token in use; ``None`` before the first one."""
        return None if self._held is None else TokenInfo.of(self._held.token)

    def secrets(self) -> tuple[str, ...]:
        """List what must not be shown, the token in use included."""
        held = self._held
        values = () if held is None else tuple(value for value in (held.token.value, held.token.refresh_value) if value)
        return (*self._credentials.secrets(), *values)

    def in_hand(self) -> Token | None:
        """Give the token to use now, if there is one: neither a lock nor any I/O."""
        return self._usable_in_hand(rejected=None)

    def was_issued_since(self, token: Token, moment: float) -> bool:
        """Return whether this client requested a token after a moment on the monotonic clock."""
        held = self._held
        return held is not None and held.token == token and held.is_own and held.born_at >= moment

    async def obtain(self, rejected: Token | None) -> Token:
        """Give a token other than the one that the API has just rejected, requesting it where nobody else has.

        Raises:
            TokenError: none could be had. Who waited for this attempt gets its error and makes none of its own.
            DeadlineExceeded: the time of the caller ran out before its turn came.
        """
        self._check_place()
        deadline_s = options.current().deadline_s
        deadline = monotonic() + (_DEADLINE_S if deadline_s is None else deadline_s)
        failures_before = self._failures
        try:
            async with self._alone.turn(deadline - monotonic()):
                held = self._usable_in_hand(rejected)
                if held is not None:
                    return held  # Another caller has done it while this one waited.
                if self._last_failure is not None and self._failures != failures_before:
                    raise copy.copy(self._last_failure)
                return await self._obtain_or_keep(rejected, deadline)
        except TooLate:
            raise _time_out("another caller was requesting a token") from None

    def after_fork(self) -> None:
        """Prepare for use in a forked process: locks of the parent's threads stay behind, the token comes along."""
        self._place = place()
        self._alone = Slots(1)
        self._left_steps = LeftBehind()
        self._store.after_fork()

    def _check_place(self) -> None:
        here = place()
        if self._place is None:
            self._place = here
        elif self._place != here:
            advice = MOVE_ADVICE
            if advice is not None:
                raise ConfigurationError(advice)
            self.after_fork()

    async def _obtain_or_keep(self, rejected: Token | None, deadline: float) -> Token:
        """Renew a token ahead of its expiry, or keep it until then if the store fails."""
        held = self._held
        if rejected is not None or held is None or held.age_s >= (held.token.expires_in_s or 0.0):
            return await self._obtain(rejected, deadline)
        now = monotonic()
        try:
            return await self._obtain(None, now + (deadline - now) / 2)
        except SmartBuildingsError as error:
            if not self._is_store_failing:
                raise
            _logger.warning("A token is used until it expires, because it could not be renewed: %s", error)
            return held.token

    async def _obtain(self, rejected: Token | None, deadline: float) -> Token:
        key, account = self._credentials.key, self._credentials.account
        lease = OneHolder(await self._ask_store(lambda: self._store.lease(account), deadline))
        try:
            stored = await self._wait_for_lease(lease, key, rejected, deadline)
            if stored is not None:
                return self._take(stored)
            return await self._exchange_alone(lease, rejected, deadline)
        except TokenError as failure:
            self._last_failure = copy.copy(failure)
            self._failures += 1
            raise
        finally:
            await self._release(lease, deadline)

    async def _wait_for_lease(
        self, lease: OneHolder, key: str, rejected: Token | None, deadline: float
    ) -> Token | None:
        """Wait for the right to request a token, or for the token that its holder requested."""
        patience_ends = monotonic() + _LEASE_PATIENCE_S
        looks = 0
        while True:
            stored = (await self._ask_store(lambda: self._store.load(key), deadline)).token
            if stored is not None and self._usable(stored, rejected, _age_s(stored)):
                return stored
            if await self._ask_store(lease.try_acquire, deadline):
                return None
            now = monotonic()
            if now > deadline:
                raise _time_out("another process was requesting a token")
            if now > patience_ends:
                msg = (
                    f"Another process has been requesting a token for {_LEASE_PATIENCE_S:.0f} s, so none was requested "
                    "here. Look for a stuck process that shares the token store."
                )
                raise DeadlineExceeded(msg)
            await sleep(_POLL_S[min(looks, len(_POLL_S) - 1)])
            looks += 1

    async def _exchange_alone(self, lease: OneHolder, rejected: Token | None, deadline: float) -> Token:
        key, account = self._credentials.key, self._credentials.account
        stored = (await self._ask_store(lambda: self._store.load(key), deadline)).token
        if stored is not None and self._usable(stored, rejected, _age_s(stored)):
            return self._take(stored)  # Saved between the last look and the lease.
        held = None if self._held is None else self._held.token
        known = [each for each in (stored, held, rejected) if each is not None]
        last = _latest(held, stored)
        request = self._credentials.request(last)

        async def count() -> None:
            await self._ask_store(lambda: self._count(account), deadline)

        await count()
        # Each repetition counts: the vendor may have issued a token whose answer was lost.
        with options.within(min(deadline - monotonic(), _EXCHANGE_S), before_repeat=count):
            issued = await self._exchange(request, last)
        token = attrs.evolve(issued, generation=1 + max((each.generation for each in known), default=0))
        # Held before it is saved: should the store fail now, this process still has what the vendor issued.
        self._held = _Held(token, monotonic(), is_own=True)
        lease.owe(lambda: self._store.save(key, TokenRecord(token)))
        now = monotonic()
        try:
            await self._ask_store(lease.settle, now + (deadline - now) / 2)  # The call needs the rest to use it.
        except SmartBuildingsError as error:
            _logger.warning("A new token could not be saved and is used by this client only: %s", error)
        self._tell(token, "exchange")
        return token

    async def _ask_store(self, question: Callable[[], T], deadline: float) -> T:
        self._is_store_failing = True  # Until it has responded.
        try:
            if self._blocks:
                result = await run_blocking(question, deadline - monotonic(), left_behind=self._left_steps)
            else:
                result = question()
        except TokenQuotaExceeded:
            self._is_store_failing = False
            raise
        except SmartBuildingsError:
            raise
        except TooLate:
            name = redact(repr(self._store), self.secrets())
            msg = f"The token store {name} did not respond before the deadline. Check it, or name another one."
            raise DeadlineExceeded(msg) from None
        except Exception as error:  # A store may be anybody's, and fail in any way.
            said = redact(f"{self._store!r} failed ({type(error).__name__}: {error})", self.secrets())
            msg = f"The token store {said}. Check it, or name another one."
            without_frames(error)
            raise TokenError(msg) from error
        self._is_store_failing = False
        return result

    async def _release(self, lease: OneHolder, deadline: float) -> None:
        """Give a lease back, even while the caller is being cancelled; a store that hangs is not waited for."""
        if not self._blocks:
            lease.release()
            return
        within_s = max(0.0, min(_RELEASE_S, (deadline - monotonic()) / 4))
        with contextlib.suppress(TooLate):  # It goes on in its thread, after the step that hangs.
            await run_blocking(lease.release, within_s, shield=True)

    def _count(self, account: str) -> None:
        """Note the exchange before it is sent, so that one whose answer is lost counts too."""
        now = time.time()
        stored = self._store.load(account)
        record = self._limit.corrected(stored, now)
        wait = max(
            self._limit.wait_s(record, now),
            self._limit.wait_s(TokenRecord(exchanges=self._requested), monotonic()),
        )
        if wait > 0:
            if record != stored:
                self._store.save(account, record)  # Else the wait would begin anew with every look.
            msg = (
                f"{self._limit.count} tokens were requested in the last {self._limit.period_s / 3600:g} hours, "
                f"which is all that the vendor allows, so no other was requested. Wait {wait:.0f} s, and look for what "
                "requests tokens so often: processes without a shared token store, or a client made anew for each call."
            )
            raise TokenQuotaExceeded(msg, retry_after=wait)
        self._store.save(account, self._limit.counted(record, now))
        self._requested = self._limit.counted(TokenRecord(exchanges=self._requested), monotonic()).exchanges

    def _usable_in_hand(self, rejected: Token | None) -> Token | None:
        held = self._held
        return held.token if held is not None and self._usable(held.token, rejected, held.age_s) else None

    def _usable(self, token: Token, rejected: Token | None, age_s: float) -> bool:
        return is_usable(token, rejected=rejected, renewal=self._credentials.renewal, age_s=age_s)

    def _take(self, token: Token) -> Token:
        self._held = _found(token)
        self._tell(token, "store")
        return token

    def _tell(self, token: Token, source: str) -> None:
        self._observers.tell(TokenObtained(source=source, scope=token.scope))


def _found(token: Token) -> _Held:
    return _Held(token, monotonic() - _age_s(token), is_own=False)


def _age_s(token: Token) -> float:
    """Return the age by the wall clock, which is all that is known of a token of another process."""
    return max(0.0, time.time() - token.obtained_at)


def _latest(held: Token | None, stored: Token | None) -> Token | None:
    """Return the token that was issued last: a store that failed to save may hold an older one than this process."""
    if held is None or stored is None:
        return held or stored
    return held if is_later(held, stored) else stored


def _time_out(meanwhile: str) -> DeadlineExceeded:
    return DeadlineExceeded(f"The call ran out of time while {meanwhile}. Give it a longer deadline, or try again.")
