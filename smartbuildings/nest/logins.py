"""How a user consents to a client of Nest: the Partner Connections page, and the credentials of a consent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from smartbuildings.credentials import AuthorizationCode
from smartbuildings.errors import ConfigurationError
from smartbuildings.nest.ids import check_id
from smartbuildings.nest.vendor import NEST, SCOPE

__all__ = ["OAuthClient"]

_CONSENT_PAGE = "https://nestservices.google.com"


class OAuthClient:
    """The OAuth client and the Device Access project that consents are given to.

    Args:
        project_id: The id of the Device Access project, which is not that of the Google Cloud project.
        client_id: The OAuth client.
        client_secret: Its secret.
        token_url: Where codes and refresh tokens are exchanged.
        base_url: The API's base URL. Another one than Google's has its own consent page.

    Raises:
        ConfigurationError: one is missing.
    """

    def __init__(
        self,
        project_id: str | None,
        client_id: str | None,
        client_secret: str | None,
        *,
        token_url: str,
        base_url: str,
    ) -> None:
        given = {"project_id": project_id, "client_id": client_id, "client_secret": client_secret}
        missing = [name for name, value in given.items() if not value]
        if missing:
            names = ", ".join(missing[:-1]) + " and " * (len(missing) > 1) + missing[-1]
            msg = (
                f"Nothing to log in with: {names} {'is' if len(missing) == 1 else 'are'} missing. Pass them, or set "
                f"{', '.join(f'NEST_{name.upper()}' for name in missing)}. To try without an account, run "
                "`smartbuildings sandbox --vendor nest` and paste the lines that it prints."
            )
            raise ConfigurationError(msg)
        try:
            self.project_id = check_id(project_id, field="project_id")
        except ValueError as error:
            msg = (
                "project_id is not the id of a Device Access project. Use the UUID that the Device Access Console has."
            )
            raise ConfigurationError(msg) from error
        self.id = client_id or ""
        self._secret = client_secret
        self._token_url = token_url
        self._base_url = base_url

    @property
    def consent_url(self) -> str:
        """The Partner Connections page of the project, without a query."""
        origin = _CONSENT_PAGE if self._base_url == NEST.base_url else self._base_url.rstrip("/")
        return f"{origin}/partnerconnections/{quote(self.project_id)}/auth"

    def authorize_url(self, redirect_uri: str, state: str) -> str:
        """Return the page where a user consents and chooses what to share."""
        query = {
            "redirect_uri": redirect_uri,
            "access_type": "offline",  # Both are needed for a refresh token.
            "prompt": "consent",
            "client_id": self.id,
            "response_type": "code",
            "scope": SCOPE,
            "state": state,
        }
        return f"{self.consent_url}?{urlencode(query)}"

    def credentials(self, **how: str | None) -> AuthorizationCode:
        """Make the credentials of a consent."""
        given: Mapping[str, Any] = {"token_url": self._token_url, **how}
        return AuthorizationCode(self.id, self._secret, **given)
