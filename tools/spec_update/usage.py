"""What of ours uses which operation of which document, read from the code: imports, calls and attribute access.

From the bottom up: the generated function and its models, the row of ``ecobee/operations.py`` that names the operation,
the members of the facade that name the row, the commands and pages of the documentation that use the members, and the
sandbox's handler. Nothing here is a list kept by hand, so nothing has to be kept in step. Fields are
in ``field_use``.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import attrs

from tools.generator.rejections import SKIP
from tools.spec_update.call_graph import CallGraph
from tools.spec_update.docs_pages import read_pages
from tools.spec_update.facade import SYNC, WALKS, Facade, Member
from tools.spec_update.inference import Inference
from tools.spec_update.operation_table import OperationTable, Row
from tools.spec_update.source_tree import Function, Module, SourceTree, nodes_in

__all__ = ["OperationUse", "Usage", "read_usage", "vendor_of"]

GENERATED: Final = "smartbuildings_api"
UNUSED: Final = "x-smartbuildings-unused"
"""An overlay sets it, with the reason. In ``info``: code is generated, and no member or handler is expected. In an
operation: no member calls it."""
_HANDLERS: Final = re.compile(r"smartbuildings\.sandbox\.(\w+)\.handlers\.")
_COMMANDS: Final = "smartbuildings.cli.commands"
_CLI: Final = "smartbuildings.cli"
_PACKAGES: Final = {"smartbuildings": "smartbuildings", GENERATED: f"generated/{GENERATED}"}
_METHODS: Final = ("get", "put", "post", "delete", "patch", "options", "head", "trace")


@attrs.frozen
class Operation:
    """One operation as a document tells it."""

    package: str
    """The generated package, such as ``ecobee_v2``."""
    operation_id: str
    method: str
    path: str
    scopes: tuple[str, ...]
    """Every scope that it names, whether needed or one of several alternatives."""
    alternatives: tuple[tuple[str, ...], ...]
    """Sets of scopes, each of which is enough; an empty set where any token is, and none where no token is needed."""
    mark: str
    """``known``, ``carried`` or ``inferred``; a document without marks was published as it is, so it is known."""
    skipped: str = ""
    """The reason why the overlay skips it, so that no code is generated for it; empty if it does not."""
    unused: str = ""
    """The reason why no member of the facade calls it; empty if one has to."""


@attrs.frozen
class OperationUse:
    """One operation with everything that uses it."""

    operation: Operation
    function: str | None
    """The generated module, dotted; None if the operation has none yet."""
    models: tuple[str, ...]
    """The generated classes that the function takes or gives, those inside them included; dotted."""
    bindings: tuple[str, ...]
    """The rows that name it, such as ``ecobee.operations.SET_RESIDENT_MODE``."""
    facade: tuple[str, ...]
    """Public members whose own code makes the call, by their sync names: ``Thermostat.turn_on_resident_mode``."""
    facade_through: tuple[str, ...]
    """Public members that make it by way of another public member: a write that reads the status back."""
    handler: str | None
    """The function of the sandbox that answers it, dotted."""
    commands: tuple[str, ...]
    """Commands that use one of the members in ``facade``."""
    docs: tuple[str, ...]
    """Pages that name the operation or one of the members in ``facade``, relative to the repository."""


class Usage:
    """The index over one tree and its documents.

    Args:
        tree: The source.
        documents: The fixed documents by generated package.
        mentions: What the documentation names, page by page: members and operationIds.
    """

    def __init__(
        self, tree: SourceTree, documents: Mapping[str, Mapping[str, Any]], mentions: Mapping[str, frozenset[str]]
    ) -> None:
        self.tree = tree
        self.documents = documents
        self.inference = Inference(tree)
        self.graph = CallGraph(tree, self.inference)
        self.table = OperationTable(tree)
        self._mentions = mentions

    def find(self, operation_id: str, packages: Iterable[str] | None = None) -> list[OperationUse]:
        """Give an operation in each of the packages that have it."""
        wanted = self.documents if packages is None else packages
        return [self.uses[package, operation_id] for package in wanted if (package, operation_id) in self.uses]

    @cached_property
    def uses(self) -> Mapping[tuple[str, str], OperationUse]:
        """Every operation of every document, by package and operationId."""
        made = (self._use(each) for package in self.documents for each in self.operations(package))
        return {(use.operation.package, use.operation.operation_id): use for use in made}

    def operations(self, package: str) -> Iterator[Operation]:
        """Give the operations of a document."""
        document = self.documents[package]
        for path, item in document.get("paths", {}).items():
            for method in _METHODS:
                told = item.get(method)
                if isinstance(told, Mapping):
                    yield _operation(package, method, path, told, document)

    def unused(self, package: str) -> str:
        """Return the reason why no member calls the operations of a document yet; empty if members do."""
        return " ".join(str(self.documents[package].get("info", {}).get(UNUSED, "")).split())

    # -- generated code and the table of operations

    @cached_property
    def generated(self) -> Mapping[tuple[str, str], Module]:
        """The generated modules that hold an operation, by package and name in one word without underscores."""
        found = {}
        for name, module in self.tree.modules.items():
            parts = name.split(".")
            if parts[0] == GENERATED and len(parts) == 5 and parts[2] == "api":
                found[parts[1], _plain(parts[4])] = module
        return found

    @cached_property
    def facade(self) -> Facade:
        """What people hold, over the table of operations."""
        return Facade(self.tree, self.inference, self.graph, self.table)

    @property
    def members(self) -> tuple[Member, ...]:
        """The public methods of the facade that reach an operation."""
        return self.facade.members

    @property
    def retired(self) -> Iterator[tuple[Row, str, str]]:
        """Rows that name an operation which is not in the document, with the package and the operationId."""
        known = {(package, each.operation_id) for package in self.documents for each in self.operations(package)}
        for row in self.table.rows.values():
            for package, operation_id in row.operation_ids:
                if package in self.documents and (package, operation_id) not in known:
                    yield row, package, operation_id

    def rows_of(self, operation: Operation) -> list[Row]:
        """Return the rows that name an operation."""
        named = (operation.package, operation.operation_id)
        return [row for row in self.table.rows.values() if named in row.operation_ids]

    # -- the sandbox, the commands, the documentation

    @cached_property
    def handlers(self) -> Mapping[tuple[str, str], str]:
        """The functions of the sandbox by vendor and operationId: what the ``HANDLERS`` of its modules say."""
        found = {}
        for name, module in self.tree.modules.items():
            vendor = _HANDLERS.match(name)
            if vendor is None:
                continue
            for key, value in _table_of(module.tree, "HANDLERS"):
                found[vendor[1], key] = self.tree.meaning(module, value) or f"{name}.{value}"
        return found

    @cached_property
    def commands(self) -> Mapping[str, frozenset[str]]:
        """The members that each command uses, by the command's name."""
        found: dict[str, frozenset[str]] = {}
        for function in self._functions_below(_COMMANDS):
            if function.owner is not None or function.short not in _exported(function.module):
                continue
            own = [function, *self.graph.reached(function, through=lambda each: each.module.name.startswith(_CLI))]
            # What the facade runs behind the member is not the command's own doing.
            used = {name for each in own if each.module.name.startswith(_CLI) for name in self._used_by(each)}
            found[f"smartbuildings {function.short.replace('_', '-')}"] = frozenset(used)
        return found

    def _used_by(self, function: Function) -> Iterator[str]:
        """Give the members of the sync facade that a function uses, walks by the attribute that holds them."""
        for reference in self.graph.references(function):
            target = reference.target
            if target.owner is not None and target.module.name.startswith(f"{SYNC}.") and target.short not in WALKS:
                for owner in self.facade.leaves(target.owner):
                    yield from self.facade.names(owner, target)
        known = self.inference.names_in(function)
        held = {name for walked in self.facade.holders.values() for name in walked}
        # `sb.thermostats.get(id)` walks through nothing
        passed = {id(node.value) for node in nodes_in(function.node) if isinstance(node, ast.Attribute)}
        for node, names in self.inference.scoped(function.node, function.module, known):
            if id(node) in passed:
                continue
            kind = self.inference.kind(node.value, function.module, names) if isinstance(node, ast.Attribute) else None
            name = f"{kind.name.rpartition('.')[2]}.{node.attr}" if kind and isinstance(node, ast.Attribute) else ""
            if name in held:
                yield name

    def _functions_below(self, package: str) -> list[Function]:
        return [each for each in self.tree.functions.values() if f"{each.module.name}.".startswith(f"{package}.")]

    def pages_naming(self, names: Collection[str]) -> list[str]:
        """Give the pages of the documentation that name an operation or a member."""
        return sorted(page for page, named in self._mentions.items() if not named.isdisjoint(names))

    # -- all of it

    def _use(self, operation: Operation) -> OperationUse:
        module = self.generated.get((operation.package, _plain(operation.operation_id)))
        rows = self.rows_of(operation)
        direct = self.facade.members_of(rows, direct=True)
        through = [each for each in self.facade.members_of(rows, direct=False) if each not in direct]
        facade = _names_of(direct)
        return OperationUse(
            operation=operation,
            function=None if module is None else module.name,
            models=() if module is None else tuple(sorted(self._models(module))),
            bindings=tuple(sorted(each.name for each in rows)),
            facade=facade,
            facade_through=tuple(name for name in _names_of(through) if name not in facade),
            handler=self.handlers.get((vendor_of(operation.package), operation.operation_id)),
            commands=tuple(sorted(name for name, used in self.commands.items() if used & set(facade))),
            docs=tuple(self.pages_naming({operation.operation_id, *facade})),
        )

    def _models(self, start: Module) -> set[str]:
        found: set[str] = set()
        left, seen = [start], {start.name}
        while left:
            for meaning in left.pop().names.values():
                owner = self.tree.classes.get(meaning)
                if owner is not None and ".models." in owner.name and owner.name not in found:
                    found.add(owner.name)
                    if owner.module.name not in seen:
                        seen.add(owner.module.name)
                        left.append(owner.module)
        return found


