"""The report of an update as data, and as JSON for machines. How it reads as Markdown is in ``report_text``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from tools.spec_update.changes import Change
from tools.spec_update.overlay_health import Finding
from tools.spec_update.second_opinion import Opinion
from tools.spec_update.verdict import Verdict, next_version

FRAGMENT_REASONS: Final = 3
_FRAGMENT_KINDS: Final = {"breaking": "breaking"}
"""The kinds of ``changelog.d``, where not ``spec``: what users have to change."""
_NOT_FOR_A_NAME: Final = re.compile(r"[^A-Za-z0-9.]+")


@attrs.frozen
class Step:
    """What one step of the update came to."""

    name: str
    outcome: str
    """``done``, ``failed`` or ``not done``."""
    detail: str = ""
    """Why it failed or was not done; of a tool the end of what it said."""
    seconds: float = 0.0


@attrs.frozen
class Report:
    """All that is told about an update."""

    name: str
    source: str
    versions: tuple[str, str]
    """The version that each document says it has, before and after."""
    verdict: Verdict
    changes: tuple[Change, ...]
    """What users see change, between the documents with their defects fixed, and what breaks behind the overlay."""
    published: tuple[Change, ...]
    """What the vendor changed in the document as published and is not among ``changes``: the overlay hides it."""
    impact: tuple[Mapping[str, Sequence[str]], ...]
    """For each of ``changes`` what of ours it touches; empty if that was not looked for."""
    overlay: tuple[Finding, ...]
    overlay_patch: str
    package_version: str
    steps: tuple[Step, ...]
    kept: bool
    unread: tuple[str, ...] = ()
    """Fields, as ``Model.field``, that the new document describes and that no reader of ours takes yet."""
    written: tuple[str, ...] = ()
    """The files that were written or deleted in the tree, if it was kept."""
    second_opinion: Opinion | None = None

    @property
    def next_version(self) -> str:
        """The version of the package to release this with."""
        return next_version(self.package_version, self.verdict.bump)

    @property
    def failed(self) -> tuple[Step, ...]:
        """The steps that failed."""
        return tuple(step for step in self.steps if step.outcome == "failed")

    def fragment(self) -> tuple[str, str]:
        """Give the changelog fragment: the name of its file under ``changelog.d/`` and its text."""
        kind = _FRAGMENT_KINDS.get(self.verdict.word, "spec")
        before, after = self.versions
        what = f"from {before} to {after}" if before != after else f"(still called {after})"
        told = [change.sentence for change in self.verdict.reasons][:FRAGMENT_REASONS]
        more = len(self.verdict.reasons) - len(told)
        text = f"The document of {self.name} went {what}: {self.verdict.word}. {' '.join(told)}"
        text += f" And {more} more." if more else ""
        # The version is the vendor's text, and this becomes the name of a file.
        return f"+{_NOT_FOR_A_NAME.sub('-', f'{self.name}-{after}')}.{kind}.md", f"{text.strip()}\n"

    def as_json(self) -> dict[str, Any]:
        """Give the report as an object for machines."""
        name, text = self.fragment()
        return {
            "api": self.name,
            "source": self.source,
            "versions": {"before": self.versions[0], "after": self.versions[1]},
            "verdict": self.verdict.word,
            "reasons": [change.sentence for change in self.verdict.reasons],
            "changes": [
                {**change.as_json(), "impact": {key: list(names) for key, names in impact.items()}}
                for change, impact in self.with_impact()
            ],
            "unread": list(self.unread),
            "hidden_by_overlay": [change.as_json() for change in self.published],
            "overlay": {"findings": [attrs.asdict(finding) for finding in self.overlay], "patch": self.overlay_patch},
            "version": {"bump": self.verdict.bump, "now": self.package_version, "next": self.next_version},
            "changelog": {"file": f"changelog.d/{name}", "text": text},
            "second_opinion": None if self.second_opinion is None else attrs.asdict(self.second_opinion),
            "steps": [attrs.asdict(step) for step in self.steps],
            "kept": self.kept,
            "written": list(self.written),
        }

    def with_impact(self) -> list[tuple[Change, Mapping[str, Sequence[str]]]]:
        """Give each change with what of ours it touches."""
        impact = self.impact or tuple({} for _ in self.changes)
        return list(zip(self.changes, impact, strict=True))
