"""Large documents in the styles of other vendors, made up here because theirs are not ours to ship."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]
REF = "#/components/schemas/"


def ref(name: str) -> Schema:
    return {"$ref": REF + name}


def plain(rng: random.Random, index: int, count: int) -> Schema:
    """Flat objects with many fields and every kind of limit, nullable here and there."""
    fields: Schema = {f"field{n}": {"type": rng.choice(["string", "integer", "boolean"])} for n in range(20)}
    fields["amount"] = {"type": "number", "minimum": 0, "maximum": 1e6, "nullable": True}
    fields["created"] = {"type": "string", "format": "date-time"}
    fields["items"] = {"type": "array", "items": ref(f"Thing{(index + 1) % count}"), "maxItems": 100}
    return {"type": "object", "required": ["field0"], "properties": fields}


def inherited(rng: random.Random, index: int, count: int) -> Schema:
    """Chains of allOf, ten deep, as hierarchies of classes are written."""
    own = {"type": "object", "properties": {f"own{index}": {"type": "string"}, "note": {"type": "string"}}}
    return own if index % 10 == 0 else {"allOf": [ref(f"Thing{index - 1}"), own]}


def recursive(rng: random.Random, index: int, count: int) -> Schema:
    """Schemas that contain themselves, directly and by way of others."""
    properties = {"name": {"type": "string"}, "children": {"type": "array", "items": ref(f"Thing{index}")}}
    properties |= {f"link{n}": ref(f"Thing{rng.randrange(count)}") for n in range(5)}
    return {"type": "object", "properties": properties, "additionalProperties": {"type": "string"}}


def alternatives(rng: random.Random, index: int, count: int) -> Schema:
    """Kinds told apart by a field, as events and payment methods are written."""
    if index % 4:
        kind = {"type": "string", "enum": [f"Thing{index}"]}
        return {"type": "object", "required": ["kind"], "properties": {"kind": kind, f"of{index}": {"type": "integer"}}}
    others = [f"Thing{(index + n) % count}" for n in range(1, 4)]
    one = {"oneOf": [ref(name) for name in others], "discriminator": {"propertyName": "kind"}}
    return {"type": "object", "properties": {"payload": one, "maybe": {"anyOf": [{"type": "string"}, ref(others[0])]}}}


def enumerated(rng: random.Random, index: int, count: int) -> Schema:
    """Enums of many values: currencies, countries, event types."""
    values = [f"value_{index}_{n}" for n in range(200)]
    return {"type": "object", "properties": {"code": {"type": "string", "enum": values}, "next": ref("Thing0")}}


STYLES: dict[str, Callable[[random.Random, int, int], Schema]] = {
    style.__name__: style for style in (plain, inherited, recursive, alternatives, enumerated)
}


def document(style: str, operations: int, *, seed: int = 1) -> dict[str, Any]:
    """Make up a document with so many operations, and a third as many schemas."""
    rng = random.Random(seed)
    count = max(operations // 3, 10)
    paths: Schema = {}
    for number in range(operations):
        thing = ref(f"Thing{number % count}")
        told: Schema = {
            "operationId": f"operation{number}",
            "tags": [f"tag{number % 7}"],
            "responses": {"200": {"description": "x", "content": {"application/json": {"schema": wrapped(thing)}}}},
        }
        if number % 2:
            told["requestBody"] = {"required": True, "content": {"application/json": {"schema": thing}}}
        else:
            told["parameters"] = [{"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}]
        there = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        item = paths.setdefault(f"/v1/collection{number // 2}/{{id}}", {"parameters": [there]})
        item["post" if number % 2 else "get"] = told
    return {
        "openapi": "3.0.3",
        "info": {"title": f"A large API, {style}", "version": "1.0.0"},
        "servers": [{"url": "https://large.example"}],
        "paths": paths,
        "components": {"schemas": {f"Thing{n}": STYLES[style](rng, n, count) for n in range(count)}},
    }


def mixed(operations: int) -> dict[str, Any]:
    """Make up one document in all styles, an equal share each."""
    whole = document("plain", 10)
    whole["paths"], whole["components"]["schemas"] = {}, {}
    for style in STYLES:
        text = json.dumps(document(style, operations // len(STYLES)))
        for name in ("Thing", "operation", "collection"):
            text = re.sub(rf"{name}(\d)", rf"{style}{name}\1", text)
        part = json.loads(text)
        whole["paths"] |= part["paths"]
        whole["components"]["schemas"] |= part["components"]["schemas"]
    return whole


def wrapped(thing: Schema) -> Schema:
    return {"type": "object", "properties": {"data": thing, "cursor": {"type": "string", "nullable": True}}}
