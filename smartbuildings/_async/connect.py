"""How httpx requests and transports are made.

A transport goes through a proxy or not, with certificates, or is the one that the caller gave.
"""

from __future__ import annotations

import os
import platform
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.request import getproxies

import httpx

from smartbuildings._core.proxies import ProxyRules
from smartbuildings._io.tls import context_for
from smartbuildings.errors import ConfigurationError

__all__ = ["AsyncNetwork", "AsyncRequestFactory", "AsyncTransport", "user_agent"]

AsyncTransport: TypeAlias = httpx.AsyncBaseTransport
"""What may replace the network, such as the sandbox's transport."""

_ONE: Final = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=None)
_CHECK: Final = (
    "Check proxy and verify, and the variables HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and SSL_CERT_FILE of the environment."
)


_KEPT_URLS: Final = 1024
"""How many parsed URLs are kept: polling repeats the same ones, and httpx takes 30 microseconds to parse one."""


class AsyncRequestFactory:
    """Makes the requests of one client to its own origin; what they share is prepared once.

    Args:
        base_url: The client's.
        check: Raises for a path that must not be asked for.
    """

    def __init__(self, base_url: httpx.URL, *, check: Callable[[str], None]) -> None:
        self._base = str(base_url).rstrip("/")
        self._check = check
        self._urls: dict[str, httpx.URL] = {}
        self._host = base_url.netloc
        self._prepared: tuple[list[tuple[bytes, bytes]], httpx.Headers] = [], httpx.Headers()
        """The client's headers, and those of a request; replaced together, in one step for threads and a Ctrl-C."""

    def known(self, path: str) -> httpx.URL | None:
        """Return what ``url_of`` returned for a path, if that is kept."""
        return self._urls.get(path)

    def url_of(self, path: str) -> httpx.URL | None:
        """Return the URL of a path below the base URL, ``None`` for what is not a plain path."""
        url = self._urls.get(path)
        if url is None and path.startswith("/") and not path.startswith("//") and "?" not in path and "#" not in path:
            self._check(path)
            url = httpx.URL(self._base + path)
            if len(self._urls) >= _KEPT_URLS:
                self._urls.clear()
            self._urls[path] = url
        return url

    def without_body(self, method: str, url: httpx.URL, common: httpx.Headers) -> httpx.Request:
        """Make a request without a body, as httpx would; ``common`` are the headers of the client."""
        raw = common.raw
        known, headers = self._prepared
        if raw != known:  # At first, or they were changed: they belong to the caller, too.
            headers = httpx.Headers([(b"Host", self._host), *raw])
            self._prepared = raw, headers
        request = httpx.Request(method, url, headers=headers, stream=httpx.ByteStream(b""))
        request.read()
        return request


class AsyncNetwork:
    """Makes the transports of one client, which share a TLS context with other clients.

    Args:
        proxy: The URL of the proxy for every request; the variables of the environment hold when left out.
        verify: As httpx takes it: ``True``, or a TLS context.
        transport: Replaces the network.

    Raises:
        ConfigurationError: the settings contradict each other or cannot work.
    """

    def __init__(self, *, proxy: str | None, verify: Any, transport: AsyncTransport | None) -> None:
        if proxy is not None and transport is not None:
            msg = "Give either proxy or transport: a transport replaces the network, and the proxy with it."
            raise ConfigurationError(msg)
        self.given: Final = transport
        """The caller's transport, which all calls share."""
        self._verify = verify
        self._no_tls: ssl.SSLContext | None = None
        self.rules: Final = ProxyRules.of(getproxies()) if proxy is None else ProxyRules({"all": proxy})
        if transport is not None:
            return
        named = os.environ.get("SSL_CERT_FILE")
        if verify is True and named and not Path(named).is_file():
            raise _unusable("the certificate file that SSL_CERT_FILE names is not there")
        for url in set(self.rules.by_scheme.values()):
            self._make(url, self._without_tls())  # To see whether it can be; nothing is opened.

    def transport_for(self, url: httpx.URL) -> AsyncTransport:
        """Make a transport with one connection, for the host of a URL.

        Raises:
            ConfigurationError: the certificates cannot be loaded.
        """
        if self.given is not None:
            return self.given
        proxy = self.rules.proxy_for(url.scheme, url.host, url.port)
        is_encrypted = url.scheme == "https" or (proxy is not None and _is_https(proxy))
        return self._make(proxy, self._with_tls() if is_encrypted else self._without_tls())

    def _make(self, proxy: str | None, tls: ssl.SSLContext) -> AsyncTransport:
        try:
            way = None if proxy is None else httpx.Proxy(proxy, ssl_context=tls if _is_https(proxy) else None)
            return httpx.AsyncHTTPTransport(verify=tls, limits=_ONE, proxy=way)
        except ImportError as error:  # It says which package a kind of proxy needs.
            reason = str(error)
        except (ValueError, httpx.InvalidURL):  # It may quote any part of a proxy's URL, the password too.
            reason = "the URL of a proxy is malformed, or of an unknown kind"
        # Here and not above, so that nobody finds that quotation in the context of this error.
        raise _unusable(reason)

    def _with_tls(self) -> ssl.SSLContext:
        if isinstance(self._verify, ssl.SSLContext):
            return self._verify
        try:
            return context_for(self._verify, lambda: httpx.create_ssl_context(verify=self._verify))
        except OSError as error:
            raise _unusable(f"{type(error).__name__}: {error.strerror or 'not readable'}") from error

    def _without_tls(self) -> ssl.SSLContext:
        """Return a context that trusts nobody, since httpx would load the certificates for plain connections too."""
        if self._no_tls is None:
            self._no_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return self._no_tls


def _is_https(url: str) -> bool:
    return url.lower().startswith("https:")


def _unusable(reason: str) -> ConfigurationError:
    return ConfigurationError(f"The connection cannot be set up: {reason}. {_CHECK}")


def user_agent(version: str) -> str:
    """Return who asks: this library, Python and httpx, each with its version."""
    return f"smartbuildings/{version} python/{platform.python_version()} httpx/{httpx.__version__}"
