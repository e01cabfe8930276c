"""How the sandbox reads an OpenAPI document."""

from __future__ import annotations

from typing import Any

import pytest

from smartbuildings.sandbox import RequestLog, Sandbox
from smartbuildings.sandbox.ecobee.documents import documents
from smartbuildings.sandbox.http.document import Document
from smartbuildings.sandbox.http.messages import Request
from smartbuildings.sandbox.http.schemas import Checker, to_json_schema


def _operation(name: str) -> dict[str, Any]:
    return {"operationId": name, "responses": {"204": {"description": "Done."}}}


SOURCE = {
    "openapi": "3.0.3",
    "security": [{"smartbuildings_auth": []}],
    "paths": {
        "/things/{id}": {"get": _operation("getThing"), "patch": _operation("updateThing")},
        "/things/settings": {"patch": _operation("updateSettings")},
        "/things/{id}:run": {"post": _operation("runThing")},
        "/things/{id}/parts/{part}": {"get": _operation("getPart") | {"security": []}},
    },
}


@pytest.fixture
def document() -> Document:
    return Document("v2", SOURCE, "smartbuildings_auth")


def test_a_literal_path_wins_over_a_parameter_wherever_it_stands(document: Document) -> None:
    route = document.route("PATCH", "/things/settings")

    assert route
    assert route.operation
    assert route.operation.operation_id == "updateSettings"


def test_a_verb_behind_a_parameter_is_no_part_of_it(document: Document) -> None:
    route, plain = document.route("POST", "/things/7:run"), document.route("GET", "/things/7:walk")

    assert route
    assert route.operation == document.operation("runThing")
    assert route.parameters == {"id": "7"}
    assert plain
    assert plain.operation == document.operation("getThing")
    assert plain.parameters == {"id": "7:walk"}


def test_a_path_tells_its_methods_when_the_one_asked_for_is_missing(document: Document) -> None:
    for method, path, allowed in (
        ("GET", "/things/settings", ("PATCH",)),
        ("DELETE", "/things/7", ("GET", "PATCH")),
    ):
        route = document.route(method, path)
        assert route
        assert (route.operation, route.allowed) == (None, allowed)


@pytest.mark.parametrize("path", ["", "/", "/things", "/things/7/", "//things/7", "/things/7/parts", "/Things/7"])
def test_a_path_that_is_not_there_is_none(document: Document, path: str) -> None:
    assert document.route("GET", path) is None


def test_parameters_are_decoded_after_the_path_is_split(document: Document) -> None:
    route = document.route("GET", "/things/a%2Fb/parts/%C3%A9")

    assert route
    assert route.parameters == {"id": "a/b", "part": "é"}


def test_an_operation_needs_the_documents_scopes_unless_it_says_otherwise(document: Document) -> None:
    assert document.operation("getThing").alternatives == (frozenset(),)
    assert document.operation("getPart").alternatives is None
    with pytest.raises(KeyError):
        document.operation("getNothing")


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "string", "nullable": True}, [None, "x"], [7]),
        ({"type": "string"}, ["x"], [None]),
        ({"type": "string", "enum": ["a"], "nullable": True}, [None, "a"], ["b"]),
        ({"allOf": [{"$ref": "#/components/schemas/small"}], "nullable": True}, [None, 5], [10]),
        ({"$ref": "#/components/schemas/small", "description": "beside it"}, [5], [10, None]),
        ({"type": "array", "items": {"type": "integer", "nullable": True}}, [[1, None]], [["x"]]),
        ({"type": "number", "multipleOf": 0.01}, [0.07, 68.1, 8.2], [0.001]),
    ],
)
def test_a_schema_of_openapi_is_translated(schema: dict[str, Any], good: list[Any], bad: list[Any]) -> None:
    checker = Checker(schema, to_json_schema({"schemas": {"small": {"type": "integer", "maximum": 9}}}))

    assert [checker.problems(value) for value in good] == [{}] * len(good)
    assert all(checker.problems(value) for value in bad)


def test_a_problem_names_its_field_and_never_the_value() -> None:
    checker = Checker(
        {
            "type": "object",
            "required": ["a"],
            "properties": {"b": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}$"}}},
        },
        {},
    )

    assert checker.problems({"b": ["1234", "secret"]}) == {"a": "is required", "b.1": 'does not match "^[0-9]{4}$"'}
    assert checker.problems(7) == {"body": 'is not of type "object"'}


def test_a_surrogate_is_refused_and_not_a_crash() -> None:
    assert Checker({"type": "string"}, {}).problems("\ud800") == {"body": "cannot be read"}


def test_the_record_of_requests_is_bounded() -> None:
    sandbox = Sandbox()
    sandbox.requests = RequestLog(kept=3)

    for number in range(5):
        sandbox.handle(Request("GET", f"/{number}"))

    assert [record.path for record in sandbox.requests] == ["/2", "/3", "/4"]
    assert (len(sandbox.requests), sandbox.requests.total) == (3, 5)


def test_every_scope_of_an_operation_is_one_that_the_document_defines() -> None:
    for document in documents().values():
        named = [scopes for operation in document.operations for scopes in operation.alternatives or ()]
        assert frozenset().union(*named) <= document.scopes
