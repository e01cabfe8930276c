"""Keeping secrets out of everything a person or a log may see."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import parse_qsl, quote, quote_plus

__all__ = ["MASK", "cut", "redact", "secrets_in_request"]

MASK: Final = "***"
_TEXT_LIMIT: Final = 500
"""How much of a foreign response an error quotes, in characters: enough to recognise a gateway page."""

_TOKEN_SHAPES: Final = (
    re.compile(r"eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?"),  # a JWT
    re.compile(r"(?i)(?<=bearer )[A-Za-z0-9._~+/=-]{8,}"),
)
_SECRET_NAMES: Final = r"(?:access|refresh|id)_?token|client_?secret|passcode|password"
# The closing quote of a string may be missing: the response may have been cut.
_NAMED_SECRET: Final = re.compile(
    rf"""(?isx) (["']? (?:{_SECRET_NAMES}) ["']? \s* [:=] \s* )
        (?: "(?:[^"\\]|\\.)*(?:"|\\?$) | '(?:[^'\\]|\\.)*(?:'|\\?$) | [^\s&,;"'<>}}]+ )"""
)
_SECRET_NAME: Final = re.compile(rf"(?i)(?:{_SECRET_NAMES}|code)")


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Mask the given secrets, and whatever looks like a token or a named secret, in a text from outside."""
    # The longest first: of a secret that begins with another one, nothing may remain.
    for form in sorted({form for secret in secrets for form in _forms(secret)}, key=len, reverse=True):
        text = text.replace(form, MASK)
    for shape in _TOKEN_SHAPES:
        text = shape.sub(MASK, text)
    return _NAMED_SECRET.sub(rf"\g<1>{MASK}", text)


def _forms(secret: str) -> Iterator[str]:
    """Give the ways in which a server may write a secret back: as it is, or as JSON, a URL or HTML writes it."""
    if secret:
        import html  # Loads a large table, and only errors come here.

        yield secret
        yield json.dumps(secret)[1:-1]
        yield json.dumps(secret, ensure_ascii=False)[1:-1]
        yield quote(secret, safe="")
        yield quote_plus(secret)
        yield html.escape(secret)


def secrets_in_request(authorization: str | None, body: bytes) -> tuple[str, ...]:
    """Find the secrets that a request carries, so that a response which repeats them can be masked.

    Args:
        authorization: The header of that name.
        body: JSON or a form; of any other body nothing is found.
    """
    found = [] if authorization is None else [authorization.partition(" ")[2]]
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        content = dict(parse_qsl(body.decode("utf-8", "replace")))
    found += _named_secrets(content)
    return tuple(secret for secret in found if secret)


def _named_secrets(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        for name, value in content.items():
            if isinstance(value, str) and _SECRET_NAME.fullmatch(str(name)):
                yield value
            else:
                yield from _named_secrets(value)
    elif isinstance(content, list):
        for value in content:
            yield from _named_secrets(value)


def cut(text: str) -> str:
    """Shorten a foreign text to what an error should quote."""
    text = " ".join(text.split())
    return text if len(text) <= _TEXT_LIMIT else f"{text[:_TEXT_LIMIT]}… ({len(text)} characters)"
