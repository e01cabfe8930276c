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
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote

import httpx
import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

FETCH_TIMEOUT_S = 30.0
FETCH_DEADLINE_S = 120.0  # for all of it: a server that sends a byte now and then is never silent, and never done
LIMIT_BYTES = 8 * 1024 * 1024  # ecobee's document is about 100 kB; the largest public ones stay below this


class DocumentError(Exception):
    """A document cannot be read; the message names the document and says what to change."""


def read_document(source: str | Path) -> dict[str, Any]:
    """Read the document at a path or at an ``http(s)`` URL.

    Raises:
        DocumentError: it cannot be fetched or parsed, or is not an object.
    """
    text = _read_text(source)
    try:
        value = _parse_json(text) if text.lstrip().startswith("{") else parse_yaml(text)
    except (ValueError, yaml.YAMLError) as error:
        _refuse_markup(text, source)
        told = " ".join(str(error).split())  # what a parser says comes in lines
        raise DocumentError(f"{source} cannot be read: {told}") from error
    except RecursionError:
        raise DocumentError(f"{source} is nested too deeply to be a description of an API.") from None
    if not isinstance(value, dict):
        _refuse_markup(text, source)
        raise DocumentError(f"{source} holds {type(value).__name__} at its top; an OpenAPI document is an object.")
    return value


def _refuse_markup(text: str, source: str | Path) -> None:
    if text.lstrip().startswith("<"):
        raise DocumentError(f"{source} is a web page or XML, not a description of an API. Look at it in a browser.")


def check_openapi(document: Mapping[str, Any], source: str | Path) -> None:
    """Make sure that ``document`` is a whole OpenAPI 3.0 document, complete in itself.

    Raises:
        DocumentError: it is something else, or only a part; the message says what, and what to do.
    """
    if "swagger" in document:
        raise DocumentError(
            f"{source} is Swagger {document['swagger']}, the format before OpenAPI 3. Convert it first, for example "
            "with: npx swagger2openapi FILE --outfile openapi.json"
        )
    version = document.get("openapi")
    if not isinstance(version, str):
        raise DocumentError(f"{source} is not an OpenAPI document: it has no `openapi: 3.0.x` at its top.")
    if not version.startswith("3.0."):
        raise DocumentError(
            f"{source} is OpenAPI {version}; overlays and sandbox speak 3.0, where `nullable` means something. Ask the "
            "vendor for 3.0, or convert it, for example with: npx @apiture/openapi-down-convert --input FILE"
        )
    for part in ("info", "paths"):
        if not isinstance(document.get(part), dict):
            raise DocumentError(f"{source} is only a part of an OpenAPI document: it has no `{part}`.")
    if not any(isinstance(item, dict) and item for item in document["paths"].values()):
        raise DocumentError(f"{source} describes no operation at all.")
    _check_references(document, source)


def _check_references(document: Mapping[str, Any], source: str | Path) -> None:
    steps: dict[str, str] = {}  # references that stand for nothing but another reference
    wrong: list[str] = []
    for reference in dict.fromkeys(references(document)):
        if not reference.startswith("#/"):
            wrong.append(f"{source} refers to {reference}; a document has to be complete in itself.")
            continue
        found, target = _at(document, reference)
        if not found:
            wrong.append(f"{source} is not valid OpenAPI: {reference} leads nowhere.")
        elif isinstance(target, dict) and isinstance(target.get("$ref"), str):
            steps[reference] = target["$ref"]
    known: set[str] = set()
    for start in steps:
        reference, passed = start, {start}
        while (reference := steps.get(reference, "")) and reference not in passed:
            passed.add(reference)
        # Once for each circle: every member of it, and every way into it, leads to the same one.
        is_new, known = not known & passed, known | passed
        if reference and is_new:
            wrong.append(f"{source} is not valid OpenAPI: {reference} refers to itself, in a circle.")
    if wrong:
        raise DocumentError("\n".join(dict.fromkeys(wrong)))


def references(value: object) -> Iterator[str]:
    """List every reference in a document, or in a part of one."""
    waiting = [value]
    while waiting:  # a list, not recursion: a document may be nested deeper than Python's stack
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                yield value["$ref"]
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def pointer_parts(reference: str) -> list[str]:
    """Split a reference within a document into the keys that lead to its target (RFC 6901 section 6)."""
    parts = reference.removeprefix("#/").split("/")
    return [unquote(part).replace("~1", "/").replace("~0", "~") for part in parts]


def resolve(document: object, reference: str) -> Any:
    """Return what ``reference`` refers to in a document that `check_openapi` has accepted."""
    return _at(document, reference)[1]


