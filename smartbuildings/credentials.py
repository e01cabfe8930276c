"""Who we are to the vendor: the ways to get a token, each described as data.

Every class here answers the same questions: what to send to the token endpoint, how to read the response, and when the
token is renewed. Sending is the business of ``_async/token_source.py``.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, Literal, Protocol, TypeAlias
from urllib.parse import quote_plus, urlsplit

import attrs

from smartbuildings._core.config import is_loopback
from smartbuildings._core.hiding import Secret, guarded, hidden
from smartbuildings.errors import ConfigurationError, ConsentNeeded, TokenRefused
from smartbuildings.tokens import Token, is_sendable

__all__ = [
    "AuthorizationCode",
    "ClientCredentials",
    "Credentials",
    "Renewal",
    "ServiceKey",
    "StaticToken",
    "TokenRequest",
]

Encoding: TypeAlias = Literal["json", "form"]


class Renewal(Enum):
    """When a token is replaced."""

    WHEN_REJECTED = "when rejected"
    """Only after the API said that it expired (ecobee asks for this)."""
    AHEAD_OF_EXPIRY = "ahead of expiry"
    """Shortly before the reported lifetime ends, and when rejected (services that rotate tokens)."""


@guarded
@attrs.frozen
class TokenRequest:
    """One request to a token endpoint."""

    url: str
    """Absolute, or a path below the API's base URL."""
    fields: Mapping[str, Any] = attrs.field(repr=False)
    """What is sent, by name; secrets are among them."""
    encoding: Encoding = "json"
    """Whether the fields travel as JSON or as a form."""
    basic: tuple[str, str] | None = attrs.field(default=None, repr=False)
    """Client id and secret for HTTP Basic, where the route wants them there (RFC 6749 section 2.3.1)."""
    repeatable: bool = True
    """Whether the request may be sent again after its response was lost; false where it spends a single-use secret."""
    fallback_url: str | None = None
    """Where to ask instead when ``url`` answers 404."""
    is_consent: bool = False
    """Whether it sends what a user has consented to: if that is rejected, only a new consent helps."""
    authorize_url: str | None = None
    """Where the user consents, where known."""
    bearer: str | None = attrs.field(default=None, repr=False)
    """What travels as a bearer token instead, for routes that exchange a key (RFC 6750)."""
    token_field: str = "access_token"
    """The field of the response that holds the token."""
    lifetime_s: float | None = None
    """The lifetime that it asks for, where the response does not state one."""
    advice: str = ""
    """What to do when the route rejects the credentials, for routes that do so with any 400, 401 or 403."""

    def authorization(self) -> str | None:
        """Return the value of the Authorization header, if there is one."""
        if self.bearer is not None:
            return Secret(f"Bearer {self.bearer}")
        if self.basic is None:
            return None
        # RFC 6749 wants both parts form-encoded before they are joined.
        pair = ":".join(quote_plus(part) for part in self.basic)
        return Secret("Basic " + base64.b64encode(pair.encode()).decode())


class Credentials(Protocol):
    """What a token source needs to know about a grant."""

    @property
    def key(self) -> str:
        """A name for these credentials in a store: stable, without secrets."""
        ...

    @property
    def account(self) -> str:
        """A name for what the vendor counts token requests by; several keys may share one account."""
        ...

    @property
    def argument(self) -> str | None:
        """The code or refresh token that they were made with, if any."""
        ...

    @property
    def given(self) -> Token | None:
        """A token in hand from the start."""
        ...

    def request(self, last: Token | None) -> TokenRequest:
        """Say what to send for the next token, given the last one."""
        ...

    def secrets(self) -> tuple[str, ...]:
        """List what must never be shown."""
        ...


def _required(instance: Any, attribute: attrs.Attribute[str], value: str) -> None:
    if not isinstance(value, str) or not value.strip():
        msg = f"{type(instance).__name__} needs {attribute.name}: it is empty."
        raise ConfigurationError(msg)


def _safe_url(instance: Any, attribute: attrs.Attribute[Any], value: str | None) -> None:
    """Refuse a token endpoint where the client's secret would travel in the clear."""
    if value is None:
        return
    try:
        parts = urlsplit(value)
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    except ValueError:
        is_safe = False
        parts = urlsplit("")
    is_path = value.startswith("/") and not parts.netloc
    if not is_path and not (is_safe and parts.hostname and parts.username is None):
        msg = (
            f"{attribute.name} is neither a path below the base URL, such as /token, nor an https URL. "
            "The client's secret travels there, so it has to be one of the two."
        )
        raise ConfigurationError(msg)


def _stripped(value: Any) -> Any:
    """Take off the line end that a token read from a file comes with."""
    return hidden(value.strip()) if isinstance(value, str) else value


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


