"""Carries out the steps of a call: waits, takes a token and quota, sends, and reports to observers.

``_core/call.py`` decides what comes next; the I/O is here. Every request of a client passes ``AsyncCallRunner.run``.
"""

from __future__ import annotations

import math
import random
import threading
import time
from typing import TYPE_CHECKING, Protocol

import httpx

from smartbuildings._async.connect import AsyncNetwork
from smartbuildings._async.connections import AsyncConnections, Origin, fault_of, origin_of
from smartbuildings._async.quota_access import AsyncQuotaAccess
from smartbuildings._core import options
from smartbuildings._core.body import Reply
from smartbuildings._core.call import Call, Done, Refresh, Rules, Send, Step, Wait
from smartbuildings._core.call_errors import timed_out
from smartbuildings._core.config import Settings
from smartbuildings._core.observers import Observers
from smartbuildings._core.redaction import secrets_in_request
from smartbuildings._core.vendor import Vendor
from smartbuildings._io.asynchronous import MOVE_ADVICE, Limiter, WaitTimeout, monotonic, owner_id, sleep
from smartbuildings.errors import ConfigurationError, CrossOriginError
from smartbuildings.quota import Quota

if TYPE_CHECKING:
    from smartbuildings.tokens import Token

__all__ = ["AsyncCallRunner", "AsyncTokens"]

_LONG_S = 1.0
"""A wait for a permit that is worth reporting."""
_REPORT_EVERY_S = 10.0
"""How often it is reported, at most."""


class AsyncTokens(Protocol):
    """What this module needs of a token source."""

    def cached(self) -> Token | None:
        """Return the token to use now, if there is one."""
        ...

    async def get(self, rejected: Token | None, *, called_at: float | None = None, is_repeated: bool = False) -> Token:
        """Return a token other than the rejected one."""
        ...

    async def accepted(self, token: Token, *, is_refreshed: bool) -> None:
        """Note that the API accepted a token."""
        ...

    def is_overdue(self, token: Token) -> bool:
        """Return whether a token is so far past its stated lifetime that any 401 means that it has expired."""
        ...

    def secrets(self) -> tuple[str, ...]:
        """List what must not be shown."""
        ...

    def after_fork(self) -> None:
        """Prepare for use in a forked process."""
        ...


