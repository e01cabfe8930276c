"""A certificate that is rejected: said so, and not tried again."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from socket import create_connection, create_server

import pytest
import servers

from smartbuildings import AsyncSmartBuildings
from smartbuildings.errors import ConnectionFailed

pytestmark = pytest.mark.anyio

Maker = Callable[..., AsyncSmartBuildings]
CERTIFICATE = Path(next(iter(servers.__path__))) / "untrusted.pem"


class TlsServer:
    """Shakes hands and hangs up."""

    def __init__(self) -> None:
        self.handshakes = 0
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(CERTIFICATE)
        self._listener = create_server(("127.0.0.1", 0))
        self._is_over = False
        self.url = f"https://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with connection:
                if self._is_over:
                    return
                self.handshakes += 1
                connection.settimeout(5)
                with suppress(OSError), self._context.wrap_socket(connection, server_side=True) as encrypted:
                    encrypted.recv(1)

    def close(self) -> None:
        self._is_over = True
        create_connection(self._listener.getsockname()).close()
        self._thread.join(10)
        self._listener.close()


@pytest.fixture
def tls_server() -> Iterator[TlsServer]:
    server = TlsServer()
    yield server
    server.close()


@pytest.mark.parametrize("what", ["token", "call"])
async def test_a_rejected_certificate_is_named_and_not_tried_again(
    make_client: Maker, tls_server: TlsServer, what: str
) -> None:
    strict = ssl.create_default_context()
    client = make_client(tls_server.url, verify=strict, deadline_s=20)

    with pytest.raises(ConnectionFailed, match=r"certificate of 127\.0\.0\.1 was rejected") as caught:
        if what == "token":
            await client.authenticate()
        else:
            await client.low_level.get_async_httpx_client().request("GET", "/api/v2/buildingIds")

    assert "self-signed" in str(caught.value).replace("self signed", "self-signed")
    assert "SSL_CERT_FILE" in str(caught.value)
    assert "verify=" in str(caught.value)
    assert "Check the network" not in str(caught.value)
    assert tls_server.handshakes == 1
