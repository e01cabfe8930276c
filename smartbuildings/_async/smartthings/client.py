"""The client of SmartThings: where settings, credentials, consents and the network come together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from smartbuildings._async.client import AsyncVendorClient, store_of
from smartbuildings._async.connect import AsyncTransport
from smartbuildings._async.consents import AsyncConsentList
from smartbuildings._async.smartthings.account import AsyncAccount
from smartbuildings._async.smartthings.accounts import AsyncAccounts
from smartbuildings._core.config import from_environment
from smartbuildings._core.hiding import hidden, never_raises
from smartbuildings._core.lineage import digest_of
from smartbuildings._core.scoped_store import ScopedStore
from smartbuildings.credentials import Credentials, ServiceKey, StaticToken
from smartbuildings.errors import ConfigurationError, ConsentNeeded, NotSupported, SmartBuildingsError
from smartbuildings.quota import Quota
from smartbuildings.smartthings.consents import Consent
from smartbuildings.smartthings.enterprise import check_key_expires, describe_enterprise
from smartbuildings.smartthings.logins import (
    RENEWAL_OF_PERSONAL_TOKENS,
    OAuthApp,
    check_fits,
    check_one_way,
    service_key,
)
from smartbuildings.smartthings.vendor import SCOPES, TOKENS, describe_vendor
from smartbuildings.tokens import FileStore, MemoryStore, TokenStore

if TYPE_CHECKING:
    from smartbuildings._async.smartthings.location import AsyncLocations
    from smartbuildings._async.smartthings.thermostats import AsyncThermostats
    from smartbuildings.events import Observer
    from smartbuildings.quota import QuotaBook
    from smartbuildings.retry import RetryPolicy
    from smartbuildings.smartthings.models import LocationGroup

__all__ = ["AsyncSmartThings"]

_PREFIX: Final = "SMARTTHINGS_"


class AsyncSmartThings(AsyncVendorClient):
    """A client of the SmartThings API.

    Make one and keep it. It reads and controls the thermostats, air conditioners and heat-pump zones of every location
    that it has access to, by one of these:

    * ``client_id`` and ``client_secret`` of an OAuth-In app, with the consents that ``smartbuildings login
      smartthings`` or ``add_consent`` have put into the token store, and with ``refresh_token`` as one more;
    * ``token``: a personal access token, which is valid for 24 hours;
    * ``api_key``: the key of a service account (SmartThings Pro). The client then uses the Enterprise API, in which one
      account has many locations.

    Each argument that is left out is read from the environment, then takes its default. If the environment contains
    several of a refresh token, an API key and a personal token, the first of these is used.

    Args:
        token: A personal access token; else ``SMARTTHINGS_TOKEN``.
        api_key: The key of a service account; else ``SMARTTHINGS_API_KEY``. The tokens requested with it are kept in
            memory only. Pass a ``ServiceKey`` to set the lifetime of these tokens.
        api_key_expires: When the key expires; else ``SMARTTHINGS_API_KEY_EXPIRES``, such as ``2027-01-31``. The event
            ``ApiKeyExpiring`` announces it from 30 days before. A time without an offset is UTC.
        client_id: Of the OAuth-In app; else ``SMARTTHINGS_CLIENT_ID``.
        client_secret: Of the OAuth-In app; else ``SMARTTHINGS_CLIENT_SECRET``.
        refresh_token: Of a consent that was given elsewhere; else ``SMARTTHINGS_REFRESH_TOKEN``. Each refresh replaces
            it, and the new one is in the token store.
        base_url: Scheme, host and path of the API; else ``SMARTTHINGS_BASE_URL``, else SmartThings'.
        token_url: The token endpoint; else ``SMARTTHINGS_TOKEN_URL``, else ``/oauth/token`` below the base URL.
        token_store: Where tokens and consents are kept: a store, or a text as for ``SMARTBUILDINGS_TOKEN_STORE``. By
            default in files for consents, since a refresh token that is lost ends the consent.
        confirm_s: How long a write waits until the device's state shows it, in seconds; 0 returns at once.
        reset_in_seconds: Whether the header ``x-ratelimit-reset`` counts seconds. The vendor's pages contradict each
            other; milliseconds fit the responses that users report.
        timeout_s: How long one attempt may go without progress.
        deadline_s: How long one request may take in all; 120 seconds from when it has its permit and its quota when
            left out.
        queue_s: How long a request without a ``deadline_s`` may wait for its permit and its quota.
        connections: How many requests of each consent may be in progress at once.
        retry: When to send again.
        quota: Who keeps count; give several clients the same book (or the ``quota`` of the first), or processes a
            ``SharedQuota``.
        observers: Called with every event.
        proxy: A proxy's URL; else the usual proxy variables of the environment hold.
        verify: A TLS context of your own, instead of the default one.
        transport: An httpx transport instead of the network, such as the sandbox's.
        max_response_bytes: How large the body of a response may be, compressed and decompressed.
        is_for_consents: Use consents only, whatever personal access token the environment contains.

    Raises:
        ConfigurationError: something is missing or contradicts itself. Nothing was sent.
    """

    def __init__(
        self,
        token: str | None = None,
        *,
        api_key: str | ServiceKey | None = None,
        api_key_expires: datetime | str | None = None,
        client_id: str | None = None,
        client_secret: str | None = None,
        refresh_token: str | None = None,
        base_url: str | None = None,
        token_url: str | None = None,
        token_store: TokenStore | str | None = None,
        confirm_s: float = 3.0,
        reset_in_seconds: bool = False,
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
        token, api_key = hidden(token), hidden(api_key)
        client_secret, refresh_token = hidden(client_secret), hidden(refresh_token)
        token_store, proxy = hidden(token_store), hidden(proxy)
        if not confirm_s >= 0:
            msg = f"confirm_s is {confirm_s!r}: it has to be a number of seconds of 0 or more."
            raise ConfigurationError(msg)
        check_one_way(
            token=token is not None,
            api_key=api_key is not None,
            consents=bool(client_id or client_secret or refresh_token),
        )
        if api_key is None and token is None:
            is_for_consents = is_for_consents or bool(client_id and client_secret)
            client_id = client_id or _variable("CLIENT_ID")
            client_secret = client_secret or _variable("CLIENT_SECRET")
            refresh_token = refresh_token or _variable("REFRESH_TOKEN")
            if refresh_token is None and not is_for_consents:
                api_key = _variable("API_KEY")
                token = _variable("TOKEN") if api_key is None else None
        key, key_expires_at = None, None
        if api_key is not None:
            key = service_key(api_key, token_url, default_url=_variable("TOKEN_URL"))
            expires = api_key_expires or _variable("API_KEY_EXPIRES")
            key_expires_at = check_key_expires(expires, datetime.now(UTC))
        check_fits(
            key,
            {"api_key_expires": api_key_expires},
            {"token_store": token_store, "is_for_consents": is_for_consents or None},
        )
        describe = describe_vendor if key is None else describe_enterprise
        vendor = describe(reset_in_seconds=reset_in_seconds)
        super().__init__(
            vendor,
            base_url=base_url or _variable("BASE_URL") or vendor.base_url,
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
        self._app = OAuthApp(client_id, client_secret, token_url or _variable("TOKEN_URL") or TOKENS.token_url)
        fixed: list[AsyncAccount] = []
        consents: AsyncConsentList | None = None
        if key is not None or token is not None:
            self._store: TokenStore = MemoryStore()
            credentials = key or StaticToken(token or "", advice=RENEWAL_OF_PERSONAL_TOKENS)
            fixed.append(self._connect(credentials, name="", key_expires_at=key_expires_at))
        else:
            self._app.check()
            is_chosen = token_store is not None or from_environment("TOKEN_STORE", os.environ) is not None
            self._store = store_of(token_store) if is_chosen else FileStore()
            if refresh_token is not None:
                fixed.append(self._connect(self._app.credentials(refresh_token=refresh_token), name=""))
            store = ScopedStore(self._store, self._settings.origin)
            consents = AsyncConsentList(store, self._app.id, self._app.secrets)
        self._accounts = AsyncAccounts(
            lambda name: self._connect(self._app.credentials(consent=name), name=name),
            fixed=fixed,
            consents=consents,
            observers=self._observers,
        )

    def _connect(self, credentials: Credentials, *, name: str, key_expires_at: datetime | None = None) -> AsyncAccount:
        http = self._http_for(Quota(self._quota, rules=self._vendor.quota, account=credentials.key))
        tokens = self._tokens_for(http, credentials, self._store, self._vendor.tokens)
        return AsyncAccount(
            http,
            tokens,
            name=name,
            settings=self._settings,
            drift=self._drift,
            observers=self._observers,
            confirm_s=self._confirm_s,
            key_expires_at=key_expires_at,
        )

    # Loaded on first use, with the models: a program that only makes a client, such as one that shows its help, should
    # not wait for them.

    @property
    def buildings(self) -> AsyncLocations:
        """The locations that this client has access to."""
        from smartbuildings._async.smartthings.location import AsyncLocations

        return AsyncLocations(self._accounts)

    @property
    def thermostats(self) -> AsyncThermostats:
        """The thermostats of all locations."""
        from smartbuildings._async.smartthings.thermostats import AsyncThermostats

        return AsyncThermostats(self._accounts)

    async def location_groups(self) -> tuple[LocationGroup, ...]:
        """Read the groups that a service account's locations are in; ``group_id`` of a location is the id of one.

        Raises:
            NotSupported: the client has no ``api_key``: there are no groups outside the Enterprise API.
        """
        from smartbuildings._async.smartthings.thermostats import pages_of
        from smartbuildings.smartthings.enterprise_operations import LIST_LOCATION_GROUPS

        (account, *_) = await self._accounts.all()
        if not account.is_service:
            msg = "Location groups belong to the Enterprise API. Make the client with the api_key of a service account."
            raise NotSupported(msg)
        return tuple(await pages_of(account, LIST_LOCATION_GROUPS).all())

    async def low_level(self, location_id: str | None = None) -> Any:
        """Return the generated ``AuthenticatedClient``, wired to this client.

        Pass it as ``client=`` to any function of ``smartbuildings_api.smartthings``: it then has the same token, quota,
        retries and errors as the methods here.

        Args:
            location_id: The location that it is about, where the client has several consents.

        Raises:
            ConfigurationError: there are several consents, and no location was named.
        """
        if location_id is not None:
            return (await self._accounts.of_location(location_id)).low_level
        account, *more = await self._accounts.all()
        if more:
            msg = f"This client has {len(more) + 1} consents. Name the location that the calls are about."
            raise ConfigurationError(msg)
        return account.low_level

    # -- consents

    def authorize_url(self, redirect_uri: str, state: str, *, scopes: Sequence[str] = SCOPES) -> str:
        """Return the page where a user consents for one location.

        Args:
            redirect_uri: Where the user is sent afterwards, with ``code`` and ``state``; one of those that the app has
                registered.
            state: A random text. Check that the redirect has the same one.
            scopes: What to ask for.
        """
        self._app.check()
        query = {
            "client_id": self._app.id,
            "response_type": "code",
            "redirect_uri": redirect_uri,
            "scope": " ".join(scopes),
            "state": state,
        }
        return f"{self._settings.base_url}/oauth/authorize?{urlencode(query)}"

    async def add_consent(self, code: str, redirect_uri: str) -> Consent:
        """Exchange the code of a redirect for tokens and keep them in the token store.

        A consent for the same location that this client has already is replaced: its tokens no longer work.

        Args:
            code: The code; it works once.
            redirect_uri: The redirect URI that the user was sent to.

        Raises:
            ConsentNeeded: the code was rejected.
            ConfigurationError: the client id or secret is wrong.
        """
        self._app.check()
        code = hidden(code.strip())
        name = digest_of(code)
        credentials = self._app.credentials(consent=name, code=code, redirect_uri=redirect_uri)
        account = self._connect(credentials, name=name)
        account = await self._accounts.add(name, account)
        try:
            await account.tokens.get(rejected=None)
        except SmartBuildingsError:
            if await account.tokens.stored() is None:
                await self._accounts.remove(name)
            raise
        location_id = await account.location_id()
        for other in await self._accounts.describe():
            # One without any token is left behind by a process that died before it spent the code.
            is_empty = other.ends_at is None and isinstance(other.error, ConsentNeeded)
            if other.name not in {name, ""} and (other.location_id == location_id or is_empty):
                await self._accounts.remove(other.name)
        return next(each for each in await self._accounts.describe() if each.name == name)

    async def consents(self) -> tuple[Consent, ...]:
        """Describe the consents that this client holds, each with its location and its end.

        One whose access token has expired is refreshed. One that cannot be used has its error.

        Raises:
            ConsentNeeded: there is none.
        """
        return await self._accounts.describe()

    async def remove_consent(self, name: str) -> None:
        """Forget a consent. It stays valid at SmartThings until the user removes the app there, or it ends."""
        self._app.check()
        await self._accounts.remove(name)

    async def locations_without_consent(self) -> tuple[str, ...]:
        """List the ids of locations that the consents show, and that none of them covers."""
        covered = {each.location_id for each in await self._accounts.describe()}
        found = [each.id async for each in self.buildings.listed()]
        return tuple(each for each in found if each is not None and each not in covered)

    @never_raises
    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._settings.base_url!r})"


def _variable(name: str) -> str | None:
    found = from_environment(name, os.environ, prefix=_PREFIX)
    return found if name in {"API_KEY_EXPIRES", "BASE_URL", "CLIENT_ID", "TOKEN_URL"} else hidden(found)
