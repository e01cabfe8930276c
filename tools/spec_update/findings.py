"""From what was found in each operation to what is told once: equal findings are one change of several operations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs

from tools.documents import canonical_json
from tools.spec_update.changes import Change, Direction, Severity, in_order

NAMED_OPERATIONS: Final = (
    3  # so many are named in a sentence; of more only the number is told, and the list stands beside it
)

_PLURALS: Final = {"body": "bodies", "answer": "answers", "error answer": "error answers"}


@attrs.frozen(eq=False)
class Finding:
    """Something found in one operation, or in the document as a whole."""

    kind: str
    severity: Severity
    what: str
    """The sentence: up to the place, which is added, or the whole one if it ends in a full stop. ``{it}`` stands for
    the field."""
    operation: str | None = None
    spot: str | None = None
    """Where in the operation: ``body``, ``answer``, ``answer 404``, ``parameter `x```; None: the operation itself."""
    direction: Direction | None = None
    schema: str | None = None
    fields: tuple[str, ...] = ()
    before: Any = None
    after: Any = None

    @property
    def key(self) -> str:
        """What equal findings in several operations have in common."""
        shared = [
            self.kind,
            self.severity,
            self.what,
            self.direction,
            self.schema,
            self.fields,
            self.before,
            self.after,
        ]
        # Where the sentence speaks of the spot itself, findings at other spots say something else.
        says_spot = "{it}" in self.what and not self.fields and not self.schema
        return canonical_json([*shared, self.spot if says_spot else None])


def merged(findings: Iterable[Finding]) -> list[Change]:
    """Make one change of all findings that say the same."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.key, []).append(finding)
    return in_order(_change(group) for group in groups.values())


def _change(group: Sequence[Finding]) -> Change:
    first = group[0]
    operations = tuple(sorted({finding.operation for finding in group if finding.operation is not None}))
    sentence = first.what.replace("{it}", _label(first))
    if not sentence.endswith("."):
        sentence += (" from " if first.kind == "field removed" else " in ") + _place(group, operations) + "."
    return Change(
        kind=first.kind,
        severity=first.severity,
        sentence=sentence[0].upper() + sentence[1:],
        operations=operations,
        direction=first.direction,
        schema=first.schema,
        fields=first.fields,
        before=first.before,
        after=first.after,
    )


def _label(finding: Finding) -> str:
    # Every answer of an API may be wrapped in the same envelope: `data` says nothing about which field it is.
    fields = finding.fields[1:] if finding.fields[:1] == ("data",) and len(finding.fields) > 1 else finding.fields
    fields = tuple(f"{name}" for name in fields)
    if fields == ("[]",):
        return "each item"
    if fields:
        return "`" + ".".join(fields).replace(".[]", "[]") + "`"
    if finding.schema:
        return f"`{finding.schema}`"
    return f"the {finding.spot}" if finding.spot else "it"


def _place(group: Sequence[Finding], operations: Sequence[str]) -> str:
    first, named = group[0], _listed(operations)
    spots = list(dict.fromkeys(finding.spot for finding in group if finding.spot))
    if not spots or ("{it}" in first.what and not first.fields and not first.schema):
        return named
    if len(spots) > 1:  # an answer with one code is named by it, several codes are not listed
        spots = list(dict.fromkeys("error answer" if spot.startswith("answer ") else spot for spot in spots))
    several = [_PLURALS.get(spot, spot) for spot in spots] if len(operations) > 1 else spots
    listed = " and the ".join(several)
    where = f"the {listed} of {named}"
    return f"{where} (schema `{first.schema}`)" if first.schema and len(operations) > NAMED_OPERATIONS else where


def _listed(names: Sequence[str]) -> str:
    if len(names) > NAMED_OPERATIONS:
        return f"{len(names)} operations"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
