"""What all objects of one client share, and how each of their requests is made.

The only module here that imports generated code: a row of ``ecobee/operations.py`` names an operationId, the generated
builder makes the request of it, ``AsyncHttp`` sends it.
"""

from __future__ import annotations

import copy
from collections.abc import Awaitable, Callable, Mapping
from datetime import tzinfo
from functools import cached_property
from typing import Any, Final, Self, TypeVar

from smartbuildings._async.ecobee.zones import AsyncZones
from smartbuildings._async.http import AsyncHttp
from smartbuildings._core.config import Settings
from smartbuildings._core.drift import DriftReport
from smartbuildings._core.observers import Observers
from smartbuildings.ecobee.operations import ApiVersion, JsonObject, Operation, unwrap_envelope
from smartbuildings.errors import InvalidRequest

__all__ = ["AsyncAccount"]

T = TypeVar("T")


class AsyncAccount:
    """The account that a client's credentials give access to.

    Attributes:
        version: The version of the API.
        settings: The client's settings.
        drift: Where readers report what the specification does not contain.
        observers: Called with every event.
        zones: The time zones of buildings and thermostats.
    """

    def __init__(
        self, http: AsyncHttp, version: ApiVersion, *, settings: Settings, drift: DriftReport, observers: Observers
    ) -> None:
        self._http = http
        self._refusal: str | None = None
        self.version: Final[ApiVersion] = version
        self.settings: Final = settings
        self.drift: Final = drift
        self.observers: Final = observers
        self.zones: Final = AsyncZones(self.read)

    async def call(self, operation: Operation[Any], *ids: str, body: Mapping[str, Any] | None = None) -> JsonObject:
        """Make the request of an operation and return the ``data`` of its response; ``{}`` if none is documented.

        Args:
            operation: A row of the table.
            *ids: The parameters of its path.
            body: What to send, if the operation takes a body.

        Raises:
            NotSupported: this version of the API does not have the operation. Nothing was sent.
            InvalidRequest: the object that it is about cannot be used. Nothing was sent.
            UnreadableResponse: the response reports success, but has not the documented body.
        """
        operation_id = self.require(operation)
        build = self._builders[operation_id]
        method, path, query, content = build(*ids) if body is None else build(*ids, body=body)
        received = await self._http.call(method, path, params=query, json=content)
        return unwrap_envelope(received, operation_id, operation.returns)

    async def read(
        self,
        operation: Operation[T],
        *ids: str,
        body: Mapping[str, Any] | None = None,
        zone_for: Callable[[JsonObject], Awaitable[tzinfo | None]] | None = None,
    ) -> T:
        """Make the request of an operation and return what the operation's reader makes of its response.

        Args:
            operation: As for ``call``.
            *ids: As for ``call``.
            body: As for ``call``.
            zone_for: Returns the time zone for the times in the ``data`` of the response.
        """
        data = await self.call(operation, *ids, body=body)
        return operation.reader(data, self.drift, zone=None if zone_for is None else await zone_for(data))

    def require(self, operation: Operation[Any]) -> str:
        """Return the operationId of an operation, or raise before anything is read or sent.

        Raises:
            NotSupported: this version of the API does not have the operation.
            InvalidRequest: the object that it is about cannot be used.
        """
        if self._refusal is not None:
            raise InvalidRequest(self._refusal)
        return operation.id_in(self.version)

    def refusing(self, message: str) -> Self:
        """Return a copy that refuses every operation with ``InvalidRequest``: for an object whose id cannot be used."""
        account = copy.copy(self)
        account._refusal = message
        return account

    @cached_property
    def low_level(self) -> Any:
        """The generated client, which sends by ours."""
        if self.version == "v1":
            from smartbuildings_api.ecobee_v1.client import AuthenticatedClient as ClientV1

            # Base URL and token are those of the client below; the ones given here are never used.
            return ClientV1(base_url="", token="").set_async_httpx_client(self._http)
        from smartbuildings_api.ecobee_v2.client import AuthenticatedClient as ClientV2

        return ClientV2(base_url="", token="").set_async_httpx_client(self._http)

    @cached_property
    def _builders(self) -> Mapping[str, Callable[..., tuple[str, str, Mapping[str, Any] | None, Any]]]:
        """The request builders by operationId; the generated code of the other version is not imported."""
        if self.version == "v1":
            from smartbuildings_api.ecobee_v1.api import buildings as buildings_v1
            from smartbuildings_api.ecobee_v1.api import thermostats as thermostats_v1

            return {**buildings_v1.BUILDERS, **thermostats_v1.BUILDERS}
        from smartbuildings_api.ecobee_v2.api import buildings as buildings_v2
        from smartbuildings_api.ecobee_v2.api import thermostats as thermostats_v2

        return {**buildings_v2.BUILDERS, **thermostats_v2.BUILDERS}
