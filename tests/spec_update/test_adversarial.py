"""Edits that hide where a comparison of documents likes not to look; each breaks a call or a decoder."""

from __future__ import annotations

import pytest

from tests.spec_update.trips import GET, JSON, NEW_TRIP, POST, REF, TRIP, Edit, edited, ref
from tools.spec_update.compare import compare
from tools.spec_update.normal import Api
from tools.spec_update.verdict import verdict_of

SCHEMAS, SCHEMES = "/components/schemas", "/components/securitySchemes"
ITEM = "/paths/~1trips~1{tripId}"
ANSWER = f"{GET}/responses/200"
FORM = "/paths/~1files/put/requestBody/content/multipart~1form-data"
REGION = "/servers/0/variables/region"

BREAKING: dict[str, list[Edit]] = {
    # behind a wrapper
    "a type behind a oneOf of one": [("set", f"{SCHEMAS}/Origin/properties/lat/type", "string")],
    "a type behind an anyOf of one": [("set", f"{SCHEMAS}/Goal/properties/lat/type", "string")],
    "a type behind an allOf of one": [("set", f"{SCHEMAS}/Stop/properties/lat/type", "string")],
    "the only member of a oneOf": [("set", f"{TRIP}/origin/oneOf/0", ref("Leg"))],
    "a field of an inherited schema": [("drop", f"{SCHEMAS}/Base/properties/id"), ("drop", f"{SCHEMAS}/Base/required")],
    "a nested anyOf below an allOf": [("set", f"{TRIP}/extra/allOf/0/anyOf/0/properties/a/type", "integer")],
    "the second anyOf below an allOf": [("drop", f"{TRIP}/extra/allOf/1")],
    "a schema behind not": [("set", f"{TRIP}/odd/not/type", "integer")],
    "a schema that contains itself": [("set", f"{SCHEMAS}/Leg/properties/next", {"type": "string"})],
    "all alternatives but one, and that one changed": [
        ("set", f"{TRIP}/payment", {"oneOf": [ref("Card")]}),
        ("set", f"{SCHEMAS}/Card/properties/last4/type", "integer"),
    ],
    # values
    "null added to an enum of an answer": [("add", f"{TRIP}/class/enum", None)],
    "null removed from an enum of a request": [("drop", f"{NEW_TRIP}/mode/enum/2")],
    "an enum of numbers instead of texts": [("set", f"{TRIP}/class/enum", [1, 2])],
    "const in a request": [("set", f"{NEW_TRIP}/note/const", "x")],
    "an exclusive limit becomes inclusive in an answer": [("drop", f"{TRIP}/price/exclusiveMinimum")],
    "an inclusive limit becomes exclusive in a request": [("set", f"{NEW_TRIP}/seats/exclusiveMinimum", True)],
    "an exclusive limit of 3.1 below the other one": [("set", f"{NEW_TRIP}/seats/exclusiveMaximum", 5)],
    "a format of a request": [("set", f"{NEW_TRIP}/hook/format", "email")],
    "a narrower format of items": [("set", f"{NEW_TRIP}/ids/items/format", "int16")],
    "a pattern in a path parameter": [("set", f"{ITEM}/parameters/0/schema/pattern", "^[a-z]+$")],
    "a default of a request": [("set", f"{NEW_TRIP}/seats/default", 2)],
    "items that may not repeat": [("set", f"{NEW_TRIP}/ids/uniqueItems", True)],
    "a list may be empty now": [("drop", f"{TRIP}/legs/minItems")],
    "nullable in an answer": [("set", f"{TRIP}/when/nullable", True)],
    "a list of types in an answer": [("set", f"{TRIP}/when/type", ["string", "null"])],
    "nullable taken from a request": [("drop", f"{NEW_TRIP}/mode/nullable")],
    # objects
    "required in a nested object": [("set", f"{NEW_TRIP}/about/required", ["who"])],
    "no longer required in a nested answer": [("drop", f"{SCHEMAS}/Leg/required")],
    "free fields of another type": [("set", f"{TRIP}/labels/additionalProperties/type", "integer")],
    "a closed object opened": [("drop", f"{TRIP}/closed/additionalProperties")],
    "a request object closed": [("set", f"{NEW_TRIP}/about/additionalProperties", False)],
    "names of fields by pattern": [("set", f"{NEW_TRIP}/about/patternProperties", {"^x": {"type": "integer"}})],
    "a condition": [
        ("set", f"{NEW_TRIP}/about/if", {"required": ["age"]}),
        ("set", f"{NEW_TRIP}/about/then", {"required": ["who"]}),
    ],
    "a rule for names of fields": [("set", f"{NEW_TRIP}/about/propertyNames", {"maxLength": 3})],
    "no unevaluated fields": [("set", f"{NEW_TRIP}/about/unevaluatedProperties", False)],
    "items by position": [("set", f"{NEW_TRIP}/ids/prefixItems", [{"type": "string"}])],
    "items that have to be in a list": [("set", f"{NEW_TRIP}/ids/contains", {"const": 1})],
    "a field is read only now": [("set", f"{NEW_TRIP}/note/readOnly", True)],
    "a field is write only now": [("set", f"{TRIP}/when/writeOnly", True)],
    "a schema that allows nothing": [("set", f"{TRIP}/when", False)],
    "the mapping of a discriminator": [("set", f"{TRIP}/payment/discriminator/mapping/card", f"{REF}Cash")],
    "the field of a discriminator": [("set", f"{TRIP}/payment/discriminator/propertyName", "last4")],
    "a discriminator added": [("set", f"{NEW_TRIP}/payment/discriminator", {"propertyName": "kind"})],
    "the discriminator removed": [("drop", f"{TRIP}/payment/discriminator")],
    "an alternative added to an answer": [("add", f"{TRIP}/payment/oneOf", ref("Leg"))],
    "an alternative removed from a request": [("drop", f"{NEW_TRIP}/payment/oneOf/1")],
    "oneOf becomes anyOf in an answer": [("move", f"{TRIP}/payment/oneOf", f"{TRIP}/payment/anyOf")],
    "how fields are written as XML": [("set", f"{TRIP}/when/xml", {"attribute": True})],
    # parameters
    "schema becomes content": [
        (
            "set",
            f"{GET}/parameters/0",
            {
                "name": "fields",
                "in": "query",
                "content": {JSON: {"schema": {"type": "array", "items": {"type": "string"}}}},
            },
        )
    ],
    "content becomes schema": [
        ("set", f"{GET}/parameters/2", {"name": "filter", "in": "query", "schema": ref("Filter")})
    ],
    "the media type of a parameter": [
        ("move", f"{GET}/parameters/2/content/application~1json", f"{GET}/parameters/2/content/text~1xml")
    ],
    "a schema in the content of a parameter": [("set", f"{SCHEMAS}/Filter/properties/since/format", "date-time")],
    "explode switched off": [("set", f"{GET}/parameters/0/explode", False)],
    "another style": [("set", f"{GET}/parameters/0/style", "pipeDelimited")],
    "the style left to the default": [("drop", f"{GET}/parameters/1/style")],
    "reserved characters allowed": [("set", f"{GET}/parameters/0/allowReserved", True)],
    "another place": [("set", f"{GET}/parameters/0/in", "header")],
    "another case of a query parameter": [("set", f"{GET}/parameters/0/name", "Fields")],
    "a parameter of the path demanded": [("set", f"{ITEM}/parameters/1/required", True)],
    "a parameter of the path overridden": [
        (
            "add",
            f"{GET}/parameters",
            {"name": "X-Trace", "in": "header", "required": True, "schema": {"type": "string"}},
        )
    ],
    "a shorter header": [("set", f"{ITEM}/parameters/1/schema/maxLength", 8)],
    # bodies and answers
    "the encoding of a part": [("set", f"{FORM}/encoding/file/contentType", "image/jpeg")],
    "the encoding of a part added": [("set", f"{FORM}/encoding/about", {"contentType": "text/xml"})],
    "a header of a part": [
        ("set", f"{FORM}/encoding/file/headers", {"X-Name": {"required": True, "schema": {"type": "string"}}})
    ],
    "a form encoding removed": [("drop", "/paths/~1files/put/requestBody/content/application~1x-www-form-urlencoded")],
    "the body demanded": [("set", "/paths/~1files/put/requestBody/required", True)],
    "another media type of an answer": [
        ("move", f"{ANSWER}/content/application~1json", f"{ANSWER}/content/application~1hal+json")
    ],
    "a version in a media type": [
        ("move", f"{ANSWER}/content/application~1json", f"{ANSWER}/content/application~1json; version=2")
    ],
    "an answer without content": [("drop", f"{ANSWER}/content")],
    "200 becomes 202": [("move", ANSWER, f"{GET}/responses/202")],
    "200 becomes 2XX": [("move", ANSWER, f"{GET}/responses/2XX")],
    "the default answer, the only success, gone": [
        ("move", "/paths/~1files/put/responses/default", "/paths/~1files/put/responses/400")
    ],
    "a schema of the default answer": [("set", f"{SCHEMAS}/Problem/properties/title/type", "integer")],
    "the type of a response header": [("set", f"{ANSWER}/headers/X-Left/schema/type", "string")],
    "a response header may be missing": [("drop", f"{ANSWER}/headers/X-Left/required")],
    "a response header as JSON": [
        ("set", f"{ANSWER}/headers/X-Left", {"required": True, "content": {JSON: {"schema": {"type": "integer"}}}})
    ],
    "a link leads elsewhere": [("set", f"{ANSWER}/links/self/operationId", "deleteTrip")],
    "a callback sends another body": [("set", f"{SCHEMAS}/Ended/properties/id/type", "integer")],
    "a callback is called elsewhere": [
        ("move", f"{POST}/callbacks/ended/{{$request.body#~1hook}}", f"{POST}/callbacks/ended/{{$request.body#~1url}}")
    ],
    # operations
    "an operationId twice": [("set", f"{ITEM}/delete/operationId", "getTrip")],
    "an operationId twice, the copy before the original": [("set", "/paths/~1files/put/operationId", "createTrip")],
    "a new operation under a name that is taken": [
        ("set", "/paths/~1more", {"get": {"operationId": "getTrip", "responses": {"200": {"description": "x"}}}})
    ],
    "no operationId": [("drop", f"{GET}/operationId")],
    "a server of the path": [("set", f"{ITEM}/servers", [{"url": "https://other.example"}])],
    "a server of the operation gone": [("drop", f"{POST}/servers")],
    "the default of a server variable": [("set", f"{REGION}/default", "us")],
    "a value of a server variable gone": [("drop", f"{REGION}/enum/0")],
    "the default of a second variable": [("set", "/servers/0/variables/base/default", "v2")],
    "security of the document": [("set", "/security/0/oauth", ["trips:read", "trips:admin"])],
    "one way to authenticate gone": [("drop", f"{ITEM}/delete/security/1")],
    "credentials demanded together": [("set", f"{ITEM}/delete/security", [{"oauth": ["trips:write"], "key": []}])],
    "the name of the key's header": [("set", f"{SCHEMES}/key/name", "X-Api-Key")],
    "the place of the key": [("set", f"{SCHEMES}/key/in", "query")],
    "the token endpoint": [
        ("set", f"{SCHEMES}/oauth/flows/clientCredentials/tokenUrl", "https://trips.example/oauth/token")
    ],
    "the flow": [("move", f"{SCHEMES}/oauth/flows/clientCredentials", f"{SCHEMES}/oauth/flows/password")],
    "a needed scope gone": [("drop", f"{SCHEMES}/oauth/flows/clientCredentials/scopes/trips:write")],
    "a used scheme gone": [("drop", f"{SCHEMES}/key")],
    "webhooks": [("set", "/webhooks", {"ended": {"post": {"responses": {"200": {"description": "x"}}}}})],
    "a dialect of schemas": [("set", "/jsonSchemaDialect", "https://other.example/dialect")],
    "a word nobody here knows, in an operation": [("set", f"{GET}/timeout", 3)],
    "a word nobody here knows, in a path": [("set", f"{ITEM}/query", {"responses": {"200": {"description": "x"}}})],
    "a word nobody here knows, in a parameter": [("set", f"{GET}/parameters/0/encoding", "x")],
    "a word nobody here knows, in an answer": [("set", f"{ANSWER}/trailers", {"x": 1})],
    "a word nobody here knows, in a media type": [
        ("set", f"{ANSWER}/content/application~1json/itemSchema", {"type": "string"})
    ],
    "a word nobody here knows, in a security scheme": [
        ("set", f"{SCHEMES}/oauth/oauth2MetadataUrl", "https://x.example")
    ],
}


@pytest.fixture(scope="module")
def old() -> Api:
    return Api(edited())


@pytest.mark.parametrize("name", BREAKING)
def test_a_hidden_breaking_edit_is_breaking(name: str, old: Api) -> None:
    changes = compare(old, edited(*BREAKING[name]))
    assert verdict_of(changes).word == "breaking", [f"{change.severity}: {change.sentence}" for change in changes]