class AsyncCallRunner:
    """Runs the calls of one client.

    Args:
        settings: The client's settings.
        origin: Scheme, host and port of the API; the token is sent to no other.
        quota: The client's quota.
        observers: Notified of requests, responses, waits and retries.
        network: Makes the transports.
        vendor: How an expired token and the success of a request are recognised, and errors are read.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        origin: Origin,
        quota: Quota,
        observers: Observers,
        network: AsyncNetwork,
        vendor: Vendor,
    ) -> None:
        self._settings = settings
        self._origin = origin
        self._quota = AsyncQuotaAccess(quota, observers)
        self._observers = observers
        self._network = network
        self._rules = Rules(settings.retry, vendor, settings.max_response_bytes)
        self._connections = AsyncConnections(network, limit=settings.max_response_bytes)
        self._left_behind: list[AsyncConnections] = []
        self._limiter = Limiter(settings.connections)
        self._reported_at = -math.inf
        self._owner_id: object | None = None
        self._moving = threading.Lock()
        self.tokens: AsyncTokens | None = None

    async def run(self, request: httpx.Request) -> Reply:
        """Send a request, again where the rules say so, and return the response, read whole.

        Raises:
            SmartBuildingsError: of the class that fits what went wrong.
        """
        call = self._begin(request)
        step = call.first()
        while True:
            if isinstance(step, Send):
                step = await self._send(call, request)
            elif isinstance(step, Done):
                return step.reply
            elif isinstance(step, Refresh):
                step = call.has_token(await self._token(call, step))
            elif isinstance(step, Wait):
                if self._observers.is_listening():
                    from smartbuildings.events import RetryScheduled

                    self._observers.notify(RetryScheduled(call.facts, step.reason, step.seconds))
                await sleep(step.seconds)
                if call.options.before_repeat is not None:
                    await call.options.before_repeat()
                step = call.first()
            else:
                raise step.error

    def _begin(self, request: httpx.Request) -> Call:
        settings, chosen = self._settings, options.current()
        url = request.url
        # A token request is none of the operations that the vendor's table lists.
        quota = self._quota.quota
        counted = quota.counted() if chosen.is_anonymous else quota.counted(chosen.operation, chosen.device)
        call = Call(
            self._rules,
            request.method,
            url.path,
            url.host,
            chosen,
            settings.timeout_s if chosen.timeout_s is None else chosen.timeout_s,
            settings.deadline_s if chosen.deadline_s is None else chosen.deadline_s,
            settings.queue_s,
            counted,
            origin_of(url) != self._origin,
            lambda: self._secrets(request),
            monotonic(),
        )
        if call.is_cross_origin and not chosen.is_anonymous:
            msg = f"{call.method} to {call.host} was refused: the token belongs to {self._origin[1]} only."
            raise CrossOriginError(msg, request=call.facts)
        return call

    async def _token(self, call: Call, step: Refresh) -> Token:
        tokens = self._tokens_or_raise()
        if step.rejected is not None:
            if self._observers.is_listening():
                from smartbuildings.events import TokenRejected

                self._observers.notify(TokenRejected(call.facts))
        elif (cached := tokens.cached()) is not None:
            return cached
        if call.limit_s is None and not call.is_cross_origin:
            await self._quota.wait_until_open(call)  # A token request may not wait long, since it holds a lease.
        with options.within(None if call.deadline == math.inf else call.deadline - monotonic()):
            return await tokens.get(step.rejected, called_at=call.began_at, is_repeated=step.is_repeated)

    async def _send(self, call: Call, request: httpx.Request) -> Step:
        await request.aread()  # In memory, the body can be sent again.
        try:
            reply = await self._exchange_with_permit(call, request)
        except httpx.RequestError as error:
            fault = fault_of(error)
        else:
            if reply.is_success:
                if call.token is not None:
                    await self._tokens_or_raise().accepted(call.token, is_refreshed=call.refreshes > 0)
                return call.received(reply, now=monotonic(), now_epoch_s=0.0, jitter=random.random())
            spent_s = None
            if call.wants_quota_of(reply):
                spent_s = await self._quota.spent_for(call, call.counted, call.deadline - monotonic())
            return call.received(
                reply,
                now=monotonic(),
                now_epoch_s=time.time(),
                jitter=random.random(),
                is_overdue=call.token is not None and self._tokens_or_raise().is_overdue(call.token),
                quota_spent_s=spent_s,
            )
        return call.no_response(fault, now=monotonic(), jitter=random.random())

    async def _exchange_with_permit(self, call: Call, request: httpx.Request) -> Reply:
        queued_at = monotonic()
        try:
            # A token request goes first: the calls in the queue need its token.
            within_s = call.end_of_queue(queued_at) - queued_at
            async with self._limiter.acquire(within_s, is_first=call.options.is_anonymous):
                self._report_queue(call, monotonic() - queued_at)
                if call.is_cross_origin:
                    call.leave_queue(queued_at, monotonic())
                    return await self._exchange(call, request)
                return await self._exchange_within_quota(call, request, queued_at)
        except WaitTimeout:
            raise timed_out(call.facts, "waiting for its turn") from None

    def _report_queue(self, call: Call, waited_s: float) -> None:
        """Report a queue, now and then: of 2,000 calls that wait, each would have something to say."""
        if waited_s > _LONG_S and monotonic() - self._reported_at > _REPORT_EVERY_S and self._observers.is_listening():
            from smartbuildings.events import CallsQueued

            self._reported_at = monotonic()
            self._observers.notify(CallsQueued(call.facts, waited_s, len(self._limiter.waiting)))

    async def _exchange_within_quota(self, call: Call, request: httpx.Request, queued_at: float) -> Reply:
        reservation = await self._quota.reserve(call, queued_at)
        call.leave_queue(queued_at, monotonic())
        reply: Reply | None = None
        try:
            reply = await self._exchange(call, request)
            return reply
        finally:
            await self._quota.complete(call, reservation, reply)

    async def _exchange(self, call: Call, request: httpx.Request) -> Reply:
        remaining_s = call.deadline - monotonic()
        if remaining_s <= 0:
            raise timed_out(call.facts, "waiting for its turn")
        if call.token is not None:
            # It may have been replaced while this call waited in the queue.
            call.token = self._tokens_or_raise().cached() or call.token
            request.headers["Authorization"] = f"Bearer {call.token.value}"
        call.attempts += 1
        is_heard = self._observers.is_listening()
        if is_heard:
            from smartbuildings.events import RequestSent

            self._observers.notify(RequestSent(call.facts))
        timeout_s = min(call.timeout_s, remaining_s)
        reply = await self._connections.send(request, timeout_s=timeout_s, deadline=call.deadline)
        if is_heard:
            from smartbuildings.events import ResponseReceived

            self._observers.notify(ResponseReceived(call.facts, reply.status, reply.elapsed_s))
        return reply

    def check_owner(self) -> None:
        """Make sure that this client can be used here, after a fork too.

        Raises:
            ConfigurationError: it belongs to another event loop.
        """
        here = owner_id()
        if self._owner_id is None:
            self._owner_id = here
        elif self._owner_id != here:
            advice = MOVE_ADVICE
            if advice is not None:
                raise ConfigurationError(advice)
            self._move(here)

    def _move(self, here: object) -> None:
        """Settle in a forked child: the parent's sockets and locks are not ours to use, nor to close."""
        with self._moving:
            if self._owner_id == here:
                return  # Another thread of the child has done it.
            self._left_behind.append(self._connections)
            self._connections = AsyncConnections(self._network, limit=self._settings.max_response_bytes)
            self._limiter = Limiter(self._settings.connections)
            self._quota.after_fork()
            if self.tokens is not None:
                self.tokens.after_fork()
            self._owner_id = here

    def _tokens_or_raise(self) -> AsyncTokens:
        if self.tokens is None:
            msg = "This client was given no token source."
            raise ConfigurationError(msg)
        return self.tokens

    def _secrets(self, request: httpx.Request) -> tuple[str, ...]:
        """List what an error about a request must not show: also what it carried itself."""
        carried = secrets_in_request(request.headers.get("Authorization"), request.content)
        return carried if self.tokens is None else (*carried, *self.tokens.secrets())

    async def aclose(self) -> None:
        """Close the connections."""
        await self._connections.aclose()
