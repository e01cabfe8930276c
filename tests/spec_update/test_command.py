"""The command from end to end, on a small repository, as its users run it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.spec_update.conftest import Tree
from tools.documents import canonical_json, read_document
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


def pages(tree: Tree) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((tree.root / "docs" / "updates").glob("2*.md"))]


def test_the_same_document_is_no_change(tree: Tree) -> None:
    before = tree.files()
    done = tree.run(tree.candidate(lambda document: None))
    assert (done.returncode, tree.files() == before) == (0, True)
    assert "**Verdict: no change.**" in done.stdout


def test_an_update_is_kept_with_code_page_and_changelog_and_so_is_the_next(tree: Tree) -> None:
    path = tree.candidate(new_field)
    done = tree.run(path)
    assert done.returncode == 11, done.stderr
    assert done.stdout.endswith("Kept.\n")
    assert [line.partition(" ")[0] for line in done.stderr.splitlines()][:3] == ["read", "compare", "generate"]
    assert "hours" in data_of(tree.document())
    files = tree.files()
    assert b"hours" in files["generated/smartbuildings_api/small_v1/models/lamp_data.py"]
    (page,) = pages(tree)
    assert page.startswith("<!-- Written by ")
    assert "`hours` is new in the answer of getLamp" in page
    assert b"`hours` is new" in files["changelog.d/+small-v1-1.1.0.spec.md"]
    assert generate(["--check"], root=tree.root) == 0
    assert tree.run(path).returncode == 10, "what is left are the sentences, which stay ours"

    # Facts are taken over, sentences are not.
    everything = b"".join(files.values())
    assert b"poets" not in everything
    assert b"vendor's own words" not in everything
    text = (tree.folder / "openapi.yaml").read_text(encoding="utf-8")
    assert text.startswith("# A made-up API with one specimen")
    assert "A small API for the tests of the tools." in text
    assert "There is no such lamp." in text

    # The next one, which breaks something: with its own page, its reasons and its version.
    index = tree.root / "docs" / "updates" / "index.md"
    index.write_text(index.read_text("utf-8").replace("# Updates", "# Updates\n\nOur own words."), "utf-8")

    done = tree.run(tree.candidate(lambda document: data_of(document).pop("watts")), "--json", "-")
    report = json.loads(done.stdout)
    assert (done.returncode, report["verdict"], report["version"]["bump"]) == (12, "breaking", "major")
    assert report["reasons"] == ["`watts` is gone from the answer of getLamp."]
    assert report["changelog"]["file"] == "changelog.d/+small-v1-1.1.0.breaking.md"
    assert (tree.root / report["changelog"]["file"]).read_text("utf-8") == report["changelog"]["text"]
    assert set(report["written"]) >= {"spec/small-v1/openapi.yaml", "docs/updates/index.md"}

    text = index.read_text("utf-8")
    second, first = sorted(path.name for path in index.parent.glob("2*.md"))
    date = first[:10]
    assert (first, second) == (f"{date}-small-v1.md", f"{date}-small-v1-2.md")
    assert text.index("Our own words.") < text.index("| date | update | verdict |")
    assert f"| {date} | [small-v1: 1.0.0 to 1.1.0]({date}-small-v1.md) | additive |" in text
    assert f"| {date} | [small-v1: 1.1.0]({date}-small-v1-2.md) | breaking |" in text


def test_equal_runs_write_equal_files_however_long_they_take(tree: Tree, tmp_path: Path) -> None:
    written = []
    for run, pause in enumerate((0.0, 0.7)):
        other = Tree(Path(shutil.copytree(tree.root, tmp_path / f"run-{run}" / "root")))
        (other.root / "tests").mkdir()
        slow = f"import time\n\n\ndef test_it() -> None:\n    time.sleep({pause})\n"
        (other.root / "tests" / "test_it.py").write_text(slow, encoding="utf-8")
        assert other.run(other.candidate(new_field)).returncode == 11
        written.append({name: text for name, text in other.files().items() if not name.startswith("tests/")})

    assert written[0] == written[1]
    (page,) = (text.decode() for name, text in written[0].items() if re.search(r"docs/updates/2.*md$", name))
    assert "- test: done\n" in page


def test_a_changed_title_contact_and_licence_change_nothing(tree: Tree) -> None:
    def renamed(document: dict[str, Any]) -> None:
        document["info"] |= {"title": "Lanterns", "contact": {"name": "x"}, "license": {"name": "x"}}

    before = tree.files()
    done = tree.run(tree.candidate(renamed))

    assert (done.returncode, tree.files() == before) == (10, True)
    assert "differs in wording or in order alone" in done.stdout


def test_names_and_versions_from_a_document_are_neither_paths_nor_markup(tree: Tree) -> None:
    def hostile(document: dict[str, Any]) -> None:
        new_field(document)
        document["info"]["version"] = "../../<img src=x>\n[a](b)"
        data_of(document)["`<b>`"] = {"type": "string", "pattern": "`<i>`"}

    done = tree.run(tree.candidate(hostile), "--only-compare")
    assert done.returncode == 11, done.stderr
    assert "# small-v1: 1.0.0 to ../../&lt;img src=x> \\[a\\](b)\n" in done.stdout
    assert "`changelog.d/+small-v1-..-..-img-src-x-a-b-.spec.md`" in done.stdout
    assert not any("<b>" in part for part in without_code(done.stdout))


def without_code(text: str) -> list[str]:
    return [re.sub(r"`` .*? ``|`[^`]*`", "", line) for line in text.splitlines() if not line.startswith("  ")]


def test_a_change_of_words_alone_is_safe_and_leaves_the_tree(tree: Tree) -> None:
    before = tree.files()

    def words(document: dict[str, Any]) -> None:
        document["paths"]["/lamps/{lampId}"]["get"]["summary"] = "Behold the lamp."
        document["paths"]["/lamps/{lampId}"]["get"]["responses"]["200"]["description"] = "Behold!"

    done = tree.run(tree.candidate(words))
    assert (done.returncode, tree.files() == before) == (10, True), done.stderr
    assert "differs in wording or in order alone, and of those ours stay." in done.stdout


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
    assert overlay.count("- target:") == 4
    told = canonical_json(read_document(tree.folder / "overlay.yaml"))
    lock = (tree.root / "spec" / "lock.toml").read_text(encoding="utf-8")
    assert hashlib.sha256(told.encode()).hexdigest() in lock, "the code was generated with the overlay that is kept"


def test_a_document_that_no_code_can_be_generated_from_is_not_kept(tree: Tree) -> None:
    before = tree.files()

    def nameless(document: dict[str, Any]) -> None:
        document["paths"]["/token"]["post"]["operationId"] = "!"

    done = tree.run(tree.candidate(nameless))
    assert (done.returncode, tree.files() == before) == (32, True)
    assert "POST /token" in done.stdout


def test_an_update_whose_tests_fail_tells_how_far_it_is_and_can_be_kept_to_work_on_it(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree.root / "tests").mkdir()
    module = "generated/smartbuildings_api/small_v1/models/lamp_data.py"
    text = "import pathlib, time, pytest\n\n@pytest.mark.parametrize('n', range(144))\ndef test_it(n):\n"
    text += f"    time.sleep(n // 143)\n    is_updated = 'hours' in pathlib.Path('{module}').read_text()\n"
    text += "    assert n < 143 or not is_updated, 'as planned'\n"
    (tree.root / "tests" / "test_it.py").write_text(text, "utf-8")
    monkeypatch.setattr(steps, "_TELL_EVERY_S", 0.2)
    done = tree.run(tree.candidate(new_field), "--keep-anyway", "--test=-q")
    assert done.returncode == 31
    assert re.search(r"^test: \d s, 50% done$", done.stderr, re.MULTILINE), done.stderr
    assert "as planned" in done.stdout
    assert b"hours" in tree.files()[module]
    assert not any("pytest_cache" in name for name in tree.files())


def test_an_update_can_be_proposed_however_far_it_came(tree: Tree) -> None:
    def nameless(document: dict[str, Any]) -> None:
        defect_cured(document)
        document["paths"]["/token"]["post"]["operationId"] = "!"

    generated = {name: text for name, text in tree.files().items() if name.startswith("generated/")}
    done = tree.run(tree.candidate(nameless), "--propose", "--json", "-")
    report = json.loads(done.stdout)
    assert (done.returncode, report["kept"]) == (32, True)
    assert "pattern" not in data_of(tree.document())["name"]
    assert "Names do have capitals" not in (tree.folder / "overlay.yaml").read_text(encoding="utf-8")
    assert generated.items() <= tree.files().items()
    assert "Kept, although a step failed" in pages(tree)[0]


def test_what_could_not_be_fetched_is_told_apart_from_no_change(tree: Tree, tmp_path: Path) -> None:
    before = tree.files()
    (tmp_path / "r.json").write_text("of last week", "utf-8")
    told = ("--json", tmp_path / "r.json", "--markdown", tmp_path / "r.md")
    done = tree.run("http://127.0.0.1:9/openapi.json", *told)
    assert (done.returncode, done.stdout, tree.files() == before) == (3, "", True)
    sentence, last = done.stderr.splitlines()[-2:]
    assert sentence.startswith("http://127.0.0.1:9/openapi.json cannot be read: ")
    assert sentence.endswith("Try again later, or save the document and name the file: nox -s update -- small-v1 FILE")
    assert last == "Nothing was changed."
    written = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (written["verdict"], written["error"]) == (None, {"kind": "not fetched", "sentence": sentence})
    assert "Try again later" in (tmp_path / "r.md").read_text("utf-8")


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


OASDIFF = """#!/bin/sh
echo '[{"id": "x", "text": "it is all new", "level": 3, "operation": "GET", "path": "/x"},
       {"id": "y", "text": "a note", "level": 1, "operation": "GET", "path": "/y"}]'
