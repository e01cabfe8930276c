"""What the pages show works as shown: every block of Python runs against the sandbox, every command exists."""

from __future__ import annotations

import importlib.resources
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from smartbuildings.sandbox import Sandbox
from smartbuildings.sandbox.pytest_plugin import RunningSandbox

from .pages import ROOT, commands, examples, pages

_OURS = re.compile(r"(?:^|&& ?|/)smartbuildings ((?:[a-z][a-z-]*)?)")


def _page_name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_the_readme_is_among_the_pages_wherever_there_is_one() -> None:
    assert (ROOT / "README.md").exists() == bool(pages())


@pytest.mark.parametrize("page", pages(), ids=_page_name)
def test_every_block_does_what_the_page_shows(
    page: Path, account: Sandbox, smartbuildings_sandbox: RunningSandbox
) -> None:
    found = examples(page)

    assert found
    for example in found:
        example.namespace["smartbuildings_sandbox"] = smartbuildings_sandbox
        example.evaluate()


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
