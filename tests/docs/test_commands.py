"""The commands that the repository's own texts name exist."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .pages import ROOT

_SESSION = re.compile(r"nox -s ([a-z_]+)")
_TEXTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "spec").glob("*.md"),
    *(ROOT / ".github").rglob("*.yml"),
]
_NAMING_SESSIONS = [text for text in _TEXTS if _SESSION.search(text.read_text(encoding="utf-8"))]


def _sessions() -> set[str]:
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list}


@pytest.mark.parametrize("text", _NAMING_SESSIONS, ids=lambda text: text.relative_to(ROOT).as_posix())
def test_a_session_that_a_text_names_exists(text: Path) -> None:
    named = set(_SESSION.findall(text.read_text(encoding="utf-8")))

    assert named <= _sessions()


@pytest.mark.skipif(not (ROOT / ".ci" / "run").exists(), reason="the tests run away from the repository")
@pytest.mark.skipif(shutil.which("awk") is None, reason="awk is not installed")
def test_ci_runs_the_test_command_that_the_readme_shows() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (extraction,) = re.findall(r"^command=\$\((awk .+)\)$", script, re.MULTILINE)

    taken = subprocess.run(extraction, shell=True, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"<!-- command: tests -->\n```bash\n{taken}\n```\n" in readme
    assert taken.endswith("nox")
