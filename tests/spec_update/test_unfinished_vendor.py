"""An unfinished API beside the one that is updated holds up nothing; what the update itself breaks still does."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.spec_update.conftest import SMALL, Tree
from tools.generate import main as generate
from tools.spec_update.steps import run_and_compare

BROKEN = "overlay: 1.0.0\nactions:\n  - {target: $.nowhere, description: Not written yet., remove: true}\n"


def new_field(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["token"]["properties"]["scope"] = {"type": "string"}


@pytest.fixture
def unfinished(tree: Tree) -> Tree:
    """A tree with a second API: its overlay does not fit yet, and a test of it fails."""
    second = tree.root / "spec" / "second-v1"
    second.mkdir()
    (second / "openapi.yaml").write_bytes((SMALL / "openapi.yaml").read_bytes())
    (second / "overlay.yaml").write_text(BROKEN, encoding="utf-8")
    (tree.root / "tests").mkdir()
    (tree.root / "tests" / "test_second.py").write_text("def test_second():\n    assert False\n", encoding="utf-8")
    assert generate([], root=tree.root) == 1
    return tree


def test_an_additive_update_of_the_first_is_kept(unfinished: Tree) -> None:
    done = unfinished.run(unfinished.candidate(new_field))

    assert done.returncode == 11, done.stdout
    assert done.stdout.endswith("Kept.\n")
    files = unfinished.files()
    assert b"scope" in files["generated/smartbuildings_api/small_v1/models/token.py"]
    assert b"[small-v1]" in files["spec/lock.toml"]
    assert files["spec/second-v1/overlay.yaml"] == BROKEN.encode()


def test_what_the_update_breaks_is_told_from_what_was_broken(unfinished: Tree) -> None:
    text = 'import pathlib\n\n\ndef test_first():\n    assert "scope" not in pathlib.Path("{}").read_text()\n'
    module = "generated/smartbuildings_api/small_v1/models/token.py"
    (unfinished.root / "tests" / "test_first.py").write_text(text.format(module), encoding="utf-8")
    before = unfinished.files()

    done = unfinished.run(unfinished.candidate(new_field))

    assert (done.returncode, unfinished.files() == before) == (31, True)
    assert "test_first" in done.stdout


def test_the_code_of_the_other_api_stays_byte_for_byte(tree: Tree) -> None:
    second = tree.root / "spec" / "second-v1"
    second.mkdir()
    (second / "openapi.yaml").write_bytes((SMALL / "openapi.yaml").read_bytes())
    (second / "overlay.yaml").write_bytes((SMALL / "overlay.yaml").read_bytes())
    assert generate(["--only", "second-v1"], root=tree.root) == 0
    before = tree.files()
    (second / "overlay.yaml").write_text(BROKEN, encoding="utf-8")

    assert generate(["--only", "small-v1"], root=tree.root) == 0

    (second / "overlay.yaml").write_bytes((SMALL / "overlay.yaml").read_bytes())
    assert tree.files() == before
    assert generate(["--check"], root=tree.root) == 0


def test_an_api_that_does_not_exist_is_named(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate(["--only", "small-v9"], root=tree.root) == 1
    assert "There is no spec/small-v9; the documents are small-v1." in capsys.readouterr().err


@pytest.mark.parametrize(("new", "fails"), [("", False), ("print('b.py:3: error: odd')\n", True)])
def test_a_finding_counts_only_if_the_tree_without_the_update_does_not_have_it(
    tmp_path: Path, new: str, fails: bool
) -> None:
    root, folder = tmp_path / "root", tmp_path / "copy" / "tree"
    for place, line in ((root, 1), (folder, 7)):
        place.mkdir(parents=True)
        text = f"print('a.py:{line}: error: old')\n{new if place == folder else ''}raise SystemExit(1)\n"
        (place / "check.py").write_text(text, encoding="utf-8")
    finding = re.compile(r"^([^:\n]+:)\d+(: error: .*)$", re.MULTILINE)

    problem = run_and_compare([sys.executable, "check.py"], folder, root, finding, lambda end: None)

    assert (problem is not None) == fails
    assert not fails or "b.py:3: error: odd" in str(problem)
