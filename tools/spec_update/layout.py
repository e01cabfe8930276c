"""A changed document in the layout of the committed file: what did not change keeps its lines, comments included.

A vendor's document comes as JSON, or as YAML of another layout. Written anew, an update of one field would be a
difference of a thousand lines, in which nobody finds the field. So the committed text is taken apart by the marks of
the YAML parser, and only entries whose value changed are written anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import yaml

from tools.documents import canonical_json, compose_yaml, parse_yaml, to_yaml

__all__ = ["in_layout_of"]

_STEP: Final = 2
_WIDTH: Final = 120

_Lines = list[str]


def in_layout_of(text: str, document: Mapping[str, Any]) -> str:
    """Return ``document`` as YAML, with the lines of ``text`` wherever they describe the same.

    A text whose layout cannot be followed (flow style at its top) is written anew.
    """
    node = compose_yaml(text)
    lines = text.splitlines(keepends=True)
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        made = "".join(_mapping(lines, node, parse_yaml(text), document, (0, len(lines))))
        if canonical_json(parse_yaml(made)) == canonical_json(document):
            return made
    return to_yaml(dict(document))


def _mapping(
    lines: _Lines, node: yaml.MappingNode, old: Mapping[str, Any], new: Mapping[str, Any], span: tuple[int, int]
) -> Iterator[str]:
    """Yield the lines of a block mapping that takes the lines of ``span`` in the committed text."""
    values = {key.value: value for key, value in node.value}
    at = {key.value: key.start_mark.line for key, _ in node.value}
    starts = _starts(lines, list(at.values()), span[0])
    ends = dict(zip(at, [*starts[1:], span[1]], strict=True))
    begins = dict(zip(at, starts, strict=True))
    column = node.start_mark.column
    yield from lines[span[0] : starts[0]]
    for key in _order(old, new):
        if key not in old:
            yield from _written({key: new[key]}, column)
        elif canonical_json(old[key]) == canonical_json(new[key]):
            yield from lines[begins[key] : ends[key]]
        else:
            yield from lines[begins[key] : at[key]]
            inside = (at[key] + 1, ends[key])
            below = values[key].start_mark.line > at[key]
            yield from (
                _value(lines, values[key], old[key], new[key], inside, lines[at[key]])
                if below
                else _written({key: new[key]}, column)
            )


def _value(lines: _Lines, node: yaml.Node, old: Any, new: Any, span: tuple[int, int], head: str) -> Iterator[str]:
    """Yield the lines of an entry whose value begins below its key, the line of the key first."""
    if new and isinstance(node, yaml.MappingNode) and isinstance(new, dict) and not node.flow_style:
        yield head
        yield from _mapping(lines, node, old, new, span)
    elif new and isinstance(node, yaml.SequenceNode) and isinstance(new, list) and not node.flow_style:
        yield head
        yield from _sequence(lines, node, old, new, span)
    else:
        key = next(iter(parse_yaml(head)))
        yield from _written({key: new}, len(head) - len(head.lstrip()))


def _sequence(
    lines: _Lines, node: yaml.SequenceNode, old: Sequence[Any], new: Sequence[Any], span: tuple[int, int]
) -> Iterator[str]:
    column = node.start_mark.column
    starts = _starts(lines, [item.start_mark.line for item in node.value], span[0])
    spans = list(zip(starts, [*starts[1:], span[1]], strict=True))
    left = dict(enumerate(old))
    yield from lines[span[0] : starts[0]]
    for value in new:
        index = _counterpart(value, left)
        if index is None:
            yield from _written([value], column)
            continue
        was, item, (begin, end) = left.pop(index), node.value[index], spans[index]
        first = item.start_mark.line
        if canonical_json(was) == canonical_json(value):
            yield from lines[begin:end]
        elif isinstance(item, yaml.MappingNode) and isinstance(value, dict) and value and not item.flow_style:
            # The first key is on the line of the dash: without the dash it is a mapping like any other.
            yield from lines[begin:first]
            bare = [*lines]
            bare[first] = f"{lines[first][:column]} {lines[first][column + 1 :]}"
            made = list(_mapping(bare, item, was, value, (first, end)))
            yield f"{made[0][:column]}-{made[0][column + 1 :]}"
            yield from made[1:]
        else:
            yield from lines[begin:first]
            yield from _written([value], column)


def _starts(lines: _Lines, at: Sequence[int], first: int) -> list[int]:
    """Find where each entry begins with the comments and blank lines above it, which are about what follows."""
    starts = []
    for line in at:
        start = line
        while start > first and (not lines[start - 1].strip() or lines[start - 1].lstrip().startswith("#")):
            start -= 1
        starts.append(start)
        first = line + 1
    return starts


def _order(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the keys of ``new``: those of ``old`` in its order, each other one behind the one that it follows."""
    order = [key for key in old if key in new]
    place = -1
    for key in new:
        if key in old:
            place = order.index(key)
        else:
            place += 1
            order.insert(place, key)
    return order


def _counterpart(value: Any, left: Mapping[int, Any]) -> int | None:
    """Find the item that is or was this one: the same, or one of the same name."""
    same = (index for index, one in left.items() if canonical_json(one) == canonical_json(value))
    named = (index for index, one in left.items() if _name(value) is not None and _name(one) == _name(value))
    return next(same, next(named, None))


def _name(value: Any) -> object:
    return (value.get("name"), value.get("in")) if isinstance(value, dict) and "name" in value else None


def _written(value: Any, column: int) -> Iterator[str]:
    dumped: str = yaml.dump(
        value, Dumper=_Indented, sort_keys=False, allow_unicode=True, width=_WIDTH - column, indent=_STEP
    )
    for line in dumped.splitlines(keepends=True):
        yield f"{' ' * column}{line}" if line.strip() else line


class _Indented(yaml.SafeDumper):
    """Indents the items of a list below their key, as the committed files do, and writes no anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True
