"""One call as a state machine: after each outcome it decides what to do next, without doing it.

``_async/http.py`` carries the steps out and reports what came of them:

    first()        -> Refresh, or Send for a request without a token
    has_token()    -> Send
    received()     -> Done, Refresh, Wait or Fail
    no_response()  -> Wait or Fail

After a ``Wait`` the call begins again with ``first()``, since its token may have expired meanwhile. Times are on the
monotonic clock, and are passed in.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import attrs

from smartbuildings._core import call_errors
from smartbuildings._core.body import Reply
from smartbuildings._core.call_errors import Fault
from smartbuildings._core.config import DEFAULT_DEADLINE_S
from smartbuildings._core.hiding import guarded
from smartbuildings._core.options import CallOptions
from smartbuildings._core.quota_scopes import Counted
from smartbuildings._core.responses import Verdict, error_from_response
from smartbuildings._core.vendor import Vendor
from smartbuildings.errors import RequestFacts, SmartBuildingsError
from smartbuildings.retry import Failure, FailureKind, RetryPolicy

if TYPE_CHECKING:
    from smartbuildings.tokens import Token

__all__ = ["SEND", "Call", "Done", "Fail", "Refresh", "Rules", "Send", "Step", "Wait"]

_UNAUTHORIZED: Final = 401
_PROXY_AUTHENTICATION: Final = 407
_TOO_MANY_REQUESTS: Final = 429
_HINTING: Final = frozenset({_TOO_MANY_REQUESTS, 503})
"""The statuses whose headers may ask for a wait."""
_REFRESHES: Final = 3
"""How many tokens one call may find expired: more than one, since those that other processes left may be stale."""


class Send(NamedTuple):
    """Acquire a permit and quota, send the request, and read the response."""


SEND: Final = Send()


class Refresh(NamedTuple):
    """Get a token: the cached one, or another one if one was rejected."""

    rejected: Token | None = None
    is_repeated: bool = False
    """Whether the call has met a rejected token before."""


class Wait(NamedTuple):
    """Wait, and begin again."""

    seconds: float
    reason: str


class Fail(NamedTuple):
    """Raise the error."""

    error: SmartBuildingsError


class Done(NamedTuple):
    """Return the reply."""

    reply: Reply


Step: TypeAlias = Send | Refresh | Wait | Fail | Done
_FIRST: Final = Refresh()


class Rules(NamedTuple):
    """What is the same for all calls of a client.

    Attributes:
        retry: When to retry.
        vendor: How an expired token, the success of a request and a wait are recognised, and errors are read.
        max_response_bytes: How large a body may be.
    """

    retry: RetryPolicy
    vendor: Vendor
    max_response_bytes: int


@guarded
@attrs.define(eq=False)
class Call:
    """One call of a caller's, over all its attempts.

    Attributes:
        timeout_s: How long one attempt may go without progress.
        limit_s: The deadline that the caller set, which covers everything; ``None`` for the default one.
        queue_left_s: Under the default deadline: how long it may still wait for its permit and its quota.
        counted: The scopes of the quota that it counts in.
        is_cross_origin: Whether it goes to another origin than the API's, as some vendors' token requests do: the
            quota there is another one.
        secrets: Lists what an error about it must not show.
        token: The token to send.
        deadline: The default one is set when the call first has its permit and its quota.
    """

    rules: Rules
    method: str
    path: str
    host: str
    options: CallOptions
    timeout_s: float
    limit_s: float | None
    queue_left_s: float
    counted: Counted
    is_cross_origin: bool
    secrets: Callable[[], tuple[str, ...]]
    began_at: float
    attempts: int = 0
    refreshes: int = 0
    token: Token | None = None
    deadline: float = math.inf

    def __attrs_post_init__(self) -> None:
        if self.limit_s is not None:
            self.deadline = self.began_at + self.limit_s

    @property
    def facts(self) -> RequestFacts:
        """The call, as errors and events name it."""
        return RequestFacts(self.method, self.path, max(1, self.attempts))

    # -- time

    def end_of_queue(self, queued_at: float) -> float:
        """Return until when it may wait for its permit and its quota."""
        return queued_at + self.queue_left_s if self.limit_s is None else self.deadline

    def leave_queue(self, queued_at: float, now: float) -> None:
        """Start the default deadline, or move it on by the wait before another attempt."""
        if self.limit_s is not None:
            return
        self.queue_left_s -= now - queued_at
        self.deadline = now + DEFAULT_DEADLINE_S if self.deadline == math.inf else self.deadline + now - queued_at

    def quota_wait(self, window: str, wait_s: float, queued_at: float, now: float) -> Wait | Fail | None:
        """Decide what follows when quota was asked for: ``None`` if it is reserved."""
        if wait_s <= 0:
            return None
        if wait_s >= min(self.end_of_queue(queued_at) - now, self.options.quota_s):
            return Fail(call_errors.held_back(self.facts, window, wait_s))
        return Wait(wait_s, window)

    # -- steps

    def first(self) -> Step:
        """Begin, or begin again after a wait."""
        return SEND if self.options.is_anonymous else _FIRST

    def has_token(self, token: Token) -> Step:
        """Go on with a token."""
        self.token = token
        return SEND

    def wants_quota_of(self, reply: Reply) -> bool:
        """Return whether ``received`` should be given the time until the quota resets: a 429 does not always say it."""
        return (
            reply.status == _TOO_MANY_REQUESTS and not self.is_cross_origin and self._asked_wait_s(reply, 0.0) is None
        )

    def received(
        self,
        reply: Reply,
        *,
        now: float,
        now_epoch_s: float,
        jitter: float,
        is_overdue: bool = False,
        quota_spent_s: float | None = None,
    ) -> Step:
        """Go on after a whole response.

        Args:
            reply: The response.
            now: The monotonic time.
            now_epoch_s: The time of day.
            jitter: A random number from 0 to 1.
            is_overdue: Whether the token is so far past its stated lifetime that any 401 means that it has expired.
            quota_spent_s: Seconds until the quota resets, if ``wants_quota_of``.
        """
        if reply.is_success:
            return self._succeeded(reply, now, jitter)
        status = reply.status
        if self.token is not None and self.refreshes < _REFRESHES and self._is_expired(reply, is_overdue=is_overdue):
            # The body has been read to its end here: a refresh that needs the same connection would otherwise never get
            # it. The rejected token goes along, so that of many calls that share it only one causes a token request.
            self.refreshes += 1
            return Refresh(self.token, is_repeated=self.refreshes > 1)
        if status == _PROXY_AUTHENTICATION:
            return Fail(call_errors.proxy_login(self.facts))
        wait_s = self._asked_wait_s(reply, now_epoch_s) if status in _HINTING else None
        wait_s = quota_spent_s if wait_s is None else wait_s
        shape = self.rules.vendor.errors
        if self.options.is_anonymous:  # The vendor's advice is about objects and rights; a token request has neither.
            shape = shape._replace(advice={})
        error = error_from_response(
            status,
            reply.content,
            request=self.facts,
            secrets=self.secrets(),
            retry_after=wait_s,
            location=reply.headers.get("location"),
            shape=shape,
        )
        return self._failed(self._failure(FailureKind.STATUS, status=status, retry_after_s=wait_s), error, now, jitter)

    def no_response(self, fault: Fault, *, now: float, jitter: float) -> Step:
        """Go on after a fault of the network."""
        error = call_errors.no_response(
            self.facts, self.host, fault, secrets=self.secrets(), is_late=fault.is_timeout and self.deadline <= now
        )
        if fault.is_final:
            return Fail(error)
        kind = FailureKind.NO_RESPONSE if fault.may_be_sent else FailureKind.NOT_SENT
        return self._failed(self._failure(kind), error, now, jitter)

    def _asked_wait_s(self, reply: Reply, now_epoch_s: float) -> float | None:
        asked = self.rules.vendor.quota.asked_wait_s(reply.headers, reply.content, now_epoch_s=now_epoch_s)
        return None if asked is None else min(asked, self.counted.longest_s)

    def _is_expired(self, reply: Reply, *, is_overdue: bool) -> bool:
        return self.rules.vendor.tokens.is_expired(reply.status, reply.content) or (
            reply.status == _UNAUTHORIZED and is_overdue
        )

    def _succeeded(self, reply: Reply, now: float, jitter: float) -> Step:
        if reply.problem is not None:
            return Fail(call_errors.unreadable(self.facts, reply, self.rules.max_response_bytes))
        if self.options.is_anonymous:
            verdict = Verdict.SUCCESS if isinstance(reply.json(), dict) else Verdict.UNKNOWN
        else:
            verdict = self.rules.vendor.verdict(reply)
        if verdict is Verdict.SUCCESS or not reply.content.strip():
            return Done(reply)
        if verdict in {Verdict.FAIL, Verdict.ERROR}:
            # A 2xx whose body reports a failure: "fail" is a refusal, and "error" like a 5xx, which leaves it open
            # whether a write took effect.
            error = error_from_response(
                reply.status,
                reply.content,
                request=self.facts,
                secrets=self.secrets(),
                shape=self.rules.vendor.errors,
            )
            if verdict is Verdict.ERROR:
                return self._failed(self._failure(FailureKind.REPORTED), error, now, jitter)
            return self._failed(self._failure(FailureKind.STATUS, status=reply.status), error, now, jitter)
        return Fail(call_errors.not_of_the_api(self.facts, reply, self.secrets()))

    def _failure(self, kind: FailureKind, **known: Any) -> Failure:
        return Failure(self.method, kind, repeatable=self.options.is_repeatable, **known)

    def _failed(self, failure: Failure, error: SmartBuildingsError, now: float, jitter: float) -> Step:
        if self.options.is_anonymous and failure.status == _TOO_MANY_REQUESTS:
            return Fail(error)  # The quota of token requests spans hours: a retry would only make it worse.
        policy = self.rules.retry
        if self.options.attempts is not None:
            policy = attrs.evolve(policy, attempts=self.options.attempts)
        wait_s = policy.wait_before_next(failure, attempt=self.attempts, remaining_s=self.deadline - now, jitter=jitter)
        reason = f"status {failure.status}" if failure.status is not None else failure.kind.value
        if wait_s is not None:
            return Wait(wait_s, reason)
        # A write that may have been carried out is neither repeated nor reported as failed: its caller reads the state.
        if failure.is_ambiguous and not failure.repeatable:
            return Fail(call_errors.outcome_unknown(self.facts, reason, error))
        return Fail(error)
