"""Which class an expression has, as far as annotations and constructors tell: enough to follow a call to its method.

It knows no control flow: a name has one class within a function. Where nothing is known, the answer is None, never a
guess; whoever asks may fall back on names.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

import attrs

from tools.spec_update.source_tree import Class, Function, Module, SourceTree, children_of, nodes_in

__all__ = ["Inference", "Kind", "Names"]

_CLASS: Final = "type"
_CONTAINERS: Final = frozenset(
    {"AsyncIterable", "AsyncIterator", "Iterable", "Iterator", "Sequence", "frozenset", "list", "set", "tuple"}
)
_TRANSPARENT: Final = frozenset({"Final", "ClassVar", "Annotated", "Awaitable"})
"""Annotations that say something about a name, not about its class."""
_ITERATION: Final = ("__aiter__", "__iter__")
_ENTERING: Final = ("__aenter__", "__enter__")


@attrs.frozen
class Kind:
    """A class by its dotted name, with the classes it is made of: ``list`` of ``AsyncThermostat``."""

    name: str
    of: tuple[Kind, ...] = ()


Names: TypeAlias = dict[str, Kind]
"""The classes of local names."""


class Inference:
    """Answers for one source tree."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._attributes: dict[str, Mapping[str, Kind]] = {}
        self._locals: dict[str, Names] = {}

    # -- names

    def names_in(self, function: Function) -> Names:
        """Give the classes of a function's arguments and local names, those of functions inside it included."""
        if function.name not in self._locals:
            names: Names = {}
            self._locals[function.name] = names  # before the work, so that a circle ends
            if function.owner is not None:
                names["self"] = Kind(function.owner.name)
            self.learn(function.node, function.module, names)
        return self._locals[function.name]

    def learn(self, node: ast.AST, module: Module, names: Names) -> None:
        """Add to ``names`` what the statements below ``node`` bind."""
        for each in nodes_in(node):
            if isinstance(each, ast.arg) and each.annotation is not None:
                self._bind(each.arg, self.annotated(each.annotation, module), names)
            elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
                self._bind(each.target.id, self.annotated(each.annotation, module), names)
            elif isinstance(each, ast.Assign) and len(each.targets) == 1 and isinstance(each.targets[0], ast.Name):
                self._bind(each.targets[0].id, self.kind(each.value, module, names), names)
            elif isinstance(each, ast.withitem) and isinstance(each.optional_vars, ast.Name):
                self._bind(each.optional_vars.id, self._entered(self.kind(each.context_expr, module, names)), names)
            elif isinstance(each, ast.For | ast.AsyncFor | ast.comprehension) and isinstance(each.target, ast.Name):
                self._bind(each.target.id, self._element(self.kind(each.iter, module, names)), names)

    def scoped(self, node: ast.AST, module: Module, names: Names) -> Iterator[tuple[ast.AST, Names]]:
        """Walk through a node; give each part with the names in force there, those of inner scopes included."""
        waiting = [(node, names)]
        while waiting:
            node, names = waiting.pop()
            yield node, names
            if isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
                for each in node.generators:
                    names = {**names, **self._walked(each.target, self._element(self.kind(each.iter, module, names)))}
            for child in reversed(children_of(node)):
                inner = names
                if isinstance(child, ast.Lambda) and len(child.args.args) == 1 and isinstance(node, ast.Call):
                    # ``read_each(thermostats, lambda each: each.status())``: over the items of what comes first
                    item = self._element(self.kind(node.args[0], module, names)) if node.args else None
                    inner = {**names, **self._walked(ast.Name(child.args.args[0].arg), item)}
                waiting.append((child, inner))

    @staticmethod
    def _walked(target: ast.expr, item: Kind | None) -> Names:
        return {target.id: item} if isinstance(target, ast.Name) and item is not None else {}

    @staticmethod
    def _bind(name: str, kind: Kind | None, names: Names) -> None:
        if kind is not None:
            names[name] = kind

    # -- annotations

    def annotated(self, node: ast.expr, module: Module) -> Kind | None:
        """Give the class that an annotation names; of a union its first member that is not None."""
        if isinstance(node, ast.Constant):
            if not isinstance(node.value, str):
                return None
            return self.annotated(ast.parse(node.value, mode="eval").body, module)
        if isinstance(node, ast.BinOp):
            return self.annotated(node.left, module) or self.annotated(node.right, module)
        if isinstance(node, ast.Subscript):
            inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            of = tuple(found for each in inner if (found := self.annotated(each, module)) is not None)
            bare = ast.unparse(node.value).rpartition(".")[2]
            if bare in _TRANSPARENT:
                return of[0] if of else None
            head = self.annotated(node.value, module)
            return None if head is None else attrs.evolve(head, of=of)
        written = ast.unparse(node)
        return None if written in _TRANSPARENT else Kind(self._tree.meaning(module, written) or written)

    # -- expressions

    def kind(self, node: ast.expr, module: Module, names: Names) -> Kind | None:
        """Give the class of an expression."""
        if isinstance(node, ast.Await | ast.Starred):
            return self.kind(node.value, module, names)
        if isinstance(node, ast.Name | ast.Attribute):
            return self._named(node, module, names)
        if isinstance(node, ast.Call):
            return self._called(node, module, names)
        if isinstance(node, ast.Subscript):
            return self._element(self.kind(node.value, module, names))
        if isinstance(node, ast.IfExp):
            return self.kind(node.body, module, names) or self.kind(node.orelse, module, names)
        if isinstance(node, ast.BoolOp):
            # `a and b` is mostly used for b, which a guards; `a or b` for a.
            values = node.values if isinstance(node.op, ast.Or) else node.values[::-1]
            return next((kind for each in values if (kind := self.kind(each, module, names))), None)
        return None

    def _named(self, node: ast.Name | ast.Attribute, module: Module, names: Names) -> Kind | None:
        if isinstance(node, ast.Name) and node.id in names:
            return names[node.id]
        if isinstance(node, ast.Attribute) and (owner := self.kind(node.value, module, names)) is not None:
            return self.attribute(owner, node.attr)
        meaning = self._tree.meaning(module, ast.unparse(node))
        return Kind(_CLASS, (Kind(meaning),)) if meaning in self._tree.classes else None

    def _called(self, node: ast.Call, module: Module, names: Names) -> Kind | None:
        function = node.func
        if isinstance(function, ast.Attribute) and (owner := self.kind(function.value, module, names)) is not None:
            method = self.method(owner, function.attr)
            if method is not None and not method.is_property:
                return self._returned(method, owner)
        meaning = self._tree.meaning(module, ast.unparse(function))
        if meaning in self._tree.functions and not (isinstance(function, ast.Name) and function.id in names):
            return self._returned(self._tree.functions[meaning], None)
        callee = self.kind(function, module, names)
        if callee is None:
            return None
        if callee.name == _CLASS:
            return callee.of[0] if callee.of else None
        call = self.method(callee, "__call__")
        return None if call is None else self._returned(call, callee)

    def attribute(self, owner: Kind, name: str) -> Kind | None:
        """Give the class of an attribute or a property."""
        if owner.name == _CLASS and owner.of:
            owner = owner.of[0]
        found = self._tree.classes.get(owner.name)
        if found is None:
            return None
        method = self._tree.method(found, name)
        if method is not None:
            return self._returned(method, owner) if method.is_property else None
        return next((kinds[name] for each in self._tree.ancestry(found) if name in (kinds := self._own(each))), None)

    def method(self, owner: Kind, name: str) -> Function | None:
        """Give the method that ``owner`` declares or inherits."""
        if owner.name == _CLASS and owner.of:
            owner = owner.of[0]
        found = self._tree.classes.get(owner.name)
        return None if found is None else self._tree.method(found, name)

    def _own(self, owner: Class) -> Mapping[str, Kind]:
        """Give the attributes that a class's body annotates, or its ``__init__`` assigns."""
        if owner.name in self._attributes:
            return self._attributes[owner.name]
        found: dict[str, Kind] = {}
        self._attributes[owner.name] = found
        for statement in owner.node.body:
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                self._bind(statement.target.id, self.annotated(statement.annotation, owner.module), found)
        init = owner.methods.get("__init__")
        if init is None:
            return found
        names = self.names_in(init)
        for node in nodes_in(init.node):
            if not isinstance(node, ast.Assign | ast.AnnAssign):
                continue
            target: ast.expr = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if not isinstance(target, ast.Attribute) or ast.unparse(target.value) != "self":
                continue
            kind = self.annotated(node.annotation, owner.module) if isinstance(node, ast.AnnAssign) else None
            if kind is None and node.value is not None:
                kind = self.kind(node.value, owner.module, names)
            self._bind(target.attr, kind, found)
        return found

    def _returned(self, function: Function, owner: Kind | None) -> Kind | None:
        annotation = function.node.returns
        kind = None if annotation is None else self.annotated(annotation, function.module)
        return None if kind is None else self._filled(kind, owner)

    def _filled(self, kind: Kind, owner: Kind | None) -> Kind:
        """Put the owner's own class in the place of Self, and what it is made of in the place of a type variable."""
        if owner is not None and kind.name.rpartition(".")[2] == "Self":
            return owner
        if owner is not None and owner.of and len(kind.name) == 1:
            return owner.of[0]
        return attrs.evolve(kind, of=tuple(self._filled(each, owner) for each in kind.of))

    def _entered(self, kind: Kind | None) -> Kind | None:
        return self._first_of(kind, _ENTERING)

    def _element(self, kind: Kind | None) -> Kind | None:
        if kind is None or kind.name.rpartition(".")[2] in _CONTAINERS:
            return kind.of[0] if kind is not None and kind.of else None
        walked = self._first_of(kind, _ITERATION)
        return walked.of[0] if walked is not None and walked.of else None

    def _first_of(self, kind: Kind | None, methods: tuple[str, ...]) -> Kind | None:
        found = [self.method(kind, name) for name in methods] if kind is not None else []
        return next((self._returned(each, kind) for each in found if each is not None), None)