@guarded
@attrs.frozen
class ClientCredentials:
    """A client id and secret, exchanged for a token (RFC 6749 section 4.4); ecobee SmartBuildings uses this.

    Args:
        client_id: As issued by the vendor.
        client_secret: As issued by the vendor; shown nowhere.
        scope: Space separated scopes to ask for; all that the client has, when left out.
        audience: The API that the token is for, where the vendor wants it named.
        token_url: The token endpoint: absolute, or a path below the API's base URL.
        encoding: How the route takes its fields.
        fallback_url: Where to ask when ``token_url`` answers 404.
    """

    client_id: str = attrs.field(validator=_required)
    client_secret: str = attrs.field(repr=False, validator=_required)
    scope: str | None = None
    audience: str | None = None
    token_url: str = attrs.field(default="/token", validator=[_required, _safe_url])
    encoding: Encoding = attrs.field(default="json", validator=attrs.validators.in_(("json", "form")))
    fallback_url: str | None = attrs.field(default=None, validator=_safe_url)

    @property
    def key(self) -> str:
        """A name in stores: the same for the same client, audience and scope."""
        return _key("client_credentials", self.token_url, self.client_id, self.audience or "", self.scope or "")

    @property
    def account(self) -> str:
        """The client id: vendors count token requests by it, whichever version of the API they are for."""
        return _key("account", self.client_id)

    @property
    def argument(self) -> str | None:
        """None: there is no consent."""
        return None

    @property
    def given(self) -> Token | None:
        """None: the first token comes from the token endpoint."""
        return None

    def request(self, last: Token | None) -> TokenRequest:
        """Say what to send; the last token plays no part."""
        fields = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.client_secret}
        if self.audience is not None:
            fields["audience"] = self.audience
        if self.scope is not None:
            fields["scope"] = self.scope
        return TokenRequest(self.token_url, fields, self.encoding, fallback_url=self.fallback_url)

    def secrets(self) -> tuple[str, ...]:
        """List what must never be shown."""
        return (self.client_secret,)


@guarded
@attrs.frozen
class AuthorizationCode:
    """A user's consent, exchanged for a token (RFC 6749 section 4.1); SmartThings and Nest use this.

    The code is spent on the first token. Later ones come from the refresh token, which may be replaced with every
    answer; a response without a refresh token keeps the old one.

    Args:
        client_id: As issued by the vendor.
        client_secret: As issued by the vendor; ``None`` for public clients.
        token_url: The token endpoint.
        code: The code of the redirect, for the first exchange.
        redirect_uri: The redirect URI of the authorization request, where the route wants it again.
        refresh_token: A refresh token obtained elsewhere, instead of a code.
        client_in: Whether the client's id and secret go in the body or by HTTP Basic.
        scope: Scopes to name in the requests, where the vendor wants that.
        authorize_url: Where the user consents, for the error raised when that is needed again.
        consent: A name for the consent, such as the user's id. With it, credentials made with a later code or an
            earlier refresh token find the same stored tokens: a refresh token that the stored one descends from is
            older and not sent; any other one, or a new code, is a new consent and replaces what is stored. With a name
            and neither a code nor a refresh token, only the stored tokens are used.
    """

    client_id: str = attrs.field(validator=_required)
    client_secret: str | None = attrs.field(repr=False)
    token_url: str = attrs.field(validator=[_required, _safe_url])
    code: str | None = attrs.field(default=None, repr=False)
    redirect_uri: str | None = None
    refresh_token: str | None = attrs.field(default=None, repr=False)
    client_in: Literal["body", "basic"] = "body"
    scope: str | None = None
    authorize_url: str | None = None
    consent: str | None = None

    def __attrs_post_init__(self) -> None:
        if not self.code and not self.refresh_token and self.consent is None:
            msg = (
                "AuthorizationCode needs the code of the redirect, a refresh token, or the name of a consent whose "
                "tokens are stored: none was given."
            )
            raise ConfigurationError(msg)

    @property
    def key(self) -> str:
        """A name in stores: one per consent, so that without a name for it a new code starts a new record."""
        consent = self.consent
        if consent is None:
            consent = hashlib.sha256((self.argument or "").encode()).hexdigest()
        return _key("authorization_code", self.token_url, self.client_id, consent)

    @property
    def argument(self) -> str | None:
        """The code, else the refresh token."""
        return self.code or self.refresh_token

    @property
    def account(self) -> str:
        """The client id: vendors count token requests by it, whichever version of the API they are for."""
        return _key("account", self.client_id)

    @property
    def given(self) -> Token | None:
        """None: the first token comes from the token endpoint."""
        return None

    def request(self, last: Token | None) -> TokenRequest:
        """Say what to send: the refresh token where there is one, else the code, once.

        Raises:
            ConsentNeeded: the code is spent and no refresh token was given with the token.
        """
        refresh = self.refresh_token if last is None else last.refresh_value
        fields: dict[str, str] = {"client_id": self.client_id}
        if refresh is not None:
            fields |= {"grant_type": "refresh_token", "refresh_token": refresh}
        elif last is None and self.code is not None:
            fields |= {"grant_type": "authorization_code", "code": self.code}
            if self.redirect_uri is not None:
                fields["redirect_uri"] = self.redirect_uri
        else:
            cause = f"the token of client {self.client_id} is no longer accepted, and it came without a refresh token"
            if last is None:
                cause = f"no token of this consent to client {self.client_id} is stored"
            raise ConsentNeeded(cause=cause, authorize_url=self.authorize_url)
        if self.scope is not None:
            fields["scope"] = self.scope
        basic = None
        if self.client_in == "basic":
            basic = (self.client_id, self.client_secret or "")
        elif self.client_secret is not None:
            fields["client_secret"] = self.client_secret
        # A code, and with many vendors a refresh token, works once: a second try would burn what the first was given.
        return TokenRequest(
            self.token_url,
            fields,
            "form",
            basic=basic,
            repeatable=False,
            is_consent=True,
            authorize_url=self.authorize_url,
        )

    def secrets(self) -> tuple[str, ...]:
        """List what must never be shown."""
        return tuple(secret for secret in (self.client_secret, self.code, self.refresh_token) if secret)


