"""The examples of a page, read by sybil: each Python block, with the output that the page shows below it.

A block of ``text`` that follows a block of Python, with nothing between them, is what that Python prints. Where there
is none, the Python has to assert something: an example that could not fail would prove nothing.
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
from sybil import Document, Example, Lexeme, Region, Sybil
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

ROOT: Final = Path(__file__).parents[2]

_FENCE: Final = re.compile(r"(?P<language>\w*)(?P<rest>[^\n]*)$\n", re.MULTILINE)


@attrs.frozen
class Block:
    """A block of Python, and what it prints."""

    code: Lexeme
    output: str | None


def pages() -> list[Path]:
    """List every page that has Python in it; none where the tests run away from the repository."""
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in found if page.exists() and "```python" in page.read_text(encoding="utf-8")]


def examples(page: Path) -> list[Example]:
    """Read the examples of a page, in order; they share one namespace, as they do for a reader."""
    return list(Sybil(parsers=[_blocks]).parse(page).examples())


def commands(page: Path) -> Iterator[str]:
    """Read the lines of shell that a page shows."""
    for region in RawFencedCodeBlockLexer(_FENCE)(Document(page.read_text(encoding="utf-8"), str(page))):
        if region.lexemes["language"] in {"bash", "console", "sh", "shell"}:
            yield from str(region.lexemes["source"]).splitlines()


def _blocks(document: Document) -> Iterable[Region]:
    found: list[Region] = []
    last: Region | None = None
    for region in sorted(RawFencedCodeBlockLexer(_FENCE)(document), key=lambda region: region.start):
        language, source = region.lexemes["language"], region.lexemes["source"]
        if language == "python":
            region.parsed, region.evaluator = Block(source, None), _run
            found.append(region)
            last = region
        else:
            if language == "text" and last is not None and not document.text[last.end : region.start].strip():
                last.parsed = attrs.evolve(last.parsed, output=str(source))
            last = None
    return found


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
    if block.output is not None and printed.getvalue().rstrip() != block.output.rstrip():
        shown, real = block.output.rstrip().splitlines(), printed.getvalue().rstrip().splitlines()
        difference = "\n".join(difflib.unified_diff(shown, real, "the page shows", "it prints", lineterm=""))
        raise AssertionError(f"The block prints something else than the page shows.\n{difference}")
