"""The connections of a client: one httpx transport with one connection for each request in progress.

The connection used last is taken first, so that it is warm. That of a call which was cancelled, interrupted or failed
is closed and forgotten: what state it is in need not be known.
"""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeAlias

import httpx

from smartbuildings._async.connect import AsyncNetwork, AsyncTransport
from smartbuildings._core.body import Body, Reply
from smartbuildings._core.call_errors import Fault
from smartbuildings._io import HasFileno, is_readable
from smartbuildings._io.asynchronous import INTERRUPTIONS, Deadlines, WaitTimeout, monotonic, shielded

__all__ = ["AsyncConnections", "Origin", "fault_of", "origin_of"]

Origin: TypeAlias = tuple[str, str, int | None]
"""Scheme, host and port."""

_KEPT_S: Final = 5.0
"""How long an idle connection is reused for reads, which are simply retried if the server has just closed it."""
_KEPT_FOR_WRITES_S: Final = 1.0
"""The same for writes, whose outcome would be unknown then. Few servers close a connection sooner."""
_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_SIZE_OF_ENCODING: Final = len("content-encoding")
_SIZE_OF_LENGTH: Final = len("content-length")
_TIMED: Final = ("connect", "read", "write", "pool")
"""What httpx limits the time of."""
_NOT_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""The faults after which the API cannot have seen the request."""
_PROXY_AUTHENTICATION: Final = "407"
_NEW_STREAM: Final = (".connect_tcp.complete", ".start_tls.complete")


class _Connection:
    """A transport, and the network stream of its connection once that is known."""

    def __init__(self, transport: AsyncTransport, *, is_shared: bool) -> None:
        self.transport = transport
        self.stream: Any = None
        self.is_usable = True
        self._rested: Any = None
        """The stream when it was last put back, and its socket: to ask for that is most of the cost of ``is_fresh``."""
        self._socket: HasFileno | None = None
        self._is_shared = is_shared
        self._idle_since = 0.0

    def rest(self) -> None:
        """Begin to be idle."""
        self._idle_since = monotonic()
        if self._rested is not self.stream:
            self._rested, self._socket = self.stream, self.stream.get_extra_info("socket")

    def is_fresh(self, keep_s: float) -> bool:
        """Return whether it was used a moment ago, and the server has not closed it since."""
        if monotonic() - self._idle_since > keep_s:
            return False
        try:
            return self._socket is None or not is_readable(self._socket)
        except (OSError, ValueError):
            return False  # trio's socket says so when it is closed.

    def tracing(self, outer: Callable[..., Awaitable[None]] | None) -> Callable[..., Awaitable[None]]:
        """Return a trace function for httpcore, which learns the stream of a new connection by it."""

        async def trace(name: str, info: Any) -> None:
            if name.endswith(_NEW_STREAM):
                self.stream = info["return_value"]
            if outer is not None:
                await outer(name, info)

        return trace

    async def close(self, *, at_once: bool = False) -> None:
        """Close it; ``at_once`` avoids the transport's lock, which an interruption may have left taken."""
        self.is_usable = False
        if self._is_shared:
            return
        with shielded():
            # Whatever a broken connection says to this, it is gone.
            with contextlib.suppress(Exception):
                if self.stream is not None:
                    await self.stream.aclose()
            with contextlib.suppress(Exception):
                if not at_once:
                    await self.transport.aclose()


