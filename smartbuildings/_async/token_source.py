"""One token for everyone: used until the API rejects it, replaced once for all callers, counted before it is requested.

The source is asked for a token before each attempt and notified when one was rejected. Many callers may report the same
rejection at the same time; the first whose turn comes acts, the others find the work done, or learn why it
could not be. The turn is held in an ordinary coroutine, never across a ``yield``, so a cancelled caller gives it back.
"""

from __future__ import annotations

import copy
import logging
import math
import time
from collections.abc import Awaitable, Callable
from typing import Final

import attrs

from smartbuildings._async.store_access import AsyncStoreAccess, out_of_time
from smartbuildings._async.token_renewal import AsyncTokenRenewal
from smartbuildings._core import options
from smartbuildings._core.lease import LeaseGuard
from smartbuildings._core.lineage import digest_of, for_argument
from smartbuildings._core.observers import Observers
from smartbuildings._core.token_pauses import FRESH, LIMITED, UNAVAILABLE
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._core.token_state import is_usable, latest
from smartbuildings._io.asynchronous import Limiter, WaitTimeout, monotonic
from smartbuildings.credentials import Credentials, TokenRequest
from smartbuildings.errors import ConfigurationError, SmartBuildingsError, TokenError
from smartbuildings.tokens import Token, TokenInfo, TokenRecord, TokenStore

__all__ = ["AsyncTokenSource"]

_logger = logging.getLogger("smartbuildings")

