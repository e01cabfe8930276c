"""The report of an update as Markdown: the text of a pull request, and a page in the docs.

In this order: the verdict with its reasons, every change, what it means for our code, what became of the overlay, the
version to go to with the line for the changelog, and which steps were done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from tools.spec_update.changes import Change
from tools.spec_update.report import Report
from tools.spec_update.unread import NAME

__all__ = ["markdown"]

SHOWN_REASONS: Final = 8
# The text of a pull request is limited (pull_request.py); the JSON has everything.
SHOWN_NAMES: Final = 6
SHOWN_CHANGES: Final = 60
_HEADINGS: Final = {"breaking": "Breaking", "additive": "Additive", "safe": "Safe"}
_TOOK: Final = re.compile(r" in \d+(?:\.\d+)?s\b(?: \([\d:]+\))?")
"""How pytest says how long it took."""
_CODE: Final = re.compile(r"(`` .*? ``|`[^`]*`)")
_MARKUP: Final = {"<": "&lt;", "[": "\\[", "]": "\\]", "`": "\\`"}


def markdown(report: Report, *, with_times: bool = True) -> str:
    """Return the report as Markdown; without times it is the same text whenever the same update is run."""
    return "\n".join(_lines(report, with_times)).rstrip() + "\n"


def plain(sentence: str) -> str:
    """Keep names and values, which are the vendor's text, from being taken for markup of ours; code stays code."""
    parts = _CODE.split(" ".join(sentence.split()))
    return "".join(
        part if index % 2 else "".join(_MARKUP.get(character, character) for character in part)
        for index, part in enumerate(parts)
    )


def _lines(report: Report, with_times: bool) -> Iterator[str]:
    before, after = map(plain, report.versions)
    yield f"# {report.name}: {before} to {after}" if before != after else f"# {report.name}: {after}"
    yield ""
    yield f"**Verdict: {report.verdict.word}.** {report.verdict.meaning}"
    yield ""
    if report.verdict.reasons and report.verdict.word != "safe":
        yield from (f"- {plain(change.sentence)}" for change in report.verdict.reasons[:SHOWN_REASONS])
        if (more := len(report.verdict.reasons) - SHOWN_REASONS) > 0:
            yield f"- and {more} more, below"
        yield ""
    yield from _change_lines(report)
    yield from _impact_lines(report)
    yield from _overlay_lines(report)
    yield from _version_lines(report)
    yield from _step_lines(report, with_times)


def _change_lines(report: Report) -> Iterator[str]:
    yield "## What changed"
    yield ""
    if not report.changes:
        yield "Nothing that users can see."
        yield ""
    for severity, heading in _HEADINGS.items():
        chosen = [change for change in report.changes if change.severity == severity]
        if chosen:
            yield f"### {heading}"
            yield ""
            yield from _first(f"- {plain(change.sentence)}" for change in chosen)
            yield ""
    if report.published:
        yield "### Changed in the vendor's document, but hidden from users by our overlay"
        yield ""
        yield from _first(f"- {plain(change.sentence)} ({change.severity})" for change in report.published)
        yield ""
    if report.second_opinion is not None:
        yield "### What oasdiff says (a second opinion; it has no vote)"
        yield ""
        if report.second_opinion.breaking and report.verdict.word != "breaking":
            yield "**It calls something breaking, and the verdict above does not: look at it.**"
            yield ""
        yield from _first(f"- {plain(line)}" for line in report.second_opinion.lines or ("Nothing.",))
        yield ""


