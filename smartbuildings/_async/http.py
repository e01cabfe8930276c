"""The one door to the network: every request, whoever makes it, passes ``AsyncHttp.send``.

It is an httpx client, so that the generated functions can use it as theirs, and what it adds happens in ``send``:
token, quota, deadline, retries and typed errors. Not in event hooks or an httpx ``Auth``, since a token request made
from there would have neither timeout nor retries. The sending itself is done by the transports of ``connections``.
"""

from __future__ import annotations

import contextlib
import math
import random
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

import attrs
import httpx

from smartbuildings._async.connect import AsyncNetwork, AsyncRequestFactory
from smartbuildings._async.connections import AsyncConnections, problem_of
from smartbuildings._core import options
from smartbuildings._core.answers import Verdict, error_from_answer, looks_like_json_object
from smartbuildings._core.body import ACCEPT_ENCODING, Body
from smartbuildings._core.hiding import guarded, without_frames
from smartbuildings._core.paths import harmful_segment
from smartbuildings._core.quota_scopes import Counted
from smartbuildings._core.quota_windows import hint_from_headers
from smartbuildings._core.redaction import redact, secrets_in_request
from smartbuildings._core.settings import DEFAULT_DEADLINE_S, Settings
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
from smartbuildings.errors import (
    ConfigurationError,
    ConnectionFailed,
    DeadlineExceeded,
    ForeignHost,
    InvalidRequest,
    OutcomeUnknown,
    RateLimited,
    RequestFacts,
    ResponseTooLarge,
    SmartBuildingsError,
    UnreadableAnswer,
)
from smartbuildings.events import (
    AnswerReceived,
    CallsQueued,
    Observers,
    QuotaWaited,
    RequestSent,
    RetryScheduled,
    TokenRejected,
)
from smartbuildings.quota import Quota, Reservation
from smartbuildings.retry import Failure, FailureKind
from smartbuildings.tokens import Token

T = TypeVar("T")

__all__ = ["AsyncHttp", "AsyncTokens"]

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
"""The faults after which the API cannot have seen the request."""

_UNAUTHORIZED = 401
_PROXY_AUTHENTICATION = 407
_TOO_MANY_REQUESTS = 429
_HINTING = frozenset({_TOO_MANY_REQUESTS, 503})
"""The statuses whose headers may ask for a wait."""

_LONG_S = 1.0
"""A wait for a permit that is worth reporting."""
_TELL_EVERY_S = 10.0
"""How often it is reported, at most."""
_EARLIER_S = 0.1
"""How long before the deadline a step of the quota gives up by itself."""
_SETTLING_S = 1.0
"""How long a response waits until the quota has counted it."""

_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS", "DELETE"})
"""The methods for which httpx announces no body where there is none."""
_WITHOUT_EFFECT = frozenset({"auth", "follow_redirects", "timeout"})
"""What httpx takes for each request, and this client decides by itself."""

_RENEWALS = 3
"""How many tokens one call may find expired: more than one, since those that other processes left may be stale."""


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


@guarded
@attrs.define
class _Call:
    """One call of the caller's, over all its attempts."""

    request: httpx.Request
    timeout_s: float
    options: options.CallOptions
    limit_s: float | None
    """The deadline that the caller set, which covers everything; ``None`` for the default one."""
    queue_left_s: float
    """Without a limit of the caller's: how long it may still wait for its permit and its quota."""
    counted: Counted
    """The scopes of the quota that it counts in."""
    is_foreign: bool
    """To another host than the API's, as some vendors' token routes are: its quota is another one."""
    began_at: float = attrs.field(factory=monotonic)
    attempts: int = 0
    renewals: int = 0
    token: Token | None = None
    """The one to send."""
    deadline: float = math.inf
    """On the monotonic clock. The default one is set when the call first has its permit and its quota."""

    def __attrs_post_init__(self) -> None:
        if self.limit_s is not None:
            self.deadline = monotonic() + self.limit_s

    @property
    def facts(self) -> RequestFacts:
        return RequestFacts(self.request.method, self.request.url.path, max(1, self.attempts))

    def remaining_s(self) -> float:
        return self.deadline - monotonic()

    def end_of_queue(self, queued_at: float) -> float:
        """Return until when it may wait for its permit and its quota, on the monotonic clock."""
        return queued_at + self.queue_left_s if self.limit_s is None else self.deadline

    def leave_queue(self, queued_at: float) -> None:
        """Start the default deadline, or move it on by the wait before another attempt."""
        if self.limit_s is not None:
            return
        now = monotonic()
        self.queue_left_s -= now - queued_at
        self.deadline = now + DEFAULT_DEADLINE_S if self.deadline == math.inf else self.deadline + now - queued_at

    def time_out_of(self, doing: str) -> DeadlineExceeded:
        return DeadlineExceeded(
            f"{self.facts} ran out of time while {doing}. Give it a longer deadline, or call again later.",
            request=self.facts,
        )


