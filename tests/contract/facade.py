"""Which operation of a document is behind which public method, found from the code and the table of operations.

The way goes ``AsyncThermostat.hold`` -> ``operations.HOLD_HEAT`` -> ``setHeatHold``. A method that calls another public
one is not counted for it. Only the async flavour is read; the sync one is derived from it.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import smartbuildings
from smartbuildings.ecobee import operations

FOLDER = Path(smartbuildings.__file__).parent / "_async" / "ecobee"
HANDLES = ("building", "client", "thermostat", "thermostat_settings", "thermostats")
NOT_FACADE = {
    "getToken": "its route, encoding and fields are settings, so the exchange is told as data by the credentials"
}

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def members_by_operation(version: str) -> dict[str, set[str]]:
    """Return the public members that reach each operation of a version, by its operationId."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, members in _members_by_row().items():
        row = getattr(operations, name)
        if isinstance(row, operations.Operation) and getattr(row, version) is not None:
            found[getattr(row, version)] |= members
    return dict(found)


@cache
def _members_by_row() -> dict[str, set[str]]:
    """Return the public members of the handles that name each row, through private methods where there are some."""
    uses: dict[tuple[str, str], set[str]] = {}
    for module in HANDLES:
        for owner, function in _methods(_parsed(module)):
            uses[owner, function.name] = set(_attributes_of(function, ("operations",)))
    calls = {
        (owner, function.name): {(owner, name) for name in _attributes_of(function, ("self",))}
        for module in HANDLES
        for owner, function in _methods(_parsed(module))
    }
    found: dict[str, set[str]] = defaultdict(set)
    for owner, name in uses:
        if name.startswith("_") and name not in {"__aiter__", "__call__"}:
            continue
        for reached in _reached((owner, name), calls):
            for row in uses[reached]:
                found[row].add(f"{owner.removeprefix('Async')}.{name}")
    return dict(found)


def _reached(start: tuple[str, str], calls: dict[tuple[str, str], set[tuple[str, str]]]) -> Iterable[tuple[str, str]]:
    seen, left = set(), [start]
    while left:
        here = left.pop()
        if here in calls and here not in seen:
            seen.add(here)
            left += [there for there in calls[here] if there[1].startswith("_")]
    return seen


def _attributes_of(function: _Function, chain: tuple[str, ...]) -> Iterator[str]:
    """Yield each ``x`` of ``operations.x`` (or ``self.x``) in a method, its inner functions included."""
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and _chain(node.value) == chain:
            yield node.attr


def _chain(node: ast.expr) -> tuple[str, ...]:
    if isinstance(node, ast.Name):
        return (node.id,)
    return (*_chain(node.value), node.attr) if isinstance(node, ast.Attribute) else ()


def _methods(tree: ast.Module) -> Iterator[tuple[str, _Function]]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield node.name, inner


@cache
def _parsed(module: str) -> ast.Module:
    return ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
