"""``token`` and ``quota``: what these credentials may do, and how much of it is left."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import attrs
from cyclopts import Parameter

from smartbuildings.cli.connection import HERE, AsJson, Connection
from smartbuildings.cli.printing import print_json, show

if TYPE_CHECKING:
    from smartbuildings.cli.accounts import Ecobee

__all__ = ["quota", "token"]


def token(
    *,
    discard: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    json: AsJson = False,
    connection: Connection = HERE,
) -> int:
    """Show what the token allows and when it expires, or discard it.

    The token itself is never shown. One is requested only if there is none. An expired token is replaced without this
    command; use --discard only if the API keeps rejecting the token, since the vendor limits how many are requested.

    Args:
        discard: Discard the stored token and a remembered rejection of the credentials. The next command requests a
            new token; nothing is requested now.
        json: Print JSON.
        connection: Where to connect.
    """
    account = connection.ecobee(
        instead="`smartbuildings consents VENDOR` lists the consents of a vendor that has them."
    )
    with account.client() as sb:
        if discard:
            sb.discard_token()
            return _discarded(account, json=json)
        info = sb.authenticate()
    scopes = sorted((info.scope or "").split())
    if json:
        print_json({**account.place, "scopes": scopes, "obtained_at": info.obtained_at, "expires_at": info.expires_at})
        return 0
    expiry = "The vendor did not say when it expires." if info.expires_at is None else _expiry(info.expires_at)
    show(f"Obtained {info.obtained_at:%Y-%m-%d %H:%M} UTC. {expiry} It is used until the API says that it expired.")
    show("Scopes: " + (", ".join(scopes) or "not told"))
    return 0


def _discarded(account: Ecobee, *, json: bool) -> int:
    if json:
        print_json({**account.place, "discarded": True})
    else:
        show("The stored token is discarded. The next command requests a new one.")
    return 0


def _expiry(at: datetime) -> str:
    minutes = (at - datetime.now(UTC)).total_seconds() / 60
    when = f"{at:%Y-%m-%d %H:%M} UTC"
    return f"Expires {when}, in {minutes:.0f} minutes." if minutes >= 0 else f"By the clock it expired {when}."


def quota(*, json: AsJson = False, connection: Connection = HERE) -> int:
    """Show what is left of the request limits.

    They count by IP address, and the API tells them with every response, so this costs one request.
    """
    account = connection.ecobee(instead="In Python, `client.quota` has the limits of every vendor.")
    with account.client() as sb:
        sb.buildings(limit=1).all()
        windows = sb.quota.windows
    if json:
        rows = [attrs.asdict(each) for each in windows]
        print_json({**account.place, "windows": [row | {"resets_in_s": _rounded(row["resets_in_s"])} for row in rows]})
        return 0
    from smartbuildings.cli.tables import quota_table

    show(quota_table(windows) if windows else "The API told no limits.")
    return 0


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
