"""What the clients of all vendors have in common: settings, network, quota, observers, and how they end."""

from __future__ import annotations

import os
from collections.abc import Iterable
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
from smartbuildings._core.options import call_options
from smartbuildings._core.scoped_store import ScopedStore
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._core.vendor import Vendor
from smartbuildings.credentials import Credentials
from smartbuildings.quota import Quota, QuotaBook
from smartbuildings.retry import RetryPolicy
from smartbuildings.tokens import MemoryStore, TokenStore, store_from_text

if TYPE_CHECKING:
    from smartbuildings.events import Observer

__all__ = ["AsyncVendorClient", "store_of"]


class AsyncVendorClient:
    """The part of a client that knows no vendor; the arguments are those of the vendors' clients."""

    def __init__(
        self,
        vendor: Vendor,
        *,
        base_url: str,
        timeout_s: float,
        deadline_s: float | None,
        queue_s: float,
        connections: int,
        retry: RetryPolicy | None,
        quota: QuotaBook | Quota | None,
        observers: Iterable[Observer],
        proxy: str | None,
        verify: Any,
        transport: AsyncTransport | None,
        max_response_bytes: int,
    ) -> None:
        proxy = hidden(proxy)
        self._vendor = vendor
        self._settings = Settings(
            base_url,
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
