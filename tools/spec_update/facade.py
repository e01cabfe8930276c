"""The facade as people write it, read from the code: its public members, and which operations each one reaches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from tools.spec_update.call_graph import CallGraph
from tools.spec_update.inference import Inference, Kind
from tools.spec_update.operation_table import OperationTable, Row
from tools.spec_update.source_tree import Class, Function, SourceTree

__all__ = ["FACADE", "SYNC", "WALKS", "Facade", "Member", "sync_name"]

FACADE: Final = "smartbuildings._async"
SYNC: Final = "smartbuildings._sync"
_READER: Final = "device_list"
"""The module whose class makes requests for the objects that people hold: what it does is theirs."""
WALKS: Final = ("__call__", "__aiter__", "__iter__")
"""Methods that are used by writing the object's own name: ``for thermostat in building.thermostats``."""


@attrs.frozen(eq=False)
class Member:
    """One public method of the facade and what it reaches."""

    names: tuple[str, ...]
    """How people write it, in sync names; several if it is what ``for x in building.thermostats`` runs."""
    function: Function = attrs.field(repr=False)
    direct: frozenset[Function] = attrs.field(repr=False)
    """What it runs without passing another public member."""
    direct_rows: frozenset[Row] = attrs.field(repr=False)
    """The rows of the table of operations that it and ``direct`` name."""
    all_rows: frozenset[Row] = attrs.field(repr=False)


class Facade:
    """The classes that people hold, over the table of operations.

    Args:
        tree: The source.
        inference: What kind of object a name holds.
        graph: Who calls whom.
        table: The table of operations.
    """

    def __init__(self, tree: SourceTree, inference: Inference, graph: CallGraph, table: OperationTable) -> None:
        self._tree = tree
        self._inference = inference
        self._graph = graph
        self._table = table

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The public methods of the facade that reach an operation."""
        found = []
        for owner in self._tree.classes.values():
            if not _is_held(owner) or _is_shared(owner):
                continue
            if any(True for _ in self._tree.descendants(owner)):
                continue  # its members are told under the names of the classes that people hold
            for method in self._public_methods(owner):
                direct = frozenset(self._graph.reached(method, through=lambda each: not self._is_public(each)))
                everything = self._graph.reached(method, through=lambda each: True)
                if rows := self._rows_in([method, *everything]):
                    own = self._rows_in([method, *(each for each in direct if not self._is_public(each))])
                    found.append(Member(self.names(owner, method), method, direct, own, rows))
        return tuple(found)

    def _rows_in(self, functions: Iterable[Function]) -> frozenset[Row]:
        return frozenset(row for each in functions for row, _ in self._table.named(each))

    def members_of(self, rows: Iterable[Row], *, direct: bool) -> list[Member]:
        """Return the members that reach one of these rows."""
        wanted = frozenset(rows)
        return [each for each in self.members if wanted & (each.direct_rows if direct else each.all_rows)]

    def _public_methods(self, owner: Class) -> Iterator[Function]:
        names = dict.fromkeys(name for each in self._tree.ancestry(owner) for name in each.methods)
        for name in names:
            method = self._tree.method(owner, name)
            if method is not None and (name in WALKS or not name.startswith("_")):
                yield method

    def _is_public(self, function: Function) -> bool:
        owner = function.owner
        return (
            owner is not None
            and owner.module.name.startswith(f"{FACADE}.")
            and _last(owner) != _READER
            and (function.short in WALKS or not function.short.startswith("_"))
        )

    def names(self, owner: Class, method: Function) -> tuple[str, ...]:
        """Give how people write a method of a class, in sync names."""
        if method.short not in WALKS:
            return (f"{sync_name(owner.short)}.{method.short}",)
        return self.holders.get(_place(owner.name), (f"{sync_name(owner.short)}()",))

    @cached_property
    def holders(self) -> Mapping[str, tuple[str, ...]]:
        """The attributes and properties that hold an object of a facade class, by its place in its vendor's package.

        Such as ``Building.thermostats``.
        """
        found: dict[str, list[str]] = {}
        for owner in self._tree.classes.values():
            if _is_held(owner):
                for name in sorted(self._tree.members(owner) or ()):
                    kind = None if name.startswith("_") else self._inference.attribute(Kind(owner.name), name)
                    if kind is not None and kind.name.startswith(f"{FACADE}."):
                        found.setdefault(_place(kind.name), []).append(f"{sync_name(owner.short)}.{name}")
        return {held: tuple(sorted(names)) for held, names in found.items()}

    def leaves(self, owner: Class) -> list[Class]:
        """Give the classes that people hold, of one that may be a base of theirs."""
        below = list(self._tree.descendants(owner))
        return [each for each in below if not any(True for _ in self._tree.descendants(each))] if below else [owner]


def _is_held(owner: Class) -> bool:
    """Return whether people hold objects of a class; the protocols describe those of all vendors, and have none."""
    module = owner.module.name
    return module.startswith(f"{FACADE}.") and module != f"{FACADE}.protocols" and not owner.short.startswith("_")


def _is_shared(owner: Class) -> bool:
    """Return whether a class is shared by the objects that people hold, and not held by people itself."""
    return _last(owner) in {"account", "accounts", _READER}


def _last(owner: Class) -> str:
    return owner.module.name.rpartition(".")[2]


def _place(name: str) -> str:
    """Return where a class of either flavour is, in sync names: two vendors may have classes of one name."""
    module, _, short = name.rpartition(".")
    return f"{module.removeprefix(FACADE).removeprefix(SYNC)}.{sync_name(short)}"


def sync_name(name: str) -> str:
    """Give the sync name of a class of the async facade."""
    return re.sub(r"^Async(?=[A-Z])", "", name)
