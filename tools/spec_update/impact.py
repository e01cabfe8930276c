"""What a change of a vendor's document means for us: which of our functions, members, handlers and pages it touches.

Pure over the index of ``usage``; a change is anything that names operations and, if it is about a field, the field.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final, Protocol

import attrs

from tools.spec_update.field_use import FieldUse, FieldUses
from tools.spec_update.source_tree import Class, SourceTree
from tools.spec_update.usage import OperationUse, Usage

__all__ = ["ChangeLike", "Impact", "impacts"]

_INLINE: Final = {"request": "Body", "answer": "Response"}
"""How the generator ends the name of a class for a schema that has none of its own."""
_NOT_ABOUT_MODELS: Final = ("deprecated", "header", "route", "security", "server", "tag")
"""How the kinds of those changes begin that no generated class knows of."""


class ChangeLike(Protocol):
    """What has to be known of a change; ``changes.Change`` is one."""

    @property
    def kind(self) -> str:
        """What happened."""
        ...

    @property
    def operations(self) -> tuple[str, ...]:
        """The operationIds concerned."""
        ...

    @property
    def direction(self) -> str | None:
        """``request``, ``answer`` or neither."""
        ...

    @property
    def fields(self) -> tuple[str, ...]:
        """The way to the field by its names on the wire, ``[]`` for an item of a list."""
        ...

    @property
    def schema(self) -> str | None:
        """The component schema in which it happened."""
        ...

    @property
    def before(self) -> Any:
        """What was there; of a rename the name."""
        ...

    @property
    def after(self) -> Any:
        """What is there now; of a rename the name."""
        ...


@attrs.frozen
class Impact:
    """What of ours one change touches. All names are sorted, dotted where they are not public."""

    functions: tuple[str, ...] = ()
    """Generated modules, one for each operation and version."""
    models: tuple[str, ...] = ()
    """Generated classes that know the field; all of the operation where the change is not about a field."""
    bindings: tuple[str, ...] = ()
    """Rows of the table of operations, such as ``ecobee.operations.SET_RESIDENT_MODE``."""
    readers: tuple[str, ...] = ()
    """Functions that take the field out of an answer."""
    writers: tuple[str, ...] = ()
    """Functions that put the field into a body."""
    attributes: tuple[str, ...] = ()
    """Public attributes that are fed by the field, such as ``ThermostatStatus.is_resident_mode``."""
    facade: tuple[str, ...] = ()
    """Public members that make the call, or look at what the field feeds, by their sync names."""
    facade_through: tuple[str, ...] = ()
    """Public members that make the call only by way of those in ``facade``."""
    handlers: tuple[str, ...] = ()
    """Functions of the sandbox."""
    commands: tuple[str, ...] = ()
    """Commands that use a member in ``facade``."""
    docs: tuple[str, ...] = ()
    """Pages that name the operation or a member in ``facade``."""
    missing: tuple[str, ...] = ()
    """Operations that nothing of ours knows yet: each needs a binding, a member and a handler. None for an API that no
    client of ours calls."""

    def as_json(self) -> dict[str, list[str]]:
        """Give what is not empty as an object for machines."""
        return {name: list(values) for name, values in attrs.asdict(self).items() if values}


def impacts(changes: Iterable[ChangeLike], usage: Usage, packages: Sequence[str] | None = None) -> list[Impact]:
    """Give the impact of each change, in the same order.

    Args:
        changes: The changes.
        usage: The index of the tree as it is, before the update.
        packages: The generated packages of the documents that were compared; all, when left out. For an update in
            place it is one; for a comparison of two versions that both have code it is both.
    """
    fields = FieldUses(usage)
    compared = usage.documents if packages is None else [each for each in packages if each in usage.documents]
    is_called = not compared or any(not usage.unused(package) for package in compared)

    @cache
    def field_use(package: str, operation_id: str, name: str) -> FieldUse:
        return fields.find(usage.uses[package, operation_id], name)

    def one(change: ChangeLike) -> Impact:
        operations = _operation_names(change)
        uses = [use for operation_id in operations for use in usage.find(operation_id, packages)]
        names = _field_names(change)
        found = [field_use(use.operation.package, use.operation.operation_id, name) for use in uses for name in names]
        if change.direction == "request":
            found = [attrs.evolve(each, readers=(), attributes=(), facade=()) for each in found]
        elif change.direction == "answer":
            found = [attrs.evolve(each, writers=()) for each in found]
        facade = _all(use.facade for use in uses) | _all(each.facade for each in found)
        known = {use.operation.operation_id for use in uses if use.bindings or use.handler}
        return Impact(
            functions=_sorted({use.function for use in uses if use.function is not None}),
            models=_sorted(_models(uses, names, change, usage.tree)),
            bindings=_sorted(_all(use.bindings for use in uses)),
            readers=_sorted(_all(each.readers for each in found)),
            writers=_sorted(_all(each.writers for each in found)),
            attributes=_sorted(_all(each.attributes for each in found)),
            facade=_sorted(facade),
            facade_through=_sorted(_all(use.facade_through for use in uses) - facade),
            handlers=_sorted({use.handler for use in uses if use.handler is not None}),
            commands=_sorted(name for name, used in usage.commands.items() if used & facade),
            docs=_sorted(usage.pages_naming({*operations, *facade})),
            missing=_sorted(set(change.operations) - known) if is_called else (),
        )

    return [one(change) for change in changes]


def _operation_names(change: ChangeLike) -> list[str]:
    """Give the operations, and the new name of one that was renamed, which code for the new version may know."""
    renamed = change.after.partition(": ")[0] if isinstance(change.after, str) and not change.fields else ""
    return [*change.operations, *([renamed] if renamed and ": " in str(change.after) else [])]


def _field_names(change: ChangeLike) -> list[str]:
    """Give the names under which our code may know the field: its own, and both names of a rename."""
    named = [name for name in change.fields if name != "[]"]
    if not named:
        return []
    renamed = [name for name in (change.before, change.after) if isinstance(name, str)]
    # Of a retyped field, before and after are types; only what reads like the field itself is a name of it.
    return list(dict.fromkeys([named[-1], *(renamed if named[-1] in renamed else [])]))


def _models(uses: Iterable[OperationUse], names: Sequence[str], change: ChangeLike, tree: SourceTree) -> set[str]:
    if change.kind.startswith(_NOT_ABOUT_MODELS):
        return set()
    everything = _all(use.models for use in uses)
    if not names:
        return everything
    classes = [tree.classes[name] for name in everything if name in tree.classes]
    knowing = {each.name for each in classes if any(_knows(each, name) for name in names)}
    # A class is called after its schema and the way into it, one of an inline schema after its operation, so a new
    # field belongs to the class called like its place.
    starts = (
        [change.schema]
        if change.schema
        else [f"{name}{_INLINE.get(change.direction or '', '')}" for name in _operation_ids(uses)]
    )
    of_schema = {each.name: each for each in classes if each.short.lower().startswith(tuple(map(str.lower, starts)))}
    way = "".join(name for name in change.fields[:-1] if name != "[]")
    called = {f"{start}{way}".lower() for start in starts}
    at_place = {name for name, each in of_schema.items() if each.short.lower() in called}
    return (knowing & of_schema.keys()) or at_place or set(of_schema) or knowing


def _operation_ids(uses: Iterable[OperationUse]) -> list[str]:
    return [use.operation.operation_id for use in uses]


def _knows(model: Class, field: str) -> bool:
    return any(isinstance(node, ast.Constant) and node.value == field for node in ast.walk(model.node))


def _all(groups: Iterable[Iterable[str]]) -> set[str]:
    return {name for group in groups for name in group}


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
