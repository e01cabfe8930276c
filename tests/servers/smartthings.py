"""A SmartThings of a few lines: consents whose refresh tokens work once, and whatever a test scripts besides."""

from __future__ import annotations

import base64
from typing import Any

from .scripted import Reply, Request, ScriptedServer, json_reply

__all__ = ["CLIENT", "SmartThingsServer", "error_reply"]

CLIENT: dict[str, Any] = {"client_id": "app", "client_secret": "app-secret"}
_BASIC = "Basic " + base64.b64encode(b"app:app-secret").decode()


class SmartThingsServer(ScriptedServer):
    """Issues token pairs. A refresh ends the old pair at once; a location belongs to one consent.

    Attributes:
        locations: The location that each code is good for.
        access: The location of each access token that is valid.
        refresh: The location of each refresh token that is valid.
        lifetime_s: What ``expires_in`` says.
        rejected: How many refresh tokens were sent that are not valid.
    """

    def __init__(self) -> None:
        super().__init__()
        self.locations: dict[str, str] = {"code-a": "location-a", "code-b": "location-b"}
        self.access: dict[str, str] = {}
        self.refresh: dict[str, str] = {}
        self.lifetime_s: float = 86399
        self.rejected = 0
        self._issued = 0
        self.on("POST", "/v1/oauth/token", self._token)
        self.on("GET", "/v1/installedapps/me", self._me)

    @property
    def base_url(self) -> str:
        """The base URL for a client."""
        return f"{self.url}/v1"

    def consent(self, location: str) -> str:
        """Return a refresh token for a location, as if somebody had consented elsewhere."""
        return str(self._issue(location)["refresh_token"])

    def _issue(self, location: str) -> dict[str, Any]:
        for tokens in (self.access, self.refresh):
            for old in [value for value, of in tokens.items() if of == location]:
                del tokens[old]
        self._issued += 1
        access, refresh = f"access-{self._issued}", f"refresh-{self._issued}"
        self.access[access], self.refresh[refresh] = location, location
        return {
            "access_token": access,
            "token_type": "bearer",
            "refresh_token": refresh,
            "expires_in": self.lifetime_s,
            "scope": "r:devices:* x:devices:*",
            "access_tier": 0,
            "installed_app_id": f"app-of-{location}",
        }

    def _token(self, request: Request) -> Reply:
        if request.headers.get("authorization") != _BASIC:
            return json_reply({"error": "invalid_client"}, status=401)
        form = request.form
        if form["grant_type"] == "authorization_code":
            location = self.locations.pop(form["code"], None)
            if location is None:
                return json_reply({"error": {"code": "keymanagement.authorization_code_invalid"}}, status=404)
        else:
            location = self.refresh.get(form["refresh_token"])
            if location is None:
                self.rejected += 1
                said = {"error": "invalid_grant", "error_description": "Invalid refresh token"}
                return json_reply(said, status=400)
        return json_reply(self._issue(location))

    def location_of(self, request: Request) -> str | None:
        """Return the location that the token of a request is good for; ``None`` for a token that is not valid."""
        return self.access.get(request.token or "")

    def _me(self, request: Request) -> Reply:
        location = self.location_of(request)
        if location is None:
            return Reply(401, headers={"Content-Type": "text/html"}, body=b"<html>401 Authorization Required</html>")
        return json_reply({"installedAppId": f"app-of-{location}", "locationId": location, "scope": ["r:devices:*"]})


def error_reply(status: int, code: str, message: str, *details: dict[str, Any]) -> Reply:
    """Make an error in the vendor's envelope."""
    error = {"code": code, "message": message, "details": list(details)}
    return json_reply({"requestId": "1", "error": error}, status=status)
