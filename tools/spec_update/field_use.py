"""Which of our functions read or write a field of an operation, and which public attributes it feeds.

A reader is found by the name on the wire: a function of ``ecobee/reading`` that the facade hands the operation's
response to, or one that it calls, in which that name is a string. A writer is the same in ``ecobee/bodies``. An
attribute is fed by a field if the constructor of its model is given it.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from tools.spec_update.facade import FACADE
from tools.spec_update.operation_table import Row
from tools.spec_update.source_tree import Class, Function
from tools.spec_update.usage import OperationUse, Usage

__all__ = ["FieldUse", "FieldUses"]

_READING: Final = "smartbuildings.ecobee.reading"
_WRITING: Final = "smartbuildings.ecobee.bodies"
_MODELS: Final = "smartbuildings.ecobee.models"


@attrs.frozen
class FieldUse:
    """One field of an operation with everything that uses it."""

    readers: tuple[str, ...] = ()
    """Functions that take it out of an answer, dotted."""
    writers: tuple[str, ...] = ()
    """Functions that put it into a body, dotted."""
    attributes: tuple[str, ...] = ()
    """Public attributes that are fed by it, such as ``ThermostatStatus.is_resident_mode``."""
    facade: tuple[str, ...] = ()
    """Members of the facade that look at such an attribute themselves, by their sync names."""


class FieldUses:
    """The fields of one index."""

    def __init__(self, usage: Usage) -> None:
        self._usage = usage
        self._tree, self._graph = usage.tree, usage.graph
        self._facade = [each for each in self._tree.functions.values() if each.name.startswith(f"{FACADE}.")]

    def find(self, use: OperationUse, field: str) -> FieldUse:
        """Tell what uses a field, by its name on the wire, of an operation's bodies and answers."""
        rows = self._usage.rows_of(use.operation)
        reading = self._closure(rows, _READING)
        writers = [each for each in self._closure(rows, _WRITING) if field in _texts(each)]
        readers = [each for each in reading if field in _texts(each)]
        attributes = {name for each in reading for name, fields in self._fed(each).items() if field in fields}
        names = {name.rpartition(".")[2] for name in attributes}
        looking = {
            name
            for member in self._usage.facade.members_of(rows, direct=False)
            if any(names & _looked_at(each) for each in (member.function, *self._own(member.direct)))
            for name in member.names
        }
        return FieldUse(_names(readers), _names(writers), tuple(sorted(attributes)), tuple(sorted(looking)))

    # -- from an operation to the functions that know its fields

    def _closure(self, rows: Collection[Row], package: str) -> list[Function]:
        """Return the functions of a package that are nearest to where the rows are named, with those that they call."""
        found: dict[str, Function] = {}
        for function in self._facade:
            for row, node in self._usage.table.named(function):
                if row in rows:
                    for each in self._nearest(function, node, package) or self._handed_on(function, node, package):
                        found[each.name] = each
        for each in list(found.values()):
            for inner in self._graph.reached(each, through=lambda one: _is_in(one, package)):
                if _is_in(inner, package):
                    found[inner.name] = inner
        return list(found.values())

    def _nearest(
        self, function: Function, node: ast.AST, package: str, seen: frozenset[str] = frozenset()
    ) -> list[Function]:
        """Look around a call, in ever larger parts of the function, then around the calls of the function."""
        references = [each for each in self._graph.references(function) if _is_in(each.target, package)]
        for part in _around(function.node, node):
            inside = {id(each) for each in ast.walk(part)}
            found = [each.target for each in references if id(each.node) in inside]
            if found:
                return found
        if not function.short.startswith("_") or function.name in seen:
            return []
        seen |= {function.name}
        callers = self._graph.callers(function, self._facade)
        return [each for caller, place in callers for each in self._nearest(caller, place, package, seen)]

    def _handed_on(self, function: Function, node: ast.AST, package: str) -> list[Function]:
        """Look in the functions that are given ``node`` as an argument."""
        calls = [each for each in ast.walk(function.node) if isinstance(each, ast.Call) and node in each.args]
        called = [
            each.target for each in self._graph.references(function) if any(each.node is one.func for one in calls)
        ]
        inner = [each.target for one in called for each in self._graph.references(one)]
        return [each for each in inner if _is_in(each, package)]

    def _own(self, functions: Iterable[Function]) -> Iterator[Function]:
        for each in functions:
            if each.name.startswith(f"{FACADE}.") and each.short.startswith("_"):
                yield each

    # -- from fields to attributes

    def _fed(self, function: Function) -> Mapping[str, set[str]]:
        """Give for each public attribute that a reader fills the texts that its value is made of."""
        found: dict[str, set[str]] = {}
        for node in ast.walk(function.node):
            model = self._model(node.func, function) if isinstance(node, ast.Call) else None
            if model is None or not isinstance(node, ast.Call):
                continue
            for keyword in node.keywords:
                texts = self._texts_behind(keyword.value, function)
                if keyword.arg is not None:
                    found.setdefault(f"{model.short}.{keyword.arg}", set()).update(texts)
                    continue
                # ``**week``: each text that is the name of an attribute stands for it
                for text in texts & (self._tree.members(model) or frozenset()):
                    found.setdefault(f"{model.short}.{text}", set()).add(text)
        return found

    def _texts_behind(self, value: ast.expr, function: Function, depth: int = 0) -> set[str]:
        texts: set[str] = set()
        for node in ast.walk(value):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.Name) and depth < 3:
                for assigned in _assigned_to(node.id, function.node):
                    texts |= self._texts_behind(assigned, function, depth + 1)
                meaning = self._tree.meaning(function.module, node.id)
                helper = self._tree.functions.get(meaning or "")
                if helper is not None and _is_in(helper, _READING) and not self._makes_a_model(helper):
                    texts |= _texts(helper)
        return texts

    def _model(self, called: ast.expr, function: Function) -> Class | None:
        owner = self._tree.classes.get(self._tree.meaning(function.module, ast.unparse(called)) or "")
        return owner if owner is not None and owner.name in self._models else None

    def _makes_a_model(self, function: Function) -> bool:
        calls = [node for node in ast.walk(function.node) if isinstance(node, ast.Call)]
        return any(self._model(node.func, function) is not None for node in calls)

    @cached_property
    def _models(self) -> frozenset[str]:
        return frozenset(name for name in self._tree.classes if name.startswith(f"{_MODELS}."))


