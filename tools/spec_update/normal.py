"""A document in a form that can be compared: its operations by name, each with what it takes and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from tools.generator import METHODS
from tools.spec_update.shapes import Schemas

# What of an operation is read here or by the comparison; anything else that differs cannot be judged.
_OPERATION_READ: Final = frozenset(
    {"operationId", "summary", "description", "externalDocs", "tags", "deprecated"}
    | {"parameters", "requestBody", "responses", "security", "servers"}
)
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


@attrs.frozen(eq=False)
class Parameter:
    """One parameter of an operation, reference followed."""

    name: str
    place: str
    """``path``, ``query``, ``header`` or ``cookie``."""
    required: bool
    schema: Any
    told: Mapping[str, Any]
    """The parameter as it stands there."""


@attrs.frozen(eq=False)
class Body:
    """What is sent with an operation, or comes back from it, by media type."""

    required: bool
    media: Mapping[str, Mapping[str, Any]]
    headers: Mapping[str, Mapping[str, Any]]
    told: Mapping[str, Any]


@attrs.frozen(eq=False)
class Operation:
    """One operation of a document."""

    name: str
    """Its operationId, or method and path where it has none."""
    method: str
    path: str
    tag: str | None
    deprecated: bool
    security: tuple[Mapping[str, frozenset[str]], ...]
    """Alternatives; each is schemes with their scopes. No alternative: no credentials are asked for."""
    servers: tuple[str, ...]
    parameters: Mapping[tuple[str, str], Parameter]
    """By place and name; those of the path by their position in it."""
    body: Body | None
    answers: Mapping[str, Body]
    rest: Mapping[str, Any]

    @property
    def route(self) -> tuple[str, str]:
        """Method and path, with the names of the placeholders left out."""
        return self.method, route_of(self.path)


class Api:
    """A document, ready to be compared."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.schemas = Schemas(document)
        self.operations: dict[str, Operation] = {}
        for operation in self._read():
            self.operations.setdefault(operation.name, operation)

    @property
    def components(self) -> Mapping[str, Any]:
        """The component schemas by name."""
        return _mapping(_mapping(self.document.get("components")).get("schemas"))

    @property
    def security_schemes(self) -> Mapping[str, Any]:
        """The security schemes by name."""
        return _mapping(_mapping(self.document.get("components")).get("securitySchemes"))

    def resolve(self, node: Any) -> Mapping[str, Any]:
        """Follow the reference of a parameter, a body, an answer or a header."""
        return self.schemas.follow(node)[1]

    def _read(self) -> Iterator[Operation]:
        for path, item in _mapping(self.document.get("paths")).items():
            item = self.resolve(item)
            for method in sorted(item.keys() & METHODS):
                told = _mapping(item[method])
                name = told.get("operationId") or f"{method.upper()} {path}"
                tags = told.get("tags") or [None]
                body = told.get("requestBody")
                yield Operation(
                    name=str(name),
                    method=method.upper(),
                    path=str(path),
                    tag=tags[0] if isinstance(tags, list) else None,
                    deprecated=told.get("deprecated") is True,
                    security=_security(told.get("security", self.document.get("security", []))),
                    servers=_servers(told.get("servers") or item.get("servers") or self.document.get("servers")),
                    parameters=self._parameters(str(path), [item.get("parameters"), told.get("parameters")]),
                    body=None if body is None else self._body(body),
                    answers={str(code): self._body(told) for code, told in _mapping(told.get("responses")).items()},
                    rest={key: told[key] for key in told if key not in _OPERATION_READ and not key.startswith("x-")},
                )

    def _parameters(self, path: str, lists: list[Any]) -> dict[tuple[str, str], Parameter]:
        places = _PLACEHOLDER.findall(path)
        found: dict[tuple[str, str], Parameter] = {}
        for one in lists:
            for node in one if isinstance(one, list) else []:
                told = self.resolve(node)
                name, place = str(told.get("name", "")), str(told.get("in", ""))
                in_path = place == "path" and name in places
                key = (place, str(places.index(name)) if in_path else name.lower() if place == "header" else name)
                schema = told.get("schema")
                if schema is None:
                    schema = next(
                        (_mapping(media).get("schema") for media in _mapping(told.get("content")).values()), {}
                    )
                found[key] = Parameter(name, place, told.get("required") is True or place == "path", schema, told)
        return found

    def _body(self, node: Any) -> Body:
        told = self.resolve(node)
        media = {str(name): _mapping(value) for name, value in _mapping(told.get("content")).items()}
        headers = {str(name): self.resolve(header) for name, header in _mapping(told.get("headers")).items()}
        return Body(told.get("required") is True, media, headers, told)


def route_of(path: str) -> str:
    """Give a path with the names of its placeholders left out: two that differ only in those are one route."""
    return _PLACEHOLDER.sub("{}", path)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _security(value: Any) -> tuple[Mapping[str, frozenset[str]], ...]:
    alternatives = value if isinstance(value, list) else []
    return tuple(
        {str(name): frozenset(map(str, scopes or ())) for name, scopes in _mapping(one).items()} for one in alternatives
    )


def _servers(value: Any) -> tuple[str, ...]:
    servers = value if isinstance(value, list) else []
    return tuple(str(_mapping(server).get("url", "")).rstrip("/") for server in servers)
