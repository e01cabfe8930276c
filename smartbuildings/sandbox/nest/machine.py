"""The Smart Device Management API as a state machine: route, token, limits, project, body, then the handler."""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import parse_qs

from smartbuildings.sandbox.http.document import Operation, Route
from smartbuildings.sandbox.http.machine import Machine, bearer_token
from smartbuildings.sandbox.http.messages import JSON, Refusal, Request, Response
from smartbuildings.sandbox.world.clock import DEFAULT_START, SandboxClock

from .account import Account
from .commands import NAMES
from .control import ROUTES
from .devices import Device, Thermostat, to_fahrenheit
from .documents import SCOPE, documents
from .handlers import HANDLERS, Call
from .handlers.oauth import Choice, authorize
from .quota import NestLimits
from .tokens import Consent, Consents, opaque
from .wording import NestWording, error, invalid_argument, missing_page, no_scope, not_found, unknown_name

__all__ = ["DELAY_S", "NestSandbox"]

DELAY_S: Final = 3.0
"""How long an accepted command takes to show; clients that others wrote wait for up to 20 s."""

_REDIRECT_URI: Final = "https://example.com/callback"
_COMMAND: Final = "executeDeviceCommand"
# Names that Google's front end knows in every query.
_COMMON_QUERY: Final = frozenset(
    {"$.xgafv", "access_token", "alt", "callback", "fields", "key", "oauth_token", "prettyPrint", "quotaUser"}
    | {"upload_protocol", "uploadType"}
)