def _is_in(function: Function, package: str) -> bool:
    return f"{function.module.name}.".startswith(f"{package}.")


def _around(outer: ast.AST, inner: ast.AST) -> list[ast.AST]:
    """Give the parts of ``outer`` that contain ``inner``, the smallest first."""
    parents = {id(child): parent for parent in ast.walk(outer) for child in ast.iter_child_nodes(parent)}
    found, node = [inner], inner
    while node is not outer and id(node) in parents:
        node = parents[id(node)]
        found.append(node)
    return found


def _texts(function: Function) -> set[str]:
    """Give the texts that stand in a function, its documentation aside."""
    documentation = {
        id(each.body[0].value)
        for each in ast.walk(function.node)
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        and each.body
        and isinstance(each.body[0], ast.Expr)
        and isinstance(each.body[0].value, ast.Constant)
    }
    return {
        node.value
        for node in ast.walk(function.node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    }


def _assigned_to(name: str, node: ast.AST) -> Iterator[ast.expr]:
    for each in ast.walk(node):
        if not isinstance(each, ast.Assign):
            continue
        for target in each.targets:
            if isinstance(target, ast.Name) and target.id == name:
                yield each.value
            elif isinstance(target, ast.Tuple) and isinstance(each.value, ast.Tuple):
                pairs = zip(target.elts, each.value.elts, strict=False)
                yield from (value for part, value in pairs if isinstance(part, ast.Name) and part.id == name)


def _looked_at(function: Function) -> set[str]:
    return {
        node.attr
        for node in ast.walk(function.node)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) != "self"
    }


def _names(functions: Iterable[Function]) -> tuple[str, ...]:
    return tuple(sorted({_shown(each) for each in functions}))


def _shown(function: Function) -> str:
    if function.owner is None or not function.name.startswith(f"{FACADE}."):
        return function.name
    return f"{function.owner.short}.{function.short}"
