"""What the pages show works as shown: every block of Python runs against the sandbox, every command exists."""

from __future__ import annotations

import importlib.resources
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from smartbuildings.sandbox import Sandbox
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

from .pages import ROOT, SHELL, commands, examples, pages, tab_sets
from .shell import Shell

_OURS = re.compile(r"(?:^|&& ?|/)smartbuildings ((?:[a-z][a-z-]*)?)")


def _page_name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _showing(*, is_shell: bool) -> list[Any]:
    kind = "shell" if is_shell else "python"
    texts = [(page, page.read_text(encoding="utf-8")) for page in pages()]
    return [
        pytest.param(text, str(page), id=f"{_page_name(page)}-{kind}")
        for page, text in texts
        if any(example.parsed.is_shell == is_shell for example in examples(text, str(page)))
    ]


def test_the_readme_is_among_the_pages_wherever_there_is_one() -> None:
    assert (ROOT / "README.md").exists() == bool(pages())


@pytest.mark.parametrize(("text", "path"), _showing(is_shell=False))
def test_every_block_of_python_does_what_the_page_shows(
    text: str, path: str, account: Sandbox, smartbuildings_sandbox: RunningSandbox
) -> None:
    for example in examples(text, path):
        if not example.parsed.is_shell:
            example.namespace["smartbuildings_sandbox"] = smartbuildings_sandbox
            example.evaluate()


# A reader follows a page in one of the two; so each begins with an account that nobody has touched.
@pytest.mark.parametrize(("text", "path"), _showing(is_shell=True))
def test_every_block_of_shell_prints_what_the_page_shows(text: str, path: str, shell: Shell) -> None:
    found = [example for example in examples(text, path) if example.parsed.is_shell]
    for program in sorted({program for example in found for program in example.parsed.needs}):
        if shutil.which(program) is None:
            pytest.skip(f"{program}, which this page shows, is not installed")

    for example in found:
        example.namespace[SHELL] = shell
        example.evaluate()


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=_page_name)
def test_what_is_shown_in_sync_is_shown_in_async(page: Path) -> None:
    for labels in tab_sets(page.read_text(encoding="utf-8")):
        assert ("Sync" in labels) == ("Async" in labels), labels


@pytest.mark.parametrize("page", pages(), ids=_page_name)
def test_every_command_that_a_page_shows_exists(page: Path) -> None:
    for name in sorted({name for line in commands(page) for name in _OURS.findall(line)}):
        shown = [sys.executable, "-m", "smartbuildings", *([name] if name else []), "--help"]
        done = subprocess.run(shown, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"smartbuildings {name}: {done.stderr or done.stdout}"


@pytest.mark.skipif(not (ROOT / "README.md").exists(), reason="the tests run away from the repository")
def test_the_readme_counts_the_marks_as_the_contract_has_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    marks = {version: _marks(version) for version in ("v1", "v2")}

    assert (
        f"| all {sum(marks['v1'].values())} operations | {marks['v2']['known']} of {sum(marks['v2'].values())}"
        in readme
    )
    assert f"as in version 1 | | {marks['v2']['carried']} operations |" in readme
    assert f"from what | | {marks['v2']['inferred']} operations," in readme


def _marks(version: str) -> Counter[str]:
    file = importlib.resources.files("smartbuildings_api") / f"ecobee_{version}" / "openapi.json"
    paths: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["paths"]
    operations = [described for item in paths.values() for described in item.values() if "operationId" in described]
    return Counter(described.get("x-mark", "known") for described in operations)
