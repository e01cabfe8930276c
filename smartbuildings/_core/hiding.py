"""Keeping secrets out of tracebacks that show local variables, and reprs from raising where a constructor failed.

A secret is wrapped where it enters the library. A traceback shows locals by their ``repr``, which then hides it, in our
frames and in those of whatever the value is handed on to unchanged.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Final, TypeVar

import attrs

__all__ = ["Secret", "guarded", "hidden", "never_raises", "without_frames"]

C = TypeVar("C", bound=type[Any])
E = TypeVar("E", bound=BaseException)
_MASK: Final = "'***'"


class Secret(str):
    """A string whose ``repr`` shows nothing of it. It is equal to the plain string, and is sent as that."""

    __slots__ = ()

    def __repr__(self) -> str:
        return _MASK


def hidden(value: Any) -> Any:
    """Wrap a string; return anything else as it is."""
    return Secret(value) if isinstance(value, str) else value


def never_raises(show: Callable[[Any], str]) -> Callable[[Any], str]:
    """Make a ``__repr__`` that also works on an object whose constructor failed: a traceback may show it."""

    @functools.wraps(show)
    def __repr__(self: Any) -> str:
        try:
            return show(self)
        except AttributeError:
            return f"<{type(self).__name__}, not constructed>"

    return __repr__


def guarded(cls: C) -> C:
    """Wrap the secrets of an attrs class, which are its fields with ``repr=False``, before its constructor can fail."""
    names = [field.alias or field.name for field in attrs.fields(cls)]
    secret = {field.alias or field.name for field in attrs.fields(cls) if not field.repr}
    made: Any = cls
    made.__repr__ = never_raises(made.__repr__)
    if not secret:
        return cls
    construct = made.__init__

    @functools.wraps(construct)
    def __init__(self: Any, *given: Any, **named: Any) -> None:
        # Too many arguments are handed on, for the constructor to complain about.
        given = tuple(
            hidden(value) if place >= len(names) or names[place] in secret else value
            for place, value in enumerate(given)
        )
        named = {name: hidden(value) if name in secret else value for name, value in named.items()}
        construct(self, *given, **named)

    made.__init__ = __init__
    return cls


def without_frames(error: E) -> E:
    """Remove the tracebacks of an error of another library, and of those that led to it, and return it.

    The frames of an HTTP library hold headers and bodies as plain bytes: the client secret and the token among them.
    """
    seen: set[int] = set()
    chain: list[BaseException | None] = [error]
    while chain:
        each = chain.pop()
        if each is not None and id(each) not in seen:
            seen.add(id(each))
            each.__traceback__ = None
            chain += [each.__cause__, each.__context__]
    return error
