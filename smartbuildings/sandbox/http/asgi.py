"""Serves a sandbox as an ASGI application. Bare ASGI: there is nothing here that a framework would make shorter."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from .machine import Machine
from .messages import Request, Response

__all__ = ["SandboxApp"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_MOST_BYTES: Final = 1_000_000


class SandboxApp:
    """An ASGI application.

    Args:
        sandbox: what answers.
        hang_up: closes the connection from a peer (host and port), for which ASGI has no way. Without it a scripted cut
            ends in the server's own error.
    """

    def __init__(self, sandbox: Machine, hang_up: Callable[[tuple[str, int]], None] | None = None) -> None:
        self.sandbox = sandbox
        self._hang_up = hang_up

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise RuntimeError(f"The sandbox speaks HTTP only, not {scope['type']}.")
        body = await _body(receive)
        response = self.sandbox.wording.too_large() if body is None else self.sandbox.handle(_request(scope, body))
        if response.delay_s:
            await asyncio.sleep(response.delay_s)
        await self._send(scope, response, send)

    async def _send(self, scope: Scope, response: Response, send: Send) -> None:
        body = response.body
        if response.cut is not None:
            if response.cut.sent is None:
                self._cut(scope)
                return
            body = body[: response.cut.sent]
        headers = [
            (name.encode("latin-1", "replace"), value.encode("latin-1", "replace")) for name, value in response.headers
        ]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": response.cut is not None})
        if response.cut is not None:
            self._cut(scope)

    def _cut(self, scope: Scope) -> None:
        if self._hang_up is None:
            raise ConnectionError("The sandbox was told to cut this connection, and this server cannot.")
        self._hang_up(tuple(scope["client"]))


async def _body(receive: Receive) -> bytes | None:
    parts: list[bytes] = []
    more = True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
        if sum(map(len, parts)) > _MOST_BYTES:
            return None
    return b"".join(parts)


def _request(scope: Scope, body: bytes) -> Request:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    client = scope.get("client") or ("unknown", 0)
    return Request(
        method=scope["method"],
        path=scope["raw_path"].decode("ascii", "replace"),
        query=scope["query_string"].decode("ascii", "replace"),
        headers=headers,
        body=body,
        peer=client[0],
        origin=f"{scope['scheme']}://{headers.get('host', 'localhost')}",
    )
