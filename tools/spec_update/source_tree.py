"""The Python source of this repository as data: modules, classes and functions, and what a name in one of them means.

Nothing is imported, so a tree that does not run, or stands in another folder, can be read as well. Which class an
expression has is left to ``inference``.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

import attrs

__all__ = ["Class", "Function", "Module", "SourceTree", "children_of", "nodes_in", "parse_module"]

_FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_LONGEST_CHAIN: Final = 12
"""How many re-exports are followed: more is a circle."""
_FREE_BASES: Final = frozenset({"ABC", "Generic", "Protocol", "object"})
"""Bases outside the tree that bring no members of their own."""


@attrs.frozen(eq=False)
class Module:
    """One file."""

    name: str
    """Dotted, such as ``smartbuildings._async.pager``."""
    path: Path
    tree: ast.Module = attrs.field(repr=False)
    names: Mapping[str, str] = attrs.field(repr=False)
    """What its imports bind, by the name here: the dotted name there."""
    is_package: bool = False


@attrs.frozen(eq=False)
class Function:
    """One function or method, the functions inside it included."""

    name: str
    """Dotted, such as ``smartbuildings._async.pager.AsyncPager.all``."""
    node: _FunctionNode = attrs.field(repr=False)
    module: Module = attrs.field(repr=False)
    owner: Class | None = attrs.field(default=None, repr=False)

    @property
    def short(self) -> str:
        """The name without module, and without class."""
        return self.node.name

    @property
    def is_property(self) -> bool:
        """Whether it is read like an attribute."""
        return any(isinstance(mark, ast.Name) and mark.id == "property" for mark in self.node.decorator_list)


@attrs.frozen(eq=False)
class Class:
    """One class."""

    name: str
    node: ast.ClassDef = attrs.field(repr=False)
    module: Module = attrs.field(repr=False)
    bases: tuple[str, ...] = ()
    """Dotted where they are in the tree, as written where not."""
    methods: dict[str, Function] = attrs.field(factory=dict[str, "Function"], repr=False)

    @property
    def short(self) -> str:
        """The name without module."""
        return self.node.name


class SourceTree:
    """Everything below a repository's packages.

    Args:
        root: The folder of the repository.
        packages: Packages by name, each with its folder relative to ``root``.
    """

    def __init__(self, root: Path, packages: Mapping[str, str]) -> None:
        self.root = root
        self.modules: dict[str, Module] = {}
        self.classes: dict[str, Class] = {}
        self.functions: dict[str, Function] = {}
        """Functions of modules and methods of classes, by dotted name."""
        for package, folder in packages.items():
            for path in sorted((root / folder).rglob("*.py")):
                name, is_package = _module_name(package, path.relative_to(root / folder))
                self._add(parse_module(name, path, path.read_text(encoding="utf-8"), is_package=is_package))
        self._children: dict[str, list[Class]] = {}
        for each in list(self.classes.values()):
            bases = tuple(self.meaning(each.module, _text(base)) or _text(base) for base in each.node.bases)
            self.classes[each.name] = attrs.evolve(each, bases=bases)
        for each in self.classes.values():
            for base in each.bases:
                self._children.setdefault(base, []).append(each)

    def _add(self, module: Module) -> None:
        self.modules[module.name] = module
        for node in _definitions(module.tree.body):
            if isinstance(node, ast.ClassDef):
                made = Class(f"{module.name}.{node.name}", node, module)
                self.classes[made.name] = made
                for inner in _definitions(node.body):
                    if not isinstance(inner, ast.ClassDef):
                        method = Function(f"{made.name}.{inner.name}", inner, module, made)
                        made.methods[inner.name] = self.functions[method.name] = method
            else:
                self.functions[f"{module.name}.{node.name}"] = Function(f"{module.name}.{node.name}", node, module)

    # -- names

    def meaning(self, module: Module, written: str) -> str | None:
        """Give the dotted name of what ``written`` (``reading.read_alerts``) means in a module; None if it is local."""
        first, _, rest = written.partition(".")
        found = module.names.get(first)
        if found is None:
            here = f"{module.name}.{first}"
            if here not in self.classes and here not in self.functions:
                return None
            found = here
        return self._followed(f"{found}.{rest}" if rest else found)

    def _followed(self, dotted: str, depth: int = 0) -> str:
        """Follow re-exports to where a thing is defined; what is not in the tree stays as it is."""
        if dotted in self.classes or dotted in self.functions or dotted in self.modules or depth > _LONGEST_CHAIN:
            return dotted
        parts = dotted.split(".")
        for length in range(len(parts) - 1, 0, -1):
            module = self.modules.get(".".join(parts[:length]))
            if module is None:
                continue
            found = module.names.get(parts[length])
            if found is None:
                return dotted
            return self._followed(".".join([found, *parts[length + 1 :]]), depth + 1)
        return dotted

    # -- classes

    def ancestry(self, owner: Class) -> Iterator[Class]:
        """Give a class and the classes that it inherits from, each before its bases."""
        seen: set[str] = set()
        left = [owner.name]
        while left:
            name = left.pop(0)
            if name in self.classes and name not in seen:
                seen.add(name)
                yield self.classes[name]
                left += self.classes[name].bases

    def descendants(self, owner: Class) -> Iterator[Class]:
        """Give the classes that inherit from a class, itself not among them."""
        for child in self._children.get(owner.name, ()):
            yield child
            yield from self.descendants(child)

    def method(self, owner: Class, name: str) -> Function | None:
        """Give the method that an object of exactly this class has under a name."""
        return next((each.methods[name] for each in self.ancestry(owner) if name in each.methods), None)

    def implementations(self, owner: Class, name: str) -> list[Function]:
        """Give every method that may run when one is called on an object declared to be of this class."""
        found = [self.method(each, name) for each in (owner, *self.descendants(owner))]
        return list(dict.fromkeys(each for each in found if each is not None))

    def members(self, owner: Class) -> frozenset[str] | None:
        """Give the names that an object of a class has; None if it inherits from what is not in the tree."""
        names: set[str] = set(dir(object))
        for each in self.ancestry(owner):
            names |= set(each.methods) | _assigned(each.node)
            for base in each.bases:
                bare = base.partition("[")[0].rpartition(".")[2]
                if base.partition("[")[0] in self.classes or bare in _FREE_BASES:
                    continue
                known = getattr(builtins, bare, None)
                if known is None:
                    return None
                names |= set(dir(known))
        return frozenset(names)


@cache
def nodes_in(node: ast.AST) -> tuple[ast.AST, ...]:
    """Return what ``ast.walk`` lists; the trees of files are kept and never changed, and most are walked many times."""
    return tuple(ast.walk(node))


@cache
def children_of(node: ast.AST) -> tuple[ast.AST, ...]:
    """Return what ``ast.iter_child_nodes`` lists."""
    return tuple(ast.iter_child_nodes(node))


def parse_module(name: str, path: Path, source: str, *, is_package: bool = False) -> Module:
    """Parse one file, or a piece of one; ``await`` may stand outside of functions, as in documentation.

    Raises:
        SyntaxError: it is not Python.
    """
    package = name if is_package else name.rpartition(".")[0]
    tree, names = _parsed(source, package)
    return Module(name, path, tree, names, is_package)


@cache  # one process looks at nearly the same tree more than once: before and after an update, and in tests
def _parsed(source: str, package: str) -> tuple[ast.Module, Mapping[str, str]]:
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    tree = compile(source, package, "exec", flags=flags, dont_inherit=True)
    assert isinstance(tree, ast.Module), "a file is parsed as a module"
    return tree, dict(_imports(tree, package))


def _module_name(package: str, path: Path) -> tuple[str, bool]:
    parts = [package, *path.with_suffix("").parts]
    if parts[-1] == "__init__":
        return ".".join(parts[:-1]), True
    return ".".join(parts), False


def _imports(tree: ast.Module, package: str) -> Iterator[tuple[str, str]]:
    # Those inside functions and behind TYPE_CHECKING as well: a name means one thing in a module of ours.
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.name.partition(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (bound, bound)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            above = ".".join(parents[: len(parents) - node.level + 1]) if node.level else ""
            source = ".".join(filter(None, (above, node.module)))
            for alias in node.names:
                yield alias.asname or alias.name, f"{source}.{alias.name}"


def _definitions(body: list[ast.stmt]) -> Iterator[ast.ClassDef | _FunctionNode]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        elif isinstance(node, ast.If):
            yield from _definitions([*node.body, *node.orelse])


@cache
def _assigned(node: ast.ClassDef) -> frozenset[str]:
    """Give the names that a class's body or its methods assign: class variables, fields, ``self.name``."""
    found: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store) and _text(each.value) == "self":
            found.add(each.attr)
    for statement in node.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AnnAssign):
            targets = [statement.target]
        found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return frozenset(found)


def _text(node: ast.expr) -> str:
    return ast.unparse(node)
