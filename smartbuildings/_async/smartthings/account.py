"""What one token or consent gives access to, and how each of its requests is made.

The only module here that imports generated code: a row of ``smartthings/operations.py`` names an operationId, the
generated builder makes the request of it, ``AsyncHttp`` sends it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final, TypeVar

from smartbuildings._async.http import AsyncHttp
from smartbuildings._async.token_source import AsyncTokenSource
from smartbuildings._core.config import Settings
from smartbuildings._core.drift import DriftReport
from smartbuildings._core.observers import Observers
from smartbuildings._core.options import counted_as
from smartbuildings._core.page_plans import PageRequest
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.credentials import AuthorizationCode, ServiceKey
from smartbuildings.errors import NotFound, PermissionDenied, UnreadableResponse
from smartbuildings.smartthings import operations
from smartbuildings.smartthings.enterprise import WARN_S
from smartbuildings.smartthings.operations import Operation
from smartbuildings.units import Unit

__all__ = ["AsyncAccount"]

T = TypeVar("T")

_ANNOUNCE_EVERY_S: Final = 24 * 3600.0
"""How often the end of an API key is reported."""


class AsyncAccount:
    """The devices and locations that one token or consent gives access to.

    Attributes:
        name: The name of the consent in the token store; empty for one that is not in its list, and for other tokens.
        tokens: Its tokens.
        settings: The client's settings.
        drift: Where readers report what the specification does not contain.
        observers: Called with every event.
        confirm_s: How long a write waits until the state shows it.
        lists_devices: Whether all devices can be listed at once; if not, they are listed room by room.
    """

    def __init__(
        self,
        http: AsyncHttp,
        tokens: AsyncTokenSource,
        *,
        name: str,
        settings: Settings,
        drift: DriftReport,
        observers: Observers,
        confirm_s: float,
        key_expires_at: datetime | None = None,
    ) -> None:
        self._http = http
        self.name: Final = name
        self.tokens: Final = tokens
        self.settings: Final = settings
        self.drift: Final = drift
        self.observers: Final = observers
        self.confirm_s: Final = confirm_s
        self.lists_devices = True
        self._key_expires_at = key_expires_at
        self._announced_at = -math.inf
        self._location_id: str | None = None
        self._scales: dict[str, Unit | None] = {}

    @property
    def is_consent(self) -> bool:
        """Whether a user consented to it for one location, and it is not a token made by hand."""
        return isinstance(self.tokens.credentials, AuthorizationCode)

    @property
    def is_service(self) -> bool:
        """Whether it is a service account, which uses the Enterprise API."""
        return isinstance(self.tokens.credentials, ServiceKey)

    async def call(
        self, operation: Operation[Any], *ids: str, body: Mapping[str, Any] | None = None, **query: Any
    ) -> Any:
        """Make the request of an operation and return the JSON of its response.

        Args:
            operation: A row of the table.
            *ids: The parameters of its path. The last one is what the operation is counted for, if it is by device.
            body: What to send, if the operation takes a body.
            **query: The parameters of its query, by the names that the generated builder gives them.
        """
        self._announce_expiry()
        build = self._builders[operation.operation_id]
        given = query if body is None else {**query, "body": body}
        method, path, params, content = build(*ids, **given)
        with counted_as(operation.operation_id, device=_counted_for(operation, ids)):
            return await self._http.call(method, path, params=params or None, json=content)

    async def read(self, operation: Operation[T], *ids: str, body: Mapping[str, Any] | None = None, **query: Any) -> T:
        """Make the request of an operation and return what the operation's reader makes of its response.

        Raises:
            UnreadableResponse: the response is empty.
        """
        data = await self.call(operation, *ids, body=body, **query)
        if data is None:
            msg = f"The response to {operation.verb!r} is empty, where the API documents a body."
            raise UnreadableResponse(msg)
        return operation.reader(data, self.drift)

    async def page(self, operation: Operation[Any], request: PageRequest, *ids: str, **query: Any) -> Mapping[str, Any]:
        """Return the JSON of one page: the first one by the operation's builder, the next ones by their links."""
        self._announce_expiry()
        with counted_as(operation.operation_id, device=_counted_for(operation, ids)):
            if request.url == operation.operation_id:
                method, path, params, _ = self._builders[operation.operation_id](*ids, **query, **request.params)
                found = await self._http.call(method, path, params=params or None)
            else:
                found = await self._http.call("GET", request.url)
        if not isinstance(found, Mapping):
            msg = f"A page of {operation.verb!r} is empty, where the API documents a list."
            raise UnreadableResponse(msg)
        return found

    async def location_id(self) -> str | None:
        """Return the location that the consent covers; ``None`` for a token that covers several. Read once."""
        if self.is_consent and self._location_id is None:
            self._location_id = (await self.read(operations.READ_TOKEN_INSTALLATION)).building_id
        return self._location_id

    async def scale_of(self, location_id: str) -> Unit | None:
        """Return the unit of temperatures in a location, for those that are sent without one. Read once."""
        if location_id not in self._scales:
            try:
                found = await self.read(operations.READ_LOCATION, location_id)
            except (NotFound, PermissionDenied):  # The token may not read locations; the devices are read all the same.
                self._scales[location_id] = None
            else:
                self._scales[location_id] = found.temperature_scale
        return self._scales[location_id]

    def _announce_expiry(self) -> None:
        """Report once a day that the API key is about to expire."""
        if self._key_expires_at is None or monotonic() - self._announced_at < _ANNOUNCE_EVERY_S:
            return
        self._announced_at = monotonic()
        left_s = (self._key_expires_at - datetime.now(UTC)).total_seconds()
        if left_s < WARN_S and self.observers.is_listening():
            from smartbuildings.events import ApiKeyExpiring

            self.observers.notify(ApiKeyExpiring(self._key_expires_at))

    @cached_property
    def low_level(self) -> Any:
        """The generated client, which sends by ours."""
        from smartbuildings_api.smartthings.client import AuthenticatedClient

        # Base URL and token are those of the client below; the ones given here are never used.
        return AuthenticatedClient(base_url="", token="").set_async_httpx_client(self._http)

    @cached_property
    def _builders(self) -> Mapping[str, Callable[..., tuple[str, str, Mapping[str, Any] | None, Any]]]:
        """The request builders by operationId."""
        from smartbuildings_api.smartthings.api import (
            devices,
            history,
            installedapps,
            locations,
            modes,
            rooms,
            scenes,
            subscriptions,
        )

        tags = [devices, history, installedapps, locations, modes, rooms, scenes, subscriptions]
        if self.is_service:
            from smartbuildings_api.smartthings_enterprise.api import locationgroups

            tags.append(locationgroups)
        return {name: build for tag in tags for name, build in tag.BUILDERS.items()}


def _counted_for(operation: Operation[Any], ids: Sequence[str]) -> str:
    """Return the id that the limit of an operation is counted for; empty if it is counted for the account alone."""
    return ids[-1] if operation.is_of_device else ""
