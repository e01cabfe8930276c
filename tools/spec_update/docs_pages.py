"""What the documentation names: members of public classes in prose, in code spans and in Python blocks.

A name counts as a member if what stands before the dot is a public class, or, in Python blocks, an object whose class
is known: from an annotation, a constructor, or by its own name (``thermostat``, ``building``, ``sb``). What cannot be
told is left alone.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import attrs

from tools.spec_update.facade import FACADE, SYNC, sync_name
from tools.spec_update.inference import Inference, Kind, Names
from tools.spec_update.source_tree import Class, Module, SourceTree, parse_module

__all__ = ["Mention", "Page", "read_pages"]

WRITTEN: Final = "<!-- Written by "
"""How a page begins that a tool writes. Such a page may tell of what is gone, and is not read here."""
_BY_NAME: Final = {
    "sb": "SmartBuildings",
    "client": "SmartBuildings",
    "thermostat": "Thermostat",
    "building": "Building",
}
"""What a variable of this name holds in our documentation, unless the page says otherwise."""
_PLACES: Final = (SYNC, FACADE, "smartbuildings.ecobee.models", "smartbuildings")
"""Where a class of a given name is looked for after the public names of the package; the nearest wins."""
_FILE_ENDINGS: Final = frozenset({"csv", "html", "json", "md", "png", "py", "svg", "toml", "txt", "yaml", "yml"})
_FENCE: Final = re.compile(r"^(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})[ {.]*(?P<language>\w*)")
_PYTHON: Final = frozenset({"py", "pycon", "python", "python3"})
_SHOWN: Final = frozenset({"markdown", "text"})
"""What a program printed: held against the program by other tests, and in names of the wire where it tells drift."""
_LINK: Final = re.compile(r"\]\([^)]*\)|<?https?://[^\s>)]+")
_MEMBER: Final = re.compile(r"(?<![\w./-])(?:smartbuildings\.(?:\w+\.)*)?(?P<owner>[A-Z]\w+)\.(?P<member>[A-Za-z_]\w*)")
_OPERATION: Final = re.compile(r"\b[a-z]+[A-Z]\w+")


@attrs.frozen
class Mention:
    """One place where a page names a member."""

    line: int
    owner: str
    """The class, as written or as inferred."""
    member: str
    is_there: bool


@attrs.frozen
class Page:
    """One page of the documentation."""

    path: str
    """Relative to the repository."""
    mentions: tuple[Mention, ...]
    words: frozenset[str]
    """Words that may be operationIds."""

    @property
    def names(self) -> frozenset[str]:
        """Members, by their sync names, and words that may be operationIds."""
        return self.words | {f"{sync_name(each.owner)}.{each.member}" for each in self.mentions}


def read_pages(root: Path, tree: SourceTree) -> list[Page]:
    """Read README.md and every page below ``docs`` that people write."""
    paths = [path for path in [root / "README.md", *sorted((root / "docs").rglob("*.md"))] if path.is_file()]
    reader = _Reader(tree)
    pages = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if not text.startswith(WRITTEN):
            pages.append(reader.read(path.relative_to(root).as_posix(), text))
    return pages


class _Reader:
    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._inference = Inference(tree)
        self._public = _public_classes(tree)

    def read(self, path: str, text: str) -> Page:
        prose, blocks = _split(text)
        mentions = [*self._in_prose(prose), *self._in_blocks(blocks)]
        words = frozenset(_OPERATION.findall(text))
        return Page(path, tuple(sorted(set(mentions), key=lambda each: (each.line, each.owner, each.member))), words)

    def _in_prose(self, lines: list[tuple[int, str]]) -> Iterator[Mention]:
        for number, line in lines:
            for found in _MEMBER.finditer(_LINK.sub("] ", line)):
                owner = self._public.get(found["owner"])
                if owner is not None and found["member"] not in _FILE_ENDINGS:
                    yield from self._mention(number, owner, found["member"])

    def _in_blocks(self, blocks: list[tuple[int, str]]) -> Iterator[Mention]:
        names = self._by_name()
        imports: dict[str, str] = {}
        for first, source in blocks:
            try:
                module = parse_module("page", Path("page"), source)
            except SyntaxError:
                continue  # a fragment; the tests of the documentation tell whether blocks run
            # A page is read from top to bottom, and what one block imports or binds the next ones may use; what a
            # function binds ends with it.
            imports |= module.names
            module = attrs.evolve(module, names=dict(imports))
            functions = [each for each in module.tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
            rest = ast.Module([each for each in module.tree.body if each not in functions], [])
            yield from self._in_scope(rest, first, module, names)
            for function in functions:
                yield from self._in_scope(function, first, module, dict(names))

    def _in_scope(self, scope: ast.AST, first: int, module: Module, names: Names) -> Iterator[Mention]:
        """Read one scope, and put what it binds into ``names``."""
        for node in ast.walk(scope):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.pop(node.id, None)  # it is something else from here on, perhaps nothing that can be told
        self._inference.learn(scope, module, names)
        for node in ast.walk(scope):
            if isinstance(node, ast.Attribute):
                kind = self._inference.kind(node.value, module, names)
                if kind is not None and kind.name == "type" and kind.of:
                    kind = kind.of[0]
                owner = None if kind is None else self._tree.classes.get(kind.name)
                if owner is not None:
                    yield from self._mention(first + node.lineno - 1, owner, node.attr)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("smartbuildings"):
                yield from self._imported(first + node.lineno - 1, node)

    def _by_name(self) -> Names:
        owners = {name: self._public.get(owner) for name, owner in _BY_NAME.items()}
        return {name: Kind(owner.name) for name, owner in owners.items() if owner is not None}

    def _imported(self, line: int, node: ast.ImportFrom) -> Iterator[Mention]:
        module = self._tree.modules.get(node.module or "")
        for alias in node.names if module is not None else ():
            assert module is not None
            is_there = (
                alias.name in module.names
                or self._tree.meaning(module, alias.name) is not None
                or f"{module.name}.{alias.name}" in self._tree.modules
                or any(isinstance(each, ast.Name) and each.id == alias.name for each in ast.walk(module.tree))
            )
            yield Mention(line, module.name, alias.name, is_there)

    def _mention(self, line: int, owner: Class, member: str) -> Iterator[Mention]:
        members = self._tree.members(owner)
        if members is None or (member.startswith("__") and member.endswith("__")):
            return
        is_there = member in members
        if not is_there and (twin := self._twin(owner)) is not None and owner.short in _BY_NAME.values():
            # A block may be async without saying so: `thermostat` is told by its name alone.
            is_there = member in (self._tree.members(twin) or ())
        yield Mention(line, owner.short, member, is_there)

    def _twin(self, owner: Class) -> Class | None:
        return self._tree.classes.get(
            f"{owner.module.name.replace(SYNC, FACADE, 1)}.Async{owner.short}" if SYNC in owner.name else ""
        )


def _public_classes(tree: SourceTree) -> Mapping[str, Class]:
    found: dict[str, Class] = {}
    # The vendor's class first: it has what the protocol of the same name has, and more.
    for package in filter(None, map(tree.modules.get, ("smartbuildings.ecobee", "smartbuildings"))):
        for name in package.names:
            meaning = tree.meaning(package, name)
            if meaning in tree.classes:
                found.setdefault(name, tree.classes[meaning])
    for place in _PLACES:
        for owner in tree.classes.values():
            inner = owner.module.name.removeprefix("smartbuildings.").startswith(("_core", "_io", "_stores", "cli"))
            if f"{owner.module.name}.".startswith(f"{place}.") and not inner and not owner.short.startswith("_"):
                found.setdefault(owner.short, owner)
    return found


def _split(text: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Take a page apart: its lines outside of Python blocks, and the blocks, each with its line number."""
    prose: list[tuple[int, str]] = []
    blocks: list[tuple[int, str]] = []
    block: list[str] | None = None
    opened: re.Match[str] | None = None
    first = 0
    for number, line in enumerate(text.splitlines(), start=1):
        fence = _FENCE.match(line)
        if opened is None and fence is not None:
            opened, first = fence, number + 1
            block = [] if fence["language"] in _PYTHON else None
        elif opened is not None and line.strip() == opened["marks"]:
            if block is not None:
                blocks.append((first, _without_prompts(textwrap.dedent("\n".join(block)))))
            opened, block = None, None
        elif block is not None:
            block.append(line)
        elif opened is None or opened["language"] not in _SHOWN:
            prose.append((number, line))
    return prose, blocks


def _without_prompts(source: str) -> str:
    """Give the input of a session with ``>>>`` prompts, line numbers kept; other sources as they are."""
    lines = source.splitlines()
    if not any(line.startswith(">>> ") for line in lines):
        return source
    return "\n".join(line[4:] if line.startswith((">>> ", "... ")) else "" for line in lines)
