"""The one door to the network: every request, whoever makes it, passes ``AsyncHttp.send``.

It is an httpx client, so that the generated functions can use it as theirs, and what it adds happens in ``send``:
token, quota, deadline, retries and typed errors. Not in event hooks or an httpx ``Auth``, since a token request made
from there would have neither timeout nor retries. The sending itself is done by the transports of ``connections``.
"""

from __future__ import annotations

import math
import random
import ssl
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Protocol, TypeVar

import httpx

from smartbuildings._async.connect import AsyncNetwork, AsyncRequestFactory
from smartbuildings._async.connections import AsyncConnections
from smartbuildings._async.quota_access import AsyncQuotaAccess
from smartbuildings._core import options
from smartbuildings._core.body import ACCEPT_ENCODING, Reply
from smartbuildings._core.call import Call, Done, Refresh, Rules, Send, Step, Wait
from smartbuildings._core.call_errors import Fault, timed_out
from smartbuildings._core.config import Settings
from smartbuildings._core.paths import harmful_segment
from smartbuildings._core.redaction import redact, secrets_in_request
from smartbuildings._core.vendor import Vendor
from smartbuildings._io.asynchronous import (
    MOVE_ADVICE,
    Limiter,
    WaitTimeout,
    monotonic,
    owner_id,
    sleep,
)
from smartbuildings.errors import (
    ConfigurationError,
    CrossOriginError,
    InvalidRequest,
)
from smartbuildings.events import (
    CallsQueued,
    Observers,
    RequestSent,
    ResponseReceived,
    RetryScheduled,
    TokenRejected,
)
from smartbuildings.quota import Quota
from smartbuildings.tokens import Token

T = TypeVar("T")

__all__ = ["AsyncHttp", "AsyncTokens"]

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
"""The faults after which the API cannot have seen the request."""

_PROXY_AUTHENTICATION = "407"

_LONG_S = 1.0
"""A wait for a permit that is worth reporting."""
_REPORT_EVERY_S = 10.0
"""How often it is reported, at most."""

_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS", "DELETE"})
"""The methods for which httpx announces no body where there is none."""
_WITHOUT_EFFECT = frozenset({"auth", "follow_redirects", "timeout"})
"""What httpx takes for each request, and this client decides by itself."""


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


