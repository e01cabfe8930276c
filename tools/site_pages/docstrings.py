"""The reference as text: what a ``:::`` line of a page stands for, from the docstrings in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import griffe

__all__ = ["described", "loaded"]


@cache
def loaded(root: Path) -> griffe.GriffeLoader:
    """Read the source of the packages, once."""
    loader = griffe.GriffeLoader(search_paths=[root, root / "generated"], docstring_parser="google")
    loader.load("smartbuildings")
    loader.resolve_aliases(implicit=False, external=False)
    return loader


def described(name: str, options: Mapping[str, Any], root: Path) -> str:
    """Describe a module, class or function with its public members, as Markdown."""
    item = loaded(root).modules_collection[name]
    wanted = options.get("members")
    if item.is_module:
        return "\n".join(
            "\n".join(_object(member, level=3)) for member in _members(item, wanted, options.get("filters"))
        )
    return "\n".join(_object(item, level=3))


def _object(item: Any, level: int) -> Iterator[str]:
    yield f"{'#' * level} {_signature(item)}\n"
    if item.docstring is not None:
        yield f"{item.docstring.value.strip()}\n"
    if item.is_class:
        for member in _members(item, None, None):
            if member.docstring is not None:
                yield from _object(member, level + 1)


def _members(item: Any, wanted: list[str] | None, filters: list[str] | None) -> list[Any]:
    """Give the members that are shown, those that a class inherits included."""
    own = item.all_members if item.is_class else item.members
    hidden = [re.compile(each.removeprefix("!")) for each in filters or ["!^_"] if each.startswith("!")]
    found = []
    for name, member in own.items():
        if wanted is not None and name not in wanted:
            continue
        if any(each.search(name) for each in hidden) or (member.is_alias and item.is_module):
            continue
        if item.is_module and item.exports is not None and name not in item.exports:
            continue
        found.append(member)
    return found


def _signature(item: Any) -> str:
    if not item.is_function:
        kind = "" if item.is_class or item.is_module or item.annotation is None else f": {item.annotation}"
        return f"`{item.name}{kind}`"
    shown = []
    for parameter in item.parameters:
        if parameter.name in ("self", "cls"):
            continue
        written = parameter.name if parameter.annotation is None else f"{parameter.name}: {parameter.annotation}"
        shown.append(written if parameter.default is None else f"{written} = {parameter.default}")
    returns = "" if item.returns is None else f" -> {item.returns}"
    return f"`{item.name}({', '.join(shown)}){returns}`"
