"""An HTTP server that does as it is told, down to the byte: for the answers that no sane server gives.

Each route has a script of replies; the last one is given again and again. A reply can be late, drip, lie about its
length, break off, reset the connection or never come. The server keeps every request and counts connections. It
understands requests to a proxy too (an absolute URL, or CONNECT), so that it can stand in for one.

    with ScriptedServer() as server:
        server.on("GET", "/thing", Reply(503), json_reply({"found": True}))
"""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import attrs

__all__ = ["Reply", "Request", "Script", "ScriptedServer", "gzip_bomb", "json_reply"]

_POLL_S = 0.01


@attrs.frozen
class Request:
    """One request, as it came."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    connection: int
    """Which connection it came on, counted from 1."""
    at: float
    """When it had arrived, on the monotonic clock."""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path if "://" in self.target else self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True, strict_parsing=True))

    @property
    def token(self) -> str | None:
        scheme, _, value = self.headers.get("authorization", "").partition(" ")
        return value if scheme.lower() == "bearer" else None

    def json(self) -> Any:
        return json.loads(self.body)


@attrs.frozen
class Reply:
    """What to do with one request."""

    status: int = 200
    headers: Mapping[str, str] = attrs.field(factory=dict)
    body: bytes = b""
    told_length: int | None = None
    """The Content-Length to tell; the true one by default."""
    wait_s: float = 0.0
    """How long to think before the first byte."""
    drip_s: float | None = None
    """Send byte by byte, with this pause between two."""
    cut_after: int | None = None
    """Send so many bytes of the answer, head included, and close."""
    reset: bool = False
    """Close with a reset, which loses what was sent."""
    never: bool = False
    """Send nothing, and keep the connection open."""
    gate: threading.Event | None = None
    """Answer once this is set."""
    closes: bool = False
    """Close the connection after the answer, without having said so."""
    garbage: bytes | None = None
    """Send this and close: no HTTP at all."""

    def raw(self) -> bytes:
        """Give the bytes of the answer."""
        headers = {"Content-Type": "application/json", **self.headers}
        if self.status not in (204, 304) and "Transfer-Encoding" not in headers:
            headers["Content-Length"] = str(len(self.body) if self.told_length is None else self.told_length)
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 {self.status} As Told\r\n{head}\r\n".encode("latin-1") + self.body


def json_reply(payload: Any, status: int = 200, **how: Any) -> Reply:
    """Reply with JSON."""
    return Reply(status, body=json.dumps(payload).encode(), **how)


@cache  # made when a test needs it, and once
def gzip_bomb() -> bytes:
    """Return 100 million spaces, compressed to some 100 kB."""
    return gzip.compress(b" " * 100_000_000)


Script = Reply | Callable[[Request], Reply]


class ScriptedServer:
    """Serves from threads of its own until it is closed."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.requests: list[Request] = []
        self.connections = 0
        self.idle_s: float | None = None
        """After how long to close a connection on which no request comes; never by default."""
        self.hang_up_on = 0
        """How many of the next connections to close before a request is read."""
        self._scripts: dict[tuple[str, str], list[Script]] = {}
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def on(self, method: str, path: str, *script: Script) -> None:
        """Say what to reply to a request; ``*`` as path: to any that has no script of its own."""
        with self._lock:
            self._scripts[method, path] = list(script)

    def requests_for(self, method: str, path: str) -> list[Request]:
        """Give the requests for one route, oldest first."""
        return [request for request in self.requests if (request.method, request.path) == (method, path)]

    def wait_for(self, count: int, method: str, path: str, *, within_s: float = 5.0) -> None:
        """Wait until so many requests for a route have arrived."""
        give_up_at = time.monotonic() + within_s
        while len(self.requests_for(method, path)) < count:
            assert time.monotonic() < give_up_at, f"only {len(self.requests_for(method, path))} requests came"
            time.sleep(_POLL_S)

    def close(self) -> None:
        """Break every connection and stop."""
        if self._is_over.is_set():
            return
        self._is_over.set()
        # A blocked accept() does not notice that its socket is closed; a last connection wakes it.
        with socket.socket() as last:
            last.settimeout(1)
            last.connect_ex(("127.0.0.1", self.port))
        self._threads[0].join(2)
        self._listener.close()
        with self._lock:
            still_open = list(self._open)
        for connection in still_open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(2)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _accept(self) -> None:
        while not self._is_over.is_set():
            connection, _ = self._listener.accept()
            if self._is_over.is_set():
                connection.close()
                return
            with self._lock:
                self.connections += 1
                number = self.connections
                self._open.add(connection)
                thread = threading.Thread(target=self._serve, args=(connection, number), daemon=True)
                self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.hang_up_on:
                self.hang_up_on -= 1
                return
            connection.settimeout(self.idle_s)
            with connection.makefile("rb") as reader:
                while (request := _read(reader, number)) is not None:
                    with self._lock:
                        self.requests.append(request)
                        reply = self._next(request)
                    if callable(reply):
                        reply = reply(request)
                    if not self._send(connection, reply):
                        return
        except OSError:
            pass  # The other side hung up, which is its right.
        finally:
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _next(self, request: Request) -> Script:
        script = self._scripts.get((request.method, request.path)) or self._scripts.get((request.method, "*"))
        if not script:
            return json_reply({"status": "error", "message": f"no script for {request.method} {request.path}"}, 404)
        return script.pop(0) if len(script) > 1 else script[0]

    def _send(self, connection: socket.socket, reply: Reply) -> bool:
        """Carry a reply out; tell whether the connection lives on."""
        if reply.gate is not None:
            while not (reply.gate.wait(_POLL_S) or self._is_over.is_set()):
                pass
        self._is_over.wait(reply.wait_s)
        if reply.never:
            self._is_over.wait()
        if reply.reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if reply.garbage is not None:
            connection.sendall(reply.garbage)
            return False
        raw = reply.raw()[: reply.cut_after]
        if reply.drip_s is None:
            connection.sendall(raw)
        else:
            for byte in raw:
                connection.sendall(bytes([byte]))
                if self._is_over.wait(reply.drip_s):
                    return False
        return reply.cut_after is None and not reply.closes


def _read(reader: Any, number: int) -> Request | None:
    line = reader.readline()
    if not line.strip():
        return None
    method, target, _ = line.decode("latin-1").split(" ", 2)
    headers: dict[str, str] = {}
    while (line := reader.readline().decode("latin-1").rstrip("\r\n")) != "":
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = reader.read(int(headers.get("content-length", 0)))
    return Request(method, target, headers, body, number, time.monotonic())
