"""Which operation of the old document is which one of the new: by name, by route, or by evidence of a rename.

A rename is only claimed on good evidence: method, route, scopes, body and answers agree but for one word. What is
claimed is still told as breaking, because the old name is gone; the claim only spares the reader from finding out that
what is gone and what is new are one thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

import attrs

from tools.spec_update.normal import Api, Body, Operation, route_of

# Of the words of two names, how many have to be common: `isTenantMode` and `isResidentMode` have two of three.
NAMES_ALIKE: Final = 0.6
# Of all that could speak for a renamed operation, how much has to: names half alike and everything else the same.
EVIDENCE_NEEDED: Final = 0.5
# A new prefix is told once if at least so many of the operations that could have it do; the others are told singly.
PREFIX_SHARE: Final = 2 / 3
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


@attrs.frozen
class Pairing:
    """What became of the operations of a document."""

    kept: tuple[tuple[Operation, Operation], ...]
    """Old and new, of the same operationId or of the same method and path."""
    renamed: tuple[tuple[Operation, Operation], ...]
    """Old and new, neither name nor route the same, yet one thing by all evidence."""
    removed: tuple[Operation, ...]
    added: tuple[Operation, ...]
    prefix: tuple[str, str] | None
    """The beginning of the paths before and after, if one was exchanged for another throughout."""


def pair_operations(old: Api, new: Api) -> Pairing:
    """Find for every operation of ``old`` what it is in ``new``."""
    kept = [(operation, new.operations[name]) for name, operation in old.operations.items() if name in new.operations]
    prefix = _prefix(kept)
    left = [operation for name, operation in old.operations.items() if name not in new.operations]
    free = {operation.route: operation for name, operation in new.operations.items() if name not in old.operations}
    for operation in list(left):
        if found := free.pop((operation.method, route_of(moved(operation.path, prefix))), None):
            kept.append((operation, found))
            left.remove(operation)
    renamed = _renamed(left, list(free.values()), prefix, old, new)
    gone = [operation for operation in left if operation not in [before for before, _ in renamed]]
    fresh = [operation for operation in free.values() if operation not in [after for _, after in renamed]]
    return Pairing(tuple(kept), tuple(renamed), tuple(gone), tuple(fresh), prefix)


def moved(path: str, prefix: tuple[str, str] | None) -> str:
    """Give a path of the old document with the beginning that it has in the new one."""
    if prefix and (path == prefix[0] or path.startswith(f"{prefix[0]}/")):
        return prefix[1] + path.removeprefix(prefix[0])
    return path


def words(name: str) -> list[str]:
    """Split a name as people read it: ``isTenantMode`` is is, tenant, mode."""
    return [word.lower() for word in _WORD.findall(name)]


def alike(first: str, second: str) -> float:
    """Tell what share of their words two names have in common, from 0 to 1."""
    one, two = Counter(words(first)), Counter(words(second))
    return 2 * (one & two).total() / max(one.total() + two.total(), 1)


def best_pairs(scores: Mapping[tuple[str, str], float], least: float) -> list[tuple[str, str]]:
    """Pick the pairs that are the single best of both their members, and at least so good."""
    pairs = []
    for (one, two), score in scores.items():
        rivals = [other for pair, other in scores.items() if pair != (one, two) and (pair[0] == one or pair[1] == two)]
        if score >= least and all(score > rival for rival in rivals):
            pairs.append((one, two))
    return pairs


def _prefix(kept: Collection[tuple[Operation, Operation]]) -> tuple[str, str] | None:
    """Find the one beginning that was exchanged for another in most paths."""
    votes: Counter[tuple[str, str]] = Counter()
    for before, after in kept:
        one, two = before.path.split("/"), after.path.split("/")
        same = 0
        while same < min(len(one), len(two)) and route_of(one[-1 - same]) == route_of(two[-1 - same]):
            same += 1
        if before.path != after.path and same > 0:
            votes["/".join(one[: len(one) - same]), "/".join(two[: len(two) - same])] += 1
    if not votes:
        return None
    (before_it, after_it), count = votes.most_common(1)[0]
    could = [before for before, _ in kept if before.path.startswith(f"{before_it}/")]
    return (before_it, after_it) if count >= max(2, PREFIX_SHARE * len(could)) else None


def _renamed(
    left: Collection[Operation], free: Collection[Operation], prefix: tuple[str, str] | None, old: Api, new: Api
) -> list[tuple[Operation, Operation]]:
    scores = {
        (before.name, after.name): _evidence(before, after, prefix, old, new)
        for before in left
        for after in free
        if before.method == after.method
    }
    return [(old.operations[one], new.operations[two]) for one, two in best_pairs(scores, EVIDENCE_NEEDED)]


def _evidence(before: Operation, after: Operation, prefix: tuple[str, str] | None, old: Api, new: Api) -> float:
    """Weigh from 0 to 1 what speaks for two operations being one."""
    one, two = route_of(moved(before.path, prefix)).split("/"), route_of(after.path).split("/")
    apart = [(first, second) for first, second in zip(one, two, strict=False) if first != second]
    if len(one) != len(two) or len(apart) > 1 or any("{}" in pair for pair in apart):
        return 0.0
    same_scopes = before.security == after.security
    same_answers = before.answers.keys() == after.answers.keys()
    same_contents = [_outline(body, old) for body in _contents(before)] == [_outline(b, new) for b in _contents(after)]
    names = (alike(before.name, after.name) + (alike(*apart[0]) if apart else 1.0)) / 2
    return names * (same_scopes + same_answers + 2 * same_contents) / 4


def _contents(operation: Operation) -> list[Body | None]:
    """Give the body and the success answers."""
    return [operation.body, *(operation.answers[code] for code in sorted(operation.answers) if code.startswith("2"))]


def _outline(body: Body | None, api: Api) -> list[object]:
    """Tell what a body looks like, without the names of its fields."""
    outline: list[object] = []
    for media, told in sorted(body.media.items()) if body else []:
        shape = api.schemas.shape(api.schemas.follow(told.get("schema"))[1])
        fields = [
            (sorted(api.schemas.shape(api.schemas.follow(node)[1]).types), name in shape.required)
            for name, node in shape.properties.items()
        ]
        outline += [media, sorted(shape.types), sorted(fields)]
    return outline
