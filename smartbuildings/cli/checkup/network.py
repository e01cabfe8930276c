"""Looks at the way to the server: does it answer, by which proxy, and does its clock agree with ours."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.error import HTTPError
from urllib.parse import urlsplit

from smartbuildings import __version__
from smartbuildings.cli.checkup.findings import Finding, failed, ok, skipped, warning
from smartbuildings.cli.connection import reach_loopback_directly
from smartbuildings.cli.exit_codes import ExitCode

__all__ = ["look_at_network"]

_PATIENCE_S: Final = 10.0
_TOLERATED_S: Final = 60.0


def look_at_network(url: str) -> Iterator[Finding]:
    """Ask the server for anything at all, without a token: any response shows that it can be reached."""
    reach_loopback_directly(url)
    host = urlsplit(url).hostname or ""
    proxy = None if urllib.request.proxy_bypass(host) else urllib.request.getproxies().get(urlsplit(url).scheme)
    by = " through the proxy that the environment names" if proxy else ""
    try:
        date = _date_from(url)
    except OSError as error:
        reason = getattr(error, "reason", None) or error
        advice = "Check the network, the base URL and the proxy variables (HTTPS_PROXY, NO_PROXY)."
        yield failed("reachable", f"{host} does not answer{by} ({reason})", advice, ExitCode.NO_ANSWER)
        yield skipped("clock")
        return
    yield ok("reachable", f"{host} answers{by}")
    yield _clock(date)


def _date_from(url: str) -> str | None:
    request = urllib.request.Request(url, method="HEAD", headers={"User-Agent": f"smartbuildings/{__version__} doctor"})
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE_S) as answer:
            return str(answer.headers.get("date", ""))
    except HTTPError as answered:
        with answered:
            return str(answered.headers.get("date", ""))


def _clock(date: str | None) -> Finding:
    try:
        theirs = parsedate_to_datetime(date or "")
    except ValueError:
        return ok("clock", "the server tells no time to compare with")
    off = (datetime.now(UTC) - theirs.replace(tzinfo=theirs.tzinfo or UTC)).total_seconds()
    if abs(off) <= _TOLERATED_S:
        return ok("clock", "this machine's clock agrees with the server's")
    direction = "ahead of" if off > 0 else "behind"
    return warning(
        "clock",
        f"this machine's clock is {abs(off):.0f} s {direction} the server's",
        "Times that are shown are off by as much. Set the clock, best by NTP.",
    )
