"""The httpx client that every request of ours passes: ``AsyncHttp``.

It is an httpx client, so that the generated functions can use it as theirs; what it adds happens in ``send``, by
``AsyncCallRunner``: token, quota, deadline, retries and typed errors. Not in event hooks or an httpx ``Auth``, since a
token request made from there would have neither timeout nor retries.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx

from smartbuildings._async.call_runner import AsyncCallRunner
from smartbuildings._async.connect import AsyncNetwork, AsyncRequestFactory
from smartbuildings._async.connections import origin_of
from smartbuildings._core.body import ACCEPT_ENCODING, Reply
from smartbuildings._core.config import Settings
from smartbuildings._core.observers import Observers
from smartbuildings._core.paths import harmful_segment
from smartbuildings._core.redaction import redact
from smartbuildings._core.vendor import Vendor
from smartbuildings.errors import ConfigurationError, InvalidRequest
from smartbuildings.quota import Quota

__all__ = ["AsyncHttp"]

_WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS", "DELETE"})
"""The methods for which httpx announces no body where there is none."""
_WITHOUT_EFFECT = frozenset({"auth", "follow_redirects", "timeout"})
"""What httpx takes for each request, and this client decides by itself."""
_OF_THE_WIRE = ("content-encoding", "content-length", "transfer-encoding")
"""Headers that describe the body as it was sent, before it was decoded."""


class AsyncHttp(httpx.AsyncClient):
    """An httpx client whose every request has a token, a quota, a deadline, retries and typed errors.

    Args:
        settings: The client's settings.
        quota: The client's quota.
        observers: Notified of requests, responses, waits and retries.
        headers: Sent with every request.
        network: Makes the transports.
        vendor: How an expired token and the success of a request are recognised.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        quota: Quota,
        observers: Observers,
        headers: Mapping[str, str],
        network: AsyncNetwork,
        vendor: Vendor,
    ) -> None:
        # This shell never opens a connection itself: the transport is the proof.
        every = {"Accept-Encoding": ACCEPT_ENCODING, **headers}
        super().__init__(base_url=settings.base_url, headers=every, transport=_NoTransport(), trust_env=False)
        origin = origin_of(self.base_url)
        self.runner = AsyncCallRunner(
            settings, origin=origin, quota=quota, observers=observers, network=network, vendor=vendor
        )
        self._requests = AsyncRequestFactory(self.base_url, check=_check_path)

    async def request(self, method: str, url: httpx.URL | str, **kwargs: Any) -> httpx.Response:
        """Make a request and send it; the generated functions call this.

        Raises:
            SmartBuildingsError: of the class that fits what went wrong.
        """
        return await self.send(self.build_request(method, url, **kwargs))

    def build_request(self, method: str, url: httpx.URL | str, **kwargs: Any) -> httpx.Request:
        """Make a request, as httpx does.

        Raises:
            InvalidRequest: a link that came from a server, or a path, is not a URL, or could lead to another object.
        """
        content = {name: value for name, value in kwargs.items() if value is not None and name not in _WITHOUT_EFFECT}
        try:
            ours = self._requests.url_of(url) if isinstance(url, str) else None
            if ours is None:
                _check_path(str(url))
            elif not content and method.upper() in _WITHOUT_BODY and not self.cookies and not self.params:
                return self._requests.without_body(method, ours, self.headers)
            return super().build_request(method, url if ours is None else ours, **content)
        except httpx.InvalidURL as error:
            msg = f"{redact(str(url))[:200]!r} is not a URL ({error}). Nothing was sent. Check where it comes from."
            raise InvalidRequest(msg) from error

    async def send(self, request: httpx.Request, **kwargs: Any) -> httpx.Response:
        """Send a request as the API requires it, and return the response to it, read whole.

        The arguments that httpx's own ``send`` takes are accepted and have no effect: redirects are never followed, the
        token is never left out, and responses are never streamed.

        Raises:
            SmartBuildingsError: of the class that fits what went wrong.
        """
        return _as_httpx(await self._run(request), request)

    async def call(self, method: str, path: str, *, params: Mapping[str, Any] | None = None, json: Any = None) -> Any:
        """Make a request as ``request`` does, and return the JSON of the response; ``None`` for an empty body.

        Raises:
            SmartBuildingsError: of the class that fits what went wrong.
        """
        url = self._requests.known(path) if params is None and json is None and method in _WITHOUT_BODY else None
        if url is not None:  # The common case, such as polling: all that ``build_request`` would find out is known.
            request = self._requests.without_body(method, url, self.headers)
        else:
            request = self.build_request(method, path, params=params, json=json)
        return (await self._run(request)).json()

    async def _run(self, request: httpx.Request) -> Reply:
        self.check_usable()
        return await self.runner.run(request)

    def check_usable(self) -> None:
        """Make sure that this client can be used here, after a fork too.

        Raises:
            ConfigurationError: it is closed, or belongs to another event loop.
        """
        if self.is_closed:
            msg = "This client is closed. Make a new one, or keep the calls inside its `with` block."
            raise ConfigurationError(msg)
        self.runner.check_owner()

    async def aclose(self) -> None:
        """Close the connections. The client can not be used after that."""
        await self.runner.aclose()
        await super().aclose()


def _check_path(url: str) -> None:
    harmful = harmful_segment(url)
    if harmful is not None:
        msg = (
            f"{redact(harmful)[:200]!r} cannot be part of a path: it could lead to another object than the one "
            "named. Nothing was sent. Check the id that was passed."
        )
        raise InvalidRequest(msg)


def _as_httpx(reply: Reply, request: httpx.Request) -> httpx.Response:
    """Make the response that httpx would return: read, and decoded."""
    headers = httpx.Headers(reply.headers)
    for name in _OF_THE_WIRE if "content-encoding" in headers else ():  # It would be decoded once more.
        headers.pop(name, None)
    body = httpx.ByteStream(reply.content)
    whole = httpx.Response(reply.status, headers=headers, stream=body, request=request, extensions=reply.extensions)
    whole.read()
    whole.elapsed = timedelta(seconds=reply.elapsed_s)
    return whole


class _NoTransport(httpx.AsyncBaseTransport):
    """Refuses to send: requests leave by ``AsyncHttp.send`` only."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        msg = "This client sends by AsyncHttp.send only."
        raise RuntimeError(msg)
