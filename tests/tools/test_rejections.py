"""What cannot be generated is listed, all of a document at once: one line each, with place, reason and cure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tools.documents import DocumentError, check_openapi
from tools.generator import GeneratorError, generate_package
from tools.generator.reduction import reduced

OK = {"204": {"description": "Done."}}


def document(paths: dict[str, Any], **schemas: Any) -> dict[str, Any]:
    info = {"title": "Made up", "version": "1"}
    return {"openapi": "3.0.3", "info": info, "paths": paths, "components": {"schemas": schemas}}


def operation(name: str, **more: Any) -> dict[str, Any]:
    return {"operationId": name, "responses": OK, **more}


def body_of(schema: dict[str, Any]) -> dict[str, Any]:
    return {"200": {"description": "It.", "content": {"application/json": {"schema": schema}}}}


def lines(given: dict[str, Any], folder: Path) -> list[str]:
    with pytest.raises(GeneratorError) as caught:
        generate_package(given, folder / "package")
    return str(caught.value).splitlines()


def test_all_rejections_of_a_document_are_listed_at_once_with_place_reason_and_cure(tmp_path: Path) -> None:
    xml = {"required": True, "content": {"application/xml": {"schema": {"type": "object"}}}}
    given = document(
        {
            "/nameless": {"get": {"responses": OK}},
            "/failing": {
                "get": operation("getFailing", responses={"302": {"description": "x"}, "404": {"description": "x"}})
            },
            "/xml": {"post": operation("postXml", requestBody=xml)},
            "/reasonless": {"get": operation("getReasonless") | {"x-smartbuildings-skip": True}},
            "/one": {"get": operation("getThing"), "put": operation("get_thing")},
            "/nothing": {
                "get": operation("getNothing", responses=body_of({"type": "object", "additionalProperties": False}))
            },
            "/lamp": {"get": operation("getLamp", responses=body_of({"$ref": "#/components/schemas/lamp"}))},
            "/{wrong}": {"get": operation("getWrong")},
        },
        lamp={
            "type": "object",
            "properties": {"data": {"type": "object"}, "other": {"$ref": "#/components/schemas/lamp_data"}},
        },
        lamp_data={"type": "object"},
    )
    found = lines(given, tmp_path)
    expected = [
        "GET /nameless: there is no operationId, which names the generated module. Add one in the overlay",
        "getFailing (GET /failing): it declares no success response (its responses: 302, 404). Add its 2xx response",
        "postXml (POST /xml): its request body is application/xml, which no generated function can encode. Correct it",
        "getReasonless (GET /reasonless): x-smartbuildings-skip is True. Its value is the reason, as a string.",
        "getThing (GET /one) and get_thing (PUT /one): both would be the module api/default/get_thing.py. Rename one",
        "getNothing (GET /nothing): its success response, GetNothingResponse200, can hold nothing",
        'schema /components/schemas/lamp: Attempted to generate duplicate models with name "LampData"',
        "getWrong (GET /{wrong}): Incorrect path templating for /{wrong}",
    ]
    for start in expected:
        assert [line for line in found if line.startswith(start)], (start, found)
    assert all(len(line) < 500 for line in found)
    assert not (tmp_path / "package").exists()


def test_an_exception_of_the_generator_is_one_line_with_its_place_and_the_next_is_seen_too(tmp_path: Path) -> None:
    broken = {"type": "string", "enum": ["a b", "c"], "x-enum-varnames": ["SAME", "SAME"]}
    given = document(
        {
            "/first": {
                "get": operation("getFirst", responses=body_of({"type": "object", "properties": {"mode": broken}}))
            },
            "/second": {"get": operation("getSecond", responses=body_of(broken))},
            "/good": {"get": operation("getGood")},
        }
    )
    first, second, *others = lines(given, tmp_path)
    assert not others
    assert first.startswith(
        "getFirst (GET /first), response_200, mode: openapi-python-client fails with ValueError: Duplicate key SAME"
    )
    assert second.startswith(
        "getSecond (GET /second), response_200: openapi-python-client fails with ValueError: Duplicate key SAME"
    )


def test_a_generator_that_is_killed_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr("tools.generator.WORKER", worker)
    (line,) = lines(document({"/good": {"get": operation("getGood")}}), tmp_path)
    assert line.startswith("the document: openapi-python-client ended with code -9: no message.")


def test_two_classes_that_would_be_one_module_are_named(tmp_path: Path) -> None:
    names = ("ABTest", "AbTest")
    paths = {
        f"/{name}": {"get": operation(name, responses=body_of({"$ref": f"#/components/schemas/{name}"}))}
        for name in names
    }
    (line,) = [
        line
        for line in lines(
            document({**paths}, **{name: {"type": "object", "properties": {name: {}}} for name in names}), tmp_path
        )
        if line.startswith("schemas ")
    ]
    assert line == (
        "schemas ABTest and AbTest: both would be the module models/ab_test.py. "
        "Give one of them a `title` of its own in the overlay."
    )


def test_a_document_of_which_everything_is_skipped_is_rejected(tmp_path: Path) -> None:
    skipped = operation("getGood") | {"x-smartbuildings-skip": "It is not for us."}
    assert lines(document({"/good": {"get": skipped}}), tmp_path) == [
        "the document: all of its operations are skipped. Keep at least one."
    ]


def test_every_reference_that_leads_nowhere_is_listed() -> None:
    schemas = {name: {"$ref": f"#/components/schemas/no{name}"} for name in ("a", "b")}
    schemas["c"] = {"$ref": "other.yaml"}
    with pytest.raises(DocumentError) as caught:
        check_openapi(document({"/good": {"get": operation("getGood")}}, **schemas), "it")
    assert len(str(caught.value).splitlines()) == 3


def test_only_what_success_responses_and_requests_refer_to_is_kept() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/node"}}}
    errors = body_of({"$ref": "#/components/schemas/node"}) | {
        "400": body_of({"$ref": "#/components/schemas/error"})["200"]
    }
    given = document({"/good": {"get": operation("getGood", responses=errors)}}, node=node, error={}, unused={})
    small, rejections = reduced(given)
    assert not rejections
    assert small["paths"]["/good"]["get"]["responses"].keys() == {"200"}
    assert small["components"] == {"schemas": {"node": node}}
