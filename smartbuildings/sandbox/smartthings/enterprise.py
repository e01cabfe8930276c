"""The Enterprise API of SmartThings: a service account with roles in place of consents with scopes, for many locations.

It has no ``/v1``, wants version 2 in ``Accept``, exchanges an API key for a JWT, and has a rate table of its own. The
device layer is the public one. Only parts of the vendor's documentation are public: what is not visible there (bodies
of location groups, of errors and of the token beside ``token``) is inferred.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, Literal

import attrs

from smartbuildings.sandbox.http.document import Document, Operation, Route, load_document
from smartbuildings.sandbox.http.machine import bearer_token
from smartbuildings.sandbox.http.messages import Request, Response

from .documents import documents
from .handlers import HANDLERS, Call, Handler, enterprise
from .handlers.enterprise import KEY_S, ServiceToken
from .machine import SmartThingsSandbox
from .quota import RateLimits, RateRow
from .tokens import Token, seeded_id
from .wording import error, not_found

__all__ = ["ENTERPRISE_ROWS", "Role", "SmartThingsEnterpriseSandbox"]

RoleName = Literal["ACCOUNT_ADMIN", "IOT_MANAGER", "IOT_RESTRICTED_MANAGER", "IOT_MEMBER"]

VERSION: Final = "application/vnd.smartthings+json;v=2"
_PUBLIC: Final = frozenset({"locations", "devices", "scenes"})  # what it shares with the public API
_READ_ONLY: Final = "IOT_RESTRICTED_MANAGER"

ENTERPRISE_ROWS: Final[Mapping[str, RateRow]] = {
    **dict.fromkeys(("listLocationGroups", "getLocationGroup"), RateRow(1000, 60.0)),
    **dict.fromkeys(("listLocations", "listRooms", "getRoom", "listModes"), RateRow(250, 60.0)),
    **dict.fromkeys(("createLocation", "updateLocation", "patchLocation", "deleteLocation"), RateRow(100, 60.0)),
    **dict.fromkeys(("createRoom", "updateRoom", "deleteRoom", "createMode"), RateRow(100, 60.0)),
    "getLocation": RateRow(500, 60.0),
    "listRoomDevices": RateRow(350, 60.0, "room"),
}
"""The vendor's table; operations that it does not show keep the row of the public API."""


@attrs.frozen
class Role:
    """What a service account may do, and where: everywhere if neither locations nor groups are given."""

    name: RoleName
    """The vendor's name; ``IOT_RESTRICTED_MANAGER`` only reads."""
    locations: frozenset[str] = frozenset()
    """Ids of locations."""
    groups: frozenset[str] = frozenset()
    """Ids of location groups."""

    def covers(self, location_id: str | None, group_id: str | None) -> bool:
        """Return whether the role holds in a location."""
        everywhere = not self.locations and not self.groups
        return everywhere or location_id in self.locations or group_id in self.groups


