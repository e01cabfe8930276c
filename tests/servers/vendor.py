"""What the vendor would say, for scripts: a scripted server with ecobee's token route and JSend bodies."""

from __future__ import annotations

from typing import Any, Final

from smartbuildings._core.config import origin_of
from smartbuildings._core.scoped_store import ScopedStore
from smartbuildings.tokens import TokenStore

from .scripted import Reply, Request, ScriptedServer, json_reply

__all__ = ["EXPIRED", "THERMOSTAT", "TOKEN_PATH", "VendorServer", "own", "status_path", "success", "token_reply"]

THERMOSTAT: Final = "511863314842"
TOKEN_PATH: Final = "/api/v2/token"
EXPIRED: Final = json_reply({"exp": "token expired"}, 401)


def own(store: TokenStore, server: ScriptedServer) -> ScopedStore:
    """Give a store as a client of this server sees it."""
    return ScopedStore(store, origin_of(server.url))


def success(data: Any, status: int = 200, **how: Any) -> Reply:
    """Reply with JSend success."""
    return json_reply({"status": "success", "data": data}, status, **how)


def token_reply(value: str, **how: Any) -> Reply:
    """Reply with a token, as the vendor's route does."""
    return json_reply({"access_token": value, "token_type": "Bearer", "expires_in": 7200, "scope": "read:all"}, **how)


def status_path(thermostat_id: str = THERMOSTAT) -> str:
    """Give the path of a thermostat's status."""
    return f"/api/v2/thermostats/{thermostat_id}/status"


class VendorServer(ScriptedServer):
    """A scripted server that issues the tokens ``token-1``, ``token-2``, ... and knows a status for any thermostat."""

    def __init__(self) -> None:
        super().__init__()
        self._issued = 0
        self.on("POST", TOKEN_PATH, self._issue)
        self.on("GET", "*", self._status)

    @property
    def exchanges(self) -> int:
        """How many requests for a token came."""
        return len(self.requests_for("POST", TOKEN_PATH))

    def _issue(self, request: Request) -> Reply:
        with self._lock:
            self._issued += 1
            return token_reply(f"token-{self._issued}")

    def _status(self, request: Request) -> Reply:
        if request.path.endswith("/status"):
            return success({"id": request.path.split("/")[-2], "isConnected": True, "hvacMode": "auto"})
        return json_reply({"status": "error", "message": "there is no such thing"}, 404)
