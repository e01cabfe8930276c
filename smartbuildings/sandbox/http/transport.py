"""Serves a sandbox to httpx in memory: no socket, no port, same responses. The only module here that imports httpx."""

from __future__ import annotations

import time
from typing import Generic

import anyio
import httpx

from .machine import MachineT
from .messages import Request, Response

__all__ = ["AsyncSandboxTransport", "SandboxTransport"]


class SandboxTransport(httpx.BaseTransport, Generic[MachineT]):
    """``httpx.Client(transport=SandboxTransport(sandbox))``."""

    def __init__(self, sandbox: MachineT) -> None:
        self.sandbox = sandbox
        """What it serves."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        response = self.sandbox.handle(_request(request, request.read()))
        if response.delay_s:
            time.sleep(_wait(request, response))
        return _response(request, response)


class AsyncSandboxTransport(httpx.AsyncBaseTransport, Generic[MachineT]):
    """``httpx.AsyncClient(transport=AsyncSandboxTransport(sandbox))``, on asyncio and on trio."""

    def __init__(self, sandbox: MachineT) -> None:
        self.sandbox = sandbox
        """What it serves."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        response = self.sandbox.handle(_request(request, await request.aread()))
        if response.delay_s:
            await anyio.sleep(_wait(request, response))
        return _response(request, response)


def _request(request: httpx.Request, body: bytes) -> Request:
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    return Request(
        method=request.method,
        path=path,
        query=query,
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body,
        origin=f"{request.url.scheme}://{request.url.netloc.decode('ascii')}",
    )


def _read_timeout(request: httpx.Request) -> float | None:
    timeout: float | None = request.extensions.get("timeout", {}).get("read")
    return timeout


def _wait(request: httpx.Request, response: Response) -> float:
    timeout = _read_timeout(request)
    return response.delay_s if timeout is None else min(timeout, response.delay_s)


def _response(request: httpx.Request, response: Response) -> httpx.Response:
    timeout = _read_timeout(request)
    if timeout is not None and response.delay_s > timeout:
        raise httpx.ReadTimeout("The sandbox was told to be slow.", request=request)
    if response.cut is not None:
        # The words of httpx for a real connection that ends like this.
        if response.cut.sent is None:
            raise httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
        raise httpx.RemoteProtocolError(
            "peer closed connection without sending complete message body "
            f"(received {min(response.cut.sent, len(response.body))} bytes, expected {len(response.body)})",
            request=request,
        )
    return httpx.Response(response.status, headers=list(response.headers), content=response.body, request=request)
