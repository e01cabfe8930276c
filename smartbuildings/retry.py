"""When to send a request again, as a pure function: facts about the failure in, a wait or a stop out.

Exponential backoff with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), inside
the deadline of the request. The rule that outranks all others: a write whose outcome is unknown is never repeated.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

import attrs

from smartbuildings._core.hiding import guarded
from smartbuildings.errors import ConfigurationError

__all__ = ["Failure", "FailureKind", "RetryPolicy"]

_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_TOO_MANY_REQUESTS: Final = 429
_FINAL_SERVER_ERRORS: Final = frozenset({501, 505})
"""Server errors that say the request will never be carried out."""


class FailureKind(Enum):
    """How far a request came."""

    NOT_SENT = "not sent"
    """No connection was made, so the API has not seen the request."""
    NO_RESPONSE = "no response"
    """It was sent, wholly or in part, and no whole response came: it may have been carried out."""
    STATUS = "status"
    """A response with an error status came."""
    REPORTED = "an error in the body of a 2xx"
    """The status was a success, and the body reports an error: it may have been carried out."""


@attrs.frozen
class Failure:
    """One failed attempt."""

    method: str
    """The HTTP method, in capitals."""
    kind: FailureKind
    """How far the request came."""
    status: int | None = None
    """The status of the response, where one came."""
    retry_after_s: float | None = None
    """How long the server asked to wait, from ``Retry-After`` or a reset header."""
    repeatable: bool = False
    """Whether the caller knows that a second execution does no harm, although the method is not a safe one."""

    @property
    def is_ambiguous(self) -> bool:
        """Whether a write may have been carried out although no success was reported."""
        if self.method in _SAFE_METHODS:
            return False
        if self.kind in {FailureKind.NO_RESPONSE, FailureKind.REPORTED}:
            return True
        return self.status is not None and self.status >= 500 and self.status not in _FINAL_SERVER_ERRORS


def _whole(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        msg = f"{attribute.name} is {value!r}: it has to be a whole number of 1 or more. 1 switches retries off."
        raise ConfigurationError(msg)


def _not_negative(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
        msg = f"{attribute.name} is {value!r}: it has to be a number of seconds, 0 or more."
        raise ConfigurationError(msg)


@guarded
@attrs.frozen
class RetryPolicy:
    """How often and how patiently a failed call is sent again.

    Args:
        attempts: How many times a request is sent at most, the first time included. 1 switches retries off.
        base_s: The backoff's first ceiling, in seconds; it doubles with each attempt.
        cap_s: The backoff's last ceiling, in seconds.
        hint_ceiling_s: The longest wait that a server may ask for, in seconds. A longer one ends the call at once
            with the wait in the error, since the caller knows better what to do with minutes than a sleeping thread.
    """

    attempts: int = attrs.field(default=4, validator=_whole)
    base_s: float = attrs.field(default=0.5, validator=_not_negative)
    cap_s: float = attrs.field(default=20.0, validator=_not_negative)
    hint_ceiling_s: float = attrs.field(default=60.0, validator=_not_negative)

    def wait_before_next(self, failure: Failure, *, attempt: int, remaining_s: float, jitter: float) -> float | None:
        """Decide what follows a failed attempt.

        Args:
            failure: What happened.
            attempt: How many times the request was sent, this time included.
            remaining_s: Seconds left of the call's deadline.
            jitter: A random number from 0 to 1.

        Returns:
            The seconds to wait before sending again, or ``None`` to stop.
        """
        if attempt >= self.attempts or not self._may_repeat(failure):
            return None
        # The exponent is bounded: 2.0 ** 1100 is an OverflowError, and the cap is long reached.
        wait = jitter * min(self.cap_s, self.base_s * 2.0 ** min(attempt - 1, 60))
        if failure.retry_after_s is not None:
            if failure.retry_after_s > self.hint_ceiling_s:
                return None
            # A little later than asked, each client by another bit: all were told the same moment, or a past one.
            wait = failure.retry_after_s + min(wait, self.base_s)
        return wait if wait < remaining_s else None

    @staticmethod
    def _may_repeat(failure: Failure) -> bool:
        if failure.kind is FailureKind.NOT_SENT:
            return True
        if failure.kind is FailureKind.STATUS:
            if failure.status == _TOO_MANY_REQUESTS:
                return True
            if failure.status is None or failure.status < 500 or failure.status in _FINAL_SERVER_ERRORS:
                return False
        return failure.repeatable or not failure.is_ambiguous