def _impact_lines(report: Report) -> Iterator[str]:
    yield "## What it touches of ours"
    yield ""
    touched = [(change, impact) for change, impact in report.with_impact() if any(impact.values())]
    if not touched:
        yield "Nothing." if report.impact or not report.changes else "Not looked for."
        yield ""
    for changes, impact in _together(touched[:SHOWN_CHANGES]):
        yield from (f"- {plain(change.sentence)}" for change in changes)
        for key, names in impact.items():
            if names:
                shown = [f"`{name}`" for name in names[:SHOWN_NAMES]]
                more = [f"{len(names) - SHOWN_NAMES} more"] if len(names) > SHOWN_NAMES else []
                yield f"    - {key.replace('_', ' ')}: {', '.join(shown + more)}"
    if touched:
        yield ""
    if report.unread:
        yield "### Described now, and read by nobody yet"
        yield ""
        yield (
            "These fields of responses are in `extra` of their model. Once a model in `smartbuildings/ecobee/models` "
            f"has a row for one, delete its line in `spec/{report.name}/{NAME}`."
        )
        yield ""
        yield from (f"- `{name}`" for name in report.unread)
        yield ""


_Touched = tuple[Change, Mapping[str, Sequence[str]]]


def _together(touched: Iterable[_Touched]) -> Iterator[tuple[list[Change], Mapping[str, Sequence[str]]]]:
    """Put changes that stand together and touch the same into one entry."""
    waiting: list[Change] = []
    last: Mapping[str, Sequence[str]] = {}
    for change, impact in touched:
        if waiting and impact != last:
            yield waiting, last
            waiting = []
        waiting.append(change)
        last = impact
    if waiting:
        yield waiting, last


def _overlay_lines(report: Report) -> Iterator[str]:
    yield "## Overlay"
    yield ""
    if not report.overlay:
        yield "Every action still matches and is still needed."
        yield ""
    for finding in report.overlay:
        target = " ".join(finding.target.split())
        yield f"- Action {finding.index} (`{target}`) **{finding.trouble}**. {finding.reason}"
        if finding.instead:
            yield from _block("Put this in its place:", "yaml", finding.instead)
        elif finding.trouble == "look again":
            yield from _block("The entry:", "yaml", finding.entry)
    if report.overlay:
        yield ""
    if report.overlay_patch:
        yield from _block("This deletes what no longer matches or is no longer needed:", "diff", report.overlay_patch)
        yield ""


def _version_lines(report: Report) -> Iterator[str]:
    name, text = report.fragment()
    yield "## Version"
    yield ""
    if report.verdict.bump == "none":
        yield f"{report.package_version} stays."
    else:
        early = "; before 1.0 the number one place further on" if report.package_version.startswith("0.") else ""
        yield f"{report.package_version} to {report.next_version} ({report.verdict.bump}{early})."
        yield ""
        yield f"`changelog.d/{name}`:"
        yield ""
        yield f"> {plain(text)}"
    yield ""


def _step_lines(report: Report, with_times: bool) -> Iterator[str]:
    yield "## Steps"
    yield ""
    for step in report.steps:
        took = f" ({step.seconds:.1f} s)" if with_times and step.seconds >= 0.1 else ""
        yield f"- {step.name}: {step.outcome}{took}"
        if step.detail:
            yield from _block("", "text", step.detail if with_times else _TOOK.sub("", step.detail))
    yield ""
    if report.kept:
        yield "Kept, although a step failed: it is in the tree to be worked on." if report.failed else "Kept."
        return
    yield "Nothing was changed."
    if report.failed and any(step.outcome == "done" for step in report.steps if step.name == "generate"):
        yield ""
        yield "To work on it in the tree, run the same command with `--keep-anyway`."


_INSIDE: Final = "    "
"""How far a block is indented to belong to the item of a list before it, for GitHub as for the site."""


def _block(title: str, language: str, text: str) -> Iterator[str]:
    if title:
        yield ""
        yield f"{_INSIDE}{title}"
    yield ""
    fence = "```" if "```" not in text else "~~~~"
    yield f"{_INSIDE}{fence}{language}"
    yield from (f"{_INSIDE}{line}".rstrip() for line in text.rstrip().splitlines())
    yield f"{_INSIDE}{fence}"
    yield ""


def _first(lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    yield from told[:SHOWN_CHANGES]
    if (more := len(told) - SHOWN_CHANGES) > 0:
        yield f"- and {more} more"
