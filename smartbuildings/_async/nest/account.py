"""What one consent gives access to, and how each of its requests is made.

The only module here that imports generated code: a row of ``nest/sdm_operations.py`` names an operationId, the
generated builder makes the request of it, ``AsyncHttp`` sends it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, TypeVar

from smartbuildings._async.http import AsyncHttp
from smartbuildings._async.token_source import AsyncTokenSource
from smartbuildings._core.config import Settings
from smartbuildings._core.drift import DriftReport
from smartbuildings._core.observers import Observers
from smartbuildings._core.options import counted_as
from smartbuildings._io.asynchronous import monotonic
from smartbuildings.errors import UnreadableResponse
from smartbuildings.nest.commands import Command
from smartbuildings.nest.sdm_operations import Operation
from smartbuildings.nest.vendor import counted_command
from smartbuildings.tokens import moment

__all__ = ["AsyncAccount"]

T = TypeVar("T")

_WARN_S: Final = 3 * 24 * 3600.0
"""How long before its end a consent that cannot be kept alive is announced."""
_ANNOUNCE_EVERY_S: Final = 24 * 3600.0


class AsyncAccount:
    """The structures and devices that one consent gives access to.

    Attributes:
        project_id: The Device Access project.
        name: The name of the consent in the token store; empty for a refresh token that was passed.
        tokens: Its tokens.
        settings: The client's settings.
        drift: Where readers report what the specification does not contain.
        observers: Called with every event.
        confirm_s: How long a write waits until the state shows it.
    """

    def __init__(
        self,
        http: AsyncHttp,
        tokens: AsyncTokenSource,
        *,
        project_id: str,
        name: str,
        settings: Settings,
        drift: DriftReport,
        observers: Observers,
        confirm_s: float,
    ) -> None:
        self._http = http
        self.project_id: Final = project_id
        self.name: Final = name
        self.tokens: Final = tokens
        self.settings: Final = settings
        self.drift: Final = drift
        self.observers: Final = observers
        self.confirm_s: Final = confirm_s
        self._announced_at = -math.inf

    async def read(self, operation: Operation[T], *ids: str) -> T:
        """Make the request of an operation and return what the operation's reader makes of its response.

        Args:
            operation: A row of the table.
            *ids: The parameters of its path after the project.

        Raises:
            UnreadableResponse: the response is empty.
        """
        found, _ = await self._page(operation, ids, None)
        return found

    async def read_all(self, operation: Operation[tuple[T, ...]], *ids: str) -> tuple[T, ...]:
        """Read a list to its end.

        Google's discovery document has no pages. A response that is one all the same names the next.

        Raises:
            UnreadableResponse: the response is empty, or its pages lead in a circle.
        """
        found, token = await self._page(operation, ids, None)
        seen: set[str] = set()
        while token is not None:
            if token in seen:
                msg = f"The pages of {operation.verb!r} lead in a circle, so reading them was stopped."
                raise UnreadableResponse(msg)
            seen.add(token)
            more, token = await self._page(operation, ids, token)
            found += more
        return found

    async def _page(self, operation: Operation[T], ids: Sequence[str], token: str | None) -> tuple[T, str | None]:
        method, path, params, _ = self._builders[operation.operation_id](self.project_id, *ids)
        if token is not None:
            params = {**(params or {}), "pageToken": token}
        data = await self._call(operation.operation_id, method, path, params=params or None)
        if data is None:
            msg = f"The response to {operation.verb!r} is empty, where the API documents a body."
            raise UnreadableResponse(msg)
        following = data.get("nextPageToken")
        return operation.reader(data, self.drift), following if isinstance(following, str) and following else None

    async def execute(self, operation: Operation[None], device_id: str, command: Command) -> None:
        """Send a command."""
        build = self._builders[operation.operation_id]
        method, path, _, content = build(self.project_id, device_id, body=command.body())
        await self._call(counted_command(command.name), method, path, device=device_id, json=content)

    async def _call(self, counted: str, method: str, path: str, *, device: str = "", **content: Any) -> Any:
        with counted_as(counted, device=device):
            data = await self._http.call(method, path, **content)
        self._announce_end()
        return data

    def _announce_end(self) -> None:
        """Report once a day that the consent is about to end: of a project in testing it does after 7 days."""
        token = self.tokens.cached()
        ends_at = None if token is None else token.refresh_ends_at
        if ends_at is None or monotonic() - self._announced_at < _ANNOUNCE_EVERY_S:
            return
        if ends_at - time.time() < _WARN_S and self.observers.is_listening():
            from smartbuildings.events import ConsentEnding

            self._announced_at = monotonic()
            self.observers.notify(ConsentEnding(self.name, moment(ends_at)))

    @cached_property
    def low_level(self) -> Any:
        """The generated client, which sends by ours."""
        from smartbuildings_api.nest_sdm.client import AuthenticatedClient

        # Base URL and token are those of the client below; the ones given here are never used.
        return AuthenticatedClient(base_url="", token="").set_async_httpx_client(self._http)

    @cached_property
    def _builders(self) -> Mapping[str, Callable[..., tuple[str, str, Mapping[str, Any] | None, Any]]]:
        """The request builders by operationId."""
        from smartbuildings_api.nest_sdm.api import devices, structures

        return {**devices.BUILDERS, **structures.BUILDERS}
