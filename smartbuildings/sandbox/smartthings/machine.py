"""The SmartThings API as a state machine: rate limits, route, token, scope, body, then the handler of the operation."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qs

import attrs

from smartbuildings.sandbox.http.document import Document, Operation, Route
from smartbuildings.sandbox.http.machine import Machine, bearer_token
from smartbuildings.sandbox.http.messages import JSON, Refusal, Request, Response
from smartbuildings.sandbox.world.clock import DEFAULT_START, SandboxClock

from .account import Account
from .control import ROUTES
from .devices import Device
from .documents import documents
from .handlers import HANDLERS, Call, Handler
from .handlers.oauth import Choice, authorize
from .quota import RateLimits
from .tokens import Consents, Token, covers, seeded_id
from .wording import SmartThingsWording, detail, error, forbidden, not_found, unprocessable

__all__ = ["SLEEP_S", "SmartThingsSandbox"]

SLEEP_S: Final = 180.0
"""How long a sleeping device takes to act; users report about three minutes."""

_PREFIX: Final = "/v1"
_AUTHORIZE: Final = "/oauth/authorize"
_REDIRECT_URI: Final = "https://example.com/callback"
_NOBODY: Final = Token(frozenset(), 0.0)


class SmartThingsSandbox(Machine):
    """An emulated SmartThings account: locations with thermostats, air conditioners, heat pumps and other devices.

    Args:
        seed: the same seed gives the same locations, devices, ids, tokens and weather.
        locations: how many locations there are; the first shows Fahrenheit, the next Celsius.
        devices: how many devices, spread over the locations: each location begins with one of each kind.
        start: when the emulated world begins.
        speed: sandbox seconds per real second; 0 stops the clock.
        sleep_s: sandbox seconds until a sleeping device acts on a command.
        clock: a clock of your own in place of ``start`` and ``speed``.
        limits: rate limits; those of the vendor's table by default.
        clients: client ids with their secrets.
        redirect_uris: where the consent page may send the user; addresses on loopback need no registration.

    Examples:
        >>> from smartbuildings.sandbox import Request, SmartThingsSandbox
        >>> sandbox = SmartThingsSandbox(speed=0)
        >>> headers = {"authorization": f"Bearer {sandbox.personal_token}"}
        >>> sandbox.handle(Request("GET", "/v1/devices", "max=1", headers)).json()["items"][0]["type"]
        'VIPER'
    """

    wording = SmartThingsWording()
    """How the vendor writes the responses that every API needs."""
    own_routes = ROUTES
    """What can be done to the emulated world over HTTP, below ``/_sandbox``."""
    _handlers: Mapping[str, Handler] = HANDLERS

    def __init__(
        self,
        seed: int = 1,
        locations: int = 2,
        devices: int = 24,
        *,
        start: datetime = DEFAULT_START,
        speed: float = 1.0,
        sleep_s: float = SLEEP_S,
        clock: SandboxClock | None = None,
        limits: RateLimits | None = None,
        clients: Mapping[str, str] | None = None,
        redirect_uris: Collection[str] = (_REDIRECT_URI,),
    ) -> None:
        super().__init__(clock or SandboxClock(start, speed), self._own_documents(), self._handlers)
        self.seed = seed
        self.sleep_s = sleep_s
        """Sandbox seconds until a sleeping device acts on a command."""
        own = {seeded_id(seed, "client"): seeded_id(seed, "secret")}
        self.clients = dict(clients) if clients is not None else own
        """Client ids with their secrets."""
        self.redirect_uris = frozenset(redirect_uris)
        """Where the consent page may send the user, apart from loopback."""
        now = self.clock.timestamp()
        self.account = Account(seed, locations, devices, now)
        """The locations with their devices."""
        self.consents = Consents(seed)
        """The consents and tokens that were issued."""
        self.limits = limits or RateLimits()
        """The rate limits."""
        self.choice = Choice()
        """What the user chooses on the consent page, which nobody sees."""
        self._scopes: Final = documents()["v1"].scopes | {"sse", "r:rules:*", "w:rules:*"}
        self.personal_token = self.make_personal_token()
        """A personal access token with every scope."""
        self.refresh_token = self.make_consent(next(iter(self.account.locations)))["refresh_token"]
        """The first refresh token of a consent for the first location; using it replaces it."""

    def environment(self, url: str) -> Mapping[str, str]:
        """Return the environment variables that point the SDK at this sandbox, served at ``url``."""
        client_id, client_secret = next(iter(self.clients.items()))
        return {
            "SMARTTHINGS_BASE_URL": url,
            "SMARTTHINGS_CLIENT_ID": client_id,
            "SMARTTHINGS_CLIENT_SECRET": client_secret,
            "SMARTTHINGS_REFRESH_TOKEN": self.refresh_token,
            "SMARTTHINGS_TOKEN": self.personal_token,
        }

    def overview(self) -> dict[str, object]:
        """Return what the sandbox's own overview says about the account."""
        return {
            "locations": len(self.account.locations),
            "devices": len(self.account.devices),
            "seed": self.seed,
            "tokens": {"issued": self.consents.issued, "installed_apps": len(self.consents.apps)},
        }

    # --- what a test or a demo may do to the world

    @property
    def location_ids(self) -> list[str]:
        """The ids of all locations."""
        with self._lock:
            return list(self.account.locations)

    @property
    def device_ids(self) -> list[str]:
        """The ids of all devices."""
        with self._lock:
            return list(self.account.devices)

    def device_id(self, label: str, location: int = 0) -> str:
        """Return the id of the first device of a location whose label has these words."""
        with self._lock:
            location_id = list(self.account.locations)[location]
            for device in self.account.devices.values():
                if device.location_id == location_id and label in device.label:
                    return device.id
        raise KeyError(label)

    def make_personal_token(self, *scopes: str) -> str:
        """Return a new personal access token, with every scope if none is given; it lives for 24 hours."""
        with self._lock:
            return self.consents.personal(scopes or self._scopes, self.clock.timestamp())

    def make_consent(self, location_id: str, *scopes: str, devices: Collection[str] = ()) -> dict[str, Any]:
        """Consent as the consent page would, for the first client, and return the response of the token endpoint."""
        with self._lock:
            client_id, now = next(iter(self.clients)), self.clock.timestamp()
            every = self._scopes - {each for each in self._scopes if each.endswith(":$")}
            allowed, picked = frozenset(scopes or every), frozenset(devices)
            code = self.consents.authorize(client_id, location_id, allowed, picked, _REDIRECT_URI, now)
            pair = self.consents.redeem(client_id, code, _REDIRECT_URI, now)
            assert pair is not None, "a code is good at once"
            return pair

    def expire_tokens(self) -> None:
        """Make every access token issued so far count as expired; refresh tokens stay good."""
        with self._lock:
            self.consents.expire_all()

    def revoke_tokens(self) -> None:
        """End every consent, as users can in their app: neither kind of token works any more."""
        with self._lock:
            self.consents.revoke_all()

    def set_online(self, device_id: str, is_online: bool) -> None:
        """Take a device off its network, or put it back."""
        with self._lock:
            device = self._settled(device_id)
            device.is_online, device.health_at = is_online, self.clock.timestamp()

    def set_sleeping(self, device_id: str, is_sleeping: bool) -> None:
        """Let a device act only minutes after a command, or at once."""
        with self._lock:
            self._settled(device_id).is_sleeping = is_sleeping

    def set_failing(self, device_id: str, is_failing: bool) -> None:
        """Let a device answer every command with FAILED, or put it right."""
        with self._lock:
            self._settled(device_id).is_failing = is_failing

    def set_temperature(self, device_id: str, fahrenheit: float, component: str = "main") -> None:
        """Put the room of a component at a temperature, from which it goes on by its physics."""
        if not math.isfinite(fahrenheit):
            raise ValueError(f"A room cannot have a temperature of {fahrenheit}.")
        with self._lock:
            room = self._settled(device_id).components[component].room
            if room is None:
                raise ValueError(f"Component {component} of {device_id} conditions no room.")
            room.state.temperature = float(fahrenheit)

    # --- the gates

    def _own_documents(self) -> Mapping[str, Document]:
        return documents()

    def _route(self, request: Request) -> Route | None:
        return super()._route(attrs.evolve(request, path=_without_prefix(request.path)))

    def _admit(self, request: Request, route: Route | None) -> tuple[Mapping[str, str], Response | None]:
        if route is None or route.operation is None:
            return {}, None
        principal = request.peer
        if route.operation.needs_token:
            token = self._judge(request)
            if token is None:
                return {}, None  # the gateway refuses it, and counts nothing
            principal = token.principal
        target = route.parameters.get("deviceId") or route.parameters.get("roomId", "")
        return self.limits.take(route.operation, principal, target)

    def _respond(self, request: Request, route: Route | None) -> Response:
        if _without_prefix(request.path) == _AUTHORIZE and request.method == "GET":
            return authorize(self._call(request), self.choice, self.clients, self.redirect_uris, self._scopes)
        if route is None:
            return not_found("The path does not exist.")
        operation = route.operation
        if operation is None:
            refused = error(405, "MethodNotAllowedError", "The path does not have this method.")
            return refused.with_headers({"allow": ", ".join(route.allowed)})
        token = _NOBODY
        if operation.needs_token:
            found = self._judge(request)
            if found is None:
                return self.wording.bad_token()
            token = found
            if not self._may(token, operation, route.parameters):
                return forbidden()
        _check_query(request, operation)
        body = _body(request, operation)
        return self._handlers[operation.operation_id](self._call(request, route.parameters, body, token))

    def _judge(self, request: Request) -> Token | None:
        return self.consents.judge(bearer_token(request), self.clock.timestamp())

    def _may(self, token: Token, operation: Operation, parameters: Mapping[str, str]) -> bool:
        """Return whether the scopes of a token allow an operation on the object of its path."""
        device_id = parameters.get("deviceId")
        is_picked = token.app is not None and device_id in token.app.picked

        def has(scope: str) -> bool:
            wanted = parameters.get("locationId") if ":locations" in scope else device_id
            return covers(token.scopes, scope, wanted, is_picked=is_picked)

        return any(all(map(has, needed)) for needed in operation.alternatives or ())

    def _call(
        self,
        request: Request,
        parameters: Mapping[str, str] | None = None,
        body: Any = None,
        token: Token = _NOBODY,
    ) -> Call:
        return Call(
            request=request,
            prefix=_PREFIX if request.path.startswith(_PREFIX + "/") else "",
            parameters=parameters or {},
            body=body,
            now=self.clock.timestamp(),
            account=self.account,
            consents=self.consents,
            token=token,
            sleep_s=self.sleep_s,
            clients=self.clients,
        )

    def _settled(self, device_id: str) -> Device:
        device = self.account.devices[device_id]
        self.account.settle(device, self.clock.timestamp())
        return device


