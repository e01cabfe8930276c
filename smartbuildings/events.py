"""What the library reports about its own work, for logs, metrics and tracing.

Pass ``observers=[...]`` to a client: each is called with every event, in the thread or task that caused it, and should
return quickly. The same facts go to the logger ``smartbuildings`` at debug level. No event holds a secret.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

import attrs

from smartbuildings.errors import RequestFacts

__all__ = [
    "ApiKeyExpiring",
    "CallsQueued",
    "CircuitClosed",
    "CircuitOpened",
    "ConfirmationDiffers",
    "ConsentEnding",
    "DriftSeen",
    "Event",
    "IdChanged",
    "NoProxyEntrySkipped",
    "Observer",
    "QuotaWaited",
    "RequestSent",
    "ResponseReceived",
    "RetryScheduled",
    "TokenObtained",
    "TokenRejected",
]


@attrs.frozen
class RequestSent:
    """A request is about to be sent."""

    request: RequestFacts
    """Which request, and how often it was sent, this time included."""


@attrs.frozen
class ResponseReceived:
    """A response came, of whatever status."""

    request: RequestFacts
    """Which request it answers."""
    status: int
    """The HTTP status code."""
    elapsed_s: float
    """Seconds from sending to the response's end, waits before it left out."""


@attrs.frozen
class RetryScheduled:
    """A request failed and will be sent again after a wait."""

    request: RequestFacts
    """Which request."""
    reason: str
    """What went wrong, in words."""
    wait_s: float
    """Seconds until it is sent again."""


@attrs.frozen
class QuotaWaited:
    """A request waits, so that it does not exceed the vendor's limit."""

    request: RequestFacts
    """Which request."""
    window: str
    """Which limit: ``hour``, ``minute``, ``second``, or ``window`` where the vendor does not name it."""
    wait_s: float
    """Seconds until it is tried again."""


@attrs.frozen
class CallsQueued:
    """A request has waited for its permit, and others still do; reported at most every ten seconds."""

    request: RequestFacts
    """Which request has its permit now."""
    waited_s: float
    """Seconds that it waited."""
    waiting: int
    """How many requests still wait for a permit."""


@attrs.frozen
class NoProxyEntrySkipped:
    """An entry of ``NO_PROXY`` is not a host, an IP address or a network, and was skipped."""

    entry: str
    """The entry."""


@attrs.frozen
class TokenRejected:
    """The API said that the token expired; it is being replaced."""

    request: RequestFacts
    """Which request met it."""


@attrs.frozen
class TokenObtained:
    """A token was obtained: from the token endpoint, or from a store that another process filled."""

    source: str
    """``"exchange"`` or ``"store"``."""
    scope: str | None
    """What it allows, if the token endpoint reported it."""


@attrs.frozen
class ConsentEnding:
    """A user's consent is about to end.

    One to SmartThings ends in less than 5 days unless its tokens are refreshed, which has just failed. One to Nest ends
    in less than 3 days, since the consent screen of its project is in testing; reported once a day. Only a new consent
    helps then.
    """

    consent: str
    """The name of the consent in the token store; empty for one that was passed as a refresh token."""
    ends_at: datetime
    """When it ends."""


@attrs.frozen
class ApiKeyExpiring:
    """The API key of a service account expires in less than 30 days, or has expired; reported once a day.

    Nothing can renew it: make a new key while the old one works, and pass that one.
    """

    expires_at: datetime
    """When it expires, as it was passed to the client."""


@attrs.frozen
class ConfirmationDiffers:
    """A write succeeded, and the API confirmed something else than it was asked for."""

    write: str
    """The write in words, such as ``the hold on thermostat 511863314842``."""
    differences: tuple[str, ...]
    """Each difference, such as ``heat: asked for 70.0 °F, got 72.0 °F``."""


@attrs.frozen
class DriftSeen:
    """A response holds something that the specification does not know; reported once for each place and kind."""

    place: str
    """Model and field, such as ``ThermostatStatus.hvacMode``; the field as the API writes it."""
    kind: str
    """What is unknown about it."""
    detail: str
    """The value that was met, or what kind of thing came in place of the promised one."""


@attrs.frozen
class CircuitOpened:
    """A sweep over many thermostats got no response several times in a row, and sends only single probes for now.

    Reported when the circuit breaker opens, and again after each probe that failed.
    """

    failures: int
    """How many thermostats in a row got no response, probes included."""
    reason: str
    """The last failure, in words."""
    wait_s: float | None
    """Seconds until the next probe; ``None`` if the sweep gave up, and returns the rest with errors."""


@attrs.frozen
class CircuitClosed:
    """A probe got a response: the sweep goes on."""

    failures: int
    """How many thermostats in a row had got no response."""


@attrs.frozen
class IdChanged:
    """A thermostat of a portfolio no longer exists, and exactly one other can be the same device: that one is read.

    It is not written to by the old reference until ``portfolio.confirm`` is called.
    """

    reference: str
    """The reference with the id that no longer exists."""
    candidate: str
    """The reference of the thermostat that is read instead."""


Event: TypeAlias = (
    ApiKeyExpiring
    | ConfirmationDiffers
    | ConsentEnding
    | IdChanged
    | RequestSent
    | ResponseReceived
    | RetryScheduled
    | QuotaWaited
    | CallsQueued
    | NoProxyEntrySkipped
    | TokenRejected
    | TokenObtained
    | DriftSeen
    | CircuitOpened
    | CircuitClosed
)
"""Everything that an observer may be notified of."""
Observer: TypeAlias = Callable[[Event], None]
"""A function that is called with every event, in the thread or task where it happens."""
