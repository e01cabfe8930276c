"""Options of single calls, carried by context: generated signatures have no place for them.

A ``with client.options(...)`` block holds for the calls made inside it, in that thread or task, in the tasks started
from it and in the threads that this library starts; a thread of the caller's begins without.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any, Final, NamedTuple

from smartbuildings.errors import ConfigurationError

__all__ = ["CallOptions", "anonymous", "call_options", "counted_as", "current", "quota_within", "within"]


class CallOptions(NamedTuple):
    """What a block of calls does differently; ``None`` leaves the client's setting as it is."""

    timeout_s: float | None = None
    deadline_s: float | None = None
    attempts: int | None = None
    is_anonymous: bool = False
    """Send no token: the call asks for one."""
    is_repeatable: bool = False
    """Send again after a lost response although the method is a write."""
    operation: str = ""
    """The operation of the calls, in the words of the vendor's table of limits."""
    device: str = ""
    """The device that they are about, if any."""
    quota_s: float = math.inf
    """How long to wait for quota at most: a call that is worth less than that fails at once."""
    before_repeat: Callable[[], Any] | None = None
    """Called, and awaited in the async flavour, before a request is sent again; may forbid it by raising."""


_OPTIONS: Final[ContextVar[CallOptions]] = ContextVar("smartbuildings_call_options", default=CallOptions())  # noqa: B039 - frozen


def current() -> CallOptions:
    """Give the options in force here."""
    return _OPTIONS.get()


@contextlib.contextmanager
def call_options(
    *, timeout_s: float | None = None, deadline_s: float | None = None, attempts: int | None = None
) -> Iterator[None]:
    """Change options for the calls in the block; inner blocks win over outer ones."""
    for name, value in (("timeout_s", timeout_s), ("deadline_s", deadline_s)):
        if value is not None and not (_is_number(value) and 0 < value < math.inf):
            msg = f"{name} is {value!r}: it has to be a number of seconds above 0."
            raise ConfigurationError(msg)
    if attempts is not None and not (_is_number(attempts) and isinstance(attempts, int) and attempts >= 1):
        msg = f"attempts is {attempts!r}: it has to be a whole number of 1 or more. 1 switches retries off."
        raise ConfigurationError(msg)
    outer = _OPTIONS.get()
    reset = _OPTIONS.set(
        outer._replace(
            timeout_s=outer.timeout_s if timeout_s is None else timeout_s,
            deadline_s=outer.deadline_s if deadline_s is None else deadline_s,
            attempts=outer.attempts if attempts is None else attempts,
        )
    )
    try:
        yield
    finally:
        _OPTIONS.reset(reset)


@contextlib.contextmanager
def anonymous(*, is_repeatable: bool) -> Iterator[None]:
    """Send the calls in the block without a token: they are the exchange itself."""
    reset = _OPTIONS.set(_OPTIONS.get()._replace(is_anonymous=True, is_repeatable=is_repeatable, quota_s=math.inf))
    try:
        yield
    finally:
        _OPTIONS.reset(reset)


@contextlib.contextmanager
def counted_as(operation: str, *, device: str = "") -> Iterator[None]:
    """Count the calls in the block as an operation of the vendor's table of limits, on a device if it is about one."""
    reset = _OPTIONS.set(_OPTIONS.get()._replace(operation=operation, device=device))
    try:
        yield
    finally:
        _OPTIONS.reset(reset)


@contextlib.contextmanager
def quota_within(seconds: float) -> Iterator[None]:
    """Let the calls in the block fail, unsent, if quota for them is not there in so many seconds."""
    reset = _OPTIONS.set(_OPTIONS.get()._replace(quota_s=seconds))
    try:
        yield
    finally:
        _OPTIONS.reset(reset)


@contextlib.contextmanager
def within(remaining_s: float | None, *, before_repeat: Callable[[], Any] | None = None) -> Iterator[None]:
    """Give the calls in the block what is left of the call that they serve, ``None`` where it has no end yet."""
    reset = _OPTIONS.set(_OPTIONS.get()._replace(deadline_s=remaining_s, before_repeat=before_repeat))
    try:
        yield
    finally:
        _OPTIONS.reset(reset)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
