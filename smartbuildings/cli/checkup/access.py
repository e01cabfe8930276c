"""Looks at what the server gives these credentials: a token, scopes, buildings, a quota."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smartbuildings import SmartBuildings
from smartbuildings.cli.checkup.findings import Finding, failed, ok, skipped, warning
from smartbuildings.errors import SmartBuildingsError, Unauthorized
from smartbuildings.tokens import TokenInfo

__all__ = ["look_at_access"]

_NEEDED: Final = {
    "read:buildings": "list buildings",
    "read:building": "read a building",
    "read:thermostats": "list thermostats",
    "read:thermostat": "read a thermostat",
    "write:thermostat": "hold, resume and set the mode",
}
"""The scopes behind the commands, as API v1.7.0 documents them. Inferred: v2 has the same."""


def look_at_access(sb: SmartBuildings) -> Iterator[Finding]:
    """Get a token, and use it once."""
    try:
        info = sb.authenticate()
    except (SmartBuildingsError, OSError) as error:
        yield failed("token", error)
        yield from map(skipped, ("scopes", "account", "quota"))
        return
    yield _token(info)
    yield _scopes(info)
    yield from _account(sb)


def _token(info: TokenInfo) -> Finding:
    told = "" if info.expires_at is None else f", told to expire {info.expires_at:%H:%M} UTC"
    return ok("token", f"in hand, obtained {info.obtained_at:%Y-%m-%d %H:%M} UTC{told}")


def _scopes(info: TokenInfo) -> Finding:
    if info.scope is None:
        return ok("scopes", "the vendor did not tell them")
    allowed = set(info.scope.split())
    missing = [scope for scope in _NEEDED if scope not in allowed]
    if missing:
        cannot = ", ".join(_NEEDED[scope] for scope in missing)
        return warning("scopes", f"missing {' '.join(missing)}", f"You cannot {cannot}. Ask ecobee to allow them.")
    return ok("scopes", f"{len(allowed)}, with all that the commands need")


def _account(sb: SmartBuildings) -> Iterator[Finding]:
    try:
        count = len(sb.buildings().all())
    except Unauthorized as error:
        advice = (
            "The token in the store may have been revoked, or belong to another server. Run `smartbuildings token "
            "--discard`, then this again: the next command requests a new token."
        )
        yield failed("account", error, advice)
        yield skipped("quota")
        return
    except SmartBuildingsError as error:
        yield failed("account", error)
        yield skipped("quota")
        return
    if count == 0:
        yield warning(
            "account", "no building is visible", "Create one, or ask ecobee whether these credentials see yours."
        )
    else:
        yield ok("account", f"{count} building{'s' if count > 1 else ''} visible")
    left = ", ".join(f"{each.remaining:,} of {each.limit:,} left this {each.name}" for each in sb.quota.windows)
    yield ok("quota", left or "the API told no limits")