class NestSandbox(Machine):
    """An emulated account of Google Nest: structures with thermostats, and a display that is none.

    Args:
        seed: the same seed gives the same structures, devices, ids, tokens and weather.
        structures: how many structures there are.
        devices: how many thermostats, spread over the structures; with any of them there is a display, too.
        start: when the emulated world begins.
        speed: sandbox seconds per real second; 0 stops the clock.
        delay_s: sandbox seconds until an accepted command shows; none by default in a world that stands still, where it
            would never show.
        clock: a clock of your own in place of ``start`` and ``speed``.
        limits: rate limits; those of the vendor's table by default.
        clients: client ids with their secrets.
        redirect_uris: where the consent page may send the user; addresses on loopback need no registration.
        testing_mode: whether the consent screen is in testing: refresh tokens then work for seven days.

    Examples:
        >>> from smartbuildings.sandbox import NestSandbox, Request
        >>> sandbox = NestSandbox(speed=0)
        >>> headers = {"authorization": f"Bearer {sandbox.make_consent()['access_token']}"}
        >>> devices = sandbox.handle(Request("GET", f"/v1/{sandbox.project}/devices", "", headers)).json()["devices"]
        >>> devices[0]["traits"]["sdm.devices.traits.ThermostatMode"]["mode"]
        'HEAT'
    """

    wording = NestWording()
    """How the vendor writes the responses that every API needs."""
    own_routes = ROUTES
    """What can be done to the emulated world over HTTP, below ``/_sandbox``."""

    def __init__(
        self,
        seed: int = 1,
        structures: int = 2,
        devices: int = 12,
        *,
        start: datetime = DEFAULT_START,
        speed: float = 1.0,
        delay_s: float | None = None,
        clock: SandboxClock | None = None,
        limits: NestLimits | None = None,
        clients: Mapping[str, str] | None = None,
        redirect_uris: Collection[str] = (_REDIRECT_URI,),
        testing_mode: bool = False,
    ) -> None:
        super().__init__(clock or SandboxClock(start, speed), documents(), HANDLERS)
        self.seed = seed
        self.delay_s = delay_s if delay_s is not None else DELAY_S if self.clock.speed else 0.0
        """Sandbox seconds until an accepted command shows."""
        self.project_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{seed}/nest project"))
        """The id of the Device Access project."""
        own = {f"{opaque(32, seed, 'client')}.apps.googleusercontent.com": f"GOCSPX-{opaque(28, seed, 'secret')}"}
        self.clients = dict(clients) if clients is not None else own
        """Client ids with their secrets."""
        self.redirect_uris = frozenset(redirect_uris)
        """Where the consent page may send the user, apart from loopback."""
        self.account = Account(seed, structures, devices, self.clock.timestamp())
        """The structures with their devices."""
        self.consents = Consents(seed, testing_mode=testing_mode)
        """The consents and tokens that were issued."""
        self.limits = limits or NestLimits()
        """The rate limits."""
        self.choice = Choice()
        """What the user chooses on the consent page, which nobody sees."""
        self.refresh_token: str = self.make_consent()["refresh_token"]
        """The refresh token of the first consent."""

    @property
    def project(self) -> str:
        """What the names of all structures and devices begin with."""
        return f"enterprises/{self.project_id}"

    def environment(self, url: str) -> Mapping[str, str]:
        """Return the environment variables that point the SDK at this sandbox, served at ``url``."""
        client_id, client_secret = next(iter(self.clients.items()))
        return {
            "NEST_BASE_URL": url,
            "NEST_TOKEN_URL": f"{url}/oauth2/v4/token",
            "NEST_PROJECT_ID": self.project_id,
            "NEST_CLIENT_ID": client_id,
            "NEST_CLIENT_SECRET": client_secret,
            "NEST_REFRESH_TOKEN": self.refresh_token,
        }

    def overview(self) -> dict[str, object]:
        """Return what the sandbox's own overview says about the account."""
        return {
            "structures": len(self.account.structures),
            "devices": len(self.account.devices),
            "seed": self.seed,
            "tokens": {"issued": self.consents.issued, "consents": len(self.consents)},
        }

    # --- what a test or a demo may do to the world

    @property
    def structure_ids(self) -> list[str]:
        """The ids of all structures, shared or not."""
        with self._lock:
            return list(self.account.structures)

    @property
    def device_ids(self) -> list[str]:
        """The ids of all devices, shared or not."""
        with self._lock:
            return list(self.account.devices)

    def device_id(self, name: str) -> str:
        """Return the id of the first device with this custom name."""
        with self._lock:
            for device in self.account.devices.values():
                if device.custom_name == name:
                    return device.id
        raise KeyError(name)

    def make_consent(self, *scopes: str) -> dict[str, Any]:
        """Consent as the page would, for the first client, and return the response of the token endpoint."""
        with self._lock:
            client_id, now = next(iter(self.clients)), self.clock.timestamp()
            allowed = frozenset(scopes or (SCOPE,))
            code = self.consents.authorize(client_id, _REDIRECT_URI, allowed, now, offline=True)
            issued = self.consents.redeem(client_id, code, _REDIRECT_URI, now)
            assert isinstance(issued, dict), "a code is good at once"
            return issued

    def make_works_with_nest_code(self, *, is_pin: bool = False) -> str:
        """Return a code that the old token endpoint takes once: for ten minutes, or as a PIN for two days."""
        with self._lock:
            return self.consents.works_with_nest_code(self.clock.timestamp(), is_pin=is_pin)

    def expire_tokens(self) -> None:
        """Make every access token issued so far count as expired; refresh tokens stay good."""
        with self._lock:
            self.consents.expire_all()

    def revoke_tokens(self) -> None:
        """End every consent, as users can in their account: neither kind of token works any more."""
        with self._lock:
            self.consents.revoke_all()

    def revoke_consent(self, refresh_token: str) -> None:
        """End one consent with all its tokens."""
        with self._lock:
            self.consents.revoke(refresh_token)

    def set_shared(self, structure_id: str, is_shared: bool) -> None:
        """Share a structure with the project, or stop sharing it, as users can on the page of their consent."""
        with self._lock:
            self.account.structures[structure_id].is_shared = is_shared

    def set_online(self, device_id: str, is_online: bool) -> None:
        """Take a thermostat off its network, or put it back."""
        with self._lock:
            self._thermostat(device_id).is_online = is_online

    def set_temperature(self, device_id: str, celsius: float) -> None:
        """Put the room of a thermostat at a temperature, from which it goes on by its physics."""
        if not math.isfinite(celsius):
            raise ValueError(f"A room cannot have a temperature of {celsius}.")
        with self._lock:
            self._thermostat(device_id).room.temperature = to_fahrenheit(float(celsius))

    def change_id(self, device_id: str) -> str:
        """Give a device another id, as a new grant or a firmware update can, and return it. The old one is gone."""
        with self._lock:
            return self.account.reissue(self.account.devices[device_id])

    def command_elsewhere(self, device_id: str, commands: int = 100) -> None:
        """Spend commands of a thermostat's hour as another project would that has access to it, too."""
        with self._lock:
            self.limits.spend_elsewhere(self.account.devices[device_id].number, commands)

    # --- the gates

    def _admit(self, request: Request, route: Route | None) -> tuple[Mapping[str, str], Response | None]:
        operation = route.operation if route is not None else None
        if route is None or operation is None or not operation.needs_token or self._judge(request) is None:
            return {}, None  # nothing that a limit counts
        headers = {"user-id": opaque(86, self.seed, "user")}
        return headers, self.limits.take(operation, *self._commanded(request, route, operation))

    def _commanded(self, request: Request, route: Route, operation: Operation) -> tuple[int | None, str | None]:
        """Return the number of the thermostat that a request commands, and the command, as far as there are any."""
        if operation.operation_id != _COMMAND:
            return None, None
        try:
            body = _parsed(request)
        except Refusal:
            return None, None  # it is refused later, and counted as a call
        name = body.get("command")
        device = self.account.devices.get(route.parameters["devicesId"])
        if device is None or not isinstance(device.body, Thermostat) or not isinstance(name, str):
            return None, None
        return device.number, NAMES.get(name)

    def _respond(self, request: Request, route: Route | None) -> Response:
        if request.method == "GET" and request.path == f"/partnerconnections/{self.project_id}/auth":
            return authorize(self._call(request), self.choice, self.redirect_uris)
        if route is None:
            return missing_page()
        operation = route.operation
        if operation is None:
            refused = error(405, "UNIMPLEMENTED", "The path does not have this method.")
            return refused.with_headers({"allow": ", ".join(route.allowed)})
        if not operation.needs_token:
            return HANDLERS[operation.operation_id](self._call(request, route.parameters))
        consent = self._judge(request)
        if consent is None:
            return self.wording.bad_token()
        if SCOPE not in consent.scopes:
            return no_scope()
        _check_query(request, operation)
        body = _checked(request) if operation.body is not None else None
        if route.parameters["enterprisesId"] != self.project_id:
            return not_found(f"Enterprise enterprises/{route.parameters['enterprisesId']}")
        return HANDLERS[operation.operation_id](self._call(request, route.parameters, body))

    def _judge(self, request: Request) -> Consent | None:
        return self.consents.judge(bearer_token(request), self.clock.timestamp())

    def _call(self, request: Request, parameters: Mapping[str, str] | None = None, body: Any = None) -> Call:
        return Call(
            request=request,
            parameters=parameters or {},
            body=body,
            now=self.clock.timestamp(),
            project=self.project,
            account=self.account,
            consents=self.consents,
            delay_s=self.delay_s,
            clients=self.clients,
        )

    def _thermostat(self, device_id: str) -> Thermostat:
        device: Device = self.account.devices[device_id]
        if not isinstance(device.body, Thermostat):
            raise ValueError(f"Device {device_id} is not a thermostat.")
        device.body.settle(self.clock.timestamp())
        return device.body


