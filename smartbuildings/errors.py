"""Everything this library raises, one class per thing that a caller can do something about.

    SmartBuildingsError
    ├── ConfigurationError       credentials or settings are missing or contradict each other
    ├── InvalidRequest           a value cannot be right; nothing was sent (also a ValueError)
    ├── NotSupported             not in this API version; says which one has it
    ├── TokenError               no token could be had
    │   ├── TokenRefused         the credentials were rejected; never retried
    │   │   └── ConsentNeeded    the user has to consent (again)
    │   ├── FreshTokenRejected   the API calls tokens expired that were issued just before
    │   └── TokenQuotaExceeded   one more token now could get the access suspended
    ├── ConnectionFailed         no response came, and nothing was changed by us
    │   └── DeadlineExceeded     the time given to one request ran out
    ├── OutcomeUnknown           a write was sent, and whether it took effect could not be established
    ├── PartlyFailed             a bulk change reached some of its thermostats and not others
    ├── CrossOriginError              a server's link leads to another host; the token was not sent there
    ├── UnreadableResponse         a 2xx response that is not what the API promises
    │   └── ResponseTooLarge     its body is larger than the client accepts
    └── StatusError              the API answered with an error status
        ├── Rejected             with the complaint for each field; itself: a 2xx whose body says fail
        │   ├── BadRequest       400
        │   ├── Unprocessable    422
        │   └── PreconditionFailed   the state does not allow it (Nest); also a Conflict
        ├── Unauthorized         401 for another reason than an expired token
        ├── PermissionDenied     403
        ├── NotFound             404
        ├── Conflict             409
        ├── RateLimited          429; try again after retry_after seconds
        └── ServerError          5xx, gateway pages included; a 2xx whose body says error

A message says what happened, to what, and what to do. No message, attribute or traceback of this module holds a
token, a client secret or a passcode.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

import attrs

__all__ = [
    "BadRequest",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "ConsentNeeded",
    "CrossOriginError",
    "DeadlineExceeded",
    "FreshTokenRejected",
    "InvalidRequest",
    "NotFound",
    "NotSupported",
    "OutcomeUnknown",
    "PartlyFailed",
    "PermissionDenied",
    "PreconditionFailed",
    "RateLimited",
    "Rejected",
    "RequestFacts",
    "ResponseTooLarge",
    "ServerError",
    "SmartBuildingsError",
    "StatusError",
    "TokenError",
    "TokenQuotaExceeded",
    "TokenRefused",
    "Unauthorized",
    "Unprocessable",
    "UnreadableResponse",
    "error_class",
]


@attrs.frozen
class RequestFacts:
    """Facts about a request, without its headers, query and body."""

    method: str
    """The HTTP method, in capitals."""
    path: str
    """The path without query, such as ``/api/v2/thermostats/511863314842/status``."""
    attempts: int = 1
    """How many times the request was sent."""

    def __str__(self) -> str:
        times = "" if self.attempts == 1 else f" ({self.attempts} attempts)"
        return f"{self.method} {self.path}{times}"


class SmartBuildingsError(Exception):
    """The base of every error of this library."""

    request: RequestFacts | None
    """The request that failed, where one was made."""

    def __init__(self, message: str, *, request: RequestFacts | None = None) -> None:
        super().__init__(message)
        self.request = request


class ConfigurationError(SmartBuildingsError):
    """Credentials or settings are missing, malformed or contradict each other, or the client is unknown to the vendor.

    The latter is the response ``invalid_client`` of a token endpoint.
    """


class InvalidRequest(SmartBuildingsError, ValueError):
    """A value given by the caller cannot be right. Nothing was sent."""

    field: str | None
    """The argument at fault."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class NotSupported(SmartBuildingsError):
    """The chosen API version does not have this operation. Nothing was sent."""


class TokenError(SmartBuildingsError):
    """No access token could be had."""


class TokenRefused(TokenError):
    """The token endpoint rejected the credentials. A retry cannot help and is never made."""


class ConsentNeeded(TokenRefused):
    """The user's consent is spent, revoked or expired, so only a new one gives access again."""

    cause: str
    """What happened to the consent."""
    since: datetime | None
    """When the consent was first found unusable; where a token request was interrupted, when that was made."""
    authorize_url: str | None
    """Where the user consents, as given with the credentials."""

    def __init__(
        self,
        message: str | None = None,
        *,
        cause: str = "",
        since: datetime | None = None,
        authorize_url: str | None = None,
        request: RequestFacts | None = None,
    ) -> None:
        if message is None:
            at = "" if since is None else f" (since {since:%Y-%m-%d %H:%M} UTC)"
            where = "" if authorize_url is None else f" at {authorize_url}"
            message = (
                f"Consent is needed{at}: {cause.rstrip('. ')}. "
                f"Ask the user for consent again{where}, and make the client with the new code."
            )
        super().__init__(message, request=request)
        self.cause = cause
        self.since = since
        self.authorize_url = authorize_url


class TokenQuotaExceeded(TokenError):
    """Another token request now would pass, or has passed, the vendor's limit on token requests."""

    retry_after: float | None
    """Seconds until a token may be requested again, where known."""

    def __init__(self, message: str, *, retry_after: float | None = None, request: RequestFacts | None = None) -> None:
        super().__init__(message, request=request)
        self.retry_after = retry_after


