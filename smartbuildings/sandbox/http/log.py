"""A bounded record of the requests that were made: enough to assert on in a test, and no secret in it."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import Final

import attrs

__all__ = ["RequestLog", "RequestRecord", "fingerprint"]

KEPT: Final = 10_000


@attrs.frozen
class RequestRecord:
    """One request and how it ended."""

    number: int
    """Which request it was, counted from 1."""
    at: datetime
    """Sandbox time."""
    method: str
    """The HTTP method, in capitals."""
    path: str
    """The path, without query."""
    operation: str | None
    """The operationId; ``None`` where no document has the route."""
    version: str | None
    """The API version; ``None`` where no document has the route."""
    status: int
    """The status that was answered."""
    has_token: bool
    """Whether a token came with it."""
    token_fingerprint: str | None
    """Tells tokens apart; no token can be recovered from it."""
    peer: str
    """The address it came from."""
    fault: str | None
    """The name of the scripted fault that it met."""


class RequestLog:
    """The latest requests, oldest first; the control routes do not appear."""

    def __init__(self, kept: int = KEPT) -> None:
        self._records: deque[RequestRecord] = deque(maxlen=kept)
        self.total = 0
        """How many requests were made since the sandbox began, forgotten ones included."""

    def add(self, record: RequestRecord) -> None:
        """Keep a record; the oldest makes way."""
        self._records.append(record)

    def clear(self) -> None:
        """Forget the records; the total goes on."""
        self._records.clear()

    def of(self, operation: str) -> list[RequestRecord]:
        """Return the requests for one operation."""
        return [record for record in self if record.operation == operation]

    def __iter__(self) -> Iterator[RequestRecord]:
        return iter(tuple(self._records))

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, index: int) -> RequestRecord:
        return self._records[index]


def fingerprint(token: str) -> str:
    """Return eight characters that tell tokens apart and from which none can be recovered."""
    return hashlib.sha256(token.encode()).hexdigest()[:8]
