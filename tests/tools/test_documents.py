from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tools import documents
from tools.documents import DocumentError, canonical_json, compose_yaml, parse_yaml, read_document, to_yaml
from tools.generate import ROOT

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


def read(folder: Path, text: str) -> dict[str, object]:
    path = folder / "document"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


@pytest.mark.parametrize("word", ["on", "off", "yes", "no", "y", "2025-12-05", "12:30:45", "1_000", "0x1F", ".inf"])
def test_a_plain_word_of_yaml_stays_text(tmp_path: Path, word: str) -> None:
    assert read(tmp_path, f"enum: [{word}]") == {"enum": [word]}


def test_numbers_and_constants_are_those_of_json(tmp_path: Path) -> None:
    text = "a: [1, -2, 1.5, 1e-08, 1.0e3, true, false, null, ~]\nb:\n"
    assert read(tmp_path, text) == {"a": [1, -2, 1.5, 1e-08, 1000.0, True, False, None, None], "b": None}


def test_a_key_is_the_text_that_stands_there(tmp_path: Path) -> None:
    assert list(read(tmp_path, "200: a\non: b\nnull: c\n")) == ["200", "on", "null"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: &x [1]\nb: *x", "anchors"),
        ("a: !!python/name:os.system", "tag"),
        ("a: 1\na: 2", "twice"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": NaN}', "NaN"),
        ("a: 1e999", "too large"),
        ('{"a": 1e999}', "too large"),
        ("[a]: 1", "key has to be text"),
        ("- 1", "list at its top"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("a: b: c", "mapping values"),
    ],
)
def test_what_json_cannot_say_is_refused_with_a_reason(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(tmp_path, text)


NOT_JSON = [
    "a: &x [1]\nb: *x",
    "a:\n- ! x",
    "a: {b: !!str 5}",
    "a: 1\nb: 2\na: 3",
    "x: 1\n[a]: 1",
    "a: 1\n\nb: c: d",
    "a: [",
]


@pytest.mark.parametrize("text", NOT_JSON)
def test_a_refusal_reads_the_same_with_libyaml_and_without(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DocumentError) as with_it:
        read(tmp_path, text)
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    with pytest.raises(DocumentError) as without:
        read(tmp_path, text)
    assert str(with_it.value) == str(without.value)
    assert ", line " in str(without.value)


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="this PyYAML is without libyaml")
@pytest.mark.parametrize("path", sorted((ROOT / "spec").glob("*/*.yaml")), ids=lambda path: "-".join(path.parts[-2:]))
def test_a_document_means_the_same_in_the_same_lines_with_libyaml_and_without(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = path.read_text(encoding="utf-8")
    with_it = parse_yaml(text), places(compose_yaml(text))
    monkeypatch.setattr("yaml.__with_libyaml__", False)
    without = parse_yaml(text), places(compose_yaml(text))
    assert (repr(with_it[0]), with_it[1]) == (repr(without[0]), without[1])


def places(node: Any) -> list[tuple[object, ...]]:
    """List every node with its tag, where it begins and whether it is in flow style."""
    inner = [] if isinstance(node, yaml.ScalarNode) else node.value
    own = (node.tag, node.start_mark.line, node.start_mark.column, getattr(node, "flow_style", None))
    pairs = (one if isinstance(one, tuple) else (one,) for one in inner)
    return [own, *(place for pair in pairs for one in pair for place in places(one))]


@pytest.mark.parametrize("with_libyaml", [True, False])
def test_a_byte_order_mark_inside_is_text(
    tmp_path: Path, *, with_libyaml: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yaml.__with_libyaml__", with_libyaml and yaml.__with_libyaml__)
    assert read(tmp_path, "a: 1\n\ufeffb: 2") == {"a": 1, "\ufeffb": 2}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"nowhere\.yaml"):
        read_document(tmp_path / "nowhere.yaml")


@given(st.dictionaries(st.text(), JSON, max_size=5))
@example({"<": None})  # Markup begins with the same character.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_document_written_as_yaml_reads_back_the_same_or_is_refused(document: dict[str, object]) -> None:
    try:
        text = to_yaml(document)
    except DocumentError:
        return
    with TemporaryDirectory() as folder:
        assert read(Path(folder), text) == document


def test_equal_documents_have_one_canonical_text() -> None:
    assert canonical_json({"b": 1, "a": "°"}) == canonical_json({"a": "°", "b": 1}) == '{"a":"°","b":1}\n'


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b'{"openapi": "3.0.3"}' if self.path == "/openapi.json" else b" " * 4096
            self.send_response(404 if self.path == "/nowhere" else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        thread = Thread(target=listener.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listener.server_port}"
        listener.shutdown()
        thread.join()


def test_a_document_is_fetched_from_a_url(server: str) -> None:
    assert read_document(f"{server}/openapi.json") == {"openapi": "3.0.3"}


def test_a_failed_fetch_names_the_url_and_the_status(server: str) -> None:
    with pytest.raises(DocumentError, match=r"/nowhere cannot be read: .*404"):
        read_document(f"{server}/nowhere")


def test_a_fetch_stops_at_the_size_limit(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LIMIT_BYTES", 1000)
    with pytest.raises(DocumentError, match="larger than 1000 bytes"):
        read_document(f"{server}/large")
