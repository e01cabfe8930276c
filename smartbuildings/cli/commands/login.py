"""``login`` and ``consents``: the consents of users to a client, which vendors with OAuth need."""

from __future__ import annotations

import secrets
import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

import attrs
from cyclopts import Parameter

from smartbuildings.cli.connection import AsJson
from smartbuildings.cli.printing import note, notes, print_json, show
from smartbuildings.errors import ConfigurationError, InvalidRequest

if TYPE_CHECKING:
    from smartbuildings.smartthings import Consent

__all__ = ["consents", "login"]

_Vendor = Literal["nest", "smartthings"]


def login(
    vendor: _Vendor,
    /,
    *,
    scope: Annotated[list[str] | None, Parameter(negative="")] = None,
    redirect_uri: str = "http://localhost:8400/callback",
    wait: float = 600.0,
    account: str | None = None,
    json: AsJson = False,
) -> int:
    """Add a consent: a person chooses in the browser what to share, and its tokens go into the token store.

    Set SMARTTHINGS_CLIENT_ID and SMARTTHINGS_CLIENT_SECRET to those of your OAuth-In app first; for Nest,
    NEST_CLIENT_ID and NEST_CLIENT_SECRET to those of your OAuth client, and NEST_PROJECT_ID to your Device Access
    project. Open the URL that is printed in any browser. If it runs on another machine, as over ssh, it ends on a page
    that cannot be reached: paste the address of that page here.

    A consent to SmartThings is for one location. One to Nest replaces the one before it.

    Args:
        vendor: Which vendor's account.
        scope: A scope to ask for in addition to those that reading and commanding need, such as x:locations:*; only
            SmartThings has such.
        redirect_uri: Where the browser is sent afterwards; the app must have registered it. A URL on localhost is
            listened on.
        wait: How many seconds to wait for the person.
        account: The account of the portfolio whose app and token store are meant; else those of the variables.
        json: Print JSON.
    """
    from smartbuildings import Nest, SmartThings
    from smartbuildings.cli.accounts import app_of
    from smartbuildings.smartthings.vendor import SCOPES

    app = app_of(vendor, account)
    state = secrets.token_urlsafe(24)
    if vendor == "nest":
        if scope:
            raise InvalidRequest("A consent to Nest has one scope, which is always asked for. Leave --scope out.")
        with Nest(**app, is_for_consents=True) as nest:
            code = _code(nest.authorize_url(redirect_uri, state), redirect_uri, state, wait)
            ends_at = nest.add_consent(code, redirect_uri)
        if json:
            print_json({"ends_at": ends_at})
            return 0
        show("The consent is added.")
        if ends_at is not None:
            show(f"It ends {ends_at:%Y-%m-%d}, since the consent screen of the OAuth client is in testing.")
        return 0
    with SmartThings(**app, is_for_consents=True) as client:
        url = client.authorize_url(redirect_uri, state, scopes=(*SCOPES, *(scope or ())))
        warning = "Another program that uses the same location with this client id loses its access within 24 hours."
        found = client.add_consent(_code(url, redirect_uri, state, wait, warning), redirect_uri)
    if found.error is not None:
        raise found.error
    if json:
        print_json(_row(found))
        return 0
    show(f"Location {found.location_id} is added.")
    if found.ends_at is not None:
        show(f"The consent is kept by use; unused it ends {found.ends_at:%Y-%m-%d}.")
    return 0


def _code(url: str, redirect_uri: str, state: str, wait: float, *warnings: str) -> str:
    """Ask the person to consent, and return the code of the redirect."""
    from smartbuildings.cli.callback import wait_for_redirect

    typed = sys.stdin if sys.stdin is not None and sys.stdin.isatty() else None

    def ready() -> None:
        for warning in warnings:
            note(warning)
        note("Open this page, choose what to share and consent:")
        notes().print(url, markup=False, soft_wrap=True)  # Whole, so that it can be copied.
        if typed is not None:
            note("If the browser then shows a page that cannot be reached, paste its address here.")

    return wait_for_redirect(redirect_uri, state=state, timeout_s=wait, typed=typed, complain=note, ready=ready)


def consents(
    vendor: _Vendor,
    /,
    *,
    remove: Annotated[str | None, Parameter(show_default=False)] = None,
    account: str | None = None,
    json: AsJson = False,
) -> int:
    """List the consents with their ends, and refresh those of SmartThings whose access token has expired.

    Run it every few days where no other program uses a consent to SmartThings: one that is not used for 30 days ends.

    Args:
        vendor: Which vendor's account.
        remove: The name of a consent of SmartThings to forget. It stays valid at the vendor.
        account: The account of the portfolio whose app and token store are meant; else those of the variables.
        json: Print JSON.
    """
    from smartbuildings import Nest, SmartThings
    from smartbuildings.cli.accounts import app_of

    app = app_of(vendor, account)
    if vendor == "nest":
        if remove is not None:
            msg = "Nest keeps one consent: `smartbuildings login nest` replaces it, and the user can withdraw it."
            raise InvalidRequest(msg, field="remove")
        with Nest(**app) as nest:
            ends_at = nest.consent_ends_at()
        if json:
            print_json({"consents": [{"ends_at": ends_at}]})
        else:
            show("The consent has no stated end." if ends_at is None else f"The consent ends {ends_at:%Y-%m-%d}.")
        return 0
    with SmartThings(**app, is_for_consents=True) as client:
        found = client.consents()
        if remove is not None:
            names = sorted(each.name for each in found)
            if remove not in names:
                raise ConfigurationError(f"There is no consent {remove!r}. There are: {', '.join(names)}.")
            client.remove_consent(remove)
            found = tuple(each for each in found if each.name != remove)
    if json:
        print_json({"consents": [_row(each) for each in found]})
    for each in found if not json else ():
        end = "unknown" if each.ends_at is None else f"{each.ends_at:%Y-%m-%d}"
        show(f"{each.name or 'environment'}  location {each.location_id or 'unknown'}  ends {end}")
        if each.error is not None:
            show(f"  {each.error}")
    return int(any(each.error is not None for each in found))


def _row(consent: Consent) -> dict[str, Any]:
    return attrs.asdict(consent) | {"error": None if consent.error is None else str(consent.error)}
