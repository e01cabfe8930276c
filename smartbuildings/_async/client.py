"""What the clients of all vendors have in common: settings, network, quota, observers, and how they end.

Users import the classes from ``smartbuildings.vendor``, to write clients of vendors that this package does not know.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from smartbuildings import __version__
from smartbuildings._async.connect import AsyncNetwork, AsyncTransport, user_agent
from smartbuildings._async.http import AsyncHttp
from smartbuildings._async.token_endpoint import AsyncTokenEndpoint
from smartbuildings._async.token_source import AsyncTokenSource
from smartbuildings._core.config import Settings, from_environment
from smartbuildings._core.drift import Drift, DriftReport
from smartbuildings._core.hiding import hidden
from smartbuildings._core.observers import Observers
from smartbuildings._core.options import call_options, counted_as
from smartbuildings._core.scoped_store import ScopedStore
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._core.vendor import Vendor
from smartbuildings.credentials import Credentials
from smartbuildings.quota import Quota, QuotaBook
from smartbuildings.retry import RetryPolicy
from smartbuildings.tokens import MemoryStore, TokenStore, store_from_text

if TYPE_CHECKING:
    from smartbuildings.events import Observer

__all__ = ["AsyncConnection", "AsyncVendorClient", "store_of"]


class AsyncConnection:
    """Sends requests with the tokens of one set of credentials: ``AsyncVendorClient.connect`` makes it."""

    def __init__(self, http: AsyncHttp) -> None:
        self._http = http

    async def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        operation: str = "",
        device: str = "",
    ) -> Any:
        """Send a request and return the JSON of the response; ``None`` for an empty body.

        It has a token, waits for quota, is retried where that cannot repeat a write, and ends within its deadline.

        Args:
            method: The HTTP method.
            path: The path below the base URL, each id in it percent-encoded.
            params: The query.
            json: What to send as JSON.
            operation: The row of the vendor's ``quota.operations`` that it counts in.
            device: The device that it counts for, if that row is by device.

        Raises:
            SmartBuildingsError: of the class that fits what went wrong.
        """
        with counted_as(operation, device=device):
            return await self._http.call(method, path, params=params, json=json)


class AsyncVendorClient:
    """The part of a client that knows no vendor: settings, network, quota and observers.

    The client of a vendor is a subclass. It calls ``connect`` for each account that it has.

    Args:
        vendor: The description of the vendor.
        base_url: Scheme, host and path of the API; that of the description when left out. Plain http is refused for any
            host but this machine.
        timeout_s: How long one attempt may go without progress.
        deadline_s: How long one request may take in all; 120 seconds from when it has its permit and its quota when
            left out.
        queue_s: How long a request without a ``deadline_s`` may wait for its permit and its quota.
        connections: How many requests of each account may be in progress at once.
        retry: When to send again.
        quota: Who keeps count; give several clients the same book (or the ``quota`` of the first).
        observers: Called with every event.
        proxy: A proxy's URL; else the usual proxy variables of the environment hold.
        verify: A TLS context of your own, instead of the default one.
        transport: An httpx transport instead of the network.
        max_response_bytes: How large the body of a response may be, compressed and decompressed.

    Raises:
        ConfigurationError: a setting cannot be right.
    """

    def __init__(
        self,
        vendor: Vendor,
        *,
        base_url: str | None = None,
        timeout_s: float = 30.0,
        deadline_s: float | None = None,
        queue_s: float = 3600.0,
        connections: int = 3,
        retry: RetryPolicy | None = None,
        quota: QuotaBook | Quota | None = None,
        observers: Iterable[Observer] = (),
        proxy: str | None = None,
        verify: Any = True,
        transport: AsyncTransport | None = None,
        max_response_bytes: int = 64_000_000,
    ) -> None:
        proxy = hidden(proxy)
        self._vendor = vendor
        self._settings = Settings(
            base_url or vendor.base_url,
            timeout_s=timeout_s,
            deadline_s=deadline_s,
            queue_s=queue_s,
            connections=connections,
            retry=retry or RetryPolicy(),
            max_response_bytes=max_response_bytes,
        )
        self._quota = Quota(quota, rules=vendor.quota)
        self._observers = Observers(observers)
        self._drift = DriftReport(self._report_drift)
        self._network = AsyncNetwork(proxy=proxy, verify=verify, transport=transport)
        self._https: list[AsyncHttp] = []
        for entry in self._network.rules.skipped:
            from smartbuildings.events import NoProxyEntrySkipped

            self._observers.notify(NoProxyEntrySkipped(entry))

    def connect(self, credentials: Credentials, *, token_store: TokenStore | str | None = None) -> AsyncConnection:
        """Return what sends the requests of one account.

        Args:
            credentials: How its tokens are requested.
            token_store: Where they are kept: a store, or a text as for ``SMARTBUILDINGS_TOKEN_STORE``; in memory by
                default.
        """
        http = self._http_for(Quota(self._quota, rules=self._vendor.quota, account=credentials.key))
        self._tokens_for(http, credentials, store_of(token_store), self._vendor.tokens)
        return AsyncConnection(http)

    def _http_for(self, quota: Quota, headers: dict[str, str] | None = None) -> AsyncHttp:
        """Make an HTTP client, which has connections of its own."""
        every = {"User-Agent": user_agent(__version__), "Accept": self._vendor.accept, **(headers or {})}
        http = AsyncHttp(
            self._settings,
            quota=quota,
            observers=self._observers,
            headers=every,
            network=self._network,
            vendor=self._vendor,
        )
        self._https.append(http)
        return http

    def _tokens_for(
        self, http: AsyncHttp, credentials: Credentials, store: TokenStore, rules: TokenRules
    ) -> AsyncTokenSource:
        """Make the source of an HTTP client's tokens."""
        tokens = AsyncTokenSource(
            credentials,
            ScopedStore(store, self._settings.origin),
            AsyncTokenEndpoint(http, rules.refusals),
            rules=rules,
            observers=self._observers,
        )
        http.runner.tokens = tokens
        return tokens

    @property
    def quota(self) -> Quota:
        """What is known of the vendor's limits; see ``quota.windows``."""
        return self._quota

    @property
    def drift(self) -> DriftReport:
        """What responses contained that the specification does not."""
        return self._drift

    def options(
        self, *, timeout_s: float | None = None, deadline_s: float | None = None, attempts: int | None = None
    ) -> AbstractContextManager[None]:
        """Change the timeout, the deadline or the number of attempts for the calls in a ``with`` block.

        It holds in this thread or task and those started from it, also for generated functions.
        """
        return call_options(timeout_s=timeout_s, deadline_s=deadline_s, attempts=attempts)

    def _report_drift(self, found: Drift) -> None:
        if self._observers.is_listening():
            from smartbuildings.events import DriftSeen

            self._observers.notify(DriftSeen(f"{found.model}.{found.field}", found.kind, found.detail))

    async def aclose(self) -> None:
        """Close the connections."""
        for http in self._https:
            await http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def store_of(chosen: TokenStore | str | None) -> TokenStore:
    """Return the token store that an argument or the environment names; one in memory by default."""
    if chosen is None:
        chosen = hidden(from_environment("TOKEN_STORE", os.environ))
    if chosen is None:
        return MemoryStore()
    return store_from_text(chosen) if isinstance(chosen, str) else chosen
