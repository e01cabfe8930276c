"""The OpenAPI documents as the sandbox uses them: what a request means, what it needs, what may be answered.

Routes, required scopes and the shape of bodies are read from the document that ships with the generated client, so the
sandbox cannot drift from it. What an operation *does* is in ``handlers``.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
from collections.abc import Mapping
from typing import Any, Final, Literal
from urllib.parse import unquote

import attrs

from .schemas import Checker, to_json_schema

__all__ = ["VERSIONS", "Document", "Operation", "Route", "Version", "documents", "load_document"]

Version = Literal["v1", "v2"]
VERSIONS: Final[tuple[Version, ...]] = ("v1", "v2")

_METHODS: Final = ("get", "put", "post", "delete", "patch", "options", "head", "trace")


@attrs.frozen
class Operation:
    """One operation of a document."""

    version: Version
    operation_id: str
    method: str
    path: str
    scopes: frozenset[str] | None
    """Scopes that a token must have, all of them; None for the operation that needs no token."""
    body_required: bool
    body: Checker | None = attrs.field(repr=False, eq=False)
    parameters: Mapping[str, Checker] = attrs.field(repr=False, eq=False)
    responses: Mapping[str, Checker | None] = attrs.field(repr=False, eq=False)
    """By status as the document writes it (also ``default``); None for a response without a body."""


@attrs.frozen
class Route:
    """What a method and path mean: an operation with its path parameters, or the methods that the path does have."""

    operation: Operation | None
    parameters: Mapping[str, str] = attrs.field(factory=dict[str, str])
    allowed: tuple[str, ...] = ()


class Document:
    """One API version."""

    def __init__(self, version: Version, source: Mapping[str, Any]) -> None:
        self.version = version
        self.source = source
        components = to_json_schema(source.get("components", {}))
        self.operations: tuple[Operation, ...] = tuple(
            _operation(version, source, components, method, path, item)
            for path, item in source["paths"].items()
            for method in _METHODS
            if method in item
        )
        self._by_length: dict[int, list[tuple[list[str], dict[str, Operation]]]] = {}
        for path in source["paths"]:
            parts = path.split("/")
            methods = {operation.method: operation for operation in self.operations if operation.path == path}
            self._by_length.setdefault(len(parts), []).append((parts, methods))
        for paths in self._by_length.values():
            # A literal path wins over one with a parameter: /thermostats/settings is not a thermostat.
            paths.sort(key=lambda entry: sum(part.startswith("{") for part in entry[0]))

    @property
    def scopes(self) -> frozenset[str]:
        """Every scope that the document defines."""
        flows = self.source["components"]["securitySchemes"]["smartbuildings_auth"]["flows"]
        return frozenset(flows["clientCredentials"]["scopes"])

    def operation(self, operation_id: str) -> Operation:
        """Return the operation of that name; KeyError when there is none."""
        for operation in self.operations:
            if operation.operation_id == operation_id:
                return operation
        raise KeyError(operation_id)

    def route(self, method: str, path: str) -> Route | None:
        """Find the operation, or None when no path fits."""
        given = path.split("/")
        for parts, methods in self._by_length.get(len(given), []):
            parameters = _match(parts, given)
            if parameters is not None:
                return Route(methods.get(method), parameters, allowed=tuple(sorted(methods)))
        return None


def load_document(version: Version) -> dict[str, Any]:
    """Read the OpenAPI document of an API version, with the vendor's defects mended, as it ships in the wheel."""
    packaged = importlib.resources.files("smartbuildings_api") / f"ecobee_{version}" / "openapi.json"
    loaded: dict[str, Any] = json.loads(packaged.read_bytes())
    return loaded


@functools.cache
def documents() -> Mapping[Version, Document]:
    """Return both documents, read once."""
    return {version: Document(version, load_document(version)) for version in VERSIONS}


def _match(parts: list[str], given: list[str]) -> dict[str, str] | None:
    parameters: dict[str, str] = {}
    for part, segment in zip(parts, given, strict=True):
        if part.startswith("{"):
            parameters[part[1:-1]] = unquote(segment)
        elif part != segment:
            return None
    return parameters


def _operation(
    version: Version,
    source: Mapping[str, Any],
    components: Mapping[str, Any],
    method: str,
    path: str,
    item: Mapping[str, Any],
) -> Operation:
    described: Mapping[str, Any] = item[method]
    body = _resolve(source, described.get("requestBody", {}))
    parameters = [_resolve(source, each) for each in [*item.get("parameters", []), *described.get("parameters", [])]]
    return Operation(
        version=version,
        operation_id=described["operationId"],
        method=method.upper(),
        path=path,
        scopes=_scopes(described.get("security", source.get("security", []))),
        body_required=bool(body.get("required")),
        body=_checker(source, body, components),
        parameters={each["name"]: Checker(each["schema"], components) for each in parameters if each["in"] == "path"},
        responses={
            str(status): _checker(source, _resolve(source, answer), components)
            for status, answer in described["responses"].items()
        },
    )


def _scopes(security: list[dict[str, list[str]]]) -> frozenset[str] | None:
    return (
        frozenset(scope for scheme in security for scopes in scheme.values() for scope in scopes) if security else None
    )


def _checker(source: Mapping[str, Any], holder: Mapping[str, Any], components: Mapping[str, Any]) -> Checker | None:
    content = holder.get("content", {}).get("application/json")
    return None if content is None else Checker(content.get("schema", {}), components)


def _resolve(source: Mapping[str, Any], thing: Mapping[str, Any]) -> Mapping[str, Any]:
    found = thing
    while "$ref" in found:
        found = functools.reduce(lambda node, key: node[key], found["$ref"].removeprefix("#/").split("/"), source)
    return found
