"""The page in the docs that an update leaves behind, and the list of these pages.

A page is the report as it stood when the update was kept. The list in ``docs/updates/index.md`` is made from the pages
themselves, between two marks, so that whatever else stands there stays, and so that no other file names a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from tools.spec_update.docs_pages import WRITTEN

__all__ = ["FOLDER", "write_update_page"]

FOLDER: Final = "docs/updates"
BEGIN: Final = "<!-- updates: the command writes what stands between these marks -->"
END: Final = "<!-- end of updates -->"
NONE: Final = "No update has been taken over yet."
_HEAD: Final = f"{WRITTEN}`python -m tools.spec_update` when the update was kept. -->\n\n"
_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})-.+\.md")
_TITLE: Final = re.compile(r"^# (.+)$", re.MULTILINE)
_VERDICT: Final = re.compile(r"^\*\*Verdict: (.+?)\.\*\*", re.MULTILINE)


def write_update_page(root: Path, api: str, report: str, today: date) -> str:
    """Write the page of an update and put it into the list; give the page's name."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    name = _free_name(folder, f"{today.isoformat()}-{api}")
    (folder / name).write_text(_HEAD + report, encoding="utf-8")
    index = folder / "index.md"
    text = index.read_text(encoding="utf-8") if index.is_file() else f"# Updates\n\n{BEGIN}\n{END}\n"
    index.write_text(with_list(text, folder), encoding="utf-8")
    return name


def with_list(text: str, folder: Path) -> str:
    """Give the text of the index with the list as the pages in ``folder`` are now."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:  # somebody took the marks out: the list goes to the end, with new ones
        before, after = f"{text.rstrip()}\n\n", "\n"
    return f"{before}{BEGIN}\n\n{''.join(_rows(folder)) or f'{NONE}{chr(10)}'}\n{END}{after}"


def _rows(folder: Path) -> Iterator[str]:
    names = sorted((path.name for path in folder.glob("*.md") if _NAME.fullmatch(path.name)), reverse=True)
    if names:
        yield "| date | update | verdict |\n|---|---|---|\n"
    for name in names:
        text = (folder / name).read_text(encoding="utf-8")
        title, verdict = (found[1] if (found := pattern.search(text)) else "" for pattern in (_TITLE, _VERDICT))
        yield f"| {name[:10]} | [{title or name}]({name}) | {verdict} |\n"


def _free_name(folder: Path, name: str) -> str:
    taken = {path.stem for path in folder.glob("*.md")}
    number = 1
    while (free := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return f"{free}.md"