@guarded
@attrs.frozen
class StaticToken:
    """A token made by hand, such as a personal access token. It is never renewed."""

    value: str = attrs.field(repr=False, converter=_stripped, validator=_required)
    """The token."""
    advice: str = "Make a new one and pass it instead."
    """What to do when it is no longer accepted."""

    def __attrs_post_init__(self) -> None:
        if not is_sendable(self.value):  # The text is not quoted: it is, or holds, a secret.
            msg = "The access token given cannot be one: it holds a space or a character beyond printable ASCII."
            raise ConfigurationError(msg)

    @property
    def key(self) -> str:
        """A name in stores."""
        return _key("static", hashlib.sha256(self.value.encode()).hexdigest())

    @property
    def account(self) -> str:
        """The token's own name: nothing is requested for it."""
        return self.key

    @property
    def argument(self) -> str | None:
        """None: there is no consent."""
        return None

    @property
    def given(self) -> Token | None:
        """The token itself."""
        return Token(self.value, obtained_at=0.0)

    def request(self, last: Token | None) -> TokenRequest:
        """Refuse, since there is nothing to exchange.

        Raises:
            TokenRefused: always.
        """
        msg = f"The access token given to this client is no longer accepted. {self.advice}"
        raise TokenRefused(msg)

    def secrets(self) -> tuple[str, ...]:
        """List what must never be shown."""
        return (self.value,)


_LONGEST_S: Final = 86_400
"""The longest lifetime of a token of a service account (documented: 24 hours)."""


def _seconds_of_a_day(instance: Any, attribute: attrs.Attribute[int], value: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _LONGEST_S:
        msg = f"{attribute.name} is {value!r}: it has to be a whole number of seconds from 1 to {_LONGEST_S}."
        raise ConfigurationError(msg)


@guarded
@attrs.frozen
class ServiceKey:
    """The API key of a service account, exchanged for tokens; the SmartThings Enterprise API uses this.

    A token cannot be refreshed: the next one is requested with the same key. Nothing rotates, so any number of
    processes can do that with one key, without a token store.

    Args:
        value: The key.
        lifetime_s: The lifetime to ask for, in seconds: up to 24 hours.
        token_url: The token endpoint: absolute, or a path below the API's base URL.
    """

    value: str = attrs.field(repr=False, converter=_stripped, validator=_required)
    lifetime_s: int = attrs.field(default=_LONGEST_S, validator=_seconds_of_a_day)
    token_url: str = attrs.field(default="/auth/serviceaccount/token", validator=[_required, _safe_url])

    def __attrs_post_init__(self) -> None:
        if not is_sendable(self.value):  # It is not quoted: it is a secret.
            msg = "The API key contains a space or a character beyond printable ASCII. Copy it again."
            raise ConfigurationError(msg)

    @property
    def key(self) -> str:
        """A name in stores."""
        return _key("service_key", self.token_url, hashlib.sha256(self.value.encode()).hexdigest())

    @property
    def account(self) -> str:
        """The key's own name."""
        return self.key

    @property
    def argument(self) -> str | None:
        """None: there is no consent."""
        return None

    @property
    def given(self) -> Token | None:
        """None: the first token comes from the token endpoint."""
        return None

    def request(self, last: Token | None) -> TokenRequest:
        """Describe the request; the last token plays no part."""
        return TokenRequest(
            self.token_url,
            {"expiresInSec": self.lifetime_s},
            bearer=self.value,
            token_field="token",
            lifetime_s=self.lifetime_s,
            advice="The API key is wrong, has expired (a key is valid for one year at most) or was deleted. Make a "
            "new key for the service account and pass it instead.",
        )

    def secrets(self) -> tuple[str, ...]:
        """List what must never be shown."""
        return (self.value,)
