"""From the report of an update to a pull request: with git as it is, and a ``gh`` that writes down what it is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.spec_update.conftest import Done, Tree
from tests.spec_update.test_command import defect_cured, new_field
from tools.generate import ROOT
from tools.spec_update.pull_request import LONGEST_TEXT, decide, limited

GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$GH_LOG"
case "$2" in
    list) cat "$GH_OPEN" ;;
    create) cat > "$GH_TEXT"; echo https://github.example/pull/7 ;;
    edit) cat > "$GH_TEXT" ;;
esac
"""


class Clone:
    """A tree under git with a place to push to, and what ``gh`` was told."""

    def __init__(self, tree: Tree, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tree, self.folder = tree, folder
        self.log, self.opened, self.text, self.summary = (folder / name for name in ("log", "open", "text", "summary"))
        self.opened.write_text("[]")
        (folder / "bin").mkdir()
        (folder / "bin" / "gh").write_text(GH)
        (folder / "bin" / "gh").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")
        for name, path in (("LOG", self.log), ("OPEN", self.opened), ("TEXT", self.text)):
            monkeypatch.setenv(f"GH_{name}", str(path))
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(self.summary))
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(folder / "remote"))
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "--message", "x")
        self.git("remote", "add", "origin", str(folder / "remote"))
        self.git("push", "--quiet", "origin", "main")

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=self.tree.root, capture_output=True, text=True, check=True
        ).stdout

    def watch(self, source: object) -> Done:
        return self.tree.run(source, "--propose", "--json", self.folder / "update.json", *self.markdown)

    @property
    def markdown(self) -> list[object]:
        return ["--markdown", self.folder / "update.md"]

    def propose(self) -> Done:
        command = [sys.executable, "-m", "tools.spec_update.pull_request"]
        files = ["--json", str(self.folder / "update.json"), "--markdown", str(self.folder / "update.md")]
        done = subprocess.run([*command, *files], cwd=self.tree.root, capture_output=True, text=True, check=False)
        return Done(done.returncode, done.stdout, done.stderr)

    def told(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def clone(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clone:
    return Clone(tree, tmp_path, monkeypatch)


def test_a_change_becomes_a_pull_request_with_the_report_as_its_text_and_then_the_same_one_again(clone: Clone) -> None:
    assert clone.watch(clone.tree.candidate(new_field)).returncode == 11
    done = clone.propose()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "small-v1: 1.0.0 to 1.1.0 (additive). Opened: https://github.example/pull/7\n"
    assert clone.summary.read_text() == done.stdout
    branch = "spec-update/small-v1"
    assert clone.told() == [
        f"pr list --head {branch} --base main --state open --json url",
        f"pr create --head {branch} --base main --title small-v1: 1.0.0 to 1.1.0 (additive) --body-file -",
    ]
    assert clone.text.read_text() == (clone.folder / "update.md").read_text()
    pushed = clone.git("diff", "--name-only", "main", f"origin/{branch}").splitlines()
    report = json.loads((clone.folder / "update.json").read_text())
    assert pushed == sorted(report["written"])
    assert "spec/small-v1/openapi.yaml" in pushed
    assert clone.git("status", "--porcelain") == ""

    # A week later, with more: from main again, and nothing is left of the branch as it was.
    clone.git("switch", "--quiet", "main")
    clone.opened.write_text('[{"url": "https://github.example/pull/7"}]')

    def more(document: dict[str, Any]) -> None:
        new_field(document)
        document["info"]["version"] = "1.2.0"

    assert clone.watch(clone.tree.candidate(more)).returncode == 11
    done = clone.propose()
    assert done.stdout.endswith("(additive). Brought up to date: https://github.example/pull/7\n"), done.stderr
    title = "--title small-v1: 1.0.0 to 1.2.0 (additive)"
    assert clone.told()[-1] == f"pr edit https://github.example/pull/7 {title} --body-file -"
    assert len(clone.git("log", "--oneline", f"main..origin/{branch}").splitlines()) == 1

    # Whatever git or gh refuses is a sentence.
    clone.git("switch", "--quiet", "main")
    clone.git("restore", "--source", branch, ".")
    clone.git("remote", "set-url", "origin", str(clone.folder / "nowhere"))
    done = clone.propose()
    assert done.returncode == 1
    assert "No pull request could be opened: `git push --quiet` said: fatal:" in done.stderr
    assert "Traceback" not in done.stderr


def test_words_alone_and_the_same_document_are_nothing_to_open(clone: Clone) -> None:
    def words(document: dict[str, Any]) -> None:
        document["paths"]["/lamps/{lampId}"]["get"]["summary"] = "Behold the lamp."

    for change, code in ((words, 10), (lambda document: None, 0)):
        assert clone.watch(clone.tree.candidate(change)).returncode == code
        done = clone.propose()
        assert (done.returncode, done.stdout) == (0, "Nothing changed in small-v1 1.0.0.\n")
    assert clone.told() == []
    assert clone.git("branch", "--list").split() == ["*", "main"]


def test_what_could_not_be_fetched_is_no_news_and_fails(clone: Clone) -> None:
    assert clone.watch("http://127.0.0.1:9/openapi.json").returncode == 3
    done = clone.propose()
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("The document of small-v1 could not be fetched, so nobody knows whether it changed.")
    assert clone.told() == []


def test_without_a_report_and_with_an_unusable_document_it_says_so(clone: Clone) -> None:
    done = clone.propose()
    assert (done.returncode, "run `nox -s watch -- --propose` first" in done.stderr) == (1, True)
    (clone.folder / "bad").write_text("<html>")
    assert clone.watch(clone.folder / "bad").returncode == 1
    done = clone.propose()
    assert (done.returncode, "is a web page" in done.stderr) == (1, True)


def test_a_dry_run_whose_step_failed_cannot_be_proposed_and_says_what_to_do(tree: Tree) -> None:
    done = tree.run(tree.candidate(defect_cured), "--json", "-")
    decision = decide(json.loads(done.stdout))
    assert (decision.code, decision.title) == (1, "")
    assert decision.sentence == "small-v1 changed (safe), and nothing was kept: overlay failed. Run it with --propose."


def test_a_text_that_is_too_long_is_cut_at_the_end_of_a_line() -> None:
    text = "- a line of a report\n" * 5000
    cut = limited(text)
    assert len(cut) <= LONGEST_TEXT
    assert "- a line of a report\n\nThe rest is on the page" in cut
    assert limited("short") == "short"


def test_the_workflow_is_thin_and_may_do_no_more_than_it_has_to() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/spec-watch.yml").read_text(encoding="utf-8"))
    (job,) = workflow["jobs"].values()
    assert (workflow["permissions"], job["permissions"]) == ({}, {"contents": "write", "pull-requests": "write"})
    used = [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step]
    assert used == ["actions/checkout", "actions/setup-python"]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert [run.partition(" --")[0] for run in runs[1:]] == [
        "nox -s watch",
        "gh auth setup-git && python -m tools.spec_update.pull_request",
    ]
    tokens = [step for step in job["steps"] if "GH_TOKEN" in step.get("env", {})]
    assert [step["run"] for step in tokens] == [runs[-1]], "what runs the tests of a new document cannot push"
