"""Each shape that other vendors' documents have is generated for real, type-checked, imported and used."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tools.documents import check_openapi, read_document
from tools.generator import generate_package

DOCUMENT = Path(__file__).with_name("data") / "shapes.yaml"
Modules = Callable[[str], Any]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes")
    document = read_document(DOCUMENT)
    check_openapi(document, DOCUMENT)
    generate_package(document, folder / "shapes_api")
    return folder


@pytest.fixture
def shapes(source: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Modules]:
    monkeypatch.syspath_prepend(str(source))
    yield lambda name: importlib.import_module(f"shapes_api.{name}")


def call(shapes: Modules, name: str, response: httpx.Response, *arguments: object, **options: object) -> Any:
    """Call a generated function; return what it sent and what it returned."""
    sent: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return response

    transport = httpx.MockTransport(handle)
    with shapes("client").Client(base_url="https://shapes.example", httpx_args={"transport": transport}) as client:
        returned = shapes(f"api.default.{name}").sync_detailed(*arguments, client=client, **options)
    return sent[0], returned.parsed


def returns(shapes: Modules, name: str) -> str:
    annotation: str = shapes(f"api.default.{name}").asyncio_detailed.__annotations__["return"]
    return str(annotation).replace(f"{shapes('client').__package__}.", "").partition("[")[2].removesuffix("]")


def test_the_output_is_accepted_by_the_strict_type_checker(source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), "-p", "shapes_api"]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("get_array", "list[models.error.Error]"),
        ("get_map", "models.get_map_response_200.GetMapResponse200"),
        ("get_free", "models.get_free_response_200.GetFreeResponse200"),
        ("get_anything", "dict[str, typing.Any] | list[typing.Any] | str | float | bool | None"),
        ("get_unsaid", "dict[str, typing.Any] | list[typing.Any] | str | float | bool | None"),
        ("get_word", "str"),
        ("get_text", "str"),
        ("get_picture", "types.File"),
        ("get_wildcard", "models.error.Error"),
        ("get_union", "models.commands.Commands | models.error.Error"),
        ("put_two", "models.commands.Commands | models.error.Error"),
        ("put_some", "models.error.Error | None"),
        ("remove_none", "NoneType"),
        ("get_fallback", "models.error.Error"),
        ("get_typed_errors", "models.response_model.ResponseModel"),
    ],
)
def test_each_success_response_has_its_type(shapes: Modules, name: str, typed: str) -> None:
    assert sorted(returns(shapes, name).split(" | ")) == sorted(typed.split(" | "))


@pytest.mark.parametrize("body", [None, True, 1.5, "on", [1], {"a": {"b": 1}}])
def test_json_without_a_schema_arrives_as_it_was_sent(shapes: Modules, body: object) -> None:
    response = httpx.Response(200, content=json.dumps(body).encode())
    assert call(shapes, "get_anything", response)[1] == body
    assert call(shapes, "get_unsaid", response)[1] == body


def test_text_bytes_maps_and_arrays_arrive_as_they_were_sent(shapes: Modules) -> None:
    assert call(shapes, "get_text", httpx.Response(200, text="a,b\n"))[1] == "a,b\n"
    assert call(shapes, "get_picture", httpx.Response(200, content=b"\x89PNG"))[1].payload.read() == b"\x89PNG"
    assert call(shapes, "get_map", httpx.Response(200, json={"a": 1}))[1].to_dict() == {"a": 1}
    assert call(shapes, "get_free", httpx.Response(200, json={"a": [1]}))[1].to_dict() == {"a": [1]}
    (error,) = call(shapes, "get_array", httpx.Response(200, json=[{"error": "no"}]))[1]
    assert (error.error, error.to_dict()) == ("no", {"error": "no"})


def test_each_of_two_success_codes_is_read_by_its_own_type(shapes: Modules) -> None:
    assert call(shapes, "put_two", httpx.Response(200, json={"error": "x"}))[1].error == "x"
    made = call(
        shapes, "put_two", httpx.Response(201, json={"commands": [{"d": "1", "cls": "2"}], "commands_item": "c"})
    )
    assert made[1].to_dict() == {"commands": [{"d": "1", "cls": "2"}], "commands_item": "c"}
    assert call(shapes, "put_some", httpx.Response(204))[1] is None
    assert call(shapes, "put_some", httpx.Response(200, json={"code": 7}))[1].code == 7


def test_no_code_is_generated_for_error_bodies_and_skipped_operations(shapes: Modules, source: Path) -> None:
    assert call(shapes, "get_typed_errors", httpx.Response(401, json={"reason": "no"}))[1] is None
    assert not list((source / "shapes_api/models").glob("*refusal*"))
    assert not (source / "shapes_api/api/default/get_skipped.py").exists()


def test_a_body_in_several_encodings_is_sent_in_one(shapes: Modules) -> None:
    body = shapes("models.error").Error(error="x")
    request, _ = call(shapes, "post_encodings", httpx.Response(204), body=body)
    assert (request.headers["content-type"], json.loads(request.content)) == ("application/json", {"error": "x"})


def test_a_body_that_may_be_left_out_is_left_out_whatever_it_may_be(shapes: Modules) -> None:
    assert call(shapes, "post_optional", httpx.Response(204))[0].content == b""
    body = shapes("models.error").Error(error="x")
    assert json.loads(call(shapes, "post_optional", httpx.Response(204), body=body)[0].content) == {"error": "x"}


def test_a_reference_into_the_middle_of_something_is_followed(shapes: Modules) -> None:
    whole = call(shapes, "get_bundled_whole", httpx.Response(200, json={"inner": {"x": "1"}, "command": {"cls": "2"}}))[
        1
    ]
    assert (whole.inner.x, whole.command.cls_field) == ("1", "2")
    assert call(shapes, "get_bundled_too", httpx.Response(200, json={"x": "1"}))[1].x == "1"


def test_a_builder_takes_wire_values_and_leaves_out_those_that_are_not_given(shapes: Modules) -> None:
    build = shapes("api.default").BUILDERS["search-All"]
    body = {"error": "x"}
    method, path, query, content = build("a/b", "..?", body=body, not_=["UTC"], filter_={"code": 1})
    assert (method, path) == ("POST", "/search/a%2Fb/..%3F")
    assert query == {"not": ["UTC"], "code": 1}
    assert content is body
    assert build(7, "v", body=body)[1:3] == ("/search/7/v", {})


def test_a_generated_function_sends_what_its_builder_builds(shapes: Modules) -> None:
    error, zone = shapes("models.error").Error, shapes("models.zone").Zone
    options = {"query": "q", "not_": [zone.UTC], "filter_": error(code=1), "x_request": "r"}
    request, _ = call(shapes, "search_all", httpx.Response(204), 7, "a/b", body=error(error="x"), **options)
    assert (request.method, request.url.raw_path) == ("POST", b"/search/7/a%2Fb?query=q&not=UTC&code=1")
    assert request.headers["x-request"] == "r"
    assert json.loads(request.content) == {"error": "x"}
    request, _ = call(shapes, "search_all", httpx.Response(204), 7, "v", body=error())
    assert (request.url.raw_path, json.loads(request.content)) == (b"/search/7/v", {})


def test_names_that_the_generated_code_uses_itself_are_left_to_it(shapes: Modules) -> None:
    options = {"params_query": "p", "response_query": "r", "page": 2}
    request, _ = call(shapes, "get_names", httpx.Response(204), "a/b", **options)
    assert str(request.url) == "https://shapes.example/names/a%2Fb?params=p&response=r&page=2"
    sent = {"response": "GMT-0", "field_dict": "f", "additional_properties": "g", "more": {"error": "e"}}
    returned = call(shapes, "get_typed_errors", httpx.Response(200, json=sent))[1]
    assert (returned.to_dict(), returned["more"].error) == (sent, "e")


def test_values_of_an_enum_that_differ_in_punctuation_alone_all_have_a_member(shapes: Modules) -> None:
    assert {str(member) for member in shapes("models.zone").Zone} == {"GMT+0", "GMT-0", "GMT0", "UTC"}
