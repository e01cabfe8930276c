"""Actions of an overlay as text: an entry as one would write it, and an overlay file without some of its entries.

A file keeps its comments, so entries are cut out by their lines and nothing is written anew.
"""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Collection, Mapping
from typing import Any, Final

import yaml

_WIDTH: Final = 120
_INDENT: Final = "  "


def as_entry(action: Mapping[str, Any]) -> str:
    """Write an action as an entry of the list ``actions``, ready to paste."""
    text: str = yaml.safe_dump([dict(action)], sort_keys=False, allow_unicode=True, width=_WIDTH - len(_INDENT))
    return textwrap.indent(text, _INDENT)


def without_entries(text: str, indices: Collection[int]) -> str:
    """Cut entries out of the text of an overlay, and comments that stood above nothing else."""
    lines = text.splitlines(keepends=True)
    nodes = _entries(text)
    for index in sorted(indices, reverse=True):
        first = nodes[index].start_mark.line
        end = nodes[index + 1].start_mark.line if index + 1 < len(nodes) else len(lines)
        # What stands between this entry and the next, such as a heading, belongs to the next.
        while end > first + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
            end -= 1
        del lines[first:end]
    return "".join(lines)


def patch(text: str, new: str, name: str) -> str:
    """Give the difference of two texts of one file as a patch that ``git apply`` takes."""
    lines = difflib.unified_diff(
        text.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    return "".join(lines)


def _entries(text: str) -> list[yaml.Node]:
    document = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(document, yaml.MappingNode):
        return []
    for key, value in document.value:
        if key.value == "actions" and isinstance(value, yaml.SequenceNode):
            return list(value.value)
    return []
