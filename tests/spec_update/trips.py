"""One small document that uses most of what OpenAPI 3 has, and edits of it by JSON pointer."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

REF = "#/components/schemas/"
JSON = "application/json"
TRIP, NEW_TRIP = "/components/schemas/Trip/properties", "/components/schemas/NewTrip/properties"
GET, POST = "/paths/~1trips~1{tripId}/get", "/paths/~1trips/post"

Edit = tuple[Any, ...]
"""``("set", pointer, value)``, ``("drop", pointer)``, ``("add", list, item)`` or ``("move", from, to)``."""


def ref(name: str) -> dict[str, Any]:
    return {"$ref": REF + name}


def document() -> dict[str, Any]:
    """Give a new copy of the document."""
    return copy.deepcopy(_DOCUMENT)


def edited(*edits: Edit) -> dict[str, Any]:
    """Give a copy of the document with edits."""
    whole = document()
    for edit in edits:
        apply(whole, edit)
    return whole


def apply(whole: dict[str, Any], edit: Edit) -> None:
    """Make one edit in place; a pointer that leads nowhere is an error, so that no edit is empty."""
    verb, pointer, *value = edit
    holder, key = find(whole, pointer)
    if verb == "set":
        holder[key] = copy.deepcopy(value[0])
    elif verb == "drop":
        del holder[key]
    elif verb == "add":
        holder[key].append(copy.deepcopy(value[0]))
    else:
        moved = holder.pop(key)
        there, name = find(whole, value[0])
        there[name] = moved


def find(whole: Any, pointer: str) -> tuple[Any, Any]:
    """Give the object or list that a pointer leads into, and the key there."""
    *way, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    for part in way:
        whole = whole[int(part)] if isinstance(whole, list) else whole[part]
    return whole, int(last) if isinstance(whole, list) else last


def leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """List every single value of a document with its pointer."""
    if isinstance(value, dict | list) and value:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
    else:
        yield pointer, value


_DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "Trips", "version": "1.0.0"},
    "servers": [
        {
            "url": "https://{region}.trips.example/{base}",
            "variables": {"region": {"default": "eu", "enum": ["eu", "us"]}, "base": {"default": "v1"}},
        }
    ],
    "security": [{"oauth": ["trips:read"]}],
    "tags": [{"name": "trips"}, {"name": "files"}],
    "paths": {
        "/trips/{tripId}": {
            "parameters": [
                {"name": "tripId", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9]+$"}},
                {"name": "X-Trace", "in": "header", "schema": {"type": "string", "maxLength": 64}},
            ],
            "get": {
                "operationId": "getTrip",
                "tags": ["trips"],
                "parameters": [
                    {"name": "fields", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
                    {
                        "name": "where",
                        "in": "query",
                        "style": "deepObject",
                        "schema": {"type": "object", "properties": {"city": {"type": "string"}}},
                    },
                    {"name": "filter", "in": "query", "content": {JSON: {"schema": ref("Filter")}}},
                ],
                "responses": {
                    "200": {
                        "description": "x",
                        "headers": {"X-Left": {"required": True, "schema": {"type": "integer"}}},
                        "content": {JSON: {"schema": ref("Trip")}},
                        "links": {"self": {"operationId": "getTrip", "parameters": {"tripId": "$response.body#/id"}}},
                    },
                    "404": {"$ref": "#/components/responses/NotFound"},
                    "default": {"description": "x", "content": {JSON: {"schema": ref("Problem")}}},
                },
            },
            "delete": {
                "operationId": "deleteTrip",
                "tags": ["trips"],
                "security": [{"oauth": ["trips:write"]}, {"key": []}],
                "responses": {"204": {"description": "x"}},
            },
        },
        "/trips": {
            "post": {
                "operationId": "createTrip",
                "tags": ["trips"],
                "servers": [{"url": "https://write.trips.example"}],
                "requestBody": {"required": True, "content": {JSON: {"schema": ref("NewTrip")}}},
                "responses": {"201": {"description": "x", "content": {JSON: {"schema": ref("Trip")}}}},
                "callbacks": {
                    "ended": {
                        "{$request.body#/hook}": {
                            "post": {
                                "requestBody": {"content": {JSON: {"schema": ref("Ended")}}},
                                "responses": {"200": {"description": "x"}},
                            }
                        }
                    }
                },
            }
        },
        "/files": {
            "put": {
                "operationId": "upload",
                "tags": ["files"],
                "security": [{"key": []}],
                "requestBody": {
                    "content": {
                        "multipart/form-data": {
                            "schema": {
                                "type": "object",
                                "properties": {
                                    "file": {"type": "string", "format": "binary"},
                                    "about": {"type": "object", "properties": {"name": {"type": "string"}}},
                                },
                            },
                            "encoding": {"file": {"contentType": "image/png"}},
                        },
                        "application/x-www-form-urlencoded": {
                            "schema": {"type": "object", "properties": {"url": {"type": "string"}}}
                        },
                    }
                },
                "responses": {
                    "default": {"description": "x", "content": {"text/plain": {"schema": {"type": "string"}}}}
                },
            }
        },
    },
    "components": {
        "schemas": {
            "Origin": {
                "type": "object",
                "required": ["lat"],
                "properties": {"lat": {"type": "number"}, "lng": {"type": "number"}},
            },
            "Card": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"type": "string"}, "last4": {"type": "string"}},
            },
            "Cash": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"type": "string"}, "coins": {"type": "integer"}},
            },
            "Voucher": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"type": "string"}, "code": {"type": "string"}},
            },
            "Base": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "readOnly": True}}},
            "Trip": {
                "allOf": [ref("Base")],
                "properties": {
                    "origin": {"oneOf": [ref("Origin")]},
                    "goal": {"anyOf": [ref("Goal")]},
                    "stop": {"allOf": [ref("Stop")]},
                    "mode": {"type": "string", "nullable": True, "enum": ["bus", "train", None]},
                    "class": {"type": "string", "nullable": True, "enum": ["first", "second"]},
                    "payment": {
                        "oneOf": [ref("Card"), ref("Cash"), ref("Voucher")],
                        "discriminator": {
                            "propertyName": "kind",
                            "mapping": {"card": f"{REF}Card", "cash": f"{REF}Cash"},
                        },
                    },
                    "price": {"type": "number", "minimum": 0, "exclusiveMinimum": True, "maximum": 100},
                    "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                    "closed": {
                        "type": "object",
                        "additionalProperties": False,
                        "properties": {"a": {"type": "string"}},
                    },
                    "extra": {
                        "allOf": [
                            {
                                "anyOf": [
                                    {"type": "object", "properties": {"a": {"type": "string"}}},
                                    {"type": "string"},
                                ]
                            },
                            {"anyOf": [{"required": ["a"]}, {"type": "string"}]},
                        ]
                    },
                    "legs": {"type": "array", "minItems": 1, "items": ref("Leg")},
                    "odd": {"not": {"type": "string"}},
                    "when": {"type": "string", "format": "date-time"},
                },
            },
            "Place": {"type": "object", "properties": {"lat": {"type": "number"}}},
            "Coins": {
                "type": "object",
                "required": ["kind", "coins"],
                "properties": {"kind": {"type": "string"}, "coins": {"type": "integer"}},
            },
            "Cheque": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"type": "string"}, "bank": {"type": "string"}},
            },
            "Goal": {"type": "object", "properties": {"lat": {"type": "number"}}},
            "Stop": {"type": "object", "properties": {"lat": {"type": "number"}}},
            "Leg": {
                "type": "object",
                "required": ["line"],
                "properties": {"line": {"type": "string"}, "next": ref("Leg")},
            },
            "NewTrip": {
                "type": "object",
                "required": ["origin"],
                "properties": {
                    "origin": ref("Place"),
                    "mode": {"type": "string", "nullable": True, "enum": ["bus", "train", None]},
                    "payment": {"oneOf": [ref("Coins"), ref("Cheque")]},
                    "seats": {"type": "integer", "minimum": 1, "maximum": 9, "default": 1},
                    "secret": {"type": "string", "writeOnly": True},
                    "note": {"type": "string", "maxLength": 200},
                    "about": {"type": "object", "properties": {"who": {"type": "string"}, "age": {"type": "integer"}}},
                    "hook": {"type": "string", "format": "uri"},
                    "ids": {"type": "array", "items": {"type": "integer", "format": "int32"}},
                },
            },
            "Filter": {"type": "object", "properties": {"since": {"type": "string", "format": "date"}}},
            "Problem": {"type": "object", "properties": {"title": {"type": "string"}}},
            "Ended": {"type": "object", "properties": {"id": {"type": "string"}}},
            "Unused": {"type": "object", "properties": {"x": {"type": "string"}}},
        },
        "responses": {"NotFound": {"description": "x", "content": {JSON: {"schema": ref("Problem")}}}},
        "securitySchemes": {
            "oauth": {
                "type": "oauth2",
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": "https://trips.example/token",
                        "scopes": {"trips:read": "x", "trips:write": "x", "trips:admin": "x"},
                    }
                },
            },
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "unused": {"type": "http", "scheme": "basic"},
        },
    },
}
