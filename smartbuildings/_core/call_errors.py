"""The errors of a call other than those that a status makes: their texts, and what they must not show. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from smartbuildings._core.body import Reply
from smartbuildings._core.hiding import without_frames
from smartbuildings._core.redaction import redact
from smartbuildings._core.responses import error_from_response
from smartbuildings.errors import (
    ConnectionFailed,
    DeadlineExceeded,
    OutcomeUnknown,
    RateLimited,
    RequestFacts,
    ResponseTooLarge,
    SmartBuildingsError,
    UnreadableResponse,
)

__all__ = [
    "Fault",
    "held_back",
    "no_response",
    "not_of_the_api",
    "outcome_unknown",
    "proxy_login",
    "timed_out",
    "unreadable",
]


class Fault(NamedTuple):
    """Why no whole response came."""

    error: Exception
    """As the HTTP library raised it."""
    may_be_sent: bool
    """Whether the API may have seen the request."""
    is_timeout: bool = False
    rejected_certificate: str | None = None
    """Why the server's certificate was rejected, if it was."""
    wants_proxy_login: bool = False

    @property
    def is_final(self) -> bool:
        """Whether a retry cannot help."""
        return self.rejected_certificate is not None or self.wants_proxy_login


def timed_out(request: RequestFacts, doing: str) -> DeadlineExceeded:
    """Return the error for a call whose deadline is over."""
    return DeadlineExceeded(
        f"{request} ran out of time while {doing}. Give it a longer deadline, or call again later.", request=request
    )


def held_back(request: RequestFacts, window: str, wait_s: float) -> RateLimited:
    """Return the error for a request that was not sent, since its quota is spent for longer than it may wait."""
    msg = (
        f"{request} was not sent: the rate limit of this {window} is reached. It resets in {wait_s:.0f} s, which is "
        "longer than the call may wait. Wait, call less often, or give the call a longer deadline."
    )
    return RateLimited(msg, retry_after=wait_s, was_sent=False, request=request)


def unreadable(request: RequestFacts, reply: Reply, max_response_bytes: int) -> UnreadableResponse:
    """Return the error for a body that is too large, or cannot be decoded."""
    if reply.problem is None or reply.problem.is_too_large:
        msg = (
            f"{request} was answered {reply.status} with a body of more than {max_response_bytes} bytes, so the rest "
            "was not read. If the API really sends that much, give the client a larger max_response_bytes."
        )
        return ResponseTooLarge(msg, request=request)
    msg = (
        f"The body of the response to {request} (status {reply.status}) cannot be decoded: "
        f"{reply.problem.unreadable}. Look for a proxy that changes responses."
    )
    return UnreadableResponse(msg, request=request)


def not_of_the_api(request: RequestFacts, reply: Reply, secrets: Iterable[str]) -> UnreadableResponse:
    """Return the error for a success whose body is not one that the API writes."""
    is_object = isinstance(reply.json(), dict)
    wrong = "a JSON object that does not say 'success'" if is_object else "something that is not a JSON object"
    shown = error_from_response(reply.status, reply.content, request=request, secrets=secrets).body
    msg = (
        f"{request} was answered {reply.status} with {wrong}: {shown[:200]!r}. A proxy or gateway may have answered in "
        "the API's place; check the base URL."
    )
    return UnreadableResponse(msg, request=request)


def proxy_login(request: RequestFacts) -> ConnectionFailed:
    """Return the error for a 407."""
    return ConnectionFailed(
        f"{request} was not sent: the proxy asks for a name and password (407). Put them into its URL, such as "
        "http://user:password@proxy.example:3128, in proxy= or HTTPS_PROXY.",
        request=request,
    )


def no_response(
    request: RequestFacts, host: str, fault: Fault, *, secrets: Iterable[str], is_late: bool
) -> SmartBuildingsError:
    """Return the error for a fault of the network.

    Args:
        request: The request.
        host: Where it was sent.
        fault: What happened.
        secrets: What to mask.
        is_late: Whether the deadline of the call is over.
    """
    error = fault.error
    if fault.rejected_certificate is not None:
        refused = ConnectionFailed(
            f"{request} was not sent: the certificate of {host} was rejected ({fault.rejected_certificate}). If your "
            "network opens TLS, or the server has a certificate of its own, name the CA in SSL_CERT_FILE, or pass a "
            "TLS context as verify=.",
            request=request,
        )
        refused.__cause__ = without_frames(error)
        return refused
    if fault.wants_proxy_login:
        return proxy_login(request)
    said = redact(str(error), tuple(secrets))
    reason = f"{type(error).__name__}: {said}" if said else type(error).__name__
    failed: SmartBuildingsError
    if is_late:
        failed = timed_out(request, f"waiting for {host}")
    else:
        how = "got no whole response from" if fault.may_be_sent else "could not be sent to"
        failed = ConnectionFailed(
            f"{request} {how} {host} ({reason}). Check the network, and try again.", request=request
        )
    if said == str(error):  # Otherwise a traceback would show in the chain what has just been masked.
        failed.__cause__ = without_frames(error)
    return failed


def outcome_unknown(request: RequestFacts, reason: str, cause: SmartBuildingsError) -> OutcomeUnknown:
    """Return the error for a write that may have taken effect."""
    unknown = OutcomeUnknown(
        f"{request} was sent, and whether it took effect is not known ({reason}). It was not repeated. Read the state "
        "before you send it again.",
        request=request,
    )
    unknown.__cause__ = cause
    return unknown
