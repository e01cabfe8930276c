"""The examples of a page, read by sybil: each block of Python or shell, with the output that the page shows below it.

A block of ``text`` that follows a block of code, with nothing between them, is what that code prints. Python without
one has to assert something: an example that could not fail would prove nothing. Shell without one is not run, since
much of it installs, or serves until somebody stops it; that its commands exist is checked elsewhere.
"""

from __future__ import annotations

import ast
import contextlib
import difflib
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs
from sybil import Document, Example, Lexeme, Region
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

from .shell import Shell

__all__ = ["ROOT", "SHELL", "Block", "commands", "examples", "pages", "tab_sets"]

ROOT: Final = Path(__file__).parents[2]
SHELL: Final = "__shell__"
"""Where a namespace has the shell that runs the blocks of shell."""

_FENCE: Final = re.compile(r"(?P<language>\w*)(?P<rest>[^\n]*)$\n", re.MULTILINE)
_SHELL: Final = {"bash", "console", "sh", "shell"}
_TAB: Final = re.compile(r'(?P<indent> *)=== "(?P<label>[^"]+)"')


@attrs.frozen
class Block:
    """A block of code, and what it prints."""

    code: Lexeme
    output: str | None
    is_shell: bool

    @property
    def needs(self) -> frozenset[str]:
        """The programs that it cannot do without, beside our own."""
        return frozenset({"bash", *re.findall(r"\bcurl\b", self.code)}) if self.is_shell else frozenset()


def pages() -> list[Path]:
    """List every page that has code in it; none where the tests run away from the repository."""
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if page.exists() and "```" in page.read_text(encoding="utf-8")]


def examples(text: str, path: str) -> list[Example]:
    """Read the examples of a text, in order; they share one namespace, as they do for a reader."""
    document = Document(text, path)
    for region in _blocks(document):
        document.add(region)
    return list(document.examples())


def commands(page: Path) -> Iterator[str]:
    """Read the lines of shell that a page shows."""
    for region in RawFencedCodeBlockLexer(_FENCE)(Document(page.read_text(encoding="utf-8"), str(page))):
        if region.lexemes["language"] in _SHELL:
            yield from str(region.lexemes["source"]).splitlines()


def tab_sets(text: str) -> list[list[str]]:
    """Read the labels of each set of tabs."""
    found: list[list[str]] = []
    open_sets: dict[int, list[str]] = {}  # by indent; a tab may have a set within
    for line in text.splitlines():
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if tab := _TAB.fullmatch(line.rstrip()):
            if indent not in open_sets:
                found.append(open_sets.setdefault(indent, []))
            open_sets[indent].append(tab["label"])
            indent += 1
        open_sets = {each: labels for each, labels in open_sets.items() if each < indent}
    return found


def _blocks(document: Document) -> Iterable[Region]:
    found: list[Region] = []
    last: Region | None = None
    for region in sorted(RawFencedCodeBlockLexer(_FENCE)(document), key=lambda region: region.start):
        language, source = region.lexemes["language"], region.lexemes["source"]
        if language == "python" or language in _SHELL:
            is_shell = language in _SHELL
            region.parsed, region.evaluator = Block(source, None, is_shell), _run_shell if is_shell else _run
            found.append(region)
            last = region
        else:
            if language == "text" and last is not None and not document.text[last.end : region.start].strip():
                last.parsed = attrs.evolve(last.parsed, output=str(source))
            last = None
    return [region for region in found if not region.parsed.is_shell or region.parsed.output is not None]


def _run(example: Example) -> None:
    block: Block = example.parsed
    padding = "\n" * (example.line + block.code.line_offset)  # so that a traceback names the line of the page
    tree = ast.parse(padding + block.code, example.path)
    if block.output is None and not any(isinstance(node, ast.Assert) for node in ast.walk(tree)):
        raise AssertionError("The block asserts nothing, and the page shows no output of it.")
    printed = io.StringIO()
    namespace: dict[str, Any] = example.namespace
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, example.path, "exec"), namespace)
        for node in tree.body:  # A test that is only defined would prove nothing.
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                namespace[node.name](**{each.arg: namespace[each.arg] for each in node.args.args})
    if block.output is not None:
        _compare(block.output, printed.getvalue())


def _run_shell(example: Example) -> None:
    block: Block = example.parsed
    shell: Shell = example.namespace[SHELL]
    assert block.output is not None
    _compare(block.output, shell.run(block.code))


def _compare(shown: str, printed: str) -> None:
    if printed.rstrip() != shown.rstrip():
        sides = shown.rstrip().splitlines(), printed.rstrip().splitlines()
        difference = "\n".join(difflib.unified_diff(*sides, "the page shows", "it prints", lineterm=""))
        raise AssertionError(f"The block prints something else than the page shows.\n{difference}")
