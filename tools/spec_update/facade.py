"""The facade as people write it, read from the code: its public members, and which bindings each one reaches."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from tools.spec_update.call_graph import CallGraph
from tools.spec_update.inference import Inference, Kind
from tools.spec_update.source_tree import Class, Function, SourceTree

__all__ = ["FACADE", "SYNC", "WALKS", "Facade", "Member", "sync_name"]

FACADE: Final = "smartbuildings._async"
SYNC: Final = "smartbuildings._sync"
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
    all: frozenset[Function] = attrs.field(repr=False)


class Facade:
    """The classes that people hold, over the bindings to the generated functions.

    Args:
        tree: The source.
        inference: What kind of object a name holds.
        graph: Who calls whom.
        bindings: The methods that call generated functions.
    """

    def __init__(
        self, tree: SourceTree, inference: Inference, graph: CallGraph, bindings: Collection[Function]
    ) -> None:
        self._tree = tree
        self._inference = inference
        self._graph = graph
        self._bindings = frozenset(bindings)

    @cached_property
    def _binding_classes(self) -> tuple[Class, ...]:
        owners = {each.owner.name: each.owner for each in self._bindings if each.owner is not None}
        return tuple(owners.values())

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The public methods of the facade that reach a binding."""
        found = []
        for owner in self._tree.classes.values():
            if (
                not owner.module.name.startswith(f"{FACADE}.")
                or owner.name in self._inner
                or owner.short.startswith("_")
            ):
                continue
            if any(True for _ in self._tree.descendants(owner)):
                continue  # its members are told under the names of the classes that people hold
            for method in self._public_methods(owner):
                direct = frozenset(self._graph.reached(method, through=lambda each: not self._is_public(each)))
                everything = frozenset(self._graph.reached(method, through=lambda each: True))
                if self._bindings & everything:
                    found.append(Member(self.names(owner, method), method, direct, everything))
        return tuple(found)

    def members_of(self, bindings: Iterable[Function], *, direct: bool) -> list[Member]:
        """Give the members that reach one of these bindings, and that its version does not refuse."""
        wanted = list(bindings)
        return [
            member
            for member in self.members
            if any(
                each in (member.direct if direct else member.all) and not self._refuses(member, each) for each in wanted
            )
        ]

    def _refuses(self, member: Member, binding: Function) -> bool:
        """Tell whether the member asks first, whatever its arguments, and this binding's version says no."""
        owner, method = binding.owner, member.function
        asked = [_method_called(statement) for statement in method.node.body]
        answers = [self._tree.method(owner, name) for name in asked if name is not None] if owner is not None else []
        return any(self._never_returns(answer) for answer in answers if answer is not None)

    def _never_returns(self, function: Function) -> bool:
        if function not in self._verbs:
            return False
        calls = [each.value for each in function.node.body if isinstance(each, ast.Expr)]
        meanings = [
            self._tree.meaning(function.module, ast.unparse(call.func)) for call in calls if isinstance(call, ast.Call)
        ]
        refusals = [self._tree.functions[each].node.returns for each in meanings if each in self._tree.functions]
        return any(returns is not None and ast.unparse(returns) == "NoReturn" for returns in refusals)

    @cached_property
    def _inner(self) -> frozenset[str]:
        return frozenset(each.name for owner in self._binding_classes for each in self._tree.ancestry(owner))

    @cached_property
    def _verbs(self) -> frozenset[Function]:
        owners = [each for owner in self._binding_classes for each in self._tree.ancestry(owner)]
        return frozenset(method for owner in owners for method in owner.methods.values())

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
            and owner.name not in self._inner
            and (function.short in WALKS or not function.short.startswith("_"))
        )

    def names(self, owner: Class, method: Function) -> tuple[str, ...]:
        """Give how people write a method of a class, in sync names."""
        if method.short not in WALKS:
            return (f"{sync_name(owner.short)}.{method.short}",)
        return self.holders.get(sync_name(owner.short), (f"{sync_name(owner.short)}()",))

    @cached_property
    def holders(self) -> Mapping[str, tuple[str, ...]]:
        """The attributes and properties that hold an object of a facade class: ``Building.thermostats``."""
        found: dict[str, list[str]] = {}
        for owner in self._tree.classes.values():
            if owner.module.name.startswith(f"{FACADE}.") and not owner.short.startswith("_"):
                for name in sorted(self._tree.members(owner) or ()):
                    kind = None if name.startswith("_") else self._inference.attribute(Kind(owner.name), name)
                    if kind is not None and kind.name.startswith(f"{FACADE}."):
                        held = sync_name(kind.name.rpartition(".")[2])
                        found.setdefault(held, []).append(f"{sync_name(owner.short)}.{name}")
        return {held: tuple(sorted(names)) for held, names in found.items()}

    def leaves(self, owner: Class) -> list[Class]:
        """Give the classes that people hold, of one that may be a base of theirs."""
        below = list(self._tree.descendants(owner))
        return [each for each in below if not any(True for _ in self._tree.descendants(each))] if below else [owner]


def sync_name(name: str) -> str:
    """Give the sync name of a class of the async facade."""
    return re.sub(r"^Async(?=[A-Z])", "", name)


def _method_called(statement: ast.stmt) -> str | None:
    value = statement.value if isinstance(statement, ast.Expr) else None
    called = value.func if isinstance(value, ast.Call) else None
    return called.attr if isinstance(called, ast.Attribute) else None
