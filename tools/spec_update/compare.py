"""Compare two documents: a list of changes, each with its direction and with how bad it is.

A difference that no rule explains is breaking: a keyword that the comparison cannot judge, and whatever in the two
documents no rule entered in the ledger (``ledger``). It is reported with its place and both values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from tools.documents import canonical_json
from tools.spec_update.access import renamed_schemes
from tools.spec_update.changes import Change
from tools.spec_update.document_findings import document_findings, unnoticed_findings
from tools.spec_update.findings import Finding, merged
from tools.spec_update.ledger import Difference, unexplained
from tools.spec_update.normal import Api, Operation
from tools.spec_update.notes import shown
from tools.spec_update.operations import OperationComparison, Root
from tools.spec_update.pairing import pair_operations
from tools.spec_update.schemas import Pair

SHOWN_LENGTH: Final = 120  # of a value that no rule explains; the JSON has all of it


def compare(old: Mapping[str, Any] | Api, new: Mapping[str, Any] | Api) -> list[Change]:
    """List what differs between two documents, the worst first; nothing if they say the same.

    Who compares one document with many reads it once, as an ``Api``.
    """
    before, after = (one if isinstance(one, Api) else Api(one) for one in (old, new))
    if canonical_json(before.document) == canonical_json(after.document):
        return []
    pairing = pair_operations(before, after)
    schemes = renamed_schemes(before, after)
    comparison = OperationComparison(before, after, pairing.prefix, schemes)
    findings = list(document_findings(before, after, pairing, schemes))
    for one, two in pairing.kept:
        findings += comparison.findings(one, two)
    for one, two in pairing.renamed:
        findings += [_renamed(one, two), *comparison.findings(one, two, renamed=True)]
    findings += map(_removed, pairing.removed)
    findings += map(_added, pairing.added)
    for ledger, operations in zip(comparison.schemas.ledgers, (pairing.removed, pairing.added), strict=True):
        for operation in operations:
            ledger.settle(None, *operation.places)
    findings += _in_schemas(comparison.roots, before, after)
    names = {(one.path, one.method.lower()): one.name for api in (after, before) for one in api.operations.values()}
    for difference in unexplained(*comparison.schemas.ledgers):
        findings.append(_unexplained(difference, names.get(difference.operation)))
    findings += unnoticed_findings(before, after, pairing, comparison.schemas.pairs)
    if not findings:
        what = "the documents differ only in order, spelling or extensions: each operation takes and gives the same."
        findings.append(Finding("other", "safe", what))
    return merged(findings)


def renamed_operations(old: Api, new: Api) -> dict[str, str]:
    """Tell which operations have another operationId now."""
    pairing = pair_operations(old, new)
    return {one.name: two.name for one, two in (*pairing.kept, *pairing.renamed) if one.name != two.name}


def _removed(operation: Operation) -> Finding:
    what = f"`{operation.name}` (`{operation.method} {operation.path}`) is gone."
    return Finding("operation removed", "breaking", what, operation.name, before=f"{operation.method} {operation.path}")


def _added(operation: Operation) -> Finding:
    what = f"`{operation.name}` (`{operation.method} {operation.path}`) is new."
    return Finding("operation added", "additive", what, operation.name, after=f"{operation.method} {operation.path}")


def _renamed(old: Operation, new: Operation) -> Finding:
    what = f"`{old.name}` (`{old.method} {old.path}`) is `{new.name}` (`{new.method} {new.path}`) now, by all evidence."
    before, after = (f"{one.name}: {one.method} {one.path}" for one in (old, new))
    return Finding("operation renamed", "breaking", what, old.name, before=before, after=after)


def _unexplained(difference: Difference, operation: str | None) -> Finding:
    what = (
        f"`{difference.pointer}` differs, and no rule of this comparison explains it: it was "
        f"{_shown(difference.before)} and is {_shown(difference.after)}. Look at it."
    )
    before, after = difference.before, difference.after
    return Finding("not judged", "breaking", what, operation, None, difference.direction, before=before, after=after)


def _shown(value: Any) -> str:
    text = "not there" if value is None else canonical_json(value).strip()
    return shown(text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…")


def _in_schemas(roots: list[Root], old: Api, new: Api) -> Iterator[Finding]:
    reached: dict[int, list[Pair]] = {}
    for root in roots:
        if id(root.pair) not in reached:
            reached[id(root.pair)] = list(_reach(root.pair))
        for pair in reached[id(root.pair)]:
            for note in pair.notes:
                fields = (*pair.path, *([note.field] if note.field is not None else []))
                yield Finding(
                    note.kind, note.severity, note.what, root.operation, root.spot, pair.direction, pair.schema, fields,
                    note.before, note.after,
                )  # fmt: skip


def _reach(pair: Pair) -> Iterator[Pair]:
    seen, waiting = {id(pair)}, [pair]
    while waiting:
        pair = waiting.pop()
        if pair.notes:
            yield pair
        for inner in pair.inside:
            if id(inner) not in seen:
                seen.add(id(inner))
                waiting.append(inner)
