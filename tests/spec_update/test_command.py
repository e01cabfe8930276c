"""The command from end to end, on a small repository, as its users run it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.spec_update.conftest import Tree
from tools.generate import main as generate
from tools.spec_update import steps

DATA = ("components", "schemas", "lamp", "properties", "data", "properties")


def data_of(document: dict[str, Any]) -> dict[str, Any]:
    place: Any = document
    for key in DATA:
        place = place[key]
    found: dict[str, Any] = place
    return found


def new_field(document: dict[str, Any]) -> None:
    data_of(document)["hours"] = {"type": "integer", "description": "The vendor's own words."}
    document["info"]["version"] = "1.1.0"
    document["info"]["description"] = "Bought by the vendor's poets."


def test_the_same_document_is_no_change(tree: Tree) -> None:
    before = tree.files()
    done = tree.run(tree.candidate(lambda document: None))
    assert (done.returncode, tree.files() == before) == (0, True)
    assert "**Verdict: no change.**" in done.stdout


def test_an_additive_update_is_kept_with_code_page_and_changelog(tree: Tree) -> None:
    before = tree.files()
    path = tree.candidate(new_field)
    tried = tree.run(path, "--dry-run")
    assert (tried.returncode, tree.files() == before) == (11, True)
    assert "- generate: done" in tried.stdout
    assert tried.stdout.endswith("Nothing was changed.\n")

    done = tree.run(path)
    assert done.returncode == 11, done.stderr
    assert done.stdout.endswith("Kept.\n")
    assert [line.partition(" ")[0] for line in done.stderr.splitlines()][:3] == ["read", "compare", "generate"]
    assert "hours" in data_of(tree.document())
    files = tree.files()
    assert b"hours" in files["generated/smartbuildings_api/small_v1/models/lamp_data.py"]
    assert b"`hours` is new in the answer of getLamp" in files["docs/updates/small-v1-1.1.0.md"]
    assert b"`hours` is new" in files["changelog.d/+small-v1-1.1.0.feature.md"]
    assert generate(["--check"], root=tree.root) == 0
    assert tree.run(path).returncode == 10, "what is left are the sentences, which stay ours"

    # Facts are taken over, sentences are not.
    everything = b"".join(files.values())
    assert b"poets" not in everything
    assert b"vendor's own words" not in everything
    text = (tree.folder / "openapi.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Our words.\n")
    assert "A small API for the tests of the tools." in text
    assert "There is no such lamp." in text


def test_a_breaking_update_has_its_code_its_reasons_and_its_version(tree: Tree) -> None:
    path = tree.candidate(lambda document: data_of(document).pop("watts"))
    done = tree.run(path, "--json", "-")
    report = json.loads(done.stdout)
    assert (done.returncode, report["verdict"], report["version"]["bump"]) == (12, "breaking", "major")
    assert report["reasons"] == ["`watts` is gone from the answer of getLamp."]
    assert report["changelog"]["file"] == "changelog.d/+small-v1-1.0.0.removal.md"


def test_a_change_of_words_alone_is_safe_and_leaves_ours_as_they_are(tree: Tree) -> None:
    before = tree.files()

    def words(document: dict[str, Any]) -> None:
        document["paths"]["/lamps/{lampId}"]["get"]["summary"] = "Behold the lamp."
        document["paths"]["/lamps/{lampId}"]["get"]["responses"]["200"]["description"] = "Behold!"

    done = tree.run(tree.candidate(words))
    assert done.returncode == 10, done.stderr
    changed = {name for name, text in tree.files().items() if before.get(name) != text}
    assert changed == {"changelog.d/+small-v1-1.0.0.misc.md", "docs/updates/small-v1-1.0.0.md"}


def defect_cured(document: dict[str, Any]) -> None:
    del data_of(document)["name"]["pattern"]


def test_an_overlay_action_without_a_defect_left_stops_the_update_with_a_patch(tree: Tree) -> None:
    before = tree.files()
    done = tree.run(tree.candidate(defect_cured), "--json", "-")
    report = json.loads(done.stdout)
    assert (done.returncode, tree.files() == before) == (30, True)
    (finding,) = report["overlay"]["findings"]
    assert (finding["trouble"], finding["target"]) == (
        "no longer matches",
        "$.components.schemas.lamp.properties.data.properties.name.pattern",
    )
    assert "-    remove: true" in report["overlay"]["patch"]


def test_the_overlay_can_be_pruned_on_the_way(tree: Tree) -> None:
    done = tree.run(tree.candidate(defect_cured), "--prune-overlay")
    assert done.returncode == 10, done.stdout + done.stderr
    overlay = (tree.folder / "overlay.yaml").read_text(encoding="utf-8")
    assert "name.pattern" not in overlay
    assert "Names do have capitals" not in overlay
    assert overlay.count("- target:") == 5
    assert generate(["--check"], root=tree.root) == 0


def test_a_document_that_no_code_can_be_generated_from_is_not_kept(tree: Tree) -> None:
    before = tree.files()

    def untyped(document: dict[str, Any]) -> None:
        answer = document["paths"]["/token"]["post"]["responses"]["200"]
        answer["content"]["application/json"]["schema"] = {"description": "x"}

    done = tree.run(tree.candidate(untyped))
    assert (done.returncode, tree.files() == before) == (32, True)
    assert "getToken has no typed success answer" in done.stdout


def with_failing_test(tree: Tree) -> None:
    (tree.root / "tests").mkdir()
    (tree.root / "tests" / "test_it.py").write_text("def test_it():\n    raise AssertionError('as planned')\n", "utf-8")


def test_an_update_whose_tests_fail_is_rolled_back_and_says_which(tree: Tree) -> None:
    with_failing_test(tree)
    before = tree.files()
    done = tree.run(tree.candidate(new_field), "--test=-p", "--test=no:cacheprovider")
    assert (done.returncode, tree.files() == before) == (31, True)
    assert "as planned" in done.stdout
    assert "--keep-anyway" in done.stdout


def test_an_update_whose_tests_fail_can_be_kept_to_work_on_it(tree: Tree) -> None:
    with_failing_test(tree)
    done = tree.run(tree.candidate(new_field), "--keep-anyway")
    assert done.returncode == 31
    assert b"hours" in tree.files()["generated/smartbuildings_api/small_v1/models/lamp_data.py"]
    assert not any("pytest_cache" in name for name in tree.files())


def test_the_report_can_be_written_to_files(tree: Tree, tmp_path: Path) -> None:
    done = tree.run(
        tree.candidate(new_field), "--only-compare", "--markdown", tmp_path / "r.md", "--json", tmp_path / "r.json"
    )
    assert (tmp_path / "r.md").read_text(encoding="utf-8") == done.stdout
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["verdict"] == "additive"


def test_sections_come_in_the_order_in_which_they_are_read(tree: Tree) -> None:
    told = tree.run(tree.candidate(new_field), "--only-compare").stdout
    headings = [line for line in told.splitlines() if line.startswith("## ")]
    assert headings == ["## What changed", "## What it touches of ours", "## Overlay", "## Version", "## Steps"]


@pytest.mark.parametrize("option", ["--second-opinion"])
def test_without_oasdiff_the_verdict_is_the_same(tree: Tree, option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    done = tree.run(tree.candidate(new_field), "--only-compare", option)
    assert done.returncode == 11
    assert "It is not installed" in done.stdout


def test_the_tree_that_is_installed_does_not_lend_its_modules_to_the_copy(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "test_it.py").write_text("import smartbuildings\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:smartbuildings_sandbox", "test_it.py"]
    steps.hide_installed_tree(tmp_path / "tree")
    assert "No module named 'smartbuildings'" in (steps.run(command, tmp_path / "tree") or "")
