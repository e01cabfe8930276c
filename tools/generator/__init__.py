"""Turn one OpenAPI document into one package, with openapi-python-client behind our templates.

The templates in ``tools/templates`` are not a public interface of the generator. So its version is pinned exactly and
checked, the templates say only what differs (they include the generator's own under ``original/``), and what comes out
is inspected: every operation of the document has to be there with a typed success answer.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tools.generator.output import rejections_of
from tools.generator.reduction import METHODS, operations, reduced
from tools.generator.rejections import Rejection, one_line_each

__all__ = [
    "METHODS",
    "TEMPLATES",
    "GeneratorError",
    "check_versions",
    "generate_package",
    "operations",
    "pinned_versions",
]

TEMPLATES: Final = Path(__file__).parent.with_name("templates")
WORKER: Final = Path(__file__).with_name("worker.py")
# The generator's own hooks lint by ruff's defaults, which since 0.17 rewrite `*args: Any` and break typing. The other
# options keep a ruff configuration or a .gitignore that happens to lie above the temporary folder from having a say.
POST_HOOKS: Final = [
    "ruff check --isolated --no-cache --no-respect-gitignore --fix-only --quiet --select F,I,UP .",
    "ruff format --isolated --no-cache --no-respect-gitignore --quiet .",
]


class GeneratorError(Exception):
    """The generator is not the pinned one, or cannot generate parts of a document: one line for each."""


def pinned_versions(pyproject: Path) -> dict[str, str]:
    """Read from ``pyproject.toml`` the exact versions of the tools that decide what the output looks like."""
    groups = tomllib.loads(pyproject.read_text(encoding="utf-8"))["dependency-groups"]
    lines = [line for group in groups.values() for line in group if isinstance(line, str)]
    pins = dict(line.split("==") for line in lines if "==" in line)
    return {name: pins[name] for name in ("openapi-python-client", "ruff")}


def check_versions(pins: Mapping[str, str]) -> None:
    """Raise unless the installed tools are the pinned ones: other versions write other code."""
    for name, pin in pins.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "not installed"
        if installed != pin:
            raise GeneratorError(f"{name} is {installed}; generating takes {pin}. Run: pip install {name}=={pin}")


def generate_package(document: Mapping[str, Any], package: Path) -> None:
    """Generate ``package`` (a folder that does not exist yet) from ``document``.

    Raises:
        GeneratorError: parts of the document cannot be generated; the message has one line for each of them.
    """
    small, rejections = reduced(document)
    with TemporaryDirectory() as folder:
        work = Path(folder)
        _lay_out_templates(work / "templates")
        (work / "openapi.json").write_text(json.dumps(small), encoding="utf-8")
        (work / "config.json").write_text(json.dumps({"post_hooks": POST_HOOKS}), encoding="utf-8")
        if small["paths"]:
            rejections += rejections_of(small, _run(work), work / "package")
        elif not rejections:
            rejections.append(Rejection("the document", "all of its operations are skipped", "Keep at least one."))
        if rejections:
            raise GeneratorError(one_line_each(rejections))
        shutil.copytree(work / "package", package)


def _lay_out_templates(folder: Path) -> None:
    import openapi_python_client  # slow, and only needed for the place of its templates

    shutil.copytree(TEMPLATES, folder)
    shutil.copytree(Path(openapi_python_client.__file__).with_name("templates"), folder / "original")


def _run(work: Path) -> dict[str, Any]:
    """Run the generator in a process of its own and return its report."""
    here = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])  # this environment's ruff
    environment = os.environ | {"PATH": here, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    command = [sys.executable, str(WORKER)]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, encoding="utf-8", check=False)
    report = work / "report.json"
    if not report.exists():
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        reason = f"openapi-python-client ended with code {done.returncode}: {last}"
        return {"errors": [{"place": "the document", "reason": reason}]}
    return dict(json.loads(report.read_text(encoding="utf-8")))