class SmartThingsEnterpriseSandbox(SmartThingsSandbox):
    """An emulated account of an owner at the Enterprise API: one service account for all of its locations.

    Args:
        seed: the same seed gives the same locations, devices and API key.
        locations: how many locations there are, in groups of two.
        devices: how many devices, spread over the locations.
        wall: where the times in a JWT come from, as clients compare them with their own clock.
        options: as of ``SmartThingsSandbox``.
    """

    _handlers: Mapping[str, Handler] = {**HANDLERS, **enterprise.HANDLERS}

    def __init__(
        self,
        seed: int = 1,
        locations: int = 4,
        devices: int = 48,
        *,
        wall: Callable[[], float] = time.time,
        limits: RateLimits | None = None,
        **options: Any,
    ) -> None:
        super().__init__(seed, locations, devices, limits=limits or RateLimits(rows=ENTERPRISE_ROWS), **options)
        self._wall = wall
        self._tokens: dict[str, Token] = {}
        self.account_id = seeded_id(seed, "account")
        """The account that everything belongs to."""
        self.api_key = seeded_id(seed, "api key")
        """An API key; it is valid for a year."""
        self.keys = {self.api_key: self.clock.timestamp() + KEY_S}
        """The API keys, with the sandbox time at which each expires."""
        self.roles: tuple[Role, ...] = (Role("ACCOUNT_ADMIN"),)
        """The roles of the service account. Without one it gets tokens and sees nothing."""
        self.lists_devices = True
        """Whether all devices can be listed at once, of which the public pages say nothing."""
        self.service_account_id = seeded_id(seed, "service account")
        """The service account that the keys belong to."""
        self.records: dict[str, dict[str, dict[str, Any]]] = {}
        """Rules, scenes, sinks and subscriptions, as they were sent, by kind and id."""
        self.groups: dict[str, str] = {}
        """The names of the location groups."""
        for index, location in enumerate(self.account.locations.values()):
            number = index // 2 + 1
            location.group_id = seeded_id(seed, "group", number)
            self.groups[location.group_id] = f"District {number}"

    def environment(self, url: str) -> Mapping[str, str]:
        """Return the environment variables that point the SDK at this sandbox, served at ``url``."""
        return {"SMARTTHINGS_BASE_URL": url, "SMARTTHINGS_API_KEY": self.api_key}

    def roles_in(self, location_id: str | None) -> set[str]:
        """Return the names of the roles that hold in a location."""
        location = self.account.locations.get(location_id or "")
        group_id = None if location is None else location.group_id
        return {role.name for role in self.roles if role.covers(location_id, group_id)}

    def expire_tokens(self) -> None:
        """Make every JWT issued so far count as expired; keys stay good."""
        with self._lock:
            self._tokens.clear()

    def revoke_tokens(self) -> None:
        """Delete every API key, and end every JWT."""
        with self._lock:
            self._tokens.clear()
            self.keys.clear()

    def issue_token(self, lifetime_s: int) -> str:
        """Return a new JWT."""
        self.consents.issued += 1
        token = self._jwt(self.consents.issued, lifetime_s)
        self._tokens[token] = ServiceToken(self._scopes, self.clock.timestamp() + lifetime_s, sandbox=self)
        return token

    def reaches_group(self, group_id: str) -> bool:
        """Return whether a role holds in a location group."""
        return any(role.covers(None, group_id) for role in self.roles)

    def _own_documents(self) -> Mapping[str, Document]:
        source = documents()["v1"].source
        kept = {path: item for path, item in source["paths"].items() if path.split("/")[1] in _PUBLIC}
        own = Document("enterprise", load_document("smartthings_enterprise"), "service")
        return {"enterprise": own, "v2": Document("v2", {**source, "paths": kept}, "oauth")}

    def _route(self, request: Request) -> Route | None:
        found = [each.route(request.method, request.path) for each in self._documents.values()]
        routes = [each for each in found if each is not None]  # Both have paths for scenes, with other methods.
        return next((each for each in routes if each.operation is not None), routes[0] if routes else None)

    def _respond(self, request: Request, route: Route | None) -> Response:
        if request.headers.get("accept", "").replace(" ", "") != VERSION:
            return error(406, "NotAcceptableError", f"The version has to be {VERSION}.")
        if route is None:
            return not_found("The path does not exist.")
        return super()._respond(request, route)

    def _call(
        self,
        request: Request,
        parameters: Mapping[str, str] | None = None,
        body: Any = None,
        token: Token | None = None,
    ) -> Call:
        owner = token if isinstance(token, ServiceToken) else ServiceToken(frozenset(), 0.0, sandbox=self)
        return super()._call(request, parameters, body, owner)

    def _judge(self, request: Request) -> Token | None:
        found = self._tokens.get(bearer_token(request))
        return found if found is not None and self.clock.timestamp() < found.expires_at else None

    def _may(self, token: Token, operation: Operation, parameters: Mapping[str, str]) -> bool:
        """Return whether a role allows an operation where its object is; lists show what the roles reach."""
        if operation.operation_id == "getDevices" and not self.lists_devices:
            return False
        if "x-roles" in operation.described:
            return any(role.name in operation.described["x-roles"] for role in self.roles)
        device = self.account.devices.get(parameters.get("deviceId", ""))
        location_id = device.location_id if device is not None else parameters.get("locationId")
        if location_id is None:
            names: Collection[str] = {role.name for role in self.roles}
        else:
            names = self.roles_in(location_id)
        return bool(names) if operation.method == "GET" else bool(set(names) - {_READ_ONLY})

    def _jwt(self, serial: int, lifetime_s: int) -> str:
        now = int(self._wall())
        claims = {"sub": self.service_account_id, "iat": now, "exp": now + lifetime_s, "jti": serial}
        signed = ".".join(_encode(json.dumps(each).encode()) for each in ({"alg": "HS256", "typ": "JWT"}, claims))
        key = hashlib.sha256(f"smartthings enterprise {self.seed}".encode()).digest()
        return f"{signed}.{_encode(hmac.digest(key, signed.encode(), 'sha256'))}"


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
