"""What this vendor adds to the sandbox's own routes: rate limits, consents, codes, structures and devices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from smartbuildings.sandbox.http.control import Action, number

if TYPE_CHECKING:
    from .machine import NestSandbox

__all__ = ["ROUTES"]


def _limits(sandbox: NestSandbox, body: dict[str, Any], last: str) -> object:
    return {"enforced": sandbox.limits.enforced}


def _change_limits(sandbox: NestSandbox, body: dict[str, Any], last: str) -> object:
    sandbox.limits.enforced = bool(body.get("enforced", sandbox.limits.enforced))
    sandbox.limits.reset()
    return _limits(sandbox, body, last)


def _change_consent(sandbox: NestSandbox, body: dict[str, Any], last: str) -> object:
    sandbox.choice.is_denied = bool(body.get("is_denied", sandbox.choice.is_denied))
    return {"is_denied": sandbox.choice.is_denied}


def _consent(sandbox: NestSandbox, body: dict[str, Any], last: str) -> object:
    return sandbox.make_consent()


def _works_with_nest_code(sandbox: NestSandbox, body: dict[str, Any], last: str) -> object:
    return {"code": sandbox.make_works_with_nest_code(is_pin=bool(body.get("is_pin", False)))}


def _change_structure(sandbox: NestSandbox, body: dict[str, Any], last: str) -> object:
    if "is_shared" in body:
        sandbox.set_shared(last, bool(body["is_shared"]))
    return None


def _change_device(sandbox: NestSandbox, body: dict[str, Any], last: str) -> object:
    if "is_online" in body:
        sandbox.set_online(last, bool(body["is_online"]))
    if "temperature" in body:
        sandbox.set_temperature(last, number(body, "temperature"))
    if "commands_elsewhere" in body:
        sandbox.command_elsewhere(last, int(number(body, "commands_elsewhere")))
    return {"id": sandbox.change_id(last) if body.get("has_new_id") else last}


ROUTES: Final[Mapping[tuple[str, str], Action]] = {
    ("GET", "/limits"): _limits,
    ("PATCH", "/limits"): _change_limits,
    ("PATCH", "/consent"): _change_consent,
    ("POST", "/tokens/consent"): _consent,
    ("POST", "/codes/works-with-nest"): _works_with_nest_code,
    ("PATCH", "/structures/*"): _change_structure,
    ("PATCH", "/devices/*"): _change_device,
}
