"""What this vendor adds to the sandbox's own routes: rate limits, consent, personal tokens, devices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from smartbuildings.sandbox.http.control import Action, number

if TYPE_CHECKING:
    from .machine import SmartThingsSandbox

__all__ = ["ROUTES"]


def _limits(sandbox: SmartThingsSandbox, body: dict[str, Any], last: str) -> object:
    return {"enforced": sandbox.limits.enforced, "in_seconds": sandbox.limits.in_seconds}


def _change_limits(sandbox: SmartThingsSandbox, body: dict[str, Any], last: str) -> object:
    for name in ("enforced", "in_seconds"):
        if name in body:
            setattr(sandbox.limits, name, bool(body[name]))
    sandbox.limits.reset()
    return _limits(sandbox, body, last)


def _change_consent(sandbox: SmartThingsSandbox, body: dict[str, Any], last: str) -> object:
    location_id = body.get("location_id", sandbox.choice.location_id)
    if location_id is not None and location_id not in sandbox.account.locations:
        raise KeyError(f"location {location_id}")
    sandbox.choice.location_id = location_id
    sandbox.choice.devices = frozenset(body.get("devices", sandbox.choice.devices))
    sandbox.choice.is_denied = bool(body.get("is_denied", sandbox.choice.is_denied))
    return attrs.asdict(sandbox.choice) | {"devices": sorted(sandbox.choice.devices)}


def _personal_token(sandbox: SmartThingsSandbox, body: dict[str, Any], last: str) -> object:
    scopes = body.get("scopes")
    return {"token": sandbox.make_personal_token(*([] if scopes is None else map(str, scopes)))}


def _change_device(sandbox: SmartThingsSandbox, body: dict[str, Any], last: str) -> object:
    if "is_online" in body:
        sandbox.set_online(last, bool(body["is_online"]))
    if "is_failing" in body:
        sandbox.set_failing(last, bool(body["is_failing"]))
    if "temperature" in body:
        sandbox.set_temperature(last, number(body, "temperature"), str(body.get("component", "main")))
    return None


ROUTES: Final[Mapping[tuple[str, str], Action]] = {
    ("GET", "/limits"): _limits,
    ("PATCH", "/limits"): _change_limits,
    ("PATCH", "/consent"): _change_consent,
    ("POST", "/tokens/personal"): _personal_token,
    ("PATCH", "/devices/*"): _change_device,
}
