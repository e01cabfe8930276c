"""Who refers to whom: for each function the functions that it calls or hands on, found from its source."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

import attrs

from tools.spec_update.inference import Inference
from tools.spec_update.source_tree import Function, SourceTree

__all__ = ["CallGraph", "Reference"]


@attrs.frozen(eq=False)
class Reference:
    """One place where a function is named."""

    target: Function
    node: ast.expr = attrs.field(repr=False)


class CallGraph:
    """The references of one source tree, found when they are asked for.

    A method called on an object may be that of its declared class or of any class below it, so all of them count.
    """

    def __init__(self, tree: SourceTree, inference: Inference) -> None:
        self._tree = tree
        self._inference = inference
        self._found: dict[str, tuple[Reference, ...]] = {}

    def references(self, function: Function) -> tuple[Reference, ...]:
        """Give what a function refers to, in no particular order."""
        if function.name not in self._found:
            self._found[function.name] = tuple(self._references(function))
        return self._found[function.name]

    def reached(self, start: Function, *, through: Callable[[Function], bool]) -> list[Function]:
        """Give every function that ``start`` may run, following those that ``through`` lets pass."""
        seen: dict[str, Function] = {}
        left = [start]
        while left:
            for reference in self.references(left.pop()):
                target = reference.target
                if target.name not in seen and target is not start:
                    seen[target.name] = target
                    if through(target):
                        left.append(target)
        return list(seen.values())

    def callers(self, function: Function, among: Iterable[Function]) -> Iterator[tuple[Function, ast.expr]]:
        """Give who refers to a function, and where."""
        for each in among:
            for reference in self.references(each):
                if reference.target is function and each is not function:
                    yield each, reference.node

    def _references(self, function: Function) -> Iterator[Reference]:
        names = self._inference.names_in(function)
        for node in ast.walk(function.node):
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                for target in self._named(node, function):
                    yield Reference(target, node)
            elif isinstance(node, ast.Call):
                kind = self._inference.kind(node.func, function.module, names)
                owner = None if kind is None else self._tree.classes.get(kind.name)
                for target in self._tree.implementations(owner, "__call__") if owner is not None else ():
                    yield Reference(target, node.func)

    def _named(self, node: ast.Name | ast.Attribute, function: Function) -> Iterable[Function]:
        names = self._inference.names_in(function)
        if isinstance(node, ast.Attribute):
            kind = self._inference.kind(node.value, function.module, names)
            owner = None if kind is None else self._tree.classes.get(kind.name)
            if owner is not None:
                return self._tree.implementations(owner, node.attr)
        elif node.id in names:
            return ()
        meaning = self._tree.meaning(function.module, ast.unparse(node))
        return [self._tree.functions[meaning]] if meaning in self._tree.functions else ()
