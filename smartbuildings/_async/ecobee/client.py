"""The client of ecobee SmartBuildings: where settings, credentials and the network come together."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from smartbuildings._async.client import AsyncVendorClient, store_of
from smartbuildings._async.connect import AsyncTransport
from smartbuildings._core.config import from_environment
from smartbuildings._core.hiding import hidden, never_raises
from smartbuildings._core.token_rules import TokenRules
from smartbuildings.credentials import AuthorizationCode, ClientCredentials, Credentials
from smartbuildings.ecobee.vendor import AUDIENCE, ECOBEE, TOKEN_ENDPOINTS
from smartbuildings.errors import ConfigurationError
from smartbuildings.tokens import TokenInfo, TokenStore

if TYPE_CHECKING:
    from smartbuildings._async.ecobee.account import AsyncAccount
    from smartbuildings._async.ecobee.building import AsyncBuildings
    from smartbuildings._async.ecobee.thermostats import AsyncThermostats
    from smartbuildings.ecobee.operations import ApiVersion
    from smartbuildings.events import Observer
    from smartbuildings.quota import Quota, QuotaBook
    from smartbuildings.retry import RetryPolicy

__all__ = ["AsyncSmartBuildings"]

_OTHER_GRANTS: Final = TokenRules()


class AsyncSmartBuildings(AsyncVendorClient):
    """A client of the ecobee SmartBuildings API.

    Make one and keep it: it holds the token, the count of the quota and the connections, and may be shared between
    tasks. Each argument that is left out is read from the environment, then takes its default.

    Args:
        client_id: As issued by ecobee; else ``SMARTBUILDINGS_CLIENT_ID``.
        client_secret: As issued by ecobee; else ``SMARTBUILDINGS_CLIENT_SECRET``.
        api_version: ``"v2"`` or ``"v1"``; else ``SMARTBUILDINGS_API_VERSION``, else v2. ecobee announced the removal of
            v1 for 2026-03-31.
        base_url: Scheme and host of the API, such as a sandbox's; else ``SMARTBUILDINGS_BASE_URL``, else ecobee's.
        token_store: Where the token is kept between clients and processes: a store, or a text as for
            ``SMARTBUILDINGS_TOKEN_STORE``; in memory by default.
        scope: Space separated scopes to ask for; everything that the client may, when left out.
        credentials: Other credentials than a client id and secret, or such with a token endpoint of their own.
        timeout_s: How long one attempt may go without progress.
        deadline_s: How long one request may take in all: token, permit, quota and retries included. A method that reads
            before or after it writes makes two or three. When left out, it is 120 seconds from when the request has its
            permit and its quota.
        queue_s: How long a request without a ``deadline_s`` may wait for its permit and its quota.
        connections: How many requests may be in progress at once; ecobee asks for 2 to 3 at most.
        retry: When to send again.
        quota: Who keeps count; give several clients the same book (or the ``quota`` of the first), or processes a
            ``SharedQuota``.
        observers: Called with every event.
        proxy: A proxy's URL; else the usual proxy variables of the environment hold.
        verify: A TLS context of your own, instead of the default one.
        transport: An httpx transport instead of the network, such as the sandbox's.
        max_response_bytes: How large the body of a response may be, compressed and decompressed.

    Raises:
        ConfigurationError: something is missing or contradicts itself. Nothing was sent.
    """

    def __init__(
        self,
        client_id: str | None = None,
        client_secret: str | None = None,
        *,
        api_version: ApiVersion | None = None,
        base_url: str | None = None,
        token_store: TokenStore | str | None = None,
        scope: str | None = None,
        credentials: Credentials | None = None,
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
        # Hidden first: a traceback of what fails below may show the locals of this frame.
        client_secret, proxy, token_store = hidden(client_secret), hidden(proxy), hidden(token_store)
        self._version: ApiVersion = _version(api_version or from_environment("API_VERSION", os.environ) or "v2")
        if credentials is None:
            credentials = _client_credentials(client_id, client_secret, scope, self._version)
        elif client_id is not None or client_secret is not None or scope is not None:
            msg = "Give either credentials, or client_id, client_secret and scope: both were given."
            raise ConfigurationError(msg)
        super().__init__(
            ECOBEE,
            base_url=base_url or from_environment("BASE_URL", os.environ) or ECOBEE.base_url,
            timeout_s=timeout_s,
            deadline_s=deadline_s,
            queue_s=queue_s,
            connections=connections,
            retry=retry,
            quota=quota,
            observers=observers,
            proxy=proxy,
            verify=verify,
            transport=transport,
            max_response_bytes=max_response_bytes,
        )
        self._http = self._http_for(self._quota)
        # ecobee issues tokens for client credentials only: those of another grant come from another service.
        rules = _OTHER_GRANTS if isinstance(credentials, AuthorizationCode) else ECOBEE.tokens
        self._tokens = self._tokens_for(self._http, credentials, store_of(token_store), rules)
        self._buildings: AsyncBuildings | None = None
        self._thermostats: AsyncThermostats | None = None

    # Loaded on first use, with the models: a program that only makes a client, such as one that shows its help, should
    # not wait for them.

    @cached_property
    def _account(self) -> AsyncAccount:
        from smartbuildings._async.ecobee.account import AsyncAccount

        return AsyncAccount(
            self._http, self._version, settings=self._settings, drift=self._drift, observers=self._observers
        )

    @property
    def buildings(self) -> AsyncBuildings:
        """The buildings of the account."""
        if self._buildings is None:
            from smartbuildings._async.ecobee.building import AsyncBuildings

            self._buildings = AsyncBuildings(self._account)
        return self._buildings

    @property
    def thermostats(self) -> AsyncThermostats:
        """The thermostats of the account, whatever their building."""
        if self._thermostats is None:
            from smartbuildings._async.ecobee.thermostats import AsyncThermostats

            self._thermostats = AsyncThermostats(self._account)
        return self._thermostats

    @property
    def api_version(self) -> ApiVersion:
        """The API version that this client speaks."""
        return self._version

    @property
    def token(self) -> TokenInfo | None:
        """Scope and expiry of the token in use; ``None`` before the first call. The secret is not in it."""
        return self._tokens.info

    @property
    def low_level(self) -> Any:
        """The generated ``AuthenticatedClient``, wired to this client.

        Pass it as ``client=`` to any function of ``smartbuildings_api.ecobee_v2`` (or ``ecobee_v1``): it then has the
        same token, quota, retries and errors as the methods here.
        """
        return self._account.low_level

    async def authenticate(self) -> TokenInfo:
        """Make sure that there is a token, requesting one only if none is in hand or in the store.

        Raises:
            TokenRefused: the credentials were rejected.
            ConfigurationError: the token endpoint does not know this client.
            TokenQuotaExceeded: another request now could get the access suspended.
        """
        self._http.check_usable()
        token = self._tokens.cached() or await self._tokens.get(rejected=None)
        return TokenInfo.of(token)

    async def discard_token(self) -> None:
        """Discard the token in hand and in the store: the next call requests another one.

        For a token that the API keeps rejecting for another reason than expiry. A remembered rejection of the
        credentials is forgotten too, but neither the count of token requests nor a wait that the token endpoint asked
        for. Processes that already use the token keep using it. No request is made.

        Raises:
            ConfigurationError: the token is a ``StaticToken``.
        """
        self._http.check_usable()
        await self._tokens.discard()

    @never_raises
    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.base_url!r}, api_version={self._version!r})"


def _version(text: str) -> ApiVersion:
    if text not in TOKEN_ENDPOINTS:
        msg = f"{text!r} is not a version of the API. Use 'v2', or 'v1' for the retired one."
        raise ConfigurationError(msg)
    return cast("ApiVersion", text)


def _client_credentials(
    client_id: str | None, client_secret: str | None, scope: str | None, version: ApiVersion
) -> ClientCredentials:
    found = {
        "client_id": client_id or from_environment("CLIENT_ID", os.environ),
        "client_secret": hidden(client_secret or from_environment("CLIENT_SECRET", os.environ)),
    }
    missing = [name for name, value in found.items() if not value]
    if missing:
        names = " and ".join(missing)
        variables = " and ".join(f"SMARTBUILDINGS_{name.upper()}" for name in missing)
        msg = (
            f"{names} {'is' if len(missing) == 1 else 'are'} missing. Pass {names}, or set {variables}. "
            "To try without an account, run `smartbuildings sandbox` and paste the lines that it prints."
        )
        raise ConfigurationError(msg)
    route, fallback = TOKEN_ENDPOINTS[version]
    return ClientCredentials(
        cast("str", found["client_id"]),
        cast("str", found["client_secret"]),
        scope=scope,
        audience=AUDIENCE,
        token_url=route,
        encoding=ECOBEE.tokens.encoding,
        fallback_url=fallback,
    )
