"""The tables of operations of the vendors, and which functions name which row of them.

They are in ``smartbuildings/<vendor>/operations.py``, and in ``<part>_operations.py`` for a second API of a vendor.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from tools.spec_update.source_tree import Function, Module, SourceTree, nodes_in

__all__ = ["OperationTable", "Row"]

_MODULE: Final = re.compile(r"smartbuildings\.(?P<vendor>\w+)\.(?P<part>\w+_)?operations")
_ROW: Final = "Operation"
_ONLY: Final = "operation_id"
"""The cell of a row with the operationId, where a vendor has one version."""
_ASKS: Final = "require"
"""The method that only asks whether a version has the operation."""


@attrs.frozen
class Row:
    """One verb with its operationIds."""

    name: str
    """Such as ``ecobee.operations.READ_STATUS``."""
    operation_ids: tuple[tuple[str, str], ...]
    """Generated package and operationId, for each version that has the verb."""
    reader: str = ""
    """What reads its response, dotted."""


class OperationTable:
    """The rows of one source tree."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._named: dict[str, tuple[tuple[Row, ast.expr], ...]] = {}

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """The rows by the dotted names of their constants."""
        found = {}
        for module in self._tree.modules.values():
            match = _MODULE.fullmatch(module.name)
            if match is not None:
                for name, cells, reader in _rows(module):
                    reader = self._tree.meaning(module, reader) or reader
                    vendor = match["vendor"] if match["part"] is None else f"{match['vendor']}_{match['part'][:-1]}"
                    packages = {name: vendor if name == _ONLY else f"{vendor}_{name}" for name in cells}
                    ids = tuple((packages[name], cell) for name, cell in cells.items())
                    found[f"{module.name}.{name}"] = Row(f"{module.name.partition('.')[2]}.{name}", ids, reader)
        return found

    def named(self, function: Function) -> tuple[tuple[Row, ast.expr], ...]:
        """Return the rows that a function names in order to make the call, each with its place."""
        if function.name not in self._named:
            self._named[function.name] = tuple(self._find(function))
        return self._named[function.name]

    def _find(self, function: Function) -> Iterator[tuple[Row, ast.expr]]:
        asked = {
            id(argument)
            for node in nodes_in(function.node)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == _ASKS
            for argument in node.args
        }
        for node in nodes_in(function.node):
            if isinstance(node, ast.Name | ast.Attribute) and id(node) not in asked:
                row = self.rows.get(self._tree.meaning(function.module, ast.unparse(node)) or "")
                if row is not None:
                    yield row, node


def _rows(module: Module) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """Read the constants that are made by ``Operation(...)``, with their cells by version and their reader."""
    fields = [
        statement.target.id
        for owner in module.tree.body
        if isinstance(owner, ast.ClassDef) and owner.name == _ROW
        for statement in owner.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    ]
    for statement in module.tree.body:
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        made = statement.value
        if isinstance(made, ast.Call) and ast.unparse(made.func) == _ROW:
            given = [*zip(fields, made.args, strict=False), *((each.arg or "", each.value) for each in made.keywords)]
            cells = {
                name: value.value
                for name, value in given
                if re.fullmatch(rf"v\d+|{_ONLY}", name)
                and isinstance(value, ast.Constant)
                and isinstance(value.value, str)
            }
            reader = next((ast.unparse(value) for name, value in given if name == "reader"), "")
            yield statement.target.id, cells, reader
