"""The sandbox itself: a state machine that turns a request into a response, with no socket and no wait anywhere.

A request passes through the same gates as at the vendor: quota, route, token, scope, shape, and then the handler of its
operation. Planned faults stand before all of them.
"""

from __future__ import annotations

import json
import logging
import math
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from . import control
from .alerts import Alert
from .clock import DEFAULT_START, SandboxClock
from .document import VERSIONS, Operation, Route, documents
from .faults import BAD_TOKEN_BODY, EXPIRED_BODY, FaultScript
from .handlers import HANDLERS, Call
from .log import RequestLog, RequestRecord
from .messages import JSON, Refusal, Request, Response, error, fail, json_response
from .persistence import StateFile
from .portfolio import Portfolio
from .quota import QuotaLimits, RequestQuota
from .thermostat import MODE_DELAY_S
from .tokens import TokenIssuer, TokenState, fingerprint

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "Sandbox"]

CLIENT_ID: Final = "sandbox-client"
"""The client id that a sandbox knows, unless it is given others."""
CLIENT_SECRET: Final = "sandbox-secret"
"""The secret that goes with it. It opens nothing but sandboxes."""

_log = logging.getLogger("smartbuildings.sandbox")


class Sandbox:
    """An emulated SmartBuildings account, for API v1 and v2 at once.

    Args:
        seed: the same seed gives the same buildings, thermostats and weather.
        buildings: how many buildings the account begins with.
        thermostats: how many thermostats, spread over the buildings.
        start: when the emulated world begins.
        speed: sandbox seconds per real second; 0 stops the clock.
        mode_delay_s: sandbox seconds until the status shows a new HVAC mode.
        clock: a clock of your own in place of ``start`` and ``speed``.
        quota: requests allowed per address; the vendor's sample numbers by default.
        clients: client ids with their secrets.
        state_file: where the state is kept between runs; a file that exists is read, and has to fit ``seed``,
            ``buildings`` and ``thermostats``.

    Examples:
        >>> from smartbuildings.sandbox import Request, Sandbox
        >>> Sandbox().handle(Request("GET", "/api/v2/thermostatIds")).status
        401
    """

    def __init__(
        self,
        seed: int = 1,
        buildings: int = 3,
        thermostats: int = 24,
        *,
        start: datetime = DEFAULT_START,
        speed: float = 1.0,
        mode_delay_s: float = MODE_DELAY_S,
        clock: SandboxClock | None = None,
        quota: QuotaLimits | None = None,
        clients: Mapping[str, str] | None = None,
        state_file: str | Path | None = None,
    ) -> None:
        self.seed = seed
        self.clock = clock or SandboxClock(start, speed)
        self.mode_delay_s = mode_delay_s
        self.clients = dict(clients) if clients is not None else {CLIENT_ID: CLIENT_SECRET}
        self.portfolio = Portfolio(seed, buildings, thermostats, self.clock.timestamp())
        """The buildings with their thermostats."""
        self.tokens = TokenIssuer(seed)
        """The tokens that were issued."""
        self.quota = RequestQuota(quota)
        self.faults = FaultScript(HANDLERS)
        """What shall go wrong."""
        self.requests = RequestLog()
        """What was asked, newest last."""
        self._documents = documents()
        self._scopes: frozenset[str] = frozenset().union(*(self._documents[version].scopes for version in VERSIONS))
        self._lock = threading.RLock()
        self._file = None if state_file is None else StateFile(self, Path(state_file))
        if self._file is not None:
            self._file.load()

    def handle(self, request: Request) -> Response:
        """Answer one request. Safe to call from several threads."""
        with self._lock:
            is_own = control.owns(request.path)
            response = control.handle(self, request) if is_own else self._handle_api(request)
            self.save_if_due()
            return response

    # --- what a test or a demo may do to the world

    @property
    def token_exchanges(self) -> int:
        """How many tokens were issued."""
        return self.tokens.issued

    @property
    def building_ids(self) -> list[str]:
        """The ids of all buildings."""
        with self._lock:
            return list(self.portfolio.building_ids())

    @property
    def thermostat_ids(self) -> list[str]:
        """The ids of the thermostats that the API lists."""
        with self._lock:
            return self.portfolio.thermostat_ids()

    def expire_tokens(self) -> None:
        """Make all tokens issued so far answer as expired."""
        with self._lock:
            self.tokens.expire_all()

    def revoke_tokens(self) -> None:
        """Make all tokens issued so far answer as bad ones."""
        with self._lock:
            self.tokens.revoke_all()

    def set_connected(self, thermostat_id: str, is_connected: bool) -> None:
        """Take a thermostat off its network, or put it back."""
        with self._lock:
            self._change(thermostat_id).is_connected = is_connected

    def set_temperature(self, thermostat_id: str, fahrenheit: float) -> None:
        """Put a zone at a temperature, from which it goes on by its physics."""
        if not math.isfinite(fahrenheit):
            raise ValueError(f"A zone cannot have a temperature of {fahrenheit}.")
        with self._lock:
            self._change(thermostat_id).zone.temperature = float(fahrenheit)

    def raise_alert(
        self, thermostat_id: str, text: str, *, severity: str = "medium", notification_type: str = "hvac"
    ) -> None:
        """Add an alert to a thermostat."""
        with self._lock:
            alerts = self._change(thermostat_id).alerts
            number = max((alert.number for alert in alerts), default=0) + 1
            alerts.append(Alert(number, self.clock.timestamp(), text, severity, notification_type))

    def save(self) -> None:
        """Write the state file now, if there is one."""
        with self._lock:
            if self._file is not None:
                self._file.save()

    def save_if_due(self) -> None:
        """Write the state file if something has changed and the last time was not a moment ago."""
        with self._lock:
            if self._file is not None:
                self._file.save_if_due()

    # --- the gates

    def _handle_api(self, request: Request) -> Response:
        verdict = self.quota.take(request.peer)
        route = self._route(request)
        operation = route.operation if route else None
        fault = self.faults.take(operation) if operation else None
        if fault is not None and not fault.apply:
            response = fault.alter(Response(200))
        else:
            try:
                if not verdict.allowed:
                    raise Refusal(error(429, "Too many requests"))
                response = self._respond(request, route)
            except Refusal as refusal:
                response = refusal.response
            except Exception:  # noqa: BLE001 - a server answers, whatever happens in it
                _log.exception("The sandbox failed on %s %s", request.method, request.path)
                response = error(500, "The sandbox has a defect; its log tells more")
            if fault is not None:
                response = fault.alter(response)
        response = response.with_headers({**verdict.headers, **dict(response.headers)})
        self._record(request, operation, response, fault.name if fault else None)
        return response

    def _route(self, request: Request) -> Route | None:
        for version in VERSIONS:
            route = self._documents[version].route(request.method, request.path)
            if route is not None:
                return route
        return None

    def _respond(self, request: Request, route: Route | None) -> Response:
        if route is None:
            return error(404, "Not found")
        operation = route.operation
        if operation is None:
            return error(405, "Method not allowed").with_headers({"allow": ", ".join(route.allowed)})
        now = self.clock.timestamp()
        self._authorise(request, operation, now)
        for name, value in route.parameters.items():
            problems = operation.parameters[name].problems(value) if name in operation.parameters else {}
            if problems:
                return fail({name: next(iter(problems.values()))})
        call = Call(
            request=request,
            operation=operation,
            parameters=route.parameters,
            body=None if operation.scopes is None else _checked_body(request, operation),
            now=now,
            portfolio=self.portfolio,
            tokens=self.tokens,
            clients=self.clients,
            known_scopes=self._scopes,
            mode_delay_s=self.mode_delay_s,
        )
        return HANDLERS[operation.operation_id](call)

    def _authorise(self, request: Request, operation: Operation, now: float) -> None:
        if operation.scopes is None:
            return
        state, grant = self.tokens.judge(_bearer(request), now)
        if state is TokenState.EXPIRED:
            raise Refusal(json_response(401, EXPIRED_BODY))
        if grant is None:
            raise Refusal(json_response(401, BAD_TOKEN_BODY))
        if not operation.scopes <= grant.scopes:
            missing = " ".join(sorted(operation.scopes - grant.scopes))
            raise Refusal(error(403, f"The token lacks the scope: {missing}"))

    def _record(self, request: Request, operation: Operation | None, response: Response, fault: str | None) -> None:
        token = _bearer(request)
        self.requests.total += 1
        self.requests.add(
            RequestRecord(
                number=self.requests.total,
                at=self.clock.now(),
                method=request.method,
                path=request.path,
                operation=operation.operation_id if operation else None,
                version=operation.version if operation else None,
                status=response.status,
                has_token=bool(token),
                token_fingerprint=fingerprint(token) if token else None,
                peer=request.peer,
                fault=fault,
            )
        )

    def _change(self, thermostat_id: str) -> Any:
        view = self.portfolio.change(thermostat_id, self.clock.timestamp())
        if view is None:
            raise KeyError(thermostat_id)
        return view.thermostat


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _checked_body(request: Request, operation: Operation) -> Any:
    if operation.body is None:
        return None
    if not request.body:
        if operation.body_required:
            raise Refusal(fail({"body": "is required"}))
        return None
    if request.media_type != JSON:
        raise Refusal(fail({"body": f"has to be {JSON}"}))
    try:
        body = json.loads(request.body, parse_constant=_not_json, parse_float=_finite)
    except (ValueError, RecursionError):
        raise Refusal(fail({"body": "is not JSON"})) from None
    problems = operation.body.problems(body)
    if problems:
        raise Refusal(fail(problems))
    return body


def _not_json(text: str) -> float:
    raise ValueError(text)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _not_json(text)
