"""Turns error responses into exceptions. Pure: status, headers and bytes in, an error out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any, Final, NamedTuple, Protocol

from smartbuildings._core.body import json_or_none
from smartbuildings._core.redaction import cut, redact
from smartbuildings.errors import RateLimited, Rejected, RequestFacts, ServerError, StatusError, error_class

__all__ = [
    "JSEND",
    "ErrorShape",
    "ResponseBody",
    "Verdict",
    "advice_for",
    "error_from_response",
    "jsend_verdict",
    "object_verdict",
]

_ADVICE: Mapping[int, str] = {
    400: "Correct the request.",
    401: "Check the credentials. If the token may have been revoked, discard it: the next call requests another.",
    403: "Check that the credentials have the scope that this operation needs, and access to the object.",
    404: "Check the id, and that these credentials may see the object.",
    409: "Read the object's state and try again when it allows this.",
    422: "Correct the fields named.",
    429: "Call less often, or share the quota between processes.",
    500: "Try again later.",
}


class ErrorShape(NamedTuple):
    """How a vendor writes errors."""

    complaints: Callable[[Any], Mapping[str, str]]
    """Reads from the JSON of a body what is wrong with which field. A text about none has an empty name."""
    complaining: frozenset[int] = frozenset({400, 422})
    """The statuses whose bodies have complaints."""
    advice: Mapping[int, str] = {}
    """What a caller can do about a status, where that is not what it is for every vendor."""
    kind: Callable[[Any], type[Rejected] | None] = lambda _: None
    """Returns from the JSON of a body with complaints the class of the error, where the status does not decide it."""


class ResponseBody(Protocol):
    """The body of a response, as a verdict is read from it."""

    @property
    def content(self) -> bytes:
        """The decoded body."""
        ...

    def json(self) -> Any:
        """Return the body as JSON; ``None`` where it is not JSON, or empty."""
        ...


class Verdict(Enum):
    """What the body of a 2xx response says about the request."""

    SUCCESS = "success"
    """It was carried out. An empty body says nothing else, so it counts as this."""
    FAIL = "fail"
    """It was not carried out."""
    ERROR = "error"
    """It failed, and may have been carried out in part."""
    UNKNOWN = "unknown"
    """The body is not of the promised form."""


_VERDICTS: Final = {verdict.value: verdict for verdict in (Verdict.SUCCESS, Verdict.FAIL, Verdict.ERROR)}
_STATUS: Final = b'"status"'
_ESCAPE: Final = b"\\"
"""With it, a name can be written in another way."""


def jsend_verdict(reply: ResponseBody) -> Verdict:
    """Read the ``status`` of a JSend body."""
    body = reply.json()
    if not isinstance(body, dict):
        return Verdict.UNKNOWN if reply.content.strip() else Verdict.SUCCESS
    # Of two members with one name, parsing keeps the last. Only where the name comes again can there be two.
    is_alone = reply.content.count(_STATUS) == 1 and _ESCAPE not in reply.content
    status = body.get("status") if is_alone else _status_of(reply.content)
    return _VERDICTS.get(status, Verdict.UNKNOWN) if isinstance(status, str) else Verdict.UNKNOWN


class _Members(list[tuple[str, Any]]):
    """The members of a JSON object, with those of equal names."""


def _status_of(content: bytes) -> Any:
    """Return the ``status`` of a JSON object; ``None`` if it has none, or two that differ."""
    body = json.loads(content, object_pairs_hook=_Members)
    found = [value for name, value in body if name == "status"] if isinstance(body, _Members) else []
    return found[0] if found and all(value == found[0] for value in found) else None


def advice_for(status: int) -> str:
    """Say what a caller can do about a response; the end of each error's message."""
    return _ADVICE.get(500 if status >= 500 else status, "See what the API says.")


def error_from_response(
    status: int,
    content: bytes,
    *,
    request: RequestFacts,
    secrets: Iterable[str] = (),
    retry_after: float | None = None,
    location: str | None = None,
    shape: ErrorShape | None = None,
) -> StatusError:
    """Make the error for a response that is not a success: by its status or, for a 2xx, by its JSend body.

    Args:
        status: The HTTP status.
        content: The body, of whatever kind.
        request: What was asked.
        secrets: What to mask, should the body repeat it.
        retry_after: Seconds to wait, where known.
        location: Where a redirect leads.
        shape: How the vendor writes errors; JSend when left out.
    """
    shape = shape or JSEND
    secrets = tuple(secrets)
    # Masked before it is cut: a secret cut in two would be recognised no more.
    text = cut(redact(content.decode("utf-8", "replace"), secrets))
    body = json_or_none(content)
    is_2xx = 200 <= status < 300
    is_fail = is_2xx and isinstance(body, dict) and body.get("status") == "fail"
    fields = {
        redact(name, secrets): redact(complaint, secrets)
        for name, complaint in (shape.complaints(body) if is_fail or status in shape.complaining else {}).items()
    }
    said = "; ".join(f"{name}: {complaint}" if name else complaint for name, complaint in fields.items())
    said = said or redact(_words(body), secrets) or text
    if 300 <= status < 400:
        said = f"a redirect{f' to {redact(location, secrets)}' if location else ''}, which is not followed"
    advice = "Correct the fields named." if is_fail and fields else shape.advice.get(status) or advice_for(status)
    if status == 429 and retry_after is not None:
        advice = f"Wait {retry_after:.0f} s. {advice}"
    answered = f"{status} with a body that reports {'a failure' if is_fail else 'an error'}" if is_2xx else str(status)
    message = f"{request} was answered {answered}: {cut(said) or 'no body'}. {advice}"
    kind = (Rejected if is_fail else ServerError) if is_2xx else error_class(status)
    if status in shape.complaining:
        kind = shape.kind(body) or kind
    if issubclass(kind, Rejected):
        return kind(message, status=status, body=text, fields=fields, request=request)
    if issubclass(kind, (RateLimited, ServerError)):
        return kind(message, status=status, body=text, retry_after=retry_after, request=request)
    return kind(message, status=status, body=text, request=request)


def _jsend_complaints(body: Any) -> dict[str, str]:
    """Return JSend's ``data`` of a fail response: a text for each field."""
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, dict):
        return {}
    return {str(name): text if isinstance(text, str) else json.dumps(text) for name, text in data.items()}


def _words(body: Any) -> str:
    """Find the human-readable part of the error shapes that our vendors use."""
    if not isinstance(body, dict):
        return ""
    error = body.get("error")
    if isinstance(error, dict):
        parts = [error.get("code") or error.get("status"), error.get("message")]
    else:
        parts = [error, body.get("error_description"), body.get("message")]
    words = [part if isinstance(part, str) else json.dumps(part) for part in parts if part]
    return ": ".join(words).rstrip(".")


JSEND: Final = ErrorShape(_jsend_complaints)
"""The errors of JSend, and the plain ones of OAuth."""


def object_verdict(reply: ResponseBody) -> Verdict:
    """Take any JSON object, and an empty body, for a success."""
    is_usual = isinstance(reply.json(), dict) or not reply.content.strip()
    return Verdict.SUCCESS if is_usual else Verdict.UNKNOWN
