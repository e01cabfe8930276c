"""Two documents as published and as users see them, and what differs: also what the overlay would hide.

The overlay replaces parts of the published document, and with them whatever the vendor changes there. A breaking change
of the vendor that the overlay hides is as bad as any other: calls go to the vendor, not to the overlay. So it counts,
and the action that hides it is marked for review. It does not count where the vendor's document now has what the
overlay made of the old one: then a defect is cured, and nothing changes for users.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import attrs

from tools.documents import DocumentError
from tools.overlay import OverlayError, apply_overlay
from tools.spec_update.changes import Change, in_order
from tools.spec_update.compare import compare, renamed_operations
from tools.spec_update.normal import Api
from tools.spec_update.overlay_health import Health, Play, overlay_health, reviewed
from tools.spec_update.verdict import Verdict, verdict_of

__all__ = ["Committed", "Seen", "change_keys", "hidden"]

_GONE: Final = frozenset({"field removed", "field renamed", "operation removed", "operation renamed", "value removed"})

Key = tuple[object, ...]


class Committed:
    """The committed document with its overlay: what does not depend on the new document, worked out once.

    Raises:
        DocumentError: the overlay does not fit its own document.
    """

    def __init__(self, document: Mapping[str, Any], overlay: Mapping[str, Any]) -> None:
        self.overlay = overlay
        self.published = Api(document)
        self.corrected = Api(_corrected(document, overlay))
        self._play: Play | None = None

    def play(self, tried: Mapping[str, Any]) -> Play:
        """Return an overlay applied action by action to the document, once for the committed one."""
        if tried != self.overlay:
            return Play(self.published.document, tried)
        self._play = self._play or Play(self.published.document, tried)
        return self._play

    @cached_property
    def defects(self) -> set[Key]:
        """What differs between the document as users see it and as published."""
        return _keys(compare(self.corrected, self.published))


@attrs.frozen
class Seen:
    """What differs between two documents of one API."""

    old: Mapping[str, Any]
    """The committed document with its defects corrected."""
    new: Mapping[str, Any]
    health: Health
    changes: tuple[Change, ...]
    """What users see change, with the breaking changes that the overlay hides."""
    published: tuple[Change, ...]
    """What the vendor changed in the document as published."""
    verdict: Verdict

    @classmethod
    def look(cls, committed: Committed, document: Mapping[str, Any], tried: Mapping[str, Any]) -> Seen:
        """Compare the committed document with a new one as published, which has the overlay ``tried``."""
        new = Api(document)
        renamed = renamed_operations(committed.published, new)
        health = overlay_health(committed.play(tried), document, tried, renamed)
        after = _corrected(document, health.overlay)
        changes = compare(committed.corrected, after)
        published = tuple(compare(committed.published, new))
        behind = _behind_overlay(committed, new, published, changes)
        if behind:
            health = reviewed(health, _hiding(health, behind))
            changes = in_order([*changes, *map(_marked, behind)])
        # A change that the overlay hides wholly is still a change of the document: at the least it is safe.
        verdict = verdict_of(changes)
        if verdict.word == "no change" and published:
            verdict = Verdict("safe", published)
        return cls(committed.corrected.document, after, health, tuple(changes), published, verdict)


def change_keys(change: Change) -> set[Key]:
    """Return what identifies a change, once for each of its operations."""
    facts = change.kind, change.direction, change.field, str(change.after)
    return {(*facts, operation) for operation in change.operations or ("",)}


def hidden(published: Iterable[Change], seen: Iterable[Change]) -> list[Change]:
    """Return the changes as published that are not seen, or not in all operations."""
    known = _keys(seen)
    return [change for change in published if not change_keys(change) <= known]


def _corrected(document: Mapping[str, Any], overlay: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return apply_overlay(document, overlay, ["fix"])
    except OverlayError as error:
        raise DocumentError(f"The overlay cannot be applied: {error}") from error


def _behind_overlay(
    committed: Committed, new: Api, published: Sequence[Change], seen: Sequence[Change]
) -> list[Change]:
    """Return the breaking changes of the vendor that the overlay hides, without those that only cure a defect."""
    behind = [change for change in hidden(published, seen) if change.severity == "breaking"]
    if not behind:
        return []
    # From what users had to the vendor's document now, less what always differed: a cured defect is no difference.
    # Without what is merely added: a new header of the same response does not make a cured defect a break.
    differs = [change for change in compare(committed.corrected, new) if change.severity != "additive"]
    fresh = [change for change in differs if not change_keys(change) <= committed.defects]
    return [change for change in behind if any(_is_about(change, other) for other in fresh)]


def _is_about(one: Change, two: Change) -> bool:
    """Return whether two changes are at one place; of one that replaces a whole schema no field is known."""
    if one.kind == "alternative added" and two.kind in _GONE:
        return False  # A form beside the others takes nothing away from them.
    is_same_field = one.field == two.field or None in (one.field, two.field)
    meets = set(one.operations or ("",)) & set(two.operations or ("",))
    return bool(meets) and one.direction == two.direction and is_same_field


def _marked(change: Change) -> Change:
    what = "though the overlay would put it back" if change.kind in _GONE else "though the overlay hides it"
    return attrs.evolve(change, sentence=f"{change.sentence.rstrip('.')}, {what}.")


def _hiding(health: Health, behind: Sequence[Change]) -> dict[int, list[Change]]:
    """Find by its place in the overlay each action that hides changes: it is applied, and they are no longer seen."""
    found: dict[int, list[Change]] = {}
    waiting = list(behind)
    for index, (old, new) in health.steps_that_matter():
        seen = _keys(compare(old, new))
        if gone := [change for change in waiting if not change_keys(change) <= seen]:
            found[index] = gone
            waiting = [change for change in waiting if change not in gone]
        if not waiting:
            break
    return found


def _keys(changes: Iterable[Change]) -> set[Key]:
    return {key for change in changes for key in change_keys(change)}
