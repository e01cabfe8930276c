"""Reduce a document to what the generated functions are about: requests and success responses.

An error never reaches a generated parser: it is raised from the status and the raw body before. So error responses are
left out here, for every vendor alike, and with them each component that nothing refers to any more. Of several
encodings of the same body one is kept, in a form that the generator knows. What it cannot know how to generate is
listed as a rejection, all of a document at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from tools.documents import pointer_parts, resolve
from tools.generator.rejections import SKIP, Rejection, operation_name

METHODS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
_JSON: Final = "application/json"
_BYTES: Final = "application/octet-stream"
_STRUCTURE: Final = frozenset(["paths", "schemas", "properties", "responses", "content", "schema"])
_BODIES: Final = (_JSON, "application/x-www-form-urlencoded", "multipart/form-data", _BYTES)
_IN_COMPONENTS: Final = ("schemas", "parameters")
"""Components that the generator looks up; responses and request bodies are written out where they are used."""


def reduced(document: Mapping[str, Any]) -> tuple[dict[str, Any], list[Rejection]]:
    """Return the document to generate from, and what of it cannot be generated."""
    paths: dict[str, dict[str, Any]] = {}
    rejections: list[Rejection] = []
    for path, given in document["paths"].items():
        item = _resolved(document, given)
        kept = {key: value for key, value in item.items() if key not in METHODS}
        for method in (key for key in item if key in METHODS):
            name = operation_name(method, path, item[method].get("operationId"))
            try:
                if not _is_skipped(item[method]):
                    kept[method] = _operation(document, item[method])
            except _Rejected as error:
                rejections.append(Rejection(name, *error.args))
        if kept.keys() & METHODS:
            paths[path] = kept
    result = {key: deepcopy(value) for key, value in document.items() if key not in ("paths", "components")}
    return result | {"paths": paths, "components": _used_components(document, paths)}, rejections


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """List the operations of ``document``: method, path, and what is said of them."""
    for path, item in document["paths"].items():
        for method in (key for key in item if key in METHODS):
            yield method, path, item[method]


class _Rejected(Exception):
    """The operation at hand cannot be generated; the arguments are those of a `Rejection` behind its place."""


def _is_skipped(operation: Mapping[str, Any]) -> bool:
    if SKIP not in operation:
        return False
    if not isinstance(operation[SKIP], str) or not operation[SKIP].strip():
        raise _Rejected(f"{SKIP} is {operation[SKIP]!r}", "Its value is the reason, as a string.")
    return True


def _operation(document: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    if "operationId" not in operation:
        raise _Rejected(
            "there is no operationId, which names the generated module",
            "Add one in the overlay, or skip the operation there.",
        )
    result = {key: deepcopy(value) for key, value in operation.items() if key != "callbacks"}
    result["responses"] = {
        status: _with_one_content(_resolved(document, response))
        for status, response in _successes(operation["responses"]).items()
    }
    if "requestBody" in operation:
        result["requestBody"] = _with_known_encodings(_resolved(document, operation["requestBody"]))
    return result


def _successes(responses: Mapping[str, Any]) -> dict[str, Any]:
    """Return the responses of status 2xx; without any, `default` stands for them, as a range."""
    found = {status: response for status, response in responses.items() if status.startswith("2")}
    if not found and "default" in responses:
        found = {"2XX": responses["default"]}
    if not found:
        listed = ", ".join(responses) or "none"
        raise _Rejected(
            f"it declares no success response (its responses: {listed})",
            "Add its 2xx response in the overlay, or skip the operation there.",
        )
    return found


def _resolved(document: Mapping[str, Any], value: Any) -> dict[str, Any]:
    while "$ref" in value:
        value = resolve(document, value["$ref"])
    return deepcopy(dict(value))


def _with_one_content(response: dict[str, Any]) -> dict[str, Any]:
    """Keep one representation of a response: JSON if there is, else text, else bytes."""
    content = {_plain(name): media.get("schema", {}) for name, media in response.pop("content", {}).items()}
    response.pop("headers", None)
    response.pop("links", None)
    json = next((name for name in content if _is_json(name)), None)
    if json is None and "*/*" in content and not _is_binary(content["*/*"]):
        json = "*/*"
    if json is not None:
        response["content"] = {_JSON: {"schema": content[json]}}
    elif any(name.startswith("text/") for name in content):
        response["content"] = {"text/plain": {"schema": {"type": "string"}}}
    elif content:
        response["content"] = {_BYTES: {"schema": {"type": "string", "format": "binary"}}}
    return response


def _with_known_encodings(body: dict[str, Any]) -> dict[str, Any]:
    """Keep the encodings of a body that the generator knows, and of equal bodies the first by our preference.

    A generated function tells encodings apart by the class of the body, which for equal bodies is one and the same.
    """
    given = {_plain(name): media for name, media in body["content"].items()}
    kept: dict[str, Any] = {}
    for name in sorted(given, key=lambda name: (_rank(name), list(given).index(name))):
        schemas = [each.get("schema") for each in kept.values()]
        if _rank(name) < len(_BODIES) and given[name].get("schema") not in schemas:
            kept[name] = given[name]
    if not kept:
        types = ", ".join(given) or "of no kind"
        raise _Rejected(f"its request body is {types}, which no generated function can encode")
    # In the document's order, which the generated signature follows.
    body["content"] = {name: kept[name] for name in given if name in kept}
    return body


def _rank(media_type: str) -> int:
    if _is_json(media_type):
        return 0
    return _BODIES.index(media_type) if media_type in _BODIES else len(_BODIES)


def _plain(media_type: str) -> str:
    """Drop parameters such as a charset: they do not change how a body is read."""
    return media_type.partition(";")[0].strip().lower()


def _is_json(media_type: str) -> bool:
    return media_type == _JSON or media_type.endswith("+json")


def _is_binary(schema: Mapping[str, Any]) -> bool:
    return schema.get("format") == "binary"


def _used_components(document: Mapping[str, Any], paths: dict[str, Any]) -> dict[str, Any]:
    """Return the components that ``paths`` need, and make every reference lead to one of them.

    The generator looks up whole schemas and parameters alone. A reference into the middle of something, as bundlers
    write them, becomes a schema of its own, named after where it leads; a parameter is written out.
    """
    given = document.get("components", {})
    found: dict[str, dict[str, Any]] = {kind: {} for kind in _IN_COMPONENTS}
    left: list[Any] = [paths]
    while left:
        value = left.pop()
        left += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if not (isinstance(value, dict) and isinstance(value.get("$ref"), str)):
            continue
        target, (first, *parts) = resolve(document, value["$ref"]), pointer_parts(value["$ref"])
        if first == "components" and len(parts) == 2:
            kind, name = parts
        elif isinstance(target, dict) and "in" in target and "name" in target:
            value.update(_resolved(document, {"$ref": value.pop("$ref")}))
            left.append(value)
            continue
        else:
            # Not the name that the generator itself would give to a class inside another.
            kind, name = "schemas", f"{_name_of_place(parts)}_part"
            while name in given.get(kind, {}):
                name += "_"
            value["$ref"] = f"#/components/{kind}/{name}"
        if kind in found and name not in found[kind]:
            found[kind][name] = deepcopy(target)
            left.append(found[kind][name])
    # In the document's order, on which the names of generated classes may depend.
    ordered = {kind: [name for name in given.get(kind, {}) if name in found[kind]] for kind in found}
    return {kind: {name: found[kind][name] for name in [*ordered[kind], *found[kind]]} for kind in found if found[kind]}


def _name_of_place(parts: Sequence[str]) -> str:
    telling = [part for part in parts if part not in _STRUCTURE and "application/" not in part]
    return "_".join(re.sub(r"\W+", "_", part).strip("_") for part in telling)