class AsyncHttp(httpx.AsyncClient):
    """An httpx client whose every request has a token, a quota, a deadline, retries and typed errors.

    Args:
        settings: The client's settings.
        quota: Who keeps count.
        observers: Who is told.
        headers: Sent with every request.
        network: Makes the transports.
        vendor: How an expired token and the success of a request are recognised.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        quota: Quota,
        observers: Observers,
        headers: Mapping[str, str],
        network: AsyncNetwork,
        vendor: Vendor,
    ) -> None:
        # This shell never opens a connection itself: the transport is the proof.
        every = {"Accept-Encoding": ACCEPT_ENCODING, **headers}
        super().__init__(base_url=settings.base_url, headers=every, transport=_NoTransport(), trust_env=False)
        self._settings = settings
        self.quota = AsyncQuotaAccess(quota, observers)
        self._observers = observers
        self._network = network
        self._rules = Rules(settings.retry, vendor.tokens.is_expired, vendor.verdict, settings.max_response_bytes)
        self._origin = _origin(self.base_url)
        self._requests = AsyncRequestFactory(self.base_url, check=_check_path)
        self._connections = AsyncConnections(network, limit=settings.max_response_bytes)
        self._left_behind: list[AsyncConnections] = []
        self._limiter = Limiter(settings.connections)
        self._reported_at = -math.inf
        self._owner_id: object | None = None
        self._moving = threading.Lock()
        self.tokens: AsyncTokens | None = None

    async def request(self, method: str, url: httpx.URL | str, **kwargs: Any) -> httpx.Response:
        """Make a request and send it; the generated functions call this.

        Raises:
            SmartBuildingsError: of the class that fits what went wrong.
        """
        return await self.send(self.build_request(method, url, **kwargs))

    def build_request(self, method: str, url: httpx.URL | str, **kwargs: Any) -> httpx.Request:
        """Make a request, as httpx does.

        Raises:
            InvalidRequest: a link that came from a server, or a path, is not a URL, or could lead to another object.
        """
        content = {name: value for name, value in kwargs.items() if value is not None and name not in _WITHOUT_EFFECT}
        try:
            ours = self._requests.url_of(url) if isinstance(url, str) else None
            if ours is None:
                _check_path(str(url))
            elif not content and method.upper() in _WITHOUT_BODY and not self.cookies and not self.params:
                return self._requests.without_body(method, ours, self.headers)
            return super().build_request(method, url if ours is None else ours, **content)
        except httpx.InvalidURL as error:
            msg = f"{redact(str(url))[:200]!r} is not a URL ({error}). Nothing was sent. Check where it comes from."
            raise InvalidRequest(msg) from error

    async def send(self, request: httpx.Request, **kwargs: Any) -> httpx.Response:
        """Send a request as the API requires it, and return the response to it, read whole.

        The arguments that httpx's own ``send`` takes are accepted and have no effect: redirects are never followed, the
        token is never left out, and responses are never streamed.

        Raises:
            SmartBuildingsError: of the class that fits what went wrong.
        """
        return _as_httpx(await self._call(request), request)

    async def call(self, method: str, path: str, **content: Any) -> bytes:
        """Make a request as ``request`` does, and return the body of the response.

        Raises:
            SmartBuildingsError: of the class that fits what went wrong.
        """
        return (await self._call(self.build_request(method, path, **content))).content

    async def _call(self, request: httpx.Request) -> Reply:
        self.check_usable()
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
        quota = self.quota.quota
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
            _origin(url) != self._origin,
            lambda: self._secrets(request),
            monotonic(),
        )
        if call.is_cross_origin and not chosen.is_anonymous:
            msg = f"{call.method} to {call.host} was refused: the token belongs to {self.base_url.host} only."
            raise CrossOriginError(msg, request=call.facts)
        return call

    async def _token(self, call: Call, step: Refresh) -> Token:
        tokens = self._tokens_or_raise()
        if step.rejected is not None:
            self._observers.notify(TokenRejected(call.facts))
        elif (cached := tokens.cached()) is not None:
            return cached
        if call.limit_s is None and not call.is_cross_origin:
            await self.quota.wait_until_open(call)  # A token request may not wait long, since it holds a lease.
        with options.within(None if call.deadline == math.inf else call.deadline - monotonic()):
            return await tokens.get(step.rejected, called_at=call.began_at, is_repeated=step.is_repeated)

    async def _send(self, call: Call, request: httpx.Request) -> Step:
        await request.aread()  # In memory, the body can be sent again.
        try:
            reply = await self._exchange_with_permit(call, request)
        except httpx.RequestError as error:
            fault = _fault(error)
        else:
            if reply.is_success:
                if call.token is not None:
                    await self._tokens_or_raise().accepted(call.token, is_refreshed=call.refreshes > 0)
                return call.received(reply, now=monotonic(), now_epoch_s=0.0, jitter=random.random())
            spent_s = None
            if call.wants_quota_of(reply):
                spent_s = await self.quota.spent_for(call, call.counted, call.deadline - monotonic())
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
        if waited_s > _LONG_S and monotonic() - self._reported_at > _REPORT_EVERY_S:
            self._reported_at = monotonic()
            self._observers.notify(CallsQueued(call.facts, waited_s, len(self._limiter.waiting)))

    async def _exchange_within_quota(self, call: Call, request: httpx.Request, queued_at: float) -> Reply:
        reservation = await self.quota.reserve(call, queued_at)
        call.leave_queue(queued_at, monotonic())
        reply: Reply | None = None
        try:
            reply = await self._exchange(call, request)
            return reply
        finally:
            await self.quota.complete(call, reservation, reply)

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
            self._observers.notify(RequestSent(call.facts))
        timeout_s = min(call.timeout_s, remaining_s)
        reply = await self._connections.send(request, timeout_s=timeout_s, deadline=call.deadline)
        if is_heard:
            self._observers.notify(ResponseReceived(call.facts, reply.status, reply.elapsed_s))
        return reply

    def check_usable(self) -> None:
        """Make sure that this client can be used here, after a fork too.

        Raises:
            ConfigurationError: it is closed, or belongs to another event loop.
        """
        if self.is_closed:
            msg = "This client is closed. Make a new one, or keep the calls inside its `with` block."
            raise ConfigurationError(msg)
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
            self.quota.after_fork()
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
        """Close the connections. The client can not be used after that."""
        await self._connections.aclose()
        await super().aclose()


def _check_path(url: str) -> None:
    harmful = harmful_segment(url)
    if harmful is not None:
        msg = (
            f"{redact(harmful)[:200]!r} cannot be part of a path: it could lead to another object than the one "
            "named. Nothing was sent. Check the id that was passed."
        )
        raise InvalidRequest(msg)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Give what must agree before a token may travel (RFC 6454); httpx drops default ports."""
    return url.scheme, url.host, url.port


def _as_httpx(reply: Reply, request: httpx.Request) -> httpx.Response:
    """Make the response that httpx would return: read, and decoded."""
    headers = httpx.Headers(reply.headers)
    for name in _OF_THE_WIRE if "content-encoding" in headers else ():  # It would be decoded once more.
        headers.pop(name, None)
    body = httpx.ByteStream(reply.content)
    whole = httpx.Response(reply.status, headers=headers, stream=body, request=request, extensions=reply.extensions)
    whole.read()
    whole.elapsed = timedelta(seconds=reply.elapsed_s)
    return whole


_OF_THE_WIRE = ("content-encoding", "content-length", "transfer-encoding")


def _fault(error: httpx.RequestError) -> Fault:
    """Describe a fault of the network for those who know no httpx."""
    rejected = _rejected_certificate(error)
    return Fault(
        error,
        may_be_sent=not isinstance(error, _NOT_SENT),
        is_timeout=isinstance(error, httpx.TimeoutException),
        rejected_certificate=None if rejected is None else rejected.verify_message or rejected.reason,
        wants_proxy_login=isinstance(error, httpx.ProxyError) and str(error).startswith(_PROXY_AUTHENTICATION),
    )


def _rejected_certificate(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    """Find the rejection of a certificate among the causes of an error."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error


class _NoTransport(httpx.AsyncBaseTransport):
    """Refuses to send: requests leave by ``AsyncHttp.send`` only."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        msg = "This client sends by AsyncHttp.send only."
        raise RuntimeError(msg)
