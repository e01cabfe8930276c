"""``python -m tools.spec_update ecobee-v1 [FILE_OR_URL]``: what changed, what it means, and whether it can be kept.

The report goes to standard output, progress to standard error. Exit code: 0 no change, 10 safe, 11 additive,
12 breaking; 30, 31 or 32 if a step failed, so that nothing was kept; 1 the document cannot be used; 2 wrong options;
3 the document could not be fetched; 130 and 143 interrupted. Whatever is not kept leaves the tree as it was.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from tools.documents import DocumentError
from tools.generate import ROOT, InvalidDocument
from tools.generator import GeneratorError
from tools.overlay import OverlayError
from tools.spec_update.pipeline import Options, update
from tools.spec_update.report import Report
from tools.spec_update.report_text import markdown, plain
from tools.spec_update.sources import NotFetched
from tools.spec_update.verdict import INTERRUPTED, NOT_FETCHED, STEP_FAILED, UNUSABLE
from tools.spec_update.working_copy import TreeChanged

COMMAND: Final = "python -m tools.spec_update"


def main(arguments: Sequence[str] | None = None, *, root: Path | None = None) -> int:
    """Run the command line; see the module."""
    options = _parser().parse_args(arguments)
    before = signal.signal(signal.SIGTERM, _terminated)
    for path in _targets(options):
        path.unlink(missing_ok=True)  # the report of another run must not pass for that of this one
    try:
        report = update(_options(options), root or options.root, _say)
        _tell(report, options)
    except NotFetched as error:
        return _refused(options, "not fetched", str(error), NOT_FETCHED)
    except (DocumentError, OverlayError, InvalidDocument, GeneratorError, TreeChanged) as error:
        return _refused(options, "unusable", str(error), UNUSABLE)
    except RecursionError:
        sentence = "The document is nested too deeply to be a description of an API."
        return _refused(options, "unusable", sentence, UNUSABLE)
    except KeyboardInterrupt:
        print("\nInterrupted. Nothing was changed.", file=sys.stderr)
        return INTERRUPTED
    finally:
        signal.signal(signal.SIGTERM, before)
    return report.verdict.exit_code + (STEP_FAILED if report.failed else 0)


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)  # an exception, so that what was begun is cleaned up


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _tell(report: Report, options: argparse.Namespace) -> None:
    text, told = markdown(report), _json(report.as_json())
    _write(options, text, told)
    sys.stdout.write(told if options.json == "-" else text)


def _refused(options: argparse.Namespace, why: str, sentence: str, code: int) -> int:
    """Say why there is no report, to whoever reads the files as well."""
    told = _json({"api": options.name, "verdict": None, "error": {"kind": why, "sentence": sentence}, "kept": False})
    _write(options, f"# {options.name}\n\n{plain(sentence)}\n\nNothing was changed.\n", told)
    if options.json == "-":
        sys.stdout.write(told)
    print(f"{sentence}\nNothing was changed.", file=sys.stderr)
    return code


def _json(told: object) -> str:
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _write(options: argparse.Namespace, text: str, told: str) -> None:
    for target, contents in ((options.markdown, text), (options.json, told)):
        if target and target != "-":
            Path(target).write_text(contents, encoding="utf-8")


def _targets(options: argparse.Namespace) -> list[Path]:
    return [Path(target) for target in (options.markdown, options.json) if target and target != "-"]


def _options(options: argparse.Namespace) -> Options:
    return Options(
        name=options.name,
        source=options.source,
        overlay=options.overlay,
        prune_overlay=options.prune_overlay,
        only_compare=options.only_compare,
        dry_run=options.dry_run,
        keep_anyway=options.keep_anyway,
        keep_wording=options.keep_wording,
        propose=options.propose,
        ask_oasdiff=options.second_opinion,
        test_arguments=options.test or (),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=COMMAND, description=(__doc__ or "").partition("\n\n")[2])
    parser.add_argument("name", help="the folder under spec/, such as ecobee-v1")
    parser.add_argument("source", nargs="?", help="the new document, JSON or YAML; left out: the vendor's own address")
    parser.add_argument("--dry-run", action="store_true", help="do everything, and keep nothing")
    parser.add_argument("--only-compare", action="store_true", help="stop after the comparison: no code, no tests")
    parser.add_argument("--overlay", type=Path, help="try this overlay in place of the committed one")
    parser.add_argument(
        "--prune-overlay", action="store_true", help="delete overlay actions that are of no use any more"
    )
    parser.add_argument(
        "--keep-anyway", action="store_true", help="keep it although types or tests fail, to work on it"
    )
    parser.add_argument("--keep-wording", action="store_true", help="the document's sentences are ours: keep them")
    parser.add_argument(
        "--propose", action="store_true", help="keep whatever came out, for a pull request that shows what failed"
    )
    parser.add_argument(
        "--second-opinion",
        action=argparse.BooleanOptionalAction,
        help="ask oasdiff, too; by default if it is installed. It has no vote",
    )
    parser.add_argument("--markdown", metavar="FILE", help="also write the report there, as Markdown")
    parser.add_argument("--json", metavar="FILE", help="write the report there, as JSON; `-` is standard output")
    parser.add_argument("--test", action="append", metavar="ARGUMENT", help="an argument for pytest; may be repeated")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
