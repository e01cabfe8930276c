"""An OpenAPI document as a sandbox uses it: what a request means, what it needs, which responses it may have.

Routes, required scopes and the shape of bodies are read from the document that ships with the generated client, so a
sandbox cannot drift from it. What an operation *does* is in the ``handlers`` of its vendor.
"""

from __future__ import annotations

import functools
import importlib.resources
import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

import attrs

from .schemas import Checker, to_json_schema

__all__ = ["Document", "Operation", "Route", "load_document"]

_METHODS: Final = ("get", "put", "post", "delete", "patch", "options", "head", "trace")


@attrs.frozen
class Operation:
    """One operation of a document."""

    version: str
    operation_id: str
    method: str
    path: str
    alternatives: tuple[frozenset[str], ...] | None
    """Sets of scopes, of which a token must have one whole; None for an operation that needs no bearer token."""
    body_required: bool
    body: Checker | None = attrs.field(repr=False, eq=False)
    parameters: Mapping[str, Checker] = attrs.field(repr=False, eq=False)
    """What each parameter of the path has to be."""
    query: Mapping[str, tuple[str, Checker]] = attrs.field(repr=False, eq=False)
    """What each parameter of the query has to be, behind its type (or ``int64``)."""
    responses: Mapping[str, Checker | None] = attrs.field(repr=False, eq=False)
    """By status as the document writes it (also ``default``); None for a response without a body."""
    described: Mapping[str, Any] = attrs.field(factory=dict[str, Any], repr=False, eq=False)
    """The operation as the document has it."""

    @property
    def needs_token(self) -> bool:
        """Whether it takes a bearer token; the token endpoint itself does not."""
        return self.alternatives is not None


@attrs.frozen
class Route:
    """What a method and path mean: an operation with its path parameters, or the methods that the path does have."""

    operation: Operation | None
    parameters: Mapping[str, str] = attrs.field(factory=dict[str, str])
    allowed: tuple[str, ...] = ()


class Document:
    """One API version.

    Args:
        version: its name in records and faults.
        source: the document.
        bearer: the security scheme that stands for a bearer token.
    """

    def __init__(self, version: str, source: Mapping[str, Any], bearer: str) -> None:
        self.version = version
        self._bearer = bearer
        self.source = source
        components = to_json_schema(source.get("components", {}))
        self.operations: tuple[Operation, ...] = tuple(
            _operation(version, source, components, bearer, method, path, item)
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
            # A literal path wins over one with a parameter: /thermostats/settings is not a thermostat. So does a
            # parameter with a verb behind it: /devices/{id}:executeCommand is not a device.
            paths.sort(key=lambda entry: sum(part.startswith("{") and part.endswith("}") for part in entry[0]))

    @property
    def scopes(self) -> frozenset[str]:
        """Every scope that the document defines."""
        flows = self.source["components"]["securitySchemes"][self._bearer]["flows"]
        return frozenset(scope for flow in flows.values() for scope in flow["scopes"])

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


def load_document(package: str) -> dict[str, Any]:
    """Read the document of a generated package, with the vendor's defects fixed, as it ships in the wheel."""
    packaged = importlib.resources.files("smartbuildings_api") / package / "openapi.json"
    loaded: dict[str, Any] = json.loads(packaged.read_bytes())
    return loaded


def _match(parts: list[str], given: list[str]) -> dict[str, str] | None:
    parameters: dict[str, str] = {}
    for part, segment in zip(parts, given, strict=True):
        if part.startswith("{"):
            name, _, verb = part[1:].partition("}")
            if not segment.endswith(verb):
                return None
            parameters[name] = unquote(segment.removesuffix(verb))
        elif part != segment:
            return None
    return parameters


def _operation(
    version: str,
    source: Mapping[str, Any],
    components: Mapping[str, Any],
    bearer: str,
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
        alternatives=_alternatives(described.get("security", source.get("security", [])), bearer),
        body_required=bool(body.get("required")),
        body=_checker(source, body, components),
        parameters={each["name"]: Checker(each["schema"], components) for each in parameters if each["in"] == "path"},
        query={
            each["name"]: (_kind(_resolve(source, each["schema"])), Checker(each["schema"], components))
            for each in parameters
            if each["in"] == "query"
        },
        responses={
            str(status): _checker(source, _resolve(source, answer), components)
            for status, answer in described["responses"].items()
        },
        described=described,
    )


def _kind(schema: Mapping[str, Any]) -> str:
    return "int64" if schema.get("format") == "int64" else str(schema.get("type", "string"))


def _alternatives(security: list[dict[str, list[str]]], bearer: str) -> tuple[frozenset[str], ...] | None:
    return tuple(frozenset(each[bearer]) for each in security if bearer in each) or None


def _checker(source: Mapping[str, Any], holder: Mapping[str, Any], components: Mapping[str, Any]) -> Checker | None:
    content = holder.get("content", {}).get("application/json")
    return None if content is None else Checker(content.get("schema", {}), components)


def _resolve(source: Mapping[str, Any], thing: Mapping[str, Any]) -> Mapping[str, Any]:
    found = thing
    while "$ref" in found:
        found = functools.reduce(lambda node, key: node[key], found["$ref"].removeprefix("#/").split("/"), source)
    return found
