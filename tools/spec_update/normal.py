"""A document in a form that can be compared: its operations by name, each with what it takes and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from tools.generator import METHODS
from tools.spec_update.shapes import Schemas
from tools.spec_update.values import says_nothing

# What of an operation is read here or by the comparison; anything else that differs cannot be judged.
_OPERATION_READ: Final = frozenset(
    {"operationId", "summary", "description", "externalDocs", "tags", "deprecated"}
    | {"parameters", "requestBody", "responses", "security", "servers"}
)
_ITEM_READ: Final = METHODS | {"parameters", "servers", "$ref"}
_STYLES: Final = {"path": "simple", "header": "simple", "query": "form", "cookie": "form"}
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


@attrs.frozen(eq=False)
class Parameter:
    """One parameter of an operation or header of a response, reference followed."""

    name: str
    place: str
    """``path``, ``query``, ``header`` or ``cookie``."""
    required: bool
    schema: Any
    """None if the parameter has media instead."""
    media: Mapping[str, Mapping[str, Any]]
    """By media type what a value is written as; empty if it is written by a style."""
    writing: Mapping[str, Any]
    """Style and what goes with it, with the defaults filled in; empty if there are media."""
    told: Mapping[str, Any]
    """The parameter as it is in the document."""


@attrs.frozen(eq=False)
class Body:
    """What is sent with an operation, or comes back from it, by media type."""

    required: bool
    media: Mapping[str, Mapping[str, Any]]
    headers: Mapping[str, Parameter]
    told: Mapping[str, Any]


@attrs.frozen
class Server:
    """A server of an operation; without its description."""

    url: str
    variables: Mapping[str, tuple[Any, frozenset[str] | None]]
    """By name the default and, if they are listed, the values."""
    rest: Mapping[str, Any]


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
    servers: tuple[Server, ...]
    parameters: Mapping[tuple[str, str], Parameter]
    """By place and name; those of the path by their position in it."""
    body: Body | None
    answers: Mapping[str, Body]
    rest: Mapping[str, Any]
    beside: Mapping[str, Any]
    """What is not understood in the path item that holds the operation."""
    places: tuple[Any, ...]
    """The objects and lists of the document that were read for this, without the schemas."""

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
        self.names_used_twice: set[str] = set()
        self._places: list[Any] = []
        for operation in self._read():
            name = operation.name
            if name in self.operations:  # not valid, yet it is there to be called
                self.names_used_twice.add(name)
                name = f"{operation.method} {operation.path}"
            self.operations[name] = attrs.evolve(operation, name=name)

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
        found = self.schemas.follow(node)[1]
        self._places += [*self.schemas.way(node), found]
        return found

    def _read(self) -> Iterator[Operation]:
        for path, item in _mapping(self.document.get("paths")).items():
            item = self.resolve(item)
            for method in sorted(item.keys() & METHODS):
                self._places = [item.get("parameters")]
                told = _mapping(item[method])
                name = told.get("operationId") or f"{method.upper()} {path}"
                tags = told.get("tags") or [None]
                body = told.get("requestBody")
                answers = _mapping(told.get("responses"))
                self._places += [told.get("parameters"), answers]
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
                    answers={str(code): self._body(one) for code, one in answers.items() if not says_nothing(code)},
                    rest={key: told[key] for key in told if key not in _OPERATION_READ and not says_nothing(key)},
                    beside={key: item[key] for key in item if key not in _ITEM_READ and not says_nothing(key)},
                    places=tuple(self._places),
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
                found[key] = self._parameter(name, place, told)
        return found

    def _parameter(self, name: str, place: str, told: Mapping[str, Any]) -> Parameter:
        required = told.get("required") is True or place == "path"
        media = self._media(told)
        if media and "schema" not in told:
            return Parameter(name, place, required, None, media, {}, told)
        schema = told.get("schema", {})
        writing = written(told, _STYLES.get(place, ""))
        if not self.schemas.shape(self.schemas.follow(schema)[1]).types & {"array", "object"}:
            del writing["explode"]  # of a single value there is nothing to explode
        return Parameter(name, place, required, schema, media, writing, told)

    def _body(self, node: Any) -> Body:
        told = self.resolve(node)
        headers = _mapping(told.get("headers"))
        self._places.append(headers)
        read = {str(name): self._parameter(str(name), "header", self.resolve(one)) for name, one in headers.items()}
        return Body(told.get("required") is True, self._media(told), read, told)

    def _media(self, told: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
        content = _mapping(told.get("content"))
        self._places += [content, *content.values()]
        found: dict[str, Mapping[str, Any]] = {}
        for name, value in content.items():
            key = media_type(str(name))
            found[str(name) if key in found else key] = _mapping(value)
        return found


def media_type(name: str) -> str:
    """Return a media type as all of its spellings share it: in small letters, without a charset (RFC 9110 8.3.1)."""
    first, *parameters = (part.strip() for part in name.split(";"))
    pairs = [one.partition("=") for one in parameters if one]
    kept = sorted(
        f"{key.strip().lower()}={value.strip()}" for key, _, value in pairs if key.strip().lower() != "charset"
    )
    return "; ".join([first.lower(), *kept])


def written(told: Mapping[str, Any], style: str) -> dict[str, Any]:
    """Return how a value is written, with the defaults filled in; ``style`` is that of the place."""
    style = told.get("style", style)
    flags = {key: told.get(key, False) for key in ("allowReserved", "allowEmptyValue")}
    return {"style": style, "explode": told.get("explode", style == "form"), **flags}


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


def _servers(value: Any) -> tuple[Server, ...]:
    servers = [_mapping(server) for server in value] if isinstance(value, list) else []
    return tuple(
        Server(
            str(server.get("url", "")).rstrip("/"),
            {str(name): _variable(_mapping(one)) for name, one in _mapping(server.get("variables")).items()},
            {key: server[key] for key in server if key not in ("url", "variables") and not says_nothing(key)},
        )
        for server in servers
    )


def _variable(told: Mapping[str, Any]) -> tuple[Any, frozenset[str] | None]:
    values = told.get("enum")
    return told.get("default"), frozenset(map(str, values)) if isinstance(values, list) else None
