"""Which requests count together, and what a vendor allows and reports: plain data, one ``QuotaRules`` per vendor.

A rule is a row of a vendor's table of limits. Together with an account, a project or a device it becomes a scope: the
thing that has windows. An operation may count in several scopes, and is sent only when each of them has room.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

import attrs

from smartbuildings._core.retry_after import LONGEST, number, retry_after_s

__all__ = [
    "Counted",
    "Limit",
    "QuotaRule",
    "QuotaRules",
    "QuotaScope",
    "Reading",
    "ScopeKind",
    "WindowHeaders",
]

ScopeKind: TypeAlias = Literal["address", "account", "project", "endpoint", "endpoint and device"]

_NAMES: Final[Mapping[float, str]] = {1.0: "second", 60.0: "minute", 3600.0: "hour"}


@attrs.frozen(cache_hash=True)
class QuotaScope:
    """What one limit is counted for: an address, an account, a project, an endpoint, or a device at an endpoint."""

    vendor: str
    """The vendor, such as ``ecobee``."""
    kind: ScopeKind
    """What is counted for."""
    owner: str = ""
    """The account or project. Empty for an address, and for a device: all accounts that read it share its limit."""
    endpoint: str = ""
    """The row of the vendor's table: an operation or a class of operations."""
    device: str = ""
    """The device's id, where each is counted on its own."""

    @property
    def is_of_this_machine(self) -> bool:
        """Whether only the clients of this machine share it. The other kinds are shared by all machines."""
        return self.kind == "address"

    @property
    def is_kept(self) -> bool:
        """Whether it is kept when all its windows have ended: there are few such, and they are shown."""
        return self.kind == "address"

    def __str__(self) -> str:
        return " ".join(part for part in (self.vendor, self.kind, self.owner, self.endpoint, self.device) if part)


class Limit(NamedTuple):
    """So many requests in any period of so many seconds."""

    requests: int
    """How many."""
    period_s: float
    """In how many seconds."""

    @property
    def name(self) -> str:
        """The period in words."""
        return _NAMES.get(self.period_s, f"{self.period_s:g} s")


class QuotaRule(NamedTuple):
    """One row of a vendor's table of limits."""

    kind: ScopeKind
    """What the row is counted for."""
    endpoint: str = ""
    """The operation or class of operations that it is about; empty for all."""
    limits: tuple[Limit, ...] = ()
    """What is declared. Where headers report the scope, it holds until the first of them."""
    is_reported: bool = False
    """Whether the headers of a response report this row. They describe one row only."""
    refusal_text: str = ""
    """What the body of a 429 contains when it is about this row; a hint where several could be meant."""


@attrs.frozen
class Counted:
    """Where a request counts: the scopes, the widest first, each with its rule."""

    scopes: tuple[QuotaScope, ...]
    """The scopes."""
    rules: tuple[QuotaRule, ...]
    """The row of each."""
    has_limits: bool = attrs.field(
        init=False,
        eq=False,
        default=attrs.Factory(lambda self: any(rule.limits for rule in self.rules), takes_self=True),
    )
    """Whether any limit is declared."""

    @property
    def longest_s(self) -> float:
        """The longest period of its limits; infinite where none is declared. No response makes anybody wait longer."""
        return max((limit.period_s for rule in self.rules for limit in rule.limits), default=math.inf)

    def refused(self, content: bytes) -> QuotaRule | None:
        """Return the row that a 429 without headers is about, among those that have declared limits.

        The text of a 429 is a hint. Without it, the narrowest scope is closed: a wider one that is spent as well is
        found by the next request in it, where closing too many would delay devices that may go on.
        """
        declared = [rule for rule in self.rules if rule.limits]
        for rule in declared:
            if rule.refusal_text and rule.refusal_text.encode() in content:
                return rule
        return declared[-1] if declared else None


class WindowHeaders(NamedTuple):
    """The headers that report one window."""

    name: str
    """What the window is called: ``hour``, ``minute``, ``second`` or ``window``."""
    limit: str
    """The header with the number of requests that the window allows, in small letters."""
    remaining: str
    """The header with the number of those that are left."""
    length_s: float | None = None
    """How long the window is, where no header says when it ends."""
    reset: str | None = None
    """The header with the time until the window ends."""
    reset_unit_s: float = 1.0
    """How many seconds one unit of that header is."""


