"""Two vendors' tables of limits, as rules for a client and as a server that enforces them.

Sources: SmartThings, "Rate limits" (observed values); Google, "Smart Device Management: limits". The tables keep the
vendors' proportions; ``faster`` shortens every period, so that a test need not wait for minutes.
"""

from __future__ import annotations

import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Final

import attrs

from smartbuildings._core.quota_scopes import Limit, QuotaRule, QuotaRules, ScopeKind, WindowHeaders

from .scripted import Reply, Request, json_reply
from .vendor import success

__all__ = ["SDM", "SMARTTHINGS", "LimitedRoutes", "Row", "faster", "rules", "sdm_command", "smartthings_headers"]

_OF_DEVICE: Final = "endpoint and device"
_THERMOSTAT_COMMANDS: Final = ("SetMode", "SetHeat", "SetCool", "SetRange", "EcoSetMode", "SetTimer")


@attrs.frozen
class Row:
    """One row: what counts together, for whom, and how much is allowed."""

    operation: str
    """In the words of the client."""
    target: str
    """Method and path as a regular expression; a group "device" names the device."""
    endpoint: str
    kind: ScopeKind
    limits: tuple[tuple[int, float], ...]
    refusal_text: str = ""


def _device(path: str) -> str:
    return f"/v1/devices/(?P<device>[^/]+){path}"


SMARTTHINGS: Final = (
    Row("getLocation", "GET /v1/locations/[^/]+", "getLocation", "endpoint", ((250, 60),)),
    Row("getInstalledApp", "GET /v1/installedapps/[^/]+", "getInstalledApp", "endpoint", ((200, 60),)),
    Row("listDevices", "GET /v1/devices", "listDevices", "endpoint", ((1000, 900),)),
    Row("getDevice", f"GET {_device('')}", "getDevice", "endpoint and device", ((400, 900),)),
    Row("getStatus", f"GET {_device('/.*status')}", "getStatus", "endpoint and device", ((350, 60),)),
    Row("execute", f"POST {_device('/commands')}", "execute", "endpoint and device", ((120, 60),)),
    Row("subscribe", "POST /v1/installedapps/[^/]+/subscriptions", "subscribe", "endpoint", ((60, 900),)),
    Row("unsubscribe", "DELETE /v1/installedapps/[^/]+/subscriptions", "unsubscribe", "endpoint", ((15, 900),)),
)


def sdm_command(name: str) -> str:
    """Return the name of the operation that executes a trait command."""
    return f"executeCommand {name}"


SDM: Final = (
    Row("get", "GET /enterprises/p/devices/.+", "get", "endpoint", ((10, 60),)),
    Row("list", "GET /enterprises/p/devices", "list", "endpoint", ((5, 60),)),
    Row("structures", "GET /enterprises/p/structures.*", "structures", "endpoint", ((5, 60),)),
    *(
        row
        for name in _THERMOSTAT_COMMANDS
        for operation, base in [(sdm_command(name), "POST /enterprises/p/devices/(?P<device>[^:]+):")]
        for row in (
            Row(operation, f"{base}.+", "executeCommand", "endpoint", ((10, 60),), "ExecuteDeviceCommand API"),
            Row(
                operation, f"{base}.+", "commands", "endpoint and device", ((5, 60), (100, 3600)), "for the Thermostat"
            ),
            Row(operation, f"{base}{name}", name, _OF_DEVICE, ((5, 60),), f"{name} command"),
        )
    ),
)


def faster(rows: tuple[Row, ...], times: float) -> tuple[Row, ...]:
    """Return the rows with shorter periods."""
    return tuple(
        attrs.evolve(row, limits=tuple((limit, period / times) for limit, period in row.limits)) for row in rows
    )


def rules(vendor: str, rows: tuple[Row, ...], *, is_reported: bool) -> QuotaRules:
    """Return the rules for a client."""
    operations: dict[str, list[QuotaRule]] = defaultdict(list)
    for row in rows:
        limits = tuple(Limit(limit, period) for limit, period in row.limits)
        operations[row.operation].append(QuotaRule(row.kind, row.endpoint, limits, is_reported, row.refusal_text))
    headers = WindowHeaders(
        "window", "x-ratelimit-limit", "x-ratelimit-remaining", reset="x-ratelimit-reset", reset_unit_s=0.001
    )
    return QuotaRules(
        vendor,
        headers=(headers,) if is_reported else (),
        operations={name: tuple(found) for name, found in operations.items()},
    )


def smartthings_headers(limit: int, remaining: int, reset_s: float) -> dict[str, str]:
    """Return what SmartThings sends: the reset is in milliseconds."""
    return {
        "x-ratelimit-limit": str(limit),
        "x-ratelimit-remaining": str(remaining),
        "x-ratelimit-reset": str(round(reset_s * 1000)),
    }


class LimitedRoutes:
    """Enforces rows: each request counts in every row that it fits, and a full row refuses it.

    Args:
        rows: The table.
        kind: ``"sliding"`` allows a number in any period; ``"first use"`` begins a window with its first request.
        has_headers: Whether responses report the window of the last row that fits, as SmartThings does.
        respond: Makes the response to a request that is let through.
    """

    def __init__(
        self,
        rows: tuple[Row, ...],
        kind: str,
        *,
        has_headers: bool,
        respond: Callable[[Request], Reply] = lambda _: success({"id": "1"}),
    ) -> None:
        self._rows, self._kind, self._has_headers, self._respond = rows, kind, has_headers, respond
        self._taken: dict[tuple[str, str, float], deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()
        self.refused: list[str] = []

    def __call__(self, request: Request) -> Reply:
        """Respond to a request."""
        now = time.monotonic()
        with self._lock:
            full, last = "", None
            counts = {}
            for row in self._rows:
                fits = re.fullmatch(row.target, f"{request.method} {request.path}")
                for limit, period in row.limits if fits else ():
                    assert fits is not None
                    key = (row.endpoint, fits.groupdict().get("device", ""), period)
                    counts[key] = limit
                    taken = self._current(key, now)
                    last = (key, limit)
                    if len(taken) >= limit:
                        full = full or row.refusal_text or row.endpoint
            assert counts, f"no row for {request.method} {request.path}"
            if full:
                self.refused.append(f"{request.method} {request.path}: {full}")
            else:
                for key in counts:
                    self._taken[key].append(now)
            headers = {}
            if self._has_headers and last is not None:
                key, limit = last
                taken = self._taken[key]
                headers = smartthings_headers(limit, limit - len(taken), taken[0] + key[2] - now)
        if full:
            return json_reply({"error": {"status": "RESOURCE_EXHAUSTED", "message": full}}, 429, headers=headers)
        return attrs.evolve(self._respond(request), headers=headers)

    def _current(self, key: tuple[str, str, float], now: float) -> deque[float]:
        taken, period = self._taken[key], key[2]
        if self._kind == "first use":
            if taken and now >= taken[0] + period:
                taken.clear()
        else:
            while taken and taken[0] <= now - period:
                taken.popleft()
        return taken