def vendor_of(package: str) -> str:
    """Return the vendor of a generated package: ``ecobee`` of ``ecobee_v2``."""
    return package.partition("_")[0]


def read_usage(root: Path, documents: Mapping[str, Mapping[str, Any]] | None = None) -> Usage:
    """Read the repository at ``root``.

    Args:
        root: The folder that has ``smartbuildings``, ``generated`` and ``docs``.
        documents: The fixed documents by generated package; those that are committed, when left out.
    """
    tree = SourceTree(root, _PACKAGES)
    if documents is None:
        paths = sorted((root / _PACKAGES[GENERATED]).glob("*/openapi.json"))
        documents = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    return Usage(tree, documents, {page.path: page.names for page in read_pages(root, tree)})


def _operation(package: str, method: str, path: str, told: Mapping[str, Any], document: Mapping[str, Any]) -> Operation:
    security = told.get("security", document.get("security", []))
    choices = tuple(tuple(sorted(scope for names in choice.values() for scope in names)) for choice in security)
    scopes = {scope for choice in choices for scope in choice}
    operation_id = told.get("operationId") or f"{method} {path}"
    mark = told.get("x-mark", "known")
    skipped, unused = (" ".join(str(told.get(name, "")).split()) for name in (SKIP, UNUSED))
    return Operation(package, operation_id, method.upper(), path, tuple(sorted(scopes)), choices, mark, skipped, unused)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _names_of(members: Iterable[Member]) -> tuple[str, ...]:
    return tuple(sorted({name for member in members for name in member.names}))


def _table_of(tree: ast.Module, name: str) -> Iterator[tuple[str, str]]:
    for statement in tree.body:
        targets = [statement.target] if isinstance(statement, ast.AnnAssign) else getattr(statement, "targets", [])
        value = getattr(statement, "value", None)
        if isinstance(value, ast.Dict) and any(isinstance(each, ast.Name) and each.id == name for each in targets):
            for key, entry in zip(value.keys, value.values, strict=True):
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, ast.unparse(entry)


def _exported(module: Module) -> set[str]:
    for statement in module.tree.body:
        if isinstance(statement, ast.Assign) and any(ast.unparse(each) == "__all__" for each in statement.targets):
            names: Any = ast.literal_eval(statement.value)
            return set(names)
    return set()
