"""The ways to log in to SmartThings: an app with consents, a personal access token, or the key of a service account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from smartbuildings.credentials import AuthorizationCode, ServiceKey
from smartbuildings.errors import ConfigurationError

__all__ = ["RENEWAL_OF_PERSONAL_TOKENS", "OAuthApp", "check_fits", "check_one_way", "service_key"]

RENEWAL_OF_PERSONAL_TOKENS: Final = (
    "A personal access token is valid for 24 hours. Make a new one at https://account.smartthings.com/tokens, or use "
    "consents, which are renewed: smartbuildings login smartthings."
)


class OAuthApp:
    """The OAuth-In app that consents are given to.

    Args:
        client_id: Its id.
        client_secret: Its secret.
        token_url: Where codes and refresh tokens are exchanged.
    """

    def __init__(self, client_id: str | None, client_secret: str | None, token_url: str) -> None:
        self.id = client_id or ""
        self._secret = client_secret
        self._token_url = token_url

    def check(self) -> None:
        """Make sure that id and secret are known.

        Raises:
            ConfigurationError: one is missing.
        """
        given = {"client_id": self.id, "client_secret": self._secret}
        missing = [name for name, value in given.items() if not value]
        if missing:
            msg = (
                f"Nothing to log in with: {' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing. Pass "
                "a personal access token, an api_key, or client_id and client_secret, or set SMARTTHINGS_TOKEN, "
                "SMARTTHINGS_API_KEY, or SMARTTHINGS_CLIENT_ID and SMARTTHINGS_CLIENT_SECRET. To try without an "
                "account, run `smartbuildings sandbox --vendor smartthings` and paste the lines that it prints."
            )
            raise ConfigurationError(msg)

    def credentials(self, **how: str | None) -> AuthorizationCode:
        """Make the credentials of a consent."""
        given: Mapping[str, Any] = how
        return AuthorizationCode(self.id, self._secret, self._token_url, client_in="basic", **given)

    def secrets(self) -> tuple[str, ...]:
        """List what must not be shown."""
        return () if self._secret is None else (self._secret,)


def check_one_way(**given: bool) -> None:
    """Make sure that one way to log in was chosen.

    Raises:
        ConfigurationError: several were.
    """
    names = {"consents": "client_id, client_secret or refresh_token"}
    chosen = [names.get(name, name) for name, is_given in given.items() if is_given]
    if len(chosen) > 1:
        msg = f"Choose one way to log in: {' and '.join(chosen)} were given. Leave one of them out."
        raise ConfigurationError(msg)


def service_key(given: str | ServiceKey, token_url: str | None, *, default_url: str | None) -> ServiceKey:
    """Make the credentials of a service account.

    Args:
        given: The key, or the credentials.
        token_url: The token endpoint that the caller passed.
        default_url: The one that the environment names, for a caller who passed none.

    Raises:
        ConfigurationError: the token endpoint was given twice.
    """
    if isinstance(given, ServiceKey):
        if token_url is not None:
            msg = "token_url was given twice: as an argument, and in the ServiceKey. Leave one of them out."
            raise ConfigurationError(msg)
        return given
    url = token_url or default_url
    return ServiceKey(given) if url is None else ServiceKey(given, token_url=url)


def check_fits(key: ServiceKey | None, with_key: Mapping[str, object], without: Mapping[str, object]) -> None:
    """Make sure that the other arguments fit the choice between a key and the other ways to log in.

    Raises:
        ConfigurationError: one of them does not.
    """
    wrong = [name for name, value in (with_key if key is None else without).items() if value is not None]
    if wrong:
        reason = "is for an api_key only" if key is None else "is for consents only, and an api_key was given"
        msg = f"{wrong[0]} {reason}. Leave it out."
        raise ConfigurationError(msg)
