"""Which operation of a document is behind which public method, found from the code: imports, attributes and calls.

The way goes ``AsyncThermostat.hold`` -> ``self._api.set_heat_hold`` -> ``set_heat_hold.asyncio_detailed``. A method
that calls another public one is not counted for it. Only the async flavour is read; the sync one is derived from it.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import smartbuildings

FOLDER = Path(smartbuildings.__file__).parent / "_async" / "ecobee"
HANDLES = ("building", "client", "settings", "thermostat", "thermostats")
NOT_FACADE = {
    "getToken": "its route, encoding and fields are settings, so the exchange is told as data by the credentials"
}

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def members_by_operation(version: str) -> dict[str, set[str]]:
    """Give the public members that reach each generated function of a version, by the function's module."""
    members_of_verb = _members_by_verb()
    found: dict[str, set[str]] = defaultdict(set)
    for verb, modules in _modules_by_verb(version).items():
        for module in modules:
            found[module] |= members_of_verb.get(verb, set())
    return dict(found)


def _modules_by_verb(version: str) -> dict[str, set[str]]:
    """Give the generated modules that each verb of a version's binding calls."""
    tree = _parsed(version)
    package = f"smartbuildings_api.ecobee_{version}.api."
    imported = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package)
        for alias in node.names
    }
    return {
        function.name: {imported[name] for name in _functions_called(function) if name in imported}
        for _, function in _methods(tree)
    }


def _functions_called(function: _Function) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and node.attr == "asyncio_detailed" and isinstance(node.value, ast.Name):
            yield node.value.id


@cache
def _members_by_verb() -> dict[str, set[str]]:
    """Give the public members of the handles that reach each verb, through private methods where there are some."""
    uses: dict[tuple[str, str], set[str]] = {}
    for module in HANDLES:
        for owner, function in _methods(_parsed(module)):
            uses[owner, function.name] = set(_attributes_of(function, ("self", "_api")))
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
            for verb in uses[reached]:
                found[verb].add(f"{owner.removeprefix('Async')}.{name}")
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
    """Yield each ``x`` of ``self._api.x`` (or ``self.x``) in a method, its inner functions included."""
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
