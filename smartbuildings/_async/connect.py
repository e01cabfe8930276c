"""How plain httpx clients are made. Only this module and ``http`` know httpx: a move to another client stays small."""

from __future__ import annotations

import platform
from collections.abc import Callable
from typing import Any, TypeAlias

import httpx

from smartbuildings._core.settings import Settings
from smartbuildings.errors import ConfigurationError

__all__ = ["AsyncTransport", "connector", "user_agent"]

AsyncTransport: TypeAlias = httpx.AsyncBaseTransport
"""What may stand in for the network, such as the sandbox's transport."""


def connector(
    settings: Settings, *, proxy: str | None, verify: Any, transport: AsyncTransport | None
) -> Callable[[], httpx.AsyncClient]:
    """Give a function that makes a plain client; it is called again in a forked process.

    Raises:
        ConfigurationError: a proxy and a transport were given, which replaces proxies.
    """
    if proxy is not None and transport is not None:
        msg = "Give either proxy or transport: a transport replaces the network, and the proxy with it."
        raise ConfigurationError(msg)
    limits = httpx.Limits(max_connections=settings.connections, max_keepalive_connections=settings.connections)

    def connect() -> httpx.AsyncClient:
        try:
            # No timeout here: each attempt brings its own.
            return httpx.AsyncClient(limits=limits, proxy=proxy, verify=verify, transport=transport, timeout=None)
        except ImportError as error:  # It says which package a kind of proxy needs.
            reason = str(error)
        except OSError as error:  # A certificate file is not there, or is not one.
            reason = f"{type(error).__name__}: {error.strerror or 'not readable'}"
        except (ValueError, httpx.InvalidURL):  # It may quote any part of a proxy's URL, the password too.
            reason = "the URL of a proxy is malformed, or of an unknown kind"
        # Here and not above, so that nobody finds that quotation in the context of this error.
        raise ConfigurationError(
            f"The connection cannot be set up: {reason}. Check proxy and verify, and the variables HTTPS_PROXY, "
            "HTTP_PROXY, ALL_PROXY and SSL_CERT_FILE of the environment."
        )

    return connect


def user_agent(version: str) -> str:
    """Say who asks: this library, Python and httpx, each with its version."""
    return f"smartbuildings/{version} python/{platform.python_version()} httpx/{httpx.__version__}"
