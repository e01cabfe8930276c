"""What goes into the sandbox and what comes out: one request, one response, and the vendor's ways of wrapping a body.

Nothing here knows a socket or an HTTP library. The adapters (``transport``, ``asgi``) translate to and from these two
classes, so the same state machine serves a test in memory and a process on a port.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import attrs

__all__ = ["Cut", "Refusal", "Request", "Response", "error", "fail", "json_response", "no_content", "success"]

JSON: Final = "application/json"


@attrs.frozen
class Request:
    """One HTTP request. Header names are lower case; ``path`` is still percent-encoded and has no query."""

    method: str
    """The HTTP method, in capitals."""
    path: str
    query: str = ""
    """What follows the question mark."""
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str], repr=False)
    """The headers, by their names in lower case."""
    body: bytes = attrs.field(default=b"", repr=False)
    """The body as it was sent."""
    peer: str = "127.0.0.1"
    """The address that the vendor's limits count."""
    origin: str = "http://sandbox.invalid"
    """Scheme and host as the caller wrote them; ``contentLocation`` starts with it."""

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case; empty when none was sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@attrs.frozen
class Cut:
    """Tells the adapter to break the connection after ``sent`` bytes of the body, or before the status line if None."""

    sent: int | None = None


@attrs.frozen
class Response:
    """One response. ``delay_s`` and ``cut`` are instructions to the adapter; they are only set by scripted faults."""

    status: int
    """The HTTP status code."""
    headers: tuple[tuple[str, str], ...] = ()
    """The headers, in order."""
    body: bytes = attrs.field(default=b"", repr=False)
    """The body as it is sent."""
    delay_s: float = 0.0
    cut: Cut | None = None

    def with_headers(self, headers: Mapping[str, str]) -> Response:
        """Return the same response with more headers, which replace those of the same name."""
        kept = tuple((name, value) for name, value in self.headers if name not in headers)
        return attrs.evolve(self, headers=kept + tuple(headers.items()))

    def json(self) -> Any:
        """Decode the body as JSON."""
        return json.loads(self.body)


class Refusal(Exception):
    """Raised by any step that answers the request itself, so that no later step runs."""

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self.response = response


def json_response(status: int, payload: object) -> Response:
    """Return ``payload`` as a JSON body."""
    body = json.dumps(payload, separators=(",", ":"), allow_nan=False).encode()
    return Response(status, (("content-type", JSON), ("content-length", str(len(body)))), body)


def success(data: object, status: int = 200) -> Response:
    """Return a JSend success."""
    return json_response(status, {"status": "success", "data": data})


def no_content() -> Response:
    """Return 204 without a body."""
    return Response(204)


def fail(fields: Mapping[str, str], status: int = 422) -> Response:
    """Return a JSend fail: the request was understood and is wrong, one text for each field."""
    return json_response(status, {"status": "fail", "data": dict(fields)})


def error(status: int, message: str) -> Response:
    """Return a JSend error."""
    return json_response(status, {"status": "error", "message": message, "code": status})
