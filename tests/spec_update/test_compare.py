"""What the comparison makes of single differences, and of documents that say one thing in two ways."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tools.documents import references
from tools.spec_update.changes import Change
from tools.spec_update.compare import compare
from tools.spec_update.keywords import EVERY_TYPE
from tools.spec_update.shapes import Schemas
from tools.spec_update.verdict import next_version, verdict_of


def api(answer: Any, body: Any = None, **more: Any) -> dict[str, Any]:
    """Make up a document of one operation."""
    told: dict[str, Any] = {
        "responses": {"200": {"description": "x", "content": {"application/json": {"schema": answer}}}}
    }
    if body is not None:
        told["requestBody"] = {"content": {"application/json": {"schema": body}}}
    schemas = {"text": {"type": "string"}, "pair": {"type": "object", "properties": {"a": {"type": "string"}}}} | more
    return {
        "openapi": "3.0.3",
        "info": {"title": "x", "version": "1"},
        "paths": {"/x": {"post": {"operationId": "doIt", **told}}},
        "components": {"schemas": schemas},
    }


def told(old: Any, new: Any) -> list[str]:
    return [f"{change.severity}: {change.sentence}" for change in compare(old, new)]


TEXT = {"type": "string"}
REF = {"$ref": "#/components/schemas/text"}
PAIR = {"$ref": "#/components/schemas/pair"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (TEXT, REF),
        (REF, {"allOf": [REF]}),
        (REF, {"description": "x", "allOf": [REF]}),
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"allOf": [PAIR], "nullable": True}, {"anyOf": [PAIR, {"type": "null"}]}),
        ({"oneOf": [{"type": "string"}, {"type": "object"}]}, {"type": ["object", "string"]}),
        ({"type": "number", "minimum": 1, "exclusiveMinimum": True}, {"type": "number", "exclusiveMinimum": 1}),
        ({"type": "string", "enum": ["a"]}, {"type": "string", "const": "a"}),
        ({"type": "string", "minLength": 0}, TEXT),
        ({"type": "object", "additionalProperties": {}}, {"type": "object", "additionalProperties": True}),
        ({"allOf": [PAIR, {"required": ["a"]}]}, {"type": "object", "required": ["a"], "properties": {"a": TEXT}}),
        ({"type": "object", "properties": {"a": TEXT}}, {"properties": {"a": TEXT}}),
        ({"oneOf": [PAIR, {"type": "array", "items": TEXT}]}, {"oneOf": [{"type": "array", "items": TEXT}, PAIR]}),
        ({"allOf": [{"maximum": 5}, {"type": "integer", "maximum": 9}]}, {"type": "integer", "maximum": 5}),
    ],
)
def test_one_thing_said_in_two_ways_is_no_change_that_anyone_notices(one: Any, two: Any) -> None:
    for old, new in ((one, two), (two, one)):
        assert verdict_of(compare(api(old, old), api(new, new))).word == "safe", told(api(old, old), api(new, new))


@pytest.mark.parametrize(
    ("one", "two", "in_request", "in_answer"),
    [
        (TEXT, {"type": "integer"}, "breaking", "breaking"),
        ({"type": "integer"}, {"type": "number"}, "additive", "breaking"),
        ({"type": "number"}, {"type": "integer"}, "breaking", "safe"),
        (PAIR, {"oneOf": [PAIR, TEXT]}, "additive", "breaking"),
        ({"oneOf": [PAIR, TEXT]}, PAIR, "breaking", "safe"),
        (PAIR, {"nullable": True, "oneOf": [PAIR, {"type": "array"}]}, "additive", "breaking"),
        ({"type": "string", "format": "float"}, {"type": "string", "format": "double"}, "additive", "breaking"),
        ({"type": "number", "multipleOf": 0.5}, {"type": "number", "multipleOf": 1}, "breaking", "safe"),
        ({"type": "array", "items": TEXT}, {"type": "array", "items": {"type": "integer"}}, "breaking", "breaking"),
        ({"type": "array", "items": TEXT}, {"type": "array"}, "additive", "breaking"),
        ({"type": "string", "default": "a"}, {"type": "string", "default": "b"}, "breaking", "breaking"),
        (TEXT, {"type": "string", "default": "b"}, "additive", "safe"),
        (PAIR, {"allOf": [PAIR, {"not": {"required": ["a"]}}]}, "breaking", "breaking"),
        ({"type": "object"}, {"type": "object", "additionalProperties": TEXT}, "breaking", "safe"),
        (TEXT, {}, "additive", "breaking"),
    ],
)
def test_what_is_narrower_breaks_calls_and_what_is_wider_breaks_decoders(
    one: Any, two: Any, in_request: str, in_answer: str
) -> None:
    assert verdict_of(compare(api(TEXT, one), api(TEXT, two))).word == in_request, told(api(TEXT, one), api(TEXT, two))
    assert verdict_of(compare(api(one), api(two))).word == in_answer, told(api(one), api(two))


def test_a_field_that_only_comes_back_is_no_matter_of_requests() -> None:
    def both(**flags: bool) -> dict[str, Any]:
        schema = {"type": "object", "properties": {"id": {"type": "string", **flags}, "a": TEXT}}
        return api(schema, schema)

    assert told(both(), both(readOnly=True)) == ["breaking: `id` is gone from the body of doIt."]
    gone = copy.deepcopy(both(readOnly=True))
    for place in (gone["paths"]["/x"]["post"]["requestBody"],):
        del place["content"]["application/json"]["schema"]["properties"]["id"]
    assert verdict_of(compare(both(readOnly=True), gone)).word in ("safe", "breaking")


def test_a_rename_is_claimed_only_on_evidence() -> None:
    def having(**fields: Any) -> dict[str, Any]:
        return api({"type": "object", "properties": fields})

    (rename, *rest) = compare(having(isTenantMode={"type": "boolean"}), having(isResidentMode={"type": "boolean"}))
    assert (rename.kind, rename.severity, rest) == ("field renamed", "breaking", [])
    for other, kind in (("somethingElse", {"type": "boolean"}), ("isResidentMode", {"type": "string"})):
        kinds = {change.kind for change in compare(having(isTenantMode={"type": "boolean"}), having(**{other: kind}))}
        assert kinds == {"field removed", "field added"}
    two = having(isResidentMode={"type": "boolean"}, isGuestMode={"type": "boolean"})
    assert {change.kind for change in compare(having(isTenantMode={"type": "boolean"}), two)} == {
        "field removed",
        "field added",
    }


def test_schemas_that_contain_themselves_come_to_an_end() -> None:
    tree = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/tree"}, "a": TEXT}}
    other = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/tree"}}}
    root = {"$ref": "#/components/schemas/tree"}
    assert told(api(root, tree=tree), api(root, tree=other)) == ["breaking: `a` is gone from the answer of doIt."]
    around = {"allOf": [root, {"type": "object"}]}
    assert compare(api(root, tree=around), api(root, tree=around)) == []
    verdict_of(compare(api(root, tree=around), api(root, tree=tree)))
    unrolled = {"type": "object", "properties": {"next": tree, "a": TEXT}}
    assert verdict_of(compare(api(root, tree=tree), api(unrolled, tree=tree))).word == "safe"


def test_deep_nesting_is_compared() -> None:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(300):
        schema = {"type": "object", "properties": {"a": schema}}
    old, new = api(schema), api(schema, text={"type": "string"})
    assert compare(old, new) == []


def test_what_is_hidden_behind_a_keyword_not_understood_is_not_called_safe() -> None:
    old, new = ({"not": {"$ref": "#/components/schemas/text"}} for _ in range(2))
    (change,) = compare(api(old), api(new, text={"type": "integer"}))
    assert (change.kind, change.severity) == ("not judged", "breaking")


def test_a_component_that_many_use_is_told_once_with_all_their_names() -> None:
    def many(schema: Any) -> dict[str, Any]:
        document = api(PAIR, pair=schema)
        operation = document["paths"]["/x"]["post"]
        document["paths"] |= {f"/x{n}": {"get": {**operation, "operationId": f"get{n}"}} for n in range(5)}
        return document

    (change,) = compare(
        many({"type": "object", "properties": {"a": TEXT, "b": TEXT}}), many({"properties": {"a": TEXT}})
    )
    assert change.operations == ("doIt", "get0", "get1", "get2", "get3", "get4")
    assert change.sentence == "`b` is gone from the answers of 6 operations (schema `pair`)."


def test_a_new_prefix_is_told_once_and_one_moved_path_is_told_as_such() -> None:
    def at(prefix: str, *others: str) -> dict[str, Any]:
        document = api(TEXT)
        operation = document["paths"].pop("/x")["post"]
        paths = [*(f"{prefix}/a{n}/{{id}}" for n in range(6)), *others]
        document["paths"] = {path: {"post": {**operation, "operationId": f"op{n}"}} for n, path in enumerate(paths)}
        return document

    assert told(at("/v1", "/token"), at("/v2", "/auth")) == [
        "breaking: The paths begin with `/v2` now, and began with `/v1`.",
        "breaking: The route of `op6` is `POST /auth` now, and was `POST /token`.",
    ]


def test_changes_are_told_the_worst_first() -> None:
    old = api({"type": "object", "properties": {"a": TEXT}})
    new = api({"type": "object", "properties": {"b": {"type": "integer"}}})
    new["info"]["version"] = "2"
    assert [change.severity for change in compare(old, new)] == ["breaking", "additive", "safe"]


def test_reading_a_shape_twice_gives_the_same_object() -> None:
    node = {"allOf": [{"properties": {"a": TEXT}}, {"properties": {"a": {"maxLength": 3}}}]}
    schemas = Schemas({})
    assert schemas.shape(node) is schemas.shape(node)
    assert schemas.shape(schemas.shape(node).properties["a"]).facts == {"maxLength": 3}
    assert schemas.shape({}).types == EVERY_TYPE
    assert list(references(node)) == []


@pytest.mark.parametrize(
    ("version", "bumps"),
    [
        ("1.4.2", {"none": "1.4.2", "patch": "1.4.3", "minor": "1.5.0", "major": "2.0.0"}),
        ("0.4.2", {"none": "0.4.2", "patch": "0.4.3", "minor": "0.4.3", "major": "0.5.0"}),
    ],
)
def test_a_bump_raises_the_number_that_semver_says(version: str, bumps: dict[Any, str]) -> None:
    assert {bump: next_version(version, bump) for bump in bumps} == bumps


def test_the_worst_change_decides() -> None:
    changes = [Change("x", severity, "x") for severity in ("safe", "breaking", "additive")]
    verdict = verdict_of(changes)
    assert (verdict.word, [change.severity for change in verdict.reasons]) == ("breaking", ["breaking"])
