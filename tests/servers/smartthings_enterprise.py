"""An Enterprise API of SmartThings of a few lines: it exchanges API keys for JWTs, and checks both and the version."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any

from .scripted import Reply, Request, ScriptedServer, json_reply

__all__ = ["API_KEY", "TOKEN_PATH", "VERSION", "EnterpriseServer", "jwt"]

API_KEY = "5e0c5a2e-planted-key"
TOKEN_PATH = "/auth/serviceaccount/token"
VERSION = "application/vnd.smartthings+json;v=2"


def jwt(serial: int, **claims: object) -> str:
    """Return a JWT with these claims; its signature is not one."""
    parts = ({"alg": "none"}, {"jti": serial, **claims})
    return ".".join(
        [*(base64.urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=") for each in parts), "s"]
    )


class EnterpriseServer(ScriptedServer):
    """Issues a JWT for a key, and responds to other requests only with a valid JWT.

    Attributes:
        keys: The keys that are valid.
        valid: The tokens that are valid.
        lifetime_s: How long tokens are valid; what the request asks for if it is ``None``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys = {API_KEY}
        self.valid: set[str] = set()
        self.lifetime_s: float | None = None
        self._serial = 0
        self.on("POST", TOKEN_PATH, self._token)

    def serve(self, method: str, path: str, data: Any | Callable[[Request], Reply]) -> None:
        """Respond to a request with JSON, if its token and version are right."""

        def respond(request: Request) -> Reply:
            if request.headers.get("accept") != VERSION:
                return Reply(406)
            if request.token not in self.valid:
                return Reply(401)
            return data(request) if callable(data) else json_reply(data)

        self.on(method, path, respond)

    def _token(self, request: Request) -> Reply:
        if request.headers.get("accept") != VERSION:
            return Reply(406)
        if request.token not in self.keys:
            return json_reply({"message": f"The key {request.token} is not valid."}, status=401)
        self._serial += 1
        lifetime_s = request.json()["expiresInSec"] if self.lifetime_s is None else self.lifetime_s
        now = time.time()
        token = jwt(self._serial, iat=now, exp=now + lifetime_s)
        self.valid.add(token)
        return json_reply({"token": token})
