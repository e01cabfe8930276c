"""Links and anchors: every address that a page names leads to a file of the site, and to a place that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

import attrs

from tools.site_check.finding import Finding

__all__ = ["broken_links", "edit_links", "pages_below"]

_HOST: Final = "http://site.invalid/"
_NAMING: Final = {"href", "src", "data", "poster", "action"}
_ABOUT_THE_PAGE: Final = {"canonical", "edit"}
"""Relations whose address is elsewhere by intent: where the site will stand, and where its sources are."""


@attrs.define
class _Page:
    anchors: set[str]
    links: list[str]
    edit: str | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = _Page(set(), [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.page.anchors.update(given[name] for name in ("id", "name") if given.get(name))
        relation = given.get("rel", "")
        if relation == "edit":
            self.page.edit = given.get("href")
        if relation not in _ABOUT_THE_PAGE and tag != "base":
            self.page.links += [given[name] for name in _NAMING & given.keys()]


def pages_below(folder: Path) -> list[Path]:
    """List the pages of a site, without what is only shown inside another page, such as Swagger UI."""
    return sorted(folder.rglob("index.html"))


def broken_links(root: Path, pages: Iterable[Path]) -> Iterator[Finding]:
    """Follow every link of these pages of the site whose top is at ``root``."""
    known: dict[Path, _Page] = {}
    for file in pages:
        at = file.relative_to(root).as_posix()
        for link in _read(file, known).links:
            if problem := _problem(urljoin(_HOST + at, link), root, known):
                yield Finding(at, "link", f"{link}: {problem}")


def edit_links(root: Path, pages: Iterable[Path]) -> Mapping[str, str]:
    """Give the address at which each of these pages may be edited, for those that have one."""
    found = {page.relative_to(root).as_posix(): _read(page, {}).edit for page in pages}
    return {page: link for page, link in found.items() if link}


def _problem(address: str, root: Path, known: dict[Path, _Page]) -> str | None:
    parts = urlsplit(address)
    if f"{parts.scheme}://{parts.netloc}/" != _HOST:
        return None
    target = root / unquote(parts.path).lstrip("/")
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return "there is no such page or file"
    anchor = unquote(parts.fragment)
    if anchor and target.suffix == ".html" and anchor not in _read(target, known).anchors:
        return "the page has no such place"
    return None


def _read(file: Path, known: dict[Path, _Page]) -> _Page:
    if file not in known:
        reader = _Reader()
        reader.feed(file.read_text(encoding="utf-8"))
        known[file] = reader.page
    return known[file]
