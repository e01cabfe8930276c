"""Rows of values that fit any width without cutting an id or a value.

Wide enough, they are a table. Narrower, the minor columns are left out; narrower still, each row becomes a block with a
line for each value, the minor ones included. What fits nowhere is printed whole, and the terminal wraps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

__all__ = ["Column", "Rows"]

_GAP: Final = 2
_LEAST_PROSE: Final = 24
"""How narrow a column of sentences may be."""
_ERROR: Final = "Error"


@attrs.frozen
class Column:
    """One column.

    Args:
        name: Its heading.
        is_number: Align to the right.
        minor: Left out when the width is short: the highest first; 0 for never.
        is_prose: Sentences, which may be wrapped between words.
    """

    name: str
    is_number: bool = False
    minor: int = 0
    is_prose: bool = False


@attrs.frozen
class _Row:
    cells: tuple[Text, ...]
    style: str
    error: Text | None
    """In place of the cells that are missing."""


class Rows:
    """A table, or blocks, as the width allows. Print it with ``printing.show``."""

    def __init__(self, *columns: Column | str) -> None:
        self.columns = tuple(Column(each) if isinstance(each, str) else each for each in columns)
        self._rows: list[_Row] = []

    def add_row(self, *cells: Text | str, style: str = "") -> None:
        """Add a row with a value for each column."""
        self._rows.append(_Row(tuple(map(_text, cells)), style, None))

    def add_error(self, *cells: Text | str, error: Text) -> None:
        """Add a row that has values for the first columns only, and an error in place of the others."""
        self._rows.append(_Row(tuple(map(_text, cells)), "", error))

    def left_out(self, width: int) -> list[str]:
        """Name the columns that are left out at a width."""
        shown = self._fitting(width)
        return [] if shown is None else [each.name for each in self.columns if each not in shown]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it: rich's protocol."""
        shown = self._fitting(options.max_width)
        width = options.max_width
        lines = self._blocks(width, console) if shown is None else self._table(shown, width, console)
        for line in lines:
            line.no_wrap, line.overflow = True, "ignore"
            yield line

    def _fitting(self, width: int) -> Sequence[Column] | None:
        """Choose the columns for a table; ``None`` if it has to be blocks."""
        shown = list(self.columns)
        while sum(self._width_of(each) for each in shown) + _GAP * (len(shown) - 1) > width:
            minor = max(shown, key=lambda column: column.minor)
            if not minor.minor:
                return None
            shown.remove(minor)
        return shown

    def _width_of(self, column: Column) -> int:
        longest = max((cell.cell_len for cell in self._cells_of(column)), default=0)
        return max(len(column.name), min(longest, _LEAST_PROSE) if column.is_prose else longest)

    def _cells_of(self, column: Column) -> Iterator[Text]:
        index = self.columns.index(column)
        return (row.cells[index] for row in self._rows if index < len(row.cells))

    def _table(self, shown: Sequence[Column], width: int, console: Console) -> Iterator[Text]:
        widths = {each: self._width_of(each) for each in shown}
        spare = width - sum(widths.values()) - _GAP * (len(shown) - 1)
        for each in shown:
            if each.is_prose:
                longest = max((cell.cell_len for cell in self._cells_of(each)), default=0)
                widths[each] = max(widths[each], min(longest, widths[each] + spare))
        total = sum(widths.values()) + _GAP * (len(shown) - 1)
        yield _line([_padded(Text(each.name, "bold"), widths[each], each.is_number) for each in shown])
        yield Text("─" * total)
        for row in self._rows:
            cells = [(each, row.cells[index]) for index, each in enumerate(self.columns) if index < len(row.cells)]
            parts = [_wrapped(cell, each, widths[each], console) for each, cell in cells if each in widths]
            for number in range(max(map(len, parts))):
                line = [
                    _padded(part[number] if number < len(part) else Text(), widths[each], each.is_number)
                    for each, part in zip([each for each, _ in cells if each in widths], parts, strict=True)
                ]
                if row.error is not None and number == 0:
                    line.append(row.error)
                drawn = _line(line)
                drawn.style = row.style
                yield drawn

    def _blocks(self, width: int, console: Console) -> Iterator[Text]:
        label = max(len(name) for name in (_ERROR, *(each.name for each in self.columns))) + _GAP
        for count, row in enumerate(self._rows):
            if count:
                yield Text()
            cells = list(zip(self.columns, row.cells, strict=False))
            if row.error is not None:
                cells.append((Column(_ERROR), row.error))
            for column, cell in cells:
                head = Text.assemble((column.name.ljust(label), "bold"))
                if label + cell.cell_len <= width:
                    yield _styled(head + cell, row.style)
                    continue
                yield _styled(head, row.style)
                for line in _wrapped(cell, column, max(width - _GAP, 1), console):
                    yield _styled(Text(" " * _GAP) + line, row.style)


def _text(cell: Text | str) -> Text:
    return Text(cell) if isinstance(cell, str) else cell


def _styled(line: Text, style: str) -> Text:
    line.style = style
    line.rstrip()
    return line


def _padded(cell: Text, width: int, is_number: bool) -> Text:
    padded, spare = cell.copy(), max(0, width - cell.cell_len)
    if is_number:
        padded.pad_left(spare)
    else:
        padded.pad_right(spare)
    return padded


def _wrapped(cell: Text, column: Column, width: int, console: Console) -> Sequence[Text]:
    return list(cell.wrap(console, width, overflow="fold")) if column.is_prose else [cell]


def _line(cells: Iterable[Text]) -> Text:
    line = Text(" " * _GAP).join(cells)
    line.rstrip()
    return line
