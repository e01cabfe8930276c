"""A small repository to update, and ways to run the command on it as its users do."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pytest

# Tests of the package as installed run where neither the tools nor what they need are.
TOOLS_ARE_HERE = all(find_spec(name) for name in ("tools", "openapi_python_client"))
collect_ignore_glob = [] if TOOLS_ARE_HERE else ["test_*.py"]
if TOOLS_ARE_HERE:
    from tools.compare import files_under
    from tools.documents import read_document
    from tools.generate import ROOT, Api
    from tools.spec_update.__main__ import main as update_main
    from tools.spec_update.usage import Usage, read_usage

    SMALL = ROOT / "tests" / "tools" / "data" / "small-v1"
COMMAND = [sys.executable, "-m", "tools.spec_update"]


def versions() -> tuple[str, ...]:
    """Give the versions of the two documents as committed."""
    paths = (ROOT / "generated" / "smartbuildings_api" / name / "openapi.json" for name in ("ecobee_v1", "ecobee_v2"))
    return tuple(json.loads(path.read_text(encoding="utf-8"))["info"]["version"] for path in paths)


def told_of_history() -> pytest.MarkDecorator:
    """Mark what is told of the way from 1.7.0 to 2.0.0, which a later update of either document would change."""
    reason = "a later version was taken over, and this is about the way from 1.7.0 to 2.0.0"
    return pytest.mark.skipif(versions() != ("1.7.0", "2.0.0"), reason=reason)


@cache
def usage() -> Usage:
    """Give the index of this repository, read once for all tests."""
    return read_usage(ROOT)


def run_command(*arguments: object, root: Path) -> Done:
    """Run the command in this process, which spares a second of imports; what it prints is caught."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = update_main([*map(str, arguments)], root=root)
    return Done(code, out.getvalue(), err.getvalue())


class Done(NamedTuple):
    """What a run of the command came to."""

    returncode: int
    stdout: str
    stderr: str


class Tree:
    """A repository of one small API, laid out like this one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "spec" / "small-v1"

    def files(self) -> dict[str, bytes]:
        return files_under(self.root)

    def document(self) -> dict[str, Any]:
        return read_document(self.folder / "openapi.yaml")

    def candidate(self, change: Callable[[dict[str, Any]], object]) -> Path:
        """Write a changed copy of the document, beside the tree."""
        document = self.document()
        change(document)
        path = self.root.parent / "candidate.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    def run(self, *arguments: object, name: str = "small-v1") -> Done:
        """Run the command on this tree."""
        return run_command(name, *arguments, root=self.root)

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """Start the command in a process of its own, to be interrupted."""
        command = [*COMMAND, "small-v1", *map(str, arguments), "--root", str(self.root)]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="session")
def _generated(small_repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(small_repository, tmp_path_factory.mktemp("generated") / "root"))
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (root / "pyproject.toml").write_text(re.sub(r"^dynamic = .*$", 'version = "0.1.0"', settings, flags=re.MULTILINE))
    for folder in ("changelog.d", "docs"):
        (root / folder).mkdir()
        (root / folder / "README.md").write_text("x\n", encoding="utf-8")
    return root


@pytest.fixture
def tree(_generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    # The small repository does not hold the pytest plugin of this one, which is installed all the same.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    return Tree(Path(shutil.copytree(_generated, tmp_path / "root")))


@pytest.fixture(scope="session")
def fixed() -> dict[str, dict[str, Any]]:
    """Give the documents of this repository with their defects cured; not to be changed by a test."""
    return {name: Api(ROOT / "spec" / name).fixed() for name in ("ecobee-v1", "ecobee-v2")}


@pytest.fixture(scope="session")
def report_of_v2(once: Callable[[str, Callable[[Path], object]], Path]) -> tuple[Done, str]:
    """Offer v2 as if it were the next version of v1, as the vendor once did; give the JSON as printed, and the text."""

    def fill(folder: Path) -> None:
        options = ["--only-compare", "--no-second-opinion", "--json", "-", "--markdown", folder / "report.md"]
        done = run_command("ecobee-v1", ROOT / "spec" / "ecobee-v2" / "openapi.yaml", *options, root=ROOT)
        (folder / "done.json").write_text(json.dumps(done), encoding="utf-8")

    folder = once("report-of-v2", fill)
    done = Done(*json.loads((folder / "done.json").read_text(encoding="utf-8")))
    return done, (folder / "report.md").read_text(encoding="utf-8")
