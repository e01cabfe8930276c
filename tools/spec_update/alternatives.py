"""Match the alternatives of two schemas, and compare the fields that tell alternatives apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tools.documents import canonical_json
from tools.spec_update.changes import Direction, severity_of
from tools.spec_update.keywords import EVERY_TYPE, Node
from tools.spec_update.notes import Note, shown, type_words
from tools.spec_update.shapes import Schemas, Shape


def same_alternatives(
    old: Sequence[Node], new: Sequence[Node], old_schemas: Schemas, new_schemas: Schemas
) -> Iterator[tuple[Node, Node]]:
    """Match alternatives: those of one name, then those that are equal, then the only ones left of one type."""
    taken: set[int] = set()
    olds = [(node, _keys(node, old_schemas)) for node in old]
    news = [(node, _keys(node, new_schemas)) for node in new]
    for rule in range(3):
        for one, key in olds:
            if id(one) in taken or key[rule] is None:
                continue
            fits = [two for two, other in news if id(two) not in taken and other[rule] == key[rule]]
            rivals = [two for two, other in olds if id(two) not in taken and other[rule] == key[rule]]
            if fits and (rule < 2 or len(fits) == len(rivals) == 1):
                taken |= {id(one), id(fits[0])}
                yield one, fits[0]


def _keys(node: Node, schemas: Schemas) -> tuple[object, object, object]:
    name, target = schemas.follow(node)
    types = schemas.shape(target).types
    return name, canonical_json(target), types if types != EVERY_TYPE else None


def alternative_name(node: Node, schemas: Schemas) -> str:
    """Name an alternative: by its component, or by its type."""
    name, target = schemas.follow(node)
    return name or type_words(schemas.shape(target).types)


def discriminator_notes(old: Shape, new: Shape, matched: Mapping[str, str], direction: Direction) -> Iterator[Note]:
    """Compare the fields that tell which alternative a value is; ``matched`` has references, old and new."""
    if old.discriminator != new.discriminator:
        before, after = old.discriminator, new.discriminator
        what = f"the field that tells the forms of {{it}} apart is {shown(after)} now, and was {shown(before)},"
        yield Note("discriminator changed", "breaking", what, None, before, after)
        return
    for value, target in old.kinds.items():
        after = new.kinds.get(value)
        if after == matched.get(target) or (after is None and old.options and target not in matched):
            continue  # the same alternative, or one that is gone, which is told as such
        if after is None and not old.options:
            what = f"{shown(value)} is no longer one of the forms of {{it}}"
            yield Note("alternative removed", severity_of(direction, "narrower"), what, None, value)
        else:
            what = f"{shown(value)} as the form of {{it}} means {shown(after)} now, and meant {shown(target)},"
            yield Note("discriminator changed", "breaking", what, None, target, after)
    for value, target in new.kinds.items():
        if value not in old.kinds and (not new.options or target in matched.values()):
            what = f"{shown(value)} is newly one of the forms of {{it}}"
            yield Note("alternative added", severity_of(direction, "wider"), what, None, None, value)