Reading: TypeAlias = tuple[WindowHeaders, int, int, float | None]
"""A window as the headers of a response report it: which, its limit, what remains, and in how many seconds it ends."""


def _places_of(headers: tuple[WindowHeaders, ...]) -> dict[bytes, int]:
    names = [name for one in headers for name in (one.limit, one.remaining, one.reset)]
    return {name.encode(): place for place, name in enumerate(names) if name is not None}


@attrs.frozen
class QuotaRules:
    """How a vendor counts requests.

    Attributes:
        vendor: Its name, so that no two vendors share a scope.
        headers: The windows that the headers of a response report; none for a vendor that reports nothing.
        every: The rows in which each request counts.
        operations: By operationId or class of operations: the rows in which such a request counts besides.
        wait_in_body: Reads from the body of a 429 how many seconds it asks to wait.
        least_wait_s: How long to wait at least after a 429 that names a time without ``Retry-After``.
    """

    vendor: str
    headers: tuple[WindowHeaders, ...] = ()
    every: tuple[QuotaRule, ...] = ()
    operations: Mapping[str, tuple[QuotaRule, ...]] = attrs.field(factory=dict)
    wait_in_body: Callable[[bytes], float | None] | None = None
    least_wait_s: float = 0.0
    _places: Mapping[bytes, int] = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(lambda self: _places_of(self.headers), takes_self=True)
    )
    """Header name to its place in a row of three for each window."""

    def counted(self, operation: str = "", *, account: str = "", project: str = "", device: str = "") -> Counted:
        """List the scopes of a request.

        Args:
            operation: Its operationId, or the class of operations that it belongs to.
            account: The account that asks.
            project: The project of the vendor's that asks.
            device: The device that it is about.
        """
        owners = {"account": account, "endpoint": account, "project": project}
        rules = (*self.every, *self.operations.get(operation, ()))
        scopes = [
            QuotaScope(
                self.vendor,
                rule.kind,
                owners.get(rule.kind, ""),
                rule.endpoint,
                device if rule.kind == "endpoint and device" else "",
            )
            for rule in rules
        ]
        return Counted(tuple(scopes), rules)

    def rule_of(self, scope: QuotaScope) -> QuotaRule | None:
        """Return the row that a scope belongs to; ``None`` for a scope of another vendor, or of no row."""
        if scope.vendor != self.vendor:
            return None
        rows = (*self.every, *(row for rows in self.operations.values() for row in rows))
        return next((row for row in rows if (row.kind, row.endpoint) == (scope.kind, scope.endpoint)), None)

    def asked_wait_s(self, headers: Mapping[str, str], content: bytes, *, now_epoch_s: float) -> float | None:
        """Return how many seconds a 429 or 503 asks to wait: ``Retry-After``, else what header and body name."""
        after = retry_after_s(headers, now_epoch_s=now_epoch_s)
        if after is not None:
            return after
        resets = [(number(headers.get(one.reset)), one.reset_unit_s) for one in self.headers if one.reset is not None]
        waits = [reset * unit_s for reset, unit_s in resets if reset is not None]
        if self.wait_in_body is not None and (named := self.wait_in_body(content)) is not None:
            waits.append(named)
        return max(*waits, self.least_wait_s) if waits else None

    def read(self, headers: Iterable[tuple[bytes, bytes]]) -> list[Reading]:
        """Read the windows from raw headers; those that make no sense are passed over."""
        places = self._places
        found: list[float | None] = [None] * (3 * len(self.headers))
        for name, value in headers:
            place = places.get(name)
            if place is None:  # Most servers write names in lower case.
                place = places.get(name.lower())
            if place is not None:
                found[place] = int(value) if value.isdigit() and len(value) <= LONGEST else number(value)
        readings: list[Reading] = []
        at = 0
        for window in self.headers:
            limit, remaining = found[at], found[at + 1]
            if limit is not None and remaining is not None:
                ends_in_s = window.length_s
                if window.reset is not None:
                    reset = found[at + 2]
                    ends_in_s = None if reset is None else reset * window.reset_unit_s
                readings.append((window, int(limit), int(remaining), ends_in_s))
            at += 3
        return readings
