"""Runs a sandbox on a real socket: in a thread for a test, or as a process until somebody stops it."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Final, Generic, overload

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .asgi import SandboxApp
from .machine import MachineT

if TYPE_CHECKING:
    from smartbuildings.sandbox.ecobee.machine import Sandbox

__all__ = ["SandboxServer", "stopped_by_signal"]

_START_WITHIN_S: Final = 10.0
_STOP_WITHIN_S: Final = 10.0
_GRACE_S: Final = 1.0  # for answers that are in progress
_KEEP_ALIVE_S: Final = 75
_BACKLOG: Final = 512


class SandboxServer(Generic[MachineT]):
    """Serves a sandbox over HTTP from a thread of its own.

    Args:
        sandbox: what to serve; a default one if None.
        host: the address to listen on. Leave it on loopback: ``/_sandbox`` asks for no token.
        port: 0 takes a free one.

    Examples:
        >>> import httpx
        >>> from smartbuildings.sandbox import Sandbox, SandboxServer
        >>> with SandboxServer(Sandbox(seed=7)) as server:
        ...     httpx.get(server.url + "/_sandbox").json()["seed"]
        7
    """

    @overload
    def __init__(
        self: SandboxServer[Sandbox], sandbox: None = None, *, host: str = "127.0.0.1", port: int = 0
    ) -> None: ...

    @overload
    def __init__(self, sandbox: MachineT, *, host: str = "127.0.0.1", port: int = 0) -> None: ...

    def __init__(self, sandbox: MachineT | None = None, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.sandbox: MachineT = _default() if sandbox is None else sandbox
        self._host = host
        self._port = port
        self._url = ""
        self._connections: dict[tuple[str, int], asyncio.BaseTransport] = {}
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        if not self._url:
            raise RuntimeError("The sandbox server has not been started. Use it in a with statement, or call start().")
        return self._url

    def start(self) -> None:
        """Listen, and answer from now on."""
        if self._thread is not None:
            raise RuntimeError("The sandbox server is running already.")
        listener = _listener(self._host, self._port)
        port = listener.getsockname()[1]
        started = threading.Event()
        config = uvicorn.Config(
            SandboxApp(self.sandbox, self._hang_up),
            http=_tracking_protocol(self._connections),
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE_S,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(
            target=self._run, args=(self._server, listener, started), name="smartbuildings-sandbox", daemon=True
        )
        self._thread.start()
        if not started.wait(_START_WITHIN_S):
            raise RuntimeError("The sandbox server did not start.")
        host = f"[{self._host}]" if listener.family == socket.AF_INET6 else self._host
        self._url = f"http://{host}:{port}"

    def stop(self) -> None:
        """Stop answering, and save the state."""
        if self._server is not None and self._thread is not None:
            self._server.stop()
            self._thread.join(_STOP_WITHIN_S)
            self._server = self._thread = None
            self._url = ""
        self.sandbox.save()

    def __enter__(self) -> SandboxServer[MachineT]:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self, server: _Server, listener: socket.socket, started: threading.Event) -> None:
        async def main() -> None:
            # The socket listens already: connections made before uvicorn accepts them wait in its backlog.
            started.set()
            await server.serve(sockets=[listener])

        with asyncio.Runner() as runner:
            runner.run(main())
        listener.close()

    def _hang_up(self, peer: tuple[str, int]) -> None:
        connection = self._connections.pop(peer, None)
        if connection is not None:
            connection.close()


class _Server(uvicorn.Server):
    """uvicorn's server, changed only in how it stops: at once, where the original looks up ten times a second.

    A test suite starts and stops hundreds of sandboxes, and each would cost a quarter of a second.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Ask the server, from another thread, to stop."""
        if self._loop is None:
            self.should_exit = True
        else:
            self._loop.call_soon_threadsafe(self._stopping.set)

    async def main_loop(self) -> None:
        self._loop = asyncio.get_running_loop()
        while not self.should_exit and not self._stopping.is_set():
            await self.on_tick(0)  # keeps the Date header right
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), 1.0)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if tasks := set(self.server_state.tasks):
            _, late = await asyncio.wait(tasks, timeout=_GRACE_S)
            for task in late:
                task.cancel()


def _default() -> Any:
    from smartbuildings.sandbox import Sandbox

    return Sandbox()


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # TCP has to be named: asyncio sends small responses without delay only on sockets that say what they are, and a
    # delayed response costs 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def _tracking_protocol(connections: dict[tuple[str, int], asyncio.BaseTransport]) -> type[H11Protocol]:
    """Return uvicorn's protocol, changed only in that it notes which connection belongs to which peer."""

    class TrackingProtocol(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            connections[transport.get_extra_info("peername")[:2]] = transport
            super().connection_made(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            connections.pop(self.transport.get_extra_info("peername")[:2], None)
            super().connection_lost(exc)

    return TrackingProtocol


@contextmanager
def stopped_by_signal() -> Iterator[Callable[[float | None], bool]]:
    """Yield a function that waits until Ctrl-C or SIGTERM arrives, or until its timeout, and tells which it was."""
    stop = threading.Event()

    def note(signum: int, frame: FrameType | None) -> None:
        stop.set()

    before = {each: signal.signal(each, note) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop.wait
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