class FreshTokenRejected(TokenError):
    """The API rejects tokens as expired that were issued just before: a defect of the server, such as its clock."""

    retry_after: float | None
    """Seconds until another token is requested; ``None`` where the next call may request one."""

    def __init__(self, message: str, *, retry_after: float | None = None, request: RequestFacts | None = None) -> None:
        super().__init__(message, request=request)
        self.retry_after = retry_after


class ConnectionFailed(SmartBuildingsError):
    """No answer came. Nothing was changed: the request reads only, or it never reached the API."""


class DeadlineExceeded(ConnectionFailed):
    """The time given to one request, its waits, retries and token included, ran out."""


class OutcomeUnknown(SmartBuildingsError):
    """A write was sent and its response was lost, so it is not repeated blindly.

    Read the state before you send the write again.
    """

    applied: bool | None
    """``False`` where the state, read back, does not show the change (yet); ``None`` where it could not be read."""

    def __init__(self, message: str, *, applied: bool | None = None, request: RequestFacts | None = None) -> None:
        super().__init__(message, request=request)
        self.applied = applied


class PartlyFailed(SmartBuildingsError):
    """A change of many things reached some of them and not others."""

    done: tuple[str, ...]
    """The ids that were changed."""
    failed: Mapping[str, SmartBuildingsError]
    """The ids that were not, or of which it is not known, each with its error."""
    results: Mapping[str, object]
    """What the changes returned, by id; empty where they return nothing. The ids are references for a portfolio."""

    def __init__(
        self,
        message: str,
        *,
        done: Iterable[str] = (),
        failed: Mapping[str, SmartBuildingsError] | None = None,
        results: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.done = tuple(done)
        self.failed = dict(failed or {})
        self.results = dict(results or {})


class CrossOriginError(SmartBuildingsError):
    """A response named a URL on another host. It was not followed and no token was sent there."""


class UnreadableResponse(SmartBuildingsError):
    """The API reported success, but the body is not what it promises: cut, not JSON, of another shape or without data.

    Methods that write read the state back instead of raising this; the low-level client and bulk changes raise it.
    """


class ResponseTooLarge(UnreadableResponse):
    """The API reported success, but the body is larger than ``max_response_bytes``, as sent or decompressed.

    The rest was not read, and the connection was closed.
    """


class StatusError(SmartBuildingsError):
    """The API answered with an error status."""

    status: int
    """The HTTP status code."""
    body: str
    """The beginning of the response as text, with secrets masked."""

    def __init__(self, message: str, *, status: int = 0, body: str = "", request: RequestFacts | None = None) -> None:
        super().__init__(message, request=request)
        self.status = status
        self.body = body


class Rejected(StatusError):
    """The API understood the request and refused its content: 400, 422, or a 2xx whose body says ``fail``."""

    fields: Mapping[str, str]
    """The API's complaint for each field; the keys are usually, but not always, fields of the request."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 0,
        body: str = "",
        fields: Mapping[str, str] | None = None,
        request: RequestFacts | None = None,
    ) -> None:
        super().__init__(message, status=status, body=body, request=request)
        self.fields = dict(fields or {})


class BadRequest(Rejected):
    """400: the request is malformed or names a value that is not allowed."""


class Unprocessable(Rejected):
    """422: the request is well-formed and cannot be carried out."""


class Unauthorized(StatusError):
    """401 for another reason than an expired token, so no new token was requested.

    If the token may have been revoked, discard it: ``SmartBuildings.discard_token``.
    """


class PermissionDenied(StatusError):
    """403: the credentials do not have the scope or the access to this object."""


class NotFound(StatusError):
    """404: there is no such object, or these credentials cannot see it."""


class Conflict(StatusError):
    """409: the object's state does not allow this now."""


class PreconditionFailed(Rejected, Conflict):
    """The object's state does not allow this now, as a ``Conflict``; ``fields`` names the argument. Nest responds 400.

    An example is a set point that does not fit the mode, which somebody has just changed.
    """


class RateLimited(StatusError):
    """429: the quota is spent, and the wait is longer than this call may take."""

    retry_after: float | None
    """Seconds until the quota is expected to be open again, where known."""
    was_sent: bool
    """Whether the API refused the request. If not, this client knew that the quota was spent and did not send it."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 429,
        body: str = "",
        retry_after: float | None = None,
        was_sent: bool = True,
        request: RequestFacts | None = None,
    ) -> None:
        super().__init__(message, status=status, body=body, request=request)
        self.retry_after = retry_after
        self.was_sent = was_sent


class ServerError(StatusError):
    """5xx from the API or from a gateway before it, or a 2xx whose body says ``error``."""

    retry_after: float | None
    """Seconds that the server asked to wait, where it did."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 500,
        body: str = "",
        retry_after: float | None = None,
        request: RequestFacts | None = None,
    ) -> None:
        super().__init__(message, status=status, body=body, request=request)
        self.retry_after = retry_after


_CLASS_OF_STATUS: Final[Mapping[int, type[StatusError]]] = {
    400: BadRequest,
    401: Unauthorized,
    403: PermissionDenied,
    404: NotFound,
    409: Conflict,
    422: Unprocessable,
    429: RateLimited,
}


def error_class(status: int) -> type[StatusError]:
    """Name the error class of an HTTP status."""
    if status >= 500:
        return ServerError
    return _CLASS_OF_STATUS.get(status, StatusError)
