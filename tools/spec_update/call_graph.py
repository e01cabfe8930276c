"""Who refers to whom: for each function the functions that it calls or hands on, found from its source."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

import attrs

from tools.spec_update.inference import Inference, Names
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
        known = self._inference.names_in(function)
        for node, names in self._inference.scoped(function.node, function.module, known):
            if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
                for name in ("__aiter__", "__iter__"):
                    for target in self._methods(node.iter, name, function, names):
                        yield Reference(target, node.iter)
            elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                for target in self._named(node, function, names):
                    yield Reference(target, node)
            elif isinstance(node, ast.Call):
                for target in self._methods(node.func, "__call__", function, names):
                    yield Reference(target, node.func)

    def _named(self, node: ast.Name | ast.Attribute, function: Function, names: Names) -> Iterable[Function]:
        if isinstance(node, ast.Attribute) and (methods := self._methods(node.value, node.attr, function, names)):
            return methods
        if isinstance(node, ast.Name) and node.id in names:
            return ()
        meaning = self._tree.meaning(function.module, ast.unparse(node))
        return [self._tree.functions[meaning]] if meaning in self._tree.functions else ()

    def _methods(self, value: ast.expr, name: str, function: Function, names: Names) -> list[Function]:
        kind = self._inference.kind(value, function.module, names)
        owner = None if kind is None else self._tree.classes.get(kind.name)
        return [] if owner is None else self._tree.implementations(owner, name)
