"""Whatever comes in the place of a document: one sentence, exit code 1, and the tree as it was."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.spec_update.conftest import Tree
from tools import documents
from tools.documents import DocumentError
from tools.spec_update.sources import read_candidate, source_of

HEAD = 'openapi: 3.0.3\ninfo: {title: Lamps, version: "1"}\n'
PATHS = "paths: {/x: {get: {operationId: x, responses: {}}}}\n"


def other_product() -> str:
    answer = {"200": {"description": "x"}}
    paths = {f"/pets/{n}": {"get": {"operationId": f"pet{n}", "responses": answer}} for n in range(3)}
    servers = [{"url": "https://pets.example"}]
    info = {"title": "Pets", "version": "1"}
    return json.dumps({"openapi": "3.0.0", "info": info, "servers": servers, "paths": paths})


BAD = {
    "nothing": ("", "NoneType at its top|holds NoneType"),
    "a letter": ("Dear customer, we have moved.", "holds str at its top"),
    "binary": ("\x00\x01\x02", "cannot be read"),
    "a web page": ("<!doctype html><html><body>Please log in</body></html>", "is a web page"),
    "another object": ('{"name": "x"}', "is not an OpenAPI document"),
    "half a document, cut off": ('{"openapi": "3.0.3", "info": {"title": "La', "cannot be read"),
    "a document without paths": (HEAD, "only a part of an OpenAPI document: it has no `paths`"),
    "a document without info": (f"openapi: 3.0.3\n{PATHS}", "it has no `info`"),
    "a document without operations": (f"{HEAD}paths: {{}}\n", "describes no operation"),
    "Swagger 2": ('swagger: "2.0"\ninfo: {title: x, version: "1"}\npaths: {}\n', "Swagger 2.0.*npx swagger2openapi"),
    "OpenAPI 3.1": (f"{HEAD}{PATHS}".replace("3.0.3", "3.1.0"), "OpenAPI 3.1.0;.*openapi-down-convert"),
    "a YAML bomb": ("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "anchors"),
    "a JSON bomb": ('{"a":' * 50_000, "nested too deeply"),
    "a YAML tag that would run": ("a: !!python/object/apply:os.system [true]", "tag"),
    "a reference to a file": (
        f"{HEAD}{PATHS}components: {{schemas: {{a: {{$ref: ../secret.yaml}}}}}}\n",
        "complete in",
    ),
    "a reference to a host": (f"{HEAD}{PATHS}components: {{schemas: {{a: {{$ref: 'http://x/y'}}}}}}\n", "complete in"),
    "a reference to nothing": (f"{HEAD}{PATHS}components: {{schemas: {{a: {{$ref: '#/b'}}}}}}\n", "leads nowhere"),
    "a reference to itself": (
        f"{HEAD}{PATHS}components: {{schemas: {{a: {{$ref: '#/components/schemas/a'}}}}}}\n",
        "refers to itself, in a circle",
    ),
    "references in a circle": (
        f"{HEAD}{PATHS}components: {{schemas: {{a: {{$ref: '#/components/schemas/b'}}, "
        "b: {$ref: '#/components/schemas/a'}}}\n",
        "refers to itself, in a circle",
    ),
    "another product": (other_product(), r"describes another product \(Pets\)"),
}


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused_in_one_sentence(tree: Tree, tmp_path: Path, what: str) -> None:
    text, told = BAD[what]
    path = tmp_path / "bad.txt"
    path.write_text(text, encoding="utf-8")
    committed = tree.document()
    with pytest.raises(DocumentError, match=told) as caught:
        read_candidate("small-v1", str(path), committed)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize("what", ["Swagger 2", "a YAML bomb", "another product"])
def test_the_command_says_it_exits_1_and_leaves_the_tree(tree: Tree, tmp_path: Path, what: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(BAD[what][0], encoding="utf-8")
    before = tree.files()
    done = tree.run(path)
    assert (done.returncode, done.stdout, tree.files() == before) == (1, "", True)
    assert done.stderr.endswith("\nNothing was changed.\n")
    assert "Traceback" not in done.stderr


def test_a_file_of_50_megabytes_is_not_read_to_its_end(tree: Tree, tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    begin = time.monotonic()
    with pytest.raises(DocumentError, match="larger than"):
        read_candidate("small-v1", str(path), tree.document())
    assert time.monotonic() - begin < 2


def test_a_missing_file_an_unknown_name_and_an_unknown_address_are_sentences(tree: Tree) -> None:
    for done, told in [
        (tree.run("nowhere.json"), "nowhere.json cannot be read"),
        (tree.run("x.json", name="large-v1"), "There is no spec/large-v1; the documents are small-v1."),
        (tree.run(), "Where the vendor publishes small-v1 is not known. Give a file or a URL after the name."),
    ]:
        assert done.returncode == 1
        assert told in done.stderr


def test_the_address_of_v1_is_known_and_another_can_be_given() -> None:
    assert source_of("ecobee-v1", None) == "https://api.sb.ecobee.com/docs/openapi.json"
    assert source_of("ecobee-v1", "x.json") == "x.json"


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[BaseHTTPRequestHandler], None]], str]]:
    listeners: list[ThreadingHTTPServer] = []

    def start(answer: Callable[[Any], None]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(self)

            def log_message(self, *args: object) -> None:
                pass

        listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        listener.daemon_threads = True
        listeners.append(listener)
        threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{listener.server_port}/openapi.json"

    yield start
    for listener in listeners:
        listener.shutdown()
        listener.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def test_a_server_that_answers_a_web_page_is_told(tree: Tree, serve: Any) -> None:
    url = serve(lambda handler: send(handler, b"<html>Sign in</html>"))
    done = tree.run(url)
    assert (done.returncode, "is a web page" in done.stderr) == (1, True)


def test_a_server_that_hangs_is_given_up(tree: Tree, serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "FETCH_TIMEOUT_S", 0.2)
    url = serve(lambda handler: time.sleep(2))
    with pytest.raises(DocumentError, match="cannot be read: the server does not answer"):
        read_candidate("small-v1", url, tree.document())


def test_a_server_that_sends_a_byte_now_and_then_is_given_up(
    tree: Tree, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "FETCH_DEADLINE_S", 0.3)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(40):
            try:
                handler.wfile.write(b" ")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    url = serve(drip)
    with pytest.raises(DocumentError, match="still not there"):
        read_candidate("small-v1", url, tree.document())


def test_a_connection_that_breaks_off_or_is_refused_is_a_sentence(tree: Tree, serve: Any) -> None:
    def break_off(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"{")

    for url in (serve(break_off), "http://127.0.0.1:9/openapi.json"):
        with pytest.raises(DocumentError, match="cannot be read"):
            read_candidate("small-v1", url, tree.document())


def test_a_good_document_is_fetched_and_compared(tree: Tree, serve: Any) -> None:
    text = tree.candidate(lambda document: None).read_bytes()
    assert tree.run(serve(lambda handler: send(handler, text))).returncode == 0
