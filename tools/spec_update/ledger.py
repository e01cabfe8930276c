"""Which parts of two documents a comparison has explained, so that a difference elsewhere is never called safe.

Each rule of the comparison enters what it compared: ``compare`` an object or list whose own entries it looked at one by
one, ``settle`` a part that one finding covers whole, with all that it refers to. At the end ``unexplained`` walks both
documents as they are, from their operations along every reference, and lists what differs and was entered by no rule.
What is sent and what comes back are entered apart, because a difference may be harmless in one direction only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from tools.generator import METHODS
from tools.spec_update.changes import Direction
from tools.spec_update.values import same, says_nothing

BOTH: Final[tuple[Direction, ...]] = ("request", "answer")
_TURN: Final[Mapping[str, Direction]] = {"parameters": "request", "requestBody": "request", "responses": "answer"}
_MISSING: Final = object()


@attrs.frozen
class Difference:
    """A place where two documents differ and that no rule explained."""

    pointer: str
    """Where it is, as a JSON pointer."""
    operation: tuple[str, str]
    """Path and method of the first operation from which it is reached."""
    direction: Direction
    before: Any
    after: Any


class Ledger:
    """What was explained of one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._compared: set[tuple[int, Direction]] = set()
        self._settled: dict[tuple[int, Direction], Any] = {}
        """By identity, with the place itself, so that no other can take over its identity."""
        self._places: dict[str, Any] = {}

    def compare(self, direction: Direction | None, *places: Any) -> None:
        """Enter objects and lists whose own entries a rule compared one by one."""
        for place in places:
            self._compared.update((id(place), each) for each in ((direction,) if direction else BOTH))

    def settle(self, direction: Direction | None, *places: Any) -> None:
        """Enter what one finding covers whole, with everything that it refers to."""
        for each in (direction,) if direction else BOTH:
            waiting = [place for place in places if isinstance(place, dict | list)]
            while waiting:
                place = waiting.pop()
                if (id(place), each) in self._settled:
                    continue
                self._settled[id(place), each] = place
                inner = list(place.values()) if isinstance(place, dict) else place
                if isinstance(place, dict) and isinstance(place.get("$ref"), str):
                    inner.append(self.at(place["$ref"]))
                waiting += [one for one in inner if isinstance(one, dict | list)]

    def explains(self, place: Any, direction: Direction) -> bool | None:
        """Return True for a part that is settled, False if only its own entries are explained, None if nothing is."""
        key = (id(place), direction)
        return True if key in self._settled else False if key in self._compared else None

    def at(self, reference: str) -> Any:
        """Follow a reference or a pointer; None if it leads nowhere."""
        pointer = reference.removeprefix("#")
        if pointer not in self._places:
            place: Any = self.document
            for part in pointer.split("/")[1:]:
                key = part.replace("~1", "/").replace("~0", "~")
                if isinstance(place, list):
                    place = place[int(key)] if key.isdigit() and int(key) < len(place) else None
                else:
                    place = place.get(key) if isinstance(place, dict) else None
            self._places[pointer] = place
        return self._places[pointer]


def unexplained(old: Ledger, new: Ledger) -> Iterator[Difference]:
    """List the differences that no rule explained, each place once."""
    told: set[str] = set()
    for mine, other in ((old, new), (new, old)):
        for pointer, place, direction, operation in _reached(mine):
            there = other.at(pointer)
            if pointer not in told and not _same_entries(place, there):
                told.add(pointer)
                before, after = (place, there) if mine is old else (there, place)
                yield Difference(pointer, operation, direction, before, after)


def _reached(ledger: Ledger) -> Iterator[tuple[str, Any, Direction, tuple[str, str]]]:
    """List the objects and lists that the operations hold or refer to and that no rule explained."""
    seen: set[tuple[int, Direction]] = set()
    paths = ledger.document.get("paths")
    for path in paths if isinstance(paths, dict) else ():
        item = ledger.at(f"/paths/{_escaped(path)}")
        for method in sorted(item.keys() & METHODS) if isinstance(item, dict) else ():
            below = f"/paths/{_escaped(path)}"
            begin: list[tuple[str, Direction]] = [(f"{below}/{method}/{inner}", _TURN[inner]) for inner in _TURN]
            begin.append((f"{below}/parameters", "request"))
            waiting: list[tuple[str, Any, Direction]] = [
                (each, ledger.at(each), direction) for each, direction in begin
            ]
            while waiting:
                pointer, place, direction = waiting.pop()
                if not isinstance(place, dict | list) or (id(place), direction) in seen:
                    continue
                seen.add((id(place), direction))
                explained = ledger.explains(place, direction)
                if explained:
                    continue
                if explained is None:
                    yield pointer, place, direction, (path, method)
                if isinstance(place, dict) and isinstance(place.get("$ref"), str):
                    waiting.append((place["$ref"].removeprefix("#"), ledger.at(place["$ref"]), direction))
                waiting.extend(
                    (f"{pointer}/{_escaped(key)}", inner, direction)
                    for key, inner in (place.items() if isinstance(place, dict) else enumerate(place))
                    if isinstance(inner, dict | list) and not says_nothing(key)
                )


def _same_entries(one: Any, two: Any) -> bool:
    """Return whether two places have the same entries, not counting the objects and lists inside them."""
    if isinstance(one, dict) and isinstance(two, dict):
        keys = {key for key in (*one, *two) if not says_nothing(key)}
        pairs = [(one.get(key, _MISSING), two.get(key, _MISSING)) for key in keys]
    elif isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        pairs = list(zip(one, two, strict=True))
    else:
        return False
    return all(
        type(before) is type(after) if isinstance(before, dict | list) or isinstance(after, dict | list)
        else same(before, after)
        for before, after in pairs
    )  # fmt: skip


def _escaped(key: object) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")
