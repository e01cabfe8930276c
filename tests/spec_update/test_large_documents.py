"""Documents of the size and the styles of other vendors: compared and generated in time, and never a traceback."""

from __future__ import annotations

import copy
import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from tests.spec_update import synthetic
from tests.spec_update.conftest import Tree
from tools.spec_update.compare import compare
from tools.spec_update.normal import Api
from tools.spec_update.verdict import verdict_of

LIMIT_S = 30.0


def changed(old: dict[str, Any]) -> dict[str, Any]:
    """Take one field away from every tenth schema, and add an operation."""
    new = copy.deepcopy(old)
    for schema in list(new["components"]["schemas"].values())[::10]:
        own = schema.get("allOf", [schema])[-1]
        own["properties"].pop(random.Random(1).choice(sorted(own["properties"])))
    answer = {
        "200": {
            "description": "x",
            "content": {"application/json": {"schema": synthetic.ref(next(iter(old["components"]["schemas"])))}},
        }
    }
    new["paths"]["/v1/new"] = {"get": {"operationId": "operationNew", "tags": ["tag0"], "responses": answer}}
    return new


@pytest.mark.parametrize("style", synthetic.STYLES)
def test_two_hundred_operations_are_compared_in_seconds(style: str) -> None:
    old = synthetic.document(style, 200)
    begin = time.monotonic()
    changes = compare(old, changed(old))
    assert time.monotonic() - begin < LIMIT_S / 3
    assert verdict_of(changes).word == "breaking"
    assert {change.kind for change in changes} >= {"operation added", "field removed"}
    assert compare(old, copy.deepcopy(old)) == []


def test_any_two_large_documents_can_be_compared() -> None:
    documents = [Api(synthetic.document(style, 100)) for style in synthetic.STYLES]
    for old in documents:
        for new in documents:
            assert verdict_of(compare(old, new)).word == ("no change" if old is new else "breaking")


@pytest.mark.slow
def test_a_large_document_runs_through_everything_in_half_a_minute(tree: Tree, tmp_path: Path) -> None:
    old = synthetic.mixed(100)
    folder = tree.root / "spec" / "small-v1"
    (folder / "openapi.yaml").write_text(json.dumps(old), encoding="utf-8")
    (folder / "overlay.yaml").write_text("overlay: 1.0.0\ninfo: {title: None, version: 1.0.0}\nactions: []\n", "utf-8")
    before = tree.files()
    (tmp_path / "new.json").write_text(json.dumps(changed(old)), encoding="utf-8")
    begin = time.monotonic()
    done = tree.run(tmp_path / "new.json", "--dry-run")
    assert time.monotonic() - begin < LIMIT_S
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode == 12, done.stderr
    assert "- generate: done" in done.stdout
    assert tree.files() == before
