"""The examples of a docstring: what is typed behind ``>>>``, or fenced blocks as on a page."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

import smartbuildings

from .pages import examples

__all__ = ["Docstring", "docstrings", "run"]

_SECTION: Final = re.compile(r"^Examples?:$", re.MULTILINE)


@attrs.frozen
class Docstring:
    """A docstring, and whose it is."""

    name: str
    module: str
    text: str
    line: int

    @property
    def has_example(self) -> bool:
        """Whether it shows code, or says that it does."""
        return any((">>> " in self.text, "```" in self.text, _SECTION.search(self.text)))


def docstrings(file: Path, package: Path) -> Iterator[Docstring]:
    """Read the docstrings of a file, in order."""
    module = ".".join((package.name, *file.relative_to(package).with_suffix("").parts)).removesuffix(".__init__")
    yield from _within(ast.parse(file.read_text(encoding="utf-8")), module, module)


def run(docstring: Docstring, names: Mapping[str, Any]) -> None:
    """Run the examples of a docstring, where the names of its module, our public names and ``names`` are known.

    Raises:
        AssertionError: it gives something else than it shows, or shows nothing that could be compared.
    """
    public = {name: getattr(smartbuildings, name) for name in smartbuildings.__all__}
    known = {**public, **names, **vars(importlib.import_module(docstring.module))}
    fenced = examples(docstring.text, docstring.name)
    typed = doctest.DocTestParser().get_doctest(docstring.text, known, docstring.name, None, docstring.line)
    if not fenced and not any(each.want or each.source.startswith("assert ") for each in typed.examples):
        raise AssertionError(f"{docstring.name} has an example that shows nothing to compare with.")
    told = io.StringIO()
    if doctest.DocTestRunner(verbose=False).run(typed, out=told.write, clear_globs=False).failed:
        raise AssertionError(told.getvalue())
    for example in fenced:
        example.namespace.update(known)
        example.evaluate()


def _within(
    node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, name: str, module: str
) -> Iterator[Docstring]:
    if text := ast.get_docstring(node, clean=False):
        yield Docstring(name, module, inspect.cleandoc(text), node.body[0].lineno)
    for each in node.body:
        if isinstance(each, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _within(each, f"{name}.{each.name}", module)
