"""Each rule of ``nox -s layers`` can fail: in a copy with one forbidden import for each, all of them are broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRONG = {
    "The core and the vendors' pure code do no I/O, and know neither httpx nor generated code": (
        "smartbuildings/_core/paths.py",
        "import socket",
    ),
    "The core knows no vendor": ("smartbuildings/_core/fields.py", "from smartbuildings.ecobee import enums"),
    "The vendors' pure packages know nothing of each other": (
        "smartbuildings/smartthings/enums.py",
        "import smartbuildings.ecobee.enums",
    ),
    "What sends requests knows no vendor": ("smartbuildings/_async/pager.py", "import smartbuildings.ecobee.enums"),
    "The portfolio knows protocols, never a vendor": (
        "smartbuildings/_async/portfolio/handles.py",
        "import smartbuildings._async.smartthings.client",
    ),
    "Four modules and the sandbox's transport know httpx": ("smartbuildings/_async/sweep.py", "import httpx"),
    "Generated code knows nothing of ours": (
        "generated/smartbuildings_api/ecobee_v2/errors.py",
        "import smartbuildings",
    ),
    "The command line stands on the client, and the client on the I/O primitives": (
        "smartbuildings/_async/sweep.py",
        "import smartbuildings.cli",
    ),
    "In the sandbox, the world and its HTTP side know no vendor": (
        "smartbuildings/sandbox/http/log.py",
        "import smartbuildings.sandbox.ecobee.tokens",
    ),
    "The two flavours and the sandbox stand apart": ("smartbuildings/_async/sweep.py", "import smartbuildings.sandbox"),
}
CALLS_GENERATED = ("smartbuildings/_async/pager.py", "import smartbuildings_api.ecobee_v2.models")


def broken(root: Path) -> set[str]:
    """Return the names of the rules that are broken in a tree."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(root), str(root / "generated"))), "COLUMNS": "400"}
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-cache"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert "Contracts" in done.stdout, done.stdout + done.stderr
    lines = [line.strip() for line in done.stdout.splitlines()]
    return {line.partition(" BROKEN")[0] for line in lines if " BROKEN" in line}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "smartbuildings", tmp_path / "smartbuildings", ignore=leave_out)
    shutil.copytree(ROOT / "generated", tmp_path / "generated", ignore=leave_out)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_rule_can_fail(tree: Path) -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rules = {rule["name"] for rule in tomllib.loads(text)["tool"]["importlinter"]["contracts"]}
    (calls_generated,) = rules - set(WRONG)  # What remains has a name that follows the modules it is about.
    for path, line in {*WRONG.values(), CALLS_GENERATED}:
        module = tree / path
        module.write_text(f"{module.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")

    assert broken(tree) == rules
    assert "generated code" in calls_generated
