"""The server: a process of its own that responds with the bodies it was given, as fast as Python can.

It is a process of its own so that its work is not measured with the client's. Run as ``python -m
benchmarks.server``, it reads one JSON object from standard input (path -> body), prints its port, and ends when
standard input is closed.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, cast

__all__ = ["served"]

# A quota that never runs out, reported in every response as the vendor of the path does.
_QUOTA: Final = "".join(
    f"x-ratelimit-limit-{window}: 1000000\r\nx-ratelimit-remaining-{window}: 1000000\r\n"
    for window in ("hour", "minute", "second")
)
_QUOTA_OF_SMARTTHINGS: Final = (
    "x-ratelimit-limit: 1000000\r\nx-ratelimit-remaining: 1000000\r\nx-ratelimit-reset: 60000\r\n"
)


@contextmanager
def served(bodies: Mapping[str, str]) -> Iterator[str]:
    """Run the server with these bodies by path, and return its URL."""
    command = [sys.executable, "-m", "benchmarks.server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(dict(bodies)) + "\n")
        process.stdin.flush()
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.stdin.close()


class _Responding(asyncio.Protocol):
    def __init__(self, bodies: Mapping[bytes, bytes]) -> None:
        self._bodies = bodies
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, end, rest = self._received.partition(b"\r\n\r\n")
        if not end or len(rest) < _content_length(head):
            return
        self._received = b""
        self._transport.write(self._bodies[head.split(b" ", 2)[1]])


def _content_length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def _response(path: str, body: str) -> bytes:
    content = body.encode()
    head = (
        f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(content)}\r\n{_quota_of(path)}\r\n"
    )
    return head.encode() + content


def _quota_of(path: str) -> str:
    if path.startswith("/v1/enterprises/"):
        return ""  # No header of Nest reports a limit.
    return _QUOTA_OF_SMARTTHINGS if path.startswith("/devices/") else _QUOTA


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    bodies = {path.encode(): _response(path, body) for path, body in json.loads(sys.stdin.readline()).items()}
    server = await loop.create_server(lambda: _Responding(bodies), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve())
