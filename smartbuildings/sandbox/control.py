"""The sandbox's own routes under ``/_sandbox``: what the Python object can do, for a test in another process.

No part of the vendor's API, and no token needed, which is why the server listens on loopback. Bodies and responses are
plain JSON objects; a mistake answers 400 with a sentence. The routes are listed by ``GET /_sandbox``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from .faults import FAULTS
from .messages import Request, Response, json_response, no_content
from .quota import QuotaLimits

if TYPE_CHECKING:
    from .machine import Sandbox

__all__ = ["handle", "owns"]

_PREFIX: Final = "/_sandbox"

Action = Callable[["Sandbox", dict[str, Any], str], object]


def owns(path: str) -> bool:
    """Tell whether a path belongs to the sandbox's own routes."""
    return path == _PREFIX or path.startswith(_PREFIX + "/")


def handle(sandbox: Sandbox, request: Request) -> Response:
    """Answer a request to the sandbox's own routes."""
    method, path = request.method, request.path.removeprefix(_PREFIX).rstrip("/")
    parent, _, last = path.rpartition("/")
    action = _ACTIONS.get((method, path)) or _ACTIONS.get((method, f"{parent}/*"))
    if action is None:
        return _mistake(404, f"There is no {method} {request.path}. GET {_PREFIX} lists what there is.")
    try:
        body = json.loads(request.body) if request.body else {}
        if not isinstance(body, dict):
            raise ValueError("The body has to be a JSON object.")
        result = action(sandbox, body, last)
    except KeyError as missing:
        return _mistake(404, f"There is no {missing.args[0]} here.")
    except (ValueError, TypeError, RecursionError) as problem:
        return _mistake(400, str(problem))
    return no_content() if result is None else json_response(200, result)


def _mistake(status: int, message: str) -> Response:
    return json_response(status, {"error": message})


def _overview(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    portfolio = sandbox.portfolio
    return {
        "seed": sandbox.seed,
        "buildings": portfolio.seeded_buildings,
        "thermostats": portfolio.seeded_thermostats,
        "clock": _clock(sandbox, body, last),
        "tokens": _tokens(sandbox, body, last),
        "requests": sandbox.requests.total,
        "routes": sorted(f"{method} {_PREFIX}{path}" for method, path in _ACTIONS),
        "faults": sorted(FAULTS),
    }


def _clock(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    return {"now": sandbox.clock.now().isoformat(), "speed": sandbox.clock.speed}


def _change_clock(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    if "speed" in body:
        sandbox.clock.speed = _number(body, "speed")
    if "advance" in body:
        sandbox.clock.advance(_number(body, "advance"))
    return _clock(sandbox, body, last)


def _tokens(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    return {
        "exchanges": sandbox.token_exchanges,
        "lifetime_s": sandbox.tokens.lifetime_s,
        "quota": sandbox.tokens.quota,
    }


def _expire_tokens(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    sandbox.expire_tokens()
    return _tokens(sandbox, body, last)


def _revoke_tokens(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    sandbox.revoke_tokens()
    return _tokens(sandbox, body, last)


def _faults(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    return {
        "planned": [
            {
                "id": planned.id,
                "fault": planned.fault.name,
                "operation": planned.operation,
                "version": planned.version,
                "times": planned.times,
                "after": planned.after,
            }
            for planned in sandbox.faults.planned
        ]
    }


def _add_fault(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    name = body.pop("fault", None)
    if name not in FAULTS:
        raise ValueError(f"'fault' has to be one of {', '.join(sorted(FAULTS))}.")
    when = {key: body.pop(key) for key in ("operation", "version", "times", "after") if key in body}
    return {"id": sandbox.faults.add(FAULTS[name](**body), **when)}


def _clear_faults(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    sandbox.faults.clear()
    return None


def _remove_fault(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    if not sandbox.faults.remove(int(last)):
        raise KeyError(f"fault {last}")
    return None


def _requests(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    records = [attrs.asdict(record) | {"at": record.at.isoformat()} for record in sandbox.requests]
    return {"total": sandbox.requests.total, "records": records}


def _clear_requests(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    sandbox.requests.clear()
    return None


def _quota(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    return attrs.asdict(sandbox.quota.limits) | {"retry_after": sandbox.quota.retry_after}


def _change_quota(sandbox: Sandbox, body: dict[str, Any], last: str) -> object:
    if "retry_after" in body:
        sandbox.quota.retry_after = bool(body.pop("retry_after"))
    if body:
        whole = {name: int(_number(body, name)) for name in body}
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
        sandbox.set_temperature(last, _number(body, "temperature"))
    if "alert" in body:
        sandbox.raise_alert(last, str(body["alert"]))
    return None


def _number(body: Mapping[str, Any], name: str) -> float:
    value = body[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"'{name}' has to be a number.")
    return value


_ACTIONS: Final[Mapping[tuple[str, str], Action]] = {
    ("GET", ""): _overview,
    ("GET", "/clock"): _clock,
    ("PATCH", "/clock"): _change_clock,
    ("GET", "/tokens"): _tokens,
    ("POST", "/tokens/expire"): _expire_tokens,
    ("POST", "/tokens/revoke"): _revoke_tokens,
    ("GET", "/faults"): _faults,
    ("POST", "/faults"): _add_fault,
    ("DELETE", "/faults"): _clear_faults,
    ("DELETE", "/faults/*"): _remove_fault,
    ("GET", "/requests"): _requests,
    ("DELETE", "/requests"): _clear_requests,
    ("GET", "/quota"): _quota,
    ("PATCH", "/quota"): _change_quota,
    ("DELETE", "/quota"): _unlimited_quota,
    ("PATCH", "/thermostats/*"): _change_thermostat,
}
