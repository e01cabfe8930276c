"""Requesting a token: counted before it is sent, saved before the lease is released, its failures remembered.

The caller holds the lease of the credentials. What several credentials share, the vendor's count of token requests for
one account, has a lease of its own, held only while the count is updated.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final

import attrs

from smartbuildings._async.store_access import AsyncStoreAccess, out_of_time
from smartbuildings._core import options
from smartbuildings._core.lease import LeaseGuard
from smartbuildings._core.lineage import digest_of, extended, for_argument
from smartbuildings._core.token_pauses import (
    FRESH,
    error_of,
    fingerprint,
    fresh_token_rejected,
    is_remembered,
    new_salt,
    pause_after,
    remaining_s,
)
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._core.token_state import RequestLimit, latest
from smartbuildings._io.asynchronous import WaitTimeout, monotonic, run_blocking
from smartbuildings.credentials import Credentials, TokenRequest
from smartbuildings.errors import (
    ConsentNeeded,
    DeadlineExceeded,
    OutcomeUnknown,
    SmartBuildingsError,
    TokenQuotaExceeded,
)
from smartbuildings.tokens import Intent, Token, TokenRecord, moment

__all__ = ["AsyncTokenRenewal"]

_logger = logging.getLogger("smartbuildings")

_EXCHANGE_S: Final = 45.0
"""How long a token request may take with its retries: less than any store's lease lasts."""


