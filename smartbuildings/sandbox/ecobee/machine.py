"""The SmartBuildings API as a state machine: quota, route, token, scope, shape, then the handler of the operation."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from smartbuildings.sandbox.http.document import Operation, Route
from smartbuildings.sandbox.http.machine import Machine, bearer_token
from smartbuildings.sandbox.http.messages import JSON, Refusal, Request, Response
from smartbuildings.sandbox.world.clock import DEFAULT_START, SandboxClock

from .alerts import Alert
from .control import ROUTES
from .documents import VERSIONS, documents
from .handlers import HANDLERS, Call
from .persistence import StateFile
from .portfolio import Portfolio
from .quota import QuotaLimits, RequestQuota
from .thermostat import MODE_DELAY_S
from .tokens import TokenIssuer, TokenState
from .wording import EcobeeWording, error, fail

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "Sandbox"]

CLIENT_ID: Final = "sandbox-client"
"""The client id that a sandbox knows, unless it is given others."""
CLIENT_SECRET: Final = "sandbox-secret"
"""The secret that goes with it. It opens nothing but sandboxes."""


class Sandbox(Machine):
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

    wording = EcobeeWording()
    """How the vendor writes the responses that every API needs."""
    own_routes = ROUTES
    """What can be done to the emulated world over HTTP, below ``/_sandbox``."""

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
        super().__init__(clock or SandboxClock(start, speed), documents(), HANDLERS)
        self.seed = seed
        self.mode_delay_s = mode_delay_s
        self.clients = dict(clients) if clients is not None else {CLIENT_ID: CLIENT_SECRET}
        self.portfolio = Portfolio(seed, buildings, thermostats, self.clock.timestamp())
        """The buildings with their thermostats."""
        self.tokens = TokenIssuer(seed)
        """The tokens that were issued."""
        self.quota = RequestQuota(quota)
        self._scopes: frozenset[str] = frozenset().union(*(self._documents[version].scopes for version in VERSIONS))
        self._file = None if state_file is None else StateFile(self, Path(state_file))
        if self._file is not None:
            self._file.load()

    def environment(self, url: str) -> Mapping[str, str]:
        """Return the environment variables that point the SDK at this sandbox, served at ``url``."""
        client_id, client_secret = next(iter(self.clients.items()))
        return {
            "SMARTBUILDINGS_BASE_URL": url,
            "SMARTBUILDINGS_CLIENT_ID": client_id,
            "SMARTBUILDINGS_CLIENT_SECRET": client_secret,
        }

    def overview(self) -> dict[str, object]:
        """Return what the sandbox's own overview says about the account."""
        return {
            "buildings": self.portfolio.seeded_buildings,
            "thermostats": self.portfolio.seeded_thermostats,
            "seed": self.seed,
            "tokens": {
                "exchanges": self.token_exchanges,
                "lifetime_s": self.tokens.lifetime_s,
                "quota": self.tokens.quota,
            },
        }

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

    def _admit(self, request: Request, route: Route | None) -> tuple[Mapping[str, str], Response | None]:
        """Count a request by its address."""
        verdict = self.quota.take(request.peer)
        return verdict.headers, None if verdict.allowed else self.wording.too_many_requests()

    def _respond(self, request: Request, route: Route | None) -> Response:
        """Carry a request out, if its token and its body are in order."""
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
            body=_checked_body(request, operation) if operation.needs_token else None,
            now=now,
            portfolio=self.portfolio,
            tokens=self.tokens,
            clients=self.clients,
            known_scopes=self._scopes,
            mode_delay_s=self.mode_delay_s,
        )
        return HANDLERS[operation.operation_id](call)

    def _authorise(self, request: Request, operation: Operation, now: float) -> None:
        if operation.alternatives is None:
            return
        state, grant = self.tokens.judge(bearer_token(request), now)
        if state is TokenState.EXPIRED:
            raise Refusal(self.wording.expired_token())
        if grant is None:
            raise Refusal(self.wording.bad_token())
        if not any(needed <= grant.scopes for needed in operation.alternatives):
            missing = " ".join(sorted(operation.alternatives[0] - grant.scopes))
            raise Refusal(error(403, f"The token lacks the scope: {missing}"))

    def _change(self, thermostat_id: str) -> Any:
        view = self.portfolio.change(thermostat_id, self.clock.timestamp())
        if view is None:
            raise KeyError(thermostat_id)
        return view.thermostat


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
