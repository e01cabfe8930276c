"""What is made, and where it goes: one entry for each page or picture."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from tools.site_pages.changelog import changelog_page
from tools.site_pages.command_line import command_line_page
from tools.site_pages.environment import environment_page
from tools.site_pages.error_catalogue import error_catalogue
from tools.site_pages.fields import fields_page
from tools.site_pages.machine_text import machine_texts
from tools.site_pages.overlay_page import overlay_page
from tools.site_pages.pictures.building_day import building_day
from tools.site_pages.pictures.demo import demo_recording
from tools.site_pages.pictures.hold_by_mode import hold_by_mode
from tools.site_pages.pictures.quota_pacing import quota_pacing
from tools.site_pages.rest import rest_page
from tools.site_pages.swagger import swagger_document
from tools.site_pages.vendors import vendors_page
from tools.spec_update.usage import Usage, read_usage

__all__ = ["MEASURED", "makers", "write_all"]

PICTURES: Final = "assets/made"
MEASURED: Final = f"{PICTURES}/demo.svg"
"""The one file that differs from run to run: it shows how long things took."""


def write_all(root: Path, docs: Path) -> list[Path]:
    """Write everything that is made from the repository at ``root`` into ``docs``."""
    # What needs no usage is made in another process meanwhile: the demo and the errors mostly wait.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        meanwhile = {name: apart.submit(make) for name, make in _without_usage(root).items()}
        made = {name: make() for name, make in _with_usage(read_usage(root)).items()}
        made |= {name: each.result() for name, each in meanwhile.items()}
    written = [_write(docs / name, text) for name, text in made.items()]
    # After the pages, because these are the pages again, as text for machines.
    return written + [_write(docs / name, text) for name, text in machine_texts(root, docs).items()]


def makers(root: Path, usage: Usage) -> Mapping[str, Callable[[], str]]:
    """Give what makes each file, by its name below ``docs``."""
    return {**_without_usage(root), **_with_usage(usage)}


def _without_usage(root: Path) -> dict[str, Callable[[], str]]:
    return {
        "changelog.md": partial(changelog_page, root),
        "how/overlay.md": partial(overlay_page, root / "spec"),
        "reference/command-line.md": command_line_page,
        "reference/environment.md": partial(environment_page, root / "smartbuildings"),
        "reference/error-catalogue.md": error_catalogue,
        "reference/fields.md": fields_page,
        "reference/vendors.md": vendors_page,
        f"{PICTURES}/building-day.svg": building_day,
        f"{PICTURES}/hold-by-mode.svg": hold_by_mode,
        f"{PICTURES}/quota-pacing.svg": quota_pacing,
        MEASURED: demo_recording,
    }


def _with_usage(usage: Usage) -> dict[str, Callable[[], str]]:
    made: dict[str, Callable[[], str]] = {}
    for package, document in usage.documents.items():
        name = package.replace("_", "-")
        made[f"reference/rest/{name}.md"] = partial(rest_page, package, usage)
        made[f"{PICTURES}/{name}.json"] = partial(_as_json, document)
        made[f"{PICTURES}/{name}-swagger.json"] = partial(_as_json, swagger_document(document))
    return made


def _as_json(document: Mapping[str, object]) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
