"""Keeping secrets out of everything a person or a log may see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["MASK", "cut", "redact"]

MASK: Final = "***"
_TEXT_LIMIT: Final = 500
"""How much of a foreign answer an error quotes, in characters: enough to recognise a gateway page."""

_TOKEN_SHAPES: Final = (
    re.compile(r"eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?"),  # a JWT
    re.compile(r"(?i)(?<=bearer )[A-Za-z0-9._~+/=-]{8,}"),
)
_NAMED_SECRET: Final = re.compile(
    r"""(?ix) (["']? (?:access_token|refresh_token|id_token|client_secret|passcode|password) ["']? \s* [:=] \s* )
        (?: "[^"]*" | '[^']*' | [^\s&,;"'<>}]+ )"""
)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Mask the given secrets, and whatever looks like a token or a named secret, in a text from outside."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, MASK)
    for shape in _TOKEN_SHAPES:
        text = shape.sub(MASK, text)
    return _NAMED_SECRET.sub(rf"\g<1>{MASK}", text)


def cut(text: str) -> str:
    """Shorten a foreign text to what an error should quote."""
    text = " ".join(text.split())
    return text if len(text) <= _TEXT_LIMIT else f"{text[:_TEXT_LIMIT]}… ({len(text)} characters)"
