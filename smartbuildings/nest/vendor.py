"""How Google Nest differs from other vendors, as data.

Sources: the pages "Limits" (for projects that are not commercial), "Errors" and "Authorize" of Device Access. Nothing
here was tried against the live service.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from smartbuildings._core.quota_scopes import Limit, QuotaRule, QuotaRules
from smartbuildings._core.responses import ErrorShape, object_verdict
from smartbuildings._core.token_rules import TokenRules
from smartbuildings._core.vendor import Vendor
from smartbuildings.credentials import Renewal
from smartbuildings.errors import PreconditionFailed, Rejected

__all__ = ["COMMANDS", "NEST", "SCOPE", "TOKENS", "complaints", "counted_command"]

SCOPE: Final = "https://www.googleapis.com/auth/sdm.service"
"""The scope that every operation needs."""

COMMANDS: Final = (
    "ThermostatMode.SetMode",
    "ThermostatEco.SetMode",
    "ThermostatTemperatureSetpoint.SetHeat",
    "ThermostatTemperatureSetpoint.SetCool",
    "ThermostatTemperatureSetpoint.SetRange",
    "Fan.SetTimer",
)
"""The commands of thermostats, without ``sdm.devices.commands.``."""

_MINUTE: Final = 60.0
_HOUR: Final = 3600.0
_READS: Final = {
    "getDevice": 10,
    "listDevices": 5,
    "getStructure": 5,
    "listStructures": 5,
    "getRoom": 5,
    "listRooms": 5,
}
"""How often each may be called in a minute, for each user and project."""


def counted_command(command: str) -> str:
    """Return the name under which a command is counted."""
    return f"executeDeviceCommand {command}"


def _rows() -> dict[str, tuple[QuotaRule, ...]]:
    # No header reports any of this. The text of a 429 says which row is meant.
    every = QuotaRule(
        "endpoint", "commands", (Limit(10, _MINUTE),), refusal_text="Rate limited for the ExecuteDeviceCommand API"
    )
    thermostat = QuotaRule(
        "endpoint and device",
        "thermostat",
        (Limit(5, _MINUTE), Limit(100, _HOUR)),  # Other projects that command the thermostat use these up, too.
        refusal_text="Rate limited for the Thermostat",
    )
    rows: dict[str, tuple[QuotaRule, ...]] = {}
    for name, requests in _READS.items():
        rows[name] = (QuotaRule("endpoint", name, (Limit(requests, _MINUTE),)),)
    for command in COMMANDS:
        own = QuotaRule("endpoint and device", command, (Limit(5, _MINUTE),), refusal_text="command for the user")
        rows[counted_command(command)] = (every, own, thermostat)
    return rows


def complaints(body: Any) -> Mapping[str, str]:
    """Read from the JSON of an error what is wrong; the name is empty, since the API names no field.

    The error of a token request has none: it is of another shape, and its description can hold the token.
    """
    error = body.get("error") if isinstance(body, Mapping) else None
    message = error.get("message") if isinstance(error, Mapping) else None
    return {"": message.strip().rstrip(".")} if isinstance(message, str) and message.strip() else {}


def _kind_of(body: Any) -> type[Rejected] | None:
    """Return the class of an error by its code; the texts differ between the vendor's pages and its server."""
    error = body.get("error") if isinstance(body, Mapping) else None
    status = error.get("status") if isinstance(error, Mapping) else None
    return PreconditionFailed if status == "FAILED_PRECONDITION" else None


TOKENS: Final = TokenRules(
    token_url="https://www.googleapis.com/oauth2/v4/token",
    encoding="form",
    renewal=Renewal.AHEAD_OF_EXPIRY,
    rotates=False,
    # The old token endpoint of Works with Nest. Its errors have codes of their own.
    refusals=(b"authorization code not found",),
    overdue_s=0.0,
)
"""An access token for an hour, and a refresh token that stays the same. A refresh can be repeated."""

NEST: Final = Vendor(
    name="nest",
    base_url="https://smartdevicemanagement.googleapis.com",
    tokens=TOKENS,
    quota=QuotaRules("nest", operations=_rows()),
    verdict=object_verdict,
    errors=ErrorShape(
        complaints,
        complaining=frozenset({400, 403, 404}),
        kind=_kind_of,
        advice={
            400: "Read the status: the state of the thermostat may not allow this, or the value is out of range.",
            403: "The user may no longer share the device: they choose what is shared on the Partner Connections page.",
            404: "Check the id, which can change after an update of the firmware or a new consent, and the project id.",
        },
    ),
)
"""Google Nest: the Smart Device Management API."""