class AsyncTokenRenewal:
    """Requests tokens for one set of credentials.

    Args:
        credentials: What is sent.
        access: Where the record of the credentials, and the count of their account, are kept.
        endpoint: Sends one token request and returns the token.
        rules: How the vendor issues tokens.
    """

    def __init__(
        self,
        credentials: Credentials,
        access: AsyncStoreAccess,
        endpoint: Callable[[TokenRequest, Token | None], Awaitable[Token]],
        rules: TokenRules,
    ) -> None:
        self._credentials = credentials
        self._access = access
        self._endpoint = endpoint
        self._rules = rules
        self._requested: tuple[float, ...] = ()
        """When this process requested tokens, on the monotonic clock: it counts even if the wall clock leaps ahead."""
        self._marked: tuple[str, TokenRequest, str] | None = None

    async def renew(
        self,
        lease: LeaseGuard,
        record: TokenRecord,
        *,
        held: Token | None,
        rejected: Token | None,
        deadline: float,
        hold: Callable[[Token], None],
    ) -> tuple[Token, bool]:
        """Return a new token, and whether it was saved: not if another holder of the lease has saved one meanwhile.

        Args:
            lease: The lease of the credentials, acquired.
            record: What the store holds.
            held: The token that this process holds.
            rejected: The token that the API has just rejected.
            deadline: When the caller's time ends.
            hold: Called with the new token before it is saved: should the store fail, this process still has it.
        """
        argument = self._credentials.argument
        given = None if argument is None else digest_of(argument)
        last = latest(held, for_argument(record, given).token)
        request = self._credentials.request(last)
        if not self._rules.rotates and "refresh_token" in request.fields:
            request = attrs.evolve(request, repeatable=True)
        numbers = [each.generation for each in (record.token, held, rejected) if each is not None]
        generation = 1 + max([record.discarded or 0, *numbers])
        await self._check_pauses(record, request, deadline)
        await self._count(deadline)
        interrupted = for_argument(record, given).intent
        record, sent = await self._note_intent(record, request, interrupted, deadline)
        # Each repetition counts: the vendor may have issued a token whose response was lost.
        with options.within(min(deadline - monotonic(), _EXCHANGE_S), before_repeat=lambda: self._count(deadline)):
            try:
                issued = await self._endpoint(request, last)
            except SmartBuildingsError as failure:
                cause = _caused_by_interruption(failure, interrupted, sent)
                open_intent = None if isinstance(failure, ConsentNeeded) else interrupted
                record = record if _is_lost(failure) else attrs.evolve(record, intent=open_intent)
                await self._note_failure(lease, record, request, cause, deadline)
                if cause is not failure:
                    raise cause from failure
                raise
        token = attrs.evolve(issued, generation=generation)
        doubts = tuple(pause for pause in record.pauses if pause.kind == FRESH)
        refresh = None if token.refresh_value is None else digest_of(token.refresh_value)
        lineage = extended(record.lineage, given, sent, refresh) if request.is_consent else ()
        made = TokenRecord(token, pauses=doubts, lineage=lineage, revision=record.revision)
        self._stage(made)  # Nothing that waits comes before this: until now the token is in memory only.
        hold(token)
        is_kept = True

        def keep() -> None:
            nonlocal is_kept
            is_kept = self._keep(made, record.token)

        lease.owe(keep)
        now = monotonic()
        try:
            await self._access.ask(lease.settle, now + (deadline - now) / 2)  # The call needs the rest to use it.
        except SmartBuildingsError as error:
            _logger.warning("A new token could not be saved and is used by this client only: %s", error)
        return token, is_kept

    async def _note_intent(
        self, record: TokenRecord, request: TokenRequest, interrupted: Intent | None, deadline: float
    ) -> tuple[TokenRecord, str | None]:
        """Note that a request spends what it sends; return the record as stored, and the digest of what is sent."""
        secret = request.fields.get("refresh_token") or request.fields.get("code")
        if request.repeatable or secret is None:
            return record, None if secret is None else digest_of(secret)
        sent = digest_of(secret)
        is_open = interrupted is not None and interrupted.digest == sent
        noted = attrs.evolve(record, intent=interrupted if is_open else Intent(time.time(), sent))
        try:
            is_saved = await self._access.ask(lambda: self._access.store.save(self._credentials.key, noted), deadline)
        except SmartBuildingsError as error:
            _logger.warning("A token store could not note that a token is being requested: %s", error)
            return record, sent
        return (record if is_saved is False else _following(noted)), sent

    def _stage(self, made: TokenRecord) -> None:
        stage = getattr(self._access.store, "stage", None)
        if stage is not None:
            try:
                stage(self._credentials.key, made)
            except Exception as error:  # noqa: BLE001 - a store may be anybody's; the save that follows reports it
                _logger.warning("A token store could not stage a token: %s", type(error).__name__)

    def _keep(self, made: TokenRecord, before: Token | None) -> bool:
        """Save a new token, unless another holder of the lease has saved one since this one loaded the record."""
        store, key = self._access.store, self._credentials.key
        while store.save(key, made) is False:
            stored = store.load(key)
            if stored.token is not None and stored.token != before:
                return False
            made = attrs.evolve(made, revision=stored.revision)
        return True

    async def note_fresh(
        self, record: TokenRecord, rejected: Token, deadline: float, *, is_repeated: bool
    ) -> TokenRecord:
        """Note that a fresh token was rejected. The lease has to be held.

        Raises:
            FreshTokenRejected: the call that met this has had its second token rejected.
        """
        key, now = self._credentials.key, time.time()
        noted = attrs.evolve(record, pauses=fresh_token_rejected(record.pauses, rejected.generation, now))
        if noted != record:
            await self._access.attempt(lambda: self._access.store.save(key, noted), deadline)
            noted = _following(noted)
        last = next(pause for pause in noted.pauses if pause.kind == FRESH)
        if is_repeated and remaining_s(last, now) == 0:
            raise error_of(last, 0.0)
        return noted

    async def _count(self, deadline: float) -> None:
        """Note a request before it is sent, so that one whose response is lost counts too."""
        limit = self._rules.limit
        if limit is None:
            return
        lease = await self._access.lease(self._credentials.account, deadline)
        try:
            await self._access.acquire(lease, deadline)
            await self._access.ask(lambda: self._count_under_lease(limit), deadline)
        finally:
            await self._access.release(lease, deadline)

    def _count_under_lease(self, limit: RequestLimit) -> None:
        account, store, now = self._credentials.account, self._access.store, time.time()
        stored = store.load(account)
        record = limit.corrected(stored, now)
        wait = max(
            limit.wait_s(record, now),
            limit.wait_s(TokenRecord(exchanges=self._requested), monotonic()),
        )
        if wait > 0:
            if record != stored and store.save(account, record) is False:
                self._count_under_lease(limit)  # Not saved at all, the wait would begin anew with every look.
                return
            msg = (
                f"{limit.count} tokens were requested in the last {limit.period_s / 3600:g} hours, "
                f"which is all that the vendor allows, so no other was requested. Wait {wait:.0f} s, and look for what "
                "requests tokens so often: processes without a shared token store, or a client made anew for each call."
            )
            raise TokenQuotaExceeded(msg, retry_after=wait)
        if store.save(account, limit.counted(record, now)) is False:
            self._count_under_lease(limit)  # Another holder has counted a request since the load.
            return
        self._requested = limit.counted(TokenRecord(exchanges=self._requested), monotonic()).exchanges

    async def _check_pauses(self, record: TokenRecord, request: TokenRequest, deadline: float) -> None:
        """Raise what the token endpoint said before, while that is remembered for these very credentials."""
        now = time.time()
        for pause in record.pauses:
            wait = remaining_s(pause, now)
            if wait > 0 and (
                not pause.fingerprint or pause.fingerprint == await self._mark(request, pause.salt, deadline)
            ):
                raise error_of(pause, wait, authorize_url=request.authorize_url)

    async def _note_failure(
        self,
        lease: LeaseGuard,
        record: TokenRecord,
        request: TokenRequest,
        failure: SmartBuildingsError,
        deadline: float,
    ) -> None:
        """Remember a response that makes the next token request pointless for a while, and that one has come.

        The lease has to be held.
        """
        key = self._credentials.key
        if not is_remembered(failure):
            if not request.repeatable and not _is_lost(failure):
                lease.owe(lambda: self._access.store.save(key, record))
                await self._access.attempt(lease.settle, deadline)
            return
        salt = next((pause.salt for pause in record.pauses if pause.salt), None) or new_salt()
        try:
            mark = await self._mark(request, salt, deadline)
        except DeadlineExceeded:
            return
        pauses = pause_after(failure, record.pauses, salt=salt, mark=mark, now_epoch_s=time.time())
        lease.owe(
            lambda: self._access.store.save(self._credentials.key, attrs.evolve(record, pauses=pauses, intent=None))
        )
        await self._access.attempt(lease.settle, deadline)

    async def _mark(self, request: TokenRequest, salt: str, deadline: float) -> str:
        """Return the fingerprint of a request, computed once for each salt and request: it is slow on purpose."""
        if self._marked is None or self._marked[:2] != (salt, request):
            try:
                mark = await run_blocking(lambda: fingerprint(request, salt), deadline - monotonic())
            except WaitTimeout:
                raise out_of_time("a remembered rejection was compared") from None
            self._marked = (salt, request, mark)
        return self._marked[2]


def _following(record: TokenRecord) -> TokenRecord:
    """Return a record as it is after it was saved."""
    return record if record.revision is None else attrs.evolve(record, revision=record.revision + 1)


def _is_lost(failure: SmartBuildingsError) -> bool:
    """Return whether the response was lost, so that what was sent may be spent."""
    return isinstance(failure.__cause__, OutcomeUnknown)


def _caused_by_interruption(
    failure: SmartBuildingsError, interrupted: Intent | None, sent: str | None
) -> SmartBuildingsError:
    """Return the error to raise: it names the interruption where that has spent what is rejected now."""
    if not isinstance(failure, ConsentNeeded) or interrupted is None or interrupted.digest != sent:
        return failure
    since = moment(interrupted.since)
    cause = (
        f"the token request of {since:%Y-%m-%d %H:%M:%S} UTC was interrupted before its response was saved, and the "
        f"stored token, sent once more, is rejected: {failure.cause}"
    )
    return ConsentNeeded(cause=cause, since=since, authorize_url=failure.authorize_url, request=failure.request)