"""


def test_the_verdict_is_the_same_with_oasdiff_without_it_and_against_it(
    tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tree.candidate(new_field)
    monkeypatch.setenv("PATH", "/nowhere")
    without = tree.run(path, "--only-compare")
    assert (without.returncode, "oasdiff" in without.stdout) == (11, False)
    asked = tree.run(path, "--only-compare", "--second-opinion")
    assert (asked.returncode, "It is not installed" in asked.stdout) == (11, True)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "oasdiff").write_text(OASDIFF, "utf-8")
    (tmp_path / "bin" / "oasdiff").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/bin:/usr/bin")
    found = tree.run(path, "--only-compare")
    assert found.returncode == 11
    assert "**It calls something breaking, and the verdict above does not: look at it.**" in found.stdout
    assert found.stdout.index("- breaking: GET /x: it is all new") < found.stdout.index("- info: GET /y: a note")
    assert "oasdiff" not in tree.run(path, "--only-compare", "--no-second-opinion").stdout


def test_the_tree_that_is_installed_does_not_lend_its_modules_to_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "test_it.py").write_text("import smartbuildings\n", encoding="utf-8")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    command = [sys.executable, "-m", "pytest", "test_it.py"]
    steps.hide_installed_tree(tmp_path / "tree")
    assert "No module named 'smartbuildings'" in (steps.run(command, tmp_path / "tree") or "")
