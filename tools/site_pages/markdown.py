"""Markdown as the made pages write it: tables, code spans, and the labels that say how something is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from tools.spec_update.docs_pages import WRITTEN

__all__ = ["MARKS", "code", "in_a_cell", "made", "mark_label", "plain", "sub_heading", "table", "tidy"]

MARKS: Final = {
    "known": "is in the vendor's public documentation",
    "carried": "was in an older published version, and no change is known",
    "inferred": "is a conclusion, with its reason beside it",
}
"""What each mark means."""


def made(page: str) -> str:
    """Put a line in front of a page that says which tool made it, so that no person or tool edits it."""
    return f"{WRITTEN}`python -m tools.site_pages`; do not edit. -->\n\n{tidy(page)}"


def tidy(text: str) -> str:
    """Leave one empty line where there are several, none at the end, and no spaces before the end of a line."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Draw a table; a cell that stands for nothing is a dash."""
    lines = [_row(head), "|" + "---|" * len(head)]
    return "\n".join([*lines, *(_row([each or "–" for each in row]) for row in rows)]) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(in_a_cell(cell) for cell in cells) + " |"


def in_a_cell(text: str) -> str:
    """Keep a text on the one line that a cell has; pipes outside of code would end it."""
    pieces = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(piece if piece.startswith("`") else re.sub(r"(?<!\\)\|", r"\\|", piece) for piece in pieces)


def code(text: object) -> str:
    """Write a text as code, backticks and all."""
    written = str(text)
    marks = "``" if "`" in written else "`"
    return f"{marks} {written} {marks}" if marks == "``" else f"`{written}`"


def plain(text: str) -> str:
    """Keep prose from being read as markup: angle brackets outside of code."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(piece if piece.startswith("`") else piece.replace("<", "&lt;") for piece in pieces)


def mark_label(mark: str | None) -> str:
    """Write a mark as a label; the theme gives ``mark-known`` and the others their colours."""
    if mark is None:
        return ""
    return f'<strong class="mark mark-{mark}">{mark}</strong>'


def sub_heading(text: str, anchor: str, *, level: int = 4) -> str:
    """Write a heading that the table of contents, long enough already, leaves out."""
    return f'\n<h{level} id="{anchor}">{text}</h{level}>\n'
