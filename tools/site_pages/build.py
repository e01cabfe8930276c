"""What is made, and where it goes: one entry for each page or picture."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tools.site_pages.changelog import changelog_page
from tools.site_pages.command_line import command_line_page
from tools.site_pages.environment import environment_page
from tools.site_pages.error_catalogue import error_catalogue
from tools.site_pages.overlay_page import overlay_page
from tools.site_pages.rest import rest_page
from tools.spec_update.usage import Usage, read_usage

__all__ = ["write_all"]

PICTURES: Final = "assets/made"


def write_all(root: Path, docs: Path) -> list[Path]:
    """Write everything that is made from the repository at ``root`` into ``docs``."""
    usage = read_usage(root)
    written = []
    for name, make in _makers(root, usage).items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make(), encoding="utf-8")
        written.append(path)
    return written


def _makers(root: Path, usage: Usage) -> Mapping[str, Callable[[], str]]:
    makers: dict[str, Callable[[], str]] = {
        "reference/command-line.md": command_line_page,
        "reference/error-catalogue.md": error_catalogue,
        "reference/environment.md": lambda: environment_page(root / "smartbuildings"),
        "how/overlay.md": lambda: overlay_page(root / "spec"),
        "changelog.md": lambda: changelog_page(root),
    }
    for package, document in usage.documents.items():
        name = package.replace("_", "-")
        makers[f"reference/rest/{name}.md"] = lambda package=package: rest_page(package, usage)  # type: ignore[misc]
        makers[f"{PICTURES}/{name}.json"] = lambda document=document: _as_json(document)  # type: ignore[misc]
    return makers


def _as_json(document: Mapping[str, object]) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
