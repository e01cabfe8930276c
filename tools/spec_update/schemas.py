"""Compare schemas, each pair of them once, however often and however deep documents refer to them.

The pairs make a graph: a pair's findings about itself, and the pairs inside it. When all is compared, a walk from every
operation tells which findings concern it. So a component that 25 operations use is told once, with 25 names, and
schemas that contain themselves come to an end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs

from tools.spec_update.alternatives import alternative_name, discriminator_notes, same_alternatives
from tools.spec_update.changes import Direction, Severity, severity_of
from tools.spec_update.keywords import SCHEMAS, Node
from tools.spec_update.ledger import Ledger
from tools.spec_update.normal import Api
from tools.spec_update.notes import Note, shape_notes, type_words
from tools.spec_update.pairing import NAMES_ALIKE, alike, best_pairs
from tools.spec_update.shapes import Schemas, Shape

_HIDDEN: Final[dict[Direction, str]] = {"request": "readOnly", "answer": "writeOnly"}


@attrs.define(eq=False)
class Pair:
    """An old and a new schema for the same thing, seen in one direction."""

    old: Node
    new: Node
    direction: Direction
    schema: str | None
    """The component, by its old name, that the place is counted from; None if from a body, an answer or a parameter."""
    path: tuple[str, ...]
    names: tuple[str | None, str | None]
    """The components that stand here, before and after, if any."""
    notes: list[Note] = attrs.Factory(list)
    inside: list[Pair] = attrs.Factory(list)


class SchemaComparison:
    """The schemas of two documents, compared as far as somebody asked."""

    def __init__(self, old: Api, new: Api) -> None:
        self._old, self._new = old.schemas, new.schemas
        self.ledgers = Ledger(old.document), Ledger(new.document)
        self._pairs: dict[tuple[object, object, Direction], Pair] = {}
        self._waiting: list[Pair] = []

    @property
    def pairs(self) -> list[Pair]:
        """Every pair met so far."""
        return list(self._pairs.values())

    def compare(self, old: Any, new: Any, direction: Direction) -> Pair:
        """Compare two schemas and all that is inside them."""
        first = self._pair(old, new, direction, None, ())
        while self._waiting:  # a list, not recursion: documents may be nested deeper than Python's stack
            pair = self._waiting.pop()
            self._look_at(pair)
        return first

    def _pair(self, old: Any, new: Any, direction: Direction, schema: str | None, path: tuple[str, ...]) -> Pair:
        (old_name, old_node), (new_name, new_node) = self._old.follow(old), self._new.follow(new)
        for ledger, schemas, node in ((self.ledgers[0], self._old, old), (self.ledgers[1], self._new, new)):
            ledger.compare(direction, *schemas.way(node))
        named = old_name is not None and new_name is not None
        key = (old_name, new_name, direction) if named else (id(old_node), id(new_node), direction)
        if key not in self._pairs:
            place = (old_name, ()) if named else (schema, path)
            pair = Pair(old_node, new_node, direction, *place, (old_name, new_name))
            self._pairs[key] = pair
            self._waiting.append(pair)
        return self._pairs[key]

    def _inside(self, pair: Pair, old: Any, new: Any, *steps: str) -> None:
        pair.inside.append(self._pair(old, new, pair.direction, pair.schema, (*pair.path, *steps)))

    def _look_at(self, pair: Pair) -> None:
        old, new = self._old.shape(pair.old), self._new.shape(pair.new)
        for ledger, schemas, shape in ((self.ledgers[0], self._old, old), (self.ledgers[1], self._new, new)):
            schemas.enter(shape, ledger, pair.direction)
        if bool(old.options) != bool(new.options) and (old.is_only_options or new.is_only_options):
            self._one_and_several(pair, old, new)
            return
        pair.notes += shape_notes(old, new, pair.direction)
        if old.types != new.types and not old.types & new.types - {"null"}:
            self._settle(pair.direction, pair.old, pair.new)
            return  # nothing inside can still be compared, and the type says it all
        self._fields(pair, old, new)
        self._other_fields(pair, old, new)
        if old.items is not None or new.items is not None:
            anything: Node = {}
            self._inside(
                pair, anything if old.items is None else old.items, anything if new.items is None else new.items, "[]"
            )
        if old.options and new.options:
            self._alternatives(pair, old, new)
        elif old.options or new.options:
            what = "{it} has to be one of several forms now" if new.options else "{it} need not be one of its forms now"
            severity = severity_of(pair.direction, "narrower" if new.options else "wider")
            pair.notes.append(Note("alternatives changed", severity, what, None, bool(old.options), bool(new.options)))
            self._settle(pair.direction, *old.options, *new.options)
        else:
            self._heirs(pair, old, new)
        if not pair.notes and old.own != new.own:
            what = "{it} differs in a way that no rule of this comparison explains: look at it,"
            pair.notes.append(Note("not judged", "breaking", what, None, old.own, new.own))

    def _settle(self, direction: Direction, old: Any = None, new: Any = None, *more: Any) -> None:
        for ledger in self.ledgers:  # a part of one document is never met in the other
            ledger.settle(direction, old, new, *more)

    def _one_and_several(self, pair: Pair, old: Shape, new: Shape) -> None:
        """Compare where one schema became one of several, or the other way round: several of which there was one."""
        if (before := self._may_be_null(old, self._old)) != (after := self._may_be_null(new, self._new)):
            severity = severity_of(pair.direction, "wider" if after else "narrower")
            what = "{it} may be null now" if after else "{it} may no longer be null"
            pair.notes.append(Note("null changed", severity, what, None, before, after))
        if new.discriminator is not None and pair.direction == "request":
            what = f"`{new.discriminator}` has to tell which of its forms {{it}} is now"
            pair.notes.append(Note("discriminator changed", "breaking", what, None, None, new.discriminator))
        one, two = (_single(node, name) for node, name in zip((pair.old, pair.new), pair.names, strict=True))
        self._match(pair, old.options or (one,), new.options or (two,))

    def _may_be_null(self, shape: Shape, schemas: Schemas) -> bool:
        return "null" in shape.types or any(
            "null" in schemas.shape(schemas.follow(option)[1]).types for option in shape.options
        )

    def _fields(self, pair: Pair, old: Shape, new: Shape) -> None:
        before, after = self._visible(old, pair.direction, self._old), self._visible(new, pair.direction, self._new)
        gone = [name for name in before if name not in after]
        fresh = [name for name in after if name not in before]
        for one, two in self._renames({name: before[name] for name in gone}, {name: after[name] for name in fresh}):
            pair.notes.append(Note("field renamed", "breaking", f"{{it}} is called `{two}` now", one, one, two))
            gone.remove(one)
            fresh.remove(two)
            self._presence(pair, one, one in old.required, two in new.required)
            self._inside(pair, before[one], after[two], one)
        hidden = [node for shape, seen in ((old, before), (new, after)) for name, node in shape.properties.items()
                  if name not in seen]  # fmt: skip
        self._settle(pair.direction, *hidden, *(before[name] for name in gone), *(after[name] for name in fresh))
        for name in gone:
            pair.notes.append(
                Note("field removed", "breaking", "{it} is gone", name, self._outline(before[name], self._old))
            )
        for name in fresh:
            pair.notes.append(self._new_field(pair, name, name in new.required, old, after[name]))
        for name in before:
            if name in after:
                self._presence(pair, name, name in old.required, name in new.required)
                self._inside(pair, before[name], after[name], name)
        for name in sorted((old.required ^ new.required) - old.properties.keys() - new.properties.keys()):
            self._presence(pair, name, name in old.required, name in new.required)

    def _visible(self, shape: Shape, direction: Direction, schemas: Schemas) -> dict[str, Node]:
        """Leave out what only comes back, or is only sent."""
        hidden = _HIDDEN[direction]
        return {
            name: node
            for name, node in shape.properties.items()
            if hidden not in schemas.shape(node).flags and hidden not in schemas.shape(schemas.follow(node)[1]).flags
        }

    def _new_field(self, pair: Pair, name: str, required: bool, old: Shape, node: Node) -> Note:
        after = {**self._outline(node, self._new), "required": required}
        if pair.direction == "request":
            what = "{it} is new and has to be sent" if required else "{it} is new"
            return Note("field added", "breaking" if required else "additive", what, name, None, after)
        if old.additional is False:
            return Note(
                "field added", "breaking", "{it} is new, where no other fields were to come,", name, None, after
            )
        return Note("field added", "additive", "{it} is new", name, None, after)

    def _presence(self, pair: Pair, name: str, before: bool, after: bool) -> None:
        if before == after:
            return
        severity = severity_of(pair.direction, "narrower" if after else "wider")
        if pair.direction == "request":
            what = "{it} has to be sent now" if after else "{it} may be left out now"
        else:
            what = "{it} always comes now" if after else "{it} may be missing now"
        pair.notes.append(Note("required changed", severity, what, name, before, after))

    def _other_fields(self, pair: Pair, old: Shape, new: Shape) -> None:
        one, two = old.additional, new.additional
        if isinstance(one, bool) and isinstance(two, bool):
            if one != two:
                severity = severity_of(pair.direction, "wider" if two else "narrower")
                what = (
                    "fields that are not described may stand in {it} now"
                    if two
                    else "no other fields may stand in {it} now"
                )
                pair.notes.append(Note("other fields changed", severity, what, None, one, two))
        elif one is False or two is False:
            severity = severity_of(pair.direction, "wider" if one is False else "narrower")
            what = (
                "fields of free names may stand in {it} now"
                if one is False
                else "no fields of free names may stand in {it} now"
            )
            pair.notes.append(Note("other fields changed", severity, what, None, one is not False, two is not False))
        else:
            self._inside(pair, {} if one is True else one, {} if two is True else two, "*")

    def _renames(self, gone: dict[str, Node], fresh: dict[str, Node]) -> list[tuple[str, str]]:
        """Find fields that are the same but for a name that is partly the same, too."""
        scores = {
            (one, two): alike(one, two)
            for one, before in gone.items()
            for two, after in fresh.items()
            if self._outline(before, self._old) == self._outline(after, self._new)
        }
        return best_pairs(scores, NAMES_ALIKE)

    def _outline(self, node: Node, schemas: Schemas) -> dict[str, Any]:
        """Say in few words what a schema is."""
        name, node = schemas.follow(node)
        shape = schemas.shape(node)
        outline: dict[str, Any] = {"type": type_words(shape.types)}
        outline |= {key: value for key, value in shape.facts.items() if key != "default"}
        if shape.enum is not None:
            outline["enum"] = list(shape.enum)
        if shape.properties:
            outline["fields"] = sorted(shape.properties)
        if name and (shape.properties or shape.options):
            outline["schema"] = name
        return outline

    def _alternatives(self, pair: Pair, old: Shape, new: Shape) -> None:
        matched = self._match(pair, old.options, new.options)
        pair.notes += discriminator_notes(old, new, matched, pair.direction)
        if old.mode != new.mode:
            severity = severity_of(pair.direction, "wider" if new.mode == "anyOf" else "narrower")
            what = (
                "{it} may be several of its forms at once now"
                if new.mode == "anyOf"
                else "{it} has to be exactly one of its forms now"
            )
            pair.notes.append(Note("alternatives changed", severity, what, None, old.mode, new.mode))

    def _heirs(self, pair: Pair, old: Shape, new: Shape) -> None:
        """Compare the schemas that a discriminator leads to without naming them as alternatives."""
        matched = {old.kinds[value]: new.kinds[value] for value in old.kinds if value in new.kinds}
        for one, two in matched.items():
            self._inside(pair, {"$ref": one}, {"$ref": two})
        pair.notes += discriminator_notes(old, new, matched, pair.direction)

    def _match(self, pair: Pair, old: Sequence[Node], new: Sequence[Node]) -> dict[str, str]:
        """Compare alternatives that are the same; give the references of those that have one, old and new."""
        left, free = list(old), list(new)
        matched: dict[str, str] = {}
        for one, two in same_alternatives(left, free, self._old, self._new):
            left.remove(one)
            free.remove(two)
            self._inside(pair, one, two)
            if "$ref" in one and "$ref" in two:
                matched[one["$ref"]] = two["$ref"]
        self._settle(pair.direction, *left, *free)
        kinds: list[tuple[list[Node], str, Schemas, Severity, str]] = [
            (left, "alternative removed", self._old, severity_of(pair.direction, "narrower"), "is no longer"),
            (free, "alternative added", self._new, severity_of(pair.direction, "wider"), "is newly"),
        ]
        for nodes, kind, schemas, severity, verb in kinds:
            for node in nodes:
                name = alternative_name(node, schemas)
                values = (name, None) if nodes is left else (None, name)
                pair.notes.append(Note(kind, severity, f"`{name}` {verb} one of the forms of {{it}}", None, *values))
        return matched


def _single(node: Node, name: str | None) -> Node:
    """Return what to take a schema without alternatives for: a reference, or the only member of a list of them."""
    only = next((node[word][0] for word in ("oneOf", "anyOf") if len(node.get(word, ())) == 1), None)
    return {"$ref": SCHEMAS + name} if name is not None else node if only is None else only
