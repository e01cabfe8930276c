"""What this vendor adds to the sandbox's own routes: its quota, and what happens to a thermostat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from smartbuildings.sandbox.http.control import Action, number

from .quota import QuotaLimits

if TYPE_CHECKING:
    from .machine import Sandbox

__all__ = ["ROUTES"]


def _quota(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    return attrs.asdict(sandbox.quota.limits) | {"retry_after": sandbox.quota.retry_after}


def _change_quota(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    if "retry_after" in body:
        sandbox.quota.retry_after = bool(body.pop("retry_after"))
    if body:
        whole = {name: int(number(body, name)) for name in body}
        sandbox.quota.limits = attrs.evolve(sandbox.quota.limits, **whole)
        sandbox.quota.reset()
    return _quota(sandbox, body, last)


def _unlimited_quota(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    sandbox.quota.limits = QuotaLimits.unlimited()
    return _quota(sandbox, body, last)


def _change_thermostat(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    if "is_connected" in body:
        sandbox.set_connected(last, bool(body["is_connected"]))
    if "temperature" in body:
        sandbox.set_temperature(last, number(body, "temperature"))
    if "alert" in body:
        sandbox.raise_alert(last, str(body["alert"]))
    return None


ROUTES: Final[Mapping[tuple[str, str], Action]] = {
    ("GET", "/quota"): _quota,
    ("PATCH", "/quota"): _change_quota,
    ("DELETE", "/quota"): _unlimited_quota,
    ("PATCH", "/thermostats/*"): _change_thermostat,
}
