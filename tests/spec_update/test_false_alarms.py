"""Edits that no caller and no decoder can notice, and such as only give more freedom: none is called breaking."""

from __future__ import annotations

from typing import Any

import pytest

from tests.spec_update.trips import GET, JSON, NEW_TRIP, POST, REF, TRIP, Edit, edited, ref
from tools.spec_update.compare import compare
from tools.spec_update.verdict import verdict_of

SCHEMAS, SCHEMES = "/components/schemas", "/components/securitySchemes"
ITEM = "/paths/~1trips~1{tripId}"
ANSWER = f"{GET}/responses/200"
BODY = f"{POST}/requestBody/content"
FILES = "/paths/~1files/put/requestBody/content"
SCOPES = f"{SCHEMES}/oauth/flows/clientCredentials/scopes"
LAT = {"type": "object", "properties": {"lat": {"type": "number"}}}
RENAMED = [
    ("move", f"{SCHEMES}/oauth", f"{SCHEMES}/login"),
    ("set", "/security", [{"login": ["trips:read"]}]),
    ("set", f"{ITEM}/delete/security", [{"login": ["trips:write"]}, {"key": []}]),
]

SAFE: dict[str, list[Edit]] = {
    # defaults spelled out
    "style and explode of a query parameter": [
        ("set", f"{GET}/parameters/0/style", "form"),
        ("set", f"{GET}/parameters/0/explode", True),
    ],
    "style of a query parameter": [("set", f"{GET}/parameters/0/style", "form")],
    "explode of a query parameter": [("set", f"{GET}/parameters/0/explode", True)],
    "explode of a style that is not form": [("set", f"{GET}/parameters/1/explode", False)],
    "style and explode of a path parameter": [
        ("set", f"{ITEM}/parameters/0/style", "simple"),
        ("set", f"{ITEM}/parameters/0/explode", False),
    ],
    "style and explode of a header parameter": [
        ("set", f"{ITEM}/parameters/1/style", "simple"),
        ("set", f"{ITEM}/parameters/1/explode", False),
    ],
    "style and explode of a response header": [
        ("set", f"{ANSWER}/headers/X-Left/style", "simple"),
        ("set", f"{ANSWER}/headers/X-Left/explode", False),
    ],
    "explode of a single value": [("set", f"{ITEM}/parameters/1/explode", True)],
    "reserved and empty values not allowed": [
        ("set", f"{GET}/parameters/0/allowReserved", False),
        ("set", f"{GET}/parameters/0/allowEmptyValue", False),
    ],
    "a parameter that is not required": [("set", f"{GET}/parameters/0/required", False)],
    "a body that is not required": [("set", "/paths/~1files/put/requestBody/required", False)],
    "a header that is not deprecated": [("set", f"{ANSWER}/headers/X-Left/deprecated", False)],
    "nothing deprecated": [
        ("set", f"{GET}/deprecated", False),
        ("set", f"{TRIP}/when/deprecated", False),
        ("set", f"{GET}/parameters/0/deprecated", False),
    ],
    "not nullable, not read only, not write only": [
        ("set", f"{TRIP}/when/nullable", False),
        ("set", f"{TRIP}/when/readOnly", False),
        ("set", f"{TRIP}/when/writeOnly", False),
    ],
    "other fields allowed": [("set", f"{NEW_TRIP}/about/additionalProperties", True)],
    "no least length and number": [
        ("set", f"{NEW_TRIP}/note/minLength", 0),
        ("set", f"{NEW_TRIP}/ids/minItems", 0),
        ("set", f"{NEW_TRIP}/ids/uniqueItems", False),
    ],
    "a limit that is not exclusive": [("set", f"{NEW_TRIP}/seats/exclusiveMinimum", False)],
    "nothing required": [("set", f"{NEW_TRIP}/about/required", [])],
    "an empty list of parameters": [("set", f"{POST}/parameters", [])],
    "security as the document has it": [("set", f"{GET}/security", [{"oauth": ["trips:read"]}])],
    "servers as the document has them": [("set", f"{GET}/servers", edited()["servers"])],
    "a server variable without its enum order": [("set", "/servers/0/variables/region/enum", ["us", "eu"])],
    "the encoding of a part as it is by default": [
        ("set", f"{FILES}/multipart~1form-data/encoding/about", {"contentType": JSON})
    ],
    "style and explode of a form field": [
        ("set", f"{FILES}/application~1x-www-form-urlencoded/encoding", {"url": {"style": "form", "explode": True}})
    ],
    "an empty encoding": [("set", f"{FILES}/application~1x-www-form-urlencoded/encoding", {})],
    # media types
    "a charset in an answer": [
        ("move", f"{ANSWER}/content/application~1json", f"{ANSWER}/content/application~1json; charset=utf-8")
    ],
    "a charset in a body": [("move", f"{BODY}/application~1json", f"{BODY}/application~1json;charset=UTF-8")],
    "the case of a media type": [
        ("move", f"{ANSWER}/content/application~1json", f"{ANSWER}/content/Application~1JSON")
    ],
    "a charset in a parameter": [
        (
            "move",
            f"{GET}/parameters/2/content/application~1json",
            f"{GET}/parameters/2/content/application~1json; charset=utf-8",
        )
    ],
    "the case of a response header": [("move", f"{ANSWER}/headers/X-Left", f"{ANSWER}/headers/x-left")],
    "the case of a request header": [("set", f"{ITEM}/parameters/1/name", "x-trace")],
    # wrappers
    "oneOf of one unwrapped": [("set", f"{TRIP}/origin", ref("Origin"))],
    "anyOf of one unwrapped": [("set", f"{TRIP}/goal", ref("Goal"))],
    "allOf of one unwrapped": [("set", f"{TRIP}/stop", ref("Stop"))],
    "oneOf of one wrapped around": [("set", f"{NEW_TRIP}/origin", {"oneOf": [ref("Place")]})],
    "anyOf of one wrapped around a plain schema": [
        ("set", f"{NEW_TRIP}/note", {"anyOf": [{"type": "string", "maxLength": 200}]})
    ],
    "allOf of one wrapped around a plain schema": [
        ("set", f"{NEW_TRIP}/note", {"allOf": [{"type": "string", "maxLength": 200}]})
    ],
    "oneOf of one around a whole answer": [
        ("set", f"{ANSWER}/content/application~1json/schema", {"oneOf": [ref("Trip")]})
    ],
    "oneOf of one around a component": [
        ("set", f"{SCHEMAS}/Problem", {"oneOf": [edited()["components"]["schemas"]["Problem"]]})
    ],
    "oneOf of one becomes anyOf of one": [("set", f"{TRIP}/origin", {"anyOf": [ref("Origin")]})],
    "a wrapper in a wrapper": [("set", f"{TRIP}/origin", {"allOf": [{"oneOf": [{"anyOf": [ref("Origin")]}]}]})],
    "a description beside a wrapper": [
        ("set", f"{TRIP}/origin", {"description": "Where it begins.", "oneOf": [ref("Origin")]})
    ],
    "fields of an inherited schema written out": [
        (
            "set",
            f"{SCHEMAS}/Trip/allOf",
            [{"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "readOnly": True}}}],
        )
    ],
    # security
    "an unused scheme removed": [("drop", f"{SCHEMES}/unused")],
    "an unused scheme added": [("set", f"{SCHEMES}/other", {"type": "http", "scheme": "bearer"})],
    "an unused scheme changed": [("set", f"{SCHEMES}/unused/scheme", "bearer")],
    "an unused scope removed": [("drop", f"{SCOPES}/trips:admin")],
    "an unused scope added": [("set", f"{SCOPES}/trips:audit", "x")],
    "the words about a scope": [("set", f"{SCOPES}/trips:read", "Read trips.")],
    "a scheme renamed": RENAMED,
    "two schemes renamed": [
        *RENAMED,
        ("move", f"{SCHEMES}/key", f"{SCHEMES}/apiKey"),
        ("set", f"{ITEM}/delete/security", [{"login": ["trips:write"]}, {"apiKey": []}]),
        ("set", "/paths/~1files/put/security", [{"apiKey": []}]),
    ],
    "a scheme renamed and an unused scope removed": [("drop", f"{SCOPES}/trips:admin"), *RENAMED],
    "ways to authenticate in another order": [
        ("set", f"{ITEM}/delete/security", [{"key": []}, {"oauth": ["trips:write"]}])
    ],
    # alternatives
    "an alternative removed from an answer": [("drop", f"{TRIP}/payment/oneOf/2")],
    "an alternative with its mapping removed from an answer": [
        ("drop", f"{TRIP}/payment/oneOf/1"),
        ("drop", f"{TRIP}/payment/discriminator/mapping/cash"),
    ],
    "all alternatives but one removed from an answer": [
        ("set", f"{TRIP}/payment/oneOf", [ref("Card")]),
        ("drop", f"{TRIP}/payment/discriminator/mapping/cash"),
    ],
    "all alternatives and the discriminator replaced by one": [("set", f"{TRIP}/payment", ref("Card"))],
    "alternatives in another order": [("set", f"{TRIP}/payment/oneOf", [ref("Voucher"), ref("Card"), ref("Cash")])],
    "the mapping of a discriminator by default spelled out": [
        ("set", f"{TRIP}/payment/discriminator/mapping/Voucher", f"{REF}Voucher")
    ],
    "the mapping of a discriminator by bare names": [("set", f"{TRIP}/payment/discriminator/mapping/card", "Card")],
    # order
    "required in another order": [("set", f"{SCHEMAS}/Coins/required", ["coins", "kind"])],
    "an enum in another order": [("set", f"{TRIP}/mode/enum", [None, "train", "bus"])],
    "parameters in another order": [
        ("set", f"{GET}/parameters", edited()["paths"]["/trips/{tripId}"]["get"]["parameters"][::-1])
    ],
    "tags of the document in another order": [("set", "/tags", [{"name": "files"}, {"name": "trips"}])],
    "another tag": [("set", f"{GET}/tags", ["trips", "read"])],
    "answers in another order": [
        ("set", f"{GET}/responses", dict(reversed(edited()["paths"]["/trips/{tripId}"]["get"]["responses"].items())))
    ],
    "paths in another order": [("set", "/paths", dict(reversed(edited()["paths"].items())))],
    "types in another order": [("set", f"{TRIP}/when/type", ["string"])],
    # numbers
    "1 becomes 1.0": [("set", f"{NEW_TRIP}/seats/minimum", 1.0)],
    "100 becomes 100.0": [("set", f"{TRIP}/price/maximum", 100.0)],
    "a default of 1.0": [("set", f"{NEW_TRIP}/seats/default", 1.0)],
    # places
    "a slash behind the server": [("set", "/servers/0/url", "https://{region}.trips.example/{base}/")],
    "a parameter moved from the path to its operations": [
        ("drop", f"{ITEM}/parameters/1"),
        (
            "add",
            f"{GET}/parameters",
            {"name": "X-Trace", "in": "header", "schema": {"type": "string", "maxLength": 64}},
        ),
        (
            "set",
            f"{ITEM}/delete/parameters",
            [{"name": "X-Trace", "in": "header", "schema": {"type": "string", "maxLength": 64}}],
        ),
    ],
    "a parameter as a component": [
        ("set", "/components/parameters", {"fields": edited()["paths"]["/trips/{tripId}"]["get"]["parameters"][0]}),
        ("set", f"{GET}/parameters/0", {"$ref": "#/components/parameters/fields"}),
    ],
    "a shared answer written out": [
        ("set", f"{GET}/responses/404", {"description": "x", "content": {JSON: {"schema": ref("Problem")}}})
    ],
    "a schema written out": [("set", f"{NEW_TRIP}/origin", LAT)],
    "a schema taken out": [
        (
            "set",
            f"{SCHEMAS}/About",
            {"type": "object", "properties": {"who": {"type": "string"}, "age": {"type": "integer"}}},
        ),
        ("set", f"{NEW_TRIP}/about", ref("About")),
    ],
    "a schema renamed": [("move", f"{SCHEMAS}/Place", f"{SCHEMAS}/Point"), ("set", f"{NEW_TRIP}/origin", ref("Point"))],
    "a renamed alternative with its mapping": [
        ("move", f"{SCHEMAS}/Card", f"{SCHEMAS}/CreditCard"),
        ("set", f"{TRIP}/payment/oneOf/0", ref("CreditCard")),
        ("set", f"{TRIP}/payment/discriminator/mapping/card", f"{REF}CreditCard"),
    ],
    "an unused schema removed": [("drop", f"{SCHEMAS}/Unused")],
    "an unused schema changed": [("set", f"{SCHEMAS}/Unused/properties/x/type", "integer")],
    "an unused answer, link and callback added": [
        ("set", "/components/responses/Gone", {"description": "x"}),
        ("set", "/components/links", {"a": {"operationId": "getTrip"}}),
        ("set", "/components/callbacks", {"b": {}}),
    ],
    "servers of a path as the document has them": [("set", f"{ITEM}/servers", edited()["servers"])],
    # what is for people
    "descriptions": [
        ("set", f"{TRIP}/when/description", "x"),
        ("set", f"{GET}/description", "x"),
        ("set", f"{GET}/parameters/0/description", "x"),
        ("set", f"{ANSWER}/description", "y"),
        ("set", f"{ITEM}/summary", "x"),
        ("set", f"{ITEM}/description", "x"),
    ],
    "the description of a server and its variable": [
        ("set", "/servers/0/description", "x"),
        ("set", "/servers/0/variables/region/description", "x"),
    ],
    "examples and titles": [
        ("set", f"{TRIP}/when/example", "x"),
        ("set", f"{TRIP}/when/title", "x"),
        ("set", f"{ANSWER}/content/application~1json/example", {"a": 1}),
        ("set", f"{GET}/parameters/0/examples", {"a": {"value": 1}}),
    ],
    "extensions": [
        ("set", f"{GET}/x-a", 1),
        ("set", f"{TRIP}/when/x-a", 1),
        ("set", f"{ITEM}/x-a", 1),
        ("set", "/x-a", 1),
        ("set", "/components/x-a", 1),
        ("set", f"{SCHEMES}/key/x-a", 1),
    ],
    "contact, licence, terms": [
        ("set", "/info/contact", {"email": "a@trips.example"}),
        ("set", "/info/license", {"name": "MIT"}),
        ("set", "/info/termsOfService", "https://x.example"),
    ],
    "documentation elsewhere": [
        ("set", "/externalDocs", {"url": "https://x.example"}),
        ("set", f"{GET}/externalDocs", {"url": "https://x.example"}),
        ("set", f"{TRIP}/when/externalDocs", {"url": "https://x.example"}),
    ],
    "the version of the document": [("set", "/info/version", "1.0.1"), ("set", "/openapi", "3.0.4")],
    # dialects
    "a list of types for nullable": [
        ("set", f"{TRIP}/class", {"type": ["string", "null"], "enum": ["first", "second"]})
    ],
    "an exclusive limit as 3.1 writes it": [
        ("set", f"{TRIP}/price", {"type": "number", "exclusiveMinimum": 0, "maximum": 100})
    ],
    # safe for readers
    "a field of an answer that always comes": [("set", f"{SCHEMAS}/Problem/required", ["title"])],
    "an error answer removed": [("drop", f"{GET}/responses/404")],
    "a value of an answer that no longer comes": [("drop", f"{TRIP}/mode/enum/0")],
}

ADDITIVE: dict[str, list[Edit]] = {
    "an alternative added to a request": [("add", f"{NEW_TRIP}/payment/oneOf", ref("Goal"))],
    "oneOf becomes anyOf in a request": [("move", f"{NEW_TRIP}/payment/oneOf", f"{NEW_TRIP}/payment/anyOf")],
    "null allowed in a request": [("set", f"{NEW_TRIP}/note/nullable", True)],
    "a longer text in a request": [("set", f"{NEW_TRIP}/note/maxLength", 300)],
    "another way to authenticate": [("set", f"{GET}/security", [{"oauth": ["trips:read"]}, {"key": []}])],
    "another media type for a body": [("set", f"{BODY}/application~1xml", {"schema": ref("NewTrip")})],
    "another server": [("add", "/servers", {"url": "https://trips.example"})],
    "another value of a server variable": [("add", "/servers/0/variables/region/enum", "asia")],
    "a response header added": [("set", f"{ANSWER}/headers/X-Right", {"schema": {"type": "integer"}})],
    "a field of an answer added": [("set", f"{SCHEMAS}/Problem/properties/detail", {"type": "string"})],
    "an error answer added": [("set", f"{GET}/responses/429", {"description": "x"})],
    "an operation deprecated": [("set", f"{GET}/deprecated", True)],
    "a field deprecated": [("set", f"{TRIP}/when/deprecated", True)],
}


def word(edits: list[Edit]) -> tuple[str, Any]:
    changes = compare(edited(), edited(*edits))
    return verdict_of(changes).word, [f"{change.severity}: {change.sentence}" for change in changes]


@pytest.mark.parametrize("name", SAFE)
def test_what_nobody_can_notice_is_safe(name: str) -> None:
    told, why = word(SAFE[name])
    assert told in ("safe", "no change"), why


@pytest.mark.parametrize("name", ADDITIVE)
def test_more_freedom_is_additive(name: str) -> None:
    told, why = word(ADDITIVE[name])
    assert told == "additive", why
