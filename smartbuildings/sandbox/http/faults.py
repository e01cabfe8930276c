"""Scripted faults: what goes wrong between a client and a vendor, on demand and in a known order.

A fault either replaces the response, and the request has no effect (``apply=False``), or spoils the response to a
request that was carried out (``apply=True``). The difference matters to a client: only in the second case did the
write happen.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Mapping
from typing import Any

import attrs

from .document import Operation
from .messages import Cut, Response, Wording, json_response

__all__ = ["FAULTS", "Fault", "FaultScript", "Planned"]


@attrs.frozen
class Fault:
    """One thing that can go wrong. Made by the class methods, which are also the names used over HTTP."""

    name: str
    """As it is called over HTTP, and in the record of requests."""
    alter: Callable[[Response, Wording], Response] = attrs.field(repr=False)
    """Makes the response that is sent of the one that would have been, in the words of the vendor."""
    apply: bool = False
    """Whether the request is carried out before its response is spoiled."""

    @classmethod
    def expired_token(cls) -> Fault:
        """Answer as to an expired token, once, whatever the token."""
        return cls("expired_token", lambda _, wording: wording.expired_token())

    @classmethod
    def revoked_token(cls) -> Fault:
        """Answer as to a token that is not recognised."""
        return cls("revoked_token", lambda _, wording: wording.bad_token())

    @classmethod
    def rate_limited(cls, retry_after: str | int | None = None, reset_ms: int | None = None) -> Fault:
        """Answer 429: with ``Retry-After`` (seconds or an HTTP date), with a reset in milliseconds, or with no hint."""
        hints: dict[str, str] = {}
        if retry_after is not None:
            hints["retry-after"] = str(retry_after)
        if reset_ms is not None:
            hints |= {"x-ratelimit-limit": "50", "x-ratelimit-remaining": "0", "x-ratelimit-reset": str(reset_ms)}
        return cls("rate_limited", lambda _, wording: wording.too_many_requests().with_headers(hints))

    @classmethod
    def slow(cls, seconds: float) -> Fault:
        """Carry the request out and answer ``seconds`` (real ones) later."""
        delay_s = float(seconds)
        if not (math.isfinite(delay_s) and delay_s >= 0):
            raise ValueError("'seconds' has to be 0 or more.")
        return cls("slow", lambda response, _: attrs.evolve(response, delay_s=delay_s), apply=True)

    @classmethod
    def cut(cls, apply: bool = False, sent: int | None = None) -> Fault:
        """Break the connection: before any response, or after ``sent`` bytes of its body."""
        end = Cut(None if sent is None else _whole("sent", sent))
        return cls("cut", lambda response, _: attrs.evolve(response, cut=end), apply=bool(apply or sent is not None))

    @classmethod
    def truncated(cls) -> Fault:
        """Send half of the JSON as if it were all of it."""
        return cls(
            "truncated", lambda response, _: _with_body(response, response.body[: len(response.body) // 2]), apply=True
        )

    @classmethod
    def html(cls, status: int = 502, apply: bool = False) -> Fault:
        """Answer with a gateway's HTML page."""
        page = (
            f"<html>\r\n<head><title>{status} Bad Gateway</title></head>\r\n<body><h1>{status}</h1></body>\r\n</html>"
        )
        return cls.response(status, {"content-type": "text/html"}, page, apply=apply, name="html")

    @classmethod
    def unknown_enum(cls, value: str = "notInvented") -> Fault:
        """Put a value that no document knows where one of a fixed set belongs."""
        return cls(
            "unknown_enum",
            lambda response, wording: _with_json(
                response, lambda data: _put_unknown(data, wording.enumerations, value)
            ),
            apply=True,
        )

    @classmethod
    def extra_field(cls, name: str = "addedLater") -> Fault:
        """Add a field that no document knows to the response and to everything in it."""
        return cls("extra_field", lambda response, _: _with_json(response, lambda data: _add(data, name)), apply=True)

    @classmethod
    def missing_field(cls, name: str) -> Fault:
        """Leave a field out wherever it occurs."""
        return cls(
            "missing_field", lambda response, _: _with_json(response, lambda data: _drop(data, name)), apply=True
        )

    @classmethod
    def wrong_type(cls, name: str) -> Fault:
        """Put an object where a field's value belongs, wherever the field occurs."""
        return cls("wrong_type", lambda response, _: _with_json(response, lambda data: _spoil(data, name)), apply=True)

    @classmethod
    def response(
        cls,
        status: int,
        headers: Mapping[str, str] | None = None,
        body: str | bytes | Mapping[str, Any] | list[Any] = b"",
        apply: bool = False,
        name: str = "response",
    ) -> Fault:
        """Answer with anything: text and bytes as they are, other values as JSON."""
        if isinstance(body, str | bytes):
            raw = body.encode() if isinstance(body, str) else body
            made = _with_body(Response(_status(status)), raw)
        else:
            made = json_response(_status(status), body)
        made = made.with_headers({str(key).lower(): str(value) for key, value in dict(headers or {}).items()})
        return cls(name, lambda _, __: made, apply=apply)


