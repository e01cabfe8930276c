"""The async client of Google Nest: `AsyncNest`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from smartbuildings._async.client import AsyncVendorClient, store_of
from smartbuildings._async.nest.account import AsyncAccount
from smartbuildings._core.config import from_environment
from smartbuildings._core.hiding import hidden, never_raises
from smartbuildings.credentials import AuthorizationCode
from smartbuildings.errors import ConfigurationError
from smartbuildings.nest.logins import OAuthClient
from smartbuildings.nest.vendor import NEST, TOKENS
from smartbuildings.quota import Quota
from smartbuildings.tokens import FileStore, Token, moment

if TYPE_CHECKING:
    from smartbuildings._async.connect import AsyncTransport
    from smartbuildings._async.nest.structure import AsyncStructures
    from smartbuildings._async.nest.thermostats import AsyncThermostats
    from smartbuildings.events import Observer
    from smartbuildings.quota import QuotaBook
    from smartbuildings.retry import RetryPolicy
    from smartbuildings.tokens import TokenStore

__all__ = ["AsyncNest"]

_PREFIX: Final = "NEST_"
_WORKS_WITH_NEST: Final = "https://api.home.nest.com/oauth2/access_token"


class AsyncNest(AsyncVendorClient):
    """A client of Google's Smart Device Management API.

    Make one and keep it. It reads and controls the Nest thermostats that one user shares with a Device Access project.
    The user's consent is a refresh token: one that was given elsewhere, or the one that ``smartbuildings login nest``
    or ``add_consent`` has put into the token store.

    Each argument that is left out is read from the environment, then takes its default.

    Args:
        refresh_token: Of a consent that was given elsewhere; else ``NEST_REFRESH_TOKEN``; else the stored consent is
            used.
        project_id: Of the Device Access project, which is not the Google Cloud project; else ``NEST_PROJECT_ID``.
        client_id: Of the OAuth client; else ``NEST_CLIENT_ID``.
        client_secret: Its secret; else ``NEST_CLIENT_SECRET``.
        consent: The name of the stored consent, for several users of one project.
        base_url: Scheme and host of the API; else ``NEST_BASE_URL``, else Google's.
        token_url: The token endpoint; else ``NEST_TOKEN_URL``, else Google's.
        token_store: Where tokens are kept: a store, or a text as for ``SMARTBUILDINGS_TOKEN_STORE``. By default in
            memory with a refresh token, and in files for the stored consent.
        confirm_s: How long a write waits until the thermostat's state shows it, in seconds; 0 returns at once.
        timeout_s: How long one attempt may go without progress.
        deadline_s: How long one request may take in all; 120 seconds from when it has its permit and its quota when
            left out.
        queue_s: How long a request without a ``deadline_s`` may wait for its permit and its quota.
        connections: How many requests may be in progress at once.
        retry: When to send again.
        quota: Who keeps count; give several clients the same book (or the ``quota`` of the first), or processes a
            ``SharedQuota``. No header announces the limits, so all requests of a user and project should be counted
            in one book.
        observers: Called with every event.
        proxy: A proxy's URL; else the usual proxy variables of the environment hold.
        verify: A TLS context of your own, instead of the default one.
        transport: An httpx transport instead of the network, such as the sandbox's.
        max_response_bytes: How large the body of a response may be, compressed and decompressed.
        is_for_consents: Use the stored consent, whatever refresh token the environment contains.

    Raises:
        ConfigurationError: something is missing or contradicts itself. Nothing was sent.
    """

    def __init__(
        self,
        refresh_token: str | None = None,
        *,
        project_id: str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        consent: str = "default",
        base_url: str | None = None,
        token_url: str | None = None,
        token_store: TokenStore | str | None = None,
        confirm_s: float = 5.0,
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
        is_for_consents: bool = False,
    ) -> None:
        # Hidden first: a traceback of what fails below may show the locals of this frame.
        refresh_token, client_secret = hidden(refresh_token), hidden(client_secret)
        token_store, proxy = hidden(token_store), hidden(proxy)
        if not confirm_s >= 0:
            msg = f"confirm_s is {confirm_s!r}: it has to be a number of seconds of 0 or more."
            raise ConfigurationError(msg)
        if not isinstance(consent, str) or not consent.strip():
            msg = "consent is empty: it is the name of a consent in the token store."
            raise ConfigurationError(msg)
        base_url = base_url or _nest_variable("BASE_URL") or NEST.base_url
        self._oauth = OAuthClient(
            project_id or _nest_variable("PROJECT_ID"),
            client_id or _nest_variable("CLIENT_ID"),
            client_secret or _nest_variable("CLIENT_SECRET"),
            token_url=token_url or _nest_variable("TOKEN_URL") or TOKENS.token_url,
            base_url=base_url,
        )
        super().__init__(
            NEST,
            base_url=base_url,
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
        self._confirm_s = confirm_s
        if refresh_token is None and not is_for_consents:
            refresh_token = _nest_variable("REFRESH_TOKEN")
        self._consent = consent
        is_chosen = token_store is not None or from_environment("TOKEN_STORE", os.environ) is not None
        if refresh_token is not None:
            self._store: TokenStore = store_of(token_store)
            self._connect(self._oauth.credentials(refresh_token=refresh_token), name="")
        else:
            self._store = store_of(token_store) if is_chosen else FileStore()
            self._connect(self._stored_credentials(), name=consent)

    def _stored_credentials(self, **how: str | None) -> AuthorizationCode:
        name = f"{self._oauth.project_id} {self._consent}"
        return self._oauth.credentials(consent=name, authorize_url=self._oauth.consent_url, **how)

    def _connect(self, credentials: AuthorizationCode, *, name: str) -> None:
        from smartbuildings._async.nest.device_list import AsyncDeviceList

        http = self._http_for(Quota(self._quota, rules=NEST.quota, account=credentials.key))
        account = AsyncAccount(
            http,
            self._tokens_for(http, credentials, self._store, TOKENS),
            project_id=self._oauth.project_id,
            name=name,
            settings=self._settings,
            drift=self._drift,
            observers=self._observers,
            confirm_s=self._confirm_s,
        )
        self._devices = AsyncDeviceList(account)

    @property
    def buildings(self) -> AsyncStructures:
        """The structures that the user shares."""
        from smartbuildings._async.nest.structure import AsyncStructures

        return AsyncStructures(self._devices)

    @property
    def thermostats(self) -> AsyncThermostats:
        """The thermostats of all structures."""
        from smartbuildings._async.nest.thermostats import AsyncThermostats

        return AsyncThermostats(self._devices)

    @property
    def low_level(self) -> Any:
        """The generated ``AuthenticatedClient``, wired to this client.

        Pass it as ``client=`` to any function of ``smartbuildings_api.nest_sdm``: it then has the same token, quota,
        retries and errors as the methods here.
        """
        return self._devices.account.low_level

    # -- consents

    def authorize_url(self, redirect_uri: str, state: str) -> str:
        """Return the Partner Connections page, where a user consents and chooses structures and devices to share.

        Args:
            redirect_uri: Where the user is sent afterwards, with ``code`` and ``state``; one of those that the OAuth
                client has registered.
            state: A random text. Check that the redirect has the same one.
        """
        return self._oauth.authorize_url(redirect_uri, state)

    async def add_consent(self, code: str, redirect_uri: str) -> datetime | None:
        """Exchange the code of a redirect for tokens and keep them in the token store, under the name ``consent``.

        This client then uses them, instead of the consent that it had.

        Args:
            code: The code; it works once.
            redirect_uri: The redirect URI that the user was sent to.

        Returns:
            When the consent ends, if the response says so.

        Raises:
            ConsentNeeded: the code was rejected.
            ConfigurationError: the client id or secret is wrong.
        """
        code = hidden(code.strip())
        credentials = self._stored_credentials(code=code, redirect_uri=redirect_uri)
        before = self._devices
        self._connect(credentials, name=self._consent)
        is_added = False
        try:
            ends_at = await self.consent_ends_at()
            is_added = True
        finally:
            if not is_added:  # Rejected, failed or cancelled.
                self._devices = before
        return ends_at

    async def consent_ends_at(self) -> datetime | None:
        """Return when the consent ends: 7 days after it was given, for a project whose consent screen is in testing.

        ``None`` if no response has said so: other consents end when they are withdrawn, or not used for 6 months. The
        event ``ConsentEnding`` announces the end 3 days before. Only a new consent helps.

        Raises:
            ConsentNeeded: there is no consent, or it has ended.
        """
        tokens = self._devices.account.tokens
        await tokens.get(rejected=None)  # Else nothing may be known of it yet.
        token = await tokens.stored()
        return None if token is None or token.refresh_ends_at is None else moment(token.refresh_ends_at)

    async def exchange_works_with_nest_code(self, code: str, *, token_url: str = _WORKS_WITH_NEST) -> Token:
        """Exchange a code at the token endpoint of Works with Nest, the API before this one.

        Google shut that service down in September 2023. The exchange is here for services that kept its form: the
        response has an access token that is valid for 10 years, and no refresh token. The token is not kept.

        Args:
            code: The code; it works once.
            token_url: The token endpoint.

        Raises:
            ConsentNeeded: the code was rejected.
        """
        from smartbuildings._async.token_endpoint import AsyncTokenEndpoint

        request = self._oauth.credentials(code=hidden(code.strip()), token_url=token_url).request(None)
        http = self._http_for(Quota(rules=NEST.quota))
        try:
            return await AsyncTokenEndpoint(http, TOKENS.refusals)(request, None)
        finally:
            self._https.remove(http)
            await http.aclose()

    @never_raises
    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.base_url!r})"


def _nest_variable(name: str) -> str | None:
    found = from_environment(name, os.environ, prefix=_PREFIX)
    return hidden(found) if name in {"CLIENT_SECRET", "REFRESH_TOKEN"} else found
