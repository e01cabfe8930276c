"""The site as text for machines: ``llms.txt`` lists the pages, ``llms-full.txt`` holds them all, as Markdown.

Each page is there once more as ``llms/<page>.txt``. What a page takes from docstrings is written out, labels and links
of the site become plain words, and blocks in tabs stand one after another. The form of the list is that of
https://llmstxt.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from tools.site_pages.docstrings import described
from tools.site_pages.markdown import tidy

__all__ = ["machine_texts"]

_FENCE: Final = re.compile(r"^(\s*)(```|~~~)", re.MULTILINE)
_TAB: Final = re.compile(r'^(\s*)===[!+]? "(.*)"\s*$')
_NOTE: Final = re.compile(r'^(\s*)(?:!!!|\?\?\?\+?) (\w+)(?: "(.*)")?\s*$')
_DIRECTIVE: Final = re.compile(r"^::: ([\w.]+)\s*$")
_HEADING: Final = re.compile(r"<h(\d)[^>]*>(.*?)</h\d>")
_REFERENCE: Final = re.compile(r"\[([^\]\n]+)\]\[[\w.]*\]")
_ATTRIBUTES: Final = re.compile(r"\{ *[#.:][^}\n]*\}")
_TAGS: Final = re.compile(r"</?(?:div|p|details|summary|figure|figcaption|center|swagger-ui)\b[^>]*>")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_LONGEST: Final = 200


def machine_texts(root: Path, docs: Path) -> dict[str, str]:
    """Write the texts of every page that the site's navigation names, by their names below ``docs``."""
    site = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loader)
    pages = [(section, title, name) for section, title, name in _pages(site["nav"]) if (docs / name).is_file()]
    texts = {name: _as_text((docs / name).read_text(encoding="utf-8"), root) for _, _, name in pages}
    made = {f"llms/{name.removesuffix('.md')}.txt": text for name, text in texts.items()}
    made["llms.txt"] = tidy("\n".join(_list(site, pages, texts)))
    made["llms-full.txt"] = "\n\n".join([f"# {site['site_name']}\n\n> {site['site_description']}\n", *texts.values()])
    return made


def _list(site: Mapping[str, Any], pages: list[tuple[str, str, str]], texts: Mapping[str, str]) -> Iterator[str]:
    yield f"# {site['site_name']}\n\n> {site['site_description']}\n"
    yield "Every page as Markdown; [all of them in one file](llms-full.txt).\n"
    last = ""
    for section, title, name in pages:
        if section != last:
            yield f"\n## {section}\n"
            last = section
        yield f"- [{title}](llms/{name.removesuffix('.md')}.txt): {_first_sentence(texts[name])}"


def _pages(nav: list[Any], section: str = "") -> Iterator[tuple[str, str, str]]:
    for entry in nav:
        for title, below in entry.items() if isinstance(entry, dict) else [("", entry)]:
            if isinstance(below, list):
                yield from _pages(below, section or title)
            elif str(below).endswith(".md"):
                yield section or title, title or str(below), str(below)


# --- one page ---------------------------------------------------------------------------------------------------------


def _as_text(page: str, root: Path) -> str:
    lines, is_code = [], False
    for line in _with_docstrings(_COMMENT.sub("", page).splitlines(), root):
        if _FENCE.match(line):
            is_code = not is_code
        lines.append(line if is_code else _without_markup(line))
    return "\n".join(_out_of_tabs(lines)).strip("\n") + "\n"


def _without_markup(line: str) -> str:
    line = line.replace("<br>", "; ")
    line = re.sub(r"</?strong[^>]*>", "**", line)
    line = _HEADING.sub(lambda found: f"{'#' * int(found[1])} {found[2]}", line)
    line = _REFERENCE.sub(r"\1", _TAGS.sub("", line))
    return _ATTRIBUTES.sub("", line).replace("&lt;", "<").rstrip()


def _out_of_tabs(lines: list[str]) -> Iterator[str]:
    """Move the contents of tabs and notes to the left, each under its title."""
    indent: int | None = None
    for line in lines:
        opened = _TAB.match(line) or _NOTE.match(line)
        if opened is not None:
            indent = len(opened[1])
            yield f"**{opened[opened.lastindex or 2]}**"
            continue
        depth = len(line) - len(line.lstrip())
        if indent is not None and line.strip() and depth <= indent:
            indent = None
        yield line[indent + 4 :] if indent is not None else line


def _with_docstrings(lines: list[str], root: Path) -> Iterator[str]:
    """Write out what mkdocstrings would put in place of ``::: name`` and the options below it."""
    left = list(lines)
    while left:
        line = left.pop(0)
        found = _DIRECTIVE.match(line)
        if found is None:
            yield line
            continue
        options = []
        while left and (left[0].startswith("    ") or not left[0].strip()):
            options.append(left.pop(0))
        told = yaml.safe_load("\n".join(options)) or {}
        yield from described(found[1], told.get("options", {}), root).splitlines()
        yield ""


def _first_sentence(text: str) -> str:
    """Give the first sentence of a page that is one: headings, pictures, tables and code are not."""
    for paragraph in text.split("\n\n"):
        words = " ".join(paragraph.split())
        if words and re.match(r"[A-Z`\[*]", words) and not words.startswith(("[!", "```", "* ")):
            plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", words)
            sentence = re.split(r"(?<=[.!?:])\s", plain)[0].rstrip(":")
            return sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST].rsplit(' ', 1)[0]} ..."
    return ""


class _Loader(yaml.SafeLoader):
    """YAML with the tags that a site's configuration may have, which do not matter here."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)
