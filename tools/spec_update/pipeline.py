"""One update from end to end: fetch, compare, fix, generate, derive, check, test, report, keep or roll back."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import attrs

from tools.documents import DocumentError, canonical_json, read_document
from tools.spec_update.changes import Change
from tools.spec_update.layout import in_layout_of
from tools.spec_update.overlay_text import patch, without_entries
from tools.spec_update.report import Report, Step
from tools.spec_update.report_text import markdown
from tools.spec_update.second_opinion import program, second_opinion
from tools.spec_update.seen import Committed, Seen, hidden
from tools.spec_update.sources import read_candidate, source_of
from tools.spec_update.steps import Say, build_and_check
from tools.spec_update.unread import read_unread, unread_names
from tools.spec_update.update_pages import write_update_page
from tools.spec_update.wording import in_our_words
from tools.spec_update.working_copy import WorkingCopy, working_copy

_LONGEST_VERSION: Final = 40


@attrs.frozen
class Options:
    """What was asked for on the command line."""

    name: str
    source: str | None = None
    overlay: Path | None = None
    """An overlay to try in place of the committed one."""
    prune_overlay: bool = False
    """Delete from the overlay what no longer matches or is no longer needed, and go on."""
    only_compare: bool = False
    dry_run: bool = False
    keep_anyway: bool = False
    """Keep a document whose code can be generated although types or tests fail: to work on what it takes."""
    keep_wording: bool = False
    """Keep the sentences of the document: they are ours already."""
    propose: bool = False
    """Keep whatever came out, even if only the document: to show it in a pull request, with what failed."""
    ask_oasdiff: bool | None = None
    """Whether to ask it; None: if it is installed."""
    test_arguments: Sequence[str] = ()
    today: date = attrs.field(factory=lambda: datetime.now(UTC).date())


def update(options: Options, root: Path, say: Say) -> Report:
    """Run an update; the tree under ``root`` changes only if all went well and all was asked for.

    Raises:
        DocumentError: the new document, or one of ours, cannot be used.
        TreeChanged: somebody changed the tree meanwhile.
    """
    folder = _folder(root, options.name)
    source = source_of(options.name, options.source)
    committed = read_document(folder / "openapi.yaml")
    overlay = read_document(options.overlay or folder / "overlay.yaml")
    say(f"read {source} ...")
    new = read_candidate(options.name, source, committed)
    say("compare ...")
    seen = Seen.look(Committed(committed, read_document(folder / "overlay.yaml")), new, overlay)
    troubled = [one for one in seen.health.findings if one.trouble != "look again"]
    overlay_text = (options.overlay or folder / "overlay.yaml").read_text(encoding="utf-8")
    pruned = without_entries(overlay_text, [one.index for one in troubled])
    asks = program(root) is not None if options.ask_oasdiff is None else options.ask_oasdiff
    opinion = second_opinion(seen.old, seen.new, root) if asks else None
    report = Report(
        name=options.name,
        source=source,
        versions=(_version(committed), _version(new)),
        verdict=seen.verdict,
        changes=seen.changes,
        published=tuple(hidden(seen.published, seen.changes)),
        impact=_impact(root, options.name, seen.changes, say),
        overlay=seen.health.findings,
        overlay_patch=patch(overlay_text, pruned, f"spec/{options.name}/overlay.yaml"),
        package_version=_package_version(root),
        steps=(Step("read", "done"), Step("compare", "done")),
        kept=False,
        second_opinion=opinion,
    )
    if options.only_compare or seen.verdict.word == "no change":
        return report
    prunes = options.prune_overlay or options.propose
    if seen.health.stale and not prunes:
        told = f"{len(seen.health.stale)} of its actions no longer match; see below. --prune-overlay deletes them."
        return attrs.evolve(report, steps=(*report.steps, Step("overlay", "failed", told)))
    document = new if options.keep_wording else in_our_words(new, committed)
    text = pruned if prunes else overlay_text
    is_same = canonical_json(document) == canonical_json(committed)
    if is_same and text == (folder / "overlay.yaml").read_text(encoding="utf-8"):
        told = "The vendor's document differs in wording or in order alone, and of those ours stay."
        return attrs.evolve(report, steps=(*report.steps, Step("keep", "not done", told)))
    return _on_a_copy(options, root, say, report, (document, text))


def _on_a_copy(
    options: Options, root: Path, say: Say, report: Report, written: tuple[Mapping[str, Any], str]
) -> Report:
    """Do what takes a tree to be done in, and keep the outcome if it is good."""
    copy: WorkingCopy | None = None
    try:
        with working_copy(root) as copy:
            _write_spec(copy.folder / "spec" / options.name, *written)
            steps = build_and_check(copy.folder, root, options.name, say, options.test_arguments)
            unread = unread_names(read_unread(copy.folder, options.name))
            before = unread_names(read_unread(root, options.name))
            new = tuple(name for name in unread if name not in before)
            report = attrs.evolve(report, steps=(*report.steps, *steps), unread=new)
            keeps_failed = options.propose or (options.keep_anyway and steps[0].outcome == "done")
            if options.dry_run or (report.failed and not keeps_failed):
                return report
            report = attrs.evolve(report, kept=True)
            _write_about(copy, report, options.today)
            changed = copy.changed()
            report = attrs.evolve(report, written=tuple(changed))
            say("keep ...")
            copy.keep(changed)
    except (KeyboardInterrupt, SystemExit):
        if copy is None or not copy.is_kept:
            raise
        # It came too late, while the copy was cleared away: the tree has the update, and that is what to say.
    return report


def _folder(root: Path, name: str) -> Path:
    known = sorted(path.parent.name for path in (root / "spec").glob("*/openapi.yaml"))
    if name not in known:
        raise DocumentError(f"There is no spec/{name}; the documents are {', '.join(known) or 'none'}.")
    return root / "spec" / name


def _impact(
    root: Path, name: str, changes: Sequence[Change], say: Callable[[str], None]
) -> tuple[Mapping[str, Sequence[str]], ...]:
    if not changes or not (root / "smartbuildings").is_dir():
        return ()
    from tools.spec_update.impact import impacts
    from tools.spec_update.usage import read_usage

    say("look for what it touches ...")
    found = impacts(changes, read_usage(root), [name.replace("-", "_")])
    return tuple(impact.as_json() for impact in found)


def _write_spec(folder: Path, document: Mapping[str, Any], overlay: str) -> None:
    path = folder / "openapi.yaml"
    if canonical_json(read_document(path)) != canonical_json(document):
        path.write_text(in_layout_of(path.read_text(encoding="utf-8"), document), encoding="utf-8")
    (folder / "overlay.yaml").write_text(overlay, encoding="utf-8")


def _write_about(copy: WorkingCopy, report: Report, today: date) -> None:
    """Write the changelog fragment and the page of the update, where the tree has a place for them."""
    name, text = report.fragment()
    if (copy.root / "changelog.d").is_dir():
        (copy.folder / "changelog.d").mkdir(exist_ok=True)
        (copy.folder / "changelog.d" / name).write_text(text, encoding="utf-8")
    if (copy.root / "docs").is_dir():
        write_update_page(copy.folder, report.name, markdown(report, with_times=False), today)


def _version(document: Mapping[str, Any]) -> str:
    told = " ".join(str(document["info"].get("version", "unknown")).split())
    return "".join(character for character in told if character.isprintable())[:_LONGEST_VERSION] or "unknown"


def _package_version(root: Path) -> str:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    if "version" in settings["project"]:
        return str(settings["project"]["version"])
    module = (root / settings["tool"]["hatch"]["version"]["path"]).read_text(encoding="utf-8")
    return str(re.findall(r'^__version__ = "(.+)"$', module, re.MULTILINE)[0])
