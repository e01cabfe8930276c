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

from smartbuildings.sandbox.http.document import Document, Operation, Route
from smartbuildings.sandbox.http.machine import bearer_token
from smartbuildings.sandbox.http.messages import Refusal, Request, Response, json_response

from .documents import documents
from .handlers import HANDLERS, Call, Handler
from .machine import SmartThingsSandbox
from .quota import RateLimits, RateRow
from .tokens import Token, seeded_id
from .wording import detail, error, forbidden, not_found, unprocessable

__all__ = ["ENTERPRISE_ROWS", "Role", "SmartThingsEnterpriseSandbox"]

RoleName = Literal["ACCOUNT_ADMIN", "IOT_MANAGER", "IOT_RESTRICTED_MANAGER", "IOT_MEMBER"]

VERSION: Final = "application/vnd.smartthings+json;v=2"
KEY_S: Final = 365 * 86_400
_LONGEST_S: Final = 86_400
_TOKEN_PATH: Final = "/auth/serviceaccount/token"
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


@attrs.define
class _ServiceToken(Token):
    """A JWT. Its roles are those of the service account at the moment, so a change takes effect at once."""

    sandbox: SmartThingsEnterpriseSandbox | None = None

    @property
    def principal(self) -> str:
        return "service account"

    def reaches(self, location_id: str | None) -> bool:
        assert self.sandbox is not None, "issue_token gives it one"
        return bool(self.sandbox.roles_in(location_id))


def _operation(operation_id: str, tag: str, *, needs_token: bool = True) -> dict[str, Any]:
    security: list[dict[str, list[str]]] = [{"oauth": []}] if needs_token else []
    responses = {"200": {"description": "Success.", "content": {"application/json": {"schema": {"type": "object"}}}}}
    return {"operationId": operation_id, "tags": [tag], "security": security, "responses": responses}


_ADDED: Final[Mapping[str, Any]] = {
    _TOKEN_PATH: {"post": _operation("issueServiceToken", "authentication", needs_token=False)},
    "/locationgroups": {"get": _operation("listLocationGroups", "locationgroups")},
    "/locationgroups/{locationGroupId}": {"get": _operation("getLocationGroup", "locationgroups")},
}


class SmartThingsEnterpriseSandbox(SmartThingsSandbox):
    """An emulated account of an owner at the Enterprise API: one service account for all of its locations.

    Args:
        seed: the same seed gives the same locations, devices and API key.
        locations: how many locations there are, in groups of two.
        devices: how many devices, spread over the locations.
        wall: where the times in a JWT come from, as clients compare them with their own clock.
        options: as of ``SmartThingsSandbox``.
    """

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
        self._handlers = _handlers(self)
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

    def issue_token(self, call: Call) -> Response:
        """Exchange an API key for a JWT."""
        now = self.clock.timestamp()
        key = bearer_token(call.request)
        if now >= self.keys.get(key, 0.0):
            raise Refusal(error(401, "UnauthorizedError", "The API key is not valid."))
        try:
            lifetime_s = json.loads(call.request.body or b"{}").get("expiresInSec", _LONGEST_S)
        except (ValueError, AttributeError):
            raise Refusal(error(400, "BadRequestError", "The body could not be parsed.")) from None
        if isinstance(lifetime_s, bool) or not isinstance(lifetime_s, int) or not 1 <= lifetime_s <= _LONGEST_S:
            wrong = detail("NotValidValue", f"must be between 1 and {_LONGEST_S}", "expiresInSec")
            raise Refusal(unprocessable(wrong))
        self.consents.issued += 1
        token = self._jwt(self.consents.issued, lifetime_s)
        self._tokens[token] = _ServiceToken(self._scopes, now + lifetime_s, None, self)
        return json_response(200, {"token": token})

    def list_location_groups(self, call: Call) -> Response:
        """List the location groups that a role reaches."""
        items = [self._group(group_id) for group_id in self.groups if self._reaches_group(group_id)]
        return json_response(200, {"items": items, "_links": {}})

    def get_location_group(self, call: Call) -> Response:
        """Read one location group."""
        group_id = call.parameters["locationGroupId"]
        if group_id not in self.groups or not self._reaches_group(group_id):
            raise Refusal(forbidden())
        return json_response(200, self._group(group_id))

    def _group(self, group_id: str) -> dict[str, Any]:
        parent = {"type": "ACCOUNT", "id": self.account_id}
        return {"locationGroupId": group_id, "name": self.groups[group_id], "parent": parent}

    def _reaches_group(self, group_id: str) -> bool:
        return any(role.covers(None, group_id) for role in self.roles)

    def _own_documents(self) -> Mapping[str, Document]:
        source = documents()["v1"].source
        kept = {path: item for path, item in source["paths"].items() if path.split("/")[1] in _PUBLIC}
        return {"v2": Document("v2", {**source, "paths": {**kept, **_ADDED}}, "oauth")}

    def _route(self, request: Request) -> Route | None:
        return self._documents["v2"].route(request.method, request.path)

    def _respond(self, request: Request, route: Route | None) -> Response:
        if request.headers.get("accept", "").replace(" ", "") != VERSION:
            return error(406, "NotAcceptableError", f"The version has to be {VERSION}.")
        if route is None:
            return not_found("The path does not exist.")
        return super()._respond(request, route)

    def _judge(self, request: Request) -> Token | None:
        found = self._tokens.get(bearer_token(request))
        return found if found is not None and self.clock.timestamp() < found.expires_at else None

    def _may(self, token: Token, operation: Operation, parameters: Mapping[str, str]) -> bool:
        """Return whether a role allows an operation where its object is; lists show what the roles reach."""
        device = self.account.devices.get(parameters.get("deviceId", ""))
        location_id = device.location_id if device is not None else parameters.get("locationId")
        if location_id is None:
            names: Collection[str] = {role.name for role in self.roles}
        else:
            names = self.roles_in(location_id)
        return bool(names) if operation.method == "GET" else bool(set(names) - {_READ_ONLY})

    def _jwt(self, serial: int, lifetime_s: int) -> str:
        now = int(self._wall())
        claims = {"sub": seeded_id(self.seed, "service account"), "iat": now, "exp": now + lifetime_s, "jti": serial}
        signed = ".".join(_encode(json.dumps(each).encode()) for each in ({"alg": "HS256", "typ": "JWT"}, claims))
        key = hashlib.sha256(f"smartthings enterprise {self.seed}".encode()).digest()
        return f"{signed}.{_encode(hmac.digest(key, signed.encode(), 'sha256'))}"


def _handlers(sandbox: SmartThingsEnterpriseSandbox) -> Mapping[str, Handler]:
    return {
        **HANDLERS,
        "issueServiceToken": sandbox.issue_token,
        "listLocationGroups": sandbox.list_location_groups,
        "getLocationGroup": sandbox.get_location_group,
    }


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
