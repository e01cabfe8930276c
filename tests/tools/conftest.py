"""A small API of our own, and a folder laid out like this repository around it."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

# Tests of the package as installed run where neither the tools nor what they need are.
REPOSITORY = Path(__file__).resolve().parents[2]
TOOLS_ARE_HERE = (REPOSITORY / "tools" / "__init__.py").is_file() and bool(find_spec("openapi_python_client"))
collect_ignore_glob = [] if TOOLS_ARE_HERE else ["test_*.py"]
if TOOLS_ARE_HERE:
    from tools.generate import ROOT

SMALL = Path(__file__).with_name("data") / "small-v1"


@pytest.fixture
def small_root(tmp_path: Path) -> Path:
    """Lay out a repository whose only API is the small one, with nothing generated yet."""
    shutil.copytree(SMALL, tmp_path / "spec" / "small-v1")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "generated").mkdir()
    return tmp_path


@pytest.fixture
def generated_root(small_repository: Path, tmp_path: Path) -> Path:
    """Give a copy of the same, with the code generated."""
    return Path(shutil.copytree(small_repository, tmp_path / "root"))


@pytest.fixture(scope="session")
def lamps(small_repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Any]]:
    """Give the modules that the real generator and our templates made of the small API, by name."""
    folder = tmp_path_factory.mktemp("generated")
    shutil.copytree(small_repository / "generated" / "smartbuildings_api", folder / "lamps_api")
    sys.path.insert(0, str(folder))
    yield lambda name: importlib.import_module(f"lamps_api.small_v1.{name}")
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == "lamps_api"]:
        del sys.modules[name]


@pytest.fixture
def lamps_source(lamps: Callable[[str], Any]) -> Path:
    """Give the folder that holds the generated package of the small API."""
    return Path(lamps("client").__file__).parents[2]
