"""Which proxy a request takes: the one given, else what the proxy variables say. Pure: the variables are handed in.

Entries of ``NO_PROXY`` are host names (which stand for their subdomains too), IP addresses, networks such as
``10.0.0.0/8``, and ``*``; each but the last two may carry a port.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

import attrs

__all__ = ["ProxyRules"]

_Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
_HOST: Final = re.compile(r"\.?[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class _Exempt(NamedTuple):
    """One entry of ``NO_PROXY``."""

    host: str = ""
    network: _Network | None = None
    port: int | None = None

    def covers(self, host: str, address: _Address | None, port: int | None) -> bool:
        if self.port is not None and self.port != port:
            return False
        if self.network is not None:
            return address is not None and address.version == self.network.version and address in self.network
        return host == self.host or (address is None and host.endswith("." + self.host))


_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


@attrs.frozen
class ProxyRules:
    """The proxies of one client, and the hosts that are called without one."""

    by_scheme: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    """Proxy URLs for ``http``, ``https`` and ``all``; they may hold a password."""
    exempt: tuple[_Exempt, ...] = ()
    skipped: tuple[str, ...] = ()
    """The entries of ``NO_PROXY`` that make no sense."""

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> ProxyRules:
        """Read the proxy variables as ``urllib.request.getproxies`` returns them: ``http`` for ``HTTP_PROXY``."""
        exempt, skipped = [], []
        for entry in variables.get("no", "").split(","):
            text = entry.strip().lower()
            if text == "*":
                return cls()
            if text:
                found = _entry(text)
                if found is None:
                    skipped.append(text)
                else:
                    exempt.append(found)
        named = {scheme: variables.get(scheme, "").strip() for scheme in ("http", "https", "all")}
        # Without a scheme it is an http proxy, as for curl and for httpx.
        by_scheme = {scheme: url if "://" in url else f"http://{url}" for scheme, url in named.items() if url}
        return cls(by_scheme, tuple(exempt), tuple(skipped))

    def proxy_for(self, scheme: str, host: str, port: int | None) -> str | None:
        """Return the URL of the proxy to take, or ``None`` to go directly."""
        proxy = self.by_scheme.get(scheme) or self.by_scheme.get("all")
        if proxy is None or not self.exempt:
            return proxy
        host = host.lower().strip("[]").rstrip(".")
        port = _DEFAULT_PORTS.get(scheme) if port is None else port
        try:
            address: _Address | None = ipaddress.ip_address(host)
        except ValueError:
            address = None
        return None if any(entry.covers(host, address, port) for entry in self.exempt) else proxy


def _entry(text: str) -> _Exempt | None:
    if "://" in text:  # httpx takes these; the scheme is passed over, since the port says it.
        text = text.partition("://")[2].rstrip("/")
    host, port = _split(text)
    if port == -1:
        return None
    try:
        return _Exempt(network=ipaddress.ip_network(host, strict=False), port=port)
    except ValueError:
        pass
    host = host.removeprefix("*")
    return _Exempt(host.strip("."), port=port) if _HOST.fullmatch(host) else None


def _split(text: str) -> tuple[str, int | None]:
    """Separate a port, -1 where it is none; an IPv6 address has one only after its brackets."""
    if text.startswith("["):
        host, bracket, rest = text[1:].partition("]")
        if not bracket or (rest and not rest.startswith((":", "/"))):
            return text, -1
        if rest.startswith("/"):
            return host + rest, None
        text_of_port = rest[1:] if rest else None
    elif text.count(":") == 1:
        host, _, text_of_port = text.partition(":")
    else:
        return text, None
    if text_of_port is None:
        return host, None
    return host, int(text_of_port) if text_of_port.isdecimal() and int(text_of_port) < 65536 else -1
