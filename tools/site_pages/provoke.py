"""Every error provoked for real, against the sandbox: what each looks like is run when the page is built.

Each function is shown on the page as it stands, so it is written for readers: the lines that a program might have. What
goes wrong at the vendor is planned in the sandbox first, by the faults in ``PLANS``.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Mapping
from typing import Final

import attrs

from smartbuildings import AuthorizationCode, Nest, SmartBuildings, Temperature
from smartbuildings.ecobee import HoldEnd
from smartbuildings.errors import SmartBuildingsError
from smartbuildings.sandbox import Fault, Sandbox
from tools.site_pages.account import reader, served, served_nest

__all__ = ["Provoked", "provoke_all"]


@attrs.frozen
class Provoked:
    """One error as it was raised."""

    error: SmartBuildingsError
    code: str
    """The lines that raised it."""
    fault: str
    """What the sandbox was told to do; empty where it behaved as usual."""


def configuration_error() -> None:
    SmartBuildings(base_url="http://api.sb.ecobee.com")


def invalid_request() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833204").hold(heat=Temperature.f(95))


def not_supported() -> None:
    with SmartBuildings(api_version="v1") as sb:
        sb.thermostats.get("511134833204").schedule()


def token_error() -> None:
    with SmartBuildings() as sb:
        sb.authenticate()


def token_refused() -> None:
    with SmartBuildings(client_secret="not the secret") as sb:
        sb.authenticate()


def consent_needed() -> None:
    consent = AuthorizationCode(
        "client", "secret", "/token", refresh_token="revoked", authorize_url="https://vendor.example/authorize"
    )
    with SmartBuildings(credentials=consent) as sb:
        sb.authenticate()


def fresh_token_rejected() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833204").status()


def token_quota_exceeded() -> None:
    with SmartBuildings() as sb:
        sb.authenticate()


def connection_failed() -> None:
    with SmartBuildings() as sb, sb.options(attempts=1):
        sb.thermostats.get("511134833204").status()


def deadline_exceeded() -> None:
    with SmartBuildings() as sb:
        sb.authenticate()
        with sb.options(deadline_s=0.5):
            sb.thermostats.get("511134833204").status()


def outcome_unknown() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833204").hold(heat=Temperature.f(70), until=HoldEnd.INDEFINITE)


def partly_failed() -> None:
    with SmartBuildings() as sb:
        ids = [thermostat.id for thermostat in sb.thermostats]  # 30: two requests of up to 25
        sb.thermostats.update_settings(ids, fan_minimum_on_minutes=10)


def cross_origin_error() -> None:
    with SmartBuildings() as sb:
        sb.low_level.get_httpx_client().get("https://elsewhere.example/api/v2/buildingIds")


def unreadable_response() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833204").status()


def response_too_large() -> None:
    with SmartBuildings(max_response_bytes=300) as sb:
        sb.thermostats.get("511134833204").status()


def status_error() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833204").status()


def rejected() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833204").set_mode("heat")


def bad_request() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833204").set_mode("heat")


def unprocessable() -> None:
    with SmartBuildings() as sb:
        sb.buildings.get("c853cccf8cb8718b959c8dcb").delete()  # it still has thermostats


def precondition_failed() -> None:
    with Nest() as nest:
        office = next(each for each in nest.thermostats if each.info().name == "Office")
        office.set_eco(True)  # it is off, and its model refuses Eco while it is


def unauthorized() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833204").status()


def permission_denied() -> None:
    with SmartBuildings(scope="read:buildings") as sb:
        sb.thermostats.get("511134833204").status()


def not_found() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833299").status()


def conflict() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833204").rename(name="Unit 101")


def rate_limited() -> None:
    with SmartBuildings() as sb:
        sb.thermostats.get("511134833204").status()


def server_error() -> None:
    with SmartBuildings() as sb, sb.options(attempts=1):
        sb.thermostats.get("511134833204").status()


_ALL: Final[tuple[Callable[[], None], ...]] = (
    *(configuration_error, invalid_request, not_supported, token_error, token_refused, consent_needed),
    *(fresh_token_rejected, token_quota_exceeded),
    *(connection_failed, deadline_exceeded, outcome_unknown, partly_failed, cross_origin_error, unreadable_response),
    *(
        response_too_large,
        status_error,
        rejected,
        bad_request,
        unprocessable,
        precondition_failed,
        unauthorized,
        permission_denied,
        not_found,
        conflict,
    ),
    *(rate_limited, server_error),
)

PLANS: Final[Mapping[Callable[[], None], Callable[[Sandbox], str]]] = {
    token_error: lambda sandbox: _plan(
        sandbox, Fault.response(200, body={"token_type": "bearer"}), "getToken", "a response without a token"
    ),
    consent_needed: lambda sandbox: _plan(
        sandbox,
        Fault.response(400, body={"error": "invalid_grant", "error_description": "Token has been revoked"}),
        "getToken",
        "a rejected refresh token",
    ),
    fresh_token_rejected: lambda sandbox: _plan(
        sandbox, Fault.expired_token(), "getThermostatStatus", "each token is called expired", times=2
    ),
    token_quota_exceeded: lambda sandbox: _plan(
        sandbox, Fault.rate_limited(retry_after=900), "getToken", "429 on the token endpoint"
    ),
    connection_failed: lambda sandbox: _plan(sandbox, Fault.cut(), "getThermostatStatus", "cut before the response"),
    deadline_exceeded: lambda sandbox: _plan(sandbox, Fault.slow(2), "getThermostatStatus", "a response after 2 s"),
    outcome_unknown: lambda sandbox: _plan(
        sandbox, Fault.cut(), "setHeatHold", "cut before the response; the hold was not made"
    ),
    partly_failed: lambda sandbox: _plan(
        sandbox,
        Fault.response(403, body={"status": "error", "message": "Forbidden", "code": 403}),
        "bulkUpdateThermostatSettings",
        "403 on the second of two groups",
        after=1,
    ),
    unreadable_response: lambda sandbox: _plan(sandbox, Fault.truncated(), "getThermostatStatus", "half of the JSON"),
    status_error: lambda sandbox: _plan(
        sandbox,
        Fault.response(418, body={"status": "error", "message": "I am a teapot", "code": 418}),
        "getThermostatStatus",
        "418",
    ),
    rejected: lambda sandbox: _plan(
        sandbox,
        Fault.response(200, body={"status": "fail", "data": {"hvacMode": "is locked"}}),
        "setHvacMode",
        "200 with a body that says fail",
    ),
    bad_request: lambda sandbox: _plan(
        sandbox,
        Fault.response(400, body={"status": "fail", "data": {"hvacMode": "is not allowed here"}}),
        "setHvacMode",
        "400 with a complaint about a field",
    ),
    conflict: lambda sandbox: _plan(
        sandbox,
        Fault.response(409, body={"status": "error", "message": "The name is taken", "code": 409}),
        "updateBaseThermostat",
        "409",
    ),
    unauthorized: lambda sandbox: _plan(
        sandbox, Fault.revoked_token(), "getThermostatStatus", "the token is not recognised"
    ),
    rate_limited: lambda sandbox: _plan(
        sandbox, Fault.rate_limited(retry_after=600), "getThermostatStatus", "429, to be asked again in 600 s"
    ),
    server_error: lambda sandbox: _plan(sandbox, Fault.html(502), "getThermostatStatus", "a gateway's page, 502"),
}
"""What the sandbox does, where it has to do something out of the ordinary."""


def _plan(sandbox: Sandbox, fault: Fault, operation: str, told: str, *, after: int = 0, times: int = 1) -> str:
    sandbox.faults.add(fault, operation=operation, after=after, times=times)
    return told


def provoke_all() -> dict[type[SmartBuildingsError], Provoked]:
    """Provoke each error; give what was raised, by its exact class.

    Raises:
        AssertionError: one was not raised, or another one than its function is named after.
    """
    found: dict[type[SmartBuildingsError], Provoked] = {}
    for provoke in _ALL:
        made = _provoked(provoke)
        wanted = provoke.__name__.replace("_", "")
        assert type(made.error).__name__.lower() == wanted, f"{provoke.__name__} raised {made.error!r}"
        found[type(made.error)] = made
    return found


def _provoked(provoke: Callable[[], None]) -> Provoked:
    with served(thermostats=30) as server, served_nest() as variables, reader(server.url, **variables):
        fault = PLANS[provoke](server.sandbox) if provoke in PLANS else ""
        try:
            provoke()
        except SmartBuildingsError as error:
            return Provoked(error, _body(provoke), fault)
    raise AssertionError(f"{provoke.__name__} raised nothing")


def _body(function: Callable[[], None]) -> str:
    lines = inspect.getsource(function).splitlines()[1:]
    return textwrap.dedent("\n".join(lines)).strip()
