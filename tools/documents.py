"""Read OpenAPI documents and overlays, from a file or a URL, written as JSON or as YAML.

YAML is read by the YAML 1.2 core schema and nothing more. PyYAML on its own speaks YAML 1.1, where the fan state
``on`` is a boolean, ``2025-12-05`` a date and ``1e-08`` a string; a description of an API means none of these. What
JSON cannot say (duplicate keys, anchors, tags, infinities) is refused, so that a document means the same to every tool
that reads it.
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any, NoReturn

import httpx
import yaml

FETCH_TIMEOUT_S = 30.0
FETCH_LIMIT_BYTES = 8 * 1024 * 1024  # ecobee's document is about 100 kB; the largest public ones stay below this


class DocumentError(Exception):
    """A document cannot be read; the message names the document and says what to change."""


def read_document(source: str | Path) -> dict[str, Any]:
    """Read the document at a path or at an ``http(s)`` URL.

    Raises:
        DocumentError: it cannot be fetched or parsed, or is not an object.
    """
    text = _read_text(source)
    try:
        value = _parse_json(text) if text.lstrip().startswith("{") else yaml.load(text, Loader=_CoreLoader)
    except (ValueError, yaml.YAMLError) as error:
        raise DocumentError(f"{source} cannot be read: {error}") from error
    except RecursionError:
        raise DocumentError(f"{source} is nested too deeply to be a description of an API.") from None
    if not isinstance(value, dict):
        raise DocumentError(f"{source} holds {type(value).__name__} at its top; an OpenAPI document is an object.")
    return value


def is_url(source: str | Path) -> bool:
    """Tell whether ``source`` is to be fetched rather than opened."""
    return isinstance(source, str) and source.startswith(("http://", "https://"))


def canonical_json(value: object) -> str:
    """Write ``value`` as the one JSON text that all equal values share: sorted keys, no spaces, plain UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def to_yaml(document: dict[str, Any]) -> str:
    """Write ``document`` as YAML in its own key order, and make sure that it reads back the same."""
    text: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
    if yaml.load(text, Loader=_CoreLoader) != document:
        raise DocumentError("The document does not survive being written as YAML. Keep it as JSON elsewhere.")
    return text


def _read_text(source: str | Path) -> str:
    try:
        data = _fetch(str(source)) if is_url(source) else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except (OSError, httpx.HTTPError, httpx.InvalidURL, UnicodeDecodeError) as error:
        raise DocumentError(f"{source} cannot be read: {error}") from error


def _fetch(url: str) -> bytes:
    data = bytearray()
    with httpx.stream("GET", url, timeout=FETCH_TIMEOUT_S, follow_redirects=True) as response:
        response.raise_for_status()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > FETCH_LIMIT_BYTES:
                raise DocumentError(
                    f"{url} is larger than {FETCH_LIMIT_BYTES} bytes; no API needs that to be described."
                )
    return bytes(data)


def _parse_json(text: str) -> object:
    return json.loads(text, object_pairs_hook=_object, parse_float=_number, parse_constant=_no_constant)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} appears twice in one object")
        found[key] = value
    return found


def _number(text: str) -> float:
    if not math.isfinite(number := float(text)):
        raise ValueError(f"the number {text} is too large")
    return number


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


class _CoreLoader(yaml.SafeLoader):
    """PyYAML's safe loader with the YAML 1.2 core schema, string keys only, and neither anchors nor tags."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012  # PyYAML's own attribute; empty here, filled below

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it untyped
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _error("anchors and aliases are not used here: write it out", event)
        if getattr(event, "tag", None):
            raise _error(f"the tag {event.tag} has no meaning here", event)
        return super().compose_node(parent, index)


def _construct_object(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, object]:
    pairs: list[tuple[str, object]] = []
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _error("a key has to be text", key)
        # The key as it is written, because JSON has only text there: `200:` and `on:` too.
        pairs.append((key.value, loader.construct_object(value, deep=True)))
    try:
        return _object(pairs)
    except ValueError as error:
        raise _error(str(error), node) from None


def _error(text: str, place: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(None, None, text, place.start_mark)


# YAML 1.2.2 section 10.3.2, less octal, hexadecimal, .inf and .nan, which JSON has no word for: they stay text.
for _tag, _pattern, _first in [
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
]:
    _CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), _first)
_CoreLoader.add_constructor("tag:yaml.org,2002:map", _construct_object)
_CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
_CoreLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: _number(node.value))
