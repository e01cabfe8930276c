"""What the sandbox recorded, and what may be done to its world, asked over its own routes (``/_sandbox``).

With the standard library, past the client under demonstration: a witness has to be independent.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterable
from typing import Any, Final, cast

import attrs

__all__ = ["Entry", "ServerRecord", "count"]

_PATIENCE_S: Final = 10.0


@attrs.frozen
class Entry:
    """One request as the server saw it."""

    number: int
    operation: str | None
    status: int
    token_fingerprint: str | None
    """Tells tokens apart; no token can be recovered from it."""


def count(entries: Iterable[Entry], *, operation: str | None = None, status: int | None = None) -> int:
    """Count the requests of an operation, with a status, or both."""
    return sum(
        (operation is None or each.operation == operation) and (status is None or each.status == status)
        for each in entries
    )


class ServerRecord:
    """The sandbox behind a URL."""

    def __init__(self, url: str) -> None:
        self._url = url
        # Never through a proxy: the server is on this machine.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def exchanges(self) -> int:
        """Count the tokens issued so far."""
        return int(self._ask("GET", "/tokens")["exchanges"])

    def mark(self) -> int:
        """Give the number of the latest request, for ``since``."""
        return int(self._ask("GET", "/requests")["total"])

    def since(self, mark: int) -> list[Entry]:
        """List the requests after a mark, oldest first."""
        names = tuple(field.name for field in attrs.fields(Entry))
        records = self._ask("GET", "/requests")["records"]
        return [Entry(*(each[name] for name in names)) for each in records if each["number"] > mark]

    def advance(self, seconds: float) -> None:
        """Let time pass in the emulated world."""
        self._ask("PATCH", "/clock", {"advance": seconds})

    def respond_late(self, operation: str, *, seconds: float, times: int) -> None:
        """Delay the next answers to an operation."""
        self._ask("POST", "/faults", {"fault": "slow", "seconds": seconds, "operation": operation, "times": times})

    def overview(self) -> dict[str, Any]:
        """Read what the emulated account consists of."""
        return self._ask("GET", "")

    def revoke(self) -> None:
        """Make all tokens issued so far invalid."""
        self._ask("POST", "/tokens/revoke")

    def consent(self) -> dict[str, Any]:
        """Consent as a user would, and return the tokens: at Nest."""
        return self._ask("POST", "/tokens/consent")

    def limits(self) -> dict[str, int]:
        """Read how many requests are allowed per hour, minute and second."""
        told = self._ask("GET", "/quota")
        return {name: int(told[name]) for name in ("hour", "minute", "second")}

    def limit_to(self, **limits: int) -> None:
        """Change how many requests are allowed."""
        self._ask("PATCH", "/quota", limits)

    def _ask(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._url}/_sandbox{path}", data, method=method)
        with self._opener.open(request, timeout=_PATIENCE_S) as answer:
            return cast("dict[str, Any]", json.loads(answer.read() or b"{}"))
