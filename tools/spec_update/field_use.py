"""Which rows and functions of ours read or write a field of an operation, and which public attributes it feeds.

What reads a field is found from the operation's reader, a cell of its row: the models and the functions that the reader
is made of, in which the name on the wire is a string. A writer is a function of ``ecobee/bodies`` that the facade hands
to the operation, or one that it calls. An attribute is fed by the field that its row names.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from tools.spec_update.facade import FACADE
from tools.spec_update.operation_table import Row
from tools.spec_update.source_tree import Function, Module, nodes_in
from tools.spec_update.usage import OperationUse, Usage

__all__ = ["FieldUse", "FieldUses"]

_READING: Final = ("smartbuildings.ecobee.reading.", "smartbuildings.ecobee.models.")
_WRITING: Final = "smartbuildings.ecobee.bodies"
_MODELS: Final = "smartbuildings.ecobee.models"


@attrs.frozen
class FieldUse:
    """One field of an operation with everything that uses it."""

    readers: tuple[str, ...] = ()
    """Models, readers and functions that take it out of a response, dotted."""
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
        reading = self._reading(rows)
        writers = [each for each in self._closure(rows) if field in _texts(each.node)]
        readers = [name for name, node in reading.items() if field in _texts(node)]
        attributes = {name for node in reading.values() for name, row in _rows_in(node) if field in _texts(row)}
        attributes = {name for name in attributes if name.partition(".")[0] in self._models}
        names = {name.rpartition(".")[2] for name in attributes}
        looking = {
            name
            for member in self._usage.facade.members_of(rows, direct=False)
            if any(names & _looked_at(each) for each in (member.function, *self._own(member.direct)))
            for name in member.names
        }
        return FieldUse(tuple(sorted(readers)), _names(writers), tuple(sorted(attributes)), tuple(sorted(looking)))

    # -- from an operation to what reads its response

    def _reading(self, rows: Collection[Row]) -> Mapping[str, ast.AST]:
        """Return what the readers of these rows are made of, by dotted name: classes, functions and constants."""
        found: dict[str, ast.AST] = {}
        left = [row.reader for row in rows]
        while left:
            name = left.pop()
            if name in found or name not in self._parts:
                continue
            module, node = self._parts[name]
            found[name] = node
            # Of a class, only its rows: its methods read nothing.
            inside = [row for _, row in _rows_in(node)] if isinstance(node, ast.ClassDef) else [node]
            names = {each.id for part in inside for each in ast.walk(part) if isinstance(each, ast.Name)}
            left += [self._tree.meaning(module, each) or f"{module.name}.{each}" for each in names]
        return found

    @cached_property
    def _parts(self) -> Mapping[str, tuple[Module, ast.AST]]:
        """Everything that a module of the models or the readers defines or assigns, by dotted name."""
        found: dict[str, tuple[Module, ast.AST]] = {}
        for module in self._tree.modules.values():
            if f"{module.name}.".startswith(_READING):
                for node in module.tree.body:
                    if isinstance(node, ast.ClassDef | ast.FunctionDef):
                        found[f"{module.name}.{node.name}"] = module, node
                    elif isinstance(node, ast.AnnAssign) and node.value is not None:
                        found[f"{module.name}.{ast.unparse(node.target)}"] = module, node.value
        return found

    # -- from an operation to what writes its body

    def _closure(self, rows: Collection[Row]) -> list[Function]:
        """Return the writers that are nearest to where the rows are named, with those that they call."""
        found: dict[str, Function] = {}
        for function in self._facade:
            for row, node in self._usage.table.named(function):
                if row in rows:
                    for each in self._nearest(function, node) or self._handed_on(function, node):
                        found[each.name] = each
        for each in list(found.values()):
            for inner in self._graph.reached(each, through=_is_writer):
                if _is_writer(inner):
                    found[inner.name] = inner
        return list(found.values())

    def _nearest(self, function: Function, node: ast.AST, seen: frozenset[str] = frozenset()) -> list[Function]:
        """Look around a call, in ever larger parts of the function, then around the calls of the function."""
        references = [each for each in self._graph.references(function) if _is_writer(each.target)]
        for part in _around(function.node, node):
            inside = {id(each) for each in ast.walk(part)}
            found = [each.target for each in references if id(each.node) in inside]
            if found:
                return found
        if not function.short.startswith("_") or function.name in seen:
            return []
        seen |= {function.name}
        callers = self._graph.callers(function, self._facade)
        return [each for caller, place in callers for each in self._nearest(caller, place, seen)]

    def _handed_on(self, function: Function, node: ast.AST) -> list[Function]:
        """Look in the functions that are given ``node`` as an argument."""
        calls = [each for each in nodes_in(function.node) if isinstance(each, ast.Call) and node in each.args]
        called = [
            each.target for each in self._graph.references(function) if any(each.node is one.func for one in calls)
        ]
        inner = [each.target for one in called for each in self._graph.references(one)]
        return [each for each in inner if _is_writer(each)]

    def _own(self, functions: Iterable[Function]) -> Iterator[Function]:
        for each in functions:
            if each.name.startswith(f"{FACADE}.") and each.short.startswith("_"):
                yield each

    @cached_property
    def _models(self) -> frozenset[str]:
        return frozenset(each.short for name, each in self._tree.classes.items() if name.startswith(f"{_MODELS}."))


def _is_writer(function: Function) -> bool:
    return f"{function.module.name}.".startswith(f"{_WRITING}.")


def _rows_in(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Return the rows in a class, or in the call of a reader: each attribute with its row."""
    if isinstance(node, ast.ClassDef):
        for each in node.body:
            if isinstance(each, ast.AnnAssign) and isinstance(each.value, ast.Call) and _called(each.value) == "wire":
                yield f"{node.name}.{ast.unparse(each.target)}", each.value
        return
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and _called(call) == "Reader":
            for given in call.args[1:]:
                if isinstance(given, ast.Dict):
                    for key, value in zip(given.keys, given.values, strict=True):
                        if isinstance(key, ast.Constant):
                            yield f"{ast.unparse(call.args[0])}.{key.value!s}", value


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _around(outer: ast.AST, inner: ast.AST) -> list[ast.AST]:
    """Give the parts of ``outer`` that contain ``inner``, the smallest first."""
    parents = {id(child): parent for parent in ast.walk(outer) for child in ast.iter_child_nodes(parent)}
    found, node = [inner], inner
    while node is not outer and id(node) in parents:
        node = parents[id(node)]
        found.append(node)
    return found


def _texts(node: ast.AST) -> set[str]:
    """Return the strings in a part of the code, without its docstrings."""
    documentation = {
        id(statement.value)
        for each in ast.walk(node)
        for statement in (each.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) else ())
        if isinstance(statement, ast.Expr)
    }
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in documentation
    }


def _looked_at(function: Function) -> set[str]:
    return {
        node.attr
        for node in nodes_in(function.node)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) != "self"
    }


def _names(functions: Iterable[Function]) -> tuple[str, ...]:
    return tuple(sorted({_shown(each) for each in functions}))


def _shown(function: Function) -> str:
    if function.owner is None or not function.name.startswith(f"{FACADE}."):
        return function.name
    return f"{function.owner.short}.{function.short}"
