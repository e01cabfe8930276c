"""One token for everyone: used until the API rejects it, replaced once whoever asks, counted before it is requested.

The source is asked for a token before each attempt and told when one was rejected. Many callers may tell it the same
thing at the same time; the first whose turn comes acts, the others find the work done, or learn why it could not be.
The turn is held in an ordinary coroutine, never across a ``yield``, so a cancelled caller gives it back.
"""

from __future__ import annotations

import contextlib
import copy
import logging
import math
import time
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import attrs

from smartbuildings._core import options
from smartbuildings._core.hiding import without_frames
from smartbuildings._core.lease import OneHolder
from smartbuildings._core.redaction import redact
from smartbuildings._core.token_pauses import (
    FRESH,
    LIMITED,
    UNAVAILABLE,
    error_of,
    fingerprint,
    fresh_token_rejected,
    is_remembered,
    new_salt,
    pause_after,
    remaining_s,
)
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
_OVERDUE_S: Final = 600.0
"""How long past its stated lifetime a token counts as expired, whatever a 401 says (inferred): 10 minutes."""
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
    issued_after: float = -math.inf
    """When it did not exist yet, on the monotonic clock: for a token of the store, when a look found none."""

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
        self._looked_at = -math.inf
        """When the store last held no usable token, on the monotonic clock."""
        self._accepted: int | None = None
        """The generation of the last token that the API accepted."""
        self._has_doubts = False
        """Whether the record notes that fresh tokens were rejected."""
        self._marked: tuple[str, TokenRequest, str] | None = None
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

    def is_overdue(self, token: Token) -> bool:
        """Return whether a token is past its stated lifetime by so much that it has expired, whatever a 401 says.

        Either clock will do: the wall clock, which knows how old a token of the store is, or the one of this process.
        """
        if token.expires_in_s is None:
            return False
        held = self._held
        age_s = held.age_s if held is not None and held.token == token else 0.0
        return max(age_s, _age_s(token)) > token.expires_in_s + _OVERDUE_S

    async def accepted(self, token: Token, *, is_refreshed: bool) -> None:
        """Note that the API accepted a token, in the call that refreshed it or in another one."""
        self._accepted = token.generation
        if is_refreshed and self._has_doubts:
            self._has_doubts = False
            await self._forget_doubts()

    async def _forget_doubts(self) -> None:
        key, account = self._credentials.key, self._credentials.account
        deadline = monotonic() + _RELEASE_S
        lease: OneHolder | None = None
        try:
            lease = OneHolder(await self._ask_store(lambda: self._store.lease(account), deadline))
            if await self._ask_store(lease.try_acquire, deadline):  # Else somebody else is requesting a token.
                record = await self._ask_store(lambda: self._store.load(key), deadline)
                kept = attrs.evolve(record, pauses=tuple(each for each in record.pauses if each.kind != FRESH))
                await self._ask_store(lambda: self._store.save(key, kept), deadline)
        except SmartBuildingsError as error:
            _logger.warning("A token store failed after a call that succeeded: %s", error)
        finally:
            if lease is not None:
                await self._release(lease, deadline)

    async def discard(self) -> None:
        """Discard the token in hand and in the store, so that the next call requests another one.

        Raises:
            ConfigurationError: the token was given by hand, so no other can be requested.
        """
        if self._credentials.given is not None:
            msg = "A StaticToken cannot be discarded: no other can be requested. Make a client with another token."
            raise ConfigurationError(msg)
        self._check_place()
        key, account = self._credentials.key, self._credentials.account
        deadline_s = options.current().deadline_s
        deadline = monotonic() + (_DEADLINE_S if deadline_s is None else deadline_s)
        try:
            async with self._alone.turn(deadline - monotonic()):
                lease = OneHolder(await self._ask_store(lambda: self._store.lease(account), deadline))
                try:
                    await self._wait_for_lease(lease, deadline)
                    await self._ask_store(lambda: self._discard(key), deadline)
                    self._held = None
                finally:
                    await self._release(lease, deadline)
        except TooLate:
            raise _time_out("another caller was requesting a token") from None

    def _discard(self, key: str) -> None:
        record = self._store.load(key)
        held = None if self._held is None else self._held.token
        known = [each for each in (record.token, held) if each is not None]
        last = _latest(held, record.token)
        # A refresh token is a user's consent: without it, the next token could not be requested.
        kept = last if last is not None and last.refresh_value is not None else None
        discarded = max((record.discarded or 0, *(each.generation for each in known)))
        limits = tuple(each for each in record.pauses if each.kind in {LIMITED, UNAVAILABLE})
        self._store.save(key, attrs.evolve(record, token=kept, discarded=discarded, pauses=limits))

    async def obtain(
        self, rejected: Token | None, *, called_at: float | None = None, is_repeated: bool = False
    ) -> Token:
        """Return a token other than the one that the API has just rejected, requesting it where nobody else has.

        Args:
            rejected: The token that the API has just rejected.
            called_at: When the call began that met the rejection, on the monotonic clock.
            is_repeated: Whether that call had another token rejected before.

        Raises:
            FreshTokenRejected: the rejected token is new, and requesting another one now would not help.
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
                return await self._obtain_or_keep(rejected, deadline, called_at, is_repeated=is_repeated)
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

    async def _obtain_or_keep(
        self, rejected: Token | None, deadline: float, called_at: float | None, *, is_repeated: bool
    ) -> Token:
        """Renew a token ahead of its expiry, or keep it until then if the store fails."""
        held = self._held
        if rejected is not None or held is None or held.age_s >= (held.token.expires_in_s or 0.0):
            return await self._obtain(rejected, deadline, called_at, is_repeated=is_repeated)
        now = monotonic()
        try:
            return await self._obtain(None, now + (deadline - now) / 2, called_at, is_repeated=is_repeated)
        except SmartBuildingsError as error:
            if not self._is_store_failing:
                raise
            _logger.warning("A token is used until it expires, because it could not be renewed: %s", error)
            return held.token

    async def _obtain(
        self, rejected: Token | None, deadline: float, called_at: float | None, *, is_repeated: bool
    ) -> Token:
        key, account = self._credentials.key, self._credentials.account
        lease = OneHolder(await self._ask_store(lambda: self._store.lease(account), deadline))
        try:
            await self._wait_for_lease(lease, deadline, lambda: self._find(key, rejected, deadline))
            record = await self._ask_store(lambda: self._store.load(key), deadline)
            if self._usable_of(record, rejected) is not None:  # Perhaps saved between the last look and the lease.
                return self._take(record)
            if rejected is not None and self._is_fresh(rejected, called_at):
                record = await self._note_fresh(record, rejected, deadline, is_repeated=is_repeated)
            return await self._exchange_alone(lease, record, rejected, deadline)
        except TokenError as failure:
            self._last_failure = copy.copy(failure)
            self._failures += 1
            raise
        finally:
            await self._release(lease, deadline)

    async def _find(self, key: str, rejected: Token | None, deadline: float) -> bool:
        looked_at = monotonic()
        record = await self._ask_store(lambda: self._store.load(key), deadline)
        if self._usable_of(record, rejected) is not None:
            return True
        self._looked_at = looked_at
        return False

    async def _wait_for_lease(
        self, lease: OneHolder, deadline: float, is_done: Callable[[], Awaitable[bool]] | None = None
    ) -> None:
        """Wait for the right to request a token, or for the token that its holder requested."""
        patience_ends = monotonic() + _LEASE_PATIENCE_S
        looks = 0
        while True:
            if is_done is not None and await is_done():
                return
            if await self._ask_store(lease.try_acquire, deadline):
                return
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

    async def _exchange_alone(
        self, lease: OneHolder, record: TokenRecord, rejected: Token | None, deadline: float
    ) -> Token:
        key, account = self._credentials.key, self._credentials.account
        held = None if self._held is None else self._held.token
        last = _latest(held, record.token)
        request = self._credentials.request(last)
        numbers = [each.generation for each in (record.token, held, rejected) if each is not None]
        generation = 1 + max([record.discarded or 0, *numbers])
        await self._check_pauses(record, request, deadline)

        async def count() -> None:
            await self._ask_store(lambda: self._count(account), deadline)

        await count()
        # Each repetition counts: the vendor may have issued a token whose answer was lost.
        with options.within(min(deadline - monotonic(), _EXCHANGE_S), before_repeat=count):
            try:
                issued = await self._exchange(request, last)
            except SmartBuildingsError as failure:
                await self._note_failure(lease, record, request, failure, deadline)
                raise
        token = attrs.evolve(issued, generation=generation)
        # Held before it is saved: should the store fail now, this process still has what the vendor issued.
        self._held = _Held(token, monotonic(), is_own=True, issued_after=monotonic())
        doubts = tuple(pause for pause in record.pauses if pause.kind == FRESH)
        self._has_doubts = bool(doubts)
        lease.owe(lambda: self._store.save(key, TokenRecord(token, pauses=doubts)))
        now = monotonic()
        try:
            await self._ask_store(lease.settle, now + (deadline - now) / 2)  # The call needs the rest to use it.
        except SmartBuildingsError as error:
            _logger.warning("A new token could not be saved and is used by this client only: %s", error)
        self._tell(token, "exchange")
        return token

    async def _try_store(self, note: Callable[[], object], deadline: float) -> None:
        """Save a note that the caller does not depend on: a fault of the store is logged only."""
        try:
            await self._ask_store(note, deadline)
        except SmartBuildingsError as error:
            _logger.warning("A token store could not note a failure: %s", error)

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

    def _usable_of(self, record: TokenRecord, rejected: Token | None) -> Token | None:
        """Return the token of a record if it is usable."""
        token = record.token
        if token is None or (record.discarded is not None and token.generation <= record.discarded):
            return None
        return token if self._usable(token, rejected, _age_s(token)) else None

    def _is_fresh(self, rejected: Token, called_at: float | None) -> bool:
        """Return whether a rejected token cannot have expired: issued during the call, or young and never accepted."""
        held = self._held
        if held is None or held.token != rejected:
            return False
        if called_at is not None and held.issued_after >= called_at:
            return True
        is_young = rejected.expires_in_s is None or held.age_s < rejected.expires_in_s
        return held.is_own and is_young and self._accepted != rejected.generation

    async def _note_fresh(
        self, record: TokenRecord, rejected: Token, deadline: float, *, is_repeated: bool
    ) -> TokenRecord:
        """Note that a fresh token was rejected. The lease has to be held.

        Raises:
            FreshTokenRejected: the call that met this has had its second token rejected.
        """
        key, now = self._credentials.key, time.time()
        noted = attrs.evolve(record, pauses=fresh_token_rejected(record.pauses, rejected.generation, now))
        if noted != record:
            await self._try_store(lambda: self._store.save(key, noted), deadline)
        last = next(pause for pause in noted.pauses if pause.kind == FRESH)
        if is_repeated and remaining_s(last, now) == 0:
            raise error_of(last, 0.0)
        return noted

    async def _check_pauses(self, record: TokenRecord, request: TokenRequest, deadline: float) -> None:
        """Raise what the token endpoint said before, while that is remembered for these very credentials."""
        now = time.time()
        for pause in record.pauses:
            wait = remaining_s(pause, now)
            if wait > 0 and (
                not pause.fingerprint or pause.fingerprint == await self._mark(request, pause.salt, deadline)
            ):
                raise error_of(pause, wait)

    async def _note_failure(
        self,
        lease: OneHolder,
        record: TokenRecord,
        request: TokenRequest,
        failure: SmartBuildingsError,
        deadline: float,
    ) -> None:
        """Remember a response that makes the next token request pointless for a while. The lease has to be held."""
        if not is_remembered(failure):
            return
        salt = next((pause.salt for pause in record.pauses if pause.salt), None) or new_salt()
        try:
            mark = await self._mark(request, salt, deadline)
        except DeadlineExceeded:
            return
        pauses = pause_after(failure, record.pauses, salt=salt, mark=mark, now_epoch_s=time.time())
        lease.owe(lambda: self._store.save(self._credentials.key, attrs.evolve(record, pauses=pauses)))
        await self._try_store(lease.settle, deadline)

    async def _mark(self, request: TokenRequest, salt: str, deadline: float) -> str:
        """Return the fingerprint of a request, computed once for each salt and request: it is slow on purpose."""
        if self._marked is None or self._marked[:2] != (salt, request):
            try:
                mark = await run_blocking(lambda: fingerprint(request, salt), deadline - monotonic())
            except TooLate:
                raise _time_out("a remembered rejection was compared") from None
            self._marked = (salt, request, mark)
        return self._marked[2]

    def _take(self, record: TokenRecord) -> Token:
        token = record.token
        assert token is not None
        self._held = _found(token, issued_after=self._looked_at)
        self._has_doubts = any(pause.kind == FRESH for pause in record.pauses)
        self._tell(token, "store")
        return token

    def _tell(self, token: Token, source: str) -> None:
        self._observers.tell(TokenObtained(source=source, scope=token.scope))


def _found(token: Token, *, issued_after: float = -math.inf) -> _Held:
    return _Held(token, monotonic() - _age_s(token), is_own=False, issued_after=issued_after)


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