class AsyncConnections:
    """Sends requests and reads their responses whole.

    Args:
        network: Makes transports.
        limit: How many bytes of a response body to accept.
    """

    def __init__(self, network: AsyncNetwork, *, limit: int) -> None:
        self._network = network
        self._limit = limit
        self._deadlines = Deadlines()
        self._idle: dict[Origin, list[_Connection]] = {}
        self._is_closed = False

    async def send(self, request: httpx.Request, *, timeout_s: float, deadline: float) -> Reply:
        """Send a request whose body is in memory, once.

        Raises:
            httpx.RequestError: no whole response came, or not before the deadline.
        """
        origin = origin_of(request.url)
        connection = await self._take(request, origin)
        began = monotonic()
        outer = request.extensions
        request.extensions = {**outer, "timeout": dict.fromkeys(_TIMED, timeout_s)}
        if connection.stream is None:
            request.extensions["trace"] = connection.tracing(outer.get("trace"))
        try:
            with self._deadlines.fail_at(deadline, connection):
                response = await connection.transport.handle_async_request(request)
                connection.stream = response.extensions.get("network_stream", connection.stream)
                body = await self._read(response, connection, deadline)
        except WaitTimeout:
            await connection.close()
            msg = "no whole response came before the deadline"
            raise httpx.ReadTimeout(msg, request=request) from None
        except INTERRUPTIONS:
            await connection.close(at_once=True)
            raise
        except httpx.RequestError as error:
            await connection.close()
            error.request = request
            raise
        except BaseException:
            await connection.close()
            raise
        finally:
            request.extensions = outer
        await self._put_back(connection, origin)
        content = body.whole()
        problem = None if body.is_wanted else body
        headers = response.headers
        elapsed_s = monotonic() - began
        return Reply(response.status_code, headers, content, problem, response.extensions, headers.raw, elapsed_s)

    async def _read(self, response: httpx.Response, connection: _Connection, deadline: float) -> Body:
        encoding = length = b""
        for name, value in response.headers.raw:  # In one go: a look-up in httpx's headers goes through all of them.
            size = len(name)
            if size == _SIZE_OF_ENCODING and name.lower() == b"content-encoding":
                encoding = encoding + b", " + value if encoding else value
            elif size == _SIZE_OF_LENGTH and name.lower() == b"content-length":
                length = value
        body = Body(encoding.decode("latin-1"), length.decode("latin-1"), self._limit)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        try:
            if not body.is_wanted:
                await connection.close()
            async for chunk in response.stream:
                if monotonic() > deadline:
                    raise WaitTimeout
                if body.is_wanted and not body.add(chunk):
                    # The rest is what has arrived already: reading on to the end leaves no generator unfinished.
                    await connection.close()
        except httpx.RequestError:
            if body.is_wanted:
                raise
        finally:
            await response.aclose()
        return body

    async def _take(self, request: httpx.Request, origin: Origin) -> _Connection:
        if self._network.given is not None:
            return _Connection(self._network.given, is_shared=True)
        keep_s = _KEPT_S if request.method in _SAFE_METHODS else _KEPT_FOR_WRITES_S
        idle = self._idle.get(origin, [])
        while True:
            try:
                connection = idle.pop()
            except IndexError:
                return _Connection(self._network.transport_for(request.url), is_shared=False)
            if connection.is_fresh(keep_s):
                return connection
            await connection.close()

    async def _put_back(self, connection: _Connection, origin: Origin) -> None:
        if self._network.given is not None or not connection.is_usable:
            return
        connection.rest()
        self._idle.setdefault(origin, []).append(connection)
        if self._is_closed:  # While this call was in progress.
            await self.aclose()

    async def aclose(self) -> None:
        """Close the idle connections, and those in use when their calls end; a transport of the caller's as well."""
        self._is_closed = True
        for idle in list(self._idle.values()):
            with contextlib.suppress(IndexError):
                while True:
                    await idle.pop().close()
        if self._network.given is not None:
            await self._network.given.aclose()


def origin_of(url: httpx.URL) -> Origin:
    """Return what must agree before a token may travel (RFC 6454); httpx drops default ports."""
    return url.scheme, url.host, url.port


def fault_of(error: httpx.RequestError) -> Fault:
    """Describe a fault of the network for those who know no httpx."""
    rejected = _rejected_certificate(error)
    return Fault(
        error,
        may_be_sent=not isinstance(error, _NOT_SENT),
        is_timeout=isinstance(error, httpx.TimeoutException),
        rejected_certificate=None if rejected is None else rejected.verify_message or rejected.reason,
        wants_proxy_login=isinstance(error, httpx.ProxyError) and str(error).startswith(_PROXY_AUTHENTICATION),
    )


def _rejected_certificate(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    """Find the rejection of a certificate among the causes of an error."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error
