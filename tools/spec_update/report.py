"""The report of an update: Markdown for a pull request and for the docs, JSON for machines.

In this order: the verdict with its reasons, every change, what it means for our code, what became of the overlay, the
version to go to with the line for the changelog, and which steps were done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from tools.spec_update.changes import Change
from tools.spec_update.overlay_health import Finding
from tools.spec_update.verdict import Verdict, next_version

SHOWN_REASONS: Final = 8
FRAGMENT_REASONS: Final = 3
# The text of a pull request ends at 65,536 characters; the JSON has everything.
SHOWN_NAMES: Final = 6
SHOWN_CHANGES: Final = 60
_FRAGMENT_KINDS: Final = {"breaking": "removal", "additive": "feature", "safe": "misc", "no change": "misc"}
_HEADINGS: Final = {
    "breaking": "Breaking",
    "additive": "Additive",
    "safe": "Safe",
}


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
    """What users see change: between the documents with their defects mended."""
    published: tuple[Change, ...]
    """What the vendor changed in the document as published, as far as the overlay hides it from users."""
    impact: tuple[Mapping[str, Sequence[str]], ...]
    """For each of ``changes`` what of ours it touches; empty if that was not looked for."""
    overlay: tuple[Finding, ...]
    overlay_patch: str
    package_version: str
    steps: tuple[Step, ...]
    kept: bool
    second_opinion: tuple[str, ...] | None = None

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
        kind = _FRAGMENT_KINDS[self.verdict.word]
        before, after = self.versions
        what = f"from {before} to {after}" if before != after else f"(still called {after})"
        told = [change.sentence for change in self.verdict.reasons][:FRAGMENT_REASONS]
        more = len(self.verdict.reasons) - len(told)
        text = f"The document of {self.name} went {what}: {self.verdict.word}. {' '.join(told)}"
        text += f" And {more} more." if more else ""
        return f"+{self.name}-{after}.{kind}.md", f"{text.strip()}\n"

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
                for change, impact in self._with_impact()
            ],
            "hidden_by_overlay": [change.as_json() for change in self.published],
            "overlay": {"findings": [attrs.asdict(finding) for finding in self.overlay], "patch": self.overlay_patch},
            "version": {"bump": self.verdict.bump, "now": self.package_version, "next": self.next_version},
            "changelog": {"file": f"changelog.d/{name}", "text": text},
            "second_opinion": None if self.second_opinion is None else list(self.second_opinion),
            "steps": [attrs.asdict(step) for step in self.steps],
            "kept": self.kept,
        }

    def as_markdown(self) -> str:
        """Give the report as Markdown."""
        return "\n".join(self._lines()).rstrip() + "\n"

    def _with_impact(self) -> list[tuple[Change, Mapping[str, Sequence[str]]]]:
        impact = self.impact or tuple({} for _ in self.changes)
        return list(zip(self.changes, impact, strict=True))

    def _lines(self) -> Iterator[str]:
        before, after = self.versions
        yield f"# {self.name}: {before} to {after}" if before != after else f"# {self.name}: {after}"
        yield ""
        yield f"**Verdict: {self.verdict.word}.** {self.verdict.meaning}"
        yield ""
        if self.verdict.reasons and self.verdict.word != "safe":
            yield from (f"- {change.sentence}" for change in self.verdict.reasons[:SHOWN_REASONS])
            if (more := len(self.verdict.reasons) - SHOWN_REASONS) > 0:
                yield f"- and {more} more, below"
            yield ""
        yield from self._change_lines()
        yield from self._impact_lines()
        yield from self._overlay_lines()
        yield from self._version_lines()
        yield from self._step_lines()

    def _change_lines(self) -> Iterator[str]:
        yield "## What changed"
        yield ""
        if not self.changes:
            yield "Nothing that users can see."
            yield ""
        for severity, heading in _HEADINGS.items():
            chosen = [change for change in self.changes if change.severity == severity]
            if chosen:
                yield f"### {heading}"
                yield ""
                yield from _first(f"- {change.sentence}" for change in chosen)
                yield ""
        if self.published:
            yield "### Changed in the vendor's document, but hidden from users by our overlay"
            yield ""
            yield from _first(f"- {change.sentence} ({change.severity})" for change in self.published)
            yield ""
        if self.second_opinion is not None:
            yield "### What oasdiff says (a second opinion; it has no vote)"
            yield ""
            yield from (f"- {line}" for line in self.second_opinion)
            yield ""

    def _impact_lines(self) -> Iterator[str]:
        yield "## What it touches of ours"
        yield ""
        touched = [(change, impact) for change, impact in self._with_impact() if any(impact.values())]
        if not touched:
            yield "Nothing." if self.impact or not self.changes else "Not looked for."
            yield ""
        for change, impact in touched[:SHOWN_CHANGES]:
            yield f"- {change.sentence}"
            for key, names in impact.items():
                if names:
                    shown = [f"`{name}`" for name in names[:SHOWN_NAMES]]
                    more = [f"{len(names) - SHOWN_NAMES} more"] if len(names) > SHOWN_NAMES else []
                    yield f"    - {key.replace('_', ' ')}: {', '.join(shown + more)}"
        if touched:
            yield ""

    def _overlay_lines(self) -> Iterator[str]:
        yield "## Overlay"
        yield ""
        if not self.overlay:
            yield "Every action still matches and is still needed."
            yield ""
        for finding in self.overlay:
            target = " ".join(finding.target.split())
            yield f"- Action {finding.index} (`{target}`) **{finding.trouble}**. {finding.reason}"
            if finding.instead:
                yield from _block("Put this in its place:", "yaml", finding.instead)
            elif finding.trouble == "look again":
                yield from _block("The entry:", "yaml", finding.entry)
        if self.overlay:
            yield ""
        if self.overlay_patch:
            yield from _block("This deletes what no longer matches or is no longer needed:", "diff", self.overlay_patch)
            yield ""

    def _version_lines(self) -> Iterator[str]:
        name, text = self.fragment()
        yield "## Version"
        yield ""
        if self.verdict.bump == "none":
            yield f"{self.package_version} stays."
        else:
            early = "; before 1.0 the number one place further on" if self.package_version.startswith("0.") else ""
            yield f"{self.package_version} to {self.next_version} ({self.verdict.bump}{early})."
            yield ""
            yield f"`changelog.d/{name}`:"
            yield ""
            yield f"> {text.strip()}"
        yield ""

    def _step_lines(self) -> Iterator[str]:
        yield "## Steps"
        yield ""
        for step in self.steps:
            yield f"- {step.name}: {step.outcome}{f' ({step.seconds:.1f} s)' if step.seconds >= 0.1 else ''}"
            if step.detail:
                yield from _block("", "text", step.detail)
        yield ""
        yield "Kept." if self.kept else "Nothing was changed."
        if (
            self.failed
            and not self.kept
            and any(step.outcome == "done" for step in self.steps if step.name == "generate")
        ):
            yield ""
            yield "To work on it in the tree, run the same command with `--keep-anyway`."


def _block(title: str, language: str, text: str) -> Iterator[str]:
    if title:
        yield ""
        yield f"  {title}"
    yield ""
    yield f"  ```{language}"
    yield from (f"  {line}" for line in text.rstrip().splitlines())
    yield "  ```"
    yield ""


def _first(lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    yield from told[:SHOWN_CHANGES]
    if (more := len(told) - SHOWN_CHANGES) > 0:
        yield f"- and {more} more"


def hidden(published: Iterable[Change], seen: Iterable[Change]) -> tuple[Change, ...]:
    """Give the changes as published that users do not see."""

    def key(change: Change) -> tuple[object, ...]:
        return change.kind, change.operations, change.direction, change.field, str(change.after)

    told = {key(change) for change in seen}
    return tuple(change for change in published if key(change) not in told)
