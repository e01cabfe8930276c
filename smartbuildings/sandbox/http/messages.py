"""What goes into a sandbox and what comes out: one request, one response, and the words that a vendor has for failures.

Nothing here knows a socket or an HTTP library. The adapters (``transport``, ``asgi``) translate to and from these two
classes, so the same state machine serves a test in memory and a process on a port.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, Protocol

import attrs

__all__ = ["JSON", "Cut", "Refusal", "Request", "Response", "Wording", "json_response", "no_content"]

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


class Wording(Protocol):
    """The words of one vendor for what goes wrong before an operation is carried out."""

    @property
    def enumerations(self) -> tuple[str, ...]:
        """Fields whose values are of a fixed set, the likeliest first."""
        ...

    def expired_token(self) -> Response:
        """The response to a token that has expired."""
        ...

    def bad_token(self) -> Response:
        """The response to a token that is not known, or to none."""
        ...

    def too_many_requests(self) -> Response:
        """The response to a request beyond a limit."""
        ...

    def too_large(self) -> Response:
        """The response to a body that is larger than the sandbox reads."""
        ...

    def defect(self) -> Response:
        """The response to a request on which the sandbox itself failed."""
        ...


class Refusal(Exception):
    """Raised by any step that answers the request itself, so that no later step runs."""

    def __init__(self, response: Response) -> None:
        super().__init__(response)
        self.response = response


def json_response(status: int, payload: object) -> Response:
    """Return ``payload`` as a JSON body."""
    body = json.dumps(payload, separators=(",", ":"), allow_nan=False).encode()
    return Response(status, (("content-type", JSON), ("content-length", str(len(body)))), body)


def no_content() -> Response:
    """Return 204 without a body."""
    return Response(204)