def _without_prefix(path: str) -> str:
    return path.removeprefix(_PREFIX) if path.startswith(_PREFIX + "/") else path


def _check_query(request: Request, operation: Operation) -> None:
    try:
        given = parse_qs(request.query, keep_blank_values=True, max_num_fields=500)
    except ValueError:
        raise Refusal(error(400, "BadRequestError", "The query has too many fields.")) from None
    for name, values in given.items():
        if name not in operation.query:
            continue
        kind, checker = operation.query[name]
        value: object = values if kind == "array" else values[-1]
        if kind == "boolean":
            value = {"true": True, "false": False}.get(values[-1])
        elif kind in ("integer", "int64") and re.fullmatch(r"-?[0-9]{1,100}", values[-1]):
            value = int(values[-1])
        problem = checker.problems(value)
        if kind == "int64" and isinstance(value, int) and not -(2**63) <= value < 2**63:
            problem = {name: "has to fit into 64 bits"}
        if problem:
            wrong = detail("NotValidValue", next(iter(problem.values())), name)
            raise Refusal(error(400, "BadRequestError", "The query is malformed.", wrong))


def _body(request: Request, operation: Operation) -> Any:
    if operation.body is None:
        return None
    if request.body and request.media_type != JSON:
        raise Refusal(error(415, "UnsupportedMediaTypeError", f"The body has to be {JSON}."))
    try:
        body = json.loads(request.body, parse_constant=_not_json)
    except (ValueError, RecursionError):
        raise Refusal(error(400, "BadRequestError", "The body could not be parsed.")) from None
    if operation.operation_id == "executeDeviceCommands":
        return body  # it is checked against the device, in the vendor's words
    problems = operation.body.problems(body)
    if not problems:
        return body
    details = [detail(_code(text), text, field) for field, text in problems.items()]
    malformed = [each for each in details if each["code"] in ("SizeError", "PatternError")]
    if malformed:
        raise Refusal(error(400, malformed[0]["code"], "The request is malformed.", *malformed))
    raise Refusal(unprocessable(*details))


def _code(text: str) -> str:
    """Return the vendor's code for what a schema says is wrong."""
    if text == "is required":
        return "NotNullError"
    if text.startswith("has to be one of"):
        return "NotValidValue"
    if "shorter than" in text or "longer than" in text:
        return "SizeError"
    if "does not match" in text:
        return "PatternError"
    return "BodyMalformedError" if "type" in text else "UnprocessableEntityError"


def _not_json(text: str) -> float:
    raise ValueError(text)