def _check_query(request: Request, operation: Operation) -> None:
    try:
        given = parse_qs(request.query, keep_blank_values=True, max_num_fields=500)
    except ValueError:
        raise Refusal(invalid_argument("The query has too many fields.")) from None
    for name in given:
        if name not in operation.query and name not in _COMMON_QUERY:
            reason = f"Cannot bind query parameter. Field '{name}' could not be found in request message."
            raise Refusal(unknown_name(name, reason))


def _parsed(request: Request) -> dict[str, Any]:
    """Return the body of a command; an empty one has no fields."""
    if request.body and request.media_type != JSON:
        raise Refusal(error(415, "INVALID_ARGUMENT", f"The body has to be {JSON}."))
    try:
        body = json.loads(request.body or b"{}", parse_constant=_not_json)
    except (ValueError, RecursionError):
        raise Refusal(invalid_argument("Invalid JSON payload received.")) from None
    if not isinstance(body, dict):
        raise Refusal(invalid_argument("Invalid JSON payload received. The body has to be an object."))
    return body


def _checked(request: Request) -> dict[str, Any]:
    body = {name: value for name, value in _parsed(request).items() if value is not None}
    for name, value in body.items():
        kind = {"command": str, "params": dict}.get(name)
        if kind is None:
            raise Refusal(unknown_name(name, "Cannot find field."))
        if not isinstance(value, kind):
            raise Refusal(invalid_argument(f"Invalid value at '{name}'."))
    return body


def _not_json(text: str) -> float:
    raise ValueError(text)
