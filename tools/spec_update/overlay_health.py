"""Look after an overlay when its document moves: which actions no longer match, are no longer needed, or need a look.

- *no longer matches*: the target matches nothing, or what it matches cannot take the update.
- *no longer needed*: without it the document comes out the same.
- *look again*: it still matches, but what it cures is not what it was written for; the defect may be gone. Or it hides
  a breaking change of the vendor.

Each comes with what to do about it in the overlay file, ready to paste.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

import attrs
from jsonpath import JSONPathEnvironment, JSONPathError

from tools.documents import canonical_json
from tools.overlay import OverlayError, apply_overlay
from tools.spec_update.changes import Change
from tools.spec_update.overlay_text import as_entry
from tools.spec_update.values import PROSE

Trouble: TypeAlias = Literal["no longer matches", "no longer needed", "look again"]

_PATHS: Final = JSONPathEnvironment(strict=True)
_LONGEST_RUN: Final = 3  # one defect is cured by up to three actions that stand together: remove, remove, put in place
_SETS: Final = frozenset({"required", "enum", "oneOf", "anyOf", "allOf"})
_WORDING: Final = frozenset({"description", "summary"})
_SHOWN, _SHOWN_LENGTH = 3, 80


@attrs.frozen
class Finding:
    """One action of an overlay that needs a hand."""

    index: int
    """Its place in the overlay, from 0."""
    trouble: Trouble
    target: str
    reason: str
    """The sentence about it."""
    entry: str
    """The action as it stands in the overlay, to be deleted; of ``look again``, to be looked at."""
    instead: str | None = None
    """An action to put in its place, if one offers itself."""


@attrs.frozen
class Health:
    """How well an overlay fits a document."""

    findings: tuple[Finding, ...]
    overlay: Mapping[str, Any]
    """The overlay without the actions that no longer match or are no longer needed."""
    plays: tuple[Play, Play] = attrs.field(repr=False, eq=False)
    """The overlay applied action by action to the old document and to the new one."""

    def steps_that_matter(self) -> Iterator[tuple[int, tuple[Mapping[str, Any], Mapping[str, Any]]]]:
        """List the actions after which other places differ than before, with both documents after them."""
        before, after = (play.before for play in self.plays)
        differing = _differing(before[0], after[0])
        for index, action in enumerate(self.plays[0].overlay["actions"]):
            was, differing = differing, _differing(before[index + 1], after[index + 1])
            if was != differing and action.get("x-stage", "fix") == "fix":
                yield index, (before[index + 1], after[index + 1])

    @property
    def stale(self) -> tuple[Finding, ...]:
        """The actions that keep the overlay from being applied."""
        return tuple(finding for finding in self.findings if finding.trouble == "no longer matches")


def overlay_health(
    old: Mapping[str, Any] | Play,
    new: Mapping[str, Any],
    overlay: Mapping[str, Any],
    renamed: Mapping[str, str] | None = None,
) -> Health:
    """Tell which actions of the overlay of ``old`` need a hand to fit ``new``.

    Args:
        old: the document as published that the overlay was written for, or the overlay applied to it before.
        new: the document as published that it has to fit.
        overlay: the overlay.
        renamed: what is called otherwise in ``new``; a target is tried with the new names, too.
    """
    before, after = old if isinstance(old, Play) else Play(old, overlay), Play(new, overlay)
    needless = _needless(after)
    findings = []
    for index, action in enumerate(overlay["actions"]):
        instead = None
        if index in after.failed:
            trouble: Trouble = "no longer matches"
            reason, instead = after.failed[index], _elsewhere(after, index, renamed or {})
        elif index in needless:
            trouble, reason = "no longer needed", "Without it the document comes out the same."
        elif missed := len(before.found(index)) - len(after.found(index)):
            if missed < 0:
                continue  # more places with the same defect are what a target is for
            trouble = "look again"
            reason = f"It matches {len(after.found(index))} places and matched {len(before.found(index))}."
        elif fresh := _fresh(before, after, index):
            trouble = "look again"
            reason = f"It was not written against {_shown(fresh)}: see whether the defect is still there."
        else:
            continue
        findings.append(Finding(index, trouble, action["target"], reason, as_entry(action), instead))
    gone = after.failed.keys() | needless
    kept = [action for index, action in enumerate(overlay["actions"]) if index not in gone]
    return Health(tuple(findings), {**overlay, "actions": kept}, (before, after))


def reviewed(health: Health, hiding: Mapping[int, Sequence[Change]]) -> Health:
    """Mark the actions that hide breaking changes of the vendor, by their place in the overlay."""
    known = {finding.index: finding for finding in health.findings}
    for index, changes in hiding.items():
        action = health.plays[1].overlay["actions"][index]
        told = " ".join(change.sentence for change in changes[:_SHOWN])
        told += f" And {len(changes) - _SHOWN} more." if len(changes) > _SHOWN else ""
        reason = f"It hides a breaking change: {told} It was written because: {' '.join(action['description'].split())}"
        if index in known:
            known[index] = attrs.evolve(known[index], reason=f"{known[index].reason} {reason}")
        else:
            known[index] = Finding(index, "look again", action["target"], reason, as_entry(action))
    return attrs.evolve(health, findings=tuple(known[index] for index in sorted(known)))


def _differing(one: Any, two: Any, place: tuple[object, ...] = ()) -> set[tuple[object, ...]]:
    """Return the places where two documents differ."""
    if one == two:
        return set()
    if isinstance(one, dict) and isinstance(two, dict):
        keys = [*one, *(key for key in two if key not in one)]
        return {found for key in keys for found in _differing(one.get(key), two.get(key), (*place, key))}
    if isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        return {
            found
            for index, pair in enumerate(zip(one, two, strict=True))
            for found in _differing(*pair, (*place, index))
        }
    return {place}


class Play:
    """An overlay applied action by action, with what could not be applied left out and every step kept."""

    def __init__(self, document: Mapping[str, Any], overlay: Mapping[str, Any]) -> None:
        self.overlay = overlay
        self.failed: dict[int, str] = {}
        self.before: list[Mapping[str, Any]] = []
        """The document that each action met; and last, what came out."""
        self._found: dict[int, list[Any]] = {}
        for index, action in enumerate(overlay["actions"]):
            self.before.append(document)
            try:
                after = apply_overlay(document, {**overlay, "actions": [action]})
            except OverlayError as error:
                self.failed[index] = _reason(error)
                continue
            if "update" in action and any(_on_reference(node, action["update"]) for node in self.found(index)):
                self.failed[index] = "What it changes is a reference now, and nothing counts beside one."
            else:
                document = after
        self.before.append(document)

    def found(self, index: int) -> list[Any]:
        """List what the target of an action matches; searched for once, as no document here is ever changed."""
        if index not in self._found:
            target = self.overlay["actions"][index]["target"]
            try:
                self._found[index] = [match.obj for match in _PATHS.finditer(target, self.before[index])]
            except JSONPathError:
                self._found[index] = []
        return self._found[index]

    def met(self, index: int) -> list[Any]:
        """List the single values that an action removes or overwrites."""
        action, found = self.overlay["actions"][index], self.found(index)
        if "update" not in action:
            # What is taken away whole, an answer with all its schemas, is taken away whatever it says.
            return [value for value in found if not isinstance(value, dict | list)]
        return [value for node in found for value in _overwritten(node, action["update"])]


def _reason(error: OverlayError) -> str:
    if "matches nothing" in str(error):
        return "Its target matches nothing."
    told = str(error).rpartition("): ")[2]
    return told[:1].upper() + told[1:]


def _needless(play: Play) -> set[int]:
    """Find the actions, alone or with those that follow on them, after which the document is as it was before."""
    texts = [canonical_json(_sets(document)) for document in play.before]
    needless: set[int] = set()
    for first in range(len(texts) - 1):
        for end in range(first + 1, min(first + _LONGEST_RUN + 1, len(texts))):
            if texts[first] == texts[end] and first not in needless:
                needless |= set(range(first, end))
    return needless - play.failed.keys()


def _sets(value: Any) -> Any:
    """Give a document without its wording and with the lists that are sets in one order, nothing in them twice."""
    if isinstance(value, dict):
        return {
            key: sorted({canonical_json(_sets(one)) for one in inner})
            if key in _SETS and isinstance(inner, list)
            else _sets(inner)
            for key, inner in value.items()
            if key not in _WORDING  # a title stays, because classes are called after it
        }
    return [_sets(inner) for inner in value] if isinstance(value, list) else value


def _fresh(old: Play, new: Play, index: int) -> list[Any]:
    """List what an action takes away or overwrites now and did not when it was written."""
    before = {canonical_json(value) for value in old.met(index)}
    return [value for value in new.met(index) if canonical_json(value) not in before]


def _shown(values: list[Any]) -> str:
    texts = [canonical_json(value).strip() for value in values[:_SHOWN]]
    return ", ".join(f"`{text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + '…'}`" for text in texts)


def _on_reference(node: Any, update: Any) -> bool:
    """Tell whether an update would write beside a reference."""
    if not isinstance(node, dict) or not isinstance(update, dict):
        return False
    if "$ref" in node and "$ref" not in update:
        return bool(update.keys() - PROSE)
    return any(_on_reference(node[key], update[key]) for key in update if key in node)


def _overwritten(node: Any, update: Any) -> list[Any]:
    if isinstance(node, dict) and isinstance(update, dict):
        told = [key for key in update if key in node and key not in PROSE]
        return [value for key in told for value in _overwritten(node[key], update[key])]
    return [] if isinstance(node, dict | list) else [node]


def _elsewhere(play: Play, index: int, renamed: Mapping[str, str]) -> str | None:
    """Try the target with the new names; give the action with it if it fits."""
    action = play.overlay["actions"][index]
    target = action["target"]
    for before, after in renamed.items():
        target = target.replace(before, after)
    if target == action["target"]:
        return None
    moved = {**action, "target": target}
    try:
        apply_overlay(play.before[index], {**play.overlay, "actions": [moved]})
    except OverlayError:
        return None
    return as_entry(moved)
