"""Hold our document of an API of Google against the discovery document of the vendor, in both directions.

    python -m tools.discovery spec/nest-sdm DISCOVERY.json

Methods, paths, query parameters, bodies, schemas with the types of their properties, and scopes have to agree. A free
object of the discovery document may be typed in ours, since a trait or a parameter has a shape that the vendor
describes elsewhere. Such schemas, and operations of other hosts, are ours alone. The discovery document is not part of
this project: ``google-api-python-client`` ships it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tools.documents import read_document

__all__ = ["differences", "main"]

OURS_ALONE: Final = {"Device.assignee": "recorded responses have it"}
"""Properties of the vendor's schemas that only our document has, with the reason."""

PREFIX: Final = "GoogleHomeEnterpriseSdmV1"
"""What the names of the vendor's schemas begin with; ours leave it out."""

_METHODS: Final = ("get", "post", "put", "patch", "delete")


def differences(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    """List what one of the documents has and the other one has not, or has otherwise.

    Args:
        ours: An OpenAPI document.
        theirs: A discovery document.
    """
    found = [*_sets("method", _our_methods(ours), dict(_their_methods(theirs, theirs)))]
    our_schemas = ours.get("components", {}).get("schemas", {})
    schemas = {_short(name): schema for name, schema in theirs.get("schemas", {}).items()}
    for name, schema in schemas.items():
        if name not in our_schemas:
            found.append(f"schema {name}: only in the discovery document")
            continue
        mine = {key: _our_type(each) for key, each in our_schemas[name].get("properties", {}).items()}
        yours = {key: _their_type(each) for key, each in schema.get("properties", {}).items()}
        found += _sets(f"property {name}", mine, yours)
    used = {name for method in _our_methods(ours).values() for name in (method["request"], method["response"]) if name}
    found += [f"schema {name}: only in our document" for name in sorted(used - set(schemas))]
    scopes = set(theirs.get("auth", {}).get("oauth2", {}).get("scopes", {}))
    if _our_scopes(ours) != scopes:
        found.append(f"scopes: {sorted(_our_scopes(ours))} here, {sorted(scopes)} in the discovery document")
    return found


def _sets(what: str, mine: Mapping[str, Any], yours: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(mine.keys() | yours.keys()):
        place = f"{what} {name}" if what == "method" else f"{what}.{name}"
        if name not in yours:
            if place.removeprefix("property ") not in OURS_ALONE:
                yield f"{place}: only in our document"
        elif name not in mine:
            yield f"{place}: only in the discovery document"
        elif mine[name] != yours[name] and not _is_typed_by_us(mine[name], yours[name]):
            yield f"{place}: {mine[name]} here, {yours[name]} in the discovery document"


def _is_typed_by_us(mine: Any, yours: Any) -> bool:
    """Whether a free object of theirs is an object with a schema here."""
    return bool(yours == "object" and isinstance(mine, str) and mine.startswith("$"))


def _our_methods(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path, item in document.get("paths", {}).items():
        for verb in _METHODS:
            operation = item.get(verb)
            if operation is None or "servers" in item or "servers" in operation:
                continue
            parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            success = operation["responses"]["200"]["content"]["application/json"]["schema"]
            found[f"{verb.upper()} {path}"] = {
                "query": sorted(each["name"] for each in parameters if each["in"] == "query"),
                "request": _name(body),
                "response": _name(success),
            }
    return found


def _their_methods(document: Mapping[str, Any], part: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for method in part.get("methods", {}).values():
        yield (
            f"{method['httpMethod']} /{method['flatPath']}",
            {
                "query": sorted(name for name, each in method["parameters"].items() if each["location"] == "query"),
                "request": _short(method.get("request", {}).get("$ref")),
                "response": _short(method["response"]["$ref"]),
            },
        )
    for resource in part.get("resources", {}).values():
        yield from _their_methods(document, resource)


def _name(schema: Mapping[str, Any]) -> str | None:
    reference = schema.get("$ref")
    return None if reference is None else str(reference).rpartition("/")[2]


def _our_type(schema: Mapping[str, Any]) -> str:
    if "allOf" in schema:
        return f"${_name(schema['allOf'][0])}"
    if "$ref" in schema:
        return f"${_name(schema)}"
    return f"array of {_our_type(schema['items'])}" if schema["type"] == "array" else str(schema["type"])


def _their_type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return f"${_short(schema['$ref'])}"
    return f"array of {_their_type(schema['items'])}" if schema["type"] == "array" else str(schema["type"])


def _short(name: str | None) -> str | None:
    return None if name is None else name.removeprefix(PREFIX)


def _our_scopes(document: Mapping[str, Any]) -> set[str]:
    schemes = document.get("components", {}).get("securitySchemes", {}).values()
    return {scope for each in schemes for flow in each.get("flows", {}).values() for scope in flow.get("scopes", {})}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.discovery", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of our document, such as spec/nest-sdm")
    parser.add_argument("discovery", type=Path, help="the discovery document")
    given = parser.parse_args(arguments)
    theirs = json.loads(given.discovery.read_text(encoding="utf-8"))
    found = differences(read_document(given.folder / "openapi.yaml"), theirs)
    print("\n".join(found) or f"{given.folder} agrees with the discovery document of {theirs['revision']}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
