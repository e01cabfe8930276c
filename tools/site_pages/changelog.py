"""The changelog as a page: the releases of ``CHANGELOG.md``, and above them what waits in ``changelog.d``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.site_pages.markdown import made

__all__ = ["changelog_page"]

_MARKER: Final = "<!-- releases below, the newest first -->"
_FRAGMENT: Final = re.compile(r"^(?P<topic>[^.]+)\.(?P<kind>[a-z]+)\.md$")


def changelog_page(root: Path) -> str:
    """Write the page."""
    intro, _, releases = (root / "CHANGELOG.md").read_text(encoding="utf-8").partition(_MARKER)
    # The folder that the introduction links to is not on the site: what it holds is.
    intro = re.sub(r"\[`changelog\.d/`\]\([^)]*\)", "the first section", intro)
    return made("\n".join([intro.strip(), "", *_waiting(root), releases.strip()]))


def _waiting(root: Path) -> Iterator[str]:
    kinds = {
        kind["directory"]: kind["name"]
        for kind in tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"]["type"]
    }
    found: dict[str, list[str]] = {kind: [] for kind in kinds}
    for path in sorted((root / "changelog.d").glob("*.md")):
        named = _FRAGMENT.match(path.name)
        if named is not None and named["kind"] in found:
            found[named["kind"]].append(" ".join(path.read_text(encoding="utf-8").split()))
    if not any(found.values()):
        return
    yield "## Not released yet\n"
    for kind, texts in found.items():
        if texts:
            yield f"### {kinds[kind]}\n\n" + "".join(f"- {text}\n" for text in texts)
