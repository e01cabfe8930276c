"""How plain httpx clients are made. Only this module and ``http`` know httpx: a move to another client stays small."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import httpx

from smartbuildings._core.settings import Settings
from smartbuildings.errors import ConfigurationError

__all__ = ["AsyncTransport", "connector", "user_agent"]

AsyncTransport: TypeAlias = httpx.AsyncBaseTransport
"""What may stand in for the network, such as the sandbox's transport."""

_USER_INFO: Final = re.compile(r"//[^\s/]*@")
"""The name and the password of a proxy, in its URL."""


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
    # Turns are given out in `http`, so the pool needs no limit of its own, in which a Ctrl-C could leave a place taken.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=settings.connections)

    def connect() -> httpx.AsyncClient:
        try:
            # No timeout here: each attempt brings its own.
            return httpx.AsyncClient(limits=limits, proxy=proxy, verify=verify, transport=transport, timeout=None)
        except (ValueError, httpx.InvalidURL, ImportError, OSError) as error:  # OSError: a certificate file is not one.
            said = _USER_INFO.sub("//***@", str(error))
            msg = (
                f"The connection cannot be set up ({type(error).__name__}: {said}). Check proxy and verify, and the "
                "variables HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and SSL_CERT_FILE of the environment."
            )
            raise ConfigurationError(msg) from None  # The cause may quote a proxy's password.

    return connect


def user_agent(version: str) -> str:
    """Say who asks: this library, Python and httpx, each with its version."""
    return f"smartbuildings/{version} python/{platform.python_version()} httpx/{httpx.__version__}"