def _at(document: object, reference: str) -> tuple[bool, object]:
    for key in pointer_parts(reference):
        if isinstance(document, list) and key.isdecimal() and int(key) < len(document):
            document = document[int(key)]
        elif isinstance(document, dict) and key in document:
            document = document[key]
        else:
            return False, None
    return True, document


def is_url(source: str | Path) -> bool:
    """Tell whether ``source`` is to be fetched rather than opened."""
    return isinstance(source, str) and source.startswith(("http://", "https://"))


def canonical_json(value: object) -> str:
    """Write ``value`` as the one JSON text that all equal values share: sorted keys, no spaces, plain UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def parse_yaml(text: str) -> dict[str, Any]:
    """Parse YAML; what is not an object at its top is returned all the same.

    Raises:
        yaml.YAMLError, ValueError: it is not YAML, or says what JSON cannot.
    """
    value: dict[str, Any] = _by_the_quickest(yaml.load, text)
    return value


def compose_yaml(text: str) -> yaml.Node | None:
    """Parse YAML into nodes, which know their lines."""
    node: yaml.Node | None = _by_the_quickest(yaml.compose, text)
    return node


def _by_the_quickest(parse: Callable[..., Any], text: str) -> Any:
    """Parse by libyaml where PyYAML has it, in a sixth of the time; PyYAML judges what that refuses, and shows it."""
    if yaml.__with_libyaml__ and "\ufeff" not in text:  # a byte order mark inside, which libyaml skips
        try:
            return parse(text, Loader=_libyaml_loader())
        except (yaml.YAMLError, ValueError):
            pass
    return parse(text, Loader=_CoreLoader)


def to_yaml(document: dict[str, Any]) -> str:
    """Write ``document`` as YAML in its own key order, and make sure that it reads back the same."""
    text: str = yaml.dump(document, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=120)
    if parse_yaml(text) != document:
        raise DocumentError("The document does not survive being written as YAML. Keep it as JSON elsewhere.")
    return text


def _read_text(source: str | Path) -> str:
    try:
        data = _fetch(str(source)) if is_url(source) else _open(Path(source))
        return data.decode("utf-8-sig")
    except (OSError, ValueError, httpx.HTTPError, httpx.InvalidURL) as error:
        told = (
            "the server does not answer" if isinstance(error, httpx.TimeoutException) else str(error).partition("\n")[0]
        )
        raise DocumentError(f"{source} cannot be read: {told}") from error


def _open(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LIMIT_BYTES + 1)
    return _limited(data, path)


def _fetch(url: str) -> bytes:
    data = bytearray()
    end = time.monotonic() + FETCH_DEADLINE_S
    with httpx.stream("GET", url, timeout=FETCH_TIMEOUT_S, follow_redirects=True) as response:
        response.raise_for_status()
        for chunk in response.iter_bytes():
            data += _limited(chunk, url, len(data))
            if time.monotonic() > end:
                raise DocumentError(f"{url} is still not there after {FETCH_DEADLINE_S:.0f} seconds. Try again later.")
    return bytes(data)


def _limited(data: bytes, source: str | Path, before: int = 0) -> bytes:
    if before + len(data) > LIMIT_BYTES:
        raise DocumentError(f"{source} is larger than {LIMIT_BYTES} bytes; no API needs that to be described.")
    return data


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


class _Core(Composer, SafeConstructor, Resolver):
    """Nodes and values by the YAML 1.2 core schema, string keys only, and neither anchors nor tags."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012  # PyYAML's own attribute; empty here, filled below

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[attr-defined]  # of the parser that this is put beside
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _error("anchors and aliases are not used here: write it out", event)
        if getattr(event, "tag", None):
            raise _error(f"the tag {event.tag} has no meaning here", event)
        return super().compose_node(parent, index)


class _CoreLoader(_Core, yaml.SafeLoader):
    """Reads text by PyYAML itself."""


@cache
def _libyaml_loader() -> type[_Core]:
    """Return a loader whose text is read by libyaml, and whose nodes are made here, as it makes none of its own."""

    class Loader(_Core, yaml.CSafeLoader):
        def __init__(self, stream: str) -> None:
            yaml.CSafeLoader.__init__(self, stream)

    return Loader


class _PlainDumper(yaml.SafeDumper):
    """PyYAML's safe dumper without anchors: what stands in two places is written twice."""

    def ignore_aliases(self, data: object) -> bool:
        return True


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
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), _first)
_Core.add_constructor("tag:yaml.org,2002:map", _construct_object)
_Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
_Core.add_constructor("tag:yaml.org,2002:float", lambda _, node: _number(node.value))