FAULTS: Mapping[str, Callable[..., Fault]] = {
    name: getattr(Fault, name)
    for name in (
        *("expired_token", "revoked_token", "rate_limited", "slow", "cut", "truncated", "html"),
        *("unknown_enum", "extra_field", "missing_field", "wrong_type", "response"),
    )
}


@attrs.define
class Planned:
    """A fault that waits for its requests."""

    id: int
    """Its number, for ``FaultScript.remove``."""
    fault: Fault
    """What happens."""
    operation: str | None
    """The operationId it happens to; any that takes a token where ``None``."""
    version: str | None
    """The API version it happens in; any where ``None``."""
    times: int | None
    """How often it is still to happen; for ever where ``None``."""
    after: int
    """How many matching requests pass first."""


class FaultScript:
    """The faults to come, in the order in which they were added.

    Args:
        operations: the operationIds that there are, so that a misspelt one is told at once.
        versions: the API versions that there are.
    """

    def __init__(self, operations: Collection[str], versions: Collection[str]) -> None:
        self._operations = operations
        self._versions = versions
        self._planned: list[Planned] = []
        self._last_id = 0

    def add(
        self,
        fault: Fault,
        *,
        operation: str | None = None,
        version: str | None = None,
        times: int | None = 1,
        after: int = 0,
    ) -> int:
        """Plan a fault and return its number.

        Args:
            fault: what happens.
            operation: the operationId it happens to. Without one it happens to any that takes a token.
            version: an API version, such as ``v1``; all without.
            times: how often it happens; None for ever.
            after: how many matching requests pass before it begins.

        Raises:
            ValueError: there is no such operation or version, or the numbers make no sense.
        """
        if operation is not None and operation not in self._operations:
            raise ValueError(f"There is no operation {operation!r}. There are: {', '.join(sorted(self._operations))}.")
        if version not in (None, *self._versions):
            raise ValueError(f"'version' has to be one of {', '.join(self._versions)}.")
        if (times is not None and _whole("times", times) < 1) or _whole("after", after) < 0:
            raise ValueError("A fault happens at least once, after 0 or more requests.")
        self._last_id += 1
        self._planned.append(Planned(self._last_id, fault, operation, version, times, after))
        return self._last_id

    def remove(self, fault_id: int) -> bool:
        """Forget one planned fault; tell whether there was one."""
        kept = [planned for planned in self._planned if planned.id != fault_id]
        found = len(kept) < len(self._planned)
        self._planned = kept
        return found

    def clear(self) -> None:
        """Forget all planned faults."""
        self._planned.clear()

    @property
    def planned(self) -> tuple[Planned, ...]:
        """The faults still to come."""
        return tuple(self._planned)

    def take(self, operation: Operation) -> Fault | None:
        """Return the fault that happens to a request for ``operation``, and count it."""
        for planned in self._planned:
            if not _matches(planned, operation):
                continue
            if planned.after > 0:
                planned.after -= 1
                continue
            if planned.times is not None:
                planned.times -= 1
                if planned.times <= 0:
                    self._planned.remove(planned)
            return planned.fault
        return None


def _whole(name: str, value: object) -> int:
    """Return a whole number that may have come from a JSON body."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"'{name}' has to be a whole number.")
    return value


def _matches(planned: Planned, operation: Operation) -> bool:
    if planned.version not in (None, operation.version):
        return False
    if planned.operation is None:
        return operation.needs_token
    return planned.operation == operation.operation_id


def _status(value: object) -> int:
    status = _whole("status", value)
    if not 200 <= status <= 599:
        raise ValueError("'status' has to be between 200 and 599.")
    return status


def _with_body(response: Response, body: bytes) -> Response:
    return attrs.evolve(response, body=body).with_headers({"content-length": str(len(body))})


def _with_json(response: Response, change: Callable[[Any], object]) -> Response:
    if not response.body:
        return response
    payload = response.json()
    change(payload)
    return _with_body(response, json.dumps(payload, separators=(",", ":")).encode())


def _objects(value: Any) -> list[dict[str, Any]]:
    """Return every JSON object in ``value``, outermost first."""
    if isinstance(value, list):
        return [found for item in value for found in _objects(item)]
    if not isinstance(value, dict):
        return []
    return [value, *(found for item in value.values() for found in _objects(item))]


def _put_unknown(payload: Any, enumerations: tuple[str, ...], value: str) -> None:
    for name in enumerations:
        for each in _objects(payload):
            if name not in each:
                continue
            held = each[name]
            if not isinstance(held, dict):
                each[name] = [value] if isinstance(held, list) else value
                return
            if "value" in held:  # a state, which holds its value beside its unit
                held["value"] = value
                return


def _add(payload: Any, name: str) -> None:
    for each in _objects(payload):
        each[name] = {"what": "a field that was added later"}


def _spoil(payload: Any, name: str) -> None:
    for each in _objects(payload):
        if name in each:
            each[name] = {"what": "something else than the document says"}


def _drop(payload: Any, name: str) -> None:
    for each in _objects(payload):
        each.pop(name, None)
