"""JSON that no API sends: any value at all, values that are odd, and responses in which one value was changed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

__all__ = ["DEEP", "JSON", "ODD", "mutated", "places"]

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
"""Any value."""
DEEP: list[Any] = []
for _ in range(600):
    DEEP = [DEEP]
ODD: list[Any] = [
    *(None, True, False, 0, -1000, 10**400, 2**53 + 1, 1e308, float("nan"), float("inf"), "", "💩"),
    *([], {}, [None], DEEP),
]
"""Values that are odd in any API."""
DEEPEST = 20
"""How far down values are changed: the odd value that is deeper would be too deep for a copy."""


def copied(data: Any, depth: int = 0) -> Any:
    """Copy what can be changed."""
    if depth <= DEEPEST and isinstance(data, dict):
        return {key: copied(value, depth + 1) for key, value in data.items()}
    return [copied(value, depth + 1) for value in data] if depth <= DEEPEST and isinstance(data, list) else data


def places(data: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the way to every value that can be changed."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    inner = inner if len(way) < DEEPEST else ()
    return [way, *(place for key, value in inner for place in places(value, (*way, key)))]


def mutated(
    data: Any, chance: random.Random, within: tuple[Any, ...] = (), *, odd: Sequence[Any], names: Sequence[str]
) -> Any:
    """Change one value in a copy: replace it, leave it out, put it deeper or higher, or put something beside it.

    Args:
        data: What is changed.
        chance: Chooses the place and the change.
        within: The way to the part that is changed.
        odd: The values that are put in.
        names: The names under which something is put in.
    """
    data = copied(data)
    way = chance.choice([each for each in places(data) if each[: len(within)] == within and each])
    parent: Any = data
    for step in way[:-1]:
        parent = parent[step]
    key = way[-1]
    match chance.randrange(5):
        case 0:
            parent[key] = copied(chance.choice(odd))
        case 1:
            del parent[key]
        case 2:
            parent[key] = {chance.choice(names): parent[key]}
        case 3 if isinstance(parent[key], dict) and parent[key]:
            parent[key] = chance.choice(list(parent[key].values()))
        case _ if isinstance(parent[key], dict):
            parent[key][chance.choice(names)] = copied(chance.choice(odd))
        case _:
            parent[key] = [parent[key]]
    return data
