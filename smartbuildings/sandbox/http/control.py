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

if TYPE_CHECKING:
    from .machine import Machine

__all__ = ["Action", "handle", "number", "owns"]

_PREFIX: Final = "/_sandbox"

Action = Callable[[Any, dict[str, Any], str], object]
"""A route's work: the machine, the body and the last part of the path go in, the JSON of the response comes out."""


def owns(path: str) -> bool:
    """Tell whether a path belongs to the sandbox's own routes."""
    return path == _PREFIX or path.startswith(_PREFIX + "/")


def handle(machine: Machine, request: Request) -> Response:
    """Answer a request to the sandbox's own routes."""
    method, path = request.method, request.path.removeprefix(_PREFIX).rstrip("/")
    parent, _, last = path.rpartition("/")
    actions = {**_ACTIONS, **machine.own_routes}
    action = actions.get((method, path)) or actions.get((method, f"{parent}/*"))
    if action is None:
        return _mistake(404, f"There is no {method} {request.path}. GET {_PREFIX} lists what there is.")
    try:
        body = json.loads(request.body) if request.body else {}
        if not isinstance(body, dict):
            raise ValueError("The body has to be a JSON object.")
        result = action(machine, body, last)
    except KeyError as missing:
        return _mistake(404, f"There is no {missing.args[0]} here.")
    except (ValueError, TypeError, RecursionError) as problem:
        return _mistake(400, str(problem))
    return no_content() if result is None else json_response(200, result)


def _mistake(status: int, message: str) -> Response:
    return json_response(status, {"error": message})


def _overview(machine: Machine, body: dict[str, Any], last: str) -> object:
    return {
        **machine.overview(),
        "clock": _clock(machine, body, last),
        "requests": machine.requests.total,
        "routes": sorted(f"{method} {_PREFIX}{path}" for method, path in {**_ACTIONS, **machine.own_routes}),
        "faults": sorted(FAULTS),
    }


def _clock(machine: Machine, body: dict[str, Any], last: str) -> object:
    return {"now": machine.clock.now().isoformat(), "speed": machine.clock.speed}


def _change_clock(machine: Machine, body: dict[str, Any], last: str) -> object:
    if "speed" in body:
        machine.clock.speed = number(body, "speed")
    if "advance" in body:
        machine.clock.advance(number(body, "advance"))
    return _clock(machine, body, last)


def _tokens(machine: Machine, body: dict[str, Any], last: str) -> object:
    return machine.overview()["tokens"]


def _expire_tokens(machine: Machine, body: dict[str, Any], last: str) -> object:
    machine.expire_tokens()
    return machine.overview()["tokens"]


def _revoke_tokens(machine: Machine, body: dict[str, Any], last: str) -> object:
    machine.revoke_tokens()
    return machine.overview()["tokens"]


def _faults(machine: Machine, body: dict[str, Any], last: str) -> object:
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
            for planned in machine.faults.planned
        ]
    }


def _add_fault(machine: Machine, body: dict[str, Any], last: str) -> object:
    name = body.pop("fault", None)
    if name not in FAULTS:
        raise ValueError(f"'fault' has to be one of {', '.join(sorted(FAULTS))}.")
    when = {key: body.pop(key) for key in ("operation", "version", "times", "after") if key in body}
    return {"id": machine.faults.add(FAULTS[name](**body), **when)}


def _clear_faults(machine: Machine, body: dict[str, Any], last: str) -> object:
    machine.faults.clear()
    return None


def _remove_fault(machine: Machine, body: dict[str, Any], last: str) -> object:
    if not machine.faults.remove(int(last)):
        raise KeyError(f"fault {last}")
    return None


def _requests(machine: Machine, body: dict[str, Any], last: str) -> object:
    records = [attrs.asdict(record) | {"at": record.at.isoformat()} for record in machine.requests]
    return {"total": machine.requests.total, "records": records}


def _clear_requests(machine: Machine, body: dict[str, Any], last: str) -> object:
    machine.requests.clear()
    return None


def number(body: Mapping[str, Any], name: str) -> float:
    """Return a number of a body; ValueError if it is anything else."""
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
}