_FORGET_S: Final = 2.0
"""How long a call that succeeded waits at most until a doubt about its token is removed from the store."""
_DEADLINE_S: Final = 120.0
"""How long a caller waits that has set no deadline."""


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
        endpoint: Sends one token request and returns the token.
        rules: How the vendor issues tokens.
        observers: They are notified of each token.
    """

    def __init__(
        self,
        credentials: Credentials,
        store: TokenStore,
        endpoint: Callable[[TokenRequest, Token | None], Awaitable[Token]],
        *,
        rules: TokenRules,
        observers: Observers,
    ) -> None:
        self.credentials: Final = credentials
        self._access = AsyncStoreAccess(store, self.secrets)
        self._renewal = AsyncTokenRenewal(credentials, self._access, endpoint, rules)
        self._rules = rules
        self._argument = None if credentials.argument is None else digest_of(credentials.argument)
        self._observers = observers
        self._alone = Limiter(1)
        self._held = None if credentials.given is None else _found(credentials.given)
        self._looked_at = -math.inf
        """When the store last held no usable token, on the monotonic clock."""
        self._accepted: int | None = None
        """The generation of the last token that the API accepted."""
        self._has_doubts = False
        """Whether the record notes that fresh tokens were rejected."""
        self._failures = 0
        self._last_failure: SmartBuildingsError | None = None

    @property
    def info(self) -> TokenInfo | None:
        """Public facts about the token in use; ``None`` before the first one."""
        return None if self._held is None else TokenInfo.of(self._held.token)

    def secrets(self) -> tuple[str, ...]:
        """List what must not be shown, the token in use included."""
        held = self._held
        values = () if held is None else tuple(value for value in (held.token.value, held.token.refresh_value) if value)
        return (*self.credentials.secrets(), *values)

    def cached(self) -> Token | None:
        """Return the token to use now, if there is one, without a lock or any I/O."""
        return self._usable_held(rejected=None)

    def is_overdue(self, token: Token) -> bool:
        """Return whether a token is past its stated lifetime by so much that it has expired, whatever a 401 says.

        Either clock will do: the wall clock, which knows how old a token of the store is, or the one of this process.
        """
        if token.expires_in_s is None:
            return False
        held = self._held
        age_s = held.age_s if held is not None and held.token == token else 0.0
        return max(age_s, _age_s(token)) > token.expires_in_s + self._rules.overdue_s

    async def stored(self) -> Token | None:
        """Return the token in hand or in the store, whether it is usable or not. None is requested.

        Raises:
            TokenError: the store failed.
        """
        if self.credentials.given is not None:
            return self.credentials.given
        deadline = self._deadline()
        record = await self._access.ask(lambda: self._access.store.load(self.credentials.key), deadline)
        return latest(None if self._held is None else self._held.token, for_argument(record, self._argument).token)

    async def accepted(self, token: Token, *, is_refreshed: bool) -> None:
        """Note that the API accepted a token, in the call that refreshed it or in another one."""
        self._accepted = token.generation
        if is_refreshed and self._has_doubts:
            self._has_doubts = False
            await self._forget_doubts()

    async def _forget_doubts(self) -> None:
        key = self.credentials.key
        deadline = monotonic() + _FORGET_S
        lease: LeaseGuard | None = None
        try:
            lease = await self._access.lease(key, deadline)
            if await self._access.ask(lease.try_acquire, deadline):  # Else somebody else is requesting a token.
                record = await self._access.ask(lambda: self._access.store.load(key), deadline)
                kept = attrs.evolve(record, pauses=tuple(each for each in record.pauses if each.kind != FRESH))
                await self._access.ask(lambda: self._access.store.save(key, kept), deadline)
        except SmartBuildingsError as error:
            _logger.warning("A token store failed after a call that succeeded: %s", error)
        finally:
            if lease is not None:
                await self._access.release(lease, deadline)

    async def discard(self) -> None:
        """Discard the token in hand and in the store, so that the next call requests another one.

        Raises:
            ConfigurationError: the token was given by hand, so no other can be requested.
        """
        if self.credentials.given is not None:
            msg = "A StaticToken cannot be discarded: no other can be requested. Make a client with another token."
            raise ConfigurationError(msg)
        key = self.credentials.key
        deadline = self._deadline()
        try:
            async with self._alone.acquire(deadline - monotonic()):
                lease = await self._access.lease(key, deadline)
                try:
                    await self._access.acquire(lease, deadline)
                    await self._access.ask(lambda: self._discard(key), deadline)
                    self._held = None
                finally:
                    await self._access.release(lease, deadline)
        except WaitTimeout:
            raise out_of_time("another caller was requesting a token") from None

    def _discard(self, key: str) -> None:
        record = self._access.store.load(key)
        held = None if self._held is None else self._held.token
        known = [each for each in (record.token, held) if each is not None]
        last = latest(held, record.token)
        # A refresh token is a user's consent: without it, the next token could not be requested.
        kept = last if last is not None and last.refresh_value is not None else None
        discarded = max((record.discarded or 0, *(each.generation for each in known)))
        limits = tuple(each for each in record.pauses if each.kind in {LIMITED, UNAVAILABLE})
        if self._access.store.save(key, attrs.evolve(record, token=kept, discarded=discarded, pauses=limits)) is False:
            self._discard(key)  # Another holder has saved a record since the load.

    async def get(self, rejected: Token | None, *, called_at: float | None = None, is_repeated: bool = False) -> Token:
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
        deadline = self._deadline()
        failures_before = self._failures
        try:
            async with self._alone.acquire(deadline - monotonic()):
                held = self._usable_held(rejected)
                if held is not None:
                    return held  # Another caller has done it while this one waited.
                if self._last_failure is not None and self._failures != failures_before:
                    raise copy.copy(self._last_failure)
                return await self._get_or_keep(rejected, deadline, called_at, is_repeated=is_repeated)
        except WaitTimeout:
            raise out_of_time("another caller was requesting a token") from None

    def _deadline(self) -> float:
        deadline_s = options.current().deadline_s
        return monotonic() + (_DEADLINE_S if deadline_s is None else deadline_s)

    def after_fork(self) -> None:
        """Prepare for use in a forked process: locks of the parent's threads stay behind, the token comes along."""
        self._alone = Limiter(1)
        self._access.after_fork()

    async def _get_or_keep(
        self, rejected: Token | None, deadline: float, called_at: float | None, *, is_repeated: bool
    ) -> Token:
        """Renew a token ahead of its expiry, or keep it until then if the store fails."""
        held = self._held
        if rejected is not None or held is None or held.age_s >= (held.token.expires_in_s or 0.0):
            return await self._get_under_lease(rejected, deadline, called_at, is_repeated=is_repeated)
        now = monotonic()
        try:
            return await self._get_under_lease(None, now + (deadline - now) / 2, called_at, is_repeated=is_repeated)
        except SmartBuildingsError as error:
            if not self._access.is_failing:
                raise
            _logger.warning("A token is used until it expires, because it could not be renewed: %s", error)
            return held.token

    async def _get_under_lease(
        self, rejected: Token | None, deadline: float, called_at: float | None, *, is_repeated: bool
    ) -> Token:
        key = self.credentials.key
        lease = await self._access.lease(key, deadline)
        try:
            await self._access.acquire(lease, deadline, lambda: self._find(key, rejected, deadline))
            record = await self._access.ask(lambda: self._access.store.load(key), deadline)
            if self._usable_of(record, rejected) is not None:  # Perhaps saved between the last look and the lease.
                return self._take(record)
            if rejected is not None and self._is_fresh(rejected, called_at):
                record = await self._renewal.note_fresh(record, rejected, deadline, is_repeated=is_repeated)
            self._has_doubts = any(pause.kind == FRESH for pause in record.pauses)
            held = None if self._held is None else self._held.token
            token, is_kept = await self._renewal.renew(
                lease, record, held=held, rejected=rejected, deadline=deadline, hold=self._hold
            )
            if not is_kept and await self._find(key, rejected, deadline):
                return self._take(await self._access.ask(lambda: self._access.store.load(key), deadline))
        except (TokenError, ConfigurationError) as failure:
            self._last_failure = copy.copy(failure)
            self._failures += 1
            raise
        finally:
            await self._access.release(lease, deadline)
        self._tell(token, "exchange")
        return token

    def _hold(self, token: Token) -> None:
        self._held = _Held(token, monotonic(), is_own=True, issued_after=monotonic())

    async def _find(self, key: str, rejected: Token | None, deadline: float) -> bool:
        looked_at = monotonic()
        record = await self._access.ask(lambda: self._access.store.load(key), deadline)
        if self._usable_of(record, rejected) is not None:
            return True
        self._looked_at = looked_at
        return False

    def _usable_held(self, rejected: Token | None) -> Token | None:
        held = self._held
        return held.token if held is not None and self._usable(held.token, rejected, held.age_s) else None

    def _usable(self, token: Token, rejected: Token | None, age_s: float) -> bool:
        return is_usable(token, rejected=rejected, renewal=self._rules.renewal, age_s=age_s)

    def _usable_of(self, record: TokenRecord, rejected: Token | None) -> Token | None:
        """Return the token of a record if it is usable, and of the consent that these credentials name."""
        token = for_argument(record, self._argument).token
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

    def _take(self, record: TokenRecord) -> Token:
        token = record.token
        assert token is not None
        self._held = _found(token, issued_after=self._looked_at)
        self._has_doubts = any(pause.kind == FRESH for pause in record.pauses)
        self._tell(token, "store")
        return token

    def _tell(self, token: Token, source: str) -> None:
        if self._observers.is_listening():
            from smartbuildings.events import TokenObtained

            self._observers.notify(TokenObtained(source=source, scope=token.scope))


def _found(token: Token, *, issued_after: float = -math.inf) -> _Held:
    return _Held(token, monotonic() - _age_s(token), is_own=False, issued_after=issued_after)


def _age_s(token: Token) -> float:
    """Return the age by the wall clock, which is all that is known of a token of another process."""
    return max(0.0, time.time() - token.obtained_at)