class AsyncHttp(httpx.AsyncClient):
    """An httpx client whose every request has a token, a quota, a deadline, retries and typed errors.

    Args:
        settings: The client's settings.
        quota: Who keeps count.
        observers: Who is told.
        headers: Sent with every request.
        network: Makes the transports.
        is_expiry: Tells from status and body whether an answer says that the token expired.
        verdict: Reads from the body of a 2xx whether the request succeeded. Token requests are not asked about.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        quota: Quota,
        observers: Observers,
        headers: Mapping[str, str],
        network: AsyncNetwork,
        is_expiry: Callable[[int, bytes], bool],
        verdict: Callable[[bytes], Verdict],
    ) -> None:
        # This shell never opens a connection itself: the transport is the proof.
        every = {"Accept-Encoding": ACCEPT_ENCODING, **headers}
        super().__init__(base_url=settings.base_url, headers=every, transport=_NoTransport(), trust_env=False)
        self._settings = settings
        self._quota = quota
        self._left_steps = LeftBehind()
        self._observers = observers
        self._network = network
        self._is_expiry = is_expiry
        self._verdict = verdict
        self._origin = _origin(self.base_url)
        self._requests = AsyncRequestFactory(self.base_url, check=_check_path)
        self._connections = AsyncConnections(network, limit=settings.max_response_bytes)
        self._left_behind: list[AsyncConnections] = []
        self._slots = Slots(settings.connections)
        self._told_at = -math.inf
        self._place: object | None = None
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
        """Send a request as the API asks for it, and give its success answer, read to the end.

        The arguments that httpx's own ``send`` takes are accepted and have no effect: redirects are never followed, the
        token is never left out, and answers are never streamed.

        Raises:
            SmartBuildingsError: whatever went wrong, as its class tells.
        """
        self.check_usable()
        settings, chosen = self._settings, options.current()
        timeout_s = settings.timeout_s if chosen.timeout_s is None else chosen.timeout_s
        limit_s = settings.deadline_s if chosen.deadline_s is None else chosen.deadline_s
        is_foreign = _origin(request.url) != self._origin
        # A token request is none of the operations that the vendor's table lists.
        counted = self._quota.counted() if chosen.is_anonymous else self._quota.counted(chosen.operation, chosen.device)
        call = _Call(request, timeout_s, chosen, limit_s, settings.queue_s, counted, is_foreign)
        if is_foreign and not chosen.is_anonymous:
            msg = f"{request.method} to {request.url.host} was refused: the token belongs to {self.base_url.host} only."
            raise ForeignHost(msg, request=call.facts)
        await request.aread()  # In memory, the body can be sent again.
        while True:
            outcome = await self._attempt(call)
            if isinstance(outcome, httpx.Response):
                return outcome
            await self._wait_or_raise(call, *outcome)

    async def _attempt(self, call: _Call) -> httpx.Response | tuple[Failure | None, SmartBuildingsError]:
        """Send once, twice where the token turns out to have expired; give the success or what went wrong."""
        while True:
            await self._take_token(call)
            response = await self._send_once(call)
            token = call.token
            if not isinstance(response, httpx.Response):
                return response
            if response.is_success:
                if token is not None:
                    await self._tokens_or_raise().accepted(token, is_refreshed=call.renewals > 0)
                problem = problem_of(response)
                if problem is not None:
                    raise self._unreadable(call, response, problem)
                verdict = Verdict.SUCCESS if call.options.is_anonymous else self._verdict(response.content)
                if verdict in {Verdict.FAIL, Verdict.ERROR}:
                    return self._reported_failure(call, response, verdict)
                return self._readable(call, response, verdict)
            if token is None or call.renewals >= _RENEWALS or not self._has_expired(token, response):
                return await self._status_failure(call, response)
            call.renewals += 1
            self._observers.tell(TokenRejected(call.facts))
            await self._obtain(call, rejected=token)

    async def _take_token(self, call: _Call) -> None:
        if not call.options.is_anonymous:
            call.token = self._tokens_or_raise().cached() or await self._obtain(call, rejected=None)

    def _has_expired(self, token: Token, response: httpx.Response) -> bool:
        """Return whether a response means that its token has expired, which only another one cures."""
        if self._is_expiry(response.status_code, response.content):
            return True
        return response.status_code == _UNAUTHORIZED and self._tokens_or_raise().is_overdue(token)

    async def _obtain(self, call: _Call, rejected: Token | None) -> Token:
        if call.limit_s is None and not call.is_foreign:
            await self._wait_for_open_quota(call)  # A token request may not wait long, since it holds a lease.
        with options.within(None if call.deadline == math.inf else call.remaining_s()):
            return await self._tokens_or_raise().get(rejected, called_at=call.began_at, is_repeated=call.renewals > 1)

    async def _send_once(self, call: _Call) -> httpx.Response | tuple[Failure | None, SmartBuildingsError]:
        queued_at = monotonic()
        try:
            # A token request goes first: the calls in the queue need its token.
            within_s = call.end_of_queue(queued_at) - queued_at
            async with self._slots.turn(within_s, is_first=call.options.is_anonymous):
                self._tell_progress(call, monotonic() - queued_at)
                if call.is_foreign:
                    call.leave_queue(queued_at)
                    return await self._exchange(call)
                return await self._exchange_within_quota(call, queued_at)
        except TooLate:
            raise call.time_out_of("waiting for its turn") from None
        except httpx.RequestError as error:
            return self._transport_failure(call, error)

    def _tell_progress(self, call: _Call, waited_s: float) -> None:
        """Report a queue, now and then: of 2,000 calls that wait, each would have something to say."""
        now = monotonic()
        if waited_s > _LONG_S and now - self._told_at > _TELL_EVERY_S:
            self._told_at = now
            self._observers.tell(CallsQueued(call.facts, waited_s, len(self._slots.waiting)))

    async def _exchange_within_quota(self, call: _Call, queued_at: float) -> httpx.Response:
        reservation = await self._wait_for_quota(call, queued_at)
        call.leave_queue(queued_at)
        response: httpx.Response | None = None
        try:
            response = await self._exchange(call)
            return response
        finally:
            await self._complete(call, reservation, response)

    async def _exchange(self, call: _Call) -> httpx.Response:
        remaining = call.remaining_s()
        if remaining <= 0:
            raise call.time_out_of("waiting for its turn")
        timeout = min(call.timeout_s, remaining)
        if call.token is not None:
            # It may have been replaced while this call waited in the queue.
            call.token = self._tokens_or_raise().cached() or call.token
            call.request.headers["Authorization"] = f"Bearer {call.token.value}"
        call.attempts += 1
        self._observers.tell(RequestSent(call.facts))
        started = monotonic()
        response = await self._connections.send(call.request, timeout_s=timeout, deadline=call.deadline)
        self._observers.tell(AnswerReceived(call.facts, response.status_code, monotonic() - started))
        return response

    async def _ask_quota(
        self, call: _Call, step: Callable[[float], T], remaining_s: float, *, undo: Callable[[T], object] | None = None
    ) -> T:
        # In the queue the deadline may not run yet, and a quota that hangs is not a queue.
        remaining_s = min(remaining_s, DEFAULT_DEADLINE_S)
        if not self._quota.blocks:
            return step(remaining_s)
        try:
            # A little earlier, a step that waits ends by itself, and names the cause.
            within_s = max(0.0, remaining_s - _EARLIER_S)
            return await run_blocking(lambda: step(within_s), remaining_s, undo=undo, left_behind=self._left_steps)
        except TooLate:
            raise call.time_out_of(f"waiting for the quota ({self._quota.book_name}), which does not respond") from None

    async def _complete(self, call: _Call, reservation: Reservation, response: httpx.Response | None) -> None:
        def complete() -> None:
            if response is None:
                reservation.complete()
            else:
                reservation.complete(response.status_code, response.headers.raw, response.content)

        if not self._quota.blocks:
            complete()
            return
        # The step goes on if nobody waits for it any more; without it, the reservation is forgotten in time.
        with contextlib.suppress(TooLate):
            within_s = max(0.0, min(call.remaining_s(), _SETTLING_S))
            await run_blocking(complete, within_s, left_behind=self._left_steps)

    async def _wait_for_open_quota(self, call: _Call) -> None:
        queued_at = monotonic()
        wait_s = await self._ask_quota(
            call, lambda within_s: self._quota.spent_for(self._quota.counted(), within_s), call.queue_left_s
        )
        if wait_s is not None and 0 < wait_s < call.queue_left_s:
            self._observers.tell(QuotaWaited(call.facts, "window", wait_s))
            await sleep(wait_s)
            call.queue_left_s -= monotonic() - queued_at

    async def _wait_for_quota(self, call: _Call, queued_at: float) -> Reservation:
        while True:
            left_s = call.end_of_queue(queued_at) - monotonic()
            reservation = await self._ask_quota(
                call, lambda within_s: self._quota.reserve(call.counted, within_s), left_s, undo=Reservation.cancel
            )
            window, wait_s = reservation.window, reservation.wait_s
            if wait_s <= 0:
                return reservation
            if wait_s >= call.end_of_queue(queued_at) - monotonic():
                msg = (
                    f"{call.facts} was held back: the vendor's quota for this {window} is spent for another "
                    f"{wait_s:.0f} s, longer than the call may wait. Wait, call less often, or give the call a "
                    "longer deadline."
                )
                raise RateLimited(msg, retry_after=wait_s, is_held_back=True, request=call.facts)
            self._observers.tell(QuotaWaited(call.facts, window, wait_s))
            await sleep(wait_s)

    def _readable(self, call: _Call, response: httpx.Response, verdict: Verdict) -> httpx.Response:
        content = response.content
        is_object = looks_like_json_object(content)
        if not content.strip() or (is_object and verdict is Verdict.SUCCESS):
            return response
        wrong = "a JSON object that does not say 'success'" if is_object else "something that is not a JSON object"
        shown = error_from_answer(response.status_code, content, request=call.facts, secrets=self._secrets(call)).body
        msg = (
            f"{call.facts} was answered {response.status_code} with {wrong}: "
            f"{shown[:200]!r}. A proxy or gateway may have answered in the API's place; check the base URL."
        )
        raise UnreadableAnswer(msg, request=call.facts)

    def _reported_failure(
        self, call: _Call, response: httpx.Response, verdict: Verdict
    ) -> tuple[Failure, SmartBuildingsError]:
        """Treat a 2xx whose body says "fail" as a refusal, and one whose body says "error" like a 5xx."""
        status = response.status_code
        error = error_from_answer(status, response.content, request=call.facts, secrets=self._secrets(call))
        if verdict is Verdict.ERROR:
            return self._failure(call, FailureKind.REPORTED), error
        return self._failure(call, FailureKind.STATUS, status=status), error

    def _unreadable(self, call: _Call, response: httpx.Response, body: Body) -> UnreadableAnswer:
        if body.is_too_large:
            msg = (
                f"{call.facts} was answered {response.status_code} with a body of more than "
                f"{self._settings.max_response_bytes} bytes, so the rest was not read. If the API really sends that "
                "much, give the client a larger max_response_bytes."
            )
            return ResponseTooLarge(msg, request=call.facts)
        msg = (
            f"The body of the response to {call.facts} (status {response.status_code}) cannot be decoded: "
            f"{body.unreadable}. Look for a proxy that changes responses."
        )
        return UnreadableAnswer(msg, request=call.facts)

    async def _status_failure(
        self, call: _Call, response: httpx.Response
    ) -> tuple[Failure | None, SmartBuildingsError]:
        status = response.status_code
        if status == _PROXY_AUTHENTICATION:
            return None, _proxy_wants_credentials(call)
        hint = hint_from_headers(response.headers, now_epoch_s=time.time()) if status in _HINTING else None
        wait = hint
        if hint is None and status == _TOO_MANY_REQUESTS and not call.is_foreign:
            wait = await self._ask_quota(
                call, lambda within_s: self._quota.spent_for(call.counted, within_s), call.remaining_s()
            )
        error = error_from_answer(
            status,
            response.content,
            request=call.facts,
            secrets=self._secrets(call),
            retry_after=wait,
            location=response.headers.get("location"),
        )
        return self._failure(call, FailureKind.STATUS, status=status, hint_s=wait), error

    def _transport_failure(self, call: _Call, error: httpx.RequestError) -> tuple[Failure | None, SmartBuildingsError]:
        """Turn a fault of the network into an error; without a failure for the policy where a retry cannot help."""
        rejected = _rejected_certificate(error)
        if rejected is not None:
            refused = ConnectionFailed(
                f"{call.facts} was not sent: the certificate of {call.request.url.host} was rejected "
                f"({rejected.verify_message or rejected.reason}). If your network opens TLS, or the server has a "
                "certificate of its own, name the CA in SSL_CERT_FILE, or pass a TLS context as verify=.",
                request=call.facts,
            )
            refused.__cause__ = without_frames(error)
            return None, refused
        if isinstance(error, httpx.ProxyError) and str(error).startswith(str(_PROXY_AUTHENTICATION)):
            return None, _proxy_wants_credentials(call)
        kind = FailureKind.NOT_SENT if isinstance(error, _NOT_SENT) else FailureKind.LOST
        said = redact(str(error), self._secrets(call))
        reason = f"{type(error).__name__}: {said}" if said else type(error).__name__
        failed: SmartBuildingsError
        if isinstance(error, httpx.TimeoutException) and call.remaining_s() <= 0:
            failed = call.time_out_of(f"waiting for {call.request.url.host}")
        else:
            how = "could not be sent to" if kind is FailureKind.NOT_SENT else "got no whole answer from"
            failed = ConnectionFailed(
                f"{call.facts} {how} {call.request.url.host} ({reason}). Check the network, and try again.",
                request=call.facts,
            )
        if said == str(error):  # Else the chain would tell in a traceback what has just been masked.
            failed.__cause__ = without_frames(error)
        return self._failure(call, kind), failed

    def _failure(self, call: _Call, kind: FailureKind, **told: Any) -> Failure:
        return Failure(call.request.method, kind, repeatable=call.options.is_repeatable, **told)

    async def _wait_or_raise(self, call: _Call, failure: Failure | None, error: SmartBuildingsError) -> None:
        if failure is None:
            raise error
        if call.options.is_anonymous and failure.status == _TOO_MANY_REQUESTS:
            raise error  # The token route's quota spans hours: asking again would only make it worse.
        policy = self._settings.retry
        if call.options.attempts is not None:
            policy = attrs.evolve(policy, attempts=call.options.attempts)
        wait = policy.wait_before_next(
            failure, attempt=call.attempts, remaining_s=call.remaining_s(), jitter=random.random()
        )
        if wait is not None:
            self._observers.tell(RetryScheduled(call.facts, _reason(failure), wait))
            await sleep(wait)
            if call.options.before_repeat is not None:
                await call.options.before_repeat()
            return
        if failure.is_ambiguous and not failure.repeatable:
            raise OutcomeUnknown(
                f"{call.facts} was sent, and whether it took effect is not known ({_reason(failure)}). It was not "
                "repeated. Read the state before you send it again.",
                request=call.facts,
            ) from error
        raise error

    def check_usable(self) -> None:
        """Make sure that this client can be used here, after a fork too.

        Raises:
            ConfigurationError: it is closed, or belongs to another event loop.
        """
        if self.is_closed:
            msg = "This client is closed. Make a new one, or keep the calls inside its `with` block."
            raise ConfigurationError(msg)
        here = place()
        if self._place is None:
            self._place = here
        elif self._place != here:
            advice = MOVE_ADVICE
            if advice is not None:
                raise ConfigurationError(advice)
            self._move(here)

    def _move(self, here: object) -> None:
        """Settle in a forked child: the parent's sockets and locks are not ours to use, nor to close."""
        with self._moving:
            if self._place == here:
                return  # Another thread of the child has done it.
            self._left_behind.append(self._connections)
            self._connections = AsyncConnections(self._network, limit=self._settings.max_response_bytes)
            self._slots = Slots(self._settings.connections)
            self._quota.after_fork()
            self._left_steps = LeftBehind()
            if self.tokens is not None:
                self.tokens.after_fork()
            self._place = here

    def _tokens_or_raise(self) -> AsyncTokens:
        if self.tokens is None:
            msg = "This client was given no token source."
            raise ConfigurationError(msg)
        return self.tokens

    def _secrets(self, call: _Call) -> tuple[str, ...]:
        """List what an error about a call must not show: also what this very request carried."""
        carried = secrets_in_request(call.request.headers.get("Authorization"), call.request.content)
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


def _reason(failure: Failure) -> str:
    return f"status {failure.status}" if failure.status is not None else failure.kind.value


def _rejected_certificate(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    """Find the rejection of a certificate among the causes of an error."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error


def _proxy_wants_credentials(call: _Call) -> ConnectionFailed:
    return ConnectionFailed(
        f"{call.facts} was not sent: the proxy asks for a name and password (407). Put them into its URL, such as "
        "http://user:password@proxy.example:3128, in proxy= or HTTPS_PROXY.",
        request=call.facts,
    )


class _NoTransport(httpx.AsyncBaseTransport):
    """Refuses to send: requests leave by ``AsyncHttp.send`` only."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        msg = "This client sends by AsyncHttp.send only."
        raise RuntimeError(msg)
